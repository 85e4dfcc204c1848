"""The album as a PDF book: pages as they are seen, their words as words that can be searched. It knows no window and no
file, and loads what writes PDF only when a book is made.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pygame
from pygame import Surface

from engine.desktop.canvas import Canvas
from engine.desktop.lettering import Lettering, font_file, styled
from engine.desktop.scale import Scale
from engine.desktop.text import Glyph, Paragraph
from engine.desktop.theme import Colour, Face, Ink
from engine.language import language

_POINTS = 0.5
"""Points of paper to a unit."""
_SHARP = Scale(1.6)
"""How large what is drawn on a page is kept: 230 dots to the inch."""


@dataclass(frozen=True)
class Word:
    """Letters in one style, and where the pen begins with them, in units."""

    text: str
    at: tuple[float, float]
    face: Face
    size: float
    colour: Colour


class Manuscript(Canvas):
    """A canvas that draws everything but words, and keeps these in `words` with their places."""

    def __init__(self, size: tuple[float, float]) -> None:
        surface = Surface((_SHARP.px(size[0]), _SHARP.px(size[1]))).convert()
        super().__init__(surface, _SHARP, Lettering(_SHARP))
        self.size = size
        self.words: list[Word] = []

    def paragraph(
        self,
        laid: Paragraph,
        at: tuple[float, float],
        ink: Ink,
        *,
        count: int | None = None,
        alpha: Callable[[int], float] | None = None,
        align: str = "left",
        room: float = 0.0,
    ) -> None:
        """Keep the words of a laid-out text."""
        ink = ink.narrowed(laid.latin)
        shift = [self._shift(width, align, room) for width in laid.widths]
        for together in _runs(laid.glyphs[:count], ink):
            first = together[0]
            face, share = styled(ink, first.char)
            x = at[0] + shift[first.line] + first.x
            y = at[1] + first.line * ink.size * ink.leading + ink.size * (ink.leading / 2 + 0.36)
            text = "".join(glyph.char for glyph in together)
            self.words.append(Word(text, (x, y), face, ink.size * share, ink.colour))


def _runs(glyphs: Iterable[Glyph], ink: Ink) -> list[list[Glyph]]:
    """Neighbours on a line in the same style, from space to space."""
    runs: list[list[Glyph]] = []
    before: tuple[object, ...] = ()
    for glyph in glyphs:
        here = () if glyph.char.isspace() else (glyph.line, *styled(ink, glyph.char))
        if here and here == before:
            runs[-1].append(glyph)
        elif here:
            runs.append([glyph])
        before = here
    return runs


def pdf(title: str, pages: Sequence[Manuscript]) -> bytes:
    """The whole file, with these pages."""
    from fpdf import FPDF

    width, height = (edge * _POINTS for edge in pages[0].size)
    out = FPDF(unit="pt", format=(width, height))
    out.set_auto_page_break(False)
    out.set_title(title)
    out.set_lang(language().replace("_", "-"))
    for face in sorted({word.face for page in pages for word in page.words}):
        out.add_font(face, fname=font_file(face))
    for page in pages:
        out.add_page()
        kept = io.BytesIO()
        pygame.image.save(page.surface, kept, "page.jpg")
        out.image(kept, 0, 0, width, height)
        for word in page.words:
            out.set_font(word.face, size=word.size * _POINTS)
            out.set_text_color(*word.colour[:3])
            with out.local_context(fill_opacity=word.colour[3] / 255):
                out.text(word.at[0] * _POINTS, word.at[1] * _POINTS, word.text)
    return bytes(out.output())
