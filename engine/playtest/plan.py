"""Who plays which run: policies, languages and goods by turns, from the seed alone; plays nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from engine.play.refusal import Refusal
from engine.play.script import Script
from engine.playtest.policies import COLLECTOR, all_names, policy

NOTHING = "nothing"
CHUNK = 25
"""Runs that are handed to a worker at once."""


class NoPlan(Refusal):
    """A language or goods that the story does not have."""


class Turn(Struct, frozen=True):
    """How one run is played: by whom, in which language (None: the story's own), owning what from the beginning."""

    policy: str
    language: str | None = None
    owned: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """Runs that are played by one process; a `chain` is one reader's, run after run on one profile."""

    seeds: tuple[int, ...]
    chain: bool = False


class Plan(Struct, frozen=True):
    """All combinations, the policies changing fastest; run number k (the seed less `first`) takes number k of them."""

    policies: tuple[str, ...]
    languages: tuple[str | None, ...] = (None,)
    owned: tuple[tuple[str, ...], ...] = ((),)
    first: int = 0

    def turn(self, seed: int) -> Turn:
        """How the run of this seed is played."""
        rest, at = divmod(seed - self.first, len(self.policies))
        further, tongue = divmod(rest, len(self.languages))
        return Turn(self.policies[at], self.languages[tongue], self.owned[further % len(self.owned)])

    def parts(self, seeds: Sequence[int]) -> list[Part]:
        """The runs as they are handed out: some at a time, and all of one collector's together, for it remembers."""
        apart = [seed for seed in seeds if self.turn(seed).policy != COLLECTOR]
        found = [Part(tuple(apart[at : at + CHUNK])) for at in range(0, len(apart), CHUNK)]
        chains: dict[Turn, list[int]] = {}
        for seed in seeds:
            if (turn := self.turn(seed)).policy == COLLECTOR:
                chains.setdefault(turn, []).append(seed)
        return [*found, *(Part(tuple(each), chain=True) for each in chains.values())]

    @property
    def name(self) -> str:
        """The policies, as they were asked for."""
        return ", ".join(self.policies)


def plan_of(script: Script, policies: str, languages: str = "", owned: str = "", first: int = 0) -> Plan:
    """A plan from what was asked for, each a list with commas or `all`. Raises NoPolicy or NoPlan."""
    names = all_names(script) if policies == "all" else tuple(name.strip() for name in policies.split(","))
    for name in names:
        policy(name, script)
    return Plan(names, _languages(script, languages), _goods(script, owned), first)


def _languages(script: Script, asked: str) -> tuple[str | None, ...]:
    known = (script.story.language, *(code for code in script.story.catalogues if code != script.story.language))
    if not asked:
        return (None,)
    wanted = known if asked == "all" else tuple(code.strip() for code in asked.split(","))
    _only(wanted, known, "There is no language “{what}”; the story has {known}.")
    return wanted


def _goods(script: Script, asked: str) -> tuple[tuple[str, ...], ...]:
    """`nothing,all,skin.a+skin.b`: each between commas is what one run begins with."""
    sold = tuple(sku for sku, product in script.story.shop.products.items() if product.kind != "currency")
    found: list[tuple[str, ...]] = []
    for part in asked.split(",") if asked else ():
        skus = {"all": sold, NOTHING: ()}.get(part.strip(), tuple(part.strip().split("+")))
        _only(skus, sold, "There is no product “{what}” to begin with; there are nothing, all, {known}.")
        found.append(skus)
    return tuple(found) or ((),)


def _only(wanted: Sequence[str], known: Sequence[str], sentence: str) -> None:
    for what in wanted:
        if what not in known:
            raise NoPlan(sentence, what=what, known=", ".join(known))
