"""Writes a made-up story of the shape of a whole otome novel: 16 chapters, 12 endings, 25 talks and more; knows no engine.

A common road of five chapters, three routes of three, a road that only who saw three endings may take, and an epilogue
that is sold. 34 flags lock later options, three counters and three meters are asked for by options, decks, exits and
endings. The same seed writes the same story.
"""

# ruff: noqa: E501  (YAML as it will be written, one step a line)

from __future__ import annotations

from pathlib import Path
from random import Random

WHO = ("ren", "yu", "cas")
FLAGS = 34
COUNTERS = ("courage", "craft", "debt")
COMMON, ROUTE, BEATS = 5, 3, 8
"""Chapters of the common road, chapters of a route, and beats of a chapter."""


def write(folder: Path, seed: int) -> None:
    """Write the story into a new folder."""
    (folder / "chapters").mkdir(parents=True)
    (folder / "story.yaml").write_text(_head(), encoding="utf-8")
    (folder / "cast.yaml").write_text("".join(_person(who) for who in WHO), encoding="utf-8")
    (folder / "shop.yaml").write_text(_shop(), encoding="utf-8")
    for number, (name, text) in enumerate(_chapters(Random(seed))):
        (folder / "chapters" / f"{number:02}_{name}.yaml").write_text(text, encoding="utf-8")


def _head() -> str:
    flags = ", ".join(f"f{number}" for number in range(FLAGS))
    counters = ", ".join(f"{name}: {{min: 0, max: 10, start: 0}}" for name in COUNTERS)
    return f"format: 1\ntitle: A Novel\nstart: common0.b0\nflags: [{flags}]\ncounters: {{{counters}}}\n"


def _person(who: str) -> str:
    tiers = "[{tier: stranger, from: 0}, {tier: friend, from: 22}, {tier: close, from: 45}, {tier: beloved, from: 70}]"
    outfits = f"{{plain: {{}}, fine: {{sku: skin.{who}}}}}"
    meter = "{min: 0, max: 100, start: 10, improvised_per_chapter: 10}"
    return f"{who}:\n  name: {who.title()}\n  affection: {meter}\n  tiers: {tiers}\n  expressions: [neutral]\n  outfits: {outfits}\n"


def _shop() -> str:
    skins = "".join(
        f"  skin.{who}: {{kind: skin, character: {who}, outfit: fine, title: Coat, about: A coat., price: {{petals: 120}}}}\n"
        for who in WHO
    )
    earn = "earn: [{ending: any, petals: 100, once: true}, {chapter: any, petals: 30, once: true}]\n"
    paid = "  chapter.after: {kind: chapter, chapter: after, title: After, about: More., price: {petals: 300}}\n"
    return f"currency: {{name: petals, start: 50}}\n{earn}products:\n{skins}{paid}"


def _chapters(die: Random) -> list[tuple[str, str]]:
    written: list[tuple[str, str]] = []
    for number in range(COMMON):
        last = number == COMMON - 1
        written.append(_chapter(die, f"common{number}", None, "parting" if last else f"common{number + 1}.b0", number))
    for who in WHO:
        for number in range(ROUTE):
            last = number == ROUTE - 1
            onward = "close" if last else f"{who}{number + 1}.b0"
            written.append(_chapter(die, f"{who}{number}", who, onward, COMMON + number))
    written.append(_chapter(die, "hidden", None, "close", COMMON + ROUTE))
    written.append(_chapter(die, "after", "cas", "close", COMMON))
    return written


def _chapter(die: Random, name: str, lead: str | None, onward: str, depth: int) -> tuple[str, str]:
    lines = [f"chapter: {name}\ntitle: {name}\n", "product: chapter.after\n" if name == "after" else "", "beats:\n"]
    for number in range(BEATS):
        lines += _beat(die, name, number, lead or die.choice(WHO), onward, depth)
    if onward == "parting":
        lines.append(_parting())
    if onward == "close":
        lines.append(_close(name, lead or "ren"))
    lines.append(f"decks:\n  {name}_days:\n")
    lines += [
        f'    - {{beat: card{card}, when: not seen("card{card}") and affection.{who} >= {12 + 3 * depth}, weight: 2}}\n'
        for card, who in enumerate(WHO)
    ]
    lines.append("    - {beat: quiet}\n")
    return name, "".join(lines)


