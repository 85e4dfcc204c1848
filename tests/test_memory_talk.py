"""Memory in play: lines that say back what she told, what a request holds of it, and what a model proposes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from messages_server import Performance, garbage, serving, status, streams

from engine.improv.authored import AuthoredImproviser
from engine.improv.brief import Brief
from engine.improv.claude import ClaudeImproviser
from engine.improv.memory_afterthought import afterthought
from engine.improv.memory_asking import asking, proposals_in
from engine.improv.patience import Patience
from engine.improv.request import request_of
from engine.improv.wire import Settings
from engine.play import events
from engine.play.keeping import Heard
from engine.play.session import Session
from engine.playtest.driver import brief_of, send
from engine.playtest.sitting import ready
from engine.profile.store import Profile, open_profile
from tests.test_problems import write_story

STORY = {
    "story.yaml": "format: 1\ntitle: Tea\nstart: one.talk\n",
    "cast.yaml": (
        "ren: {name: Ren, affection: {max: 100}, tiers: [{tier: stranger, from: 0}], expressions: [neutral]}\n"
        "cas: {name: Cas}\n"
    ),
    "chapters/1_one.yaml": (
        "chapter: one\n"
        "title: One\n"
        "beats:\n"
        "  talk:\n"
        "    steps:\n"
        "      - improvise:\n"
        "          id: eaves\n"
        "          with: [ren]\n"
        "          goal: They talk.\n"
        "          turns: {min: 4, max: 4}\n"
        "          exits: [{exit: done}]\n"
        "          offline:\n"
        "            open: [ren: Well.]\n"
        "            replies:\n"
        '              other: [{ren: "You said you like {remember: likes}, {you}."},\n'
        "                {ren: Hm.}, {ren: Go on.}, {ren: So.}]\n"
        '            close: [{ren: Come.}, {ren: "Mind {remember:pet} for me."}]\n'
        "      - Rain.\n"
        "      - goto: again\n"
        "  again:\n"
        "    steps:\n"
        "      - improvise:\n"
        "          id: kitchen\n"
        "          with: [cas]\n"
        "          goal: They talk.\n"
        "          turns: {min: 3, max: 3}\n"
        "          exits: [{exit: done}]\n"
        "          offline:\n"
        "            open: [cas: Well.]\n"
        '            replies: {other: [{cas: "{remember: likes}, you said."}, {cas: Hm.}]}\n'
        "            close: [cas: Come.]\n"
        "      - ending: {id: end, kind: normal, title: End}\n"
    ),
    "lang/zh_CN.po": (
        'msgctxt "one.talk"\nmsgid "You said you like {remember: likes}, {you}."\n'
        'msgstr "{you}，你说过你喜欢{remember: likes}。"\n'
    ),
}


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "anna.sqlite", "tale")


@pytest.fixture
def session(tmp_path: Path, profile: Profile) -> Session:
    script, routes = ready(write_story(tmp_path / "tale", STORY))
    return Session(script, profile, routes=routes, run_name="r")


def say(session: Session, words: str) -> list[str]:
    """What is said in answer."""
    found = send(session, AuthoredImproviser(), events.Speak(text=words))
    return [event.text for event in found if isinstance(event, events.LineSaid)]


def asked(session: Session, words: str) -> Brief:
    """The brief for her words, which are then taken back."""
    session.send(events.Speak(text=words))
    brief = brief_of(session)
    session.send(events.Back())
    return brief


def test_a_line_that_says_back_is_open_only_when_she_told_it(session: Session) -> None:
    """Before she told it the line is not said; after it, it comes with her words, and again after a rollback."""
    session.open()
    assert not any("You said" in text for text in say(session, "The rain is loud."))
    say(session, "I like *{old}* {{maps}} and jasmine tea.")
    assert asked(session, "Hm.").replies["other"][0].guarded
    heard = say(session, "The rain is loud again.")
    assert heard == ["You said you like jasmine tea, Mei."]
    say(session, "And then?")
    session.send(events.Back())
    session.speak_in("zh_CN")
    again = session.redraw()
    assert [event.text for event in again if isinstance(event, events.LineSaid)] == ["Mei，你说过你喜欢jasmine tea。"]


def test_her_words_are_no_markup(session: Session) -> None:
    """Whatever she told, nothing in it is a name, a wait or a star when it is said back."""
    session.open()
    say(session, "I like tea {wait} and {you}.")
    heard = [text for number in range(2) for text in say(session, f"The rain {number}.")]
    told = [text for text in heard if text.startswith("You said")]
    assert all("Mei" not in text.removesuffix(", Mei.") for text in told)


def test_one_character_does_not_say_what_another_was_told(session: Session) -> None:
    """Ren was told; the same slot in a line of Cas stays closed until she tells Cas."""
    session.open()
    say(session, "I like jasmine tea.")
    send(session, AuthoredImproviser(), events.Leave())
    session.send(events.Advance())
    session.send(events.Advance())
    assert session.now.scene is not None
    assert session.now.scene.id == "kitchen"
    assert [reply.text for reply in asked(session, "Hm.").replies["other"]] == ["Hm."]
    say(session, "I like old maps.")
    assert say(session, "And so on.") == ["old maps, you said."]


def test_an_early_fact_is_in_the_next_request(session: Session) -> None:
    """Turn 1 tells it; from turn 2 on it is in the last message, behind all that a server may keep."""
    session.open()
    say(session, "My name is Clara. I work at the observatory.")
    brief = asked(session, "Where do I work?")
    assert "observatory" in brief.about_her
    assert [memory.text for memory in brief.recalled] == ["I work at the observatory."]
    request = request_of(brief)
    assert "observatory" not in json.dumps(request.system)
    assert "(past, today): I work at the observatory." in request.messages[-1]["content"][-1]["text"]


def test_a_deleted_memory_is_in_no_later_request(session: Session, profile: Profile) -> None:
    """Not even as a line of the talk that is still going on, hers or his."""
    session.open()
    say(session, "I like jasmine tea.")
    say(session, "The rain is loud.")
    assert "jasmine" in request_of(asked(session, "What do I like?")).encoded().decode()
    for memory in profile.memories.all():
        profile.memories.delete(memory.id)
    assert "jasmine" not in request_of(asked(session, "What do I like?")).encoded().decode()
    assert not any("jasmine" in text for text in say(session, "And now?"))


def test_a_turn_that_is_taken_back_is_not_remembered(session: Session, profile: Profile) -> None:
    """When she goes back and says something else, what she said first is withdrawn."""
    session.open()
    say(session, "I live in Rome.")
    session.send(events.Back())
    say(session, "I live in Lisbon.")
    assert [memory.text for memory in profile.memories.all()] == ["I live in Lisbon."]


def test_what_an_answer_used_is_held_more_firmly(session: Session, profile: Profile) -> None:
    """The ids that an answer names are strengthened; ids that nobody knows are nothing."""
    session.open()
    say(session, "I like jasmine tea.")
    (memory,) = profile.memories.all()
    session.send(events.Speak(text="What do I like?"))
    line = events.SpokenLine(speaker="ren", text="Jasmine.")
    session.send(events.Answer(lines=(line,), act="other", recalls=(memory.id, "x"), origin="improvised"))
    assert profile.memories.all()[0].strength == 2


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    """Memory brings no clock and no chance into play: two players who type the same read the same."""
    script, routes = ready(write_story(tmp_path / "tale", STORY))
    told = []
    for name in ("a", "b"):
        with open_profile(tmp_path / f"{name}.sqlite", "tale") as profile:
            session = Session(script, profile, routes=routes, run_name="r")
            found = session.open()
            for words in ("I like tea.", "I have a cat called Miso.", "Hm.", "Well."):
                found += send(session, AuthoredImproviser(), events.Speak(text=words))
            told.append(b"\n".join(map(events.encode, found)))
    assert told[0] == told[1]
    assert b"Mind Miso for me." in told[0]


# ---------------------------------------------------------------- with a model

TURNS = ("Good evening.", "The ferry makes me think of my aunt.", "(a castle appears)")
PROPOSED = json.dumps({"memories": [{"turn": 2, "kind": "fact", "words": "The ferry makes me think of my aunt."}]})


def him(url: str) -> ClaudeImproviser:
    """An improviser that asks this server, with little patience."""
    return ClaudeImproviser(Settings(base_url=url, key="k", patience=Patience(total=1.0, silence=0.3)))


def test_a_model_sees_her_words_alone_and_proposes() -> None:
    """The request holds her turns without stage directions; the reply becomes proposals with importance from code."""
    with serving(streams(PROPOSED)) as server:
        (found,) = him(server.url).propose(TURNS)
    assert (found.kind, found.turn, found.text, found.importance) == ("fact", 2, TURNS[1], 3)
    assert "castle" not in asking(TURNS).encoded().decode()


@pytest.mark.parametrize("broken", [garbage, status(500), streams("no JSON at all"), streams('{"memories": 3}')])
def test_a_failure_leaves_the_rules_alone(broken: Performance) -> None:
    """Whatever the server does, nothing is raised and nothing is proposed."""
    with serving(broken) as server:
        assert him(server.url).propose(TURNS) == ()


def test_replies_of_the_wrong_shape_are_left_out() -> None:
    """Unknown kinds, turns that are no numbers and empty words propose nothing; extra keys are ignored."""
    wrong = [
        {"turn": 1, "kind": "secret", "words": "x"},
        {"turn": "1", "kind": "fact", "words": "x"},
        {"turn": True, "kind": "fact", "words": "x"},
        {"turn": 1, "kind": "fact", "words": " "},
        7,
    ]
    good = {"turn": 1, "kind": "fact", "words": "I like tea.", "importance": 99}
    (found,) = proposals_in(json.dumps({"memories": [*wrong, good]}))
    assert found.importance == 3


def test_the_end_of_a_talk_starts_an_afterthought(session: Session, profile: Profile) -> None:
    """When she leaves, the talk is handed on once, and what comes of it is kept without anybody waiting."""
    turns: list[Heard] = []
    begin = afterthought(lambda words: proposals_in(PROPOSED), profile.memories.take)
    threads = []

    def over(heard: Heard) -> None:
        turns.append(heard)
        threads.append(begin(heard))

    profile.scene_over = over
    session.open()
    say(session, TURNS[0])
    say(session, TURNS[1])
    send(session, AuthoredImproviser(), events.Leave())
    for thread in threads:
        thread.join()
    assert [heard.turns for heard in turns] == [TURNS[:2]]
    assert TURNS[1] in [memory.text for memory in profile.memories.all()]
