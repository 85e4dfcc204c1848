"""How long saving, loading, buying and opening take, beside plain SQLite statements in the same run. Prints medians.

Run from the project's root: python -m tests.bench.bench_store
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from engine.play.saves import SlotInfo
from engine.profile.store import Profile, open_profile
from engine.story.model import Currency, Price, Product, Shop

SAVE = random.Random(1).randbytes(130_000)
TIMES = 200
INFO = SlotInfo(chapter="rain", beat="rain.tea", title="Rain", excerpt="You came.", thumbnail=SAVE[:30_000])
SHOP = Shop(
    currency=Currency(start=1_000_000),
    products={
        f"skin.{n}": Product(sku=f"skin.{n}", kind="skin", title="S", price=Price(petals=10)) for n in range(TIMES)
    },
)


def median_ms(action: Callable[[int], object], times: int = TIMES) -> float:
    """The median of `times` calls, in milliseconds; each call gets its number."""
    took = []
    for n in range(times):
        began = time.perf_counter()
        action(n)
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def plain(folder: Path) -> sqlite3.Connection:
    """SQLite with the same promises and none of our tables."""
    connection = sqlite3.connect(folder / "plain.sqlite", isolation_level=None)
    connection.executescript(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE saves (slot TEXT PRIMARY KEY, content BLOB); CREATE TABLE sold (n INTEGER PRIMARY KEY, sku TEXT)"
    )
    return connection


def reopen(path: Path) -> None:
    open_profile(path, "tea").close()


def report(name: str, ms: float, beside: float | None = None) -> None:
    ratio = "" if beside is None else f"   {ms / beside:4.1f} times plain SQLite ({beside:.3f} ms)"
    print(f"{name:42} {ms:8.3f} ms{ratio}")


def measure(folder: Path) -> None:
    connection, path = plain(folder), folder / "anna.sqlite"
    profile: Profile = open_profile(path, "tea")
    profile.ensure_start(SHOP)
    insert = "INSERT OR REPLACE INTO saves VALUES (?, ?)"
    saved = median_ms(lambda n: connection.execute(insert, (f"s{n % 10}", SAVE)))
    sold = median_ms(lambda n: connection.execute("INSERT INTO sold (sku) VALUES (?)", (f"skin.{n}",)))
    read = median_ms(lambda n: connection.execute("SELECT content FROM saves WHERE slot = 's1'").fetchall())
    report("save, 130 kB and a 30 kB picture", median_ms(lambda n: profile.keep(f"s{n % 10}", SAVE, INFO)), saved)
    report("load, 130 kB", median_ms(lambda n: profile.kept("s1")), read)
    report("buy", median_ms(lambda n: profile.buy(SHOP, f"skin.{n}", f"o{n}")), sold)
    report(f"balance over {TIMES} entries", median_ms(lambda n: profile.balance()))
    report("a seen line, waiting", median_ms(lambda n: profile.note_line("rain.tea", str(n))))
    report("flush of what waits", median_ms(lambda n: (profile.note_line("rain.tea", f"f{n}"), profile.flush())), sold)
    report("list of ten slots", median_ms(lambda n: profile.slots()))
    profile.close()
    report("open and close the file, checked", median_ms(lambda n: reopen(path), 20))
    report("open and close a profile in memory", median_ms(lambda n: open_profile(":memory:", "tea").close(), 2000))
    connection.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))
