"""What the shop says when it refuses: one sentence each; knows nothing of the ledger or of screens."""

from __future__ import annotations

from engine.play.refusal import Refusal

BAD_ORDER = (
    "An order id has 1 to 128 printable characters and does not begin like the shop's own; “{order}” is not one."
)
UNKNOWN_SKU = "The shop has no {sku}."
NOT_FOR_SALE = "{title} has no price the shop can take, so it cannot be bought."
OWNED = "{title} is yours already."
TOO_DEAR = "{title} costs {price} {currency}; you have {balance}, so {missing} are missing."
OTHER_SKU = "The order {order} was for {sku}; use a new order id for another purchase."
GIVEN_BACK = "The order {order} was given back; use a new order id to buy again."
NO_TILL = "{title} costs real money, and no payment service is set up."
NO_TILL_REFUND = "The order {order} was paid with real money, and no payment service is set up to give it back."
DECLINED = "The payment was declined and nothing was charged ({reason})."
UNREACHED = "The payment service did not answer; the order {order} is kept and will be settled, never charged twice."
PAID_NOT_ENTERED = (
    "The order {order} was paid but could not be written down; it will be at the next start, and never charged twice."
)
PENDING = "A payment for {title} is still being settled; nothing more is charged until it is."
UNKNOWN_ORDER = "There is no order {order} to give back."
REFUNDED = "The order {order} was given back before."
TOO_LATE = "The order {order} could be given back for {hours} hours; that time is over."
SPENT = "The order {order} cannot be given back: {missing} of its {currency} are spent."
NO_CHARACTER = "The story has nobody called {character}."
NO_OUTFIT = "{character} has no outfit called {outfit}."
NOT_OWNED = "The outfit {outfit} is not yours yet."
NOT_EARNED = "The outfit {outfit} is not earned yet; it cannot be bought."
GUARDED = "A number guards the shop; give it first, under “For parents”."
OVER_LIMIT = "The limit of {limit} a month would be passed; {left} of it are left."
BAD_NUMBER = "The number has 4 to 8 digits."

SENTENCES = (
    BAD_ORDER, UNKNOWN_SKU, NOT_FOR_SALE, OWNED, TOO_DEAR, OTHER_SKU, GIVEN_BACK, NO_TILL, NO_TILL_REFUND, DECLINED,
    UNREACHED, PAID_NOT_ENTERED, PENDING, UNKNOWN_ORDER, REFUNDED, TOO_LATE, SPENT, NO_CHARACTER, NO_OUTFIT, NOT_OWNED,
    NOT_EARNED, GUARDED, OVER_LIMIT, BAD_NUMBER,
)  # fmt: skip
"""All of them, as the catalogue of translations needs them."""


class ShopRefusal(Refusal):
    """The shop does not do it, and nothing was bought, paid or given back."""
