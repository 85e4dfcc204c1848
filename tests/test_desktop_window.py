"""The window itself: sizes, full screen, screens in front of screens, preferences, what is drawn when."""

from dataclasses import replace
from pathlib import Path

import pygame
import pytest
from desktop_rig import Rig, playing, window
from hypothesis import given
from hypothesis import strategies as st
from pygame import FRect, Rect

from engine.desktop import paint, theme
from engine.desktop.canvas import Canvas
from engine.desktop.display import prepare
from engine.desktop.preferences import PreferenceFile, Preferences
from engine.desktop.scale import HEIGHT, WIDTH, Scale, fit
from engine.desktop.screen import Screen
from engine.desktop.theme import Panel

WHITE = (255, 255, 255, 255)


class Sheet(Screen):
    """A plain screen of one colour that counts how often it is closed."""

    colour = (10, 200, 30, 255)

    def __init__(self, rig: Rig, behind: str = "nothing") -> None:
        super().__init__(rig.desk)
        self.behind = behind
        self.ends = 0

    def closed(self) -> None:
        super().closed()
        self.ends += 1

    def draw(self, canvas: Canvas) -> None:
        box = FRect(0, 0, WIDTH, HEIGHT) if self.behind == "nothing" else FRect(800, 400, 320, 280)
        canvas.fill(box, self.colour)


@given(st.integers(1280, 7680), st.integers(720, 4320))
def test_the_picture_fits_every_window(width: int, height: int) -> None:
    """The picture is in the middle, as large as it can be, and the mouse is found where it points."""
    scale = fit((width, height))
    assert scale.size[0] <= width + 1
    assert scale.size[1] <= height + 1
    assert abs(scale.size[0] - width) <= 1 or abs(scale.size[1] - height) <= 1
    x, y = scale.units((scale.left + scale.size[0] / 2, scale.top + scale.size[1] / 2))
    assert (x, y) == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=1)


@given(st.floats(0, 900), st.floats(0, 900), st.floats(1, 900), st.floats(0.3, 4))
def test_neighbours_touch_at_every_scale(x: float, y: float, width: float, factor: float) -> None:
    """Two boxes that touch in units touch in pixels too, without a gap or an overlap."""
    scale = Scale(factor)
    one, other = FRect(x, y, width, 50), FRect(x + width, y, 100, 50)
    assert abs(scale.rect(one).right - scale.rect(other).left) <= 1
    assert scale.rect(FRect(0, 0, width, 1)).right == scale.px(FRect(0, 0, width, 1).right)


def test_input_windows_are_switched_on() -> None:
    """SDL is told to show the candidates of input methods before it starts."""
    import os

    prepare()
    assert os.environ["SDL_IME_SHOW_UI"] == "1"


def test_bars_keep_the_shape(tmp_path: Path) -> None:
    """In a window of another shape the picture keeps its own, between black bars."""
    with window(tmp_path, (1600, 1200)) as rig:
        rig.desk.push(Sheet(rig))
        rig.run(0.5)
        surface = pygame.display.get_surface()
        assert surface.get_at((800, 600))[:3] == Sheet.colour[:3]
        assert surface.get_at((800, 100))[:3] == (0, 0, 0)
        assert surface.get_at((800, 1100))[:3] == (0, 0, 0)


def test_a_resting_window_draws_nothing(tmp_path: Path) -> None:
    """One picture is enough while nothing moves; `touch` has exactly its box drawn again."""
    with window(tmp_path) as rig:
        sheet = Sheet(rig)
        rig.desk.push(sheet)
        rig.run(1)
        drawn = rig.window.drawn
        rig.run(1)
        assert rig.window.drawn == drawn
        sheet.touch(FRect(300, 300, 150, 150))
        rig.run()
        assert rig.window.drawn == drawn + 1
        assert rig.window.last_damage.w < 120


def test_a_screen_in_front_shows_the_one_behind(tmp_path: Path) -> None:
    """Behind a dialogue the screen below is seen, darker; closing it brings the screen back as it was."""
    with window(tmp_path) as rig:
        below, front = Sheet(rig), Sheet(rig, "dimmed")
        front.colour = WHITE
        rig.desk.push(below)
        rig.run(0.5)
        clear = rig.window.canvas.surface.get_at((100, 100))
        rig.desk.push(front)
        rig.run(0.5)
        dim = rig.window.canvas.surface.get_at((100, 100))
        assert rig.window.canvas.surface.get_at((640, 360))[:3] == WHITE[:3]
        assert 0 < dim.g < clear.g
        rig.key(pygame.K_ESCAPE)
        rig.run(0.5)
        assert rig.window.canvas.surface.get_at((100, 100)) == clear
        assert (front.ends, below.ends, rig.desk.top) == (1, 0, below)


def test_a_new_screen_fades_in(tmp_path: Path) -> None:
    """From one screen to the next there is a fade, and none when motion is reduced."""
    with window(tmp_path) as rig:
        other = Sheet(rig)
        other.colour = WHITE
        rig.desk.push(Sheet(rig))
        rig.run(0.5)
        rig.desk.push(other)
        rig.run(0.05)
        assert rig.window.canvas.surface.get_at((100, 100))[:3] != WHITE[:3]
        rig.run(0.5)
        assert rig.window.canvas.surface.get_at((100, 100))[:3] == WHITE[:3]
        rig.desk.prefer(reduced_motion=True)
        rig.desk.push(Sheet(rig))
        rig.run()
        assert rig.window.canvas.surface.get_at((100, 100))[:3] == Sheet.colour[:3]


