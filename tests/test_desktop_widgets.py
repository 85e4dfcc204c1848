"""Widgets under real pygame events: mouse, keys, input methods."""

from pathlib import Path

import pygame
import pytest
from desktop_rig import Rig, window
from hypothesis import given
from hypothesis import strategies as st
from pygame import FRect

from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screen import Screen
from engine.desktop.theme import Ink
from engine.desktop.widgets import Button, Card, ChoiceList, ScrollView, Slider, TextField, Toggle, Widget


class Page(Screen):
    """A screen that holds whatever a test puts on it."""

    def __init__(self, rig: Rig, *widgets: Widget) -> None:
        super().__init__(rig.desk)
        self.given = list(widgets)
        rig.desk.push(self)
        rig.run(0.5)

    def layout(self) -> None:
        self.widgets = self.given


@pytest.fixture
def rig(tmp_path: Path):
    """An empty window."""
    with window(tmp_path) as opened:
        opened.desk.push(Screen(opened.desk))
        yield opened


def test_this_is_pygame_ce() -> None:
    """Plain pygame has no wheels for new Pythons and must never come in over pygame-ce."""
    assert pygame.IS_CE


def test_a_button_is_pressed_by_a_click_on_it(rig: Rig) -> None:
    """Down and up inside presses once; letting go elsewhere does not."""
    pressed: list[int] = []
    Page(rig, Button(FRect(100, 100, 300, 80), "Go", lambda: pressed.append(1)))
    rig.click((250, 140))
    assert pressed == [1]
    rig.press((250, 140))
    rig.release((900, 900))
    assert pressed == [1]


def test_a_button_that_is_off_does_nothing(rig: Rig) -> None:
    """Neither mouse nor keyboard reach a disabled button."""
    pressed: list[int] = []
    button = Button(FRect(100, 100, 300, 80), "Go", lambda: pressed.append(1))
    button.enabled = False
    Page(rig, button)
    rig.click((250, 140))
    rig.key(pygame.K_TAB)
    rig.key(pygame.K_RETURN)
    assert pressed == []


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_SPACE, pygame.K_KP_ENTER])
def test_tab_and_enter_reach_every_button(rig: Rig, key: int) -> None:
    """Tab goes from one to the next and round again, Shift-Tab back; Enter and Space press."""
    pressed: list[str] = []
    buttons = [
        Button(FRect(100, 100 * i, 300, 80), name, lambda name=name: pressed.append(name))
        for i, name in enumerate("abc")
    ]
    Page(rig, *buttons)
    for step in (0, 0, 0, 0, pygame.KMOD_SHIFT):
        rig.key(pygame.K_TAB, step)
        rig.key(key)
    assert pressed == ["a", "b", "c", "a", "c"]


def test_pointing_warms_a_button_and_is_drawn(rig: Rig) -> None:
    """What is pointed at looks different, softly: the picture changes over several frames."""
    Page(rig, Button(FRect(100, 100, 300, 80), "Go", lambda: None))
    cold = rig.picture()
    rig.move((250, 140))
    rig.run(0.06)
    between = rig.picture()
    rig.run(0.5)
    assert len({cold, between, rig.picture()}) == 3


def test_a_resting_screen_is_not_drawn(rig: Rig) -> None:
    """Where nothing moves nothing is drawn, and the window looks only now and then."""
    Page(rig, Button(FRect(100, 100, 300, 80), "Go", lambda: None))
    rig.run(1)
    before = rig.window.drawn
    rig.run(1)
    assert rig.window.drawn == before
    assert not rig.window.moving


def test_a_toggle_flips(rig: Rig) -> None:
    """A click and Enter both flip it and tell."""
    told: list[bool] = []
    toggle = Toggle(FRect(100, 100, 600, 60), "Motion", False, told.append)
    page = Page(rig, toggle)
    rig.click((660, 130))
    page.set_focus(toggle)
    rig.key(pygame.K_RETURN)
    assert told == [True, False]


