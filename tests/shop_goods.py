"""A small shop, a story that wears it, a clock that is set by hand and a till that follows a script."""

from __future__ import annotations

from collections.abc import Iterable

from engine.shop.till import TillDeclined, TillUnreached
from engine.story.model import Affection, Character, Currency, Earning, Outfit, Price, Product, Shop, Story

COAT = Product(
    sku="skin.ren.coat", kind="skin", title="Winter coat", price=Price(petals=120), character="ren", outfit="coat"
)
SCARF = Product(
    sku="skin.ren.scarf",
    kind="skin",
    title="Red scarf",
    price=Price(petals=30),
    character="ren",
    outfit="scarf",
    refund_hours=0,
)
NIGHT = Product(sku="chapter.night", kind="chapter", title="Lantern Night", price=Price(petals=100), chapter="night")
GOWN = Product(
    sku="skin.cas.gown", kind="skin", title="Gown", price=Price(usd_cents=499), character="cas", outfit="gown"
)
POUCH = Product(sku="petals.300", kind="currency", title="A pouch of petals", price=Price(usd_cents=299), petals=300)

SHOP = Shop(
    currency=Currency(name="petals", start=150),
    earn=(
        Earning(ending="any", petals=100),
        Earning(ending="lanterns", petals=250),
        Earning(chapter="any", petals=30),
        Earning(chapter="festival", petals=5, once=False),
    ),
    products={product.sku: product for product in (COAT, SCARF, NIGHT, GOWN, POUCH)},
)

STORY = Story(
    id="tea",
    title="Tea",
    start="rain.arrival",
    cast={
        "ren": Character(
            id="ren",
            name="Ren",
            affection=Affection(),
            outfits=(
                Outfit(name="work"),
                Outfit(name="coat", sku=COAT.sku),
                Outfit(name="scarf", sku=SCARF.sku),
            ),
        ),
        "cas": Character(id="cas", name="Cas", outfits=(Outfit(name="suit"), Outfit(name="gown", sku=GOWN.sku))),
    },
    shop=SHOP,
)

HOUR = 3600.0


class Clock:
    """Stands still until it is set."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class ScriptedTill:
    """Follows its script, one word a call: `take`, `decline`, `silent` (nothing happened), `lost` (it did happen).

    When the script is over it takes. `charged` and `returned` are what really moved, by order, in cents.
    """

    def __init__(self, script: Iterable[str] = ()) -> None:
        self.script = list(script)
        self.charged: dict[str, int] = {}
        self.returned: dict[str, int] = {}
        self.asked: list[tuple[str, str]] = []

    def charge(self, order: str, sku: str, usd_cents: int) -> str:
        self.asked.append(("charge", order))
        self._happen(self.charged, order, usd_cents)
        return f"receipt {order}"

    def give_back(self, order: str, usd_cents: int) -> None:
        self.asked.append(("give_back", order))
        self._happen(self.returned, order, usd_cents)

    def was_charged(self, order: str) -> str | None:
        self.asked.append(("was_charged", order))
        if self._next() in ("silent", "lost"):
            raise TillUnreached
        return f"receipt {order}" if order in self.charged else None

    def _next(self) -> str:
        return self.script.pop(0) if self.script else "take"

    def _happen(self, moved: dict[str, int], order: str, usd_cents: int) -> None:
        word = self._next()
        if order in moved:
            return
        if word == "decline":
            raise TillDeclined("card expired")
        if word == "silent":
            raise TillUnreached
        moved[order] = usd_cents
        if word == "lost":
            raise TillUnreached
