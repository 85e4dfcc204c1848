"""The pages of talk in the window: consent, settings, what is remembered, author mode; by real events, really kept."""

import json
from pathlib import Path

import pygame
import pytest
from messages_server import reply, serving, status, streams
from talk_home import TalkHome, talk_home

from engine.desktop.screens.reading import ReadingScreen
from engine.desktop.screens.talksettings import TalkSettingsScreen
from engine.desktop.widgets import TextField
from engine.improv import companion, consent
from engine.language import tr
from engine.play.events import State

SPOKEN = reply("comfort", ("ren", "The rain kept your place."), ("ren", "Stand here."))


def open_talk(home: TalkHome) -> TalkSettingsScreen:
    """From the title to the page."""
    home.click(tr("Settings"))
    home.click(tr("Talk"))
    assert isinstance(home.top, TalkSettingsScreen)
    return home.top


def field(home: TalkHome, number: int) -> TextField:
    """A field of the page, counted from 0."""
    return [widget for widget in home.widgets() if isinstance(widget, TextField)][number]


@pytest.mark.parametrize("speak", ["en", "zh_CN"])
def test_consent_is_one_step_in_and_one_step_out(tmp_path: Path, speak: str) -> None:
    """The page names who gets what; yes makes the model speak, taking it back silences it at once."""
    with serving(streams(SPOKEN)) as server, talk_home(tmp_path, speak=speak, talk__base_url=server.url) as home:
        assert home.talks.who == "authored"
        open_talk(home)
        home.click(tr("Consent…"))
        assert "127.0.0.1" in consent.consent_words(server.url)
        assert home.top.focus is None
        home.click(tr("Yes, I agree"))
        assert (consent.state(home.profile), home.talks.who) == ("granted", "claude")
        home.click(tr("Consent…"))
        home.click(tr("Take it back"))
        assert (consent.state(home.profile), home.talks.who) == ("withdrawn", "authored")
        assert server.requests == []


@pytest.mark.parametrize("answer", ["No", "Yes, I agree", None])
def test_she_is_asked_once_where_a_model_could_speak(tmp_path: Path, answer: str | None) -> None:
    """Before the first story, and the story begins whatever the answer is."""
    with talk_home(tmp_path, talk__base_url="http://127.0.0.1:9") as home:
        home.click("New story")
        assert home.names == ["Title", "Consent"]
        home.click(answer) if answer is not None else home.press(pygame.K_ESCAPE)
        assert home.names[0] == "Reading"
        states = {"No": "withdrawn", "Yes, I agree": "granted", None: "unasked"}
        assert consent.state(home.profile) == states[answer]
        assert home.names[1:] == (["Notice"] if answer == "Yes, I agree" else [])


def test_a_model_speaks_in_the_window(tmp_path: Path) -> None:
    """From consent over the notice to two lines on the screen; author mode shows how they came about."""
    with serving(streams(SPOKEN)) as server, talk_home(tmp_path, talk__base_url=server.url) as home:
        consent.grant(home.profile)
        home.talks.changed(None)
        home.click("New story")
        assert home.names == ["Reading", "Notice"]
        home.click("Continue")
        while home.reading.talk is None:
            home.press(pygame.K_1 if home.reading.choices is not None else pygame.K_RETURN)
        home.say("You must be cold. My dog is called Rex.")
        home.rig.until(lambda: home.line == "The rain kept your place.")
        home.rig.until(lambda: not home.reading.driver.thinking)
        assert home.reading.driver.session.now.affection["ren"] > 10
        home.press(pygame.K_F12)
        told = dict(home.top.facts())  # type: ignore[attr-defined]
        assert told["Beat"] == "one.arrival"
        assert (told["Act"], told["Effect asked"], told["Effect granted"].split(",")[0]) == (
            "comfort", "ren +2", "ren +2 = 16"
        )  # fmt: skip
        assert told["Tokens"] == "100 sent, 80 cached, 30 written"
        home.click("Write to a file")
        assert "comfort" in (tmp_path / "saves" / "author-small.txt").read_text(encoding="utf-8")
        home.press(pygame.K_F12)
        assert home.names == ["Reading"]


