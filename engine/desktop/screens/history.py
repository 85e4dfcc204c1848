"""What was bought, earned and given back, line by line; what can still be given back says until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.happenings import Happening, Moved
from engine.desktop.screens.parents import ParentsScreen
from engine.desktop.screens.parts import wares
from engine.desktop.screens.parts.asking import AskScreen
from engine.desktop.screens.parts.contents import ending_title
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import carry_out
from engine.desktop.screens.parts.slotcard import when
from engine.desktop.theme import AMBER, CREAM, DIM, GOLD, LABEL, MIST, SMALL
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import tr
from engine.play import events
from engine.shop.entries import Entry

_VIEW = FRect(INSIDE.x, 190, INSIDE.w - 30, 810)
_ROW = 88.0


class _EntryRow(Widget):
    """One line of the ledger."""

    def __init__(self, game: Game, entry: Entry, top: float, back: Callable[[], None] | None) -> None:
        super().__init__(FRect(0, top, _VIEW.w, _ROW - 8))
        self.game, self.entry = game, entry
        self.words = words_of(game, entry)
        self.button = self._way_back(back) if back else None

    def _way_back(self, back: Callable[[], None]) -> Button:
        words = tr("Give it back")
        return Button(FRect(0, 0, 230, 54), words, back, ink=LABEL.sized(24), name=f"{words}: {self.words}")

    @property
    def spoken(self) -> str:
        gain = "+" if self.entry.petals > 0 else "-"
        return f"{self.words}, {gain} {wares.amount(self.game, abs(self.entry.petals))}, {when(self.entry.at)}"

    def parts(self) -> Sequence[Widget]:
        return (self.button,) if self.button is not None else ()

    def tick(self, seconds: float) -> bool:
        return self.button.tick(seconds) if self.button is not None else False

    def hear(self, happening: Happening) -> bool:
        if self.button is None:
            return False
        self._place()
        return self.button.hear(happening) and not isinstance(happening, Moved)

    def _place(self) -> None:
        if self.button is not None:
            self.button.box.topleft = (self.box.right - 560, self.box.y + 13)

    def draw(self, canvas: Canvas) -> None:
        self._place()
        canvas.line((self.box.x, self.box.bottom + 4), (self.box.right, self.box.bottom + 4), (*GOLD[:3], 40))
        canvas.text(self.words, (self.box.x + 10, self.box.y + 6), LABEL, room=900)
        small = SMALL.sized(22)
        date = canvas.text(when(self.entry.at), (self.box.x + 10, self.box.y + 44), small)
        if self.button is not None:
            canvas.text(wares.until_words(self.entry), (date.right + 30, date.y), small.coloured(DIM), room=620)
            self.button.draw(canvas)
        self._draw_amount(canvas)

    def _draw_amount(self, canvas: Canvas) -> None:
        gain = self.entry.petals > 0
        words = f"{'+' if gain else '−'} {wares.amount(self.game, abs(self.entry.petals))}"
        ink = LABEL.coloured(AMBER if gain else CREAM)
        canvas.text(words, (self.box.right - 10, self.box.y + 20), ink, align="right")


def words_of(game: Game, entry: Entry) -> str:
    """What an entry was for."""
    product = game.story.shop.products.get(entry.sku or "")
    title = wares.title(game, product) if product is not None else entry.sku or ""
    match entry.kind:
        case "start":
            return tr("In the purse from the beginning")
        case "earn":
            return _cause(game, entry.order.removeprefix("earn:").partition("@")[0])
        case "refund":
            return tr("Given back: {title}", title=title)
        case _:
            return title


def _cause(game: Game, cause: str) -> str:
    kind, _, id = cause.partition(":")
    if kind == "ending":
        return tr("An ending reached: {title}", title=ending_title(game, id))
    chapter = next((one.title for one in game.story.chapters if one.id == id), id)
    return tr("A chapter finished: {title}", title=game.wording.plain("story", chapter))


class HistoryScreen(MenuScreen):
    """The ledger, newest first."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        self.view = ScrollView(_VIEW)

    def layout(self) -> None:
        entries = self.game.records.history()
        rows: list[Widget] = []
        for entry in reversed(entries):
            back = partial(self._ask, entry) if wares.returnable(entry, entries) else None
            rows.append(_EntryRow(self.game, entry, len(rows) * _ROW, back))
        self.view = ScrollView(_VIEW, rows)
        box = FRect(INSIDE.right - 214 - 320, 72, 300, 66)
        parents = Button(box, tr("For parents"), lambda: self.desk.push(ParentsScreen(self.desk, self.game)))
        self.widgets = [close_button(self.desk), parents, self.view]

    def uncovered(self) -> None:
        super().uncovered()
        self.resized()

    def _ask(self, entry: Entry) -> None:
        about = tr("You get {amount} back.", amount=wares.amount(self.game, -entry.petals))
        yes = partial(self._give_back, entry.order)
        self.desk.push(AskScreen(self.desk, tr("Give it back?"), tr("Give it back"), yes, about=about))

    def _give_back(self, order: str) -> None:
        refused = carry_out(self.desk, self.game, events.Refund(order=order))
        self.desk.sound.sound("coin" if refused is None else "page")
        self.desk.say(tr("It is given back.") if refused is None else refused, "petal" if refused is None else "lock")
        self.resized()

    @property
    def announced(self) -> str:
        return tr("What was bought")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("What was bought"))
        balance = wares.amount(self.game, self.game.records.balance())
        canvas.text(balance, (INSIDE.right - 566, 86), LABEL.coloured(MIST), align="right")
        self.draw_widgets(canvas)
