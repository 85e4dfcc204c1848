"""A person of the story, large, in the light of a room: changes of clothes and face dissolve; a click may be heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import FRect

from engine.desktop.assets import Assets
from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.figures import Figure
from engine.desktop.scale import whole
from engine.desktop.screens.parts.titling import side_shade
from engine.desktop.theme import NIGHT, Eased
from engine.desktop.widgets import Widget

FIGURE_HEIGHT, FULL_HEIGHT = 1180.0, 500.0
"""How tall a figure is down to the hips: near by, and where it is seen from head to foot."""
_TOP = 40.0
_DISSOLVE = 0.32
ROOM = "tea_house"


@dataclass(frozen=True)
class Guise:
    """Who is to be seen, in what, with what face."""

    character: str
    outfit: str
    expression: str
    full: bool = False
    """Whether from head to foot."""


class FigureView(Widget):
    """Shows `guise`; until its picture is there, the one before stays. `press` is what a click on the figure does."""

    focusable = True

    def __init__(self, desk: Desk, box: FRect, press: Callable[[], None] | None = None) -> None:
        super().__init__(box, press)
        self.desk = desk
        self.enabled = press is not None
        self.name = ""
        self.guise: Guise | None = None
        self._shown: Figure | None = None
        self._old: Figure | None = None
        self._share = Eased(1.0, _DISSOLVE)

    @property
    def spoken(self) -> str:
        return self.name

    def reach(self) -> FRect:
        return FRect(self.box.x - 80, 0, self.box.w + 160, 1080)

    def ask(self, guise: Guise, *, hurry: bool = True) -> Figure | None:
        """The picture of a guise; None while it is being composed."""
        assets = self.desk.assets
        height, light = self.desk.scale.px(FULL_HEIGHT if guise.full else FIGURE_HEIGHT), assets.light(room_of(assets))
        who, outfit, mood = guise.character, guise.outfit, guise.expression
        return assets.figure(who, outfit, mood, height, light, full=guise.full, hurry=hurry)

    def tick(self, seconds: float) -> bool:
        moving = self._share.tick(seconds) or super().tick(seconds)
        found = self.ask(self.guise) if self.guise is not None else None
        if found is not self._shown and (found is not None or self.guise is None):
            self._old, self._shown = self._shown, found
            self._share.toward(0.0, at_once=True)
            self._share.toward(1.0, at_once=self.desk.preferences.reduced_motion)
            return self._old is not None or found is not None
        return moving or (found is None and self.desk.assets.busy)

    def draw(self, canvas: Canvas) -> None:
        share = self._share.value
        if self._old is not None and share < 1.0:
            self._draw_figure(canvas, self._old, min(1.0, 2 - 2 * share))
        if self._shown is not None:
            self._draw_figure(canvas, self._shown, min(1.0, 2 * share) if self._old is not None else share)
        self.draw_ring(canvas, 30)

    def _draw_figure(self, canvas: Canvas, figure: Figure, alpha: float) -> None:
        left = self.box.centerx - figure.size[0] / canvas.scale.factor / 2
        at = FRect(left + figure.offset[0] / canvas.scale.factor, _TOP + figure.offset[1] / canvas.scale.factor, 0, 0)
        canvas.image(figure.picture, at, alpha)


def room_of(assets: Assets) -> str | None:
    """The place in which presents are looked at, where the story has it."""
    found = assets.file("backgrounds", ROOM, "webp") or assets.file("backgrounds", ROOM, "png")
    return ROOM if found is not None else None


def draw_room(canvas: Canvas, desk: Desk) -> None:
    """The room, soft, growing dark towards the right where the words are."""
    room = room_of(desk.assets)
    size = canvas.scale.size
    picture = desk.assets.background(room, size, soft=True) if room else desk.assets.title(size)
    if picture is None:
        canvas.fill(whole(), NIGHT)
    else:
        canvas.image(picture, whole())
    canvas.fill(whole(), (20, 8, 34, 70))
    dark = side_shade((canvas.scale.px(1300), canvas.scale.px(1080)), (14, 6, 28, 225), right=True)
    canvas.image(dark, FRect(620, 0, 1300, 1080))