def test_who_agrees_in_the_midst_of_play_is_told_before_he_answers(tmp_path: Path) -> None:
    """The notice comes once, with the next thing that happens in the play; buying and looking are not that."""
    with serving(streams(SPOKEN)) as server, talk_home(tmp_path) as home:
        home.to_talk()
        home.profile.set_setting(consent.BASE_URL, server.url)
        home.press(pygame.K_ESCAPE)
        home.click("Settings")
        home.click("Talk")
        home.click("Consent…")
        home.click("Yes, I agree")
        home.press(pygame.K_ESCAPE, pygame.K_ESCAPE, pygame.K_ESCAPE)
        assert home.names == ["Reading"]
        home.reading.driver.send(State())
        home.say("You must be cold")
        home.rig.run(0.5)
        assert home.names == ["Reading", "Notice"]
        home.click("Continue")
        home.rig.until(lambda: home.line == "The rain kept your place.")
        home.press(pygame.K_RETURN)
        home.rig.until(lambda: not home.reading.driver.thinking)
        home.press(pygame.K_RETURN)
        home.say("Stay a while.")
        home.rig.run(0.5)
        assert home.names == ["Reading"]


def test_the_sign_of_a_server_that_rests(tmp_path: Path) -> None:
    """When the server refuses, the author's lines answer and a quiet sign says so."""
    with serving(status(401)) as server, talk_home(tmp_path, talk__base_url=server.url) as home:
        consent.grant(home.profile)
        home.talks.changed(None)
        home.click("New story")
        home.click("Continue")
        while home.reading.talk is None:
            home.press(pygame.K_1 if home.reading.choices is not None else pygame.K_RETURN)
        home.say("You must be cold")
        home.rig.until(lambda: home.line == "Then share it with me.")
        home.rig.run(0.5)
        assert home.reading.talk is not None
        assert home.reading.talk.resting


def test_what_is_typed_on_the_page_is_kept(tmp_path: Path) -> None:
    """Key into the keyring and nowhere else, topics, model, pace and region into the profile."""
    with talk_home(tmp_path) as home:
        page = open_talk(home)
        home.rig.click(field(home, 0).box.center)
        home.rig.type("sk-secret")
        home.press(pygame.K_RETURN)
        assert home.drawer.key == "sk-secret"
        assert field(home, 0).words == ""
        home.rig.click(field(home, 1).box.center)
        home.rig.type("claude-sonnet-5-5")
        home.rig.click(field(home, 3).box.center)
        home.rig.type("spiders， hospitals")
        home.click("Slow")
        home.click("›")
        home.press(pygame.K_ESCAPE)
        assert page not in home.rig.desk.stack
        assert home.profile.setting(consent.MODEL, "") == "claude-sonnet-5-5"
        assert consent.avoided(home.profile) == ("spiders", "hospitals")
        limits = consent.limits_of(home.game.story, home.profile)
        assert (limits.pace, limits.region, limits.avoid) == ("slow", "US", ("spiders", "hospitals"))
    assert b"sk-secret" not in (tmp_path / "player.sqlite").read_bytes()


def test_without_a_keyring_the_page_says_so(tmp_path: Path) -> None:
    """The field for a key cannot be used, and the words beside it name the other way."""
    with talk_home(tmp_path, shut=True) as home:
        open_talk(home)
        assert not home.talks.keyring_works()
        hints = [widget.hint for widget in home.top.widgets if isinstance(widget, TextField) and not widget.enabled]
        assert hints == ["nowhere to keep one"]


def test_a_setting_changes_the_sitting_that_goes_on(tmp_path: Path) -> None:
    """Topics set from the pause hold from the next turn on."""
    with talk_home(tmp_path) as home:
        home.to_talk()
        home.press(pygame.K_ESCAPE)
        home.click("Settings")
        home.click("Talk")
        home.rig.click(field(home, 3).box.center)
        home.rig.type("wells")
        home.press(pygame.K_RETURN)
        assert home.reading.driver.session.limits.avoid == ("wells",)


@pytest.mark.parametrize(
    ("speak", "words", "better"),
    [("en", "My dog is called Rex.", "My dog is called Max."), ("zh_CN", "我的狗叫阿福。", "我的狗叫阿旺。")],
)
def test_what_he_remembers_is_hers(tmp_path: Path, speak: str, words: str, better: str) -> None:
    """Seen, kept, corrected, taken along, and deleted after one question."""
    with talk_home(tmp_path, speak=speak) as home:
        home.to_talk()
        home.say(words)
        home.rig.until(lambda: not home.reading.driver.thinking)
        home.rig.run(0.5)
        home.press(pygame.K_ESCAPE)
        home.click(tr("What he remembers"))
        memories = home.profile.memories
        assert [each.text for each in memories.all()] == [words]
        home.click(tr("Keep"))
        assert memories.all()[0].pinned
        home.click(tr("Correct"))
        for _ in words:
            home.rig.key(pygame.K_BACKSPACE)
        home.rig.type(better)
        home.click(tr("Write it down"))
        assert [each.text for each in memories.all() if each.live] == [better]
        home.click(tr("Take along"))
        story = home.game.story.id
        kept = json.loads((tmp_path / "saves" / f"memories-{story}.json").read_text(encoding="utf-8"))
        assert better in [each["text"] for each in kept["memories"]]
        assert better in (tmp_path / "saves" / f"memories-{story}.txt").read_text(encoding="utf-8")
        home.click(tr("Delete"))
        assert home.names[-1] == "Ask"
        home.click(tr("No, leave it"))
        assert any(each.text == better for each in memories.all())
        home.click(tr("Delete"))
        home.click(tr("Delete"))
        assert not any(each.live for each in memories.all())


