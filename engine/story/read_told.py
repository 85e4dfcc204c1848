"""Lists of steps that are only seen and heard, wherever one may stand: no choice in them, no way out, no effect."""

from __future__ import annotations

from collections.abc import Mapping

from engine.story import problems, read_steps
from engine.story.identity import Identities
from engine.story.model import Step
from engine.story.nodes import Reader, Special
from engine.story.shapes import Telling
from engine.story.step_keys import TOLD, VERBS
from engine.story.written import FAULT, Fault, Node, named


def read_told(reader: Reader, node: Node, shape: Telling, where: str) -> tuple[Step, ...] | Fault:
    """The steps of one list; their ids are given within it alone, so an edit of another list leaves them be."""
    if node.id != "sequence":
        return reader.wrong(node, where, "a list of steps")
    if not node.value:
        return reader.report(problems.EMPTY, node, where=named(where), what="step")
    reader.beat, reader.ids = f"{where} on line {node.start_mark.line + 1}", Identities()
    steps = (_told(reader, item) for item in node.value)
    return tuple(step for step in steps if not isinstance(step, Fault))


def _told(reader: Reader, node: Node) -> Step | Fault:
    for key, _ in node.value if node.id == "mapping" else ():
        if key.id == "scalar" and key.value in VERBS and key.value not in TOLD:
            reader.report(problems.NOT_TOLD, key, verb=key.value)
            return FAULT
    return read_steps.read_step(reader, node)


SPECIAL: Mapping[type, Special] = {**read_steps.SPECIAL, Telling: read_told}
"""How the reader reads the shapes that are more than keys."""
