"""Fonts by file and drawn glyphs by cache: measures and draws text in pixels; knows no markup and no layout rules."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import fontpkg_atkinson_hyperlegible
import fontpkg_cormorant_garamond
import msgspec
import pygame
import pylopdf_fonts_zh_cn
from pygame import Surface

from engine.desktop.appearance import AS_DESIGNED, Appearance
from engine.desktop.scale import Scale
from engine.desktop.text import Paragraph, is_latin, is_wide, lay_out, literal, sane, spans
from engine.desktop.theme import CLEAR, EMPHASIS, Colour, Face, Ink

GLYPHS_KEPT = 6000
PARAGRAPHS_KEPT = 1200
TEXTS_KEPT = 160
Blit: TypeAlias = tuple[Surface, tuple[int, int]]
"""A picture and where it goes, in pixels."""
Set: TypeAlias = tuple[Paragraph, tuple[float, float], Ink, str, float]
"""A text that stands still: what is laid out, where, in which ink, aligned how within which room."""
_GlyphKey: TypeAlias = tuple[str, Face, int, bool, Colour, Colour]
_FINE = 240
"""Pixels per em at which widths are measured: so fine that lines break alike in every window."""
_WORD_SPACE = 1.16
"""The fonts' word spaces are narrow for reading on a screen; they are widened by this."""
_NARROWED = frozenset("“”‘’…")
"""Marks that the Chinese faces have only in their wide form; between Latin words they come from the title face."""
_LIGATURES = frozenset(("Th", "ff", "fi", "fl", "fj", "ft", "fb", "fh", "fk", "tt", "ct", "st", "sp"))
_NEARLY, _SMALLEST, _TINIEST = 0.85, 0.72, 0.5
"""The shares of its size at which a label still stays on one line; to which a line, and a label, may shrink."""
_STEPS, _CLOSE = 11, 1.16
"""In how many steps a label shrinks, and how close its lines stand."""
_LATIN_ONLY: tuple[Face, ...] = ("title", "slant")
_READABLE: dict[Face, float] = {"serif": 1.04, "sans": 1.04, "title": 0.84, "slant": 0.8}
"""How much larger the readable face is set than the one it stands for, so that lines become no longer."""


@lru_cache(maxsize=8)
def font_file(face: Face) -> str:
    """Where a face lies on disk; all come from installed packages."""
    match face:
        case "serif":
            return str(pylopdf_fonts_zh_cn.serif_path())
        case "sans":
            return str(pylopdf_fonts_zh_cn.sans_path())
        case "title":
            return _packed(fontpkg_cormorant_garamond.ROOT, "normal", 400)
        case "slant":
            return _packed(fontpkg_cormorant_garamond.ROOT, "italic", 400)
        case "plain":
            return _packed(fontpkg_atkinson_hyperlegible.ROOT, "normal", 400)
        case "strong":
            return _packed(fontpkg_atkinson_hyperlegible.ROOT, "normal", 700)


def _packed(root: Path, style: str, weight: int) -> str:
    """The file of a style, as a package lists it. (`fontpkg` would look through every installed package first.)"""
    listed = msgspec.json.decode((root / "metadata.json").read_bytes(), type=_FontPackage)
    wanted = ((style, weight), (style, None))
    return str(root / next(file.path for file in listed.files if (file.style, file.weight) in wanted))


class _FontFile(msgspec.Struct):
    path: str
    style: str
    weight: int | None = None


class _FontPackage(msgspec.Struct):
    files: list[_FontFile]


@lru_cache(maxsize=8)
def _opened(face: Face, slanted: bool) -> pygame.font.Font:
    font = pygame.font.Font(font_file(face), _FINE)
    font.italic = slanted
    return font


def _font(face: Face, size: int, slanted: bool) -> pygame.font.Font:
    """A face in a size, until the next call: opening one costs some 10 ms, giving it another size a microsecond."""
    font = _opened(face, slanted)
    font.set_point_size(max(6, size))
    return font


def forget_fonts() -> None:
    """Let go of fonts that an earlier start of pygame opened: they are void after its end."""
    _opened.cache_clear()


def _style(ink: Ink, char: str, size: int, emphasis: bool) -> tuple[Face, int, bool]:
    """Face, size and slant for one character: title faces have no Chinese, and Chinese is never slanted."""
    if ink.latin and char in _NARROWED and ink.face not in _LATIN_ONLY:
        return "title", round(size * 1.14), emphasis
    wide = is_wide(char)
    if wide and ink.face in _LATIN_ONLY:
        return "serif", round(size * 0.82), False
    return ink.face, size, emphasis and not wide


