"""What they wear while the story goes on: clothes that are earned by it, and lines that notice new ones."""

from __future__ import annotations

from msgspec.structs import replace

from engine.play import events
from engine.play.passing import Pass
from engine.play.state import Frame, Standing
from engine.play.telling import shown
from engine.story.texts import noticing_id


def earn(it: Pass) -> None:
    """Earn whatever holds now; who is on the stage and was meant to wear it puts it on."""
    won = [one for one in it.script.earnings if one.name not in it.outside.earned and it.holds(one.guard)]
    if not won:
        return
    before = [_as_dressed(it, name, stands) for name, stands in it.stage.shown.items()]
    it.outside = replace(it.outside, earned=it.outside.earned.union(one.name for one in won))
    it.events += [events.OutfitEarned(character=one.character, outfit=one.outfit) for one in won]
    after = [_as_dressed(it, name, stands) for name, stands in it.stage.shown.items()]
    it.events += [event for event in after if event not in before]


def notice(it: Pass, character: str) -> None:
    """Tell what is said of the clothes a character was just shown in, once in a profile's life."""
    stands = it.stage.shown[character]
    key = noticing_id(character, _as_dressed(it, character, stands).outfit)
    if key not in it.script.asides:
        return
    it.unforeseen()
    if key not in it.outside.once and key not in it.once:
        it.once = it.once | {key}
        it.events.append(events.OnceSpent(key=key))
        it.frames.append(Frame(key))


def _as_dressed(it: Pass, character: str, stands: Standing) -> events.Shown:
    return shown(character, stands, it.script, it.outside)
