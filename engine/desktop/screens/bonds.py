"""How close she is to everyone, in hearts and words, and what she has grown into; numbers only where she wants them."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.figures import Figure
from engine.desktop.game import Game
from engine.desktop.screens.closeness import closeness
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import reading_of
from engine.desktop.screens.parts.shelves import Nothing
from engine.desktop.theme import AMBER, CARD, CREAM, DIM, GOLD, LABEL, MIST, ROSE, SMALL, Ink, Panel
from engine.desktop.widgets import ScrollView, Toggle, Widget
from engine.language import tr
from engine.play.events import Growth, StateTold
from engine.story.model import Character

_LEFT = FRect(INSIDE.x, 190, 930, 820)
_RIGHT = FRect(INSIDE.x + 990, 248, INSIDE.w - 1010, 762)
_FRAME = Panel((0, 0, 0, 0), (0, 0, 0, 0), (236, 202, 152, 200), 14, 2.0, shadow=0)
_GROUND = Panel((86, 52, 104, 255), (40, 24, 66, 255), (236, 202, 152, 120), 14, 1.0, shadow=8)
_NAME = Ink("title", 46, GOLD, leading=1.15)
_WORDS = Ink(size=28, colour=CREAM, leading=1.4)
_MOST_SIGNS = 12
_ASIDE = 292.0
"""What the portrait takes of the width."""
_ALONE = 3
"""Widgets while there is nothing to tell."""


class BondsScreen(MenuScreen):
    """Opened in the play; out of it there is nothing to tell."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game

    def told(self) -> StateTold | None:
        """Where things stand in the play that is going on."""
        reading = reading_of(self.desk)
        return reading.driver.session.told() if reading is not None else None

    def layout(self) -> None:
        told = self.told()
        numbers = self.desk.preferences.show_numbers
        place = FRect(INSIDE.right - 214 - 460, 72, 430, 66)
        switch = Toggle(place, tr("Show numbers"), numbers, lambda on: self.desk.prefer(show_numbers=on))
        self.widgets = [switch, close_button(self.desk)]
        if told is None:
            self.widgets.append(ScrollView(INSIDE, [Nothing(INSIDE.w, tr("It has only just begun."))]))
            return
        self.widgets += [ScrollView(_LEFT, self._people(told)), ScrollView(_RIGHT, self._grown(told))]

    def first(self) -> Widget | None:
        return self.widgets[1]

    def _people(self, told: StateTold) -> list[Widget]:
        out: list[Widget] = []
        for person in self.game.story.cast.values():
            if person.affection is not None and person.id in told.affection:
                top = out[-1].box.bottom + 18 if out else 6.0
                out.append(Bond(self.desk, self.game, person, told, top, _LEFT.w - 20))
        return out

    def _grown(self, told: StateTold) -> list[Widget]:
        out: list[Widget] = []
        for growth in told.growth:
            top = out[-1].box.bottom + 18 if out else 6.0
            out.append(Grown(self.desk, growth, top, _RIGHT.w))
        return out or [Nothing(_RIGHT.w, tr("Nothing yet."))]

    def tick(self, seconds: float) -> bool:
        return self.desk.assets.busy

    @property
    def announced(self) -> str:
        return tr("How close you are")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("How close you are"))
        if len(self.widgets) > _ALONE:
            canvas.text(tr("What you have grown into"), (_RIGHT.x, 190), LABEL.coloured(GOLD), room=_RIGHT.w)
        self.draw_widgets(canvas)