@lru_cache(maxsize=256)
def _ascent(face: Face, size: int, slanted: bool) -> int:
    return _font(face, size, slanted).get_ascent()


def _readable(ink: Ink, char: str, size: int, emphasis: bool) -> tuple[Face, int, bool]:
    """The same in the readable face: Chinese and what it lacks from the sans face, stress in bold and never slanted."""
    wide = is_wide(char) or (char in _NARROWED and not ink.latin)
    if wide or not _has("plain", char):
        return "sans", round(size * (0.82 if ink.face in _LATIN_ONLY else 1.0)), False
    return "strong" if emphasis else "plain", round(size * _READABLE.get(ink.face, 1.0)), False


@lru_cache(maxsize=2048)
def _has(face: Face, char: str) -> bool:
    """Whether the face can draw the character."""
    return _font(face, 24, False).metrics(char)[0] is not None


def styled(ink: Ink, char: str) -> tuple[Face, float]:
    """The face of one upright character, and its size in ems of the ink."""
    face, size, _ = _style(ink, char, _FINE, False)
    return face, size / _FINE


@lru_cache(maxsize=8192)
def _overhang(face: Face, size: int, slanted: bool, char: str) -> int:
    found = _font(face, size, slanted).metrics(char)[0]
    return min(0, int(found[0])) if found is not None else 0


@lru_cache(maxsize=8192)
def _advance(face: Face, size: int, char: str) -> float:
    """How far the pen moves over one character."""
    font = _font(face, size, False)
    found = font.metrics(char)[0]
    return float(found[4] if found is not None else font.size(char)[0])


@lru_cache(maxsize=8192)
def _kerning(face: Face, size: int, before: str, char: str) -> float:
    """How much nearer (negative) or further two neighbours stand. Letters are drawn singly, so ligatures count as none.

    A bar behind the pair keeps the overhang of its last letter out of the figure.
    """
    if not before or before + char in _LIGATURES or is_wide(before) or is_wide(char):
        return 0.0
    font = _font(face, size, False)
    return font.size(before + char + "|")[0] - font.size(char + "|")[0] - _advance(face, size, before)


def _broken(text: str, laid: Paragraph) -> bool:
    """Whether a word had to be taken apart between two lines."""
    return laid.latin and " ".join(laid.words()).split() != text.split()


