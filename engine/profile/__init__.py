"""What never rolls back: one SQLite file per player, with slots, seen lines, gallery, letters and the shop's ledger."""
