"""The game's music and small sounds, synthesised note by note."""
