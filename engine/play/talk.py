"""An improvised scene, turn by turn: her words out, an answer in, its act's authored effect within every bound.

Nothing an improviser says can inflate anything. Its answer names an act from the scene's closed list (anything else is
`other`); the act's effect is the author's; `_grant` cuts it to what the scene, the chapter's talk and the meter leave.
The scene ends by the author's exits, at the latest at `turns.max`, and what must be conveyed is said before it does.
"""

from __future__ import annotations

from msgspec.structs import replace

from engine.play import events, staging
from engine.play.passing import Pass
from engine.play.script import Talk, Way
from engine.play.state import Scene, Spoken
from engine.story import markup, model
from engine.story.model import Effects

TALK_KEPT = 240
"""Lines of a scene that are kept: all that thirty turns can have."""
SAID_KEPT = 300
"""Authored answers remembered as said."""
ANSWER_LINES = 4
"""The most lines that one answer may put on the screen."""
LONGEST_LINE = 2_000
"""Characters of a line, hers or an improviser's; the rest is cut."""


def running(it: Pass) -> tuple[Talk, Scene]:
    """The scene that is under way, as written and as it stands."""
    assert it.scene is not None, "no improvised scene is running"
    return it.script.scenes[it.scene.id], it.scene


def begin(it: Pass, talk: Talk) -> None:
    """Open a scene with its authored lines."""
    it.scene = Scene(talk.step.name)
    _say_authored(it, talk.step.offline.open)
    it.waiting = "say"


def speak(it: Pass, words: str) -> None:
    """She says something; an answer is owed."""
    _, scene = running(it)
    it.scene = replace(scene, words=markup.whole(words[:LONGEST_LINE]))
    it.waiting = "answer"


def answer(it: Pass, given: events.Answer) -> Way | None:
    """Take an improviser's turn; the way out when the scene is over with it."""
    talk, scene = running(it)
    _keep_talk(it, model.YOU, scene.words or "")
    for spoken in _lines(it, talk, given)[:ANSWER_LINES]:
        staging.say(it, spoken)
        _keep_talk(it, spoken.speaker or "", markup.fill_slots(spoken.text, spoken.remembered))
    used = tuple(id for id in given.line_ids if id in talk.lines)
    it.said = (it.said + used)[-SAID_KEPT:]
    _act(it, talk, given.act if given.act in talk.acts else model.OTHER)
    conveyed = frozenset(index for index in given.conveyed if 0 <= index < len(talk.step.convey))
    _, scene = running(it)
    it.scene = replace(scene, conveyed=scene.conveyed | conveyed, said=scene.said + used)
    it.waiting = "say"
    return _open_way(it, talk)


def leave(it: Pass, way: Way) -> None:
    """Say what was still to be conveyed and the authored close; play goes on where the exit leads."""
    talk, scene = running(it)
    for index, convey in enumerate(talk.step.convey):
        if index not in scene.conveyed:
            _say_authored(it, convey.say or (model.Reply(speaker=None, text=convey.fact, id=convey.id),))
    _say_authored(it, talk.step.offline.close)
    it.events.append(events.SceneEnded(id=scene.id, exit=way.exit.name, turns=scene.turns))
    it.scene = None
    it.go(way.to)


def _lines(it: Pass, talk: Talk, given: events.Answer) -> list[Spoken]:
    """The lines of an answer: authored ones by their ids, improvised ones as text in which nothing is markup."""
    if given.origin != "improvised":
        replies = [talk.lines[id] for id in given.line_ids if id in talk.lines and _told(it, talk.lines[id])]
        return [_offline(it, line) for line in replies]
    speakers = (None, *talk.step.with_)
    return [_improvised(it, talk, line) for line in given.lines if line.speaker in speakers]


def _offline(it: Pass, line: model.Reply) -> Spoken:
    return Spoken(
        line.speaker, line.text, line.expression, it.beat(), line.id, "offline", remembered=_remembered(it, line)
    )


def _remembered(it: Pass, line: model.Reply) -> dict[str, str]:
    """What she told this speaker that the line says back."""
    return it.outside.quoted(line.speaker, markup.slots(line.text))


def _told(it: Pass, line: model.Reply) -> bool:
    """Whether she told this speaker everything that the line says back."""
    return set(markup.slots(line.text)) <= set(_remembered(it, line))


def _improvised(it: Pass, talk: Talk, line: events.SpokenLine) -> Spoken:
    known = it.script.story.cast[line.speaker].expressions if line.speaker else ()
    expression = line.expression if line.expression in known else None
    text = markup.escape(markup.whole(line.text[:LONGEST_LINE]))
    return Spoken(line.speaker, text, expression, it.beat(), talk.id, "improvised")


def _keep_talk(it: Pass, speaker: str, text: str) -> None:
    _, scene = running(it)
    it.scene = replace(scene, talk=(*scene.talk, (speaker, text))[-TALK_KEPT:], words=None)


def _act(it: Pass, talk: Talk, name: str) -> None:
    """Count the act and grant its authored effect; counters move the first time only."""
    _, scene = running(it)
    times = scene.acts.get(name, 0)
    it.scene = replace(scene, turns=scene.turns + 1, acts={**scene.acts, name: times + 1})
    effects = talk.acts[name].effects if name in talk.acts else Effects()
    for character, change in effects.affection.items():
        _grant(it, talk, character, _again(change, times), name)
    it.apply(replace(effects, affection={}, add=effects.add if times == 0 else {}), name)


def _again(change: int, times: int) -> int:
    """What an act pays after `times` earlier ones: kindness in full, half, nothing; unkindness always in full."""
    if change <= 0 or times == 0:
        return change
    return change // 2 if times == 1 else 0


def _grant(it: Pass, talk: Talk, character: str, asked: int, cause: str) -> None:
    """Move a meter by talk: within the scene's bound, the chapter's cap on talk, and the meter itself."""
    _, scene = running(it)
    bound = talk.step.affection.get(character, model.Bound())
    so_far, talked = scene.gained.get(character, 0), it.talked.get(character, 0)
    change = min(bound.max, max(bound.min, so_far + asked)) - so_far
    meter = it.script.story.cast[character].affection
    if meter is not None and change > 0:
        change = max(0, min(change, meter.improvised_per_chapter - talked))
    moved = it.move_meter(character, change, cause)
    it.scene = replace(scene, gained={**scene.gained, character: so_far + moved})
    it.talked = {**it.talked, character: talked + moved}


def _open_way(it: Pass, talk: Talk) -> Way | None:
    """The first exit whose guard holds, from `turns.min` on; the last exit at `turns.max`; else None."""
    over = it.turns >= talk.step.turns.max
    if it.turns >= talk.step.turns.min or over:
        for way in talk.ways:
            if way.guard is not None and way.guard(it):
                return way
    return talk.ways[-1] if over else None


def _say_authored(it: Pass, replies: tuple[model.Reply, ...]) -> None:
    """Say those authored lines of the scene whose guards hold."""
    for reply in replies:
        if _told(it, reply) and (reply.when is None or it.script.guards[reply.when](it)):
            staging.say(it, replace(_offline(it, reply), origin="authored"))
