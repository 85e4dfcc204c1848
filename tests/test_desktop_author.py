"""Author mode: what is saved comes into the running window, problems stand in a drawer, any beat can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pygame
import pytest
from desktop_rig import STORY, Rig, window, write_story

from engine.commands.authoring import Advise, Reader, no_advice
from engine.desktop.app import change_story, open_author
from engine.desktop.driver import Hear
from engine.desktop.game import Game
from engine.desktop.screens.jump import JumpScreen
from engine.desktop.screens.reading import ReadingScreen
from engine.desktop.screens.title import TitleScreen
from engine.desktop.workshop import Drawer, WaitingScreen
from engine.play import events
from engine.play.elsewhere import Wanted, jump
from engine.play.events import Answer
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.problems import Problem, StoryProblems

CHAPTER = "chapters/1_one.yaml"


@dataclass
class Desk:
    """A story open in author mode."""

    rig: Rig
    folder: Path
    drawer: Drawer

    @property
    def session(self) -> Session:
        """The running sitting."""
        assert self.rig.desk.play is not None
        return self.rig.desk.play.session

    def line(self) -> str:
        """The line on the screen."""
        said = self.session.now.stage.line
        return said.text if said is not None else ""

    def save(self, old: str, new: str, name: str = CHAPTER) -> None:
        """Write an edit to disk, as an editor does."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def read_on(self) -> None:
        """One line on."""
        before = self.session.now.steps
        while self.session.now.steps == before:
            self.rig.key(pygame.K_RETURN)
            self.rig.run(0.4)


def _silence(hear: Hear, stop: Event) -> Answer:
    return Answer(lines=(), act="other")


@contextmanager
def authoring(
    tmp_path: Path, broken: tuple[str, str] | None = None, advise: Advise = no_advice
) -> Iterator[Desk]:
    """The title, or the waiting for it where the story begins `broken`."""
    folder = write_story(tmp_path / "small")
    if broken is not None:
        (folder / CHAPTER).write_text(STORY[CHAPTER].replace(*broken), encoding="utf-8")
    with window(tmp_path / "art") as rig, Profile(":memory:", story="small") as profile:

        def lay(script: Script, routes: Routes) -> Game:
            def sit() -> Session:
                return Session(script, profile, routes=routes)

            return Game(script, profile, sit, lambda session: _silence, tmp_path / "art", folder=tmp_path)

        try:
            script = compile_story(load(folder))
            game, problems = lay(script, Routes(script)), ()
        except StoryProblems as fault:
            game, problems = None, fault.problems
        reader = Reader(folder, lay, problems, advise=advise, art=tmp_path / "art")
        drawer = Drawer(rig.desk, reader.look, lambda made: change_story(rig.desk, made))
        rig.desk.overlay = drawer
        rig.desk.push(open_author(rig.desk, game))
        yield Desk(rig, folder, drawer)


@contextmanager
def reading(tmp_path: Path) -> Iterator[Desk]:
    """At the second line of the play."""
    with authoring(tmp_path) as at:
        at.rig.run(0.5)
        at.rig.key(pygame.K_RETURN)
        at.rig.run(1.5)
        at.read_on()
        assert at.line().startswith("Second")
        yield at


def test_an_edit_shows_at_once_and_keeps_the_place(tmp_path: Path) -> None:
    """The line on the screen says its new words, the way back is still there, and no key was pressed."""
    with reading(tmp_path) as at:
        at.save("Second *line*, {you}.", "Second thoughts, {you}.")
        at.rig.until(lambda: at.line().startswith("Second thoughts"))
        at.rig.run(0.5)
        screen = at.rig.desk.top
        assert isinstance(screen, ReadingScreen)
        assert not screen.queue
        assert len(at.session.past) == 1
        at.read_on()
        assert at.session.now.waiting == "choose"


