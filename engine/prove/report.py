"""A proof as a writer reads it, and as JSON; knows no file and no play."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from engine.prove.proof import KINDS, Claim, Proof, Verdict

WORDS: dict[str, str] = {
    "ending": "endings reached",
    "beat": "beats played",
    "option": "options taken",
    "exit": "exits taken",
    "tier": "tiers reached",
    "way on": "a way on from every state",
    "loop": "no endless loop without the player",
    "said": "facts said on every way out",
    "meters": "meters and counters within their ranges",
    "unpaid": "no paid beat entered unpaid",
}
LAST_LINES = 14
"""Lines of a transcript that are printed; the rest is in the files of -o."""


class Shown(msgspec.Struct, frozen=True):
    """A trail as it was played in a sitting: `inputs` are lines of JSON, `transcript` lines for people."""

    seed: int
    inputs: tuple[str, ...]
    transcript: tuple[str, ...]


def as_text(proof: Proof, shown: Mapping[int, Shown | str], folder: str) -> str:
    """The table and everything that is not proved; `folder` goes before each file's name.

    `shown` has witnesses (or why there is none) by the claim's number.
    """
    counts = Counter((claim.kind, claim.verdict) for claim in proof.claims)
    lines = [f"{'':40}{'proved':>9}{'refuted':>9}{'not settled':>13}"]
    for kind in KINDS:
        row = [counts[kind, verdict] for verdict in ("proved", "refuted", "not settled")]
        if any(row):
            lines.append(f"{WORDS[kind]:40}{row[0]:>9}{row[1]:>9}{row[2]:>13}")
    for number, claim in enumerate(proof.claims):
        if claim.verdict != "proved":
            lines += ["", *_told(claim, shown.get(number), folder)]
    lines += ["", f"{proof.seconds:.1f} s, {proof.places} places, {proof.ways} ways"]
    return "\n".join(lines)


def _told(claim: Claim, shown: Shown | str | None, folder: str) -> Iterable[str]:
    yield f"{folder}/{claim.place}: {claim.verdict}: {claim.kind}: {claim.what}"
    yield f"    {claim.why or 'no reason is known'}"
    if isinstance(shown, str):
        yield f"    no transcript: {shown}"
    elif shown is not None:
        given = [line for line in shown.transcript if line.startswith("> ")]
        yield f"    shown by {len(given)} inputs from seed {shown.seed}; it ends:"
        yield from (f"      {line}" for line in shown.transcript[-LAST_LINES:])


class _Told(msgspec.Struct, omit_defaults=True):
    kind: str
    what: str
    file: str
    line: int
    column: int
    verdict: Verdict
    why: str = ""
    sold: bool = False
    bought: bool = False
    seed: int | None = None
    inputs: tuple[str, ...] = ()
    transcript: tuple[str, ...] = ()


def as_json(proof: Proof, shown: Mapping[int, Shown | str], folder: str) -> str:
    """All claims; of what was shown also the seed, the inputs as lines for `play --headless`, and the transcript."""
    claims = []
    for number, claim in enumerate(proof.claims):
        line, column = claim.at
        told = _Told(claim.kind, claim.what, f"{folder}/{claim.file}", line, column, claim.verdict, claim.why)
        told.sold, told.bought = claim.sold, claim.bought
        seen = shown.get(number)
        if isinstance(seen, Shown):
            told.seed, told.inputs, told.transcript = seen.seed, seen.inputs, seen.transcript
        claims.append(told)
    whole = {"seconds": round(proof.seconds, 2), "places": proof.places, "ways": proof.ways, "claims": claims}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def files_of(proof: Proof, shown: Mapping[int, Shown | str]) -> dict[str, str]:
    """Two files for everything that was shown: lines for `play --headless --seed N`, and the transcript to read."""
    found: dict[str, str] = {}
    for number, seen in shown.items():
        claim = proof.claims[number]
        if isinstance(seen, Shown):
            name = re.sub(r"[^a-z0-9]+", "_", f"{claim.kind} {claim.what}".lower()).strip("_")[:60]
            name = f"{name}-{number}-seed{seen.seed}"
            found[f"{name}.jsonl"] = "".join(f"{line}\n" for line in seen.inputs)
            found[f"{name}.txt"] = "".join(f"{line}\n" for line in seen.transcript)
    return found
