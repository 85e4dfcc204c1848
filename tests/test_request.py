"""The request for one turn says how he may be with her now, and holds nothing that is locked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.improv.request import request_of
from tests.improv_scene import CRANES, CREST, MENTOR, REN, brief, facts, playthrough, talk

TIERS = [(tier.start, tier.name, tier.manner) for tier in REN.tiers]


def sent(affection: int, crest: bool = False) -> str:
    """All that would leave the machine for one turn, as text."""
    seen = frozenset({"saw_crest"}) if crest else frozenset()
    behind = talk(("you", "Good evening."), ("ren", "You again."))
    asked = brief("You must be cold", play=playthrough(behind), knows=facts(affection={"ren": affection}, flags=seen))
    return request_of(asked).encoded().decode()


@pytest.mark.parametrize(("affection", "name", "manner"), TIERS)
def test_how_he_may_be_with_her_is_in_the_request(affection: int, name: str, manner: str) -> None:
    """Address and permitted closeness are the tier's own words, and no other tier's stand beside them."""
    written = sent(affection)
    assert f"Ren Asakawa, {name}: {manner}" in written
    assert not [other for _, _, other in TIERS if other != manner and other in written]


def test_a_new_tier_changes_the_request_and_leaves_its_beginning_as_it_was() -> None:
    """One point of affection over the border is another manner; rules, persona and talk so far stay byte for byte."""
    for (_, _, below), (start, name, above) in pairwise(TIERS[:2]):
        before, after = sent(start - 1), sent(start)
        assert (below in before, above in before) == (True, False)
        assert (below in after, above in after) == (False, True)
        here = after.index(f"Ren Asakawa, {name}")
        assert before[:here] == after[:here]


@given(affection=st.integers(0, 100), crest=st.booleans())
def test_a_fact_is_in_the_request_exactly_when_it_is_open(affection: int, crest: bool) -> None:
    """Whatever the state, a locked fact is nowhere in what is sent: not in the rules, the persona, or the schema."""
    written = sent(affection, crest)
    assert (CRANES in written) == (affection >= 50)
    assert ("crane" in written) == (affection >= 50)
    assert "origami" not in written
    assert ((CREST in written), (MENTOR in written), ("Kazuo" in written)) == (crest, crest, crest)