def test_a_broken_file_opens_the_drawer_and_a_mended_one_closes_it(tmp_path: Path) -> None:
    """File and line are told while the last good story is read on; mended, everything is as written."""
    with reading(tmp_path) as at:
        plain = at.rig.picture()
        at.save("- ren (smile): Second", "- nobody (smile): Second")
        at.rig.until(lambda: at.drawer.problems)
        at.rig.run(0.3)
        problem = at.drawer.problems[0]
        assert problem.path.endswith(CHAPTER)
        assert problem.line == 1 + next(
            n for n, text in enumerate((at.folder / CHAPTER).read_text().splitlines()) if "nobody" in text
        )
        assert at.rig.picture() != plain
        at.read_on()
        assert at.session.now.waiting == "choose"
        at.save("- nobody (smile): Second", "- ren (smile): Second")
        at.rig.until(lambda: not at.drawer.problems)
        assert at.session.now.waiting == "choose"


def test_a_deleted_beat_leads_to_the_nearest_place(tmp_path: Path) -> None:
    """When the beat on the screen is gone, play goes on at the start of its chapter, and the window lives."""
    with reading(tmp_path) as at:
        jump(at.session, Wanted("one.end"))
        at.save("  end:\n", "  last:\n")
        at.save("goto: end", "goto: last")
        at.rig.until(lambda: at.session.beat() == "one.arrival")
        at.rig.run(0.5)
        assert isinstance(at.rig.desk.top, ReadingScreen)


def test_a_story_that_begins_broken_waits_to_be_mended(tmp_path: Path) -> None:
    """The window opens all the same, tells what is wrong, and begins when it is right."""
    with authoring(tmp_path, ("goto: end", "goto: nowhere")) as at:
        at.rig.until(lambda: at.drawer.problems)
        assert isinstance(at.rig.desk.top, WaitingScreen)
        at.save("goto: nowhere", "goto: end")
        at.rig.until(lambda: isinstance(at.rig.desk.top, TitleScreen))
        assert not at.drawer.problems


def test_the_drawer_folds_and_leaves_the_play_its_clicks(tmp_path: Path) -> None:
    """A click on the drawer folds it and reads nothing on; one beside it reads on."""
    with reading(tmp_path) as at:
        at.save("goto: end", "goto: nowhere")
        at.rig.until(lambda: at.drawer.problems)
        steps, high = at.session.now.steps, at.drawer.box().h
        at.rig.click(at.drawer.box().center)
        assert at.session.now.steps == steps
        assert at.drawer.box().h < high
        for _ in range(3):
            at.rig.click((700, 960))
            at.rig.run(0.4)
        assert at.session.now.steps > steps


def test_the_drawer_is_read_by_keys(tmp_path: Path) -> None:
    """F10 turns its pages, folds it after the last, and opens it again at its beginning."""
    with authoring(tmp_path) as desk:
        desk.save("- First line.", "\n      ".join(f"- nobody{number}: Hello." for number in range(30)))
        desk.rig.until(lambda: desk.drawer.problems)
        assert len(desk.drawer.problems) >= 30
        seen = []
        for _ in range(40):
            seen.append(desk.drawer.scrolled)
            desk.rig.key(pygame.K_F10)
            if desk.drawer.folded:
                break
        assert desk.drawer.folded
        assert seen == sorted(set(seen))
        desk.rig.key(pygame.K_F10)
        assert (desk.drawer.folded, desk.drawer.scrolled) == (False, 0.0)
        assert desk.drawer.spoken.count("nobody") >= 30


def test_any_beat_is_reached_with_chosen_meters_and_flags(tmp_path: Path) -> None:
    """F12, jump, search by a line's words, Enter: there, with what was chosen; one step back is where she was."""
    with reading(tmp_path) as at:
        at.rig.key(pygame.K_F12)
        at.rig.run(0.5)
        top = at.rig.desk.top
        assert top is not None
        button = next(part for part in top.parts() if getattr(part, "words", "") == "Jump to a beat")
        at.rig.click(button.box.center)
        at.rig.run(0.5)
        page = at.rig.desk.top
        assert isinstance(page, JumpScreen)
        at.rig.type("the last line")
        assert page.found() == ["one.end"]
        toggle = next(part for part in page.values.parts() if getattr(part, "words", "") == "promised")
        at.rig.click(toggle.box.center)
        page.affection["ren"] = 55
        page.set_focus(page.search)
        at.rig.key(pygame.K_RETURN)
        at.rig.run(1.0)
        assert at.session.beat() == "one.end"
        assert at.session.now.affection["ren"] == 55
        assert at.session.now.flags == {"promised"}
        at.session.send(events.Back())
        assert at.line().startswith("Second")


