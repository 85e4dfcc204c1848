"""One improvised turn, end to end: what she said, what may be known, who answers, and what may be shown."""
