"""The rules of play: pure functions over frozen values; no clock, no chance, no files, no threads."""
