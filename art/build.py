"""Bake the pictures, figures, music, sounds and ambience of the game from their sources into art/lantern_street.

Usage: python art/build.py [NAME...]   names: title, icon, music, sounds, ambience, a piece of music, a
background, a still, backgrounds, stills, characters, ren, ...
Without names everything is baked. Knows where things go, not how they are drawn.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / "lantern_street"
BACKGROUNDS = {
    "rooftop_dusk": ("rooftop", "dusk"),
    "rooftop_night": ("rooftop", "night"),
    "rooftop_day": ("rooftop", "day"),
    "lantern_street_rain": ("lantern_street", "rain"),
    "lantern_street_day": ("lantern_street", "day"),
    "lantern_street_night": ("lantern_street", "night"),
    "tea_house": ("tea_house", "evening"),
    "tea_house_morning": ("tea_house", "morning"),
    "quay_night": ("quay", "night"),
    "quay_day": ("quay", "day"),
    "quay_dusk": ("quay", "dusk"),
    "ferry_deck_day": ("ferry_deck", "day"),
    "ferry_deck_night": ("ferry_deck", "night"),
    "workshop_day": ("workshop", "day"),
    "workshop_night": ("workshop", "night"),
    "survey_office_day": ("survey_office", "day"),
    "survey_office_night": ("survey_office", "night"),
    "number_nine_dusk": ("number_nine", "dusk"),
    "number_nine_night": ("number_nine", "night"),
    "salt_town_day": ("salt_town", "day"),
    "salt_town_dusk": ("salt_town", "dusk"),
    "stall_morning": ("stall", "morning"),
    "stall_night": ("stall", "night"),
}
"""Each background: the module of its place and the light it is painted in."""
STILLS = ("umbrella", "lanterns", "zero", "cranes", "river_bend", "fourth_cup", "ledger", "whole_street")
CHARACTERS = ("ren", "yuheng", "cas")
MUSIC = (
    "rain_waltz", "small_days", "theme_ren", "theme_yuheng", "theme_cas", "lantern_night", "long_goodbye",
    "morning_pot",
)  # fmt: skip
RENDER_HEIGHT = 1620


def bake_plate(module: str, light: str | None, path: Path) -> str:
    """Paint one picture at one and a half size and write it; answers what was written."""
    from source.backgrounds import finish

    paint = importlib.import_module(f"source.backgrounds.{module}").paint
    picture = paint(RENDER_HEIGHT) if light is None else paint(RENDER_HEIGHT, light)
    return f"{path.relative_to(HERE.parent)} {finish.save(picture, path) // 1024} KB"


def bake_icon() -> str:
    """Write the app icon."""
    from source.backgrounds import icon

    return icon.bake(OUT / "icon.png")


def bake_music(name: str) -> str:
    """Write one piece of music."""
    from source.sound import music

    return music.bake(OUT / "music", name)


def bake_sounds() -> str:
    """Write every small sound."""
    from source.sound import effects

    return effects.bake(OUT / "sounds")


def bake_ambience() -> str:
    """Write the sound of every place."""
    from source.sound import ambience

    return ambience.bake(OUT / "ambience")


def bake_character(name: str) -> str:
    """Write one figure's layers, or say that its source is missing."""
    if not (HERE / "source" / f"{name}.py").exists():
        return f"Skipped {name}: art/source/{name}.py does not exist yet."
    if not (HERE / "source" / "figure.py").exists():
        return f"Skipped {name}: art/source/figure.py, which bakes figures, does not exist yet."
    figure, standing = (importlib.import_module(f"source.{part}") for part in ("figure", "standing"))
    module, folder = importlib.import_module(f"source.{name}"), OUT / "characters" / name
    figure.bake(module, folder)
    standing.bake(module.CHARACTER, folder)
    return f"art/lantern_street/characters/{name}"


def tasks() -> dict[str, Callable[[], str]]:
    """Everything that can be baked, by name, in the order of a full bake."""
    plates = {name: OUT / "backgrounds" / f"{name}.webp" for name in BACKGROUNDS}
    plates["title"] = OUT / "title.webp"
    plates |= {name: OUT / "stills" / f"{name}.webp" for name in STILLS}
    sources = {"title": ("title", None), **BACKGROUNDS, **{name: (f"still_{name}", None) for name in STILLS}}
    bakes: dict[str, Callable[[], str]] = {
        name: lambda name=name: bake_plate(*sources[name], plates[name]) for name in plates
    }
    bakes |= {"icon": bake_icon, "sounds": bake_sounds, "ambience": bake_ambience}
    bakes |= {name: lambda name=name: bake_music(name) for name in MUSIC}
    return bakes | {name: lambda name=name: bake_character(name) for name in CHARACTERS}


def main(names: list[str]) -> int:
    """Bake the named things (all when none is named); 2 when a name is unknown."""
    known = tasks()
    groups = {"characters": CHARACTERS, "backgrounds": tuple(BACKGROUNDS), "stills": STILLS, "music": MUSIC}
    wanted = [one for name in names or known for one in groups.get(name, (name,))]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known names: {', '.join([*known, *groups])}.")
        return 2
    sys.path.insert(0, str(HERE))
    for name in wanted:
        start = time.perf_counter()
        print(f"{known[name]()} ({time.perf_counter() - start:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
