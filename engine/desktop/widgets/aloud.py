"""What is read aloud of a widget that has the keyboard; what is typed into a field is never read."""

from __future__ import annotations

from engine.desktop.widgets.base import Widget
from engine.desktop.widgets.buttons import Toggle
from engine.desktop.widgets.field import TextField
from engine.desktop.widgets.slider import Slider
from engine.language import tr


def aloud(part: Widget) -> str:
    """Its words, and how it stands."""
    match part:
        case TextField(hint=hint):
            return hint or tr("A field to write in")
        case Slider(words=words, told=told, value=value):
            return f"{words}: {told(value)}"
        case Toggle(words=words, on=on):
            return f"{words}: {tr('on') if on else tr('off')}"
        case _:
            return part.spoken or str(getattr(part, "words", ""))
