"""What a proofreader would mark on the screens: words cut short, painted over, across an edge, or not translated."""

import itertools
import re
from collections.abc import Callable, Iterator

import pygame
import pytest
from desktop_home import Home
from lived_in import NOTE, lived_in
from proofreading import faults, proof
from pygame import FRect
from test_desktop_menus import reading

from engine.desktop.canvas import Canvas
from engine.desktop.game import Book
from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screen import Screen
from engine.desktop.screens.crisis import CrisisScreen
from engine.desktop.screens.ending import EndingScreen
from engine.desktop.screens.fault import FaultScreen
from engine.desktop.screens.jump import JumpScreen
from engine.desktop.screens.keyboard import KeyboardScreen
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.screens.library import LibraryScreen
from engine.desktop.screens.notice import NoticeScreen
from engine.desktop.screens.parts import contents
from engine.desktop.screens.parts.asking import AskScreen, NoteScreen
from engine.desktop.screens.parts.buttonrow import button_row
from engine.desktop.screens.parts.playing import begin_play
from engine.desktop.screens.picture import PictureScreen
from engine.desktop.screens.previously import story_so_far
from engine.desktop.theme import BUTTON, CARD, LABEL, TITLE
from engine.desktop.widgets import Button, TextField
from engine.improv.safety import met
from engine.language import set_language, tr
from engine.pseudo import PSEUDO


def test_a_kerned_letter_moves_itself_and_not_the_one_behind_it() -> None:
    """In `You` the o stands nearer to the Y than the Y is wide, and the u where the o ends."""
    pygame.font.init()
    lettering = Lettering(Scale(1.0))
    edges = lettering.advances("You", TITLE)
    alone = {char: lettering.width(char, TITLE) for char in "You"}
    assert edges[0] < alone["Y"] - 1
    assert abs(edges[1] - edges[0] - alone["o"]) < 1


def test_buttons_share_a_row_by_what_their_words_need() -> None:
    """Nothing is cut, nothing overlaps, all of the row is taken; and long words make all letters smaller."""
    pygame.font.init()
    lettering = Lettering(Scale(1.0))
    words = ("Back", "Album as a web page", "Close")
    for width, even in ((1300.0, True), (760.0, True), (760.0, False), (500.0, False)):
        place = FRect(100, 50, width, 68)
        row = button_row([(each, lambda: None) for each in words], place, BUTTON, lettering, even=even)
        assert (row[0].box.x, round(row[-1].box.right)) == (place.x, place.right)
        assert all(one.box.right < two.box.x for one, two in itertools.pairwise(row))
        assert all(lettering.width(button.words, button.ink) <= button.box.w - 12 for button in row)
        assert (row[0].ink.size < BUTTON.size) == (width == 500)
    assert len({round(button.box.w) for button in button_row([("A", lambda: None)] * 3, place, BUTTON, lettering)}) == 1


# ---------------------------------------------------------------- every screen, as somebody sees it who has lived in it

TABS = {"settings": 5, "gallery": 6}
LOOKS = [("en", 1.0), ("zh_CN", 1.0), ("en", 2.0), ("zh_CN", 2.0)]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The flagship after two readings."""
    with lived_in(tmp_path_factory.mktemp("lived_in")) as home:
        yield home


def speak(opened: Home, tongue: str, size: float) -> None:
    """Another language and size of letters, from the title on."""
    desk = opened.rig.desk
    set_language(tongue)
    desk.prefer(language=tongue, text_size=size)
    desk.reset(desk.doors["title"](desk))
    opened.rig.run(0.2)


def may_be_cut(words: str) -> bool:
    """Her own notes, and what was being said when a place was kept or a letter came."""
    return words == NOTE or len(words) > 60 or words.endswith("…")


def pages(opened: Home) -> Iterator[str]:
    """The title and everything that opens from it, one after the other."""
    desk = opened.rig.desk
    yield "title"
    for door in desk.doors:
        if door in ("title", "keyboard", "pause", "companion", "bonds"):
            continue
        for tab in range(TABS.get(door, 1)):
            desk.open(door)
            if tab:
                opened.top.turn(tab)  # type: ignore[attr-defined]
            opened.rig.run(0.02)
            yield f"{door} {tab}"
            desk.pop()


@pytest.mark.parametrize(("tongue", "size"), LOOKS)
def test_every_page(opened: Home, tongue: str, size: float) -> None:
    """Nothing is cut, painted over, across an edge or in another thing's way."""
    speak(opened, tongue, size)
    found = [f"{page} {fault}" for page in pages(opened) for fault in faults(opened.top, may_be_cut)]
    assert not found, "\n".join(found)


