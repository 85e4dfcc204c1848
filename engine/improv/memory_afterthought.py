"""After a talk: asks an improviser what to remember of it, in a thread, and hands the proposals on; knows no store.

Nothing waits for it. Where it fails, or the game is closed before it is done, what the rules found is what there is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from engine.improv.memory import Proposal
from engine.play.keeping import Heard

log = logging.getLogger(__name__)

Propose = Callable[[Sequence[str]], tuple[Proposal, ...]]
Keep = Callable[[Sequence[Proposal], Heard], None]


def afterthought(propose: Propose, keep: Keep) -> Callable[[Heard], threading.Thread]:
    """What to do at the end of a talk (`Profile.scene_over`): ask for memories and keep them, without waiting."""

    def think(heard: Heard) -> None:
        try:
            keep(propose(heard.turns), heard)
        except Exception:  # the talk is over and remembered by rule: whatever fails here must not reach the player
            log.exception("no memories were proposed")

    def begin(heard: Heard) -> threading.Thread:
        thread = threading.Thread(target=think, args=(heard,), name="afterthought", daemon=True)
        thread.start()
        return thread

    return begin
