"""Choosing a present: what there is, what it looks like on him, its one price and what is left of the purse then.

Nothing is spent before one plain question. There are no clocks, no marks and no words that press.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parents import ask_number
from engine.desktop.screens.parts import wares
from engine.desktop.screens.parts.asking import AskScreen
from engine.desktop.screens.parts.figureview import FigureView, Guise, draw_room
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.playing import carry_out
from engine.desktop.screens.parts.preview import draw_preview
from engine.desktop.screens.parts.purse import GROUND, PANEL, draw_purse, foot
from engine.desktop.screens.parts.warerow import HEIGHT, WareRow
from engine.desktop.theme import AMBER, CREAM, GOLD, HEADING, LABEL, MIST, SMALL, Ink
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import tr
from engine.play import events
from engine.play.refusal import Refusal
from engine.shop.catalogue import Offer

_LIST = FRect(PANEL.x + 50, PANEL.y + 134, PANEL.w - 110, 444)
_TEXT = FRect(PANEL.x + 50, _LIST.bottom + 32, PANEL.w - 100, 0)
_ABOUT = Ink(size=28, leading=1.4, colour=CREAM)
_ROOM = 222.0
"""Units for what is said of a product; long words are set smaller."""
_FIGURE = FRect(190, 40, 660, 1040)


class ShopScreen(MenuScreen):
    """`skus` are what a story opens it on (empty: everything there is)."""

    def __init__(self, desk: Desk, game: Game, skus: tuple[str, ...] = ()) -> None:
        super().__init__(desk)
        self.game, self.skus = game, skus
        self.figure = FigureView(desk, _FIGURE)
        self.offers: list[Offer] = wares.offers(game, skus)
        self.chosen = self.offers[0].product.sku if self.offers else ""
        self.view = ScrollView(_LIST)
        self.deeds: list[Widget] = []
        with suppress(Refusal):  # a disk that refuses shuts no shop
            game.records.note_shop()

    @property
    def offer(self) -> Offer | None:
        """What is being looked at."""
        return next((offer for offer in self.offers if offer.product.sku == self.chosen), None)

    # -------------------------------------------------- layout

    def layout(self) -> None:
        self.offers = wares.offers(self.game, self.skus)
        rows: list[Widget] = [
            WareRow(
                self.game,
                offer,
                (number * (HEIGHT + 8), _LIST.w),
                partial(self.look_at, offer.product.sku),
                self._decide,
            )
            for number, offer in enumerate(self.offers)
        ]
        before = self.view.offset.target
        self.view = ScrollView(_LIST, rows)
        self.view.scroll(before, at_once=True)
        self._face()
        self._arrange()

    def _arrange(self) -> None:
        """The buttons that fit what is being looked at."""
        for row in self.view.rows:
            if isinstance(row, WareRow):
                row.chosen = row.offer.product.sku == self.chosen
        self.deeds = self._deeds()
        self.widgets = [self.figure, self.view, *self.deeds, *self._ways()]
        self.touch()

    def _deeds(self) -> list[Widget]:
        offer = self.offer
        if offer is None:
            return []
        entries: list[tuple[str, Callable[[], None]]] = []
        if not offer.owned:
            entries = [(tr("Choose this"), self.choose)]
        else:
            if offer.product.kind == "skin" and not self._worn(offer):
                entries.append((tr("Wear it now"), self.wear))
            if (entry := wares.bought(self.game, self.chosen)) and wares.returnable(entry, self.game.records.history()):
                entries.append((tr("Give it back"), self.give_back))
        out: list[Widget] = []
        for number, (words, press) in enumerate(entries):
            button = Button(FRect(_TEXT.x + number * 350, PANEL.bottom - 172, 330, 66), words, press)
            button.enabled = offer.owned or not (offer.missing or (offer.cost.usd_cents and not self.game.takes_money))
            out.append(button)
        return out

    def _ways(self) -> list[Widget]:
        entries: list[tuple[str, Callable[[], None]]] = [
            (tr("Wardrobe"), lambda: self._go("wardrobe")),
            (tr("What was bought"), lambda: self._open("history")),
        ]
        if self.skus:
            entries.insert(0, (tr("Everything"), self._see_all))
        return foot(self.desk, entries, tr("Leave") if self.skus else tr("Back"))

    def _decide(self) -> None:
        """From the list on to the first thing that can be done."""
        deed = next((widget for widget in self.deeds if widget.enabled), None)
        if deed is not None:
            self.set_focus(deed, ring=True)

    def _see_all(self) -> None:
        self.skus = ()
        self.resized()

    def _open(self, door: str) -> None:
        self.desk.sound.sound("page")
        self.desk.open(door)

    def _go(self, door: str) -> None:
        """To the sister screen; back to it when it is the one below."""
        below = self.desk.stack[-2] if len(self.desk.stack) > 1 else None
        if below is not None and type(below).__name__ == "WardrobeScreen":
            self.desk.pop()
        else:
            self._open(door)

    def first(self) -> Widget | None:
        return next((row for row in self.view.rows if isinstance(row, WareRow) and row.chosen), None)

    def follows(self, part: Widget) -> bool:
        return not isinstance(part, WareRow) and super().follows(part)

    def closed(self) -> None:
        super().closed()
        self.game.records.allowance.lock()

    def uncovered(self) -> None:
        super().uncovered()
        self.resized()

    # -------------------------------------------------- what it does

    def look_at(self, sku: str) -> None:
        """Show this product."""
        if sku != self.chosen:
            self.chosen = sku
            self.desk.sound.sound("page")
            self._face()
            self._arrange()

    def _face(self) -> None:
        product = self.offer.product if self.offer is not None else None
        if product is None or product.character is None or product.outfit is None:
            self.figure.guise = None
            return
        faces = self.game.story.cast[product.character].expressions
        face = "smile" if "smile" in faces else (faces[0] if faces else "neutral")
        self.figure.guise = Guise(product.character, product.outfit, face)

    def _worn(self, offer: Offer) -> bool:
        return self.game.records.outside().worn.get(offer.product.character or "") == offer.product.outfit

    def choose(self) -> None:
        """Ask once, with the price and what is left; then buy."""
        if (offer := self.offer) is None:
            return
        if self.game.records.allowance.guarded and not self.game.records.allowance.open:
            self.desk.push(ask_number(self.desk, self.game, self.choose))
            return
        words = f"{wares.price(self.game, offer)}\n{wares.reckoning(self.game, offer)}"
        title = wares.title(self.game, offer.product)
        yes = partial(self._buy, offer.product.sku, uuid.uuid4().hex)
        self.desk.push(AskScreen(self.desk, title, tr("Yes, this one"), yes, about=words, sign="petal"))

    def _buy(self, sku: str, order: str) -> None:
        self._carry(events.Buy(sku=sku, order=order), "coin", tr("It is yours."))

    def give_back(self) -> None:
        """Ask once; then give back."""
        entry = wares.bought(self.game, self.chosen)
        if entry is not None:
            about = tr("You get {amount} back.", amount=wares.amount(self.game, -entry.petals))
            yes = partial(self._return, entry.order)
            self.desk.push(AskScreen(self.desk, tr("Give it back?"), tr("Give it back"), yes, about=about))

    def _return(self, order: str) -> None:
        self._carry(events.Refund(order=order), "coin", tr("It is given back."))

    def wear(self) -> None:
        """Dress him in it at once."""
        product = self.offer.product if self.offer is not None else None
        if product is not None and product.character and product.outfit:
            move = events.Wear(character=product.character, outfit=product.outfit)
            self._carry(move, "door", tr("It is worn now."))

    def _carry(self, move: events.Buy | events.Refund | events.Wear, sound: str, words: str) -> None:
        refused = carry_out(self.desk, self.game, move)
        self.desk.sound.sound(sound if refused is None else "page")
        self.desk.say(words if refused is None else refused, "petal" if refused is None else "lock")
        self.resized()
        self.set_focus(self.first(), ring=self.focus is not None and self.focus.ringed)
        self.touch()

    # -------------------------------------------------- looks

    def tick(self, seconds: float) -> bool:
        return self.desk.assets.busy

    @property
    def announced(self) -> str:
        return tr("Choosing a present")

    def draw(self, canvas: Canvas) -> None:
        draw_room(canvas, self.desk)
        offer = self.offer
        self.figure.draw(canvas)
        if offer is not None and offer.product.kind != "skin":
            draw_preview(canvas, self.desk, self.game, offer.product)
        canvas.panel(PANEL, GROUND)
        canvas.text(tr("Choosing a present"), (_LIST.x, PANEL.y + 34), HEADING.sized(52), room=520)
        draw_purse(canvas, wares.amount(self.game, self.game.records.balance()))
        canvas.line((_LIST.x, PANEL.y + 118), (PANEL.right - 50, PANEL.y + 118), (*GOLD[:3], 90))
        if offer is None:
            canvas.text(tr("There is nothing to choose here."), (PANEL.centerx, 420), LABEL, align="center")
        else:
            self._draw_offer(canvas, offer)
        for widget in self.widgets[1:]:
            widget.draw(canvas)

    def _draw_offer(self, canvas: Canvas, offer: Offer) -> None:
        canvas.rule((PANEL.centerx, _TEXT.y - 14), 300, (*GOLD[:3], 150))
        texts = [(wares.about(self.game, offer.product), _ABOUT), *self._terms(offer)]
        share = next((one for one in (1.0, 0.92, 0.84, 0.76) if self._height(texts, one) <= _ROOM), 0.68)
        box = FRect(_TEXT)
        for words, ink in texts:
            if words:
                box.y += canvas.prose(words, box, ink.sized(ink.size * share), marked=False) + 4

    def _height(self, texts: list[tuple[str, Ink]], share: float) -> float:
        """How much room the words take in a share of their size."""
        laid = self.desk.lettering.paragraph
        inks = [(words, ink.sized(ink.size * share)) for words, ink in texts if words]
        return sum(laid(words, ink, _TEXT.w, marked=False).lines * ink.size * ink.leading + 4 for words, ink in inks)

    def _terms(self, offer: Offer) -> list[tuple[str, Ink]]:
        """What there is to know before choosing, or after."""
        small = SMALL.coloured(MIST)
        if offer.owned:
            entry = wares.bought(self.game, offer.product.sku)
            found = [(tr("It is yours."), LABEL.coloured(AMBER))]
            if entry is not None and wares.returnable(entry, self.game.records.history()):
                found.append((wares.until_words(entry), small))
            return found
        found = [(wares.reckoning(self.game, offer), SMALL.coloured(AMBER))]
        if offer.product.refund_hours and not (offer.cost.usd_cents and not self.game.takes_money):
            hours = tr("It can be given back within {hours} hours.", hours=offer.product.refund_hours)
            found.append((hours, small))
        return found
