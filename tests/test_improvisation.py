"""Who improvises for a player: by flag, consent, age and key; recorded and replayed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop_rig import write_story
from messages_server import reply, serving, streams
from talk_home import Drawer

from engine.improv import consent
from engine.play import events
from engine.play.script import compile_story
from engine.play.session import Session
from engine.playtest.driver import send
from engine.playtest.improvisation import Improvisation
from engine.playtest.wishing import Wish, wish
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.model import Story

SPOKEN = reply("comfort", ("ren", "The rain kept your place."))


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """The small story."""
    return load(write_story(tmp_path / "small"))


@pytest.fixture
def profile(story: Story) -> Iterator[Profile]:
    """A profile that nothing is kept of."""
    with Profile(":memory:", story=story.id) as opened:
        yield opened


def improvisation(story: Story, profile: Profile, wished: Wish | None = None, key: str = "") -> Improvisation:
    """With a drawer for a keyring and nothing but a key in the environment."""
    return Improvisation(wished or Wish(), story, profile, {"ANTHROPIC_API_KEY": key}, keyring=Drawer())


def talk(story: Story, profile: Profile, talks: Improvisation) -> list[str]:
    """One turn of the scene; what was said in it."""
    session = Session(compile_story(story), profile, improviser=talks.who)
    found = session.open()
    while session.now.scene is None:
        move = events.Choose(index=0) if "choose" in found[-1].inputs else events.Advance()  # type: ignore[union-attr]
        found = session.send(move)
    told = send(session, talks.for_pipe(session), events.Speak(text="You must be cold"))
    return [event.text for event in told if isinstance(event, events.LineSaid)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("auto", Wish()),
        ("authored", Wish(by="authored")),
        ("claude", Wish(by="claude")),
        ("record:a/b.jsonl", Wish(record=Path("a/b.jsonl"))),
        ("replay:a", Wish(replay=Path("a"))),
    ],
)
def test_what_may_be_wished(text: str, meant: Wish) -> None:
    """The five forms."""
    assert wish(text) == meant


@pytest.mark.parametrize("text", ["", "bard", "record", "replay:", "Claude", "claude:x"])
def test_what_may_not(text: str) -> None:
    """One sentence that lists the forms."""
    with pytest.raises(ValueError, match="auto, authored, claude, record:FILE or replay:FILE"):
        wish(text)


def test_a_model_needs_consent_and_a_key(story: Story, profile: Profile) -> None:
    """Neither alone is enough, and what is missing is said."""
    assert improvisation(story, profile, key="k").who == "authored"
    assert improvisation(story, profile, key="k").could_ask()
    consent.grant(profile)
    assert improvisation(story, profile).who == "authored"
    assert "key" in (improvisation(story, profile).why_not() or "")
    assert improvisation(story, profile, key="k").who == "claude"
    assert improvisation(story, profile, Wish(by="authored"), key="k").who == "authored"
    consent.withdraw(profile)
    assert improvisation(story, profile, key="k").who == "authored"


@pytest.mark.parametrize("wished", [Wish(), Wish(by="claude")])
def test_never_a_model_for_a_minor(story: Story, profile: Profile, wished: Wish) -> None:
    """Whatever is asked for and agreed to."""
    consent.grant(profile)
    profile.set_setting(consent.MINOR, True)
    talks = improvisation(story, profile, wished, key="k")
    assert (talks.who, talks.could_ask()) == ("authored", False)


def test_a_record_is_replayed_with_the_network_unplugged(story: Story, profile: Profile, tmp_path: Path) -> None:
    """The same words again, and nothing is asked of anybody."""
    record = tmp_path / "turns.jsonl"
    with serving(streams(SPOKEN)) as server:
        profile.set_setting(consent.BASE_URL, server.url)
        consent.grant(profile)
        first = talk(story, profile, improvisation(story, profile, Wish(record=record)))
        asked = len(server.requests)
    assert first == ["The rain kept your place."]
    assert asked >= 1
    with Profile(":memory:", story=story.id) as fresh:
        again = improvisation(story, fresh, Wish(replay=record))
        assert again.who == "replay"
        assert talk(story, fresh, again) == first


def test_settings_take_effect_in_the_sitting(story: Story, profile: Profile) -> None:
    """The same session asks somebody else from the next turn on."""
    talks = improvisation(story, profile, key="k")
    session = Session(compile_story(story), profile, improviser=talks.who)
    consent.grant(profile)
    profile.set_setting(consent.AVOID, ["wells"])
    talks.changed(session)
    assert (session.improviser, session.limits.avoid) == ("claude", ("wells",))
    profile.set_setting(consent.IMPROVISER, "authored")
    talks.changed(session)
    assert (session.improviser, profile.scene_over) == ("authored", None)
