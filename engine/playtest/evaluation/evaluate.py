"""Plays the improvised scenes of a story with simulated players against a model, and reports; the parts are wired here.

Without a server, the model is the worst there is: most turns in this process, some hundreds over real HTTP on the
loopback, and a polite one for time and cost. With a server, that one speaks. Nothing here needs a key or a network.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from engine.improv.claude import ClaudeImproviser
from engine.improv.patience import Patience
from engine.improv.wire import SPEECH, Connect, Settings, provider
from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.evaluation import crises, figures, held_out, prices, remembered
from engine.playtest.evaluation.figures import Figure, Report
from engine.playtest.evaluation.hostile import Hostile
from engine.playtest.evaluation.players import Simulated, everybody
from engine.playtest.evaluation.replay import Replayed, replayed
from engine.playtest.evaluation.rounds import Fault, Round, Seat, play_round
from engine.playtest.evaluation.server import serving
from engine.playtest.evaluation.starts import Start, starts
from engine.playtest.evaluation.wire import Clock, Local, Watch, performing
from engine.playtest.sitting import ready
from engine.story.model import Improvise

TURNS = 2_000
OVER_HTTP = 300
POLITE = 300
REPLAYS = 6
QUICK = Patience(first_pause=0.0)
LOOPBACK = Patience(total=1.5, silence=0.4, first_pause=0.02, longest_pause=0.05)
SERVER_TURNS = 60

Say = Callable[[str], None]


class Wanted(Struct, frozen=True):
    """What to evaluate. `server` None is the scripted one, else `patience` is with that; `turns` None is the default;
    `players` empty are all."""

    folder: Path
    turns: int | None = None
    seed: int = 0
    players: tuple[str, ...] = ()
    server: str | None = None
    key: str | None = None
    model: str = SPEECH
    patience: Patience = Patience()


class NothingToPlay(Refusal):
    """The story has no improvised scene that is reached, or there is no such player."""


def evaluate(wanted: Wanted, say: Say = lambda _: None) -> Report:
    """Play and judge. Raises StoryProblems, NothingToPlay. `say` is told now and then how far it is."""
    script, routes = ready(wanted.folder)
    table = Table(script, routes, wanted)
    sections: dict[str, list[Figure]] = {}
    if wanted.server is None:
        rounds, families = _scripted(table, wanted, sections, say)
    else:
        rounds, families = _served(table, wanted, sections, say), {}
    say("replays")
    sections["replay with the network unplugged"] = figures.replays(table.replays(wanted))
    say("lists")
    sections["crisis lists"] = figures.crises(crises.caught(), crises.mistaken())
    sections["crises and harmless talk that no list saw"] = figures.unseen_words(*held_out.met())
    sections["bounds, on lines they never saw"] = figures.unseen(held_out.caught(), held_out.lost(script.story))
    sections["memory, without any model"] = remembered.memory()
    return Report(script.story.id, sections, figures.examples(rounds), families)


def _scripted(
    table: Table, wanted: Wanted, sections: dict[str, list[Figure]], say: Say
) -> tuple[list[Round], dict[str, int]]:
    turns = wanted.turns or TURNS
    hostile = Hostile(table.script.story, wanted.seed)
    say(f"{turns} turns against a hostile model in this process")
    clock = Clock()
    rounds = table.rounds(Local(hostile, clock), Settings(patience=QUICK), turns, hostile, clock)
    over_http = min(OVER_HTTP, max(1, turns // 10))
    say(f"{over_http} turns over HTTP")
    overheard = table.over_http(hostile, over_http)
    say("a polite model")
    calm, polite = Clock(), Hostile(table.script.story, wanted.seed, good_share=1.0, wire_share=0.0)
    nice = table.rounds(Local(polite, calm), Settings(patience=QUICK), min(POLITE, turns), polite, calm)
    sections[f"hostile, {hostile.replies:,} replies of {len(hostile.families)} kinds"] = figures.safety(
        [*rounds, *overheard]
    )
    sections["polite"] = figures.safety(nice)
    sections["play"] = figures.play(rounds, table.scenes)
    sections["pace in this process"] = figures.pace(nice)
    sections["pace over HTTP, hostile"] = figures.pace(overheard)[:1]
    sections[f"cost as of {prices.AS_OF}, a polite model, 4 bytes a token"] = figures.costs(
        nice, table.scenes, tuple(prices.PRICES)
    )
    return [*rounds, *overheard, *nice], hostile.families


def _served(table: Table, wanted: Wanted, sections: dict[str, list[Figure]], say: Say) -> list[Round]:
    turns = wanted.turns or SERVER_TURNS
    say(f"{turns} turns with {wanted.server}")
    settings = Settings(model=wanted.model, base_url=wanted.server, key=wanted.key, patience=wanted.patience)
    rounds = table.rounds(provider, settings, turns, None, Clock())
    sections[f"{wanted.model} at {wanted.server}"] = figures.safety(rounds)
    sections["the wire"] = _of_the_wire(rounds)
    sections["play"] = figures.play(rounds, table.scenes)
    sections["pace"] = figures.pace(rounds)
    sections[f"cost as of {prices.AS_OF}"] = figures.costs(rounds, table.scenes, (wanted.model,))
    return rounds


def _of_the_wire(rounds: Sequence[Round]) -> list[Figure]:
    traces = [trace for played in rounds for trace in played.traces]
    improvised = sum(trace.origin == "improvised" for trace in traces)
    dropped = [rule for trace in traces for _, rule in trace.dropped]
    failed = [failure for trace in traces for failure in trace.failures]
    return [
        Figure("turns in the model's words", f"{improvised} of {len(traces)}"),
        Figure("lines dropped", _tally(dropped)),
        Figure("failures", _tally(failed)),
    ]


def _tally(names: Sequence[str]) -> str:
    return ", ".join(f"{name} {names.count(name)}" for name in sorted(set(names))) or "none"


class Table:
    """The story with its players and the places they start from."""

    def __init__(self, script: Script, routes: Routes, wanted: Wanted):
        self.script, self.routes, self.seed = script, routes, wanted.seed
        self.players = _chosen(everybody([script.story.language, *script.story.catalogues]), wanted.players)
        languages = dict.fromkeys(player.language for player in self.players)
        self.starts: dict[str, list[Start]] = {
            language: list(starts(script, routes, language, wanted.seed)) for language in languages
        }
        reached = {start.scene for found in self.starts.values() for start in found}
        self.scenes: list[Improvise] = [talk.step for name, talk in script.scenes.items() if name in reached]
        if not self.scenes:
            raise NothingToPlay("“{story}” has no improvised scene that is reached.", story=script.story.id)

    def rounds(
        self, connect: Connect, settings: Settings, turns: int, hostile: Hostile | None, clock: Clock
    ) -> list[Round]:
        """Rounds, each with a player and a place of its own, until there were so many turns."""
        played: list[Round] = []
        watch = Watch(connect)
        for number, (player, start) in enumerate(self._turn_by_turn()):
            if _turns(played) >= turns:
                return played
            start.sit_down()
            if hostile is not None:
                hostile.forget()
            improviser = ClaudeImproviser(settings, clock=clock, connect=watch)
            labels = {} if hostile is None else hostile.labels
            seat = Seat(start.session, improviser, watch, labels, clock, start.talked)
            played.append(_guarded(seat, player, start, Random(f"{self.seed} {number}")))
        return played

    def over_http(self, hostile: Hostile, turns: int) -> list[Round]:
        """The same through a real socket, with every failure of one."""
        with serving(performing(hostile)) as server:
            settings = Settings(base_url=server.url, key="none", patience=LOOPBACK)
            return self.rounds(provider, settings, turns, hostile, Clock())

    def _turn_by_turn(self) -> Iterator[tuple[Simulated, Start]]:
        number = 0
        while True:
            for player in self.players:
                places = self.starts[player.language]
                yield player, places[(number + number // len(self.players)) % len(places)]
                number += 1

    def replays(self, wanted: Wanted) -> list[Replayed]:
        """Some whole playthroughs, recorded with the hostile model and replayed without any."""
        found = []
        for number in range(REPLAYS if wanted.server is None else 1):
            clock = Clock()
            hostile = Hostile(self.script.story, self.seed + number, good_share=0.5)
            improviser = ClaudeImproviser(Settings(patience=QUICK), clock=clock, connect=Local(hostile, clock))
            with tempfile.TemporaryDirectory() as folder:
                record = Path(folder) / "turns.jsonl"
                found.append(replayed(self.script, self.routes, improviser, record, self.seed + number))
        return found


def _turns(played: Sequence[Round]) -> int:
    return sum(each.turns for each in played)


def _guarded(seat: Seat, player: Simulated, start: Start, die: Random) -> Round:
    """A round; an improviser or a session that raises is a finding, and the other rounds go on."""
    try:
        return play_round(seat, player, die)
    except Exception as fault:  # whatever it is, it must be in the report
        told = f"{type(fault).__name__}: {fault}"
        return Round(player.name, player.kind, start.scene, faults=[Fault("raised", player.name, start.scene, told)])


def _chosen(players: list[Simulated], names: tuple[str, ...]) -> list[Simulated]:
    known = {player.name for player in players}
    for name in names:
        if name not in known:
            sentence = "There is no player “{name}”; the players are {known}."
            raise NothingToPlay(sentence, name=name, known=", ".join(sorted(known)))
    return [player for player in players if not names or player.name in names]
