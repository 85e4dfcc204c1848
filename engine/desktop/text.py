"""Marked-up text broken into lines and pages: where every glyph stands and when it appears; draws nothing.

Lines break by the rules of Chinese and Japanese typesetting (kinsoku) and of Latin words at once:
a closing mark never starts a line, an opening mark never ends one, Latin words and ellipses stay whole, and one full
stop or comma may hang beyond the edge. Widths come from outside, so nothing here knows a font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from engine.story.markup import TOKEN

NO_START = frozenset(
    "，。、．！？；：,.!?;:’”）〉》」』】〕〗｝…—–％%)]}·・ー々〻‐゠～‼⁇⁈⁉ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ"
)
"""What never starts a line."""
NO_END = frozenset("“‘（〈《「『【〔〖｛([{￥＄$")
"""What never ends a line."""
HANGING = frozenset("，。、．,.")
"""What may stand beyond the right edge."""
_PAUSES = {",": 3, "，": 4, "、": 3, ";": 5, "；": 5, "…": 4, "—": 3, ".": 7, "。": 8, "!": 7, "?": 7, "！": 8, "？": 8}
"""Beats of rest after a mark, when it ends a word."""

Advances: TypeAlias = Callable[[str, bool], Sequence[float]]
"""(word, emphasised) -> for each of its characters, the width of the word up to and with that character."""


@dataclass(frozen=True)
class Span:
    """A piece of text in one style. `wait`: reading stops before it until the player goes on."""

    text: str
    emphasis: bool = False
    ruby: str | None = None
    wait: bool = False


@dataclass(frozen=True)
class Atom:
    """What is never taken apart by choice: one wide character, one Latin word, one run of spaces, one ruby group."""

    text: str
    emphasis: bool
    ruby: str | None
    wait: bool
    edges: tuple[float, ...]

    @property
    def width(self) -> float:
        """Width in the unit of the measure."""
        return self.edges[-1] if self.edges else 0.0

    @property
    def blank(self) -> bool:
        """Whether it is only space."""
        return self.text.isspace()


@dataclass(frozen=True)
class Glyph:
    """One character in its place: `x` from the left edge of the text, `delay` since the glyph before it (in beats)."""

    char: str
    x: float
    line: int
    emphasis: bool
    delay: float
    wait: bool = False


@dataclass(frozen=True)
class Ruby:
    """A reading, centred at `x` above its base on a line."""

    text: str
    x: float
    line: int
    after: int
    """Index of the first glyph of its base: it appears with that one."""


@dataclass(frozen=True)
class Paragraph:
    """A text laid out. `widths` are those of its lines; glyphs run in reading order.

    `latin`: there is no wide character in it, so that quotation marks and ellipses take their narrow form.
    """

    glyphs: tuple[Glyph, ...]
    rubies: tuple[Ruby, ...]
    widths: tuple[float, ...]
    latin: bool = False

    @property
    def lines(self) -> int:
        """How many lines there are, at least one."""
        return max(1, len(self.widths))

    def words(self) -> tuple[str, ...]:
        """The text of every line."""
        out = [""] * self.lines
        for glyph in self.glyphs:
            out[glyph.line] += glyph.char
        return tuple(out)


# ---------------------------------------------------------------- markup


@lru_cache(maxsize=512)
def spans(text: str) -> tuple[Span, ...]:
    """Read the format's markup; whatever is no markup stands for itself."""
    out: list[Span] = []
    wait, last = False, 0
    for match in TOKEN.finditer(text):
        wait = _push(out, Span(text[last : match.start()], wait=wait))
        last, whole = match.end(), match[0]
        if whole == "{wait}":
            wait = True
        elif match[4] is not None:
            wait = _push(out, *(_emphasised(inner, wait) for inner in spans(match[4])))
        elif match[1] is not None:
            wait = _push(out, Span(match[1], ruby=match[2], wait=wait))
        else:
            wait = _push(out, Span(whole[0] if whole in ("{{", "}}") else whole, wait=wait))
    _push(out, Span(text[last:], wait=wait))
    return tuple(out)


def _emphasised(span: Span, wait: bool) -> Span:
    return Span(span.text, True, span.ruby, span.wait or wait)


def _push(out: list[Span], *found: Span) -> bool:
    """Add what is not empty; True when a wait is still waiting for its text."""
    waiting = False
    for span in found:
        if span.text:
            out.append(span)
            waiting = False
        else:
            waiting = waiting or span.wait
    return waiting


def sane(text: str) -> str:
    """The text without what no font can draw and nobody can see: controls, direction marks, halves of characters."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char == "\n" or unicodedata.category(char)[0] != "C")


def literal(text: str) -> tuple[Span, ...]:
    """Text that knows no markup, such as the player's own words."""
    return (Span(text),) if text else ()


# ---------------------------------------------------------------- atoms


