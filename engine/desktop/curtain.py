"""The title's picture in the window, at once: it is seen while the story is still being read. It knows no story.

It imports as little as it can: from the command to this picture nothing else happens.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pygame
from pygame import Surface

from engine.desktop import display
from engine.desktop.filling import filling
from engine.desktop.preferences import PreferenceFile
from engine.desktop.scale import fit


@dataclass(frozen=True)
class Curtain:
    """`picture` is the title's picture as large as the window's; the screens that come take it over."""

    picture: Surface


def raise_curtain(art: Path, preferences: Path, size: tuple[int, int] = display.USUAL) -> Curtain | None:
    """Open the window and show the title's picture; None where there is no picture, or no screen (who opens the desk is
    told of that).
    """
    loaded: list[Surface] = []
    reader = threading.Thread(target=_load, args=(art, loaded), name="curtain", daemon=True)
    reader.start()
    display.prepare()
    try:
        pygame.display.init()
        display.open_display(size, "", full_screen=PreferenceFile(preferences).read().full_screen)
    except pygame.error:
        return None
    reader.join()
    return _show(loaded[0]) if loaded else None


def _show(picture: Surface) -> Curtain:
    window, scale = display.shown(), fit(pygame.display.get_window_size())
    picture = filling(picture.convert(), scale.size)
    window.blit(picture, (scale.left, scale.top))
    pygame.display.flip()
    return Curtain(picture)


def lower_curtain() -> None:
    """Close the window: the story could not be opened."""
    pygame.display.quit()


def _load(art: Path, into: list[Surface]) -> None:
    """Read the picture while the window opens; without one that can be read nothing is put in."""
    for name in ("title.webp", "title.png"):
        with suppress(OSError, pygame.error):
            into.append(pygame.image.load(art / name))
            return
