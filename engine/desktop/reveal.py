"""How much of a paragraph is on the screen at a time: glyph after glyph, with rests; draws nothing."""

from __future__ import annotations

from engine.desktop.text import Glyph, Paragraph

FADE = 0.14
"""Seconds in which a glyph appears."""


class Reveal:
    """How much of a paragraph is on the screen; `speed` in glyphs a second, 0 for all at once."""

    def __init__(self, paragraph: Paragraph, speed: float) -> None:
        self.paragraph = paragraph
        self.shown = 0.0
        self._next = 0
        self._speed = speed
        self._due = 0.0
        self._clock = 0.0
        self._held = False
        self.ages: list[float] = []
        if speed <= 0:
            self.finish()

    @property
    def complete(self) -> bool:
        """Whether every glyph is there."""
        return self._next >= len(self.paragraph.glyphs)

    @property
    def held(self) -> bool:
        """Whether it stands still at a `{wait}`."""
        return self._held

    @property
    def count(self) -> int:
        """How many glyphs are there."""
        return self._next

    def tick(self, seconds: float) -> bool:
        """Let time pass; True when something new is to be seen."""
        fading = bool(self.ages) and self.ages[-1] < FADE
        self.ages = [age + seconds for age in self.ages]
        if self.complete or self._held:
            return fading
        self._clock += seconds
        while not self.complete and self._due <= self._clock:
            glyph = self.paragraph.glyphs[self._next]
            if glyph.wait and self._next and not self._held:
                self._held = True
                break
            self._show(glyph)
        return True

    def _show(self, glyph: Glyph) -> None:
        self.ages.append(max(0.0, self._clock - self._due))
        self._next += 1
        if not self.complete:
            self._due += self.paragraph.glyphs[self._next].delay / self._speed

    def release(self) -> None:
        """Go on after a `{wait}`."""
        if self._held:
            self._held = False
            self._due = self._clock
            self._show(self.paragraph.glyphs[self._next])

    def finish(self) -> None:
        """Show the rest at once, up to the next `{wait}` when there is one."""
        glyphs = self.paragraph.glyphs
        start = self._next + (1 if self._held else 0)
        stop = next((i for i in range(max(1, start), len(glyphs)) if glyphs[i].wait), len(glyphs))
        self.ages += [FADE] * (stop - self._next)
        self._next = stop
        self._held = stop < len(glyphs)

    def alpha(self, index: int) -> float:
        """Opacity (0..1) of a glyph that is there."""
        return min(1.0, self.ages[index] / FADE)
