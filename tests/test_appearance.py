"""High contrast, the readable face and line spacing: what words and panels become, by their pixels."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_eye import Eye
from desktop_home import Home, home
from desktop_rig import playing
from hypothesis import given
from hypothesis import strategies as st

import engine.desktop
from engine.desktop import theme
from engine.desktop.appearance import ENOUGH, Appearance, luminance, ratio, stark_ink, stark_panel
from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screens.textbox import _glass, _plate
from engine.desktop.theme import BODY, NAME, Colour, Ink, Panel

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: (*rgb, 255))
STARK = Appearance(contrast=True)
PLAIN = Appearance()


def everything(kind: type) -> Iterator[tuple[str, object]]:
    """Every ink or panel that a module of the window names."""
    for found in pkgutil.walk_packages(engine.desktop.__path__, "engine.desktop."):
        module = importlib.import_module(found.name)
        yield from ((f"{found.name}.{name}", each) for name, each in vars(module).items() if isinstance(each, kind))


def is_ground(panel: Panel) -> bool:
    """Whether words may stand on it."""
    return not panel.bare and min(panel.top[3], panel.bottom[3]) >= 70


def is_dark(colour: Colour) -> bool:
    """Whether it is for light letters to stand on."""
    return luminance(colour) < 0.2


def test_the_measure_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and its published example #777 on white 4.48."""
    assert ratio((0, 0, 0, 255), (255, 255, 255, 255)) == pytest.approx(21)
    assert ratio((9, 9, 9, 255), (9, 9, 9, 255)) == 1
    assert ratio((0x77, 0x77, 0x77, 255), (255, 255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_every_ink_of_the_window_is_far_enough_from_every_ground_it_may_stand_on() -> None:
    """Light inks from all dark panels, dark inks from all light ones, in every state: hot, pressed, locked, off."""
    inks = [stark_ink(ink) for _, ink in everything(Ink)]
    panels = [stark_panel(panel) for _, panel in everything(Panel) if is_ground(panel)]
    assert len(inks) > 60
    assert len(panels) > 20
    for panel in panels:
        for ground in (panel.top, panel.bottom):
            assert ground[3] == 255
            for ink in inks:
                if is_dark(ink.colour) != is_dark(ground):
                    assert ratio(ink.colour, ground) >= ENOUGH, (ink, panel)


def test_states_of_a_button_are_told_by_their_edges_too() -> None:
    """What is hot, pressed or off has another edge than what is calm, so that brightness alone tells nothing."""
    calm, hot, down, off = map(stark_panel, (theme.BUTTON_BOX, theme.BUTTON_HOT, theme.BUTTON_DOWN, theme.BUTTON_OFF))
    assert calm.line < hot.line == down.line
    assert off.border[3] == 0
    assert stark_panel(theme.CARD_LOCKED).line < stark_panel(theme.CARD_HOT).line


@given(COLOURS)
def test_a_name_is_read_on_a_plate_of_any_colour(colour: Colour) -> None:
    """Whatever colour a writer gives a character, the name on the plate and the plate stay apart."""
    panel = stark_panel(_plate(colour))
    assert ratio(stark_ink(NAME).colour, panel.top) >= ENOUGH


@given(COLOURS, st.floats(0.3, 1.0))
def test_a_line_is_read_in_a_box_however_thin(colour: Colour, opacity: float) -> None:
    """The text box is solid in high contrast, whatever density she likes otherwise."""
    panel = stark_panel(_glass(opacity))
    ink = stark_ink(BODY.coloured(colour))
    assert panel.top[3] == panel.bottom[3] == 255
    assert is_dark(ink.colour) or ratio(ink.colour, panel.top) >= ENOUGH


def test_nothing_is_changed_for_who_does_not_ask() -> None:
    """Without high contrast inks and panels are drawn as designed."""
    assert PLAIN.ink(BODY) is BODY
    assert PLAIN.panel(theme.SHEET) is theme.SHEET


DOORS = (
    *("name", "load", "shop", "wardrobe", "history", "parents", "gallery", "album", "bonds"),
    *("chapters", "settings", "keys", "about"),
)


def white_pictures(tmp_path: Path) -> None:
    """Pictures on which no light letter could be read."""
    white = pygame.Surface((480, 270))
    white.fill((255, 255, 255))
    for name in ("backgrounds/hall", "title", "backgrounds/roof", "stills/lamps"):
        path = tmp_path / "art" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(white, path)


def least(opened: Home, eye: Eye) -> dict[str, float]:
    """Every word on the screen, drawn anew, that is too near to what is behind it."""
    eye.seen.clear()
    opened.top.touch()
    opened.rig.run()
    assert eye.seen
    return {seen.words: seen.ratio for seen in eye.seen if seen.ratio < ENOUGH}


def test_every_word_of_every_page_is_far_from_the_pixels_behind_it(tmp_path: Path) -> None:
    """In high contrast, over white pictures: the title, every page out of play, a line, a choice, the pause."""
    white_pictures(tmp_path)
    with home(tmp_path) as opened:
        opened.rig.desk.prefer(reduced_motion=True, high_contrast=True)
        opened.rig.run(0.3)
        eye = Eye(opened.rig)
        assert not least(opened, eye)
        for door in DOORS:
            opened.rig.desk.open(door)
            opened.rig.run(0.5)
            assert not least(opened, eye), door
            opened.rig.desk.pop()
            opened.rig.run(0.1)


def test_every_word_of_the_play_is_far_from_the_pixels_behind_it(tmp_path: Path) -> None:
    """A line of hers and his, a choice with a locked card, and a talk, over a white place."""
    white_pictures(tmp_path)
    with playing(tmp_path, reduced_motion=True, high_contrast=True, text_speed=0.0) as (rig, screen):
        rig.run(0.3)
        eye = Eye(rig)
        opened = Home(rig, None, None)  # type: ignore[arg-type]
        assert not least(opened, eye)
        rig.until(lambda: screen.choices is not None or screen.read_on(), 20)
        rig.run(1.0)
        assert not least(opened, eye)
        screen.choose(0)
        rig.until(lambda: screen.talk is not None or rig.key(pygame.K_RETURN), 20)
        rig.run(0.5)
        assert not least(opened, eye)


def test_every_word_of_an_evening_is_far_from_the_pixels_behind_it(tmp_path: Path) -> None:
    """Shop, choice, backlog, pause, a letter on paper and the ending, as they come; then the pages that hold them."""
    white_pictures(tmp_path)
    with home(tmp_path) as opened:
        opened.rig.desk.prefer(reduced_motion=True, high_contrast=True, text_speed=0.0)
        opened.enter()
        eye = Eye(opened.rig)

        def at(name: str) -> bool:
            return opened.names[-1] == name or getattr(opened.top, "choices", None) is not None

        for name, keys in (("Shop", (pygame.K_ESCAPE,)), ("", (pygame.K_b,)), ("Backlog", (pygame.K_ESCAPE,) * 2)):
            opened.read_to(lambda name=name: at(name))
            assert not least(opened, eye), name
            opened.press(*keys)
        assert opened.names[-1] == "Pause"
        assert not least(opened, eye)
        opened.press(pygame.K_ESCAPE, pygame.K_1)
        for name in ("Letter", "Ending"):
            opened.read_to(lambda name=name: opened.names[-1] == name)
            opened.rig.run(1.5)
            assert not least(opened, eye), name
            opened.rig.desk.pop()
        for door in ("gallery", "album", "load"):
            opened.rig.desk.open(door)
            opened.rig.run(0.5)
            assert not least(opened, eye), door
            opened.rig.desk.pop()


def test_the_eye_sees_what_is_too_faint(tmp_path: Path) -> None:
    """Without high contrast the same walk finds words that are too near to what is behind them."""
    white_pictures(tmp_path)
    with home(tmp_path) as opened:
        opened.rig.desk.prefer(reduced_motion=True)
        opened.rig.run(0.3)
        opened.rig.desk.open("keys")
        opened.rig.run(0.3)
        assert least(opened, Eye(opened.rig))


# ---------------------------------------------------------------- the readable face and the air between lines


def test_chinese_stays_with_the_sans_face() -> None:
    """In the readable face a Chinese character is as wide as in the sans face, a Latin word is not."""
    plain, readable = (Lettering(Scale(1.0), Appearance(readable=on)) for on in (False, True))
    sans = Ink(face="sans", size=40)
    assert readable.width("灯笼街。", BODY.sized(40)) == plain.width("灯笼街。", sans)
    assert readable.width("lantern", BODY.sized(40)) not in (plain.width("lantern", sans), plain.width("lantern", BODY))


def test_no_line_becomes_longer_by_the_readable_face() -> None:
    """So that whatever has room in the designed faces has room in it, stressed words included."""
    plain, readable = (Lettering(Scale(1.0), Appearance(readable=on)) for on in (False, True))
    words = "The kettle is on; do sit down, and tell me what the quay said at dusk."
    for ink in (BODY, theme.LABEL, theme.HEADING, theme.SLANT, theme.BUTTON):
        assert readable.width(words, ink) <= plain.width(words, ink)


def test_stress_is_bold_and_not_only_coloured() -> None:
    """In the readable face stressed words are set in another cut: wider, and never slanted."""
    readable = Lettering(Scale(1.0), Appearance(readable=True))
    assert readable.advances("always", BODY, True)[-1] > readable.advances("always", BODY)[-1]


def test_what_is_read_follows_size_and_spacing(tmp_path: Path) -> None:
    """The box, the cards of a choice, the backlog: each is higher with more air; a line keeps its words."""
    with playing(tmp_path, reduced_motion=True, text_speed=0.0) as (rig, screen):
        box = screen.theatre.box
        before, words = box.box.h, box._pages[0].words()
        rig.desk.prefer(line_spacing=1.4)
        rig.run(0.2)
        assert box.box.h > before * 0.9
        assert box.ink.leading == pytest.approx(BODY.leading * 1.4)
        assert box._pages[0].words() == words
        rig.until(lambda: screen.choices is not None or screen.read_on(), 20)
        wide = screen.choices.box.h
        rig.desk.prefer(line_spacing=1.0)
        rig.run(0.2)
        assert screen.choices.box.h < wide


def test_letters_change_while_the_play_is_open(tmp_path: Path) -> None:
    """The switches take effect in the same window at once, and back again to the same pixels."""
    with playing(tmp_path, reduced_motion=True, text_speed=0.0) as (rig, _):
        rig.run(0.5)
        before = rig.picture()
        seen = {before}
        for change in ({"readable_face": True}, {"high_contrast": True}):
            rig.desk.prefer(**change)
            rig.run(0.2)
            seen.add(rig.picture())
        rig.desk.prefer(readable_face=False, high_contrast=False)
        rig.run(0.2)
        assert len(seen) == 3
        assert rig.picture() == before
