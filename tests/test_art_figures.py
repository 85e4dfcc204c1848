"""The love interests' pictures: every outfit, mood, blink and speaking mouth the story needs is there, and small."""

from pathlib import Path
from statistics import median

import pygame
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
    """All layers of one person take at most 900 kB, what is below the hips 300 more, and the plan names all."""
    files = sorted((FIGURES / name).glob("*.webp"))
    plan = plan_of((FIGURES / name / "figure.json").read_bytes())
    legs = [file for file in files if file.name.startswith("legs_")]
    assert sum(file.stat().st_size for file in files if file not in legs) <= 900_000
    assert sum(file.stat().st_size for file in legs) <= 300_000
    assert {file.name for file in files} == {layer.file for layer in plan.layers.values()}


def _layer(name: str, layer: str) -> pygame.Surface:
    """One layer on the canvas that reaches to the ground."""
    plan = plan_of((FIGURES / name / "figure.json").read_bytes())
    assert plan.whole is not None
    canvas = pygame.Surface(plan.whole.canvas, pygame.SRCALPHA)
    canvas.blit(pygame.image.load(FIGURES / name / plan.layers[layer].file), plan.layers[layer].at)
    return canvas


def _row(layer: pygame.Surface, y: int) -> dict[int, pygame.Color]:
    """What can be seen of one row, by its place from the left."""
    row = {x: layer.get_at((x, y)) for x in range(layer.get_width())}
    return {x: colour for x, colour in row.items() if colour.a > 128}


@pytest.mark.parametrize(("name", "outfit"), [(name, outfit) for name, worn in OUTFITS.items() for outfit in worn])
def test_legs_go_on_where_the_body_ends(name: str, outfit: str) -> None:
    """Each outfit has what is below its hips: as wide as the body where it ends, in its colours, down to the ground."""
    legs = _layer(name, f"legs_{outfit}")
    above, below = _row(_layer(name, f"outfit_{outfit}"), 1298), _row(legs, 1301)
    assert abs(min(above) - min(below)) <= 8
    assert abs(max(above) - max(below)) <= 8
    both = [x for x in above.keys() & below.keys() if min(above[x].a, below[x].a) > 200]
    assert median(abs(above[x][part] - below[x][part]) for x in both for part in range(3)) <= 14
    assert legs.get_bounding_rect(min_alpha=200).bottom - 1 in range(2590, 2680)
