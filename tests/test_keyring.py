"""The key in a real keyring of the system, in a session bus of its own; skipped where there is none to be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
UNLOCK = 'printf "drawer\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$0" -c "$1"'
PLAY = """
from engine.improv.consent import SystemKeyring, key_of
ring = SystemKeyring()
assert ring.works() and ring.read() is None
assert ring.keep("sk-one") and ring.read() == "sk-one"
assert ring.keep("sk-two") and key_of({}) == "sk-two"
assert key_of({"ANTHROPIC_API_KEY": "sk-other"}) == "sk-other"
assert ring.forget() and ring.read() is None and ring.forget()
print("all kept, all forgotten")
"""


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="wants dbus-run-session and gnome-keyring")
def test_a_real_keyring_keeps_and_forgets_the_key(tmp_path: Path) -> None:
    """Kept, read back, kept over, forgotten, through the Secret Service; and it is in no file in plain letters."""
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = ["dbus-run-session", "--", "sh", "-c", UNLOCK, sys.executable, PLAY]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, env=home, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    if "all kept" not in done.stdout and "org.freedesktop" in done.stderr and "AssertionError" not in done.stderr:
        pytest.skip("the session bus does not start here")
    assert "all kept, all forgotten" in done.stdout, done.stderr
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"sk-two" in file.read_bytes()]
