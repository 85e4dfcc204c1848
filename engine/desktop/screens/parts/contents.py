"""What a story holds that can be collected: pictures, endings, chapters, music; read from its script alone."""

from __future__ import annotations

from collections.abc import Iterator

from engine.desktop.game import Game
from engine.play.script import Do, Script
from engine.story import model


def _steps(script: Script) -> Iterator[tuple[str, str, model.Step]]:
    """Every plain step with its beat and id, in the authors' order."""
    for beat, run in script.runs.items():
        for found in run.code:
            if isinstance(found, Do):
                yield beat, found.id, found.step


def stills(script: Script) -> list[str]:
    """The event pictures, each once."""
    return list(dict.fromkeys(step.name for _, _, step in _steps(script) if isinstance(step, model.Still)))


def endings(script: Script) -> list[model.Ending]:
    """The endings, each once."""
    found = {step.name: step for _, _, step in _steps(script) if isinstance(step, model.Ending)}
    return list(found.values())


def ending_title(game: Game, id: str) -> str:
    """The title of an ending in the language spoken; its id when the story has it no more."""
    found = ((beat, step) for beat, _, step in _steps(game.script) if isinstance(step, model.Ending))
    beat, title = next(((beat, step.title) for beat, step in found if step.name == id), ("", id))
    return game.wording.plain(beat, title)


def music(game: Game) -> list[tuple[str, bool]]:
    """The pieces, each with whether a line was read while it played."""
    heard: dict[str, bool] = {}
    playing: dict[str, str | None] = {}
    for beat, id, step in _steps(game.script):
        now = playing.setdefault(beat, game.script.runs[beat].beat.music)
        match step:
            case model.Music(name=name):
                playing[beat] = now = name
            case model.Say() if now is not None:
                heard[now] = heard.get(now, False) or game.records.seen(beat, id)
            case _:
                pass
        if now is not None:
            heard.setdefault(now, False)
    return list(heard.items())


def in_words(game: Game, name: str) -> str:
    """The name of an outfit as it is read, or of a piece of music without a title: `rain_waltz` is Rain waltz."""
    return game.wording.text("story", name.replace("_", " ").capitalize())


def piece(game: Game, name: str) -> str:
    """What a piece of music is called."""
    title = game.story.music.get(name)
    return game.wording.text("story", title) if title else in_words(game, name)