class Lettering:
    """Measures and draws for one scale. Made anew (cheaply) when the window changes size."""

    def __init__(self, scale: Scale, appearance: Appearance = AS_DESIGNED) -> None:
        self.scale, self.appearance = scale, appearance
        self._style = _readable if appearance.readable else _style
        self._glyphs: OrderedDict[_GlyphKey, tuple[Surface, Surface | None]] = OrderedDict()
        self._edges: OrderedDict[tuple[str, Face, float, bool, bool], tuple[float, ...]] = OrderedDict()
        self._laid: OrderedDict[tuple[str, Face, float, float, bool], Paragraph] = OrderedDict()
        self._settled: OrderedDict[tuple[object, ...], tuple[Paragraph, list[Blit]]] = OrderedDict()

    # -------------------------------------------------- measuring, in units

    def advances(self, text: str, ink: Ink, emphasis: bool = False) -> Sequence[float]:
        """For each character the width of the text up to and with it, in units."""
        key = (text, ink.face, ink.size, ink.latin, emphasis)
        found = self._edges.get(key)
        if found is None:
            found = self._edges[key] = self._measure(text, ink, emphasis)
            if len(self._edges) > GLYPHS_KEPT:
                self._edges.popitem(last=False)
        return found

    def _measure(self, text: str, ink: Ink, emphasis: bool) -> tuple[float, ...]:
        pen, before, set_in = 0.0, "", ink.face
        edges: list[float] = []
        for char in text:
            face, size, _ = self._style(ink, char, _FINE, emphasis)
            before, set_in = (before, face) if face == set_in else ("", face)
            share = ink.size / _FINE * (_WORD_SPACE if char == " " else 1.0)
            pen += _kerning(face, size, before, char) * share
            edges[-1:] = [pen] if edges else []  # the next letter begins where the edge of this one is
            pen += _advance(face, size, char) * share
            edges.append(pen)
            before = char
        return tuple(edges)

    def width(self, text: str, ink: Ink) -> float:
        """Width of one line in units."""
        text = sane(text)
        return self.advances(text, ink.narrowed(is_latin(text)))[-1] if text else 0.0

    def within(self, text: str, ink: Ink, room: float) -> Ink:
        """The ink as large as one line of it fits into `room`, and no smaller than can be read."""
        width = self.width(text, ink)
        return ink if width <= room else ink.sized(ink.size * max(_SMALLEST, room / width))

    def filling(self, text: str, ink: Ink, room: float, height: float) -> Ink:
        """The ink as large as the text fits a box in, on as many lines as there are; two lines stand closer."""
        if self.width(text, ink) * _NEARLY <= room:
            return self.within(text, ink, room)
        close = replace(ink, leading=min(ink.leading, _CLOSE))
        for step in range(_STEPS):
            tried = close.sized(ink.size * (1 - step * (1 - _TINIEST) / (_STEPS - 1)))
            laid = self.paragraph(text, tried, room, marked=False)
            if not _broken(text, laid) and laid.lines * tried.size * tried.leading <= height:
                return tried
        return close.sized(ink.size * _TINIEST)

    def paragraph(self, text: str, ink: Ink, room: float, *, marked: bool = True) -> Paragraph:
        """The text laid out on lines of `room` units; `marked` reads the format's markup in it."""
        key = (text, ink.face, ink.size, room, marked)
        found = self._laid.get(key)
        if found is None:
            parts = spans(sane(text)) if marked else literal(sane(text))
            style = ink.narrowed(all(is_latin(part.text) for part in parts))
            found = self._laid[key] = lay_out(parts, room, lambda word, strong: self.advances(word, style, strong))
            if len(self._laid) > PARAGRAPHS_KEPT:
                self._laid.popitem(last=False)
        return found

    # -------------------------------------------------- drawing, in pixels

    def settled(self, text: Set, place: Callable[[], list[Blit]]) -> list[Blit]:
        """The letters of a text that stands still, each in its place: found once, drawn often.

        A paragraph is known by being the same object: comparing glyph by glyph takes longer than placing them.
        """
        laid, *rest = text
        key = (id(laid), *rest)
        found = self._settled.get(key)
        if found is None or found[0] is not laid:
            found = self._settled[key] = (laid, place())
            if len(self._settled) > TEXTS_KEPT:
                self._settled.popitem(last=False)
        return found[1]

    def glyph(self, char: str, ink: Ink, emphasis: bool = False) -> tuple[Surface, Surface | None]:
        """One character and its halo (None without one), from the cache."""
        ink = self.appearance.ink(ink)
        colour = self.appearance.sign(EMPHASIS) if emphasis and ink.shade != CLEAR else ink.colour
        style = self._style(ink, char, self.scale.px(ink.size), emphasis)
        key = (char, *style, colour, ink.shade)
        found = self._glyphs.get(key)
        if found is None:
            found = self._glyphs[key] = (self._letter(char, style, colour), self._halo(char, ink, style))
            if len(self._glyphs) > GLYPHS_KEPT:
                self._glyphs.popitem(last=False)
        return found

    def _letter(self, char: str, style: tuple[Face, int, bool], colour: Colour) -> Surface:
        letter = _font(*style).render(char, True, colour[:3]).convert_alpha()
        if colour[3] < 255:
            letter.fill((255, 255, 255, colour[3]), special_flags=pygame.BLEND_RGBA_MULT)
        return letter

    def _halo(self, char: str, ink: Ink, style: tuple[Face, int, bool]) -> Surface | None:
        margin = self.margin(ink)
        if not margin:
            return None
        dark = _font(*style).render(char, True, ink.shade[:3])
        out = Surface((dark.get_width() + 2 * margin, dark.get_height() + 2 * margin), pygame.SRCALPHA)
        out.fill((*ink.shade[:3], 0))
        out.blit(dark, (margin, margin + max(1, margin // 4)))
        out = pygame.transform.gaussian_blur(out, max(1, margin // 2))
        out.blit(out.copy(), (0, 0))
        out.fill((255, 255, 255, ink.shade[3]), special_flags=pygame.BLEND_RGBA_MULT)
        return out

    def overhang(self, ink: Ink, char: str, emphasis: bool) -> int:
        """Pixels (0 or fewer) by which a letter reaches left of where the pen stands; its picture begins there."""
        return _overhang(*self._style(ink, char, self.scale.px(ink.size), emphasis), char)

    def margin(self, ink: Ink) -> int:
        """Pixels that a drawn glyph has free on each side for its halo."""
        return max(2, round(self.scale.px(ink.size) * 0.11)) if ink.shade[3] else 0

    def rise(self, ink: Ink, char: str) -> int:
        """Pixels from the top of a line to the top of a letter's picture: baselines of all faces are level."""
        size = self.scale.px(ink.size)
        face, own, slanted = self._style(ink, char, size, False)
        baseline = round(self.scale.px(ink.size * ink.leading) / 2 + size * 0.36)
        return baseline - _ascent(face, own, slanted)
