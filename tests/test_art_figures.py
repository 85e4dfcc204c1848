"""The love interests' pictures: every outfit, mood, blink and speaking mouth the story needs is there, and small."""

from pathlib import Path

import pytest
import yaml

from engine.desktop.figures import plan_of

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "art" / "lantern_street" / "characters"
MOODS = ("neutral", "smile", "laugh", "shy", "sad", "angry", "surprised", "tender")
SAID = ("half", "open")
OUTFITS = {
    "ren": ("work", "winter", "lamplighter"),
    "yuheng": ("survey", "evening", "shirtsleeves"),
    "cas": ("ferry", "festival", "pilot"),
}


def _wanted(name: str) -> set[str]:
    """The layers that one figure must have: what the cast sheet names, and all that any chapter may ask for."""
    sheet = yaml.safe_load((ROOT / "stories" / "lantern_street" / "cast.yaml").read_text(encoding="utf-8"))[name]
    moods = {*MOODS, *sheet["expressions"]}
    outfits = {*OUTFITS[name], *sheet["outfits"]}
    faces = {f"{part}_{mood}" for mood in moods for part in ("face", "brow", "mouth")}
    return {f"outfit_{one}" for one in outfits} | faces | {f"mouth_{mood}_{how}" for mood in moods for how in SAID}


@pytest.mark.parametrize("name", OUTFITS)
def test_every_outfit_and_mood_is_drawn(name: str) -> None:
    """Whatever a love interest may be asked to wear or feel has a picture, with a blink and a mouth that speaks."""
    plan = plan_of((FIGURES / name / "figure.json").read_bytes())
    assert plan.blink is not None
    assert plan.talk is not None
    wanted = _wanted(name) | {plan.blink.layer}
    assert wanted <= plan.layers.keys()
    assert [layer.file for layer in plan.layers.values() if not (FIGURES / name / layer.file).is_file()] == []
    assert plan.default in OUTFITS[name]


@pytest.mark.parametrize("name", OUTFITS)
def test_a_figure_is_a_small_download(name: str) -> None:
    """All layers of one person take at most 900 kB, and none lies there that the plan does not name."""
    files = sorted((FIGURES / name).glob("*.webp"))
    plan = plan_of((FIGURES / name / "figure.json").read_bytes())
    assert sum(file.stat().st_size for file in files) <= 900_000
    assert {file.name for file in files} == {layer.file for layer in plan.layers.values()}
