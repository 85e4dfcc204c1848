"""Pictures that are kept within a bound of bytes."""

from hypothesis import given
from hypothesis import strategies as st
from pygame import Surface

from engine.desktop.hoard import hoarded, weight_of

MOST = 4000


@given(st.lists(st.integers(1, 20), max_size=40))
def test_what_is_kept_stays_within_its_bound_and_is_made_again_only_when_it_went(sides: list[int]) -> None:
    """The newest is always kept; older ones as far as all of them together keep within the bound."""
    made: list[int] = []

    @hoarded(MOST)
    def square(side: int) -> tuple[Surface, int]:
        made.append(side)
        return Surface((side, side), depth=32), side

    used: list[int] = []
    for side in sides:
        before = len(made)
        picture, told = square(side)
        assert (picture.get_size(), told) == ((side, side), side)
        recent = list(dict.fromkeys(reversed(used)))
        within = recent[: recent.index(side) + 1] if side in recent else []
        if within and sum(4 * each * each for each in within) <= MOST:
            assert len(made) == before
        used.append(side)


def test_the_newest_are_kept_however_large_they_are() -> None:
    """A screen that draws some large pictures by turns does not make them anew each time."""
    made: list[int] = []

    @hoarded(MOST)
    def square(side: int) -> Surface:
        made.append(side)
        return Surface((side, side), depth=32)

    for side in [300, 301, 302, 303] * 5:
        square(side)
    assert made == [300, 301, 302, 303]


def test_pictures_are_weighed_by_their_bytes() -> None:
    """A picture weighs its pixels; what is no picture weighs nothing."""
    assert weight_of((Surface((10, 5), depth=32), 7)) == 200