class Bond(Widget):
    """One person: a portrait, a heart for each step of closeness, a sentence."""

    def __init__(self, desk: Desk, game: Game, person: Character, told: StateTold, top: float, width: float) -> None:
        super().__init__(FRect(0, top, width, 250))
        self.desk, self.person, self.outfit = desk, person, told.worn.get(person.id, "")
        self.name = game.wording.name(person.id)
        names = [tier.name for tier in person.tiers]
        self.ranks = len(names)
        tier = told.tiers.get(person.id, "")
        self.rank = names.index(tier) if tier in names else 0
        meter = person.affection
        self.count = f"{told.affection[person.id]} / {meter.max}" if meter is not None else ""
        self.ink = desk.reading(_WORDS, 1.35)
        lines = desk.lettering.paragraph(self.words, self.ink, width - _ASIDE, marked=False).lines
        self.box.h = max(250.0, 174 + lines * self.ink.size * self.ink.leading)

    @property
    def words(self) -> str:
        """How close, as a sentence."""
        if self.rank == 0:
            return tr("You have only just met {name}.", name=self.name)
        return closeness(self.name, self.rank, self.ranks)

    def _figure(self) -> Figure | None:
        faces = ("neutral", "smile", "smile", "shy", "tender")
        face = faces[min(len(faces) - 1, self.rank)]
        face = face if face in self.person.expressions else "neutral"
        outfit = self.outfit or (self.person.outfits[0].name if self.person.outfits else "")
        return self.desk.assets.figure(self.person.id, outfit, face, self.desk.scale.px(760))

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, CARD)
        frame = FRect(self.box.x + 18, self.box.y + 18, 214, 214)
        canvas.panel(frame, _GROUND)
        if (figure := self._figure()) is not None:
            factor = canvas.scale.factor
            left = frame.centerx - (figure.face[0] - figure.offset[0]) / factor
            top = frame.y + frame.h * 0.5 - (figure.face[1] - figure.offset[1]) / factor
            with canvas.clipped(frame.inflate(-6, -6)):
                canvas.image(figure.picture, FRect(left, top, 0, 0))
        canvas.panel(frame, _FRAME)
        self._draw_words(canvas, FRect(frame.right + 32, self.box.y + 22, self.box.w - _ASIDE, 0))

    def _draw_words(self, canvas: Canvas, room: FRect) -> None:
        canvas.text(self.name, (room.x, room.y), _NAME, room=room.w - 160)
        if self.desk.preferences.show_numbers:
            canvas.text(self.count, (room.right, room.y + 14), SMALL, align="right")
        for number in range(self.ranks):
            centre = (room.x + 20 + number * 54, room.y + 96)
            if number <= self.rank:
                canvas.glow(centre, 40, (*ROSE[:3], 110))
                canvas.ornament("heart", centre, 38, ROSE)
            else:
                canvas.ornament("diamond", centre, 20, DIM)
        canvas.prose(self.words, FRect(room.x, room.y + 128, room.w, 0), self.ink, marked=False)


class Grown(Widget):
    """What she has grown into: a lit lantern for each step, or a bar where there are many."""

    def __init__(self, desk: Desk, growth: Growth, top: float, width: float) -> None:
        self.desk, self.growth = desk, growth
        self.ink = desk.reading(_WORDS.sized(26), 1.35).coloured(MIST)
        lines = desk.lettering.paragraph(growth.about, self.ink, width - 48, marked=False).lines if growth.about else 0
        super().__init__(FRect(0, top, width, 136 + lines * self.ink.size * self.ink.leading))

    @property
    def words(self) -> str:
        """Its title, and what it is."""
        return f"{self.growth.title}. {self.growth.about}"

    def draw(self, canvas: Canvas) -> None:
        growth, box = self.growth, self.box
        canvas.panel(box, CARD)
        canvas.text(growth.title, (box.x + 24, box.y + 12), _NAME.sized(40), room=box.w - 150)
        if self.desk.preferences.show_numbers:
            canvas.text(f"{growth.value} / {growth.max}", (box.right - 24, box.y + 20), SMALL, align="right")
        whole, done = growth.max - growth.min, growth.value - growth.min
        steps = whole if whole <= _MOST_SIGNS else _MOST_SIGNS
        lit = round(done / max(1, whole) * steps)
        for number in range(steps):
            centre = (box.x + 40 + number * (box.w - 80) / max(1, _MOST_SIGNS - 1), box.y + 92)
            sign = ("lantern", 34.0, AMBER) if number < lit else ("diamond", 16.0, DIM)
            canvas.ornament(sign[0], centre, sign[1], sign[2])
        canvas.prose(growth.about, FRect(box.x + 24, box.y + 122, box.w - 48, 0), self.ink, marked=False)
