"""How long `prove` takes on generated stories, and what it settles: 2,000 beats (or as many as asked for), or a novel.

Days of hubs, side rooms, decks, calls, talks, flags that lock later doors, three meters and a counter; one ending in
three is guarded. `--novel` takes the story of novel.py instead, which has the shape of a whole otome novel.
Run from the project's root: `python -m tests.bench.bench_prove [--beats N | --novel] [--seed N]`.
"""

# ruff: noqa: E501  (YAML as it will be written, one step a line)

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.prove.proof import prove
from engine.story.load import load
from tests.bench import novel

WHO = ("ren", "yu", "cas")
DAY = 9
"""Beats of one day: a morning, three rooms, two cards, a called beat, an evening, a night."""
DAYS = 8
"""Days of one chapter."""
FLAGS = 60


def cast() -> str:
    """Three love interests."""
    tiers = "[{tier: stranger, from: 0}, {tier: friend, from: 25}, {tier: close, from: 60}]"
    meter = "{min: 0, max: 100, start: 10, improvised_per_chapter: 6}"
    return "".join(f"{who}:\n  name: {who.title()}\n  affection: {meter}\n  tiers: {tiers}\n" for who in WHO)


def day(chapter: int, number: int, onward: str, die: Random) -> list[str]:
    """The beats of one day; every guard can be met by somebody who wants to."""
    who, other = die.sample(WHO, 2)
    flag, gate = die.randrange(FLAGS), die.randrange(FLAGS)
    name, serial = f"d{number}", chapter * DAYS + number
    need = min(70, 12 + serial // 3)
    rooms = [
        f"  {name}_room{room}:\n    steps:\n      - The room.\n      - {who}: Hello.\n"
        f"      - if: f{(gate + room) % FLAGS}\n        then: [effects: {{affection: {{{other}: +1}}}}]\n"
        f"      - choice:\n          - {{text: Kind, effects: {{affection: {{{who}: +2}}, set: [f{(flag + room) % FLAGS}]}}}}\n"
        f"          - {{text: Bold, when: courage >= {min(9, serial % 12)}, effects: {{add: {{courage: -1}}}}}}\n"
        f"          - {{text: Rude, effects: {{affection: {{{who}: -1}}, add: {{courage: +1}}}}}}\n"
        f"      - goto: {name}_evening\n"
        for room in range(3)
    ]
    return [
        f"  {name}_morning:\n    steps:\n      - Morning.\n      - call: {name}_called\n      - draw: deck{chapter}_{number}\n"
        f"      - choice:\n          - {{text: A, goto: {name}_room0}}\n"
        f"          - {{text: B, when: affection.{who} >= {need // 2} or f{gate}, goto: {name}_room1}}\n"
        f"          - {{text: C, when: f{gate} and not f{(gate + 1) % FLAGS}, goto: {name}_room2}}\n",
        *rooms,
        f"  {name}_called:\n    steps:\n      - Hm.\n      - if: tier.{other} >= friend\n        then: [{other}: Friend.]\n",
        f"  {name}_card0:\n    steps: [A card., {{effects: {{affection: {{{other}: +1}}}}}}]\n",
        f"  {name}_card1:\n    steps: [Another card.]\n",
        f"  {name}_evening:\n    steps:\n      - improvise:\n          id: talk{chapter}_{number}\n          with: [{who}]\n"
        f"          goal: Talk.\n          turns: {{min: 1, max: 4}}\n          affection: {{{who}: {{min: -3, max: 4}}}}\n"
        f"          acts:\n            kind: {{like: [You are kind], effects: {{affection: {{{who}: +2}}}}}}\n"
        f"            rude: {{like: [Go away], effects: {{affection: {{{who}: -2}}}}}}\n            other: {{}}\n"
        f"          exits:\n            - {{exit: warm, when: acts.kind >= 2, goto: {name}_night}}\n            - {{exit: cool}}\n"
        f"          offline:\n            open: [{{{who}: Well.}}]\n            replies: {{kind: [{{{who}: Oh.}}], rude: [{{{who}: Ah.}}], other: [{{{who}: Hm.}}]}}\n"
        f"            close: [{{{who}: Good night.}}]\n"
        f"      - goto: {onward}\n",
        f"  {name}_night:\n    steps:\n      - Night.\n      - ending: {{id: e{serial}, kind: good, title: E, "
        f"when: affection.{who} >= {need} and f{flag} and not f{gate}}}\n      - goto: {onward}\n",
    ]


def write(folder: Path, beats: int, seed: int) -> int:
    """Write the story of so many beats or a few more, in whole chapters; gives the number of its beats."""
    die, chapters = Random(seed), max(1, -(-beats // (DAY * DAYS)))
    flags = ", ".join(f"f{number}" for number in range(FLAGS))
    head = f"format: 1\ntitle: Long\nstart: c0.d0_morning\nflags: [{flags}]\ncounters: {{courage: {{max: 10}}}}\n"
    (folder / "chapters").mkdir(parents=True)
    (folder / "story.yaml").write_text(head, encoding="utf-8")
    (folder / "cast.yaml").write_text(cast(), encoding="utf-8")
    count = 1
    for chapter in range(chapters):
        lines, decks = [f"chapter: c{chapter}\ntitle: C\nbeats:\n"], ["decks:\n"]
        for number in range(DAYS):
            last = number == DAYS - 1
            onward = f"d{number + 1}_morning" if not last else f"c{chapter + 1}.d0_morning"
            onward = "over" if last and chapter == chapters - 1 else onward
            made = day(chapter, number, onward, die)
            count += len(made)
            lines += made
            decks.append(
                f"  deck{chapter}_{number}:\n    - {{beat: d{number}_card0, when: courage >= 2, weight: 2}}\n"
                f"    - {{beat: d{number}_card1}}\n"
            )
        if chapter == chapters - 1:
            lines.append("  over:\n    steps:\n      - ending: {id: over, kind: normal, title: Over}\n")
        (folder / "chapters" / f"{chapter:03}.yaml").write_text("".join(lines + decks), encoding="utf-8")
    return count


def _written(folder: Path, args: argparse.Namespace) -> int:
    if not args.novel:
        return write(folder, args.beats, args.seed)
    novel.write(folder, args.seed)
    return novel.beats_in(folder)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--beats", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--novel", action="store_true")
    parser.add_argument("--seconds", type=int, default=120)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        beats = _written(Path(folder) / "long", args)
        begun = time.perf_counter()
        script = compile_story(load(Path(folder) / "long"))
    print(f"{beats} beats, loaded and compiled in {time.perf_counter() - begun:.1f} s")
    begun = time.process_time()
    proof = prove(script, Routes(script), args.seconds)
    worked = time.process_time() - begun
    verdicts = Counter(claim.verdict for claim in proof.claims)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"proved in {proof.seconds:.1f} s ({worked:.1f} s of processor time): {proof.places} places, {proof.ways} ways, at most {memory:.0f} MB")
    print(", ".join(f"{verdict} {count}" for verdict, count in verdicts.items()))
    for claim in proof.claims:
        if claim.verdict == "not settled":
            print(f"  {claim.kind} {claim.what}: {claim.why}")


if __name__ == "__main__":
    main()
