"""What a proofreader would mark on the screens: words cut short, painted over, across an edge, or not translated."""

import itertools

import pygame
from pygame import FRect

from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screens.parts.buttonrow import button_row
from engine.desktop.theme import BUTTON, TITLE


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
