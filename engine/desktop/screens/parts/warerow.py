"""A product in the shop's list: its sign, its title, its one price or that it is owned."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.game import Game
from engine.desktop.screens.parts import wares
from engine.desktop.theme import AMBER, CARD, CARD_HOT, CREAM, DIM, GOLD, LABEL, MIST, ROSE, SMALL, Panel, hexed, mixed
from engine.desktop.widgets import Widget
from engine.language import mark, tr
from engine.shop.catalogue import Offer

HEIGHT = 82.0
_KINDS = {"skin": mark("Something to wear"), "chapter": mark("A chapter"), "currency": mark("For the purse")}
_SIGNS = {"skin": "heart", "chapter": "lantern", "currency": "petal"}
_CHOSEN = Panel((112, 58, 116, 240), (70, 36, 88, 246), (255, 226, 178, 235), 18, 2, shadow=16, sheen=0.14)


class WareRow(Widget):
    """One offer; having the keyboard is looking at it, and taking it goes on to what can be done (`decide`)."""

    focusable = True

    def __init__(
        self,
        game: Game,
        offer: Offer,
        place: tuple[float, float],
        look: Callable[[], None],
        decide: Callable[[], None],
    ) -> None:
        super().__init__(FRect(0, place[0], place[1] - 16, HEIGHT), decide)
        self.game, self.offer, self.look = game, offer, look
        self.chosen = False

    @property
    def spoken(self) -> str:
        offer = self.offer
        told = (tr("Yours") if offer.owned else wares.price(self.game, offer), tr(_KINDS[offer.product.kind]))
        return ". ".join((wares.title(self.game, offer.product), *told, wares.about(self.game, offer.product)))

    def gain(self, *, ring: bool = False) -> None:
        super().gain(ring=ring)
        self.look()

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _CHOSEN if self.chosen else CARD)
        if not self.chosen:
            canvas.panel(self.box, CARD_HOT, self.heat.value)
        product = self.offer.product
        person = self.game.story.cast.get(product.character or "")
        tone = mixed(hexed(person.color), CREAM, 0.2) if person is not None else AMBER
        if self.chosen:
            canvas.ornament("diamond", (self.box.x + 18, self.box.centery), 16, CREAM)
        canvas.ornament(_SIGNS[product.kind], (self.box.x + 46, self.box.centery), 34, tone)
        self._draw_price(canvas)
        room = self.box.w - 340
        canvas.text(wares.title(self.game, product), (self.box.x + 88, self.box.y + 7), LABEL, room=room)
        small = SMALL.sized(22).coloured(MIST)
        brings = wares.amount(self.game, product.petals) if product.petals else tr(_KINDS[product.kind])
        canvas.text(brings, (self.box.x + 88, self.box.y + 44), small, room=room)
        self.draw_ring(canvas, 24)

    def _draw_price(self, canvas: Canvas) -> None:
        right, middle = self.box.right - 28, self.box.centery - 20
        if self.offer.owned:
            canvas.ornament("tick", (right - 12, self.box.centery), 26, AMBER)
            canvas.text(tr("Yours"), (right - 36, middle), LABEL.coloured(AMBER), align="right")
            return
        ink = LABEL.coloured(GOLD)
        if self.offer.missing:
            ink, middle = LABEL.coloured(DIM), self.box.y + 7
            lacking = tr("{count} missing", count=self.offer.missing)
            canvas.text(lacking, (right, self.box.y + 44), SMALL.sized(22).coloured(MIST), align="right")
        words = canvas.text(wares.price(self.game, self.offer), (right, middle), ink, align="right")
        if not self.offer.cost.usd_cents:
            canvas.ornament("petal", (words.x - 22, middle + 20), 24, ROSE if not self.offer.missing else DIM)
