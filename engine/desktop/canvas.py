"""Where screens draw: shapes, pictures and lettering given in design units, put crisp on the window's pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pygame
from pygame import FRect, Surface

from engine.desktop import paint
from engine.desktop.appearance import plate
from engine.desktop.lettering import Blit, Lettering, Set
from engine.desktop.scale import Scale
from engine.desktop.text import Glyph, Paragraph, is_wide
from engine.desktop.theme import Colour, Ink, Panel, faded, mixed

_RUBY_SIZE = 0.46
_WHOLE = FRect(0, 0, 1920, 1080)


class Canvas:
    """One window's picture. Set `alpha` of inks and panels rather than of the canvas."""

    def __init__(self, surface: Surface, scale: Scale, lettering: Lettering) -> None:
        self.surface = surface
        self.scale = scale
        self.lettering = lettering
        self._grounds: list[tuple[FRect, bool]] = []
        self._within = _WHOLE

    @property
    def stark(self) -> bool:
        """Whether all is drawn in high contrast."""
        return self.lettering.appearance.contrast

    def begin(self, *, solid: bool = False) -> None:
        """A picture is drawn anew from its ground, on which words may stand as they are when it is `solid`."""
        self._grounds = [(_WHOLE, solid)]

    def _grounded(self, box: FRect) -> bool:
        """Whether words in this box stand on one solid ground, and on no picture."""
        ends = (box.midleft, box.midright)
        for ground, solid in reversed(self._grounds):
            if all(ground.collidepoint(end) for end in ends):
                return solid
            if not solid and ground.colliderect(box):
                return False
        return False

    @contextmanager
    def clipped(self, box: FRect) -> Iterator[None]:
        """Within, nothing is drawn outside of the box."""
        before, around = self.surface.get_clip(), self._within
        self.surface.set_clip(before.clip(self.scale.rect(box)))
        self._within = around.clip(box)
        try:
            yield
        finally:
            self.surface.set_clip(before)
            self._within = around

    # -------------------------------------------------- shapes

    def panel(self, box: FRect, style: Panel, alpha: float = 1.0) -> None:
        """A rounded panel with its border and shadow."""
        if self.stark:
            style = self.lettering.appearance.panel(style)
            if min(style.top[3], style.bottom[3]) >= 255 and alpha > 0:
                self._grounds.append((FRect(box), True))
        place = self.scale.rect(box)
        picture, spread = paint.panel(place.size, style, self.scale.factor)
        self._blit(picture, (place.x - spread, place.y - spread), alpha)

    def _blit(self, picture: Surface, at: tuple[int, int], alpha: float) -> None:
        if alpha >= 1.0:
            self.surface.blit(picture, at)
        elif alpha > 0.0:
            picture.set_alpha(round(255 * alpha))
            self.surface.blit(picture, at)
            picture.set_alpha(255)

    def fill(self, box: FRect, colour: Colour) -> None:
        """A plain box, blended when its colour is transparent."""
        place = self.scale.rect(box)
        if colour[3] >= 255:
            if self.stark:
                self._grounds.append((FRect(box), True))
            self.surface.fill(colour, place)
        else:
            self.surface.blit(paint.shade(place.size, colour, colour), place)

    def gradient(self, box: FRect, top: Colour, bottom: Colour) -> None:
        """A vertical gradient."""
        place = self.scale.rect(box)
        self.surface.blit(paint.shade(place.size, top, bottom), place)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: Colour, width: float = 1.5) -> None:
        """A straight hairline along an axis."""
        colour = self.lettering.appearance.sign(colour)
        box = FRect(min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1]))
        place = self.scale.rect(box)
        place.w, place.h = max(place.w, self.scale.thin(width)), max(place.h, self.scale.thin(width))
        self.surface.blit(paint.shade(place.size, colour, colour), place)

    def rule(self, centre: tuple[float, float], half: float, colour: Colour) -> None:
        """A hairline that fades to both sides with a small diamond in the middle."""
        colour = self.lettering.appearance.sign(colour)
        height = self.scale.thin(1.6)
        width = self.scale.px(half)
        strip = pygame.transform.rotate(paint.gradient((height, width), faded(colour, 0), colour), 90)
        x, y = self.scale.point(centre)
        gap = self.scale.px(16)
        self.surface.blit(strip, (x - gap - width, y - height // 2))
        self.surface.blit(pygame.transform.flip(strip, True, False), (x + gap, y - height // 2))
        self.ornament("diamond", centre, 18, colour)

    def ornament(
        self, name: str, centre: tuple[float, float], size: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """A small shape of `paint.SHAPES`, `size` units wide."""
        side = max(2, self.scale.px(size))
        colour = self.lettering.appearance.sign(colour)
        x, y = self.scale.point(centre)
        self._blit(paint.ornament(name, side, colour), (x - side // 2, y - side // 2), alpha)

    def glow(self, centre: tuple[float, float], radius: float, colour: Colour, alpha: float = 1.0) -> None:
        """A round soft light."""
        reach = max(2, self.scale.px(radius))
        x, y = self.scale.point(centre)
        self._blit(paint.glow(reach, colour), (x - reach, y - reach), alpha)

    def image(self, picture: Surface, box: FRect, alpha: float = 1.0) -> None:
        """A picture that already has the pixel size of its box."""
        if self.stark:
            size = (picture.get_width() / self.scale.factor, picture.get_height() / self.scale.factor)
            self._grounds.append((FRect(box.topleft, size).clip(self._within), False))
        self._blit(picture, self.scale.point((box.x, box.y)), alpha)

    # -------------------------------------------------- lettering

    def text(
        self,
        words: str,
        at: tuple[float, float],
        ink: Ink,
        *,
        align: str = "left",
        room: float | None = None,
        alpha: float = 1.0,
    ) -> FRect:
        """One line of text. `at` is its upper left, upper middle or upper right; beyond `room` it is drawn smaller, and
        cut with an ellipsis only where it would become too small to read.
        """
        top, shown = at[1], words
        if room is not None:
            smaller = self.lettering.within(words, ink, room)
            top += (ink.size - smaller.size) * ink.leading / 2
            ink, shown = smaller, self.fitted(words, smaller, room)
        laid = self.lettering.paragraph(shown, ink, 1e9, marked=False)
        width = laid.widths[0] if laid.widths else 0.0
        left = at[0] - {"left": 0.0, "center": width / 2, "right": width}[align]
        self.paragraph(laid, (left, top), ink, alpha=_even(alpha))
        return FRect(left, top, width, ink.size * ink.leading)

    def fitted(self, words: str, ink: Ink, room: float) -> str:
        """The text, cut with an ellipsis when it is wider than `room`."""
        if not words or self.lettering.width(words, ink) <= room:
            return words
        while words and self.lettering.width(words + "…", ink) > room:
            words = words[:-1]
        return words.rstrip() + "…"

    def centred(self, words: str, box: FRect, ink: Ink) -> None:
        """Text in the middle of a box: on one line, else smaller or on several, whichever keeps it larger."""
        room = box.w - 12
        smaller = self.lettering.filling(words, ink, room, box.h)
        laid = self.lettering.paragraph(words, smaller, room, marked=False)
        top = box.centery - laid.lines * smaller.size * smaller.leading / 2
        self.paragraph(laid, (box.x + 6, top), smaller, align="center", room=room)

    def prose(
        self, words: str, box: FRect, ink: Ink, *, marked: bool = True, align: str = "left", alpha: float = 1.0
    ) -> float:
        """Text broken into lines in a box (it may run out below); returns its height in units."""
        laid = self.lettering.paragraph(words, ink, box.w, marked=marked)
        self.paragraph(laid, (box.x, box.y), ink, align=align, room=box.w, alpha=_even(alpha))
        return laid.lines * ink.size * ink.leading

    def paragraph(
        self,
        laid: Paragraph,
        at: tuple[float, float],
        ink: Ink,
        *,
        count: int | None = None,
        alpha: Callable[[int], float] | None = None,
        align: str = "left",
        room: float = 0.0,
    ) -> None:
        """A laid-out text, its first `count` glyphs, each with its own opacity."""
        ink = ink.narrowed(laid.latin)
        if self.stark and laid.glyphs:
            self._ground_words(laid, at, ink, align, room, alpha(0) if alpha is not None and count is None else 1.0)
        shown = laid.glyphs if count is None else laid.glyphs[:count]
        shift = [self._shift(width, align, room) for width in laid.widths]

        def places() -> list[tuple[float, float]]:
            return [(at[0] + shift[g.line] + g.x, at[1] + g.line * ink.size * ink.leading) for g in shown]

        if alpha is None and len(shown) == len(laid.glyphs):
            self._stand((laid, at, ink, align, room), shown, places)
        else:
            self._appear(shown, places(), ink, alpha)
        if any(glyph.emphasis for glyph in shown):
            self._dots(shown, places(), ink)
        self._readings(laid, len(shown), at, shift, ink)

    def _stand(self, text: Set, shown: Sequence[Glyph], places: Callable[[], list[tuple[float, float]]]) -> None:
        """All of a text, as it stood there before: halos first, letters over them."""

        def place() -> list[Blit]:
            solid, at, ink = [True] * len(shown), places(), text[2]
            return [*self._halos(shown, at, solid, ink), *self._letters(shown, at, solid, ink)]

        self.surface.fblits(self.lettering.settled(text, place))

    def _appear(
        self,
        shown: Sequence[Glyph],
        places: list[tuple[float, float]],
        ink: Ink,
        alpha: Callable[[int], float] | None,
    ) -> None:
        """A text whose letters have each their own opacity."""
        solid = [alpha is None or alpha(i) >= 1.0 for i in range(len(shown))]
        self.surface.fblits(self._halos(shown, places, solid, ink))
        self.surface.fblits(self._letters(shown, places, solid, ink))
        for i, glyph in enumerate(shown):
            if not solid[i] and alpha is not None and not glyph.char.isspace():
                self._fading(glyph, places[i], ink, alpha(i))

    def _ground_words(
        self, laid: Paragraph, at: tuple[float, float], ink: Ink, align: str, room: float, alpha: float
    ) -> None:
        """Lay a plate behind words that would stand on a picture."""
        width = max(laid.widths)
        left = at[0] + self._shift(width, align, room)
        box = FRect(left, at[1], width, laid.lines * ink.size * ink.leading)
        if not self._grounded(box):
            self.panel(box.inflate(24, 4), plate(), alpha)

    @staticmethod
    def _shift(width: float, align: str, room: float) -> float:
        return {"left": 0.0, "center": (room - width) / 2, "right": room - width}[align]

    def _halos(
        self, shown: Sequence[Glyph], places: list[tuple[float, float]], solid: list[bool], ink: Ink
    ) -> list[Blit]:
        margin = self.lettering.margin(ink)
        if not margin:
            return []
        blits = list[Blit]()
        for glyph, place, ready in zip(shown, places, solid, strict=True):
            halo = self.lettering.glyph(glyph.char, ink, glyph.emphasis)[1]
            if ready and halo is not None and not glyph.char.isspace():
                x, y = self._letter_place(glyph, place, ink)
                blits.append((halo, (x - margin, y - margin)))
        return blits

    def _letters(
        self, shown: Sequence[Glyph], places: list[tuple[float, float]], solid: list[bool], ink: Ink
    ) -> list[Blit]:
        return [
            (self.lettering.glyph(glyph.char, ink, glyph.emphasis)[0], self._letter_place(glyph, place, ink))
            for glyph, place, ready in zip(shown, places, solid, strict=True)
            if ready and not glyph.char.isspace()
        ]

    def _letter_place(self, glyph: Glyph, place: tuple[float, float], ink: Ink) -> tuple[int, int]:
        x, y = self.scale.point(place)
        overhang = self.lettering.overhang(ink, glyph.char, glyph.emphasis)
        return x + overhang, y + self.lettering.rise(ink, glyph.char)

    def _fading(self, glyph: Glyph, place: tuple[float, float], ink: Ink, alpha: float) -> None:
        letter, halo = self.lettering.glyph(glyph.char, ink, glyph.emphasis)
        margin = self.lettering.margin(ink)
        x, y = self._letter_place(glyph, place, ink)
        for picture, shift in ((halo, margin), (letter, 0)):
            if picture is not None:
                picture.set_alpha(round(255 * alpha))
                self.surface.blit(picture, (x - shift, y - shift))
                picture.set_alpha(255)

    def _dots(self, shown: Sequence[Glyph], places: list[tuple[float, float]], ink: Ink) -> None:
        """Chinese is stressed by a dot under the character, never by a slant."""
        for glyph, (x, y) in zip(shown, places, strict=True):
            if glyph.emphasis and is_wide(glyph.char) and glyph.char.isalnum():
                colour = mixed(ink.colour, (255, 198, 122, 255), 0.8)
                self.ornament("petal", (x + ink.size / 2, y + ink.size * (ink.leading / 2 + 0.56)), 7, colour)

    def _readings(
        self, laid: Paragraph, count: int, at: tuple[float, float], shift: list[float], ink: Ink
    ) -> None:
        small = ink.sized(ink.size * _RUBY_SIZE)
        for ruby in laid.rubies:
            if ruby.after < count:
                top = at[1] + ruby.line * ink.size * ink.leading + ink.size * (ink.leading / 2 - 0.62)
                x = at[0] + shift[ruby.line] + ruby.x
                self.text(ruby.text, (x, top - small.size * small.leading * 0.62), small, align="center")


def _even(alpha: float) -> Callable[[int], float] | None:
    return None if alpha >= 1.0 else lambda _: alpha