def test_a_slider_follows_mouse_and_keys(rig: Rig) -> None:
    """It goes where it is dragged, in steps, never out of its range."""
    told: list[float] = []
    slider = Slider(FRect(100, 100, 1000, 60), "Speed", 0.5, told.append, step=0.1)
    page = Page(rig, slider)
    track = slider.track
    rig.press((track.x + track.w * 0.5, track.centery))
    rig.move((track.x + track.w * 0.72, track.centery), held=True)
    rig.move((track.right + 500, track.centery), held=True)
    rig.release((track.right, track.centery))
    assert told == [0.7, 1.0]
    page.set_focus(slider)
    rig.key(pygame.K_LEFT)
    rig.key(pygame.K_HOME)
    rig.key(pygame.K_LEFT)
    assert told == [0.7, 1.0, 0.9, 0.0]


def test_choices_by_mouse_arrows_and_numbers(rig: Rig) -> None:
    """All three ways take the right option; a locked one cannot be taken, and arrows pass over it."""
    taken: list[int] = []
    cards = [Card(0, "Stay."), Card(1, "Promise.", "You have not promised."), Card(2, "Go.")]
    choices = ChoiceList(cards, taken.append, rig.desk.lettering)
    Page(rig, choices)
    rig.click(choices.faces[0].box.center)
    rig.click(choices.faces[1].box.center)
    rig.key(pygame.K_2)
    rig.key(pygame.K_3)
    assert taken == [0, 2]
    rig.key(pygame.K_DOWN)
    rig.key(pygame.K_RETURN)
    assert taken == [0, 2, 2]


def test_typing_chinese_through_an_input_method(rig: Rig) -> None:
    """What is being composed is shown but not yet text; it becomes text when it is finished; Enter hands it over."""
    entered: list[str] = []
    field = TextField(FRect(100, 100, 900, 80), entered.append)
    page = Page(rig, field)
    page.set_focus(field)
    rig.run(0.3)
    empty = rig.picture()
    rig.compose("ni'hao")
    assert (field.words, field.composing) == ("", "ni'hao")
    assert rig.picture() != empty
    rig.key(pygame.K_BACKSPACE)
    rig.key(pygame.K_RETURN)
    assert (entered, field.composing) == ([], "ni'hao")
    rig.compose("")
    rig.type("你好")
    assert (field.words, field.composing) == ("你好", "")
    rig.key(pygame.K_RETURN)
    assert entered == ["你好"]


def test_editing_a_line(rig: Rig) -> None:
    """Cursor keys, Home, End, Backspace, Delete, word by word with Control."""
    field = TextField(FRect(100, 100, 900, 80), lambda words: None, limit=20)
    page = Page(rig, field)
    page.set_focus(field)
    rig.type("he said yes")
    rig.key(pygame.K_LEFT, pygame.KMOD_CTRL)
    rig.type("no, ")
    assert field.words == "he said no, yes"
    rig.key(pygame.K_HOME)
    rig.key(pygame.K_DELETE)
    rig.type("S")
    rig.key(pygame.K_RIGHT)
    rig.key(pygame.K_BACKSPACE)
    assert field.words == "S said no, yes"
    rig.key(pygame.K_END)
    rig.type("x" * 50)
    assert len(field.words) == 20


def test_a_field_takes_no_control_characters(rig: Rig) -> None:
    """Escapes, direction marks and newlines do not get in."""
    field = TextField(FRect(100, 100, 900, 80), lambda words: None)
    page = Page(rig, field)
    page.set_focus(field)
    rig.type("a\x1b\u202e\nb\u3000c\ud800")
    assert field.words == "a b\u3000c"


def test_letters_go_to_the_field_alone(rig: Rig) -> None:
    """While a field has the keyboard, letter keys are no shortcuts and Space presses nothing; Tab leaves it."""
    pressed: list[int] = []
    field = TextField(FRect(100, 100, 900, 80), lambda words: None)
    button = Button(FRect(100, 300, 300, 80), "Go", lambda: pressed.append(1))
    page = Page(rig, field, button)
    page.set_focus(field)
    rig.key(pygame.K_SPACE)
    rig.key(pygame.K_b)
    assert pressed == []
    rig.key(pygame.K_TAB)
    assert page.focus is button
    assert not field.focused


