"""Faces by themselves: eyes blink now and then, a mouth moves only while its owner speaks."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.desktop.countenance import REST, Countenance

FRAMES = st.lists(st.tuples(st.floats(0.001, 0.4), st.booleans()), max_size=120)


@given(st.integers(0, 999), FRAMES)
def test_a_silent_mouth_is_shut(seed: int, frames: list[tuple[float, bool]]) -> None:
    """However long he spoke, the mouth is at rest in the moment in which he does not; every change is told."""
    face = Countenance(random.Random(seed))
    for seconds, speaks in frames:
        before = face.mouth
        _, told = face.tick(seconds, speaks=speaks)
        assert told == (face.mouth != before)
        assert speaks or face.mouth == REST


def test_a_speaking_mouth_opens_by_way_of_half() -> None:
    """It never jumps from shut to wide open: between them it is half open."""
    face = Countenance(random.Random(3))
    seen = [face.mouth]
    for _ in range(400):
        face.tick(1 / 60, speaks=True)
        if face.mouth != seen[-1]:
            seen.append(face.mouth)
    assert {0, 1, 2} == set(seen)
    assert all(abs(a - b) == 1 for a, b in pairwise(seen))


def test_eyes_blink_and_open_again() -> None:
    """In half a minute some blinks come, each short, and the next change is foretold."""
    face = Countenance(random.Random(3))
    shut = 0
    for _ in range(30 * 60):
        due = face.wake()
        blinked, _ = face.tick(1 / 60, speaks=False)
        assert blinked == (due <= 1 / 60)
        shut += face.closed
    assert 3 * 6 <= shut <= 12 * 9
