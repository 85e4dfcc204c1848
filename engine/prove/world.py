"""One world (with a shop, or without) with all that was shown to happen in it, by trails that were played."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress

from engine.play.routes import Routes
from engine.play.script import Do
from engine.prove.reach import ENTRY, Reach, Terms
from engine.prove.replay import Astray, Link, Stage
from engine.prove.samples import Sample, Samples, suits
from engine.prove.search import Goal, Path, Search, TooFar, Wish, follow, goal_of
from engine.prove.together import settle
from engine.prove.values import Bits, Var
from engine.prove.wander import Open, Walks
from engine.prove.ways import Edge, Mark, Node
from engine.story import model

ROUNDS = (300, 3_000, 9_000)
"""Steps of one search: what a few do not settle is asked again when all the rest is settled."""
TOGETHER = 20
"""Combinations of values that are followed together, for one step of a search."""
FEW_VALUES, FLAGS_TOGETHER, NUMBERS_TOGETHER = 3, 3, 2
"""Of what a search was about: values that a flag or count of visits may have, and how many of each are sampled anew."""
TOO_LONG = "the search was too long"
Stop = Callable[[], bool]


class Unsettled(Exception):
    """Neither shown nor excluded; the message says why."""


BEYOND: Path[Sample] = Path(Sample((), None, None), ())
"""Stands for a way that was not found in time, though there may be one."""


class World:
    """What is known of one world. `shown` has the end of a trail for everything that was played."""

    def __init__(self, terms: Terms, routes: Routes, *, sells: bool, stop: Stop):
        script = terms.script
        self.script, self.stop, self.sells = script, stop, sells
        self.terms, self.axes = terms, terms.axes
        self.reach = self._explored(sells)
        self.search = Search(self.reach)
        self.stage = Stage(script, routes, terms.axes.lines)
        self._given_up: dict[frozenset[tuple[Node, frozenset[tuple[Var, Bits]]]], int] = {}
        self.shown: dict[Mark, Link] = {}
        self.most = ROUNDS[-1]
        self.root = Sample(self.axes.start, None, None, self.stage.root())
        self.samples = Samples(self.reach, self.root, stop)

    def _explored(self, sells: bool) -> Reach:
        """With the endings that other playthroughs may have reached: those that can be reached with those that can."""
        ended: frozenset[str] = frozenset()
        while True:
            reach = Reach(self.terms, sells=sells, ended=ended)
            reach.explore(self.stop)
            if not self.axes.reached:
                return reach
            marks = (mark for mark in reach.marked if mark[0] == "ending")
            found = frozenset(self.ending_name(beat, id) for _, beat, id in marks)
            if found <= ended:
                return reach
            ended |= found

    # ------------------------------------------------------------ settling

    def settle(self, mark: Mark, *, shortest: bool = False) -> Link | None:
        """The end of a trail on which this happens; None: it never does. Raises Unsettled."""
        if mark in self.shown and not shortest:
            return self.shown[mark]
        goals = [goal_of(edge, self.reach) for edge in self.reach.marked.get(mark, ())]
        return self.reach_any([goal for goal in goals if goal is not None], mark, shortest=shortest)

    def reach_any(self, goals: list[Goal], mark: Mark, *, shortest: bool = False) -> Link | None:
        """The end of a trail to one of the goals, on which this happens; None: there is none. Raises Unsettled."""
        about = frozenset((goal.node, frozenset(goal.wish.items())) for goal in goals)
        if self._given_up.get(about, 0) >= self.most:
            raise Unsettled(TOO_LONG)
        anyhow, exactly = (self.samples.suiting, self.samples.gap), (self._nowhere, _no_gap)
        for begin, gap in (exactly,) if shortest else (anyhow, exactly):
            try:
                path = self.search.find(goals, begin, self.most, self.stop, gap)
            except TooFar as fault:
                path = self._together(goals, fault.wished)
                if path is BEYOND and not shortest:
                    path = self._closer(goals, fault.wished)
                if path is BEYOND:
                    self._given_up[about] = self.most
                    raise Unsettled(TOO_LONG) from None
            if path is None:
                return None
            found = self._played(path, mark)
            if found is not None:
                return found
        raise Unsettled("a way seems open, but played it goes elsewhere")

    def _together(self, goals: list[Goal], wished: Counter[Var]) -> Path[Sample] | None:
        """The same, by following together what concerns the goal; BEYOND where that is too much too."""
        if self.most > ROUNDS[0]:
            with suppress(TooFar):
                way = settle(goals, self.reach, wished, self.most * TOGETHER, self.stop)
                return None if way is None else Path(self.root, tuple(way))
        return BEYOND

    def _closer(self, goals: list[Goal], wished: Counter[Var]) -> Path[Sample] | None:
        """The same, from samples that differ in what the search was about; BEYOND where they do not help."""
        every = [var for var, _ in wished.most_common()]
        flags = [var for var in every if self.axes.all[var].size <= FEW_VALUES][:FLAGS_TOGETHER]
        numbers = [var for var in every if self.axes.all[var].name[0] in ("meter", "counter")][:NUMBERS_TOGETHER]
        if self.most > ROUNDS[0] and self.samples.look_closer(tuple(flags), tuple(numbers)):
            with suppress(TooFar):
                return self.search.find(goals, self.samples.suiting, self.most, self.stop, self.samples.gap)
        return BEYOND

    def _nowhere(self, node: Node, wish: Wish) -> Sample | None:
        """From the first line alone."""
        return self.root if node == ENTRY and suits(self.root.values, wish) else None

    def _played(self, path: Path[Sample], mark: Mark) -> Link | None:
        """Play a way; everything on it is shown by it then."""
        sample, ends = path.begin, []
        for edge, values in zip(path.edges, follow(path.begin.values, path.edges), strict=True):
            sample = Sample(values, sample, edge)
            ends.append((edge, sample))
        link = sample.trail()
        try:
            stands = self.stage.play(link)
        except Astray:
            return None
        if not self.stage.happened(mark, stands):
            return None
        self.shown.setdefault(mark, link)
        for edge, sample in ends:
            self._note(edge, sample)
        return link

    def _note(self, edge: Edge, sample: Sample) -> None:
        for mark in edge.marks:
            if mark[0] in ("beat", "option", "exit", "ending"):
                self.shown.setdefault(mark, sample.trail())
        if edge.target is not None:
            self.samples.add(edge.target, sample)

    def wander(self, marks: Iterable[Mark]) -> None:
        """Show what is met on walks through the whole story, of all that is still asked for."""
        open = [
            Open(mark, goal)
            for mark in marks
            for edge in (() if mark in self.shown else self.reach.marked.get(mark, ()))
            if (goal := goal_of(edge, self.reach)) is not None
        ]
        if open:
            Walks(self.reach, self.root, self.stop).meet(open, self._met)

    def _met(self, open: Open, sample: Sample) -> bool:
        assert open.goal.last is not None, "what is met is a way"
        if open.mark in self.shown:
            return True
        return self._played(Path(sample, (open.goal.last,)), open.mark) is not None

    # ------------------------------------------------------------ meters

    def tier(self, character: str, tier: str) -> Link | None:
        """A trail on which a meter comes to stand in a tier; None: it never does. Raises Unsettled."""
        mark = ("tier", character, tier)
        if mark in self.shown:
            return self.shown[mark]
        var = self.axes.index["meter", character]
        wanted = self._values_in(character, tier)
        goals = []
        for node, values in self.reach.sets.items():
            if node != ENTRY and values[var] & wanted:
                wish = {} if not values[var] & ~wanted else {var: values[var] & wanted}
                goals.append(Goal(node, wish, None))
        return self.reach_any(goals, mark) if goals else None

    def _values_in(self, character: str, tier: str) -> Bits:
        axis = self.axes.all[self.axes.index["meter", character]]
        values = range(axis.low, axis.low + axis.size)
        return sum(1 << value - axis.low for value in values if self.script.tier(character, value) == tier)

    def range_of(self, character: str) -> tuple[int, int]:
        """The least and the most at which a meter ever stands."""
        var = self.axes.index["meter", character]
        ever = 0
        for values in self.reach.sets.values():
            ever |= values[var]
        low = self.axes.all[var].low
        return (ever & -ever).bit_length() - 1 + low, ever.bit_length() - 1 + low

    # ------------------------------------------------------------ small questions

    def owning(self, edge: Edge, sku: str) -> bool:
        """Whether a way is open only to who owns the product when it is taken to its end."""
        var = self.axes.index["owns", sku]
        return any(each == var and not move.image(3) & 1 for each, move in edge.moves)

    def ending_name(self, beat: str, id: str) -> str:
        """The name of the ending that a step is."""
        steps = (item.step for item in self.script.runs[beat].code if isinstance(item, Do))
        return next(step.name for step in steps if isinstance(step, model.Ending) and step.id == id)


def _no_gap(node: Node, wish: Wish) -> int:
    """All wishes alike."""
    return 0
