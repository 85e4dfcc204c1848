"""The system's own speech: says a sentence, and stops the one before. It knows no screen and no story.

Means: speech-dispatcher's `spd-say` on Linux, `say` on macOS, SAPI through PowerShell on Windows. Nothing is installed
for it, and words reach a program as its input or one argument, never as a command.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

_SAPI = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
LONGEST = 4000
"""Characters that are said at once."""


class Speaking(Protocol):
    """A sentence being said."""

    def stop(self) -> None: ...
    def going(self) -> bool: ...


class _Program:
    """A program that ends when it has said the words given to it."""

    def __init__(self, command: list[str], words: str) -> None:
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._running = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=hidden,
        )
        if self._running.stdin is not None:
            with suppress(OSError):
                self._running.stdin.write(words.encode())
                self._running.stdin.close()

    def going(self) -> bool:
        """Whether it is still being said."""
        return self._running.poll() is None

    def stop(self) -> None:
        """End it; the system clears it away."""
        if self._running.poll() is None:
            self._running.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._running.wait(0.2)


def means() -> Callable[[str], Speaking] | None:
    """How this computer says a sentence; None where it has no voice."""
    if sys.platform == "win32":
        found = shutil.which("powershell")
        return (lambda words: _Program([found, "-NoProfile", "-Command", _SAPI], words)) if found else None
    if sys.platform == "darwin":
        found = shutil.which("say")
        return (lambda words: _Program([found], words)) if found else None
    found = shutil.which("spd-say")
    return (lambda words: _Program([found, "--cancel", "--wait", "--", words], "")) if found else None


class Speech:
    """Says one thing at a time, the newest; `flush`, called once a frame, says what has come together since. What was
    added waits until the sentence before it is over. `find` gives what begins a sentence (None: there is no voice).
    """

    def __init__(self, find: Callable[[], Callable[[str], Speaking] | None] = means) -> None:
        self.on = False
        self._find = find
        self._start: Callable[[str], Speaking] | None = None
        self._now: Speaking | None = None
        self._next: str | None = None
        self._added: list[str] = []

    def switch(self, on: bool) -> bool:
        """Begin or stop reading aloud; False where this computer has no voice."""
        self.hush()
        self._start = self._find() if on else None
        self.on = self._start is not None
        return self.on or not on

    def say(self, words: str) -> None:
        """Say this instead of whatever is being said."""
        if self.on and words.strip():
            self._next = words

    def add(self, words: str) -> None:
        """Say this as well, as soon as nothing is being said."""
        if self.on and words.strip():
            self._added.append(words)

    def flush(self) -> None:
        """Begin what is to be said now."""
        waits = self._next is None and self._now is not None and self._now.going()
        words = "\n".join([*self._added, *([self._next] if self._next is not None else [])])
        if not words or waits or self._start is None:
            return
        self.hush()
        try:
            self._now = self._start(words[:LONGEST])
        except OSError:
            self.on = False

    def hush(self) -> None:
        """Be silent, and forget what was to be said."""
        self._next, self._added = None, []
        if self._now is not None:
            self._now.stop()
            self._now = None
