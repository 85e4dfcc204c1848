"""Leaving the game: the place is kept first, and where that cannot be she is asked before anything is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable

from engine.desktop.desk import Desk
from engine.desktop.screens.parts.asking import AskScreen
from engine.desktop.screens.parts.keeping import thumbnail_of, why_unkept
from engine.desktop.screens.parts.playing import reading_of
from engine.language import tr

log = logging.getLogger(__name__)


class UnkeptScreen(AskScreen):
    """Asks whether to leave although the place could not be kept."""


def quit_kept(desk: Desk) -> None:
    """Close the window; asked a second time, it closes whatever is lost."""
    if isinstance(desk.top, UnkeptScreen):
        _quit(desk)
    else:
        leave_kept(desk, lambda: _quit(desk))


def leave_kept(desk: Desk, leave: Callable[[], None]) -> None:
    """Keep the place and leave; when it cannot be kept, ask first."""
    why = why_unkept(desk.play, _picture(desk))
    if why is None:
        leave()
        return
    question, yes = tr("Leave without keeping your place?"), tr("Leave all the same")
    desk.push(UnkeptScreen(desk, question, yes, leave, about=why, sign="lock"))


def _quit(desk: Desk) -> None:
    desk.play = None
    desk.quit()


def _picture(desk: Desk) -> bytes | None:
    reading = reading_of(desk)
    try:
        return thumbnail_of(desk, reading.theatre) if reading is not None else None
    except Exception:  # a place without its picture is still a place
        log.exception("the picture of the place could not be made")
        return None