def cards(opened: Home) -> Iterator[Callable[[], Screen]]:
    """What comes up by itself."""
    desk, game = opened.rig.desk, opened.game

    def nothing() -> None:
        """Nobody does anything."""

    letter = game.records.letters()[-1]
    wider = {"look_back": desk.pop, "finish": nothing}
    yield lambda: AskScreen(desk, tr("Give it back?"), tr("Give it back"), nothing, about=tr("It is yours."))
    yield lambda: NoteScreen(desk, tr("Note"), NOTE, lambda words: None)
    yield lambda: NoticeScreen(desk, tr("A short rest"), stop=nothing)
    yield lambda: EndingScreen(desk, game.title, "good", **wider)  # type: ignore[arg-type]
    ways = [(tr("Go back one step"), nothing)]
    yield lambda: FaultScreen(desk, "Failed: here", ways, unkept=None, keep=lambda: None)
    yield lambda: FaultScreen(desk, "Failed: here", ways * 2, unkept="No space left.", keep=lambda: "No space left.")
    yield lambda: LetterScreen(desk, game.wording.name(letter.sender), letter.text)
    card = met("I want to kill myself", "", opened.rig.desk.preferences.language)
    assert card is not None
    yield lambda: CrisisScreen(desk, card.text)
    yield lambda: PictureScreen(desk, game.records.stills(), game.records.stills()[0])
    yield lambda: JumpScreen(desk, game)
    yield lambda: LibraryScreen(desk, [Book("a", "A", game.art, lambda: game, game.story)] * 5, lambda book: None)
    yield lambda: KeyboardScreen(desk, TextField(FRect(0, 0, 400, 80), lambda words: None))


@pytest.mark.parametrize(("tongue", "size"), LOOKS)
def test_what_comes_up_by_itself(opened: Home, tongue: str, size: float) -> None:
    """Questions, notices, cards, a letter, an ending, failure, the shelf, the letters for a gamepad."""
    speak(opened, tongue, size)
    found: list[str] = []
    for make in cards(opened):
        opened.rig.desk.push(make())
        opened.rig.run(0.02)
        found += faults(opened.top, may_be_cut)
        opened.rig.desk.pop()
    assert not found, "\n".join(found)


def evening(opened: Home) -> Iterator[str]:
    """The first chapter: its choices and talks, and what opens over one of each."""
    desk, rig = opened.rig.desk, opened.rig
    begin_play(desk, opened.game)
    screen, doors = reading(opened), ["pause", "save", "author", "bonds"]
    for _ in range(90):  # until the chapter's title is gone
        rig.now += 0.09
        rig.run()
    while screen.driver.session.chapter() == "rain":
        rig.run(0.02)
        if desk.top is not screen:
            yield opened.names[-1]
            desk.pop()
        elif screen.choices is not None:
            yield "choice"
            while doors:
                desk.open(doors.pop())
                yield opened.names[-1]
                desk.pop()
            screen.choose(next(option.index for option in screen.driver.session.offered if not option.locked))
        elif screen.talk is not None:
            rig.run(0.02)
            yield "talk"
            yield from over_talk(opened)
            screen.leave_scene()
        else:
            screen.read_on()


def over_talk(opened: Home) -> Iterator[str]:
    """The backlog and the story so far."""
    screen = reading(opened)
    screen.way.open_backlog()
    yield "backlog"
    opened.rig.desk.pop()
    so_far = story_so_far(opened.rig.desk, screen.driver.session)
    assert so_far is not None
    opened.rig.desk.push(so_far)
    yield "previously"
    opened.rig.desk.pop()


