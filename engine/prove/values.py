"""Sets of values of one variable as the bits of a whole number, and what steps do to them; knows no story.

Bit `n` of a set stands for the value `axis.low + n`, so that the hundred values of a meter are one small integer and
a step that adds four is a shift.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Bits: TypeAlias = int
"""A set of values."""
Var: TypeAlias = int
"""The number of a variable; see axes.py."""


class Wide(NamedTuple):
    """Only values in `among` go on; each moves by `by` and is kept within `low`..`high` (indices of bits)."""

    among: Bits
    by: int
    low: int
    high: int

    def image(self, given: Bits) -> Bits:
        """Where these values go."""
        return _moved(given & self.among, self.by, self.low, self.high)

    def origin(self, wanted: Bits) -> Bits:
        """The values that go to any of these."""
        inner = wanted & (_upto(self.high) ^ _upto(self.low + 1)) if self.high > self.low + 1 else 0
        found = inner >> self.by if self.by >= 0 else inner << -self.by
        if wanted >> self.low & 1:
            found |= _upto(self.low - self.by + 1)
        if wanted >> self.high & 1:
            found |= self.among & ~_upto(self.high - self.by)
        return found & self.among

    def only(self, allowed: Bits) -> Wide:
        """The same, where only results in `allowed` go on."""
        return self._replace(among=self.origin(allowed))

    def then(self, by: int, low: int, high: int) -> Wide:
        """The same, and after it another move within other limits."""
        return Wide(self.among, self.by + by, _kept(self.low + by, low, high), _kept(self.high + by, low, high))

    @property
    def closed(self) -> bool:
        """Whether nothing goes on."""
        return not self.among


class Pair(NamedTuple):
    """What becomes of a value that is yes or no: the set of results of `no`, and that of `yes`."""

    no: Bits
    yes: Bits

    def image(self, given: Bits) -> Bits:
        """Where these values go."""
        return (self.no if given & 1 else 0) | (self.yes if given & 2 else 0)

    def origin(self, wanted: Bits) -> Bits:
        """The values that may go to any of these."""
        return (1 if self.no & wanted else 0) | (2 if self.yes & wanted else 0)

    def only(self, allowed: Bits) -> Pair:
        """The same, where only results in `allowed` go on."""
        return Pair(self.no & allowed, self.yes & allowed)

    def then(self, after: Pair) -> Pair:
        """The same, and then another."""
        return Pair(after.image(self.no), after.image(self.yes))

    @property
    def closed(self) -> bool:
        """Whether nothing goes on."""
        return not (self.no or self.yes)


Move: TypeAlias = Wide | Pair

STAY = Pair(1, 2)
SET = Pair(2, 2)
CLEAR = Pair(1, 1)
ANY = Pair(3, 3)
"""The world outside may change it to and fro."""
RISE = Pair(3, 2)
"""The world outside may make it true for ever."""


def _upto(end: int) -> Bits:
    """Every index below `end`."""
    return (1 << end) - 1 if end > 0 else 0


def _kept(value: int, low: int, high: int) -> int:
    return min(high, max(low, value))


def _moved(given: Bits, by: int, low: int, high: int) -> Bits:
    below = given & _upto(low - by)
    rest = given & ~_upto(low - by)
    moved = rest << by if by >= 0 else rest >> -by
    above = moved >> (high + 1)
    moved &= _upto(high + 1)
    return moved | (1 << low if below else 0) | (1 << high if above else 0)
