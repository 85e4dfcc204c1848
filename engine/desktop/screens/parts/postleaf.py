"""The settings of letters: whether any may come by themselves, and when not. It decides nothing about letters."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from pygame import FRect

from engine.desktop.desk import Desk
from engine.desktop.game import Company
from engine.desktop.theme import CREAM, SMALL
from engine.desktop.widgets import Button, Label, Slider, Toggle, Widget
from engine.language import tr
from engine.play.company import Post
from engine.play.refusal import Refusal

HALF_HOUR = 30


def post_leaf(desk: Desk, company: Company, place: Callable[[int], FRect], box: Callable[[], None]) -> list[Widget]:
    """Rows at `place(0)` and on; `box` opens the letter box."""

    def set(**changes: object) -> None:
        try:
            company.prefer(replace(company.post, **changes))
        except Refusal as refusal:
            desk.say(tr(refusal.sentence, **refusal.values), "lock")

    def hours(row: int, words: str, now: int, name: str) -> Slider:
        return Slider(
            place(row),
            words,
            now / 60,
            lambda value: set(**{name: round(value * 60) % 1440}),
            low=0.0,
            high=23.5,
            step=HALF_HOUR / 60,
            told=clock,
        )

    post: Post = company.post
    about = tr("At most one a day, never in the quiet hours. None of them wants an answer.")
    words = place(3)
    return [
        Toggle(place(0), tr("Letters may come by themselves"), post.wanted, lambda on: set(wanted=on)),
        hours(1, tr("Quiet from"), post.quiet_from, "quiet_from"),
        hours(2, tr("Quiet until"), post.quiet_to, "quiet_to"),
        Label(FRect(words.x, words.y + 12, words.w, 40), about, SMALL.coloured(CREAM)),
        Button(FRect(words.x, place(4).y + 8, 380, 68), tr("Letter box"), box, sign="crane"),
    ]


def clock(value: float) -> str:
    """An hour of the day as it is written."""
    return f"{int(value):02}:{round(value * 60) % 60:02}"
