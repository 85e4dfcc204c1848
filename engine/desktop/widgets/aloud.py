"""What is read aloud of a widget that has the keyboard; what is typed into a field is never read."""

from __future__ import annotations

from engine.desktop.widgets.base import Widget
from engine.desktop.widgets.buttons import Button, Toggle
from engine.desktop.widgets.field import TextField
from engine.desktop.widgets.slider import Slider
from engine.language import tr


def aloud(part: Widget) -> str:
    """Its words, and how it stands."""
    words = name_of(part)
    stands = standing(part)
    return f"{words}: {stands}" if words and stands else words


def name_of(part: Widget) -> str:
    """What it is, without how it stands."""
    if isinstance(part, TextField):
        return part.spoken or part.hint or tr("A field to write in")
    return part.spoken or str(getattr(part, "words", ""))


def standing(part: Widget) -> str:
    """How it stands: a value, on or off, chosen; empty for what only does something."""
    match part:
        case Slider(told=told, value=value):
            return told(value)
        case Toggle(on=on):
            return tr("on") if on else tr("off")
        case Button(lit=True):
            return tr("chosen")
        case _:
            return ""
