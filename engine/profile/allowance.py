"""What a parent allows: real money a month over all stories, and a number asked for before anything is bought.

The number itself is kept nowhere: a salt and a slow hash of it are. After five wrong ones nothing is opened until the
game is started again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from engine.profile.database import Database
from engine.shop import refusals
from engine.shop.catalogue import Cost
from engine.shop.refusals import ShopRefusal

SETTING = "shop.allowance"
ROUNDS = 240_000
TRIES = 5
DIGITS = (4, 8)
"""How short and how long the number may be."""


class Rules(Struct, frozen=True):
    """`month_cents` None: no limit. `salt` and `mark` are empty where no number is set."""

    month_cents: int | None = None
    salt: str = ""
    mark: str = ""


class Allowance:
    """One player file's rules. `setting` and `set_setting` keep them; `now` gives seconds since 1970."""

    def __init__(
        self,
        database: Database,
        setting: Callable[[str, dict[str, object]], dict[str, object]],
        set_setting: Callable[[str, object], None],
        now: Callable[[], float],
        rounds: int = ROUNDS,
    ) -> None:
        self._database, self._setting, self._set_setting, self._now = database, setting, set_setting, now
        self._rounds, self._wrong = rounds, 0
        self.open = False
        """Whether the right number was given since it was last locked."""

    def _rules(self) -> Rules:
        kept = self._setting(SETTING, {})
        limit, salt, mark = kept.get("month_cents"), kept.get("salt"), kept.get("mark")
        return Rules(limit if isinstance(limit, int) else None, str(salt or ""), str(mark or ""))

    def _keep(self, rules: Rules) -> None:
        self._set_setting(SETTING, {"month_cents": rules.month_cents, "salt": rules.salt, "mark": rules.mark})

    # ------------------------------------------------------------ what holds

    @property
    def month_cents(self) -> int | None:
        """The most real money that may be spent in a month, in US cents; None: no limit."""
        return self._rules().month_cents

    @property
    def guarded(self) -> bool:
        """Whether a number is set."""
        return bool(self._rules().mark)

    def spent(self) -> int:
        """US cents spent this month in all stories, with what is still being settled, without what was given back."""
        since = datetime.fromtimestamp(self._now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        began = since.timestamp()
        entered = self._database.read("SELECT COALESCE(SUM(usd_cents), 0) FROM ledger WHERE at >= ?", began)
        waits = self._database.read(
            "SELECT COALESCE(SUM(usd_cents), 0) FROM pending WHERE action = 'charge' AND at >= ?", began
        )
        return max(0, int(entered[0][0]) + int(waits[0][0]))

    def check(self, price: Cost) -> None:
        """Raises ShopRefusal where this may not be bought now."""
        if self.guarded and not self.open:
            raise ShopRefusal(refusals.GUARDED)
        limit = self.month_cents
        if limit is not None and price.usd_cents and self.spent() + price.usd_cents > limit:
            raise ShopRefusal(refusals.OVER_LIMIT, limit=_dollars(limit), left=_dollars(max(0, limit - self.spent())))

    # ------------------------------------------------------------ what a parent does

    def unlock(self, number: str) -> bool:
        """Open with the number; False when it is the wrong one, or too many wrong ones were given."""
        rules = self._rules()
        if self._wrong >= TRIES or not rules.mark:
            return not rules.mark
        right = hmac.compare_digest(self._mark(number, rules.salt), rules.mark)
        self._wrong = 0 if right else self._wrong + 1
        self.open = right
        return right

    def lock(self) -> None:
        """Ask for the number again."""
        self.open = False

    def limit(self, cents: int | None) -> None:
        """Set the limit of a month. Raises ShopRefusal while locked."""
        self._refuse_locked()
        rules = self._rules()
        self._keep(Rules(cents, rules.salt, rules.mark))

    def guard(self, number: str) -> None:
        """Set the number, or with an empty one do without. Raises ShopRefusal while locked, or for a bad number."""
        self._refuse_locked()
        if number and not (number.isdecimal() and number.isascii() and DIGITS[0] <= len(number) <= DIGITS[1]):
            raise ShopRefusal(refusals.BAD_NUMBER)
        salt = os.urandom(16).hex() if number else ""
        self._keep(Rules(self._rules().month_cents, salt, self._mark(number, salt) if number else ""))
        self.open = bool(number)

    def _refuse_locked(self) -> None:
        if self.guarded and not self.open:
            raise ShopRefusal(refusals.GUARDED)

    def _mark(self, number: str, salt: str) -> str:
        return hashlib.pbkdf2_hmac("sha256", number.encode(), salt.encode(), self._rounds).hex()


def _dollars(cents: int) -> str:
    return f"US$ {cents / 100:.2f}"
