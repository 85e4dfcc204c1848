"""What an event brings to the screen besides the stage: letters, notices, endings, short words; and which are quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from engine.desktop.desk import Desk
from engine.desktop.lettering import Lettering
from engine.desktop.screens.crisis import CrisisScreen
from engine.desktop.screens.ending import EndingScreen
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.screens.notice import NoticeScreen
from engine.desktop.widgets import Card, ChoiceList
from engine.language import tr
from engine.play import events
from engine.play.events import AnyEvent

QUICK_SLOT = "quick"

QUIET: TypeAlias = (
    events.AffectionChanged
    | events.TierCrossed
    | events.FlagChanged
    | events.CounterChanged
    | events.Earned
    | events.JournalWritten
    | events.OnceSpent
    | events.Saved
    | events.Loaded
    | events.Worn
    | events.OutfitEarned
    | events.Bought
    | events.Refunded
    | events.Refused
    | events.SceneEnded
    | events.Await
    | events.Improvise
)
"""Events that are taken while the line before them is still on the screen."""

Pending: TypeAlias = Literal["line", "read", "letter", "shop", "notice", "ending"]
"""What the reader has before her; it holds back every event that is not quiet (but a line that she has `read` while
more of the answer is still coming)."""


STEP_ASIDE = -400.0
"""Units by which someone in the middle moves while cards stand beside them."""
_ROOMS = {
    frozenset[str](): (960.0, 1080.0),
    frozenset({"center"}): (1390.0, 880.0),
    frozenset({"left"}): (1330.0, 960.0),
    frozenset({"right"}): (590.0, 960.0),
    frozenset({"left", "center"}): (1450.0, 800.0),
    frozenset({"right", "center"}): (470.0, 800.0),
}
"""Middle and width of the cards by who stands where, so that they hide no face."""
_CROWDED = (960.0, 640.0)
_SHARES = ((1.0, 1.0), (0.85, 0.85), (0.7, 0.7), (0.6, 0.6), (0.5, 0.5), (0.5, 0.3))
"""What is tried by turns: the share of the letters' size that is kept, and that of the air around them."""
_LEAST = 0.5
ABOVE = 50.0
"""Units that cards must end above the text box."""


def choice_list(
    desk: Desk, awaiting: events.Await, floor: float, places: frozenset[str], choose: Callable[[int], None]
) -> ChoiceList:
    """The cards of a choice, above `floor` and beside whoever stands at `places`; smaller when there is no room."""
    cards = [Card(option.index, option.text, option.locked) for option in awaiting.options]
    now = desk.preferences
    liked = (now.text_size, now.line_spacing)
    return laid_cards(cards, floor, places, choose, desk.lettering, *liked, still=now.reduced_motion)


def laid_cards(
    cards: Sequence[Card],
    floor: float,
    places: frozenset[str],
    choose: Callable[[int], None],
    lettering: Lettering,
    wanted: float,
    spacing: float = 1.0,
    *,
    still: bool = False,
) -> ChoiceList:
    """These cards in the text size and line spacing that are wanted, or the next smaller that fit; the smallest in any
    case."""
    middle, width = _ROOMS.get(places, _CROWDED)
    at = (middle, (floor - 40) / 2 + 10)
    for share, tight in _SHARES:
        size = min(1.5, wanted) * share
        air = 1.0 + (spacing - 1.0) * (share - _LEAST) / (1.0 - _LEAST)
        how = {"size": size, "tight": tight, "spacing": air}
        found = ChoiceList(cards, choose, lettering, middle=at, width=width, still=still, **how)
        if found.box.bottom <= floor - ABOVE:
            break
    return found


_STOPPABLE = ("program", "break")
"""Notices that are told in the midst of play: going on and stopping are alike."""


def show_card(
    desk: Desk,
    event: AnyEvent,
    *,
    look_back: Callable[[], None],
    finish: Callable[[], None],
    stop: Callable[[], None],
) -> Pending | None:
    """Open the card of an event, or say its short word; what the reader then has before her, if anything."""
    match event:
        case events.LetterReceived(name=name, text=text):
            desk.sound.sound("page")
            desk.push(LetterScreen(desk, name, text))
            return "letter"
        case events.Notice(text=text, id="crisis"):
            desk.push(CrisisScreen(desk, text))
            return "notice"
        case events.Notice(text=text, id=id):
            desk.push(NoticeScreen(desk, text, stop=stop if id in _STOPPABLE else None))
            return "notice"
        case events.ShopOpened(skus=skus):
            return "shop" if desk.open("shop", skus=skus) else None
        case events.EndingReached(title=title, kind=kind):
            desk.push(EndingScreen(desk, title, kind, look_back=look_back, finish=finish))
            return "ending"
        case _:
            _say_word(desk, event)
            return None


def _say_word(desk: Desk, event: AnyEvent) -> None:
    match event:
        case events.Earned(petals=petals):
            desk.sound.sound("coin")
            desk.say(tr("{count} petals for you", count=petals), "petal")
        case events.OutfitEarned():
            desk.say(tr("Something new to wear, in the wardrobe"), "heart")
        case events.Saved(slot=slot) if slot == QUICK_SLOT:
            desk.say(tr("Kept"), "crane")
        case events.Loaded(landed="moved"):
            desk.say(tr("The story was edited here; you are at the nearest place."))
        case events.Refused(message=message):
            desk.say(message, "lock")
        case _:
            pass


def refused(told: list[AnyEvent]) -> bool:
    """Whether the input changed nothing."""
    return any(isinstance(event, events.Refused) for event in told)
