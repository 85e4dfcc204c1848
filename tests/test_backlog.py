"""What was said and chosen: it follows going back and forward, and choices are kept for good."""

import msgspec
from test_run import sitting, story_of

from engine.play import events, saves
from engine.play.backlog import KEPT
from engine.play.session import Session
from engine.story import model
from engine.story.model import Beat


def talkative(lines: int) -> Session:
    """A choice, and so many lines after it."""
    options = tuple(model.Option(id=f"o{word}", text=word) for word in ("Stay.", "Go."))
    said = tuple(model.Say(id=str(number), text=f"Line {number}.") for number in range(lines))
    session = sitting(story_of(Beat(id="c.a", steps=(model.Choice(id="q", options=options), *said))))
    session.open()
    return session


def words(entries: tuple[saves.LogEntry, ...]) -> list[str]:
    """What the entries say."""
    return [entry.text for entry in entries]


def test_going_back_and_forward_shows_the_same_backlog() -> None:
    """Going back hides what came later, going forward brings it back, and another way begins from there."""
    session = talkative(4)
    session.send(events.Choose(index=0))
    session.send(events.Advance())
    assert words(session.log) == ["Stay.", "Line 0.", "Line 1."]
    session.send(events.Back())
    session.send(events.Back())
    assert (session.log, session.choices) == ((), ())
    session.send(events.Forward())
    session.send(events.Forward())
    assert words(session.log) == ["Stay.", "Line 0.", "Line 1."]
    session.send(events.Back())
    session.send(events.Back())
    session.send(events.Choose(index=1))
    assert words(session.log) == ["Go.", "Line 0."]
    assert words(session.choices) == ["Go."]


def test_choices_outlive_the_backlog_and_a_save() -> None:
    """After more lines than the backlog holds the choice is still known, also by who loads the place."""
    session = talkative(KEPT + 20)
    session.send(events.Choose(index=1))
    for _ in range(KEPT + 10):
        session.send(events.Advance())
    assert len(session.log) == KEPT
    assert words(session.choices) == ["Go."]
    session.send(events.Save(slot="a"))
    fresh = Session(session.script, session.profile)
    fresh.open()
    fresh.send(events.Load(slot="a"))
    assert words(fresh.choices) == ["Go."]


def test_a_save_from_before_choices_were_kept_knows_those_of_its_backlog() -> None:
    """An older save loads, and the choices that its backlog still holds are there."""
    session = talkative(3)
    session.send(events.Choose(index=0))
    place = saves.Place(session.now, tuple(session.past), session.log, session.choices)
    old = msgspec.msgpack.decode(saves.pack(place, session.script))
    del old["choices"]
    again, _ = saves.unpack(msgspec.msgpack.encode(old), session.script)
    assert words(again.choices) == ["Stay."]
