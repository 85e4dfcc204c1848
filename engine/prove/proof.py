"""Everything a story is asked, and the answers: proved, refuted or not settled; knows no screen and no profile.

The essay on how it is done stands in engine/prove/README.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from engine.play.routes import Routes
from engine.play.script import Ask, Do, Run, Script, Talk
from engine.play.wording import Wording
from engine.prove.loops import Loop, loops
from engine.prove.reach import Terms, TooLarge
from engine.prove.reasons import Reasons
from engine.prove.replay import Link
from engine.prove.ways import Mark
from engine.prove.world import ROUNDS, Unsettled, World
from engine.story import model

Verdict = Literal["proved", "refuted", "not settled"]
Kind = Literal["ending", "beat", "option", "exit", "tier", "way on", "loop", "said", "meters", "unpaid"]
KINDS: tuple[Kind, ...] = (
    "ending",
    "beat",
    "option",
    "exit",
    "tier",
    "way on",
    "loop",
    "said",
    "meters",
    "unpaid",
)


class Claim(Struct, frozen=True):
    """One thing that a story promises. `trail` shows it (or, where it is refuted, shows the fault); None: no trail can.

    `sold`: it lies in a chapter that has to be bought. `bought`: the trail needs something bought.
    """

    kind: Kind
    what: str
    file: str
    at: model.At
    verdict: Verdict = "not settled"
    why: str = ""
    trail: Link | None = None
    sold: bool = False
    bought: bool = False

    @property
    def place(self) -> str:
        """`chapters/1_rain.yaml:12:9`, as editors follow it; the file alone where there is no line."""
        return f"{self.file}:{self.at[0]}:{self.at[1]}" if self.at[0] else self.file


class Asked(Struct, frozen=True):
    """A claim that something can happen, with the marks of which any would show it."""

    claim: Claim
    marks: tuple[Mark, ...]


class Proof(Struct, frozen=True):
    """All claims in the authors' order, how long it took, and how much was looked at. `endings`: trails by name."""

    claims: tuple[Claim, ...]
    seconds: float
    places: int
    ways: int
    endings: dict[str, Link]

    def having(self, verdict: Verdict) -> list[Claim]:
        """The claims with this answer."""
        return [claim for claim in self.claims if claim.verdict == verdict]

    def worth_showing(self, *, faults_alone: bool = False) -> dict[int, Link]:
        """Trails of each fault and, unless only these are wanted, to each ending, by the claim's number."""
        return {
            number: claim.trail
            for number, claim in enumerate(self.claims)
            if claim.trail is not None
            and (claim.verdict == "refuted" or (claim.kind == "ending" and not faults_alone))
        }


def prove(script: Script, routes: Routes, seconds: float = 120.0) -> Proof:
    """Settle every claim of a story within about so many seconds of time."""
    begun = time.monotonic()

    def stop() -> bool:
        return time.monotonic() - begun > seconds

    asked = list(questions(script))
    try:
        court = _Court(script, routes, stop)
    except TooLarge:
        why = f"the story was not looked through within {seconds:g} seconds"
        unsettled = tuple(replace(each.claim, why=why) for each in asked)
        return Proof(unsettled, time.monotonic() - begun, 0, 0, {})
    claims = (*court.reached(asked), *court.safe())
    reach = court.worlds[-1].reach
    ways = sum(len(edges) for edges in reach.edges.values())
    return Proof(claims, time.monotonic() - begun, len(reach.sets), ways, court.endings())


# ---------------------------------------------------------------- what is asked


def questions(script: Script) -> Iterator[Asked]:
    """Every ending, beat, option, exit and tier, each as something that can happen."""
    wording = Wording(script.story)
    endings: dict[str, Asked] = {}
    for run in script.runs.values():
        for asked in _endings(run, wording):
            was = endings.get(asked.claim.what)
            if was is None:
                endings[asked.claim.what] = asked
            else:
                claim = replace(was.claim, sold=was.claim.sold and asked.claim.sold)
                endings[asked.claim.what] = Asked(claim, was.marks + asked.marks)
    yield from endings.values()
    for run in script.runs.values():
        yield from _in_run(run, wording)
    for person in script.story.cast.values():
        for tier in person.tiers if person.affection is not None else ():
            claim = Claim("tier", f"{person.id}: {tier.name}", "cast.yaml", tier.at)
            yield Asked(claim, (("tier", person.id, tier.name),))


