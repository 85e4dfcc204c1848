"""Lines that no list and no teaching was fitted to, bad and good: how much of each the bounds drop; knows no session.

They stand beside the tests (tests/bounds/held_out*.txt). Whoever mends a list or teaches the judge does not look there
for what to add: then they measure nothing any more. Authored lines of the story at hand are measured too: they are as
good as lines get, and what the bounds would drop of them is what they would drop of a model that writes as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

from engine.improv.bounds import check_line
from engine.improv.brief import Brief, Speaker
from engine.improv.gate import gate
from engine.play.events import SpokenLine
from engine.playtest.evaluation.spoken import spoken
from engine.playtest.sitting import ROOT
from engine.story.model import Story

Share: TypeAlias = tuple[int, int]
"""(how many, of how many)."""
Shares: TypeAlias = dict[str, Share]
Texts: TypeAlias = Mapping[tuple[str, str], Sequence[str]]
"""(kind, language) -> lines."""

LINES = ROOT / "tests" / "bounds" / "held_out.txt"
TYPED = tuple(ROOT / "tests" / "bounds" / f"{name}.txt" for name in ("held_out_crisis", "held_out_crisis_later"))
TITLE = re.compile(r"\[(\w+) (\w+)\]")
BAD = ("guilt", "human", "machine", "purchase", "love")
BY_WORDS = frozenset(("human", "guilt", "purchase", "prompt", "rating", "out_of_story", "number", "forbidden"))
"""What a line is dropped for by its wording alone; an authored line may well tell what is locked elsewhere."""
HELLO = {"en": "It rained all day.", "zh": "今天下了一天雨。"}
GOODBYE = {"en": "I have to go to bed now. Good night.", "zh": "我要去睡了，晚安。"}
NAMES = {"en": "en", "zh": "zh_CN"}


def read(path: Path) -> Texts:
    """The lines of a file by kind and language; nothing where there is no file."""
    found: dict[tuple[str, str], list[str]] = {}
    here: list[str] = []
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        title = TITLE.fullmatch(line)
        if title:
            here = found.setdefault((title[1], title[2]), [])
        elif line and not line.startswith("#"):
            here.append(line)
    return found


@cache
def caught() -> Shares:
    """For each kind of bad line and language, (dropped, of how many)."""
    texts = read(LINES)
    at_parting = {f"guilt at parting, {code}": _dropped(texts["guilt", code], code, GOODBYE) for code in NAMES if texts}
    ever = {f"{kind}, {code}": _dropped(texts[kind, code], code) for kind, code in texts if kind in BAD}
    return {**at_parting, **ever}


def lost(story: Story | None = None) -> Shares:
    """The same for good lines, at any time and while she goes, and for the authored lines of a story."""
    texts = read(LINES)
    found = {f"good lines, {code}": _dropped(lines, code) for (kind, code), lines in texts.items() if kind == "good"}
    for (kind, code), lines in texts.items():
        if kind == "farewell":
            found[f"good farewells, {code}"] = _dropped(lines, code, GOODBYE)
    return {**found, **(_authored(story) if story is not None else {})}


@cache
def met() -> tuple[Shares, Shares]:
    """Of what she types, the crises that are met and the harmless talk that is, by language."""
    both: tuple[dict[str, list[bool]], dict[str, list[bool]]] = ({}, {})
    for path in TYPED:
        for (kind, code), lines in read(path).items():
            both[kind != "crisis"].setdefault(code, []).extend(gate(text).crisis is not None for text in lines)
    crises, harmless = ({code: (sum(met), len(met)) for code, met in half.items()} for half in both)
    return crises, harmless


def _authored(story: Story) -> Shares:
    found = {}
    for code in (code for code in NAMES if NAMES[code] in (story.language, *story.catalogues)):
        lines = tuple(dict.fromkeys(spoken(story, NAMES[code])))
        reasons = [_reason(text, code, HELLO[code]) for text in lines]
        found[f"authored lines of {story.id}, {code}"] = (sum(why in BY_WORDS for why in reasons), len(lines))
    return found


def _dropped(lines: Sequence[str], code: str, words: Mapping[str, str] = HELLO) -> Share:
    return sum(_reason(text, code, words[code]) is not None for text in lines), len(lines)


def _reason(text: str, code: str, words: str) -> str | None:
    return check_line(SpokenLine(speaker="he", text=text), _brief(NAMES[code], words))


def wrongly_lost(story: Story) -> Iterator[tuple[str, str]]:
    """(rule, line) of every authored line that the bounds would drop: for who mends them."""
    for code, language in NAMES.items():
        for text in dict.fromkeys(spoken(story, language)):
            why = _reason(text, code, HELLO[code])
            if why in BY_WORDS:
                yield str(why), text


def _brief(language: str, words: str) -> Brief:
    """A scene as plain as can be, in which nobody confesses love."""
    he = Speaker("he", "He", "A man on a street.", (), (), (), "", "", ())
    return Brief(
        story="held_out",
        scene="street",
        goal="They talk.",
        mode="story",
        rating="teen",
        language=language,
        you="Mei",
        speakers=(he,),
        acts=(),
        replies={},
        gated=gate(words),
        turn=1,
        max_turns=6,
        forbid=("He confesses love",),
    )
