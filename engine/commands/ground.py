"""What every command stands on: exit codes, names of places, and the one fault a command may raise."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DONE, FOUND, UNABLE, STOPPED = 0, 1, 2, 130
"""Exit codes: all is well; problems or failures were found; it could not run; the player pressed Ctrl-C."""
VERSION = "0.1.0"
"""As in pyproject.toml, which a built game has not with it."""
PROFILE = "player"
AUTHOR = "author"
AUTO = "auto"
MEMORY = ":memory:"
PROFILE_NAME = re.compile(r"(?!(?i:con|nul|aux|prn|com\d|lpt\d)$)\w[\w \-]{0,39}(?<! )")
STORY = "a story's folder, or a name under stories/ (the flagship if left out)"
IMPROVISERS = (
    "who improvises: auto (claude where you agreed to it and there is a key, else authored), authored, claude, "
    "record:FILE (as auto, and every turn is written down) or replay:FILE"
)


class Unusable(Exception):
    """An argument, file or folder that cannot be used; the message is one plain line."""
