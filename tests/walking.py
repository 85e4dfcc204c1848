"""Going over a screen as somebody does who has only keys, a gamepad, a finger or a voice: what she finds on her way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pygame
from desktop_rig import Rig
from pygame import FRect

from engine.desktop.screen import Screen
from engine.desktop.screens.parts.page import MenuScreen, beyond
from engine.desktop.theme import AMBER
from engine.desktop.widgets import TOUCH, ScrollView, Slider, TextField, Widget
from engine.desktop.widgets.aloud import aloud

_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def inside(widget: Widget) -> Iterator[Widget]:
    """A widget and all that it is made of, whether or not it says so itself."""
    yield widget
    for value in vars(widget).values():
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, Widget):
                yield from inside(each)


def targets(screen: Screen) -> list[Widget]:
    """Everything that a click does something to."""
    found = [part for widget in screen.widgets for part in inside(widget)]
    kinds = (Slider, TextField)
    return [part for part in found if part.enabled and (part.press is not None or isinstance(part, kinds))]


def _key(part: Widget) -> tuple[str, str]:
    """By what somebody knows it again when the screen was laid out anew."""
    return type(part).__name__, aloud(part)


class Walk:
    """A walk over the foremost screen; what its widgets would do is only counted."""

    def __init__(self, rig: Rig) -> None:
        assert rig.desk.top is not None
        self.rig, self.screen = rig, rig.desk.top
        self.struck: list[Widget] = []
        self.counted: list[Widget] = []
        self.problems: list[str] = []

    def go(self) -> list[str]:
        """What is wrong with the screen; nothing, it is to be hoped."""
        wanted = {_key(part): part for part in self._targets()}
        self._arrows(list(wanted.values()))
        seen: list[Widget] = []
        for _ in range(len(self.screen.parts()) + 2):
            self._key(pygame.K_TAB)
            focus = self.screen.focus
            if focus is None or focus in seen:
                break
            seen.append(focus)
            wanted |= {_key(part): part for part in self._targets()}
            self._look_at(focus)
        reached = [_key(part) for part in seen]
        here = [_key(part) for part in self._targets()]
        missed = [part for name, part in wanted.items() if name in here and name not in reached]
        self._note(not missed, "not reached by Tab:", *missed)
        self._key(pygame.K_TAB, pygame.KMOD_SHIFT)
        self._note(not seen or self.screen.focus is seen[-1], "Shift-Tab does not lead back")
        return self.problems

    def _targets(self) -> list[Widget]:
        """What a click does something to; from now on it only counts."""
        found = targets(self.screen)
        for part in found:
            if part.press is not None and part not in self.counted:
                self.counted.append(part)
                part.press = lambda part=part: self.struck.append(part)
        return found

    def _note(self, holds: object, problem: str, *parts: Widget) -> None:
        if not holds:
            names = ", ".join(f"{type(part).__name__} {aloud(part)[:40]!r}" for part in parts)
            self.problems.append(f"{type(self.screen).__name__}: {problem} {names}")

    def _settle(self) -> None:
        """Until nothing glides any more, in long frames."""
        for _ in range(5):
            self.rig.now += 0.08
            self.rig.run()
            if self.rig.desk.top is None or not self.rig.desk.top.restless:
                return

    def _key(self, key: int, mod: int = 0) -> None:
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=mod, unicode="", scancode=0))
        self._settle()

    def _click(self, at: tuple[float, float]) -> None:
        pos = self.rig.pixel(at)
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1, touch=True))
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1, touch=True))
        self.rig.run()

    # -------------------------------------------------- what holds for each

    def _look_at(self, part: Widget) -> None:
        self._note(any(char.isalnum() for char in aloud(part)), "says nothing of", part)
        self._note(part.ringed and self._ring_is_seen(part), "no ring around", part)
        if part.press is not None:
            self._same(part)
        if not isinstance(part, ScrollView):
            self._note(self._square(part) is not None, "too small to be touched:", part)

    def _same(self, part: Widget) -> None:
        """Enter, and a touch at two corners of its square, do the same."""
        square = self._square(part)
        self.struck.clear()
        self._key(pygame.K_RETURN)
        if square is not None:
            self._click((square.x + 1, square.y + 1))
            self._click((square.right - 2, square.bottom - 2))
        self._note(self.struck == [part] * (1 if square is None else 3), "Enter and touch differ for", part)

    def _ring_is_seen(self, part: Widget) -> bool:
        """Most of the ring's upper or lower, and left or right, edge has its colour."""
        ring = part.ring.inflate(-4, -4)
        lines = [
            [(ring.x + ring.w * share, y) for share in (0.4, 0.5, 0.6)] for y in (ring.y, ring.bottom)
        ]
        return any(all(self._is_amber(at) for at in line) for line in lines)

    def _is_amber(self, at: tuple[float, float]) -> bool:
        x, y = self.rig.desk.scale.point(at)
        surface = self.rig.window.canvas.surface
        near = [(x, y + shift) for shift in (-1, 0, 1) if surface.get_rect().collidepoint(x, y + shift)]
        return any(all(abs(a - b) < 60 for a, b in zip(surface.get_at(p)[:3], AMBER[:3], strict=True)) for p in near)

    def _square(self, part: Widget) -> FRect | None:
        """A square, large enough for a finger, in which nothing else is hit."""
        hit = part.hit.clip(FRect(0, 0, 1920, 1080))
        spare = (hit.w - TOUCH, hit.h - TOUCH)
        if min(spare) < -0.5:
            return None
        for across, down in product((0.5, 0.0, 1.0, 0.25, 0.75), repeat=2):
            square = FRect(hit.x + across * spare[0], hit.y + down * spare[1], TOUCH, TOUCH)
            places = product(_STEPS, repeat=2)
            points = [(square.x + 0.5 + a * (TOUCH - 1), square.y + 0.5 + b * (TOUCH - 1)) for a, b in places]
            if all(self.screen.under(at) is part for at in points):
                return square
        return None

    # -------------------------------------------------- arrows alone, as with a gamepad

    def _arrows(self, wanted: list[Widget]) -> None:
        """From anywhere the arrows lead everywhere; inside fields and sliders two of them stay at home."""
        if not isinstance(self.screen, MenuScreen):
            return
        parts = self.screen.parts()
        first = self.screen.focus or (parts[0] if parts else None)
        reached: list[Widget] = []
        ahead = [first] if first is not None else []
        while ahead:
            here = ahead.pop()
            reached.append(here)
            ways = ("up", "down") if isinstance(here, TextField | Slider) else ("up", "down", "left", "right")
            found = [beyond(here, parts, way) for way in ways]
            ahead += [part for part in dict.fromkeys(found) if part and part not in reached and part not in ahead]
        self._note(
            all(part in reached for part in wanted), "no arrow leads to", *(p for p in wanted if p not in reached)
        )
