"""How she likes letters and colours to be: high contrast, the readable face, the air between lines; draws nothing.

Contrast is that of WCAG 2: (lighter + 0.05) / (darker + 0.05) of relative luminances, from 1 to 21. In high contrast
every ground becomes nearly black or nearly white, and every ink far from it, so that any light ink on any dark ground
and any dark ink on any light ground reach `ENOUGH`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from engine.desktop.theme import CLEAR, Colour, Ink, Panel, mixed

ENOUGH = 7.0
"""The ratio that WCAG 2 calls enhanced contrast (level AAA)."""
_WANTED = 7.3
_BLACK: Colour = (6, 3, 14, 255)
_LIT: Colour = (66, 14, 58, 255)
_WHITE: Colour = (255, 255, 255, 255)
_LIGHT_INK = 0.13
"""Luminance from which an ink counts as light: the inks for paper are darker, all others lighter."""
_LIGHT_GROUND = 0.45
_LIT_GROUND = 0.045
_SEEN_THROUGH = 70
"""Panels less dense than this are a gleam upon something, not a ground for words."""


@dataclass(frozen=True)
class Appearance:
    """`spacing` widens the lines of what is read (1.0: as designed)."""

    contrast: bool = False
    readable: bool = False
    spacing: float = 1.0

    def ink(self, ink: Ink) -> Ink:
        """The ink as it is drawn."""
        return stark_ink(ink) if self.contrast else ink

    def panel(self, panel: Panel) -> Panel:
        """The panel as it is drawn."""
        return stark_panel(panel) if self.contrast else panel

    def sign(self, colour: Colour) -> Colour:
        """The colour of a small shape as it is drawn."""
        return stark_colour(colour) if self.contrast else colour


AS_DESIGNED = Appearance()


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 (black) to 1 (white); WCAG 2.2, from sRGB."""
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def ratio(one: Colour, other: Colour) -> float:
    """Contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=512)
def stark_colour(colour: Colour) -> Colour:
    """The nearest colour of its hue that is far enough from every ground it may stand on."""
    light = luminance(colour) >= _LIGHT_INK
    ground, end = (_LIT, _WHITE) if light else (_WHITE, _BLACK)
    for share in range(21):
        found = mixed((*colour[:3], 255), end, share / 20)
        if ratio(found, ground) >= _WANTED:
            break
    return (*found[:3], 255 if colour[3] >= _SEEN_THROUGH else colour[3])


@lru_cache(maxsize=512)
def stark_ink(ink: Ink) -> Ink:
    """The ink in such a colour; its halo is dark behind light letters and none behind dark ones."""
    colour = stark_colour(ink.colour)
    shade = CLEAR if luminance(colour) < _LIGHT_INK or not ink.shade[3] else (*_BLACK[:3], ink.shade[3])
    return replace(ink, colour=colour, shade=shade)


def _ground(top: Colour, bottom: Colour) -> Colour:
    mean = (luminance(top) + luminance(bottom)) / 2
    if mean >= _LIGHT_GROUND:
        return _WHITE
    return _LIT if mean >= _LIT_GROUND else _BLACK


@lru_cache(maxsize=256)
def stark_panel(panel: Panel) -> Panel:
    """A solid panel with a plain, bright edge; what only gleams, frames or fills (a knob, say) stays what it is."""
    edge = stark_colour(panel.border) if panel.border[3] >= _SEEN_THROUGH else CLEAR
    if panel.bare or max(panel.top[3], panel.bottom[3]) < _SEEN_THROUGH:
        return replace(panel, border=edge)
    ground = _ground(panel.top, panel.bottom)
    if ground == _WHITE and edge[3]:
        edge = stark_colour((*_BLACK[:3], 255))
    line = max(panel.line, 4.0 if ground == _LIT else 2.4) if edge[3] else 0.0
    plain = replace(panel, top=ground, bottom=ground, border=edge, line=line)
    return replace(plain, sheen=0.0, weave=0.0, inner=0.0, corners=())


def plate() -> Panel:
    """What is laid behind words that would stand on a picture."""
    return Panel(top=_BLACK, bottom=_BLACK, border=CLEAR, radius=10, line=0, shadow=0)
