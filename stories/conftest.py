"""Lets `pytest stories/` play the transcripts beside the stories where the engine is not installed."""

from pathlib import Path

import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """What the plugin of the engine collects, unless it is registered already."""
    if parent.config.pluginmanager.has_plugin("otome_playtest"):
        return None
    from engine.playtest.pytest_plugin import pytest_collect_file as collect

    return collect(file_path, parent)
