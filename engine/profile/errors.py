"""What a profile says when it cannot do what was asked: one sentence each; knows nothing of SQLite or screens."""

from __future__ import annotations

IN_USE = "The profile {profile} is open in another window of the game; close that one first."
NEWER = "The profile {profile} was written by a newer version of the game; update the game to open it."
FOREIGN = "The file {profile} belongs to another program and was left alone; choose another profile name."
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
    IN_USE, NEWER, FOREIGN, UNOPENABLE, UNWRITABLE, UNREADABLE, SET_ASIDE, NOT_SET_ASIDE,
    BAD_SLOT, EMPTY_SLOT, DAMAGED_SLOT, BAD_NAME,
)  # fmt: skip
"""All of them, as the catalogue of translations needs them."""


class ProfileError(Exception):
    """A profile cannot do what was asked, and nothing changed.

    `str()` is the English sentence; `tr(error.sentence).format(**error.values)` is it in the player's language.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = {name: shown(value) for name, value in values.items()}
        super().__init__(sentence.format(**self.values))


def shown(value: object) -> str:
    """A stranger's text as one short printable piece of a sentence."""
    text = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in str(value))
    return text if len(text) <= 120 else text[:119] + "…"
