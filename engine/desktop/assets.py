"""Pictures of a story by name: found below one folder, loaded in a thread, kept within a bound of memory.

A name cannot leave the folder. What is missing is replaced by a picture that bears its name and logged once. Nothing
here waits: a picture that is not ready is None, and `busy` says that one is on its way.
"""

from __future__ import annotations

import logging
import queue
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeAlias

import pygame
from pygame import Surface

from engine.desktop import placeholder
from engine.desktop.figures import Asked, Figure, Wardrobe
from engine.desktop.filling import filling
from engine.desktop.hoard import MEGABYTE, weight_of
from engine.desktop.scenery import PLAIN, Scene, read_scenes

log = logging.getLogger(__name__)

BUDGET = 64 * MEGABYTE
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.~-]{0,199}")
"""No slash, and no dot at its beginning: such a name stays in its folder. Dots and `~` stand in line ids."""
_WHITE = (255, 255, 255)

Tint: TypeAlias = tuple[int, int, int]
Key: TypeAlias = tuple[object, ...]
Loaded: TypeAlias = Surface | Figure


class Assets:
    """The art of one story. `eager` loads on the spot instead of in a thread (tests, exports)."""

    def __init__(self, root: Path, *, eager: bool = False) -> None:
        self.root = root
        self.missing: set[str] = set()
        self.budget = BUDGET
        self.arrivals = 0
        """Pictures loaded so far: when it has grown, what was missing may be there."""
        self._eager = eager
        self._kept: OrderedDict[Key, Loaded] = OrderedDict()
        self._weight = 0
        self._asked: set[Key] = set()
        self._failed: set[Key] = set()
        self._lock = threading.Lock()
        self._order = count()
        self._orders: queue.PriorityQueue[tuple[int, int, Key, Callable[[], Loaded] | None]] = queue.PriorityQueue()
        self._lights: dict[str, Tint] = {}
        self._scenes = read_scenes(self.file("", "scenes", "json"))
        self._wardrobe = Wardrobe(self.file, self._miss)
        self._worker: threading.Thread | None = None

    # -------------------------------------------------- finding

    def file(self, folder: str, name: str, ending: str) -> Path | None:
        """The file of an asset, or None when there is none or the name would lead out of the art folder."""
        if not _NAME.fullmatch(name):
            return None
        path = (self.root / folder / f"{name}.{ending}").resolve()
        return path if path.is_relative_to(self.root.resolve()) and path.is_file() else None

    def _miss(self, what: str) -> None:
        if what not in self.missing:
            self.missing.add(what)
            log.warning("art is missing: %s; a placeholder stands in", what)

    # -------------------------------------------------- pictures

    def background(self, name: str, size: tuple[int, int], *, soft: bool = False, hurry: bool = True) -> Surface | None:
        """A place, filling `size` pixels; `soft` slightly out of focus. None while it is being loaded."""
        key = ("background", name, size, soft)
        found = self._get(key, lambda: self._picture("backgrounds", name, size, soft), hurry)
        return found if isinstance(found, Surface) else None

    def still(self, name: str, size: tuple[int, int], *, hurry: bool = True) -> Surface | None:
        """An event picture (or a thumbnail of it). None while it is being loaded."""
        found = self._get(("still", name, size), lambda: self._picture("stills", name, size, False), hurry)
        return found if isinstance(found, Surface) else None

    def title(self, size: tuple[int, int]) -> Surface | None:
        """The title picture. None while it is being loaded."""
        found = self._get(("title", size), lambda: self._picture("", "title", size, False), True)
        return found if isinstance(found, Surface) else None

    def keep_title(self, picture: Surface) -> None:
        """Take over the title picture that is seen already."""
        self._keep(("title", picture.get_size()), picture)

    def _picture(self, folder: str, name: str, size: tuple[int, int], soft: bool) -> Surface:
        path = self.file(folder, name, "webp") or self.file(folder, name, "png")
        picture = None
        if path is not None:
            try:
                picture = pygame.image.load(path).convert()
            except pygame.error as error:
                log.warning("%s cannot be read: %s", path.name, error)
        if picture is None:
            self._miss(f"{folder}/{name}".strip("/"))
            picture = placeholder.picture(name, (960, 540)).convert()
        if folder == "backgrounds" and name not in self._lights:
            self._lights[name] = light_of(picture)
        return filling(picture, size, soft=soft)

    def light(self, name: str | None) -> Tint:
        """The colour that a place throws on whoever stands in it (white until the place is loaded)."""
        return self.scene(name).light or self._lights.get(name or "", _WHITE)

    def scene(self, name: str | None) -> Scene:
        """What the art tells of a place beside its picture."""
        return self._scenes.get(name or "", PLAIN)

    def figure(
        self,
        character: str,
        outfit: str,
        expression: str,
        height: int,
        tint: Tint = _WHITE,
        *,
        full: bool = False,
        hurry: bool = True,
    ) -> Figure | None:
        """A character whose canvas, down to the hips, is `height` pixels tall; with `full` what is below belongs to
        it. None while it is being composed.
        """
        key = ("figure", character, outfit, expression, height, tint, full)
        asked = Asked(character, outfit, expression, full)
        found = self._get(key, lambda: self._wardrobe.compose(asked, height, tint), hurry)
        return found if isinstance(found, Figure) else None

    def stands(self, character: str, outfit: str) -> bool:
        """Whether there is a picture of this character in this outfit from head to foot."""
        return self._wardrobe.stands(character, outfit)

    # -------------------------------------------------- keeping

    def _get(self, key: Key, load: Callable[[], Loaded], hurry: bool) -> Loaded | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if key in self._failed:
                return None
            if not self._eager:
                if key not in self._asked:
                    self._asked.add(key)
                    self._orders.put((0 if hurry else 1, next(self._order), key, load))
                    self._start()
                return None
        if not hurry:
            return None
        self._keep_or_fail(key, load)
        return self._kept.get(key)

    def _keep_or_fail(self, key: Key, load: Callable[[], Loaded]) -> None:
        """Load it; one that cannot be made is logged once, and keeps no other away."""
        try:
            self._keep(key, load())
        except Exception:
            log.exception("a picture could not be made: %s", key[:4])
            with self._lock:
                self._asked.discard(key)
                self._failed.add(key)

    def _keep(self, key: Key, value: Loaded) -> None:
        with self._lock:
            self.arrivals += 1
            self._kept[key] = value
            self._weight += _weight(value)
            self._asked.discard(key)
            while self._weight > self.budget and len(self._kept) > 1:
                self._weight -= _weight(self._kept.popitem(last=False)[1])

    def _start(self) -> None:
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="art", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            _, _, key, load = self._orders.get()
            if load is None:
                return
            self._keep_or_fail(key, load)

    @property
    def busy(self) -> bool:
        """Whether something is still being loaded."""
        with self._lock:
            return bool(self._asked)

    @property
    def weight(self) -> int:
        """Bytes of pictures that are kept."""
        return self._weight

    def forget_sizes(self) -> None:
        """Let go of everything that was scaled for another window."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def renew(self) -> None:
        """Let go of everything: files were saved, and what was missing or spoiled may be there."""
        self.forget_sizes()
        with self._lock:
            self._failed.clear()
            self._lights.clear()
            self.missing.clear()
            self._scenes = read_scenes(self.file("", "scenes", "json"))
            self._wardrobe = Wardrobe(self.file, self._miss)

    def close(self) -> None:
        """Stop the loader once it has finished what it is at."""
        if self._worker is not None:
            self._orders.put((-1, next(self._order), (), None))
            self._worker.join(timeout=5)
            self._worker = None


def _weight(value: Loaded) -> int:
    return weight_of(value if isinstance(value, Surface) else value.pictures())


def light_of(picture: Surface) -> Tint:
    """Its mean colour, brought near to white: what a sprite is multiplied with to stand in that light."""
    dot = pygame.transform.smoothscale(picture, (8, 8))
    red, green, blue, _ = pygame.transform.average_color(dot)
    top = max(red, green, blue, 1)
    strength = 0.34
    tint = [round(255 * (1 - strength + strength * channel / top)) for channel in (red, green, blue)]
    return tint[0], tint[1], tint[2]