@pytest.mark.parametrize(("tongue", "size"), [LOOKS[0], LOOKS[3]])
def test_an_evening(opened: Home, tongue: str, size: float) -> None:
    """Choices, talks, and the pages that open over them."""
    speak(opened, tongue, size)
    found = [f"{place} {fault}" for place in evening(opened) for fault in faults(opened.top, may_be_cut)]
    assert not found, "\n".join(found)


HERS = ("AlbumScreen", "MemoryScreen", "LetterScreen", "NoteScreen", "SlotsScreen")
"""Where words stand as they were when she read or said them."""
FOR_AUTHORS = ("JumpScreen", "AuthorScreen", "KeyboardScreen")
"""Where ids stand, or single letters."""
AS_IT_IS = (
    *("English", "简体中文", "findahelpline.com", "https://api.anthropic.com", "claude-haiku-5-5", "No space left."),
    *("Noto Serif SC", "Python (PSF)"),
)
"""Names that are the same in every language; what stands in About begins with the last two."""
AS_EVER = re.compile(r"^[A-Z]$|^F\d|^(Ctrl|Esc|Tab)|\d{4}, \d\d:\d\d|…$")
"""Keys, dates as English has them, and what was said when a place was kept."""


def untranslated(opened: Home) -> list[str]:
    """What is written on the foremost screen and not in the pseudo-language."""
    name = type(opened.top).__name__
    if name in FOR_AUTHORS:
        return []
    plain = [text for text in proof(opened.top).texts if any(map(str.isalpha, text)) and not text.startswith("[")]
    if name in HERS:
        plain = [button.words for button in opened.top.parts() if isinstance(button, Button) and button.words in plain]
    plain = [text for text in plain if not any(line.text in text for line in opened.game.records.journal())]
    return [text for text in plain if not (text.startswith(AS_IT_IS) or text.endswith("]") or AS_EVER.search(text))]


def test_every_word_is_translated(opened: Home) -> None:
    """In a language that nobody speaks everything that the engine or the story says is in brackets."""
    speak(opened, PSEUDO, 1.0)
    found = [f"{page}: {text}" for page in pages(opened) for text in untranslated(opened)]
    for make in cards(opened):
        opened.rig.desk.push(make())
        found += [f"{opened.names[-1]}: {text}" for text in untranslated(opened)]
        opened.rig.desk.pop()
    found += [f"{place}: {text}" for place in evening(opened) for text in untranslated(opened)]
    assert not found, "\n".join(found)


def test_pieces_of_music_are_called_by_their_titles(opened: Home) -> None:
    """In both languages; a piece that has none goes by its file's name."""
    for tongue, title in (("en", "Ren: Number Nine"), ("zh_CN", "莲：九号")):
        speak(opened, tongue, 1.0)
        names = [contents.piece(opened.game, name) for name, _ in contents.music(opened.game)]
        assert title in names
        assert not [name for name in names if "_" in name or name in ("Theme ren", "Rain waltz")]
    assert contents.piece(opened.game, "old_song") == "Old song"


# ---------------------------------------------------------------- the proofreader


class Botched(Screen):
    """Everything a proofreader looks for, once."""

    def layout(self) -> None:
        self.widgets = [Button(FRect(900 + 60 * number, 900, 90, 66), f"B{number}", self.touch) for number in (0, 1)]

    def draw(self, canvas: Canvas) -> None:
        canvas.text("Cut short", (100, 100), LABEL, room=60)
        canvas.text("Painted over", (100, 200), LABEL)
        canvas.panel(FRect(180, 180, 200, 80), CARD)
        canvas.panel(FRect(100, 300, 100, 80), CARD)
        canvas.text("Across an edge", (110, 310), LABEL)
        canvas.text("Out of the window", (1800, 400), LABEL)
        canvas.text("One over", (100, 500), LABEL)
        canvas.text("the other", (140, 506), LABEL)


def test_the_proofreader_sees(opened: Home) -> None:
    """Each kind of fault on a screen that has each of them."""
    screen = Botched(opened.rig.desk)
    screen.opened()
    marked = {fault.split(": ")[1] for fault in faults(screen, may_be_cut)}
    kinds = {"cut", "painted over", "across an edge", "out of the window", "one over the other"}
    assert marked == kinds | {"in each other's way"}
