"""A lock on a file that one process holds and that vanishes with it, however it ends; knows nothing of profiles."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _seize(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def seize(path: Path) -> int | None:
    """Lock the file at `path`, made if missing; None when somebody holds it. Raises OSError where it cannot be made.

    The file is never deleted: a newcomer could then lock a new file of the same name beside the old one's holder.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _seize(file)
    except OSError:
        os.close(file)
        return None
    return file


def release(file: int) -> None:
    """Give the lock back."""
    os.close(file)
