"""No model without consent, key and age; consent with date and version, taken back in one step; the key nowhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from messages_server import reply, serving, streams

from engine.improv import consent
from engine.language import set_language
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.model import Mode, Story
from engine.story.sample import write_sample

MAIN = Path(__file__).parent.parent / "main.py"
KEY = "sk-test-a-key-that-must-be-nowhere"
WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TALK = [
    *[{"do": "advance"}] * 3,
    {"do": "choose", "index": 0},
    {"do": "advance"},
    {"do": "say", "text": "You must be cold."},
]


class Kept(dict[str, Any]):
    """Settings in memory, through JSON and back as a profile keeps them."""

    def setting(self, name: str, default: Any) -> Any:
        """What was kept, if it is of the default's kind."""
        value = json.loads(self[name]) if name in self else default
        return value if type(value) is type(default) else default

    def set_setting(self, name: str, value: object) -> None:
        """Keep it."""
        self[name] = json.dumps(value)


def story(mode: Mode = "story") -> Story:
    """A story of this mode."""
    return Story(id="s", title="S", start="a.b", mode=mode)


# ---------------------------------------------------------------- consent


def test_consent_is_kept_with_date_version_and_provider(tmp_path: Path) -> None:
    """What she agreed to, when, and with whom stand in her profile, and stay there."""
    with Profile(tmp_path / "her.sqlite", story="s") as profile:
        assert consent.state(profile) == "unasked"
        consent.grant(profile, WHEN)
    with Profile(tmp_path / "her.sqlite", story="s") as profile:
        assert consent.state(profile) == "granted"
        kept = profile.setting(consent.CONSENT, dict[str, Any]())
    assert kept["at"] == "2026-03-01T12:00:00+00:00"
    assert (kept["granted"], kept["version"]) == (True, consent.VERSION)
    assert "Anthropic" in kept["provider"]


def test_it_is_taken_back_in_one_step() -> None:
    """After `withdraw` no model is chosen, whatever was agreed before."""
    settings = Kept()
    consent.grant(settings)
    assert consent.improviser_choice("auto", settings, KEY, story()) == "claude"
    consent.withdraw(settings)
    assert consent.state(settings) == "withdrawn"
    assert consent.improviser_choice("auto", settings, KEY, story()) == "authored"


@pytest.mark.parametrize("change", [{"version": consent.VERSION - 1}, {"provider": "elsewhere"}])
def test_other_words_or_another_provider_need_a_new_consent(change: dict[str, Any]) -> None:
    """Consent is for the words that were shown."""
    settings = Kept()
    consent.grant(settings)
    settings.set_setting(consent.CONSENT, settings.setting(consent.CONSENT, {}) | change)
    assert consent.state(settings) == "outdated"
    assert consent.improviser_choice("auto", settings, KEY, story()) == "authored"


def test_a_new_server_is_a_new_provider() -> None:
    """Setting another base URL after consent asks again, and the words name its host."""
    settings = Kept()
    consent.grant(settings)
    settings.set_setting(consent.BASE_URL, "https://talk.example.org/v1")
    assert consent.state(settings) == "outdated"
    assert "talk.example.org" in consent.consent_words("https://talk.example.org/v1")


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_words_name_provider_and_what_is_sent(code: str) -> None:
    """In each language of the engine the provider is named, and more than a line is said."""
    try:
        set_language(code)
        assert "Anthropic" in consent.consent_words()
        assert len(consent.consent_words().splitlines()) == 3
    finally:
        set_language("en")


# ---------------------------------------------------------------- who improvises


@given(
    st.sampled_from(["auto", "authored", "claude"]),
    st.sampled_from(["unasked", "granted", "withdrawn"]),
    st.sampled_from([None, "", KEY]),
    st.sampled_from(["authored", "story", "companion"]),
    st.booleans(),
    st.booleans(),
)
def test_a_model_only_where_nothing_speaks_against_it(
    flag: Any, agreed: str, key: str | None, mode: Any, minor: bool, minor_kept: bool
) -> None:
    """All of it together is needed: the flag, her consent, a key, a story that allows it, and no minor."""
    settings = Kept()
    if agreed != "unasked":
        (consent.grant if agreed == "granted" else consent.withdraw)(settings)
    settings.set_setting(consent.MINOR, minor_kept)
    allowed = agreed == "granted" and bool(key) and mode != "authored" and not (minor or minor_kept)
    chosen = consent.improviser_choice(flag, settings, key, story(mode), minor)
    assert (chosen == "claude") == (allowed and flag != "authored")
    assert (consent.refusal(settings, key, story(mode), minor) is None) == allowed


def test_companion_mode_needs_an_adult_who_asks_for_it() -> None:
    """Without her confirmation a companion story is played as story; a minor's is authored, confirmed or not."""
    settings = Kept()
    assert consent.mode_of(story("companion"), settings) == "story"
    settings.set_setting(consent.COMPANION, True)
    assert consent.mode_of(story("companion"), settings) == "story"
    consent.confirm_companion(settings, adult=True)
    assert consent.mode_of(story("companion"), settings) == "story"
    consent.confirm_companion(settings, adult=True, region="GB")
    assert consent.mode_of(story("companion"), settings) == "companion"
    assert consent.mode_of(story("story"), settings) == "story"
    consent.confirm_companion(settings, adult=False)
    assert consent.mode_of(story("companion"), settings) == "story"
    consent.confirm_companion(settings, adult=True, region="GB")
    settings.set_setting(consent.MINOR, True)
    assert consent.mode_of(story("companion"), settings) == "authored"


