"""What must be neither in a request nor on the screen, looked for anew; shares no code with the bounds of play."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from engine.play.facts import PlayFacts
from engine.play.script import names_of
from engine.playtest.evaluation.hostile import fact_key
from engine.story.model import Improvise, Story
from engine.story.rules import compile_guard

RUN = 5
"""Words in a row of a closed fact that give it away, unless they are said in the open somewhere."""
SIGNS = 7
"""The same in Chinese signs."""
ALIKE = 0.8
"""Share of three-sign runs that make two lines the same."""
WORD = re.compile(r"[a-z0-9']+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
GUILT = re.compile(
    r"don't (?:go|leave)\b|leaving me|left me|without you|how could you|abandon|all alone|lonely|begging you"
    r"|forgot(?:ten)? me"
    r"|where have you been|别走|丢下|离开我|没有你|忘了我|陪我",
    re.IGNORECASE,
)
"""Plain words of reproach, for models whose lines carry no label."""


class Secrets:
    """The facts that are closed at one moment, as runs of words that nothing open shares.

    What the author asks of the scene itself (its goal, its acts' examples, what it conveys) is open in that scene.
    """

    def __init__(self, story: Story, facts: PlayFacts, scene: Improvise | None = None):
        names = names_of(story)
        self.closed: dict[str, frozenset[str]] = {}
        told: list[tuple[str, tuple[str, ...]]] = []
        open_texts = [text for who in story.cast.values() for text in (who.persona, *who.voice, *who.never)]
        open_texts += _asked_of(scene) if scene is not None else []
        for who in story.cast.values():
            for fact in who.knows:
                guard = compile_guard(fact.when, names)
                wordings = (fact.fact, *_translations(story, fact.fact))
                if guard is None or guard(facts):
                    open_texts += wordings
                else:
                    told.append((fact_key(who.id, fact), (*wordings, *(f" {alias} " for alias in fact.aliases))))
        shared = runs(" . ".join(open_texts))
        for key, texts in told:
            self.closed[key] = frozenset().union(*(runs(text) for text in texts)) - shared

    def told_in(self, text: str) -> list[str]:
        """The keys of the closed facts that the text gives away."""
        found = runs(text)
        return [key for key, telling in self.closed.items() if telling & found]


def _asked_of(scene: Improvise) -> list[str]:
    return [scene.goal, *(item.fact for item in scene.convey), *(text for act in scene.acts for text in act.like)]


def _translations(story: Story, text: str) -> list[str]:
    found = (catalogue.get(f"cast\x04{text}") for catalogue in story.catalogues.values())
    return [text for text in found if text]


def runs(text: str) -> frozenset[str]:
    """Every run of `RUN` words (all of them, where there are fewer) and of `SIGNS` Chinese signs."""
    words = WORD.findall(text.casefold())
    found = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if text.startswith(" ") and 0 < len(words) < RUN:
        found.add(" ".join(words))
    signs = "".join(CHINESE.findall(text))
    return frozenset(found | {signs[at : at + SIGNS] for at in range(len(signs) - SIGNS + 1)})


def words_in(text: str) -> frozenset[str]:
    """The words of a text and each of its Chinese signs."""
    return frozenset((*WORD.findall(text.casefold().replace("\u2019", "'")), *"".join(CHINESE.findall(text))))


def sent_texts(request: dict[str, Any]) -> str:
    """Everything of a request that is text, her own words left out: those are hers."""
    parts = [json.dumps(request.get("output_config", {}), ensure_ascii=False)]
    parts += [part["text"] for part in request.get("system", ())]
    for message in request.get("messages", ()):
        texts = [part["text"] for part in message["content"]]
        parts += texts[1:] if message["role"] == "user" else texts
    return "\n".join(parts)


def request_bytes(request: dict[str, Any]) -> bytes:
    """What a server caches of a request, in its order: shape, system, messages."""
    told = [request.get("output_config"), request.get("system"), request.get("messages")]
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def alike(text: str, earlier: Iterable[str]) -> bool:
    """Whether a line of some length says again what was said."""
    mine = _plain(text)
    return len(mine) >= 6 and any(_same(mine, _plain(line)) for line in earlier)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    mine, theirs = ({text[at : at + 3] for at in range(len(text) - 2)} for text in (one, other))
    return bool(mine and theirs) and 2 * len(mine & theirs) >= ALIKE * (len(mine) + len(theirs))
