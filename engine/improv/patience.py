"""How long to wait, when to try again, when to leave a server alone; pure values, the clock is given."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

Clock = Callable[[], float]
"""Seconds on a clock that never goes back."""


class Patience(Struct, frozen=True):
    """Limits of one turn: `total` and `silence` (between two bytes) in seconds, `tries` requests at the most."""

    total: float = 12.0
    silence: float = 5.0
    tries: int = 3
    first_pause: float = 0.4
    longest_pause: float = 4.0


def pause_before(attempt: int, patience: Patience, asked: float | None) -> float:
    """Seconds to wait before the attempt number `attempt` (from 1): doubling, or what the server asked, never longer
    than `longest_pause`: a server must not be able to hold a scene."""
    wish = asked if asked is not None and asked >= 0 else patience.first_pause * 2 ** (attempt - 1)
    return min(wish, patience.longest_pause)


class Breaker(Struct, frozen=True):
    """Leaves a failing server alone: after `limit` failed turns in a row for `rest` seconds, then twice as long, up to
    `longest`. While it is open no request is made; after the rest one turn tries again."""

    limit: int = 3
    rest: float = 30.0
    longest: float = 900.0
    failed: int = 0
    rests: int = 0
    until: float = 0.0

    def closed(self, now: float) -> bool:
        """Whether a request may be made."""
        return now >= self.until

    def after(self, worked: bool, now: float) -> Breaker:
        """The breaker after a turn that worked or failed."""
        if worked:
            return replace(self, failed=0, rests=0, until=0.0)
        failed = self.failed + 1
        if failed < self.limit and self.rests == 0:
            return replace(self, failed=failed)
        rest = min(self.longest, self.rest * 2**self.rests)
        return replace(self, failed=failed, rests=self.rests + 1, until=now + rest)

    def tripped(self, now: float) -> Breaker:
        """Open at once: what went wrong (a refused key, an unknown model) will not mend itself in a moment."""
        return replace(self, failed=self.limit, rests=self.rests + 1, until=now + self.longest)
