"""What a profile says when it cannot do what was asked: one sentence each; knows nothing of SQLite or screens."""

from __future__ import annotations

from engine.play.refusal import Refusal

IN_USE = "The profile {profile} is open in another window of the game; close that one first."
NEWER = "The profile {profile} was written by a newer version of the game; update the game to open it."
FOREIGN = "The file {profile} belongs to another program and was left alone; choose another profile name."
TAMPERED = "The profile {profile} holds rules that the game did not write, so it was left alone; use another profile."
UNOPENABLE = "The profile {profile} cannot be opened ({fault}); check the folder and its permissions."
UNWRITABLE = (
    "The profile could not be written ({fault}) and nothing was changed; check free disk space and permissions."
)
UNREADABLE = "The profile could not be read ({fault}); start the game again to have the file checked."
SET_ASIDE = "The profile {profile} was damaged; it was set aside as {aside} and a new one was begun."
NOT_SET_ASIDE = "The profile {profile} is damaged and could not be set aside ({fault}); move the file away."
BAD_SLOT = "A slot has a name of 1 to 64 printable characters; “{slot}” is not one."
EMPTY_SLOT = "Nothing is kept in the slot {slot}."
DAMAGED_SLOT = "What is kept in the slot {slot} is damaged; load another slot."
BAD_NAME = "A name has 1 to 40 printable characters; choose another one."

SENTENCES = (
    IN_USE, NEWER, FOREIGN, TAMPERED, UNOPENABLE, UNWRITABLE, UNREADABLE, SET_ASIDE, NOT_SET_ASIDE,
    BAD_SLOT, EMPTY_SLOT, DAMAGED_SLOT, BAD_NAME,
)  # fmt: skip
"""All of them, as the catalogue of translations needs them."""


class ProfileError(Refusal):
    """A profile cannot do what was asked, and nothing changed."""
