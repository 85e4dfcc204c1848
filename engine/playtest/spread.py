"""Spreads the runs of a playtest over processes or over a Dask cluster; knows neither policies nor what is counted.

Seeds are dealt out in parts that depend on the plan alone (engine/playtest/plan.py), and parts are put together in
their order: the result is the same to the letter however many workers there are. A part carries the story itself, so
that a worker needs the engine alone.
"""

from __future__ import annotations

import importlib
import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.playtest.chain import in_order, run_many, run_part
from engine.playtest.plan import Part, Plan
from engine.playtest.runs import Tally
from engine.playtest.sitting import ready
from engine.story.model import Story

PATIENCE = "10s"
"""How long a cluster is waited for."""


class NoCluster(Refusal):
    """There is no Dask cluster to be reached."""


class Chunk(msgspec.Struct, frozen=True):
    """Some runs: everything a worker must know, as plain data."""

    story: bytes
    part: Part
    plan: bytes
    stop: bool


def playtest(
    folder: Path, runs: int, plan: Plan, *, jobs: int = 1, dask: str | None = None, stop: bool = False
) -> Tally:
    """Play `runs` times (>= 1) from the seed `plan.first` on, in `jobs` processes (>= 1) or on the cluster at `dask`.

    With `stop`, nothing counts that comes after the first failure. Raises StoryProblems or NoCluster.
    """
    script, routes = ready(folder)
    seeds = range(plan.first, plan.first + runs)
    if jobs == 1 and dask is None:
        return run_many(script, routes, seeds, plan, stop=stop)
    chunks = _chunks(script, seeds, plan, stop)
    return _on_cluster(chunks, dask) if dask is not None else _in_processes(chunks, min(jobs, len(chunks)))


def _chunks(script: Script, seeds: range, plan: Plan, stop: bool) -> list[Chunk]:
    story, spoken = msgspec.msgpack.encode(script.story), msgspec.msgpack.encode(plan)
    return [Chunk(story, part, spoken, stop) for part in plan.parts(seeds)]


def _in_processes(chunks: Sequence[Chunk], jobs: int) -> Tally:
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return _together(pool.imap(played, chunks), chunks[0].stop)


def _on_cluster(chunks: Sequence[Chunk], address: str) -> Tally:
    try:
        cluster: Any = importlib.import_module("distributed")
    except ImportError as fault:
        raise NoCluster("Dask is not installed; pip install “lantern-otome[dask]” brings it.") from fault
    try:
        client = cluster.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise NoCluster("There is no Dask cluster at “{address}”.", address=address) from fault
    with client:
        futures = client.map(played, chunks, pure=False)
        try:
            return _together((future.result() for future in futures), chunks[0].stop)
        finally:
            client.cancel(futures)


def played(chunk: Chunk) -> Tally:
    """What a worker does: play these runs."""
    script, routes = _compiled(chunk.story)
    plan = msgspec.msgpack.decode(chunk.plan, type=Plan)
    return run_part(script, routes, chunk.part, plan, stop=chunk.stop)


@lru_cache(maxsize=2)
def _compiled(story: bytes) -> tuple[Script, Routes]:
    script = compile_story(msgspec.msgpack.decode(story, type=Story))
    return script, Routes(script)


def _together(tallies: Iterable[Tally], stop: bool) -> Tally:
    """All of them in order; where a chunk was left at a failure, what comes after it does not count."""
    whole = Tally([], Counter())
    for tally in _until_left(tallies, stop):
        whole.add(tally)
    return in_order(whole)


def _until_left(tallies: Iterable[Tally], stop: bool) -> Iterator[Tally]:
    for tally in tallies:
        yield tally
        if stop and tally.failed:
            return
