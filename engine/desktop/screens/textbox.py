"""The text box: name plate, typewriter, pages, the mark that waits for the reader. It knows lines, not what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.lettering import Lettering
from engine.desktop.reveal import FADE, Reveal
from engine.desktop.text import Paragraph, pages
from engine.desktop.theme import (
    AMBER,
    BODY,
    CREAM,
    GOLD,
    NAME,
    NARRATION,
    TEXT_BOX,
    WINE,
    Colour,
    Eased,
    Ink,
    Panel,
    mixed,
)
from engine.story import markup

FOOT = 1022.0
"""Lower edge of the box."""
_LEFT, _WIDTH = 90.0, 1740.0
_INDENT = 96.0
_HEAD, _TAIL = 36.0, 26.0
ROOM = _WIDTH - 2 * _INDENT
"""Width of a line of text."""
PLATE_ROOM = 900.0
"""The widest that a name may be."""
_HIGHEST = 2.2
"""Size times spacing at which two lines take all the room that the cards of a choice can spare."""
_NUDGES = 3
"""How often the waiting mark nods before it rests."""


@dataclass(frozen=True)
class Utterance:
    """A line as the box shows it: `name` None for narration; `marked` when the text has markup."""

    text: str
    name: str | None = None
    colour: Colour = CREAM
    marked: bool = False


class TextBox:
    """Shows one utterance, page by page. `foot` and `most` bound where it stands and how many lines it takes."""

    def __init__(self, desk: Desk, *, foot: float = FOOT, most: int | None = None) -> None:
        self.desk = desk
        self.foot, self.most = foot, most
        self.voiced = True
        """Whether what it shows is read aloud, for who wants that."""
        self.utterance: Utterance | None = None
        self.presence = Eased(0.0, 0.3)
        self._pages: tuple[Paragraph, ...] = ()
        self._page = 0
        self._reveal: Reveal | None = None
        self._rest = 0.0

    # -------------------------------------------------- measures

    @property
    def ink(self) -> Ink:
        """Lettering of the present utterance, in the size that the player likes."""
        spoken = self.utterance is not None and self.utterance.name is not None
        now = self.desk.preferences
        return ink_at(now.text_size, now.line_spacing, spoken=spoken)

    @property
    def lines(self) -> int:
        """Lines to a page."""
        lines = lines_at(self.desk.preferences.text_size, self.desk.preferences.line_spacing)
        return lines if self.most is None else min(lines, self.most)

    @property
    def box(self) -> FRect:
        """The box in units."""
        return box_of(self.lines, self.ink, self.foot)

    def reach(self) -> FRect:
        """What must be drawn again when it changes."""
        return self.box.inflate(80, 150)

    def _text_reach(self) -> FRect:
        return self.box.inflate(-20, 0).move(0, -8)

    # -------------------------------------------------- what it shows

    def say(self, utterance: Utterance, *, at_once: bool = False) -> None:
        """Show another utterance from its first page."""
        self.utterance = utterance
        self.presence.toward(1.0, at_once=self.desk.preferences.reduced_motion)
        self._lay(self.desk.lettering)
        self._page = 0
        self._begin(at_once=at_once)
        if not at_once:
            self.read_aloud()

    def read_aloud(self) -> None:
        """What it shows, and who says it."""
        said = self.utterance
        if said is not None and self.voiced:
            words = markup.plain(said.text) if said.marked else said.text
            self.desk.speech.say(f"{said.name}: {words}" if said.name else words)

    def leave(self) -> None:
        """Fade away."""
        self.utterance = None
        self._reveal = None
        self.presence.toward(0.0, at_once=self.desk.preferences.reduced_motion)

    def stand(self, foot: float, *, most: int | None = None) -> None:
        """Stand elsewhere; typing goes on unless the text now falls into other pages."""
        self.foot, self.most = foot, most
        if self.utterance is not None:
            before = self._pages
            self._lay(self.desk.lettering)
            if self._pages != before:
                self.relay()

    def relay(self) -> None:
        """Preferences or window changed: lay out anew, all of the present page to be seen."""
        if self.utterance is not None:
            self._lay(self.desk.lettering)
            self._page = min(self._page, len(self._pages) - 1)
            self._begin(at_once=True)

    def _lay(self, lettering: Lettering) -> None:
        assert self.utterance is not None
        laid = lettering.paragraph(self.utterance.text, self.ink, ROOM, marked=self.utterance.marked)
        self._pages = pages(laid, self.lines)

    def _begin(self, *, at_once: bool) -> None:
        speed = 0.0 if at_once else self.desk.preferences.text_speed
        self._reveal = Reveal(self._pages[self._page], speed)
        self._rest = 0.0

    @property
    def complete(self) -> bool:
        """Whether all of the present page is there."""
        return self._reveal is None or (self._reveal.complete and not self._reveal.held)

    @property
    def finished(self) -> bool:
        """Whether nothing of the utterance is left to show."""
        return self.complete and self._page >= len(self._pages) - 1

    @property
    def length(self) -> int:
        """Glyphs on the present page."""
        return len(self._reveal.paragraph.glyphs) if self._reveal else 0

    def go_on(self) -> bool:
        """Complete the page, or turn to the next; False when there is nothing more."""
        if self._reveal is None or self.finished:
            return False
        if self._reveal.held:
            self._reveal.release()
        elif not self.complete:
            self._reveal.finish()
        else:
            self._page += 1
            self._begin(at_once=False)
        return True

    def exhaust(self) -> None:
        """Show the end of the utterance at once."""
        while self.go_on():
            pass

    # -------------------------------------------------- time and picture

    def tick(self, seconds: float) -> FRect | None:
        """Let time pass; what must be drawn again."""
        if self.presence.tick(seconds):
            return self.reach()
        if self._reveal is None:
            return None
        if self._reveal.tick(seconds):
            return self._text_reach()
        if self.complete and self._rest < _NUDGES * 1.2:
            self._rest += seconds
            if not self.desk.preferences.reduced_motion or self._rest == seconds:
                return self._mark_box().inflate(30, 40)
        return None

    @property
    def typing(self) -> bool:
        """Whether words are appearing now."""
        return self._reveal is not None and not self.complete and not self._reveal.held

    @property
    def moving(self) -> bool:
        """Whether the next picture is wanted soon."""
        if self.presence.value != self.presence.target:
            return True
        if self._reveal is None:
            return False
        fading = bool(self._reveal.ages) and self._reveal.ages[-1] < FADE
        return self.typing or fading or self._rest < _NUDGES * 1.2

    def _mark_box(self) -> FRect:
        box = self.box
        return FRect(box.right - 78, box.bottom - 54, 30, 30)

    def draw(self, canvas: Canvas, *, mark: bool = True) -> None:
        """The box with its text; `mark` shows that reading on is possible."""
        seen = self.presence.value
        if seen <= 0.0:
            return
        canvas.panel(self.box, _glass(self.desk.preferences.box_opacity), seen)
        if self.utterance is None:
            return
        if self.utterance.name:
            self._draw_plate(canvas, self.utterance.name, self.utterance.colour, seen)
        if self._reveal is not None:
            self._draw_words(canvas, self._reveal)
            if mark and (self._reveal.held or self.complete) and self.length:
                self._draw_mark(canvas)

    def _draw_plate(self, canvas: Canvas, name: str, colour: Colour, seen: float) -> None:
        width = max(230.0, canvas.lettering.width(name, NAME) + 124)
        plate = FRect(self.box.x + 52, self.box.y - 40, width, 66)
        canvas.panel(plate, _plate(colour), seen)
        canvas.ornament("petal", (plate.x + 34, plate.centery), 20, mixed(colour, CREAM, 0.55), seen)
        canvas.ornament("petal", (plate.right - 34, plate.centery), 20, mixed(colour, CREAM, 0.55), seen)
        top = plate.centery - NAME.size * NAME.leading / 2 - 1
        canvas.text(name, (plate.centerx, top), NAME, align="center", alpha=seen)

    def _draw_words(self, canvas: Canvas, reveal: Reveal) -> None:
        box = self.box
        settled = reveal.complete and (not reveal.ages or reveal.ages[-1] >= FADE)
        canvas.paragraph(
            reveal.paragraph,
            (box.x + _INDENT, box.y + _HEAD),
            self.ink,
            count=reveal.count,
            alpha=None if settled else reveal.alpha,
        )
    def _draw_mark(self, canvas: Canvas) -> None:
        share = min(self._rest / 1.2, _NUDGES) % 1.0
        nod = 0.0 if self.desk.preferences.reduced_motion else 7 * 4 * share * (1 - share)
        mark = self._mark_box()
        last = self._page >= len(self._pages) - 1
        canvas.glow(mark.center, 30, (*AMBER[:3], 70))
        canvas.ornament("lantern" if last else "arrow", (mark.centerx, mark.centery + nod), 30, GOLD)


def ink_at(size: float, spacing: float = 1.0, *, spoken: bool) -> Ink:
    """Lettering of a line in the size and with the spacing that the player likes (1.0 as designed)."""
    base = BODY if spoken else NARRATION
    return base.sized(base.size * size).spaced(min(spacing, _HIGHEST / size))


def lines_at(size: float, spacing: float = 1.0) -> int:
    """Lines to a page."""
    return 3 if size * spacing <= 1.41 else 2


def box_of(lines: int, ink: Ink, foot: float = FOOT) -> FRect:
    """The box for so many lines, in units."""
    height = lines * ink.size * ink.leading + _HEAD + _TAIL
    return FRect(_LEFT, foot - height, _WIDTH, height)


def _glass(opacity: float) -> Panel:
    """The box as dense as the player likes it; rounded, so that few different ones are kept."""
    dense = round(opacity, 1)
    top, bottom = TEXT_BOX.top, TEXT_BOX.bottom
    return replace(
        TEXT_BOX,
        top=(*top[:3], round(min(255, top[3] * dense * 1.08))),
        bottom=(*bottom[:3], round(min(255, bottom[3] * dense * 1.08))),
    )


def _plate(colour: Colour) -> Panel:
    return Panel(
        top=mixed(mixed(WINE, colour, 0.62), CREAM, 0.06),
        bottom=mixed(WINE, colour, 0.16),
        border=(255, 232, 196, 255),
        radius=33,
        line=2.2,
        inner=0,
        shadow=16,
        sheen=0.22,
    )
