"""Where a line's voice is kept among a story's art; knows names alone and looks at no file."""

from __future__ import annotations


def line_id(beat: str, step: str) -> str:
    """The lasting name of a line: `chapter.beat.step`; an edit elsewhere never changes it."""
    return f"{beat}.{step}"


def voice_file(beat: str, step: str, language: str) -> str:
    """The recording of a line, relative to `art/<story>/`, with forward slashes.

    `beat` (`chapter.beat`) and `step` are those of a LineSaid event, `language` is a code such as `en` or `zh_CN`.
    """
    return f"voice/{language}/{line_id(beat, step)}.ogg"
