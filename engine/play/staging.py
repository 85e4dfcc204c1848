"""What is seen and heard: lines, places, characters on the stage. Changes `it.stage` and tells the events of it."""

from __future__ import annotations

from msgspec.structs import replace

from engine.play import events
from engine.play.passing import Pass
from engine.play.state import Posted, Shot, Spoken, Stage, Standing, with_line
from engine.play.telling import opened, said, seen_from, shown, stage_events
from engine.story import model

NEUTRAL = "neutral"
STILL = "still"
"""The event picture, where `hide` names characters."""


def say(it: Pass, spoken: Spoken, told: events.LineSaid | None = None) -> None:
    """Put a line on the screen; who says it and stands on the stage takes on its expression. `told` is its event."""
    if spoken.expression is not None and spoken.speaker in it.stage.shown:
        show(it, spoken.speaker, expression=spoken.expression)
    it.stage = with_line(it.stage, spoken)
    it.events.append(told or said(spoken, it.wording))


def show(
    it: Pass,
    character: str,
    *,
    expression: str | None = None,
    position: str | None = None,
    outfit: str | None = None,
    light: model.Light | None = None,
) -> None:
    """Put a character on the stage, or change what is given."""
    was = it.stage.shown.get(character) or Standing(NEUTRAL, None, position or "center")
    now = Standing(expression or was.expression, outfit or was.outfit, position or was.at, light or was.light)
    if it.stage.shown.get(character) != now:
        it.stage = replace(it.stage, shown={**it.stage.shown, character: now})
        it.events.append(shown(character, now, it.script, it.outside))


def hide(it: Pass, characters: tuple[str, ...]) -> None:
    """Take these off the stage, or everybody when none is named; `still` is the event picture."""
    for character in characters or tuple(it.stage.shown):
        if character == STILL and it.stage.still is not None:
            it.stage = replace(it.stage, still=None)
            it.events.append(events.Hidden(character=STILL))
        elif character in it.stage.shown:
            rest = {name: stands for name, stands in it.stage.shown.items() if name != character}
            it.stage = replace(it.stage, shown=rest)
            it.events.append(events.Hidden(character=character))
    if it.stage.shot is not None and it.stage.shot.character not in it.stage.shown:
        look(it, None)


def look(it: Pass, shot: Shot | None) -> None:
    """Come closer to somebody on the stage, or step back; nobody is looked at who is not there."""
    if it.stage.shot != shot and (shot is None or shot.character in it.stage.shown):
        it.stage = replace(it.stage, shot=shot)
        it.events.append(seen_from(shot))


def set_scene(it: Pass, background: str | None, music: str | None = None, ambience: str | None = None) -> None:
    """Change place, music and ambience; None leaves each as it is. A new place empties the stage."""
    if background is None and music is None and ambience is None:
        return
    stage = it.stage
    now = replace(
        stage,
        background=background or stage.background,
        music=music or stage.music,
        ambience=ambience or stage.ambience,
    )
    if background is not None:
        hide(it, (STILL,))
    if now == stage:
        return
    if now.background != stage.background:
        hide(it, ())
    _hear(it, now)


def _hear(it: Pass, now: Stage) -> None:
    """Take place, music and ambience from a stage."""
    it.stage = replace(it.stage, background=now.background, music=now.music, ambience=now.ambience)
    it.events.append(events.SceneSet(background=now.background, music=now.music, ambience=now.ambience))


def post(it: Pass, letter: model.Letter, remembered: dict[str, str]) -> None:
    """Put a letter before the reader."""
    posted = Posted(letter.id, letter.sender, letter.text, it.beat(), remembered)
    it.stage = replace(it.stage, letter=posted)
    it.events.append(opened(posted, it.wording))


def open_shop(it: Pass, skus: tuple[str, ...]) -> None:
    """Offer to look at these products."""
    it.stage = replace(it.stage, shop=skus)
    it.events.append(events.ShopOpened(skus=skus))


def put_away(it: Pass) -> None:
    """The reader goes on: no letter and no shop is open any more."""
    if it.stage.letter is not None or it.stage.shop:
        it.stage = replace(it.stage, letter=None, shop=())


def restore(it: Pass, stage: Stage) -> None:
    """Come back to a stage that a called beat may have changed; the line on the screen stays."""
    now, it.stage = it.stage, replace(stage, line=it.stage.line)
    it.events.extend(stage_events(now, it.stage, it.script, it.outside))


def carry_out(it: Pass, step: model.Step) -> None:
    """Carry out a step of the stage."""
    match step:
        case model.Show(character=who, expression=face, position=position, outfit=outfit, light=light):
            show(it, who, expression=face, position=position, outfit=outfit, light=light)
        case model.Camera(character=character, framing=framing):
            look(it, None if character is None else Shot(character, framing))
        case model.Hide(characters=characters):
            hide(it, characters)
        case model.Background(name=name):
            set_scene(it, name)
        case model.Music(name=tune):
            _hear(it, replace(it.stage, music=tune))
        case model.Ambience(name=heard):
            _hear(it, replace(it.stage, ambience=heard))
        case model.Sound(name=name):
            it.events.append(events.SoundPlayed(name=name))
        case model.Still(name=name):
            it.stage = replace(it.stage, still=name)
            it.events.append(events.StillShown(id=name))
        case model.Pause(seconds=seconds):
            it.events.append(events.Paused(seconds=seconds))
        case _:
            raise AssertionError(f"not a step of the stage: {step!r}")