def test_scrolling(rig: Rig) -> None:
    """Wheel, Page Down and End move the rows; focus brings a row into view; it never leaves its content."""
    pressed: list[int] = []
    rows = [Button(FRect(0, i * 100, 300, 80), str(i), lambda i=i: pressed.append(i)) for i in range(30)]
    view = ScrollView(FRect(100, 100, 400, 500), rows)
    page = Page(rig, view)
    rig.key(pygame.K_PAGEDOWN)
    rig.run(0.5)
    assert view.offset.value == 425
    rig.key(pygame.K_END)
    rig.run(0.5)
    assert view.at_end
    assert view.offset.value == view.furthest == 2480
    page.set_focus(rows[0])
    rig.run(0.5)
    assert view.offset.value == 0
    rig.click((200, 240))
    assert pressed == [1]


def test_an_empty_view(rig: Rig) -> None:
    """A view without rows, or without height, is drawn and scrolled like any other."""
    for box in (FRect(100, 100, 400, 300), FRect(100, 100, 400, 0)):
        view = ScrollView(box)
        Page(rig, view)
        rig.key(pygame.K_END)
        assert (view.at_end, view.furthest) == (True, 0)


def test_what_is_scrolled_out_of_view_cannot_be_clicked(rig: Rig) -> None:
    """A row above the view's edge does not react, although its box lies there."""
    pressed: list[int] = []
    rows = [Button(FRect(0, i * 100, 300, 80), str(i), lambda i=i: pressed.append(i)) for i in range(30)]
    view = ScrollView(FRect(100, 300, 400, 500), rows)
    Page(rig, view)
    view.scroll(60, at_once=True)
    rig.click((200, 280))
    assert pressed == []


LABELS = (
    "Go on reading",
    "Wardrobe and presents for everybody on the street",
    "存下这一页，连同今天说过的话和没说出口的话",
    "Unabridgedcompoundwordswithoutend",
)


@pytest.mark.parametrize("words", LABELS)
def test_a_label_that_is_too_long_is_broken_or_smaller_and_never_cut(words: str) -> None:
    """All of a label is drawn within its box: on one line, else on two or smaller; single words stay whole."""
    pygame.init()
    lettering = Lettering(Scale(1.0))
    ink, room, height = Ink(size=40), 300.0, 80.0
    smaller = lettering.filling(words, ink, room, height)
    laid = lettering.paragraph(words, smaller, room, marked=False)
    assert "".join(laid.words()).replace(" ", "") == words.replace(" ", "")
    assert laid.lines * smaller.size * smaller.leading <= height
    assert max(laid.widths) <= room + 0.01
    assert smaller.size >= ink.size / 2


@given(st.text(alphabet="abcdefgh ", min_size=1, max_size=60), st.floats(80, 900))
def test_a_line_shrinks_no_further_than_it_must(words: str, room: float) -> None:
    """A line that fits keeps its size; one that does not becomes as wide as its room, or as small as can be read."""
    lettering = Lettering(Scale(1.0))
    ink = Ink(size=30)
    wide, smaller = lettering.width(words, ink), lettering.within(words, ink, room)
    if wide <= room:
        assert smaller == ink
    else:
        assert smaller.size == pytest.approx(max(ink.size * room / wide, ink.size * 0.72))


def test_rows_follow_the_finger(rig: Rig) -> None:
    """A finger that pulls scrolls and presses nothing; one that only wavers presses; a slider under it keeps it."""
    pressed: list[int] = []
    rows = [Button(FRect(0, i * 100, 300, 80), str(i), lambda i=i: pressed.append(i)) for i in range(1, 30)]
    slider = Slider(FRect(0, 0, 400, 80), "Speed", 0.5, lambda value: None)
    view = ScrollView(FRect(100, 100, 400, 500), [slider, *rows])
    Page(rig, view)
    for start, end in (((200, 440), (200, 250)), ((200, 440), (205, 430))):
        rig.press(start)
        rig.move(end, held=True)
        rig.release(end)
    assert abs(view.offset.value - 190) < 2
    assert pressed == [5]
    view.scroll(-999, at_once=True)
    rig.press(slider.track.center)
    rig.move((slider.track.right, slider.track.centery + 90), held=True)
    rig.release((slider.track.right, slider.track.centery + 90))
    assert (view.offset.value, slider.value) == (0, 1.0)
