"""The pieces of music, one module each: its score as text, and `tape()` that plays it."""
