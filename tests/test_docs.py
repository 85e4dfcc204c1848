"""Keeps the documentation true: every command and every example in the READMEs is run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import test_evaluate

from engine.playtest import play
from engine.story.load import examine

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "stories" / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CAST = """\
ren:
  name: Ren
  affection: {min: 0, max: 100, start: 10}
  tiers: [{tier: stranger, from: 0, manner: Formal.}, {tier: friend, from: 25, manner: Warm.}]
  persona: A lamp maker.
  expressions: [neutral, smile, shy, sad]
  outfits: {work: {}, winter: {sku: skin.ren.winter}}
"""
SHOP = """\
currency: {name: petals, start: 50}
products:
  skin.ren.winter: {kind: skin, character: ren, outfit: winter, title: Winter coat, about: Grey., price: {petals: 120}}
"""
STORY = """\
format: 1
title: From the guide
language: en
start: rain.arrival
you: {name: Mei}
flags: [promised]
counters: {courage: {min: 0, max: 10, start: 0}}
"""
ONE_BEAT = """\
chapter: rain
title: Rain
beats: {arrival: {steps: [Rain., {ending: {id: dry, kind: normal, title: Dry}}]}}
"""


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of this language."""
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def commands(text: str) -> list[str]:
    """Every command line in the shell blocks, without its remark."""
    lines = [line.split("  #")[0].strip() for block in blocks(text, "sh") for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a player has, so that commands may write."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "engine", house / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "stories", house / "stories")
    shutil.copy(ROOT / "main.py", house / "main.py")
    (house / "art").mkdir()
    (house / "saves").mkdir()
    return house


def surroundings() -> dict[str, str]:
    """No screen, no loudspeaker."""
    return {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONUTF8": "1"}


def opens_window(argv: list[str]) -> bool:
    """Whether the command goes on until somebody closes what it opened."""
    return argv[1:] == ["main.py"] or (argv[1:3] == ["main.py", "play"] and "--headless" not in argv)


class Windows:
    """The windows that commands opened: each must stand for its first seconds, while other commands are carried out."""

    def __init__(self) -> None:
        self._standing: list[tuple[subprocess.Popen[str], float]] = []

    def open(self, argv: list[str], house: Path) -> None:
        """Open one more."""
        window = subprocess.Popen(argv, cwd=house, env=surroundings(), stderr=subprocess.PIPE, text=True)
        self._standing.append((window, time.monotonic()))

    def close(self, wait: bool = False) -> None:
        """Close those that stood for three seconds, with `wait` all."""
        for window, since in list(self._standing):
            left = since + 3 - time.monotonic()
            if left > 0 and not wait:
                continue
            time.sleep(max(0.0, left))
            self._standing.remove((window, since))
            still_open = window.poll() is None
            window.terminate()
            _, complaint = window.communicate(timeout=60)
            assert still_open, complaint


def carried_out(command: str, house: Path, windows: Windows) -> None:
    """Run a command of the documentation as a reader would."""
    told, _, last = command.rpartition("|")
    argv = [sys.executable if part == "python" else part for part in shlex.split(last)]
    if opens_window(argv):
        windows.open(argv, house)
        return
    words = shlex.split(told)[1] if told else None
    done = subprocess.run(
        argv, cwd=house, env=surroundings(), input=words, capture_output=True, text=True, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, (command, done.stderr)
    assert not told or '"event":"bye"' in done.stdout


def test_the_commands_of_the_readmes_work(house: Path) -> None:
    """Every `python main.py …` of both READMEs does what it says, in their order."""
    windows, told = Windows(), [line.split("&&")[-1].strip() for line in (*commands(README), *commands(GUIDE))]
    assert {"pytest", test_evaluate.COMMAND} <= set(told)
    ours = [command for command in told if command not in ("pytest", test_evaluate.COMMAND)]
    assert len(ours) >= 8
    try:
        for command in ours:
            assert "python main.py" in command, f"nothing runs {command!r}"
            if " new " in command:
                shutil.rmtree(house / "stories" / "my_story", ignore_errors=True)
            carried_out(command, house, windows)
            windows.close()
    finally:
        windows.close(wait=True)


def test_the_script_in_the_readme_plays_to_an_ending() -> None:
    """The ten lines for playtest scripts reach an ending."""
    (script,) = blocks(README, "python")
    names: dict[str, object] = {}
    exec(compile(script, "README.md", "exec"), names)  # noqa: S102  the point is to run what the README says
    assert names["game"].ending is not None  # type: ignore[attr-defined]


def problems_of(chapter: str, folder: Path) -> list[str]:
    """What `check` says of a story with this chapter."""
    (folder / "chapters").mkdir(parents=True)
    for name, text in (("story", STORY), ("cast", CAST), ("shop", SHOP), ("chapters/1", chapter)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in examine(folder)[1] if problem.severity == "error"]


def test_the_scene_in_the_readme_plays(tmp_path: Path) -> None:
    """The scene of ten lines loads without a problem and plays."""
    (scene,) = blocks(README, "yaml")
    assert problems_of(scene, tmp_path / "scene") == []
    game = play(tmp_path / "scene")
    game.until_choice()
    game.choose("I keep my promises.")
    assert game.affection["ren"] == 14


def test_the_examples_of_the_guide_load(tmp_path: Path) -> None:
    """The guide's scene, choice and talk, put together as one chapter, load without a problem."""
    scene, choice, talk, *_ = blocks(GUIDE, "yaml")
    opening = scene.replace("      - goto: tea\n", "")
    rest = "".join(
        f"  {beat}:\n    steps: [{{ending: {{id: {beat}, kind: normal, title: {beat}}}}}]\n"
        for beat in ("tea", "excuse", "confide")
    )
    assert problems_of(opening + choice + talk + rest, tmp_path / "guide") == []


def test_what_the_guide_says_of_people_loads(tmp_path: Path) -> None:
    """The guide's part of a cast.yaml, its letters, greetings and album notes load beside a name and a meter."""
    people, letters, greetings, notes = blocks(GUIDE, "yaml")[3:7]
    files = {"cast.yaml": f"ren:\n  name: Ren\n  affection: {{}}\n  expressions: [neutral, smile, shy]\n{people}"}
    (tmp_path / "chapters").mkdir()
    files |= {"letters.yaml": letters, "greetings.yaml": greetings}
    files |= {"story.yaml": STORY, "shop.yaml": SHOP, "chapters/1.yaml": ONE_BEAT + notes}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [str(problem) for problem in examine(tmp_path)[1] if problem.severity == "error"] == []


def test_the_readmes_name_files_that_exist() -> None:
    """Every link and every path in backquotes that looks like a file of the project is there."""
    for text, folder in (
        (README, ROOT),
        (GUIDE, ROOT / "stories"),
        ((ROOT / "engine" / "README.md").read_text(), ROOT),
    ):
        links = re.findall(r"\]\(([^)#:]+)\)", text)
        paths = re.findall(r"`((?:tests|engine|art|stories)/[\w/.]+\.\w+)`", text)
        for name in [*(folder / link for link in links), *(ROOT / path for path in paths)]:
            assert Path(name).exists(), name
