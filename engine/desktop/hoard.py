"""Pictures that were made once and are kept while they are used, within a bound of bytes; it knows none of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from pygame import Surface

MEGABYTE = 1 << 20
FEWEST = 4
P = ParamSpec("P")
R = TypeVar("R")


def hoarded(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a function made for its arguments, `most` bytes of pictures in all; what was not used longest goes.

    The `FEWEST` newest are kept however large they are: one picture of the screen may need them all. For functions with
    one thread of callers.
    """

    def keep(make: Callable[P, R]) -> Callable[P, R]:
        kept: OrderedDict[object, R] = OrderedDict()
        weight = 0

        @wraps(make)
        def given(*args: P.args, **named: P.kwargs) -> R:
            nonlocal weight
            key = (args, tuple(named.items()))
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
            made = kept[key] = make(*args, **named)
            weight += weight_of(made)
            while weight > most and len(kept) > FEWEST:
                weight -= weight_of(kept.popitem(last=False)[1])
            return made

        return given

    return keep


def weight_of(made: object) -> int:
    """Bytes of a picture, or of those in a tuple."""
    match made:
        case Surface():
            return made.get_width() * made.get_height() * made.get_bytesize()
        case tuple():
            return sum(map(weight_of, made))
        case _:
            return 0
