"""The table of rules says what is on for a story, points to tests that exist, and claims no more."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from engine.improv.compliance import LAWS, MEASURES, compliance
from engine.playtest.sitting import FLAGSHIP, folder_of
from engine.story.load import load

ROOT = Path(__file__).parent.parent


def test_every_test_it_names_exists() -> None:
    """`see` names files and tests that are there."""
    for measure in MEASURES.values():
        for file in re.findall(r"tests/\w+\.py", measure.see):
            assert (ROOT / file).is_file(), file
        for file, name in re.findall(r"(tests/\w+\.py): (test_\w+)", measure.see):
            assert f"def {name}(" in (ROOT / file).read_text("utf-8"), name


def test_every_requirement_is_met_by_a_measure_or_left_to_the_studio_with_a_word() -> None:
    """No requirement hangs in the air, and no measure is idle."""
    asked = [requirement for law in LAWS for requirement in law.asks]
    assert all(each.measure in MEASURES if each.measure else each.note for each in asked)
    assert {law.region.split()[0] for law in LAWS} == {"California", "New", "Washington", "Oregon", "European", "China"}
    assert {each.measure for each in asked if each.measure} <= set(MEASURES)


@pytest.mark.parametrize("mode", ["authored", "story", "companion"])
def test_it_is_read_off_the_story(mode: str) -> None:
    """Where no model may speak, what is about models is `no model`; the card is on in every mode."""
    found = compliance(replace(load(folder_of(FLAGSHIP)), mode=mode))
    states = {row.status for section in found.sections for row in section.rows}
    assert found.model_may_speak == (mode != "authored")
    assert ("no model" in states) == (mode == "authored")
    cards = [row for section in found.sections for row in section.rows if "helplines" in row.how]
    assert cards
    assert {row.status for row in cards} == {"on"}


def test_the_command_prints_text_and_json() -> None:
    """Both forms name the story, every region, and that it is no legal advice."""
    command = [sys.executable, str(ROOT / "main.py"), "compliance", "lantern_street"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=60, encoding="utf-8").stdout
    assert "not legal advice" in text
    assert all(law.name in text for law in LAWS)
    told = json.loads(
        subprocess.run([*command, "--format", "json"], capture_output=True, check=True, timeout=60).stdout
    )
    assert [section["law"] for section in told["sections"]] == [law.name for law in LAWS]
    assert told["mode"] == "story"
