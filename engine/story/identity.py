"""Lasting ids for steps, options, replies and conveyed facts; knows only their kind and their own words.

An id that the author wrote is kept. Any other is a digest of the thing's own content, never of its place or of what
stands inside it, so an edit elsewhere leaves it alone; a repeat within the same beat gets `~2`, `~3` and so on.
"""

from __future__ import annotations

from hashlib import blake2b


def fingerprint(kind: str, content: str) -> str:
    """Six hexadecimal digits that depend on nothing but `kind` and `content`."""
    return blake2b(f"{kind}\x00{content}".encode("utf-8", "replace"), digest_size=3).hexdigest()


class Identities:
    """The ids given out within one beat."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def given(self, kind: str, content: str) -> str:
        """The id of the next thing of this kind and content."""
        base = fingerprint(kind, content)
        times = self._times[base] = self._times.get(base, 0) + 1
        return base if times == 1 else f"{base}~{times}"
