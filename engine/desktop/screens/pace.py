"""Reading by itself: auto waits for a line to have been read, skip lets lines fly by. It knows no events."""

from __future__ import annotations

from dataclasses import dataclass

from engine.desktop.preferences import Preferences

SKIP_SECONDS = 0.05
_AUTO_PER_GLYPH = 0.032


@dataclass
class Pace:
    """`skip` is switched, `held` lasts with a key; both stop before unread lines, unless preferred otherwise."""

    auto: bool = False
    skip: bool = False
    held: bool = False
    waited: float = 0.0

    @property
    def skipping(self) -> bool:
        """Whether lines fly by."""
        return self.skip or self.held

    @property
    def moving(self) -> bool:
        """Whether reading goes on by itself."""
        return self.skipping or self.auto

    def switch_auto(self) -> None:
        """Auto on or off; skip is off then."""
        self.auto, self.skip, self.waited = not self.auto, False, 0.0

    def switch_skip(self) -> None:
        """Skip on or off; auto is off then."""
        self.skip, self.auto, self.waited = not self.skip, False, 0.0

    def stop(self) -> None:
        """Read by hand from here on."""
        self.auto = self.skip = self.held = False

    def due(self, seconds: float, *, complete: bool, length: int, seen: bool, preferences: Preferences) -> bool:
        """Let time pass; True when it is time to read on. `length`: glyphs of the page; `seen`: read before."""
        self.waited += seconds
        if self.skipping:
            if not seen and not preferences.skip_unread:
                self.skip = False
                return False
            return self._elapsed(SKIP_SECONDS)
        if not self.auto or not complete:
            self.waited = 0.0
            return False
        return self._elapsed(preferences.auto_seconds + length * _AUTO_PER_GLYPH)

    def _elapsed(self, seconds: float) -> bool:
        if self.waited < seconds:
            return False
        self.waited = 0.0
        return True
