"""The window: events in, pictures out, sixty times a second while something moves and hardly ever when nothing does."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame
from pygame import FRect, Rect, Surface

from engine.desktop import scale as scaling
from engine.desktop.anywhere import Anywhere
from engine.desktop.canvas import Canvas
from engine.desktop.desk import TOAST_SECONDS, Desk, Toast
from engine.desktop.display import set_mode, shown
from engine.desktop.gamepad import Gamepads
from engine.desktop.happenings import Happening, KeyDown, Moved, Pressed, read
from engine.desktop.lettering import Lettering
from engine.desktop.screen import Screen
from engine.desktop.theme import (
    AMBER,
    CARD,
    LABEL,
    NIGHT,
    SCREEN_FADE,
    VEIL,
    Eased,
    ease_both,
)
from engine.desktop.widgets import TextField

FRAMES = 60
RESTING = 30
"""Looks a second at what the player does while nothing moves. (Waiting for an event inside SDL costs more.)"""
LONGEST_STEP = 0.1
"""A frame that came later than this many seconds after the one before counts as this long."""


class Window:
    """Runs a desk until it closes. `clock` gives seconds that never go back; `meet` gets what failed in a frame (None:
    it is raised); `leave` is called when she closes the window (None: it closes at once).
    """

    def __init__(
        self,
        desk: Desk,
        *,
        clock: Callable[[], float] = time.perf_counter,
        meet: Callable[[Exception], None] | None = None,
        leave: Callable[[], None] | None = None,
    ) -> None:
        self.desk = desk
        self._leave = leave if leave is not None else desk.quit
        self._meet = meet
        self.drawn = 0
        """Pictures drawn so far."""
        self.last_damage = Rect(0, 0, 0, 0)
        self._clock = clock
        self._pace = pygame.time.Clock()
        self._gamepads = Gamepads()
        self._anywhere = Anywhere(desk, lambda: self.canvas.surface)
        self._before = clock()
        self._windowed = pygame.display.get_window_size()
        self._full = pygame.display.is_fullscreen()
        self._old: Surface | None = None
        self._fade = Eased(1.0, SCREEN_FADE, ease_both)
        self._behind: tuple[object, Surface] | None = None
        self.canvas: Canvas
        self._fit()

    # -------------------------------------------------- size

    def _fit(self) -> None:
        """Take the window's present size as it is."""
        surface = shown()
        scale = scaling.fit(surface.get_size())
        if scale != self.desk.scale or self.desk.lettering.scale != scale:
            self.desk.scale = scale
            self.desk.lettering = Lettering(scale, self.desk.lettering.appearance)
            self.desk.assets.forget_sizes()
        self._fitted = surface.get_size()
        self._canvas_anew()
        for screen in self.desk.stack:
            screen.resized()
            screen.touch()

    def _fit_anew(self) -> None:
        """The window has another size than before: what lies around the picture is black."""
        shown().fill((0, 0, 0))
        self._fit()
        pygame.display.flip()

    def _canvas_anew(self) -> None:
        surface, scale = shown(), self.desk.scale
        picture = Rect(scale.left, scale.top, *scale.size).clip(surface.get_rect())
        self.canvas = Canvas(surface.subsurface(picture), scale, self.desk.lettering)
        self._old = self._behind = None

    def _follow_full_screen(self) -> None:
        wanted, self.desk.wants_full_screen = self.desk.wants_full_screen, None
        if wanted is None or wanted == self._full:
            return
        if wanted:
            self._windowed = pygame.display.get_window_size()
        self._full = wanted
        set_mode(self._windowed, wanted)
        self._fit_anew()

    # -------------------------------------------------- the loop

    def run(self) -> None:
        """Until the desk closes."""
        while not self.desk.closing:
            self._rest()
            self.frame()
        while self.desk.stack:
            self.desk.stack.pop().closed()

    def _rest(self) -> None:
        self._pace.tick(FRAMES if self.moving else RESTING)

    @property
    def moving(self) -> bool:
        """Whether the next picture should come within a sixtieth of a second."""
        top = self.desk.top
        return bool(top and top.restless) or self._old is not None or bool(self.desk.toasts)

    def frame(self) -> bool:
        """Hear what happened, let time pass, draw what changed; True when something was drawn."""
        if self._meet is None:
            return self._frame()
        try:
            return self._frame()
        except Exception as fault:  # whatever failed, she must not lose what she did
            self._meet(fault)
            self._canvas_anew()
            return False

    def _frame(self) -> bool:
        self._hear()
        now = self._clock()
        seconds, self._before = min(LONGEST_STEP, max(0.0, now - self._before)), now
        self._follow_full_screen()
        if self.canvas.lettering is not self.desk.lettering:
            self._canvas_anew()
        top = self.desk.top
        if top is None or self.desk.closing:
            return False
        top.pass_time(seconds)
        self._pass_toasts(seconds)
        self._pass_overlay(seconds)
        self._turn(seconds)
        self.desk.speech.flush()
        return self._draw()

    def _hear(self) -> None:
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                self._leave()
            elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
                self._resized()
            elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.VIDEOEXPOSE):
                if self.desk.top is not None:
                    self.desk.top.touch()
            elif self.desk.top is not None and (happening := self._read(event)) is not None:
                self._follow_hand(happening)
                self._pass_on(happening, self.desk.top)

    def _pass_on(self, happening: Happening, top: Screen) -> None:
        """To what is the same everywhere, to what lies over the screen, to the screen."""
        if self._is_elsewhere(happening, top):
            top.touch()
        else:
            top.hear(happening)

    def _is_elsewhere(self, happening: Happening, top: Screen) -> bool:
        """Whether it was for no screen; never a key that an input method, or the choosing of keys, waits for."""
        if top.raw or (isinstance(top.focus, TextField) and top.focus.busy):
            return False
        if isinstance(happening, KeyDown) and self._anywhere.hear(happening, typing=top.typing):
            return True
        return self.desk.overlay is not None and self.desk.overlay.hear(happening)

    def _follow_hand(self, happening: Happening) -> None:
        """Whether she uses keys or the pointer."""
        if isinstance(happening, KeyDown | Pressed):
            self.desk.keys = isinstance(happening, KeyDown)

    def _read(self, event: pygame.event.Event) -> Happening | None:
        found = self._gamepads.read(event) or read(event, self.desk.scale)
        top = self.desk.top
        if found is None or top is None or top.raw:
            return found
        return self.desk.keymap.heard(found, typing=top.typing)

    def _resized(self) -> None:
        if shown().get_size() != self._fitted:
            self._fit_anew()

    # -------------------------------------------------- changing screens

    def _turn(self, seconds: float) -> None:
        """When another screen is in front, fade to it from the last picture."""
        top = self.desk.top
        if self.desk.turned and top is not None:
            self.desk.turned = False
            top.hear(Moved(self.desk.scale.units(pygame.mouse.get_pos())))
            top.touch()
            self._behind = None
            if self.drawn and not self.desk.preferences.reduced_motion:
                self._old = self.canvas.surface.copy()
                self._fade = Eased(0.0, SCREEN_FADE, ease_both)
                self._fade.toward(1.0)
        elif self._old is not None and top is not None:
            top.touch()
            if not self._fade.tick(seconds):
                self._old = None

    def _pass_toasts(self, seconds: float) -> None:
        for toast in list(self.desk.toasts):
            toast.age += seconds
            if toast.age > TOAST_SECONDS:
                self.desk.toasts.remove(toast)
            if self.desk.top is not None:
                self.desk.top.touch(FRect(60, 0, 1800, 260))

    def _pass_overlay(self, seconds: float) -> None:
        if self.desk.overlay is not None and self.desk.overlay.tick(seconds) and self.desk.top is not None:
            self.desk.top.touch()

    # -------------------------------------------------- drawing

    def _draw(self) -> bool:
        top = self.desk.top
        if top is None or top.damage is None:
            return False
        surface = self.canvas.surface
        place = self.desk.scale.cover(top.damage).clip(surface.get_rect())
        top.damage = None
        surface.set_clip(place)
        self._picture(len(self.desk.stack) - 1)
        for number, toast in enumerate(self.desk.toasts):
            self._draw_toast(toast, number)
        if self.desk.overlay is not None:
            self.desk.overlay.draw(self.canvas)
        if self._old is not None:
            self._old.set_alpha(round(255 * (1 - self._fade.value)))
            surface.blit(self._old, (0, 0))
        surface.set_clip(None)
        self.last_damage = place
        if self.drawn:
            self._gamepads.seek()
        pygame.display.update(place.move(self.desk.scale.left, self.desk.scale.top))
        self.drawn += 1
        return True

    def _picture(self, number: int) -> None:
        """Draw a screen of the stack over what is to be seen behind it."""
        screen = self.desk.stack[number]
        if screen.behind == "nothing" or number == 0:
            self.canvas.begin()
            screen.draw(self.canvas)
            return
        self.canvas.surface.blit(self._backdrop(number), (0, 0))
        self.canvas.begin(solid=self.canvas.stark and screen.behind == "blurred")
        screen.draw(self.canvas)

    def _backdrop(self, number: int) -> Surface:
        screen = self.desk.stack[number]
        if self._behind is None or self._behind[0] is not screen:
            self._behind = (screen, self._make_backdrop(screen, number))
        return self._behind[1]

    def _make_backdrop(self, screen: Screen, number: int) -> Surface:
        below = number - 1
        while screen.behind == "blurred" and below > 0 and self.desk.stack[below].behind != "nothing":
            below -= 1
        before = self.canvas.surface
        picture = Surface(before.get_size()).convert()
        self.canvas.surface = picture
        self._picture(below)
        self._behind = None
        self.canvas.surface = before
        if screen.behind == "blurred":
            picture = _blurred(picture)
        if self.canvas.stark:
            return self._dark(picture, 255 if screen.behind == "blurred" else 205)
        veil = Surface(picture.get_size(), pygame.SRCALPHA)
        veil.fill(VEIL)
        picture.blit(veil, (0, 0))
        return picture

    @staticmethod
    def _dark(picture: Surface, density: int) -> Surface:
        """In high contrast nothing behind a page is to be seen, and hardly anything behind a question."""
        veil = Surface(picture.get_size(), pygame.SRCALPHA)
        veil.fill((*NIGHT[:3], density))
        picture.blit(veil, (0, 0))
        return picture

    def _draw_toast(self, toast: Toast, number: int) -> None:
        ink = LABEL
        width = self.desk.lettering.width(toast.words, ink) + 120
        share = min(1.0, toast.age / 0.2, (TOAST_SECONDS - toast.age) / 0.3)
        share = max(0.0, share)
        box = FRect(960 - width / 2, 26 + number * 66 - 14 * (1 - share), width, 58)
        self.canvas.panel(box, CARD, share)
        self.canvas.ornament(toast.sign, (box.x + 40, box.centery), 30, AMBER, share)
        top = box.centery - ink.size * ink.leading / 2
        self.canvas.text(toast.words, (box.x + 70, top), ink, alpha=share)


def _blurred(picture: Surface) -> Surface:
    """Out of focus, quickly: small, blurred, large again."""
    size = picture.get_size()
    small = pygame.transform.smoothscale(picture, (max(1, size[0] // 8), max(1, size[1] // 8)))
    small = pygame.transform.box_blur(small, 3)
    return pygame.transform.smoothscale(small, size)


def plain_night(canvas: Canvas) -> None:
    """The ground for screens that have no picture of their own."""
    canvas.fill(scaling.whole(), NIGHT)


