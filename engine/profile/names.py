"""Names and texts that a profile takes; knows no table."""

from __future__ import annotations

from engine.profile import errors
from engine.profile.errors import ProfileError


def is_slot(slot: str) -> bool:
    """Whether a slot may be called so."""
    return 1 <= len(slot) <= 64 and slot.isprintable()


def valid_slot(slot: str) -> str:
    """The slot's name. Raises ProfileError."""
    if not is_slot(slot):
        raise ProfileError(errors.BAD_SLOT, slot=slot)
    return slot


def valid_name(name: str) -> str:
    """The heroine's name, without blanks around it. Raises ProfileError."""
    name = name.strip()
    if not (1 <= len(name) <= 40 and name.isprintable()):
        raise ProfileError(errors.BAD_NAME)
    return name


def storable(text: str) -> str:
    """The text without halves of surrogate pairs, which no UTF-8 file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