def _endings(run: Run, wording: Wording) -> Iterator[Asked]:
    for item in run.code:
        match item:
            case Do(step=model.Ending() as step):
                claim = Claim("ending", step.name, run.chapter.file, step.at, sold=run.chapter.product is not None)
                yield Asked(claim, (("ending", run.beat.id, step.id),))
            case _:
                pass


def _in_run(run: Run, wording: Wording) -> Iterator[Asked]:
    beat, file, sold = run.beat, run.chapter.file, run.chapter.product is not None
    yield Asked(Claim("beat", beat.id, file, beat.at, sold=sold), (("beat", beat.id, ""),))
    for item in run.code:
        match item:
            case Ask(options=options):
                for open in options:
                    text = wording.plain(beat.id, open.option.text)
                    claim = Claim("option", f"{beat.id}: {text}", file, open.option.at, sold=sold)
                    yield Asked(claim, (("option", beat.id, open.option.id),))
            case Talk(step=scene):
                for exit in scene.exits:
                    claim = Claim("exit", f"{scene.name}: {exit.name}", file, exit.at, sold=sold)
                    yield Asked(claim, (("exit", scene.name, exit.name),))
            case _:
                pass


# ---------------------------------------------------------------- what is answered


class _Court:
    """Asks first the world in which nothing is owned, then the one in which everything may be bought."""

    def __init__(self, script: Script, routes: Routes, stop: Callable[[], bool]):
        self.script = script
        terms = Terms(script)
        sells = bool(terms.axes.owned)
        kinds = (False, True) if sells else (False,)
        self.worlds = [World(terms, routes, sells=kind, stop=stop) for kind in kinds]
        self.reasons = Reasons(self.worlds[-1])

    def reached(self, asked: list[Asked]) -> list[Claim]:
        """The answers in the order of the questions; what lies deepest is looked for first, for it shows the rest."""
        found: dict[int, Claim] = {}
        order = sorted(range(len(asked)), key=lambda number: -self._depth(asked[number]))
        left = order
        for most in ROUNDS:
            for world in self.worlds:
                world.most = most
            if found:
                self._wander([asked[number] for number in left])
            found |= {number: self._answer(asked[number]) for number in left}
            left = [number for number in order if found[number].verdict == "not settled"]
        return [found[number] for number in range(len(asked))]

    def _wander(self, left: list[Asked]) -> None:
        """Walk for what is open in each world, as long as no world has shown it."""
        for world in self.worlds:
            marks = [mark for asked in left for mark in asked.marks if mark[0] != "tier"]
            world.wander(mark for mark in marks if not any(mark in each.shown for each in self.worlds))

    def _depth(self, asked: Asked) -> int:
        search = self.worlds[-1].search
        edges = [edge for mark in asked.marks for edge in search.reach.marked.get(mark, ())]
        return min((search.distance.get(edge.source, 0) for edge in edges), default=0)

    def _answer(self, asked: Asked) -> Claim:
        claim, open = asked.claim, ""
        for world in self.worlds:
            try:
                trail = self._trail(world, asked)
            except Unsettled as fault:
                open = open or str(fault)
                continue
            if trail is not None:
                return self._shown(claim, trail, world, open)
        if open:
            return replace(claim, why=open)
        return replace(claim, verdict="refuted", why=self.reasons.why_not(asked.marks))

    def _trail(self, world: World, asked: Asked) -> Link | None:
        open: Unsettled | None = None
        for mark in asked.marks:
            try:
                trail = world.tier(*mark[1:]) if mark[0] == "tier" else world.settle(mark)
            except Unsettled as fault:
                open = fault
                continue
            if trail is not None:
                return trail
        if open is not None:
            raise open
        return None

    def _shown(self, claim: Claim, trail: Link, world: World, open: str) -> Claim:
        """Reached; an ending that is not sold must be reached by who owns nothing."""
        if claim.kind == "ending" and world.sells and not claim.sold:
            verdict: Verdict = "not settled" if open else "refuted"
            why = "it was reached only with something bought, and it is not in a chapter that is sold"
            return replace(claim, verdict=verdict, why=open or why, trail=trail, bought=True)
        return replace(claim, verdict="proved", trail=trail, bought=world.sells)

    def endings(self) -> dict[str, Link]:
        """A trail to each ending that was reached, by its name; free ones where there are any."""
        found: dict[str, Link] = {}
        for world in self.worlds:
            for (kind, beat, id), link in world.shown.items():
                if kind == "ending":
                    found.setdefault(world.ending_name(beat, id), link)
        return found

    # ------------------------------------------------------------ what must never happen

    def safe(self) -> Iterator[Claim]:
        """Claims that something never happens, whatever the player does."""
        yield from self._ways_on()
        yield from self._loops()
        yield from self._said()
        yield self._meters()
        if self.script.story.shop.products or self.worlds[-1].sells:
            yield self._unpaid()

    def _never(self, claim: Claim, mark: Mark, fault: str) -> Claim:
        """Refuted with the shortest trail on which it happens after all."""
        for world in self.worlds:
            try:
                trail = world.settle(mark, shortest=True)
            except Unsettled as why:
                return replace(claim, why=str(why))
            if trail is not None:
                return replace(claim, verdict="refuted", why=fault, trail=trail, bought=world.sells)
        return replace(claim, verdict="proved")

    def _ways_on(self) -> Iterator[Claim]:
        faults = {
            "dead": "the beat may end without a way on",
            "stuck": "every option of a choice may be closed",
            "deep": "beats call each other without end",
        }
        found = []
        marks = {mark for world in self.worlds for mark in world.reach.marked if mark[0] in faults}
        for mark in sorted(marks):
            run = self.script.runs[mark[1]]
            claim = Claim("way on", f"a way on in {mark[1]}", run.chapter.file, self.reasons.at(mark))
            found.append(self._never(claim, mark, faults[mark[0]]))
        bad = [claim for claim in found if claim.verdict != "proved"]
        yield from bad or [Claim("way on", "a way on from every state", "story.yaml", (0, 0), "proved")]

    def _loops(self) -> Iterator[Claim]:
        found = [loop for world in self.worlds for loop in loops(world)]
        for loop in {loop.beat: loop for loop in found}.values():
            yield self._loop(loop)
        if not found:
            yield Claim("loop", "no endless loop without the player", "story.yaml", (0, 0), "proved")

    def _loop(self, loop: Loop) -> Claim:
        run = self.script.runs[loop.beat]
        claim = Claim("loop", f"no endless loop at {loop.beat}", run.chapter.file, run.beat.at)
        if loop.trail is None:
            return replace(claim, why=loop.why)
        return replace(claim, verdict="refuted", why="it goes round without asking anything", trail=loop.trail)

    def _said(self) -> Iterator[Claim]:
        for talk in self.script.scenes.values():
            beat = next(run for run in self.script.runs.values() if talk in run.code)
            for convey in talk.step.convey:
                text = " ".join(convey.fact.split())[:60]
                claim = Claim("said", f"{talk.step.name}: {text}", beat.chapter.file, convey.at)
                mark = ("unsaid", talk.step.name, convey.id)
                yield self._never(claim, mark, "a way out of the scene leaves it unsaid")

    def _meters(self) -> Claim:
        """Every set of values lies within its variable's range."""
        world = self.worlds[-1]
        for values in world.reach.sets.values():
            for axis, bits in zip(world.axes.all, values, strict=True):
                if bits & ~axis.full:
                    return Claim("meters", f"{axis.name[1]} stays in its range", "cast.yaml", (0, 0), "refuted")
        return Claim("meters", "meters and counters stay in their ranges", "cast.yaml", (0, 0), "proved")

    def _unpaid(self) -> Claim:
        """No way into a sold beat is open to who does not own it at that moment."""
        claim = Claim("unpaid", "no paid beat is entered unpaid", "shop.yaml", (0, 0), "proved")
        for world in self.worlds:
            for mark, edges in world.reach.marked.items():
                sku = self.script.paid_for(mark[1]) if mark[0] == "beat" else None
                if sku is not None and not all(world.owning(edge, sku) for edge in edges):
                    return replace(claim, verdict="refuted", why=f"{mark[1]} can be entered without {sku}")
        return claim
