"""What moves in a face by itself: eyes that blink, the mouth of whoever speaks. It knows no picture and no clock."""

from __future__ import annotations

import random
from dataclasses import dataclass

_FIRST = 2.4
_AWAKE = (2.6, 6.4)
_BLINK = 0.12
_SYLLABLE = (0.07, 0.14)
"""Seconds for which a speaking mouth stays as it is."""
REST, HALF, OPEN = 0, 1, 2


@dataclass
class Countenance:
    """One face as time passes: `closed` while it blinks; `mouth` is REST, HALF or OPEN."""

    chance: random.Random
    mouth: int = REST
    _wait: float = _FIRST
    _closed: float = 0.0
    _syllable: float = 0.0

    @property
    def closed(self) -> bool:
        """Whether the eyes are shut for a blink."""
        return self._closed > 0

    def tick(self, seconds: float, *, speaks: bool) -> tuple[bool, bool]:
        """Let time pass: whether the eyes look different now, and whether the mouth does."""
        return self._blink(seconds), self._talk(seconds, speaks)

    def wake(self) -> float:
        """Seconds until the next blink begins or this one ends."""
        return self._closed if self.closed else self._wait

    def _blink(self, seconds: float) -> bool:
        if self.closed:
            self._closed -= seconds
            return not self.closed
        self._wait -= seconds
        if self._wait > 0:
            return False
        self._wait, self._closed = self.chance.uniform(*_AWAKE), _BLINK
        return True

    def _talk(self, seconds: float, speaks: bool) -> bool:
        before = self.mouth
        self._syllable -= seconds
        if not speaks:
            self.mouth = REST
        elif self._syllable <= 0:
            self.mouth = HALF if self.mouth != HALF else self.chance.choice((REST, OPEN, OPEN))
            self._syllable = self.chance.uniform(*_SYLLABLE)
        return self.mouth != before
