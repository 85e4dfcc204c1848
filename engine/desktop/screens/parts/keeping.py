"""A place kept with its picture: the stage without words, small. It knows neither slots nor screens."""

from __future__ import annotations

import io

import pygame
from pygame import Surface

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.screens.theatre import Theatre
from engine.language import tr
from engine.play.refusal import Refusal
from engine.play.session import AUTO

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


def keep_where_it_stands(desk: Desk, theatre: Theatre) -> None:
    """Keep the automatic place, unless the story has not begun or is over."""
    if theatre.session.now.waiting not in ("start", "ended"):
        keep_place(desk, theatre, AUTO)
