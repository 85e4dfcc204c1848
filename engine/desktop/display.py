"""The system's window itself: what SDL reads once, opening it, its size. It knows no screen and draws nothing."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import pygame
from pygame import Surface

from engine.desktop.scale import SMALLEST

USUAL = (1600, 900)
"""Pixels of a window for which nothing else was wished."""
_M_MMAP_THRESHOLD = -3  # of malloc.h


def prepare() -> None:
    """Set what SDL reads once, before pygame starts: input-method windows, sharp pixels on scaled desktops."""
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR", "0")
    if sys.platform.startswith("linux"):
        # Pictures are drawn in memory; handing them over as textures costs 15 ms at 1080p where a plain copy costs 0.4.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        _give_pictures_back()
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


def _give_pictures_back() -> None:
    """Have the C library return a picture's memory as soon as it is let go; else it holds some 50 MB for later."""
    with suppress(OSError, AttributeError):  # another C library than GNU's: it has ways of its own
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1 << 18)


def open_display(size: tuple[int, int], title: str, *, full_screen: bool = False) -> None:
    """Open the window as large as the desktop has room for, at most `size`; in full screen it takes all of it.

    A window that is open already, and like that, stays as it is and takes the title.
    """
    pygame.display.set_caption(title)
    fitting = _fitting(size)
    if not _is_open(fitting, full_screen):
        set_mode(fitting, full_screen)
    pygame.key.stop_text_input()


def _is_open(size: tuple[int, int], full_screen: bool) -> bool:
    if pygame.display.get_surface() is None or pygame.display.is_fullscreen() != full_screen:
        return False
    return full_screen or pygame.display.get_window_size() == size


def set_mode(size: tuple[int, int], full_screen: bool) -> None:
    """Change between window and full screen; `size` in pixels is what the window has."""
    if full_screen:
        pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    else:
        pygame.display.set_mode(size, pygame.RESIZABLE)


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size, or what of it the desktop has room for."""
    desktops: Sequence[tuple[int, int]] = pygame.display.get_desktop_sizes()
    room = desktops[0] if desktops else size
    if room[0] < SMALLEST[0] or room[1] < SMALLEST[1]:
        return size
    return min(size[0], room[0]), min(size[1], room[1])


def shown() -> Surface:
    """What the window shows."""
    surface = pygame.display.get_surface()
    if surface is None:
        raise RuntimeError("the display is not open: call open_display first")
    return surface