def test_forgetting_everything(tmp_path: Path) -> None:
    """One question, then nothing is left."""
    with talk_home(tmp_path) as home:
        home.to_talk()
        home.say("My dog is called Rex.")
        home.rig.until(lambda: not home.reading.driver.thinking)
        home.rig.run(0.5)
        home.press(pygame.K_ESCAPE)
        home.click("What he remembers")
        home.click("Forget all")
        home.click("Forget all")
        assert home.profile.memories.count() == 0
        assert isinstance(home.rig.desk.stack[0], ReadingScreen)


@pytest.mark.parametrize("speak", ["en", "zh_CN"])
def test_letters_about_her_days_are_hers_to_turn_on_and_off(tmp_path: Path, speak: str) -> None:
    """Each yes by itself, her life in her words, the card for a crisis, and one step back out of all of it."""
    with talk_home(tmp_path, speak=speak, mode="companion", talk__base_url="http://127.0.0.1:9") as home:
        consent.grant(home.profile)
        open_talk(home)
        home.click(tr("Letters about my days…"))
        assert home.names[-1] == "Companion"
        wishes = (companion.LETTERS, companion.LIFE)
        asked = companion.words(companion.LETTERS, "http://127.0.0.1:9")
        assert asked not in [getattr(widget, "words", "") for widget in home.widgets() if widget.enabled]
        assert not companion.adult(home.profile)
        assert not any(companion.wants(wish, home.game.story, home.profile) for wish in wishes)
        home.click(tr(companion.ADULT))
        for wish in wishes:
            home.click(companion.words(wish, "http://127.0.0.1:9"))
        assert all(companion.wants(wish, home.game.story, home.profile) for wish in wishes)
        home.top.set_focus(field(home, 0))
        home.rig.type("My dog is called Rex.")
        home.press(pygame.K_RETURN)
        assert home.game.correspondence is not None
        assert home.game.correspondence.life() == ["My dog is called Rex."]
        home.top.set_focus(field(home, 0))
        home.rig.type("I want to die")
        home.press(pygame.K_RETURN)
        assert home.names[-1] == "Crisis"
        home.press(pygame.K_RETURN)
        home.click(tr("Take all of it back"))
        assert not companion.adult(home.profile)
        assert home.game.correspondence.life() == []


@pytest.mark.parametrize("settings", [{"mode": "story"}, {"mode": "companion", "player__minor": True}])
def test_a_minor_and_another_story_have_no_such_page(tmp_path: Path, settings: dict[str, object]) -> None:
    """Where letters about her days are not for her, nothing speaks of them."""
    with talk_home(tmp_path, **settings) as home:  # type: ignore[arg-type]
        open_talk(home)
        assert tr("Letters about my days…") not in [getattr(widget, "words", "") for widget in home.widgets()]


def test_a_letter_is_written_while_she_looks_at_the_title(tmp_path: Path) -> None:
    """It is asked of the real improviser in a thread, held to the bounds, put into the box and softly told of."""
    text = "The kettle was loud today, and I thought of your dog on his wet paws. A mild week to you."
    with (
        serving(streams(text)) as server,
        talk_home(tmp_path, mode="companion", talk__base_url=server.url, letters__quiet=[0, 0]) as home,
    ):
        session = home.game.sit()
        session.open()
        session.keep("auto")
        consent.confirm_companion(home.profile, adult=True, region="GB")
        consent.grant(home.profile)
        companion.decide(companion.LETTERS, home.profile, True)
        home.profile.set_setting("letters.wanted", True)
        home.talks.changed(None)
        assert home.game.correspondence is not None
        home.game.correspondence.begin(home.game.wording)
        home.rig.until(lambda: bool(home.profile.letters()))
        assert home.profile.letters()[0].text == text
        assert len(server.requests) == 1