@pytest.mark.parametrize("values", [{"ren": -5}, {"ren": 1000}, {"nobody": 3}])
def test_what_is_chosen_stays_within_the_authors_ranges(tmp_path: Path, values: dict[str, int]) -> None:
    """A meter beyond its range is put to its end; a name that the story lacks is left out."""
    script = compile_story(load(write_story(tmp_path / "small")))
    with Profile(":memory:", story="small") as profile:
        session = Session(script, profile)
        session.open()
        jump(session, Wanted("one.end", values, frozenset({"unheard"})))
        assert session.now.affection.keys() == {"ren"}
        assert 0 <= session.now.affection["ren"] <= 100
        assert not session.now.flags


def _advised(folder: Path) -> tuple[Problem, ...]:
    """One piece of advice while the story has the word `Second` in it."""
    if "Second" not in (folder / CHAPTER).read_text(encoding="utf-8"):
        return ()
    return (Problem(CHAPTER, 3, 1, "W407", "warning", "The same words were said before.", "delete one"),)


def test_advice_lies_folded_in_the_drawer_until_it_is_followed(tmp_path: Path) -> None:
    """What `check` advises is counted at the edge, opens by a click, hinders no play, and goes when it is mended."""
    with authoring(tmp_path, advise=_advised) as at:
        at.rig.until(lambda: at.drawer.problems)
        assert at.drawer.folded
        assert not at.drawer.grave
        at.rig.click(at.drawer.box().center)
        assert not at.drawer.folded
        at.rig.key(pygame.K_RETURN)
        at.rig.run(1.5)
        at.save("Second *line*, {you}.", "Another line.")
        at.rig.until(lambda: not at.drawer.problems)
        at.save("After the letter.", "- nobody (x): y")
        at.rig.until(lambda: at.drawer.grave)
        assert not at.drawer.folded


def test_a_picture_that_is_saved_is_seen_at_once(tmp_path: Path) -> None:
    """Art that was missing and is drawn, or drawn anew, comes into the window without a key; the place is kept."""
    with reading(tmp_path) as at:
        plain, line = at.rig.picture(), at.line()
        folder = tmp_path / "art" / "backgrounds"
        folder.mkdir(parents=True, exist_ok=True)
        picture = pygame.Surface((320, 180))
        for colour in ("red", "blue"):
            picture.fill(colour)
            pygame.image.save(picture, folder / "roof.png")
            before = at.rig.desk.assets.arrivals
            at.rig.until(lambda before=before: at.rig.desk.assets.arrivals > before)
            at.rig.run(1.0)
            assert at.rig.picture() != plain
            plain = at.rig.picture()
        assert at.line() == line


def test_a_beat_without_a_place_of_its_own_is_seen_where_the_one_before_is(tmp_path: Path) -> None:
    """Who jumps there does not stand in the dark, and one step back is where she was."""
    folder = write_story(tmp_path / "small")
    path = folder / CHAPTER
    path.write_text(path.read_text(encoding="utf-8").replace("  end:\n    background: quay\n", "  end:\n"), "utf-8")
    with Profile(":memory:", story="small") as profile:
        session = Session(compile_story(load(folder)), profile)
        session.open()
        told = jump(session, Wanted("one.end"))
        assert session.now.stage.background == "roof"
        assert not [event for event in told if isinstance(event, events.SceneSet)]
        jump(session, Wanted("one.arrival"))
        assert session.now.stage.background == "roof"