def test_closing_the_last_screen_or_the_window_ends_it(tmp_path: Path) -> None:
    """Leaving the last screen closes the window, and so does the window's own button."""
    with window(tmp_path) as rig:
        rig.desk.push(Sheet(rig))
        rig.key(pygame.K_ESCAPE)
        assert rig.desk.closing
    with window(tmp_path) as rig:
        rig.desk.push(Sheet(rig))
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        rig.run()
        assert rig.desk.closing


def test_full_screen_by_keys_is_kept(tmp_path: Path) -> None:
    """F11 and Alt-Enter switch full screen; the choice is a preference that lasts."""
    kept = tmp_path / "preferences.json"
    with window(tmp_path, preferences=kept) as rig:
        rig.desk.push(Sheet(rig))
        rig.run(0.2)
        rig.key(pygame.K_F11)
        rig.run(0.2)
        assert rig.desk.preferences.full_screen
        assert PreferenceFile(kept).read().full_screen
        rig.key(pygame.K_RETURN, pygame.KMOD_LALT)
        rig.run(0.2)
        assert not rig.desk.preferences.full_screen
        assert pygame.display.get_window_size() == (1280, 720)


def test_preferences_last(tmp_path: Path) -> None:
    """What is written is read again, in a folder that did not exist."""
    file = PreferenceFile(tmp_path / "deep" / "preferences.json")
    liked = Preferences(text_size=1.4, music=0.2, language="zh_CN", reduced_motion=True)
    file.write(liked)
    assert (file.read(), file.complaint) == (liked, None)


@pytest.mark.parametrize("content", [b"", b"{", b'{"text_size": 90}', b'{"music": "loud"}', b"\xff\xfe"])
def test_a_spoilt_preference_file_is_no_catastrophe(tmp_path: Path, content: bytes) -> None:
    """A broken or absurd file gives the defaults and one sentence that names the file."""
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    file = PreferenceFile(path)
    assert file.read() == Preferences()
    assert file.complaint is not None
    assert file.complaint.startswith("preferences.json: ")


def test_a_preference_changes_what_is_seen(tmp_path: Path) -> None:
    """Larger text is drawn larger at once, with the same line on the screen."""
    with playing(tmp_path) as (rig, screen):
        rig.run(6)
        before, height = rig.picture(), screen.theatre.box.box.h
        rig.desk.prefer(text_size=1.8)
        rig.run(0.2)
        assert rig.picture() != before
        assert screen.theatre.box.box.h > height
        assert screen.theatre.box.finished


def test_a_toast_comes_and_goes(tmp_path: Path) -> None:
    """A short word appears at the upper edge and leaves the picture as it was."""
    with window(tmp_path) as rig:
        rig.desk.push(Sheet(rig))
        rig.run(0.5)
        bare = rig.picture()
        rig.desk.say("Kept")
        rig.run(0.5)
        assert rig.picture() != bare
        rig.run(3)
        assert rig.picture() == bare
        assert not rig.window.moving


@pytest.mark.parametrize("words", ["\ud800", "\x00", "a\u200bb", "🙂", "\n\n", "", " "])
def test_any_text_can_be_drawn(tmp_path: Path, words: str) -> None:
    """Half characters, controls and what no font has are drawn as something or nothing."""
    with window(tmp_path) as rig:
        canvas = rig.window.canvas
        box = canvas.text(words, (100, 100), theme.BODY, room=500)
        assert box.w == pytest.approx(rig.desk.lettering.width(words.replace("\n", ""), theme.BODY), abs=60)
        canvas.prose(words, FRect(100, 300, 500, 200), theme.SLANT)
        canvas.prose(words, FRect(100, 300, 500, 200), theme.SMALL, marked=False, align="center")


def test_an_eased_number_arrives() -> None:
    """It starts where it is, never overshoots, and ends exactly at its target."""
    eased = theme.Eased(2.0, 0.5)
    eased.toward(5.0)
    seen = [eased.value]
    while eased.tick(0.04):
        seen.append(eased.value)
    assert (seen[0], seen[-1]) == (2.0, 5.0)
    assert seen == sorted(seen)


def test_panels_are_adorned_where_their_style_says_so() -> None:
    """Waves lie on the upper part and fade, a flourish stands in its corner alone, and small panels stay plain."""
    plain = Panel(radius=10, inner=6, shadow=0)
    bare = paint.panel((400, 300), plain, 1.0)[0]
    woven = paint.panel((400, 300), replace(plain, weave=0.3), 1.0)[0]
    assert differing(bare, woven, Rect(40, 20, 320, 80)) > 500
    assert differing(bare, woven, Rect(40, 240, 320, 40)) == 0
    turned = paint.panel((400, 300), replace(plain, corners=("lower right",), flourish=60), 1.0)[0]
    assert differing(bare, turned, Rect(320, 220, 80, 80)) > 50
    assert differing(bare, turned, Rect(0, 0, 300, 200)) == 0
    small = paint.panel((100, 60), replace(plain, corners=("lower right",), flourish=60), 1.0)[0]
    assert differing(paint.panel((100, 60), plain, 1.0)[0], small, Rect(0, 0, 100, 60)) == 0


def differing(one: pygame.Surface, other: pygame.Surface, box: Rect) -> int:
    """How many pixels of the box are not the same."""
    places = [(x, y) for x in range(box.left, box.right) for y in range(box.top, box.bottom)]
    return sum(one.get_at(place) != other.get_at(place) for place in places)
