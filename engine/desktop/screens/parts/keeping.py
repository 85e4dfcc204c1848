"""Places kept by the window: with a picture of the stage, at the beginning of chapters, before she goes back."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import pygame
from pygame import Surface

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Records
from engine.desktop.screens.theatre import Theatre
from engine.language import tr
from engine.play.events import AnyEvent, BeatEntered
from engine.play.refusal import Refusal
from engine.play.session import AUTO, Session

if TYPE_CHECKING:
    from engine.desktop.driver import Driver
    from engine.desktop.screens.reading import ReadingScreen

log = logging.getLogger(__name__)

BEFORE = "before"
"""The slot of where she stood before she began a chapter again."""
_CHAPTER = "chapter."
THUMBNAIL = (416, 234)
"""Pixels of the pictures that are kept with places."""


def thumbnail_of(desk: Desk, theatre: Theatre) -> bytes:
    """The stage without words, small, as the bytes of a picture file."""
    full = Surface(desk.scale.size).convert()
    theatre.draw(Canvas(full, desk.scale, desk.lettering), words=False)
    kept = io.BytesIO()
    pygame.image.save(pygame.transform.smoothscale(full, THUMBNAIL), kept, "place.jpg")
    return kept.getvalue()


def keep_place(desk: Desk, theatre: Theatre, slot: str, note: str = "") -> bool:
    """Keep where the play stands, with its picture; False (and a word why) when it cannot be kept."""
    try:
        theatre.session.keep(slot, note, thumbnail=thumbnail_of(desk, theatre))
    except Refusal as refusal:
        desk.say(tr(refusal.sentence, **refusal.values), "lock")
        return False
    return True


def why_unkept(driver: Driver | None, picture: bytes | None = None) -> str | None:
    """Keep the place of the play; why that could not be done, in her language, or None when nothing is lost."""
    session = driver.session if driver is not None else None
    if session is None or not session.autosave or session.now.waiting in ("start", "ended"):
        return None
    try:
        session.keep(AUTO, thumbnail=picture)
    except Refusal as refusal:
        return tr(refusal.sentence, **refusal.values)
    except Exception as fault:  # the engine may have failed once already
        log.exception("the place could not be kept")
        return f"{type(fault).__name__}: {fault}"
    return None


def chapter_slot(chapter: str) -> str:
    """The slot in which the beginning of a chapter is kept."""
    return f"{_CHAPTER}{chapter}"


def is_chapter_slot(slot: str) -> bool:
    """Whether a slot holds the beginning of a chapter."""
    return slot.startswith(_CHAPTER)


class Beginnings:
    """Keeps the first moment of every chapter that the play enters, so that it can be begun again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chapter: str | None = None

    def moved(self) -> None:
        """The play is elsewhere, by no step of the story."""
        self._chapter = self._session.chapter()

    def follow(self, told: Iterable[AnyEvent]) -> None:
        """Look whether these events led into another chapter; a disk that refuses stops nobody."""
        session, before = self._session, self._chapter
        chapter = self._chapter = session.chapter()
        entered = any(isinstance(event, BeatEntered) and event.chapter == chapter for event in told)
        if entered and chapter != before and session.autosave and session.now.waiting not in ("start", "ended"):
            with suppress(Refusal):
                session.keep(chapter_slot(chapter))


def set_aside(desk: Desk, records: Records, reading: ReadingScreen | None) -> None:
    """Keep where she stands, or stood last, where going back to a chapter does not write over it."""
    if reading is not None:
        if reading.driver.session.now.waiting not in ("start", "ended"):
            keep_place(desk, reading.theatre, BEFORE)
        return
    newest = next((info.slot for info in records.slots() if not is_chapter_slot(info.slot)), None)
    if newest == AUTO:
        with suppress(Refusal):
            records.copy_slot(AUTO, BEFORE)
