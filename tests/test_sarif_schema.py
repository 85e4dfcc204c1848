"""SARIF as the standard has it: what `check` writes is valid by the schema of the OASIS committee."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

import main

ROOT = Path(__file__).parent
SCHEMA = Draft4Validator(json.loads((ROOT / "sarif" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def samples() -> list[str]:
    """The sample stories, some of which let a warning be."""
    return [str(folder) for folder in sorted((ROOT / "samples").iterdir()) if (folder / "story.yaml").is_file()]


def log_of(stories: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `check --format sarif` writes."""
    main.main(["check", *stories, "--format", "sarif"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_log_is_valid(tmp_path: Path, samples: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Results, rules, places and what was let be are all as the schema wants them."""
    story = tmp_path / "story.yaml"
    story.write_text("format: 1\ntitle: Broken {\nstart: nowhere.at_all\nflags: [never_read]\n", encoding="utf-8")
    log = log_of([str(tmp_path), *samples], capsys)
    assert log["runs"][0]["results"]
    assert not [error.message for error in SCHEMA.iter_errors(log)]


def test_a_log_with_a_slip_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The schema notices a level that there is not."""
    (tmp_path / "story.yaml").write_text("format: 1\n", encoding="utf-8")
    log = log_of([str(tmp_path)], capsys)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not SCHEMA.is_valid(log)