def is_wide(char: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean (or a mark of theirs), next to which a line may break."""
    return unicodedata.east_asian_width(char) in "WF"


def is_latin(text: str) -> bool:
    """Whether a text has no wide character."""
    return not any(map(is_wide, text))


def _kind(char: str) -> str:
    if char == "\n":
        return "newline"
    if char.isspace():
        return "space"
    return "wide" if is_wide(char) else "word"


def _pieces(text: str) -> Iterable[str]:
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or (kind := _kind(text[i])) != _kind(text[i - 1]) or kind in ("wide", "newline"):
            yield text[start:i]
            start = i


def atoms(text: Iterable[Span], advances: Advances) -> list[Atom]:
    """Cut the spans into atoms and measure them."""
    out: list[Atom] = []
    for span in text:
        pieces = [span.text] if span.ruby is not None else _pieces(span.text)
        for number, piece in enumerate(pieces):
            edges = () if piece == "\n" else tuple(advances(piece, span.emphasis))
            out.append(Atom(piece, span.emphasis, span.ruby, span.wait and number == 0, edges))
    return out


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring texts."""
    last, first = before[-1], after[0]
    if first.isspace():
        return False
    if last.isspace():
        return first not in NO_START
    if first in NO_START or last in NO_END:
        return False
    return is_wide(last) or is_wide(first)


def _chunks(cut: Sequence[Atom]) -> list[list[Atom]]:
    chunks: list[list[Atom]] = []
    for atom in cut:
        if chunks and chunks[-1][-1].text != "\n" != atom.text and not may_break(chunks[-1][-1].text, atom.text):
            chunks[-1].append(atom)
        else:
            chunks.append([atom])
    return chunks


# ---------------------------------------------------------------- lines


def _solid(chunk: Sequence[Atom]) -> tuple[float, float]:
    """Width without trailing space and hanging mark, and width in full."""
    full = sum(atom.width for atom in chunk)
    kept = list(chunk)
    while kept and kept[-1].blank:
        kept.pop()
    width = sum(atom.width for atom in kept)
    if kept and kept[-1].text[-1] in HANGING:
        edges = kept[-1].edges
        width -= edges[-1] - (edges[-2] if len(edges) > 1 else 0.0)
    return width, full


def widest(cut: Sequence[Atom]) -> float:
    """Width of the widest piece that no line may take apart: where it has room, every line has."""
    return max((_solid(chunk)[0] for chunk in _chunks(cut) if chunk[0].text != "\n"), default=0.0)


def _shatter(chunk: Sequence[Atom], room: float) -> Iterable[list[Atom]]:
    """A chunk wider than a whole line: its atoms one by one, and words that are wider still by their characters."""
    for atom in chunk:
        if atom.width <= room or atom.ruby is not None:
            yield [atom]
            continue
        lefts = (0.0, *atom.edges)
        for i, char in enumerate(atom.text):
            wait = atom.wait and i == 0
            yield [Atom(char, atom.emphasis, None, wait, (lefts[i + 1] - lefts[i],))]


def break_lines(cut: Sequence[Atom], room: float) -> list[list[Atom]]:
    """Fill lines of width `room` from the top, as many atoms in each as the rules allow; none ends on a lone sign."""
    lines: list[list[Atom]] = [[]]
    used, forced = 0.0, 0

    def place(chunk: list[Atom], *, whole: bool) -> None:
        nonlocal used, forced
        if chunk[0].text == "\n":
            lines.append([])
            used, forced = 0.0, len(lines) - 1
            return
        solid, full = _solid(chunk)
        if whole and solid > room:
            for part in _shatter(chunk, room):
                place(part, whole=False)
            return
        if lines[-1] and used + solid > room:
            lines.append([])
            used = 0.0
        lines[-1].extend(chunk)
        used += full

    for chunk in _chunks(cut):
        place(chunk, whole=True)
    if forced < len(lines) - 1:
        _keep_company(lines[-2], lines[-1], room)
    return lines


def _keep_company(before: list[Atom], last: list[Atom], room: float) -> None:
    """A lone wide character on the last line (with its marks) gets the one before it for company."""
    letters = [atom.text for atom in last if atom.text[0].isalnum()]
    if len(letters) != 1 or not is_wide(letters[0][0]):
        return
    for start in range(len(before) - 1, len(before) // 2, -1):
        if _solid([*before[start:], *last])[0] > room:
            return
        if may_break(before[start - 1].text, before[start].text):
            last[:0] = before[start:]
            del before[start:]
            return


def lay_out(text: Sequence[Span], room: float, advances: Advances) -> Paragraph:
    """Put every glyph of the text in its place on lines of width `room`."""
    glyphs: list[Glyph] = []
    rubies: list[Ruby] = []
    widths: list[float] = []
    beats = 0.0
    for number, line in enumerate(break_lines(atoms(text, advances), room)):
        while line and line[-1].blank:
            line.pop()
        x = 0.0
        for atom in line:
            if atom.ruby:
                rubies.append(Ruby(atom.ruby, x + atom.width / 2, number, len(glyphs)))
            for i, char in enumerate(atom.text):
                left = x + (atom.edges[i - 1] if i else 0.0)
                pace = 1.6 if is_wide(char) else 1.0
                glyphs.append(Glyph(char, left, number, atom.emphasis, pace + beats, atom.wait and i == 0))
                beats = float(_PAUSES.get(char, 0)) if i == len(atom.text) - 1 else 0.0
            x += atom.width
        widths.append(x)
    return Paragraph(tuple(glyphs), tuple(rubies), tuple(widths), all(is_latin(span.text) for span in text))


def pages(whole: Paragraph, lines: int) -> tuple[Paragraph, ...]:
    """Cut a paragraph into as few pages of at most `lines` lines as will do, all about equally full."""
    if whole.lines <= lines:
        return (whole,)
    number = -(-whole.lines // lines)
    full = -(-whole.lines // number)
    return tuple(_page(whole, first, first + full) for first in range(0, whole.lines, full))


def _page(whole: Paragraph, first: int, end: int) -> Paragraph:
    inside = [(i, glyph) for i, glyph in enumerate(whole.glyphs) if first <= glyph.line < end]
    start = inside[0][0] if inside else 0
    glyphs = tuple(Glyph(g.char, g.x, g.line - first, g.emphasis, g.delay, g.wait) for _, g in inside)
    rubies = tuple(Ruby(r.text, r.x, r.line - first, r.after - start) for r in whole.rubies if first <= r.line < end)
    return Paragraph(glyphs, rubies, whole.widths[first:end], whole.latin)
