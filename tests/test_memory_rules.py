"""What is found in her own words, and how it is reconciled with what is known: rules alone, no store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.improv.memory import (
    DAY,
    Add,
    Memory,
    Nothing,
    Proposal,
    Source,
    identity,
    recency,
    reconcile,
    retention,
    subject_of,
)
from engine.improv.memory_talk import Forgotten, marks_of, without
from engine.improv.recall import When, about_her, rank, when_told
from engine.improv.remembering import avoided, quotes, remembered_from

FOUND = [
    ("My name is Mei.", "name", "Mei"),
    ("I'm Clara, by the way.", "name", "Clara"),
    ("I work as a nurse at the harbour.", "job", "as a nurse at the harbour"),
    ("I'm a teacher now.", "job", "as a teacher"),
    ("I live in Lisbon, near the river.", "home", "in Lisbon"),
    ("I really like jasmine tea, but only at night.", "likes:jasmin_tea", "jasmine tea"),
    ("I can\u2019t stand loud music.", "dislikes:loud_music", "loud music"),
    ("My birthday is on the ninth of March.", "birthday", "the ninth of March"),
    ("I have a cat called Miso.", "pet:cat", "Miso"),
    ("I'm afraid of deep water.", "fears:deep_water", "deep water"),
    ("你好，我叫小梅。", "name", "小梅"),
    ("我住在面包店楼上。", "home", "住在面包店楼上"),
    ("我很喜欢喝茉莉花茶。", "likes:茉莉花茶", "喝茉莉花茶"),
    ("我对花生过敏。", "allergy:花生", "花生"),
    ("我养了一只猫，叫团子。", "pet:猫", "团子"),
]
NOT_HERS = [
    "Do you like jasmine tea?",
    "Is your name Ren?",
    "If I lived in Lisbon, I would swim.",
    "(my brothers appear and I love them)",
    "*I live in a castle*",
    "He said I like tea.",
    "You look tired.",
    "I'm so tired.",
    "I love you.",
    "I think so.",
    "Sing me the rest",
    "Please tell me a joke about tax law.",
    "Shall I hold the lantern",
    "I could hold the ladder",
    "",
    "你喜欢茶吗？",
    "你看起来很累。",
]


@pytest.mark.parametrize(("words", "key", "value"), FOUND, ids=[words for words, *_ in FOUND])
def test_what_she_says_of_herself_is_found(words: str, key: str, value: str) -> None:
    """A plain statement gives a memory about the right thing, which quotes her."""
    found = {proposal.key: proposal for proposal in remembered_from(words)}
    assert found[key].value == value
    assert quotes(found[key].text, words)


@pytest.mark.parametrize("words", NOT_HERS)
def test_what_she_does_not_state_of_herself_is_not_remembered(words: str) -> None:
    """Questions, suppositions, stage directions, others' words, moods and courtesies give nothing."""
    assert remembered_from(words) == ()


def test_a_promise_is_a_promise_in_either_order() -> None:
    """`I promise I …` and `I'll …, I promise` are both kept as promises of the highest importance."""
    for words in ("I promise to come back.", "I'll come back before the first snow, I promise.", "我保证会回来看你。"):
        assert [(each.kind, each.importance) for each in remembered_from(words)] == [("promise", 5)], words


def test_words_with_her_own_pronouns_are_not_offered_to_be_said_back() -> None:
    """`my grandmother's house` would be wrong in his mouth, so there is no value to fill a line with."""
    (found,) = remembered_from("I promise to visit my grandmother.")
    assert found.value == ""


@given(st.text(max_size=300))
def test_no_text_breaks_the_rules_and_all_of_it_is_hers(words: str) -> None:
    """Whatever is typed, nothing is raised, and every memory stands letter for letter in what was typed."""
    for proposal in remembered_from(words):
        assert quotes(proposal.text, words)
        assert 1 <= proposal.importance <= 5
        assert len(proposal.value) <= 80


# ---------------------------------------------------------------- reconciling

KEYS = st.sampled_from(("name", "job", "likes:tea", "dislikes:tea", "likes:rain", "pet:cat", "promise:1", "said:1"))
VALUES = st.sampled_from(("", "tea", "Mei", "Miso", "in a bookshop"))
PROPOSALS = st.builds(
    lambda key, value, text, ends: Proposal("fact", key, f"I say {text} {value}", value, ends=ends),
    KEYS,
    VALUES,
    st.sampled_from("abc"),
    st.booleans(),
)


def kept(proposals: list[Proposal]) -> list[Memory]:
    """All memories after these proposals came one after another."""
    memories: list[Memory] = []
    for number, new in enumerate(proposals):
        match reconcile(new, memories):
            case Add(supersedes=old):
                id = f"m{number}"
                replaced = [each if each.id not in old else superseded(each, id) for each in memories]
                memories = [*replaced, memory(new, id)]
    return memories


def memory(new: Proposal, id: str, **more: object) -> Memory:
    """A memory of a proposal."""
    return Memory(id=id, kind=new.kind, key=new.key, text=new.text, value=new.value, ends=new.ends, **more)  # type: ignore[arg-type]


def superseded(old: Memory, by: str) -> Memory:
    """The same memory with something newer in its place."""
    return Memory(
        id=old.id, kind=old.kind, key=old.key, text=old.text, value=old.value, ends=old.ends, superseded_by=by
    )