def _beat(die: Random, chapter: str, number: int, who: str, onward: str, depth: int) -> list[str]:
    other = die.choice([each for each in WHO if each != who])
    flag, asked, counter = die.randrange(FLAGS), die.randrange(FLAGS), die.choice(COUNTERS)
    need = 12 + 4 * depth
    to = f"b{number + 1}" if number + 1 < BEATS else onward
    lines = [
        f"  b{number}:\n    steps:\n      - A morning.\n      - {who}: Well.\n      - show: {{{who}: neutral, outfit: fine}}\n"
    ]
    if number in (2, 5):
        lines.append(f"      - draw: {chapter}_days\n")
    if number == 3:
        lines.append(f"      - once: {chapter}_golden\n        steps: [{who}: I only wondered whether you were.]\n")
    lines += [
        "      - choice:\n",
        f"          - {{text: Kind, effects: {{affection: {{{who}: +{die.randint(1, 4)}}}, set: [f{flag}]}}}}\n",
        f"          - {{text: Bold, when: {counter} >= {die.randint(0, 3)}, effects: {{affection: {{{who}: +2, {other}: -1}}, add: {{{die.choice(COUNTERS)}: +1}}}}}}\n",
        f"          - {{text: Cool, effects: {{affection: {{{who}: -{die.randint(1, 3)}}}, add: {{{counter}: +1}}, clear: [f{asked}]}}}}\n",
        f"          - {{text: Dear, when: tier.{who} >= {'friend' if depth < 6 else 'close'} and f{asked}, effects: {{affection: {{{who}: +3}}}}}}\n",
        f"          - {{text: The coat, when: 'owns(\"skin.{who}\")', locked: show, steps: [{who}: You kept it.]}}\n",
        f"      - if: affection.{who} >= {need} and (f{asked} or {counter} > 2)\n        then: [{who}: Stay., effects: {{set: [f{die.randrange(FLAGS)}]}}]\n",
        f"      - if: affection.{who} > affection.{other}\n        then: [{other}: I see.]\n",
    ]
    if number in (1, 6) and (number == 1 or depth in (0, 1, 2, 5, 6)):
        lines.append(_talk(die, f"{chapter}_talk{number}", who, flag))
    lines.append(f"      - goto: {to}\n")
    if number == 0:
        lines += [
            f"  card{card}:\n    steps: [A day., {{effects: {{affection: {{{person}: +2}}, set: [f{die.randrange(FLAGS)}]}}}}]\n"
            for card, person in enumerate(WHO)
        ]
        lines.append("  quiet:\n    steps: [A quiet evening.]\n")
    return lines


def _talk(die: Random, name: str, who: str, flag: int) -> str:
    worth = {"comfort": 2, "tease": 1, "work": 1, "offer": 2, "pry": -2}
    acts = {act: f"affection: {{{who}: {change:+}}}" for act, change in worth.items()}
    acts["offer"] += f", set: [f{flag}]"
    listed = "".join(
        f"            {act}: {{like: [{act} please], effects: {{{effects}}}}}\n" for act, effects in acts.items()
    )
    replies = ", ".join(f"{act}: [{{{who}: Hm.}}]" for act in (*acts, "other"))
    return (
        f"      - improvise:\n          id: {name}\n          with: [{who}]\n          goal: Talk.\n"
        f"          convey: [The house closes at the end of the month.]\n"
        f"          turns: {{min: 2, max: 6}}\n          affection: {{{who}: {{min: -5, max: +7}}}}\n          acts:\n{listed}            other: {{}}\n"
        f"          exits:\n            - {{exit: bruised, when: acts.pry >= 2}}\n"
        f"            - {{exit: confided, when: turns >= 3 and acts.comfort + acts.offer >= 2 and affection.{who} >= {die.randint(12, 30)}}}\n"
        f"            - {{exit: drift}}\n          offline:\n            open: [{{{who}: Noon.}}]\n            replies: {{{replies}}}\n            close: [{{{who}: Night.}}]\n"
    )


def _parting() -> str:
    """Where the common road ends: a route for who is fond enough, the hidden road for who has seen all three."""
    asked = " and ".join(f'ending("{who}_good")' for who in WHO)
    options = "".join(
        f"          - {{text: With {who}, when: affection.{who} >= 30 and f{number}, goto: {who}0.b0}}\n"
        for number, who in enumerate(WHO)
    )
    return (
        f"  parting:\n    steps:\n      - The road forks.\n      - choice:\n{options}"
        f"          - {{text: The hidden road, when: '{asked}', goto: hidden.b0}}\n"
        "          - {text: After all, goto: after.b0, when: 'ending(\"ren_good\")'}\n"
        "          - {text: Alone}\n      - ending: {id: alone, kind: bad, title: Alone}\n"
    )


def _close(chapter: str, lead: str) -> str:
    name = chapter.rstrip("0123456789")
    good = f"affection.{lead} >= 60 and courage >= 4 and (f3 or f4)"
    best = "affection.ren >= 40 and affection.yu >= 40" if name == "hidden" else good
    normal = f"      - ending: {{id: {name}_normal, kind: normal, title: Normal, when: affection.{lead} >= 40}}\n"
    bad = f"      - ending: {{id: {name}_bad, kind: bad, title: Bad}}\n"
    short = f"      - ending: {{id: {name}_end, kind: normal, title: End}}\n"
    return (
        f"  close:\n    steps:\n      - The end is near.\n"
        f"      - ending: {{id: {name}_good, kind: good, title: Good, when: {best}}}\n"
        + (normal + bad if name in WHO else short)
    )


def beats_in(folder: Path) -> int:
    """How many beats it has."""
    return sum(text.count("\n    steps:") for text in (path.read_text() for path in folder.glob("chapters/*.yaml")))
