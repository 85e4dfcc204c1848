"""What colours tell is told by a shape or a word as well: switches, prices, evenings, locked and chosen things."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame
from desktop_home import home
from desktop_rig import playing
from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screens.ornaments import Drifts, Evening
from engine.desktop.text import Paragraph
from engine.desktop.theme import Colour
from engine.desktop.widgets import Slider, Toggle
from engine.desktop.window import Window
from engine.play.events import Buy


class Cues(Canvas):
    """Writes down the shapes and words that are drawn, whatever their colour."""

    def __init__(self, canvas: Canvas | None = None) -> None:
        scale = Scale(0.5)
        old = canvas or Canvas(pygame.Surface(scale.size, pygame.SRCALPHA), scale, Lettering(scale))
        super().__init__(old.surface, old.scale, old.lettering)
        self.signs: list[str] = []
        self.words: list[str] = []

    def ornament(
        self, name: str, centre: tuple[float, float], size: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        if alpha > 0:
            self.signs.append(name)
        super().ornament(name, centre, size, colour, alpha)

    def paragraph(self, laid: Paragraph, *given: Any, **how: Any) -> None:
        self.words += laid.words()
        super().paragraph(laid, *given, **how)


def told(draw: Callable[[Canvas], None]) -> tuple[list[str], list[str]]:
    """Shapes and words of what is drawn."""
    pygame.display.init()
    pygame.display.set_mode((16, 16))
    pygame.font.init()
    cues = Cues()
    draw(cues)
    return cues.signs, cues.words


def of_screen(window: Window) -> Cues:
    """The same of the whole screen."""
    cues = Cues(window.canvas)
    window.canvas = cues
    assert window.desk.top is not None
    window.desk.top.touch()
    window.frame()
    return cues


def test_a_switch_that_is_on_has_a_tick() -> None:
    """And none when it is off."""
    signs = {on: told(Toggle(FRect(0, 0, 600, 60), "Music", on, lambda _: None).draw)[0] for on in (False, True)}
    assert signs == {False: [], True: ["tick"]}


def test_a_slider_says_its_value() -> None:
    """In figures, beside where its knob stands."""
    assert "40%" in told(Slider(FRect(0, 0, 900, 60), "Music", 0.4, lambda _: None).draw)[1]


def test_evenings_that_have_gone_out_have_another_shape() -> None:
    """Two of five turns are left: two lanterns, three diamonds."""
    evening = Evening()
    evening.left, evening.most = 2, 5
    signs = told(evening.draw)[0]
    assert (signs.count("lantern"), signs.count("diamond")) == (2, 3)


def test_up_and_down_have_each_a_shape() -> None:
    """Hearts for what went up, a petal for what went down."""
    for up, sign in ((True, "heart"), (False, "petal")):
        drifts = Drifts()
        drifts.add((400, 400), up=up)
        drifts.tick(1.0)
        assert set(told(drifts.draw)[0]) == {sign}


def test_the_shop_says_what_is_missing_and_what_is_hers(tmp_path: Path) -> None:
    """150 petals are too few for the second night: 150 missing. What was bought is hers, with a tick."""
    with home(tmp_path) as opened:
        opened.rig.desk.prefer(reduced_motion=True)
        opened.rig.desk.open("shop")
        opened.rig.run(0.5)
        cues = of_screen(opened.rig.window)
        assert "150 missing" in cues.words
        assert "tick" not in cues.signs
        opened.game.sit().send(Buy(sku="skin.ren.winter", order="one"))
        opened.rig.desk.pop()
        opened.rig.desk.open("shop")
        opened.rig.run(0.5)
        cues = of_screen(opened.rig.window)
        assert "Yours" in cues.words
        assert "tick" in cues.signs


def test_a_locked_answer_has_a_lock_and_a_reason(tmp_path: Path) -> None:
    """The one that she cannot take is told apart by more than its shade."""
    with playing(tmp_path, reduced_motion=True, text_speed=0.0) as (rig, screen):
        rig.until(lambda: screen.choices is not None or screen.read_on(), 20)
        rig.run(1.0)
        cues = of_screen(rig.window)
        locked = [face.card.locked for face in screen.choices.faces if face.card.locked]
        assert locked
        assert cues.signs.count("lock") == len(locked)
        assert all(any(reason.startswith(words) for words in cues.words) for reason in locked)
