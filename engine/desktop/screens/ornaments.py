"""Small things over the play that come and go: hearts, chapter titles, the lanterns of an evening. No text box."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.theme import AMBER, CREAM, DIM, GOLD, HEADING, ROSE, Colour, ease_out

_HEART_SECONDS = 2.2
_TITLE_SECONDS = 4.2
TITLE_ROOM = 1240.0
"""The widest that a title may be."""
_BLUSH: Colour = (255, 196, 206, 255)


@dataclass
class _Drift:
    """A heart on its way up, or a petal on its way down."""

    x: float
    y: float
    up: bool
    delay: float
    size: float
    age: float = 0.0


class Drifts:
    """What an affection does to the air: a heart or three drifting up, or one petal falling. Never a number."""

    def __init__(self) -> None:
        self._all: list[_Drift] = []

    def add(self, at: tuple[float, float], *, up: bool, many: bool = False) -> None:
        """Begin beside a face at `at`, in units."""
        for i in range(3 if many else 1):
            side = (1, -1, 1)[i] * (150 + 34 * i)
            self._all.append(_Drift(at[0] + side, at[1] + 40 - 30 * i, up, 0.22 * i, 54 - 9 * i))

    def clear(self) -> None:
        """Away with them."""
        self._all.clear()

    def tick(self, seconds: float) -> FRect | None:
        """Let them drift; what must be drawn again."""
        damage = None
        for drift in list(self._all):
            drift.age += seconds
            box = self._box(drift)
            damage = box if damage is None else damage.union(box)
            if drift.age - drift.delay > _HEART_SECONDS:
                self._all.remove(drift)
        return damage

    @staticmethod
    def _box(drift: _Drift) -> FRect:
        return FRect(drift.x - 110, drift.y - 230, 220, 400)

    def draw(self, canvas: Canvas) -> None:
        """All of them."""
        for drift in self._all:
            share = (drift.age - drift.delay) / _HEART_SECONDS
            if 0.0 < share < 1.0:
                self._draw(canvas, drift, share)

    def _draw(self, canvas: Canvas, drift: _Drift, share: float) -> None:
        sway = math.sin(share * 5.0 + drift.delay * 9) * 16
        way = ease_out(share) * (150 if drift.up else -120)
        centre = (drift.x + sway, drift.y - way)
        alpha = min(1.0, share * 6, (1 - share) * 2.4)
        if drift.up:
            canvas.glow(centre, drift.size * 1.1, (*ROSE[:3], 120), alpha)
            canvas.ornament("heart", centre, drift.size, ROSE, alpha)
            canvas.ornament("heart", (centre[0] - 1, centre[1] - 3), drift.size * 0.62, _BLUSH, alpha * 0.6)
        else:
            canvas.ornament("petal", centre, drift.size * 0.7, (150, 150, 196, 255), alpha * 0.9)


class ChapterTitle:
    """The title of a chapter, appearing at the upper left when it begins."""

    box = FRect(40, 40, 1400, 190)

    def __init__(self) -> None:
        self.title = ""
        self._age = _TITLE_SECONDS

    def show(self, title: str) -> None:
        """Begin."""
        self.title, self._age = title, 0.0

    def tick(self, seconds: float) -> FRect | None:
        """Let time pass; what must be drawn again."""
        if self._age >= _TITLE_SECONDS:
            return None
        self._age += seconds
        return self.box

    def draw(self, canvas: Canvas) -> None:
        """The title, fading in and out."""
        if self._age >= _TITLE_SECONDS or not self.title:
            return
        alpha = min(1.0, self._age / 0.7, (_TITLE_SECONDS - self._age) / 0.9)
        slide = 24 * (1 - ease_out(self._age / 0.9))
        canvas.ornament("lantern", (104 - slide, 112), 50, AMBER, alpha)
        canvas.glow((104 - slide, 112), 70, (*AMBER[:3], 110), alpha)
        box = canvas.text(self.title, (152 - slide, 72), HEADING.coloured(CREAM), alpha=alpha, room=TITLE_ROOM)
        canvas.line((152 - slide, box.bottom + 6), (box.right, box.bottom + 6), (*GOLD[:3], round(170 * alpha)))


class Evening:
    """How much of an improvised evening is left: one lantern a turn, going out from the right."""

    def __init__(self) -> None:
        self.left, self.most = 0, 0

    @property
    def box(self) -> FRect:
        """Where the lanterns hang."""
        return FRect(1880 - max(1, self.most) * 54 - 20, 22, max(1, self.most) * 54 + 40, 110)

    def draw(self, canvas: Canvas) -> None:
        """A string of lanterns."""
        if not self.most:
            return
        box = self.box
        canvas.line((box.x, 34), (1900, 34), (*GOLD[:3], 120), 1.5)
        for i in range(self.most):
            lit = i < self.left
            centre = (box.x + 40 + i * 54, 64.0)
            if lit:
                canvas.glow(centre, 46, (*AMBER[:3], 130))
                canvas.ornament("lantern", centre, 46, AMBER)
            else:
                canvas.ornament("diamond", (centre[0], 46.0), 16, DIM)


