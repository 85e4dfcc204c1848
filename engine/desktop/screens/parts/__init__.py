"""Pieces that several screens out of play share."""
