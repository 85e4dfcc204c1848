"""A story as a Word document, to comment on. Only importer of python-docx, which the extra `docx` brings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from engine.play.wording import Wording
from engine.story.model import Story
from engine.writing.reading import LABELS, color_of, pages, speaker_of
from engine.writing.rows import Row

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

QUIET = "74687A"
STEP = 0.5
"""Centimetres that a row inside another is moved to the right."""
DEEPEST = 8
"""Steps to the right at most, so that a page always has room for words."""


class NoDocuments(Exception):
    """The package that writes Word documents is not installed; the message is one plain line."""


def as_docx(story: Story, language: str | None = None) -> bytes:
    """The document, in the story's language or another it has. Raises NoDocuments."""
    try:
        import docx
    except ImportError as fault:
        raise NoDocuments(
            'Word documents need the package python-docx: pip install "lantern-otome[docx]"; .html needs nothing.'
        ) from fault
    wording = Wording(story, language)
    document = docx.Document()
    title = wording.plain("story", story.title)
    document.core_properties.title = title
    document.add_heading(title, 0)
    for row in pages(story):
        _add(document, row, story, wording)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Document, row: Row, story: Story, wording: Wording) -> None:
    match row.kind:
        case "chapter":
            document.add_heading(wording.plain(row.context, row.text), 1)
        case "beat":
            document.add_heading(row.beat, 2)
            if row.words:
                _quiet(document.add_paragraph(), row.words)
        case _:
            _fill(_paragraph(document, row), row, story, wording)


def _paragraph(document: Document, row: Row) -> Paragraph:
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(STEP * min(row.depth - 1, DEEPEST))
    paragraph.paragraph_format.space_after = Pt(4)
    return paragraph


def _fill(paragraph: Paragraph, row: Row, story: Story, wording: Wording) -> None:
    from docx.shared import RGBColor

    who = speaker_of(row, wording) or LABELS.get(row.kind, "") or ("▸" if row.kind == "option" else "")
    if row.text and who:
        name = paragraph.add_run(f"{who}  ")
        name.bold = True
        name.font.color.rgb = RGBColor.from_string(_dark(color_of(row.speaker, story)))
    if row.text:
        paragraph.add_run(wording.plain(row.context, row.text))
    rest = "  ".join(part for part in (f"[{row.words}]" if row.text and row.words else row.words, row.id) if part)
    if rest:
        _quiet(paragraph, f"  {rest}" if row.text else rest)


def _quiet(paragraph: Paragraph, words: str) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(words)
    run.font.size = Pt(8)
    run.font.color.rgb = RGBColor.from_string(QUIET)


def _dark(color: str) -> str:
    """The colour, dark enough for white paper: six hexadecimal digits."""
    return "".join(f"{int(color[place : place + 2], 16) * 11 // 20:02X}" for place in (1, 3, 5))
