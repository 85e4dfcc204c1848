"""Guards: what they can say means what Python would mean, and nothing else can be said."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.story.possible import Values
from engine.story.rules import GuardError, Names, compile_guard, parse, tier_index, walk

TIERS = (("stranger", 0), ("friend", 25), ("close", 50))
NAMES = Names(frozenset({"courage"}), {"ren": TIERS})
WORLDS = st.builds(
    Values,
    affection=st.fixed_dictionaries({"ren": st.integers(-5, 110)}),
    flags=st.sets(st.sampled_from(["promised", "kept"])),
    counters=st.fixed_dictionaries({"courage": st.integers(-3, 12)}),
    visits=st.dictionaries(st.sampled_from(["a.b", "a.c"]), st.integers(1, 4)),
    owned=st.sets(st.sampled_from(["skin.ren.winter"])),
    endings=st.sets(st.sampled_from(["home"])),
    turns=st.integers(0, 9),
    acts=st.dictionaries(st.sampled_from(["comfort"]), st.integers(0, 5)),
)
NUMBERS = st.one_of(
    st.integers(-20, 120).map(str),
    st.sampled_from(
        ["courage", "affection.ren", "turns", "acts.comfort", 'visits("a.b")', "(courage + 1)", "courage*2-3"]
    ),
)
TRUTHS = st.one_of(
    st.sampled_from(
        ["promised", "kept", 'owns("skin.ren.winter")', "seen('a.c')", 'ending("home")', "tier.ren >= friend"]
    ),
    st.builds("{} {} {}".format, NUMBERS, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), NUMBERS),
    st.builds("{} < {} <= {}".format, NUMBERS, NUMBERS, NUMBERS),
)
GUARDS = st.recursive(
    TRUTHS,
    lambda inner: st.one_of(
        st.builds("not ({})".format, inner),
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({}) or {}".format, inner, inner, TRUTHS),
    ),
    max_leaves=6,
)


class _Reader:
    """Attributes looked up in a function: the reference for `affection.X`, `tier.X` and `acts.X`."""

    def __init__(self, look: Callable[[str], Any]):
        self._look = look

    def __getattr__(self, name: str) -> Any:
        return self._look(name)


def reference(guard: str, world: Values) -> bool:
    """The guard as Python itself would understand it, with every name bound to what it stands for."""
    names = {
        "promised": "promised" in world.flags,
        "kept": "kept" in world.flags,
        "courage": world.counters["courage"],
        "affection": _Reader(lambda name: world.affection[name]),
        "tier": _Reader(lambda name: max([0, *(i for i, t in enumerate(TIERS) if world.affection[name] >= t[1])])),
        "friend": 1,
        "turns": world.turns,
        "acts": _Reader(lambda name: world.acts.get(name, 0)),
        "owns": lambda sku: sku in world.owned,
        "seen": lambda beat: beat in world.visits,
        "visits": lambda beat: world.visits.get(beat, 0),
        "ending": lambda name: name in world.endings,
    }
    return bool(eval(guard, {"__builtins__": {}}, names))  # noqa: S307  (the reference is Python itself, in a test)


@given(GUARDS, WORLDS)
def test_guards_mean_what_python_means(guard: str, world: Values) -> None:
    """Parsed, compiled and evaluated, a guard agrees with the plainest reading of it and changes nothing."""
    compiled = compile_guard(guard, NAMES)
    before = msgspec.msgpack.encode(world)
    assert compiled is not None
    assert bool(compiled(world)) == reference(guard, world)
    assert bool(compiled(world)) == reference(guard, world)
    assert msgspec.msgpack.encode(world) == before


@given(st.one_of(st.text(max_size=60), st.text(alphabet="abt.()'\"0123 and or not<>=!+-*/[]{}:,\\\n\t", max_size=40)))
def test_any_text_is_a_guard_or_a_guard_error(text: str) -> None:
    """Nothing that a writer can type raises anything else, or warns."""
    fault = fault_of(text)
    if fault is not None:
        assert fault.text
        assert fault.remedy
        assert 0 <= fault.column <= max(len(text) * 4, 1)


def fault_of(text: str) -> GuardError | None:
    """What is wrong with a guard; a warning of Python's would count as a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            list(walk(parse(text)))
        except GuardError as fault:
            return fault
    return None


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "affection.ren.real",
        "().__class__",
        "owns(promised)",
        "owns('a', 'b')",
        "owns(sku='a')",
        "x[0]",
        "a if b else c",
        "[a for a in b]",
        "lambda: 1",
        "a := 1",
        "f'{a}'",
        "1 / 2",
        "2 ** 9999999",
        "1 << 99",
        "a is b",
        "a in b",
        "True",
        "None",
        "'text'",
        "1.5",
        "1_000",
        "0x10",
        "a &",
        "-" * 400 + "1",
        "(" * 200 + "a",
        "not " * 124 + "a",
        "a and " * 90 + "a" * 20,
        "",
        "a;b",
        "\x00",
    ],
    ids=range(31),
)
def test_nothing_else_can_be_said(text: str) -> None:
    """Calls, attributes, indices, powers and depth are refused with a remedy."""
    with pytest.raises(GuardError) as raised:
        parse(text)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("a && b", "and, or, not"),
        ("a = 1", "=="),
        ("!a", "and, or, not"),
        ("a （and b）", "plain signs instead of （"),
        ("affection.ren ≥ 3", "plain signs instead of ≥"),
        ("ending(sea)", 'ending("sea")'),
        ("affection(ren) > 3", "affection.ren"),
        ('tier.ren >= "friend"', "friend without its quotes"),
    ],
)
def test_habits_of_other_languages_get_their_own_remedy(text: str, mend: str) -> None:
    """The commonest slips are named."""
    with pytest.raises(GuardError) as raised:
        parse(text)
    assert mend in raised.value.remedy


def test_an_unknown_tier_is_refused_when_compiled() -> None:
    """`tier.ren >= lover` names the tiers there are."""
    with pytest.raises(GuardError, match="lover") as raised:
        compile_guard("tier.ren >= lover", NAMES)
    assert "stranger, friend, close" in raised.value.remedy


@given(st.integers(-1000, 1000), st.lists(st.integers(-100, 100), min_size=1, max_size=6, unique=True).map(sorted))
def test_tiers_are_bands(value: int, starts: list[int]) -> None:
    """A value stands in the last band whose start it has reached, and in the first below all of them."""
    index = tier_index(value, tuple((str(start), start) for start in starts))
    assert starts[index] <= value or index == 0
    assert index == len(starts) - 1 or value < starts[index + 1]


def test_no_guard_is_always_open() -> None:
    """A missing guard compiles to nothing."""
    assert compile_guard(None, NAMES) is None
