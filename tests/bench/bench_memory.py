"""How long he thinks of what she told: recall, the block about her and a turn's hearing among very many memories.

Run: python tests/bench/bench_memory.py [memories] [questions]. Times are milliseconds of the processor.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from engine.improv.memory import Memory, Source
from engine.play.keeping import Heard
from engine.profile.store import Profile

WORDS = """
tea maps lighthouses storms bread violins novels ferries lanterns gardens snow trains clocks bees kites
harbour market station bakery library bridge tower meadow island cellar attic chapel square canal hill
茉莉花茶 旧地图 灯塔 暴雨 面包 小提琴 小说 渡轮 灯笼 花园 大雪 火车 钟表 蜜蜂 风筝
"""
THINGS, PLACES, CHINESE = (line.split() for line in WORDS.strip().splitlines())
KINDS = ("fact", "preference", "episode", "promise")


def memory(number: int, random: Random) -> Memory:
    """One of many: common words, and a rare one in each."""
    thing, place, rare = random.choice(THINGS), random.choice(PLACES), f"{random.choice(THINGS)}{number % 5_000}"
    chinese = f"我喜欢在{place}看{random.choice(CHINESE)}。"
    text = f"I like {thing} at the {place} with {rare}." if number % 3 else chinese
    return Memory(
        id=f"m{number}",
        kind=KINDS[number % 4],
        key=f"likes:{number}",
        text=text,
        value=thing,
        source=Source("r", "s", number // 10, number % 10),
        heard_by=("ren",),
        at=1e9 + number * 60.0,
        importance=1 + number % 5,
    )


def fill(profile: Profile, count: int) -> float:
    """Seconds that it took to keep so many."""
    began = time.perf_counter()
    random = Random(1)
    memories = profile.memories
    for start in range(0, count, 10_000):
        with profile.database.write() as connection:
            for number in range(start, min(count, start + 10_000)):
                memories._kept.insert(connection, memory(number, random))
    return time.perf_counter() - began


def questions(count: int) -> list[str]:
    """Common words, rare words, both, Chinese, and what was never said."""
    random = Random(2)
    forms: list[Callable[[], str]] = [
        lambda: f"Do I like {random.choice(THINGS)} at the {random.choice(PLACES)}?",
        lambda: f"What about {random.choice(THINGS)}{random.randrange(5_000)}?",
        lambda: f"Remember the {random.choice(PLACES)} and the {random.choice(THINGS)}{random.randrange(5_000)}?",
        lambda: f"我喜欢{random.choice(CHINESE)}吗？",
        lambda: "What did I say about the elephant?",
        lambda: "What do I like?",
    ]
    return [forms[number % len(forms)]() for number in range(count)]


def times(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    """Milliseconds of each, of this thread's processor time."""
    found = []
    for question in asked:
        began = time.thread_time()
        ask(question)
        found.append((time.thread_time() - began) * 1_000)
    return sorted(found)


def tell(name: str, taken: list[float]) -> None:
    """One line: median, 99th of a hundred, worst."""
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    print(f"{name:<28} median {statistics.median(taken):7.2f}   p99 {p99:7.2f}   worst {taken[-1]:7.2f} ms")


def main() -> None:
    """Fill a profile on disk and ask."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    asked = questions(int(sys.argv[2]) if len(sys.argv) > 2 else 600)
    with tempfile.TemporaryDirectory() as folder, Profile(Path(folder) / "p.sqlite", story="s") as profile:
        print(f"{count} memories kept in {fill(profile, count):.1f} s")
        memories = profile.memories
        tell("recall", times(lambda words: memories.recall(words, ("ren",)), asked))
        tell("about her", times(lambda _: memories.about_her(("ren",)), asked[:200]))
        tell("sayable", times(lambda _: memories.sayable(), asked[:50]))
        turns = [f"I like {thing} and I live in a {place}." for thing in THINGS for place in PLACES][:100]
        heard = iter(range(1_000_000))
        tell("hear", times(lambda words: memories.hear(Heard("q", "t", next(heard), (words,), ("ren",))), turns))
        tell("delete", times(lambda id: memories.delete(id), [f"m{number}" for number in range(5)]))


if __name__ == "__main__":
    main()
