"""An improvised turn in the window while it is still coming: heard, cut short, refused, met by the engine."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_rig import Rig, playing
from test_desktop_reading import read_to, text, to_talk

from engine.desktop.driver import unheard
from engine.desktop.screens.crisis import CrisisScreen
from engine.desktop.screens.notice import NoticeScreen
from engine.desktop.screens.reading import ReadingScreen
from engine.desktop.screens.talk import Bubble
from engine.language import language, set_language
from engine.play import events
from engine.play.events import Answer, LineSaid, SpokenLine


@pytest.fixture
def play(tmp_path: Path) -> Iterator[tuple[Rig, ReadingScreen]]:
    """The small story at her turn in the improvised scene."""
    with playing(tmp_path) as (rig, screen):
        to_talk(rig, screen)
        yield rig, screen


def say(rig: Rig, words: str = "Hello.") -> None:
    """Type and send; the improviser is asked."""
    before = len(rig.improviser.stops)
    rig.type(words)
    rig.key(pygame.K_RETURN)
    rig.until(lambda: len(rig.improviser.stops) > before)


def bubbles(screen: ReadingScreen) -> list[str]:
    """The running talk, oldest first."""
    assert screen.talk is not None
    return [row.said.text for row in screen.talk.running.rows if isinstance(row, Bubble)]


def test_a_line_is_typed_out_while_the_rest_is_still_coming(play: tuple[Rig, ReadingScreen]) -> None:
    """What is heard is shown at once with its face, and nothing of the playthrough has changed by it."""
    rig, screen = play
    was = screen.driver.session.now
    say(rig)
    now = screen.driver.session.now
    rig.improviser.hear("The rain knows you.", "smile")
    rig.until(lambda: text(screen) == "The rain knows you.")
    assert screen.driver.thinking
    assert screen.driver.session.now is now
    assert now.affection == was.affection
    assert dict(screen.theatre.stage.look.cast)["ren"].expression == "smile"


def test_the_answer_does_not_type_its_lines_again(play: tuple[Rig, ReadingScreen]) -> None:
    """Lines that were heard stay as they stand; those that were not follow, and the turn is over."""
    rig, screen = play
    say(rig)
    rig.improviser.hear("One.")
    rig.until(lambda: text(screen) == "One." and screen.theatre.box.finished)
    rig.improviser.say("One.", "Two.", act="comfort")
    rig.until(lambda: not screen.driver.thinking)
    assert text(screen) == "One."
    assert [event.text for event in screen.queue if isinstance(event, LineSaid)] == ["Two."]
    rig.key(pygame.K_RETURN)
    rig.until(lambda: text(screen) == "Two.")
    assert [entry.text for entry in screen.driver.session.log][-3:] == ["Hello.", "One.", "Two."]
    rig.run(1)
    assert bubbles(screen) == ["Hello.", "One."]


def test_reading_faster_than_he_speaks(play: tuple[Rig, ReadingScreen]) -> None:
    """A line that was read does not hold back the next one that is heard."""
    rig, screen = play
    say(rig)
    rig.improviser.hear("One.")
    rig.until(lambda: text(screen) == "One." and screen.theatre.box.finished)
    rig.key(pygame.K_RETURN)
    assert text(screen) == "One."
    rig.improviser.hear("Two.")
    rig.until(lambda: text(screen) == "Two.")
    assert bubbles(screen) == ["Hello.", "One."]


def test_leaving_in_the_middle_of_a_line_stops_the_improviser(play: tuple[Rig, ReadingScreen]) -> None:
    """The stop is set at once, the scene closes with its own lines, and what was heard is in no log."""
    rig, screen = play
    say(rig)
    rig.improviser.hear("One.")
    rig.improviser.hear("Two.")
    rig.until(lambda: screen.driver.heard and len(screen.driver.heard) == 2)
    assert screen.talk is not None
    rig.click(screen.talk.exit.box.center)
    assert rig.improviser.stops[0].is_set()
    assert (text(screen), screen.talk) == ("Come.", None)
    assert "One." not in [entry.text for entry in screen.driver.session.log]


def test_closing_the_play_stops_the_improviser(play: tuple[Rig, ReadingScreen]) -> None:
    """Whoever leaves for the title leaves nobody thinking."""
    rig, screen = play
    say(rig)
    screen.closed()
    rig.until(lambda: rig.improviser.over)
    assert (rig.improviser.stops[0].is_set(), screen.driver.thinking) == (True, False)


def test_a_failure_after_a_heard_line_closes_the_scene(play: tuple[Rig, ReadingScreen]) -> None:
    """What was heard may be read to its end; then the author's way out."""
    rig, screen = play
    say(rig)
    rig.improviser.hear("One.")
    rig.until(lambda: text(screen) == "One.")
    rig.improviser.fail()
    read_to(rig, screen, "Come.")
    read_to(rig, screen, "The last line.")