def test_her_limits_are_read_whole_or_not_at_all() -> None:
    """Topics and pace come as she set them; nonsense in the settings is no limit and no fault."""
    settings = Kept()
    settings.set_setting(consent.AVOID, [" hospital ", "", 3, "x" * 200])
    settings.set_setting(consent.PACE, "slow")
    settings.set_setting(consent.REGION, "AU")
    limits = consent.limits_of(story(), settings)
    assert limits.avoid == ("hospital", "x" * 80)
    assert (limits.pace, limits.region, limits.mode) == ("slow", "AU", "story")
    settings.set_setting(consent.PACE, "at once")
    settings.set_setting(consent.AVOID, "hospital")
    assert consent.limits_of(story(), settings).pace == ""
    assert consent.limits_of(story(), settings).avoid == ()


@pytest.mark.parametrize(
    ("environment", "kept", "key"),
    [
        ({"ANTHROPIC_API_KEY": KEY}, "other", KEY),
        ({"ANTHROPIC_API_KEY": "  "}, "other", "other"),
        ({}, "other", "other"),
        ({}, None, None),
    ],
)
def test_the_key_comes_from_the_environment_else_the_keyring(
    environment: dict[str, str], kept: str | None, key: str | None
) -> None:
    """The environment goes first; without either there is none."""
    assert consent.key_of(environment, lambda: kept) == key


def test_a_machine_without_a_keyring_has_no_key() -> None:
    """The system's keyring may be missing, locked or empty: that is None and no fault."""
    assert consent.key_of({"ANTHROPIC_API_KEY": ""}) is None


# ---------------------------------------------------------------- on the wire and on the disk


def played(folder: Path, saves: Path, *more: str, key: str = KEY) -> subprocess.CompletedProcess[bytes]:
    """One turn of talk over the pipe, in a process of its own."""
    command = [sys.executable, str(MAIN), "play", str(folder), "--headless", "--saves", str(saves), *more]
    sent = "\n".join(map(json.dumps, [*TALK, {"do": "save", "slot": "a"}])).encode()
    surroundings = os.environ | {"ANTHROPIC_API_KEY": key}
    return subprocess.run(command, input=sent, capture_output=True, check=False, timeout=60, env=surroundings)


def prepared(saves: Path, story_id: str, url: str, change: Callable[[Profile], None]) -> None:
    """A profile that asks the server at `url`, with consent to it."""
    saves.mkdir()
    with Profile(saves / "player.sqlite", story=story_id) as profile:
        profile.set_setting(consent.BASE_URL, url)
        consent.grant(profile)
        change(profile)


@pytest.mark.parametrize("why", ["authored story", "minor", "withdrawn", "flag"])
def test_no_request_is_ever_made_where_no_model_may_speak(why: str, tmp_path: Path) -> None:
    """A server that listens hears nothing: authored story, minor, consent taken back, or the authored flag."""
    folder = write_sample(tmp_path, "quiet")
    if why == "authored story":
        path = folder / "story.yaml"
        path.write_text(path.read_text("utf-8") + "\nmode: authored\n", "utf-8")
        assert load(folder).mode == "authored"

    def change(profile: Profile) -> None:
        if why == "minor":
            profile.set_setting(consent.MINOR, True)
        elif why == "withdrawn":
            consent.withdraw(profile)

    with serving(streams(reply("other", ("kai", "Hm.")))) as server:
        prepared(tmp_path / "saves", "quiet", server.url, change)
        done = played(folder, tmp_path / "saves", *(("--improviser", "authored") if why == "flag" else ()))
        assert done.returncode == 0, done.stderr
        assert server.requests == []
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told[0]["improviser"] == "authored"
    assert not [event for event in told if event.get("id") == "program"]
    assert [event for event in told if event["event"] == "line" and event["origin"] == "offline"]


def test_the_key_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    """With consent the server is asked, with the key; afterwards no file, event or message holds it."""
    folder = write_sample(tmp_path, "spoken")
    with serving(streams(reply("other", ("kai", "The rain is early this year.")))) as server:
        prepared(tmp_path / "saves", "spoken", server.url, lambda profile: None)
        done = played(folder, tmp_path / "saves")
        assert done.returncode == 0, done.stderr
        assert server.requests
    assert b'"id":"program"' in done.stdout
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in written + done.stdout + done.stderr


def test_asking_for_claude_without_consent_says_what_is_missing(tmp_path: Path) -> None:
    """`--improviser claude` is never turned into something else in silence; `--consent` is how a script agrees."""
    folder = write_sample(tmp_path, "asked")
    (tmp_path / "saves").mkdir()
    done = played(folder, tmp_path / "saves", "--improviser", "claude")
    assert done.returncode == 2
    assert b"--consent" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_script_agrees_and_takes_back_by_flag(tmp_path: Path) -> None:
    """`--consent` keeps the consent in the profile and shows the words; `--withdraw` takes it back."""
    folder = write_sample(tmp_path, "agreed")
    saves = tmp_path / "saves"
    with serving(streams(reply("other", ("kai", "Hm.")))) as server:
        prepared(saves, "agreed", server.url, consent.withdraw)
        done = played(folder, saves, "--consent")
        assert done.returncode == 0, done.stderr
        assert b"127.0.0.1" in done.stderr
        asked = len(server.requests)
        assert asked
        assert played(folder, saves, "--withdraw").returncode == 0
        assert len(server.requests) == asked
    with Profile(saves / "player.sqlite", story="agreed") as profile:
        assert consent.state(profile) == "withdrawn"
