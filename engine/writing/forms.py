"""The forms a script can be written in, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.story.model import Story
from engine.writing.document import as_docx
from engine.writing.page import as_html
from engine.writing.sheet import as_csv

FORMS: Mapping[str, Callable[[Story, str], bytes]] = {
    ".html": lambda story, language: as_html(story, language).encode(),
    ".csv": lambda story, language: as_csv(story),
    ".docx": as_docx,
}
"""Each makes the file's bytes from a story and a language (the table holds every language)."""
