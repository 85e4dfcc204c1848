"""What memory keeps of evenings that are written down beside the tests, as figures; knows no wire."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from engine.playtest.evaluation.figures import Figure
from engine.playtest.memory_measure import measure
from engine.playtest.sitting import ROOT

EVENINGS = ROOT / "tests" / "memory"
AT_LEAST = {"recall_at_5": 0.95, "mrr": 0.8, "time": 0.9, "abstention": 0.9, "early_use": 1.0, "updates": 1.0}
ALWAYS = {"deletion": 1.0}
NEVER = ("stale_first",)
COUNTS = ("items", "questions", "missed")


@cache
def memory(evenings: Path = EVENINGS) -> list[Figure]:
    """A row of figures for each part of each fixture; none where there is no fixture."""
    if not evenings.is_dir():
        return []
    return [
        figure
        for fixture in sorted(evenings.glob("*.yaml"))
        for part, told in measure(fixture).items()
        for figure in _part(f"{fixture.stem} {part.replace('_', ' ')}", told)
    ]


def _part(where: str, told: dict[str, Any]) -> list[Figure]:
    return [_figure(f"{where}: {name.replace('_', ' ')}", name, told[name]) for name in told if name not in COUNTS]


def _figure(title: str, name: str, value: float) -> Figure:
    if name in NEVER:
        return Figure(title, f"{value:.2f}", "0", value == 0, must=True)
    wanted = ALWAYS.get(name, AT_LEAST.get(name))
    if wanted is None:
        return Figure(title, f"{value:.2f}")
    return Figure(title, f"{value:.2f}", f"{wanted:.2f}", value >= wanted, must=name in ALWAYS)
