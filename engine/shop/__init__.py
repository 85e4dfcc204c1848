"""What is sold and what was bought: catalogue, append-only ledger and the seam to a payment service."""
