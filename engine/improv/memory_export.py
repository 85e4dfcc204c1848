"""What he remembers of her as files that are hers to keep; knows no store."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence

from engine.improv.memory import Memory


def as_json(story: str, memories: Sequence[Memory]) -> str:
    """Everything, as JSON."""
    rows = [
        {
            "kind": memory.kind,
            "about": memory.key,
            "text": memory.text,
            "said": date(memory.at),
            "day": memory.day,
            "scene": memory.source.scene,
            "told": list(memory.heard_by),
            "pinned": memory.pinned,
            "holds": memory.live,
        }
        for memory in memories
    ]
    return json.dumps({"story": story, "memories": rows}, ensure_ascii=False, indent=2)


def as_text(groups: Mapping[str, Sequence[Memory]]) -> str:
    """Everything that holds, to be read: one line each, by kind."""
    parts = []
    for kind, members in groups.items():
        lines = (f"- {date(memory.at)}: {memory.text}" + (" *" if memory.pinned else "") for memory in members)
        parts.append("\n".join((f"[{kind}]", *lines)))
    return "\n\n".join(parts) + ("\n" if parts else "")


def date(at: float) -> str:
    """The day (UTC) of seconds since 1970, as `2026-01-31`."""
    return time.strftime("%Y-%m-%d", time.gmtime(at))