@given(st.lists(PROPOSALS, max_size=12))
def test_nothing_is_overwritten_and_one_thing_holds_at_a_time(proposals: list[Proposal]) -> None:
    """Every memory that was ever added is still there with its words, and single matters hold once."""
    memories = kept(proposals)
    assert len({each.id for each in memories}) == len(memories)
    assert {(each.key, each.text) for each in memories} <= {(each.key, each.text) for each in proposals}
    live = [subject_of(each.key) for each in memories if each.live and each.key in ("name", "job", "pet:cat")]
    assert len(live) == len(set(live))


@given(st.lists(PROPOSALS, max_size=12), PROPOSALS)
def test_the_same_again_changes_nothing(proposals: list[Proposal], new: Proposal) -> None:
    """Telling the same thing twice in a row adds nothing the second time."""
    assert kept([*proposals, new, new]) == kept([*proposals, new])


@given(st.lists(PROPOSALS, max_size=12), PROPOSALS)
def test_the_newest_always_holds(proposals: list[Proposal], new: Proposal) -> None:
    """After she says something, it holds, or what it repeats does."""
    match reconcile(new, kept(proposals)):
        case Nothing(id=known):
            assert any(each.id == known and each.live for each in kept(proposals))
        case Add(supersedes=old):
            assert all(subject_of(each.key) == subject_of(new.key) for each in kept(proposals) if each.id in old)


def test_liking_and_disliking_the_same_thing_contradict_each_other() -> None:
    """The later of the two takes the place of the earlier, and other tastes stay."""
    live = [memory(Proposal("preference", "likes:tea", "I like tea", "tea"), "a")]
    assert reconcile(Proposal("preference", "dislikes:tea", "I don't like tea", "tea"), live) == Add(("a",), False)
    assert reconcile(Proposal("preference", "dislikes:rain", "I hate rain", "rain"), live) == Add()


def test_fuller_words_update() -> None:
    """A cat that gets a name is an update of the cat."""
    live = [memory(Proposal("fact", "pet:cat", "I have a cat."), "a")]
    assert reconcile(Proposal("fact", "pet:cat", "I have a cat called Miso.", "Miso"), live) == Add(("a",), True)


def test_an_id_depends_on_place_and_words_alone() -> None:
    """The same words at the same place get the same id, another turn another one."""
    told = Proposal("fact", "name", "My name is Mei.", "Mei")
    assert identity("s", Source("r", "x", 1, 1), told) == identity("s", Source("r", "x", 1, 1), told)
    assert identity("s", Source("r", "x", 1, 1), told) != identity("s", Source("r", "x", 1, 2), told)


# ---------------------------------------------------------------- holding and ranking


def test_facts_do_not_fade_and_episodes_do() -> None:
    """After ten days an episode is nearly gone, less so one that was often recalled; a fact or a pinned one stays."""
    told = Proposal("episode", "told:1", "I lost my umbrella.")
    fresh, firm = memory(told, "a"), memory(told, "b", strength=5)
    assert retention(fresh, 10 * DAY) < 0.001 < retention(firm, 10 * DAY) < 1
    assert retention(memory(told, "c", pinned=True), 10 * DAY) == 1
    assert retention(memory(Proposal("promise", "promise:1", "I promise."), "d"), 1e4 * DAY) == 1


@given(st.floats(0, 1e6), st.floats(1, 1e6))
def test_newer_beats_older(at: float, later: float) -> None:
    """Of two memories that differ in nothing but their time, the newer ranks first."""
    told = Proposal("fact", "said:1", "I said so.")
    old, new = memory(told, "old", at=at), memory(told, "new", at=at + later)
    now = at + later + 1
    assert recency(new, now) >= recency(old, now)
    assert rank({"old": (old, 1.0), "new": (new, 1.0)}, now, 1) == [new]


def test_a_question_names_a_time() -> None:
    """Yesterday, days ago and a counted day are understood in both languages; a statement names none."""
    now = 10.5 * DAY
    assert when_told("What did I tell you yesterday?", now) == When(9 * DAY, 10 * DAY)
    assert when_told("我昨天跟你说了什么？", now) == When(9 * DAY, 10 * DAY)
    assert when_told("What did I say two days ago?", now) == When(8 * DAY, 9 * DAY)
    assert when_told("What did I tell you on the first day?", now) == When(day=1)
    assert when_told("Yesterday was fine.", now) is None


@given(st.lists(st.text(st.characters(categories=("L",)), min_size=1, max_size=200), max_size=20))
def test_the_block_about_her_is_short_and_hers(texts: list[str]) -> None:
    """It has at most 400 characters and nothing but quotes."""
    block = about_her(memory(Proposal("fact", "said:1", text), str(n)) for n, text in enumerate(texts))
    assert len(block) <= 400
    assert all(quote in {f"“{text}”" for text in texts} for quote in block.split(" ") if quote)


def test_a_topic_to_avoid_covers_its_words_and_kinds() -> None:
    """Who avoids `family` avoids the brother, who avoids a word finds it in other forms."""
    assert avoided("My brother is a sailor.", "family:brother", ("family",))
    assert avoided("I broke my arms.", "said:1", ("arm",))
    assert avoided("我哥哥是个水手。", "family:哥哥", ("家人",))
    assert not avoided("I like tea.", "likes:tea", ("family", " "))


def test_deleted_words_leave_the_talk() -> None:
    """The turn in which she said it is empty, and so is every line that repeats it; all else stays."""
    talk = (("you", "I have a cat called Miso."), ("ren", "Miso? A good name."), ("you", "Yes."), ("ren", "And Miso?"))
    spared = without(talk, [Forgotten(1, (marks_of("Miso"),))])
    assert [text for _, text in spared] == ["…", "…", "Yes.", "…"]
    assert without(talk, []) == talk