def test_an_answer_that_is_refused_takes_her_words_back(play: tuple[Rig, ReadingScreen]) -> None:
    """A session that cannot carry the answer out does not wait for ever: it is her turn again."""
    rig, screen = play
    say(rig)
    driver = screen.driver
    refused = [events.Refused(message="No."), driver.session.awaiting()]
    found = driver._taken_back(refused)
    assert [type(event).__name__ for event in found] == ["Refused", "Await"]
    assert (driver.thinking, driver.session.now.waiting) == (False, "say")
    assert rig.improviser.stops[0].is_set()


def test_lines_that_come_otherwise_than_heard_are_said() -> None:
    """An answer from the author's lines after words that were taken back is shown whole."""

    def said(words: str) -> LineSaid:
        return LineSaid(
            speaker="ren", name="Ren", text=words, expression=None, beat="b", step="s", origin="improvised"
        )

    one, two = SpokenLine(speaker="ren", text="One."), SpokenLine(speaker="ren", text="Two.")
    told: list[events.AnyEvent] = [said("One."), said("Two."), events.Await(inputs=())]
    assert unheard(told, [one, two]) == [told[2]]
    assert unheard(told, [one]) == told[1:]
    assert unheard(told, [two]) == told
    assert unheard(told, []) == told


@pytest.mark.parametrize(
    ("speak", "words", "opening"),
    [("en", "I want to kill myself", "What you wrote"), ("zh_CN", "我不想活了", "你写下的")],
)
def test_a_crisis_never_reaches_the_improviser(
    play: tuple[Rig, ReadingScreen], speak: str, words: str, opening: str
) -> None:
    """The engine's card stands still, in her language; afterwards it is her turn again, with an empty field."""
    rig, screen = play
    before = language()
    set_language(speak)
    try:
        rig.type(words)
        rig.key(pygame.K_RETURN)
        rig.until(lambda: isinstance(rig.desk.top, CrisisScreen))
        card = rig.desk.top
        assert isinstance(card, CrisisScreen)
        assert card.words.startswith(opening)
        rig.run(1)
        drawn = rig.window.drawn
        rig.run(1)
        assert rig.window.drawn == drawn, "something moves on the card"
        rig.key(pygame.K_RETURN)
        rig.run(0.5)
    finally:
        set_language(before)
    assert rig.improviser.asked == []
    assert screen.talk is not None
    assert (rig.desk.top, screen.talk.field.words) == (screen, "")
    assert words not in [entry.text for entry in screen.driver.session.log]
    say(rig, "Good evening.")
    assert rig.improviser.asked[0].words == "Good evening."


def test_notices_offer_to_go_on_and_to_stop_alike(play: tuple[Rig, ReadingScreen]) -> None:
    """Two buttons of one size, neither of them in her hand."""
    rig, screen = play
    screen.take([events.Notice(id="break", text="Three hours.")])
    assert rig.desk.top is screen, "a notice waits for the line to be read"
    rig.key(pygame.K_RETURN)
    rig.key(pygame.K_RETURN)
    rig.run(0.5)
    notice = rig.desk.top
    assert isinstance(notice, NoticeScreen)
    one, other = notice.widgets
    assert (one.box.size, one.box.y) == (other.box.size, other.box.y)
    assert notice.focus is None


def test_another_tier_is_told_in_words(play: tuple[Rig, ReadingScreen]) -> None:
    """A heart and a line on the way up; on the way down no word."""
    rig, screen = play
    bloom = screen.theatre.bloom
    screen.take([events.TierCrossed(character="ren", tier="friend", was="stranger", up=True)])
    rig.run(0.3)
    assert bloom.words == "You are dear to Ren."
    rig.run(5)
    bloom.words = ""
    screen.take([events.TierCrossed(character="ren", tier="stranger", was="friend", up=False)])
    before = rig.picture()
    rig.run(0.6)
    assert bloom.words == ""
    assert rig.picture() != before


def test_no_picture_waits_for_a_reply(play: tuple[Rig, ReadingScreen]) -> None:
    """While lines stream in, a frame takes at most two pictures' time (at the median: machines are shared)."""
    rig, _ = play
    say(rig)
    spent = []
    for number in range(4):
        rig.improviser.hear(f"Line number {number}, and the rain goes on and on.")
        for _ in range(20):
            began = pygame.time.get_ticks()
            rig.run()
            spent.append(pygame.time.get_ticks() - began)
        rig.key(pygame.K_RETURN)
    assert sorted(spent)[len(spent) // 2] <= 33
    rig.improviser.give(Answer(lines=(), act="other"))
