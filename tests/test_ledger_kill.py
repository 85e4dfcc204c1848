"""Twenty processes shop until they are killed in the middle of it: what is owned is paid, what is paid is owned."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from engine.profile.store import Profile, open_profile
from engine.shop.till import TillDeclined
from engine.story.model import Currency, Price, Product, Shop

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 20
LONGEST = 0.12
"""Seconds that a process lives at most after its first purchase."""
ANSWER = 0.002
"""Seconds before a movement of money, and again before the till's answer, so that many a kill falls in between."""

SKINS = [Product(sku=f"skin.{n}", kind="skin", title=f"Skin {n}", price=Price(petals=40 + n)) for n in range(4)]
GOWN = Product(sku="gown", kind="skin", title="Gown", price=Price(usd_cents=499))
POUCH = Product(sku="pouch", kind="currency", title="Pouch", price=Price(usd_cents=299), petals=300)
SHOP = Shop(currency=Currency(start=150), products={product.sku: product for product in (*SKINS, GOWN, POUCH)})


class PaperTill:
    """Writes each movement of money on a sheet of paper before it answers, and reads the paper when asked again."""

    def __init__(self, paper: Path) -> None:
        self.paper = paper

    def moved(self) -> dict[tuple[str, str], int]:
        """Cents by (what, order); a line that was cut off by the kill did not happen."""
        lines = self.paper.read_text().splitlines(keepends=True) if self.paper.exists() else []
        rows = [line.split() for line in lines if line.endswith("\n")]
        assert len({(what, order) for what, order, _ in rows}) == len(rows), "money moved twice for one order"
        return {(what, order): int(cents) for what, order, cents in rows}

    def charge(self, order: str, sku: str, usd_cents: int) -> str:
        if usd_cents <= 0:
            raise TillDeclined("nothing to pay")
        self._write("charge", order, usd_cents)
        return f"receipt {order}"

    def give_back(self, order: str, usd_cents: int) -> None:
        self._write("give_back", order, usd_cents)

    def was_charged(self, order: str) -> str | None:
        return f"receipt {order}" if ("charge", order) in self.moved() else None

    def _write(self, what: str, order: str, usd_cents: int) -> None:
        if (what, order) not in self.moved():
            time.sleep(ANSWER)
            with self.paper.open("a") as paper:
                paper.write(f"{what} {order} {usd_cents}\n")
            time.sleep(ANSWER)


def shop_for_ever(folder: Path, name: str) -> None:
    """What the child does: buy, give back and top up, and say so after each; it is killed somewhere in here."""
    with open_profile(folder / "anna.sqlite", "tea", till=PaperTill(folder / "paper")) as profile:
        profile.ensure_start(SHOP)
        n = 0
        while True:
            n += 1
            for sku in (POUCH.sku, GOWN.sku, *(skin.sku for skin in SKINS)):
                act(profile, sku, f"{name}-{n}-{sku}")


def act(profile: Profile, sku: str, order: str) -> None:
    if sku not in profile.outside().owned:
        profile.buy(SHOP, sku, order)
        print(f"buy {order}\n", end="", flush=True)
    else:
        [bought] = [
            e.order for e in profile.history() if e.sku == sku and e.kind == "buy" and is_kept(profile, e.order)
        ]
        profile.refund(SHOP, bought)
        print(f"refund {bought}\n", end="", flush=True)


def is_kept(profile: Profile, order: str) -> bool:
    return all(entry.refers_to != order for entry in profile.history())


def told_by_a_killed_child(folder: Path, name: str, lives: float) -> list[tuple[str, str]]:
    """What a child said it had done before it was killed `lives` seconds after its first purchase."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.test_ledger_kill", str(folder), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(lives)
    child.kill()
    rest, fault = child.communicate()
    assert fault == "", "the child was to be killed, not to fail"
    return [whole_line(line) for line in [first, *rest.splitlines(keepends=True)] if line.endswith("\n")]


def whole_line(line: str) -> tuple[str, str]:
    """What was done to which order. A line that the kill cut short has no end and tells nothing: it is not asked."""
    what, order = line.split()
    return what, order


def test_a_kill_at_any_moment_leaves_the_books_right(tmp_path: Path) -> None:
    """After each of twenty kills nothing is owned unpaid, paid unowned, charged twice, or told and yet forgotten."""
    chance = random.Random(7)
    told: list[tuple[str, str]] = []
    for kill in range(ROUNDS):
        told += told_by_a_killed_child(tmp_path, f"kill{kill}", chance.uniform(0, LONGEST))
        check_the_books(tmp_path, told)
    assert {what for what, _ in told} == {"buy", "refund"}


def check_the_books(folder: Path, told: list[tuple[str, str]]) -> None:
    till = PaperTill(folder / "paper")
    with open_profile(folder / "anna.sqlite", "tea", till=till) as profile:
        history, owned = profile.history(), profile.outside().owned
        assert profile.notice is None
        assert profile.ledger.pending() == []
        assert profile.balance() == sum(entry.petals for entry in history) >= 0
    bought = {entry.order: entry for entry in history if entry.kind in ("buy", "topup")}
    back = {entry.refers_to for entry in history if entry.kind == "refund"}
    assert len({entry.order for entry in history}) == len(history)
    kept = [entry.sku for order, entry in bought.items() if order not in back and entry.kind == "buy"]
    assert sorted(kept) == sorted(owned), "something is owned twice, or unpaid, or paid and not owned"
    assert {order for what, order in told if what == "buy"} <= set(bought)
    assert {order for what, order in told if what == "refund"} <= back
    moved = {(what, order.rsplit("/", 1)[1]): cents for (what, order), cents in till.moved().items()}
    entered = {("charge", order): entry.usd_cents for order, entry in bought.items() if entry.usd_cents}
    returned = {("give_back", order): bought[order].usd_cents for order in back if order and bought[order].usd_cents}
    assert moved == entered | returned


if __name__ == "__main__":
    shop_for_ever(Path(sys.argv[1]), sys.argv[2])
