"""How long 10,000 full playtests of the flagship take on two cores, told from a sample in processor time.

    python -m tests.bench.bench_playtests [--runs 200]
"""

import argparse
import time

from engine.playtest.chain import run_many
from engine.playtest.sitting import folder_of, ready

WHOLE, CORES = 10_000, 2


def main() -> None:
    """Print a row for random readers and one for all policies by turns."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=200, help="playtests that are really played, for each row")
    runs = parser.parse_args().runs
    game = ready(folder_of("lantern_street"))
    run_many(*game, range(5), "random")
    for policies in ("random", "all"):
        start = time.process_time()
        tally = run_many(*game, range(runs), policies)
        each = (time.process_time() - start) / runs
        inputs = sum(outcome.inputs for outcome in tally.outcomes) / runs
        minutes = each * WHOLE / CORES / 60
        whole = f"{WHOLE:,} on {CORES} cores: {minutes:.1f} min"
        print(f"{policies:8}{each * 1000:7.1f} ms and {inputs:5.0f} inputs a playtest; {whole}")


if __name__ == "__main__":
    main()
