"""When the engine fails: a calm screen with ways on, the place kept, nothing lost; also where the disk refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pygame
import pytest
from desktop_rig import Rig, window, write_story

from engine.desktop.app import play
from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening
from engine.desktop.mishaps import LOG
from engine.desktop.screen import Screen
from engine.desktop.screens.fault import FaultScreen
from engine.desktop.screens.parts.parting import UnkeptScreen, quit_kept
from engine.desktop.screens.reading import ReadingScreen
from engine.play import events
from engine.play.events import AnyEvent, AnyInput
from engine.play.saves import SlotInfo
from engine.play.script import compile_story
from engine.play.session import AUTO, Session
from engine.profile import errors
from engine.profile.errors import ProfileError
from engine.profile.store import Profile
from engine.story.load import load


class Page(Screen):
    """A page that fails in one of its methods, once it may."""

    def __init__(self, rig: Rig, where: str) -> None:
        super().__init__(rig.desk)
        self.where = where

    def _fail(self, where: str) -> None:
        if where == self.where:
            raise ZeroDivisionError(f"scripted failure in {where}")

    def layout(self) -> None:
        self._fail("layout")

    def hear_first(self, happening: Happening) -> bool:
        self._fail("event")
        return False

    def tick(self, seconds: float) -> bool:
        self._fail("update")
        return False

    def draw(self, canvas: Canvas) -> None:
        self._fail("draw")

    def closed(self) -> None:
        self._fail("layout" if self.where == "layout" else "closing")


class Sitting(Session):
    """A session that fails where it is told to, with an error that is no refusal."""

    failing: type[AnyInput] | None = None

    def send(self, given: AnyInput) -> list[AnyEvent]:
        if self.failing is not None and isinstance(given, self.failing):
            raise KeyError("scripted failure")
        return super().send(given)


class Disk(Profile):
    """A profile whose disk can be full."""

    full = False

    def keep(self, slot: str, content: bytes, info: SlotInfo) -> None:
        if self.full:
            raise ProfileError(errors.UNWRITABLE, fault="disk is full")
        super().keep(slot, content, info)


@dataclass
class Table:
    """A small story being read in a window that meets its faults."""

    rig: Rig
    session: Sitting
    profile: Disk
    faults: Path

    @property
    def top(self) -> Screen:
        """The foremost screen."""
        assert self.rig.desk.top is not None
        return self.rig.desk.top

    @property
    def fault(self) -> FaultScreen:
        """The calm screen, which must be in front."""
        assert isinstance(self.top, FaultScreen)
        return self.top

    def words(self) -> list[str]:
        """What its buttons say."""
        return [str(getattr(part, "words", "")) for part in self.top.parts()]

    def click(self, words: str) -> None:
        """Press one of them."""
        part = next(part for part in self.top.parts() if getattr(part, "words", "") == words)
        self.rig.click(part.box.center)

    def read_on(self) -> None:
        """Read one line on."""
        before = self.session.now.steps
        for _ in range(8):
            self.rig.key(pygame.K_RETURN)
            self.rig.run(0.5)
            if self.session.now.steps > before or not isinstance(self.top, ReadingScreen):
                return

    def line(self) -> str:
        """The line on which the play stands."""
        said = self.session.now.stage.line
        return said.text if said is not None else ""


@contextmanager
def table(tmp_path: Path) -> Iterator[Table]:
    """At the first line."""
    story, faults = load(write_story(tmp_path / "small")), tmp_path / "faults"
    with window(tmp_path / "art") as bare, Disk(":memory:", story=story.id) as profile:
        rig = Rig(bare.desk, faults=faults, leave=partial(quit_kept, bare.desk))
        session = Sitting(compile_story(story), profile)
        rig.desk.push(play(rig.desk, session, rig.improviser))
        rig.run(2.0)
        yield Table(rig, session, profile, faults)


@pytest.mark.parametrize("where", ["layout", "event", "update", "draw"])
def test_a_page_that_fails_loses_nothing(tmp_path: Path, where: str) -> None:
    """Whichever part of a page fails, the calm screen comes, the place is kept, and she goes back to the story."""
    with table(tmp_path) as at:
        at.read_on()
        before = at.session.now
        page = Page(at.rig, where)
        try:
            at.rig.desk.push(page)
        except ZeroDivisionError as fault:  # pushed by the test; in the game an event does it
            at.rig.window._meet(fault)  # type: ignore[misc]
        at.rig.key(pygame.K_x)
        assert at.words() == ["Back to the story", "Save and quit", "Details"]
        assert at.profile.kept(AUTO) is not None
        at.click("Back to the story")
        at.rig.run(1.0)
        assert isinstance(at.top, ReadingScreen)
        assert at.session.now == before
        at.read_on()
        assert at.session.now.steps > before.steps


def test_a_session_that_fails_leaves_the_way_back(tmp_path: Path) -> None:
    """A fault of the rules of play changes nothing; one step back, the story is read on as before."""
    with table(tmp_path) as at:
        at.read_on()
        second = at.session.now
        at.session.failing = events.Advance
        at.read_on()
        assert at.session.now is second
        assert at.words()[0] == "Go back one step"
        at.session.failing = None
        at.click("Go back one step")
        at.rig.run(1.0)
        assert at.line() == "First line."
        at.read_on()
        assert at.session.now.stage.line == second.stage.line


def test_a_way_on_that_fails_as_well_is_said(tmp_path: Path) -> None:
    """When going back fails too, the calm screen stays and says so; saving and quitting still work."""
    with table(tmp_path) as at:
        at.read_on()
        at.session.failing = events.Advance
        at.read_on()
        at.session.failing = events.Back
        at.click("Go back one step")
        assert at.fault.words.startswith("That failed as well.")
        at.click("Save and quit")
        assert at.rig.desk.closing
        assert at.profile.kept(AUTO) is not None


def test_a_page_that_fails_twice_at_the_same_place_leads_a_step_back(tmp_path: Path) -> None:
    """If coming back to the same place fails again, the next way on is one step back."""
    with table(tmp_path) as at:
        at.read_on()
        for _ in range(2):
            at.rig.desk.push(Page(at.rig, "draw"))
            at.rig.run()
            last = at.words()[0]
            at.click(last)
            at.rig.run(0.5)
        assert last == "Go back one step"
        assert at.line() == "First line."


def test_an_improviser_that_fails_costs_a_scene_and_no_more(tmp_path: Path) -> None:
    """A thread that raises closes the scene; an asker that fails with the answer goes to no calm screen."""
    with table(tmp_path) as at:
        for _ in range(20):
            if at.session.now.scene is not None:
                break
            at.rig.key(pygame.K_1)
            at.read_on()
            if not isinstance(at.top, ReadingScreen):
                at.rig.key(pygame.K_ESCAPE)
        assert at.session.now.waiting == "say"
        at.rig.type("hello")
        at.rig.improviser.fail()
        at.rig.key(pygame.K_RETURN)
        at.rig.until(lambda: at.session.now.scene is None)
        assert isinstance(at.rig.desk.stack[0], ReadingScreen)


def test_the_details_are_shown_and_written_down(tmp_path: Path) -> None:
    """They name the fault and the file they are in, which holds every fault of the day."""
    with table(tmp_path) as at:
        at.rig.desk.push(Page(at.rig, "draw"))
        at.rig.run()
        plain = at.rig.picture()
        at.click("Details")
        at.rig.run(0.5)
        assert at.rig.picture() != plain
        assert "scripted failure in draw" in at.fault.details
        assert "scripted failure in draw" in (at.faults / LOG).read_text(encoding="utf-8")
        assert str(at.faults / LOG) == at.fault.written


def test_a_full_disk_is_said_before_anything_is_lost(tmp_path: Path) -> None:
    """Closing the window, and quitting after a fault, ask again where the place cannot be kept."""
    with table(tmp_path) as at:
        at.profile.full = True
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        at.rig.run(0.5)
        assert isinstance(at.top, UnkeptScreen)
        assert "disk is full" in at.top.about
        at.click("No, leave it")
        at.rig.desk.push(Page(at.rig, "draw"))
        at.rig.run()
        assert "disk is full" in at.fault.words
        at.click("Save and quit")
        assert not at.rig.desk.closing
        at.profile.full = False
        at.click("Quit without keeping")
        assert at.rig.desk.closing


def test_a_disk_that_has_room_again_keeps_the_place(tmp_path: Path) -> None:
    """After the room was made, closing the window a second time keeps the place and closes."""
    with table(tmp_path) as at:
        at.profile.full = True
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        at.rig.run(0.5)
        at.click("No, leave it")
        at.profile.full = False
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        at.rig.run(0.5)
        assert at.rig.desk.closing
        assert at.profile.kept(AUTO) is not None


def test_a_calm_screen_that_fails_is_not_met_again(tmp_path: Path) -> None:
    """There is nothing calmer to show: the fault reaches the command, which says it in one line."""
    with table(tmp_path) as at:
        at.rig.desk.push(Page(at.rig, "draw"))
        at.rig.run()
        with pytest.raises(RuntimeError):
            at.rig.window._meet(RuntimeError("the calm screen"))  # type: ignore[misc]


def test_a_broken_picture_keeps_no_other_away(tmp_path: Path) -> None:
    """A layer that is no picture is told of once, and the character still stands there without it."""
    figures = tmp_path / "art" / "characters" / "ren"
    figures.mkdir(parents=True)
    (figures / "figure.json").write_text(
        '{"canvas": [100, 130], "face": [50, 30], "default": "work", "order": ["body"],'
        ' "layers": {"body": {"file": "body.webp", "at": [0, 0]}}}'
    )
    (figures / "body.webp").write_bytes(b"no picture")
    with table(tmp_path) as at:
        at.read_on()
        at.rig.run(1.0)
        assert isinstance(at.top, ReadingScreen)
        assert any("body.webp" in each for each in at.rig.desk.assets.missing)


_HOLD = """
import sys
from engine.profile.store import Profile
with Profile(sys.argv[1], story="lantern_street"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_second_window_is_refused_and_a_dead_one_is_not(tmp_path: Path) -> None:
    """While one process has the profile, window and pipe say so in a sentence; killed, it locks nobody out."""
    root = Path(__file__).parent.parent
    file = tmp_path / "player.sqlite"
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"open"
    command = [sys.executable, "main.py", "play", "--saves", str(tmp_path)]
    for more in ([], ["--headless"]):
        done = subprocess.run([*command, *more], input=b"", capture_output=True, cwd=root, timeout=60, check=False)
        assert done.returncode == 2
        assert b"is open in another window of the game" in done.stderr
        assert done.stderr.count(b"\n") == 1
    other.kill()
    other.wait()
    done = subprocess.run(
        [*command, "--headless"], input=b'{"do":"quit"}\n', capture_output=True, cwd=root, timeout=60, check=False
    )
    assert done.returncode == 0
