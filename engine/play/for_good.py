"""What an input leaves behind for good, told to the profile event by event; knows no sitting and no way back."""

from __future__ import annotations

from engine.play import events
from engine.play.events import AnyEvent, AnyInput
from engine.play.keeping import Earning, Heard, Profile
from engine.play.script import Script
from engine.play.state import Playthrough
from engine.story.model import YOU, Shop

KEPT_FOR_GOOD = {
    events.OnceSpent,
    events.StillShown,
    events.LetterReceived,
    events.OutfitEarned,
    events.JournalWritten,
    events.EndingReached,
    events.ChapterFinished,
    events.ShopOpened,
}
"""Events that a profile must hear of, besides lines."""


def keep_for_good(event: AnyEvent, profile: Profile, shop: Shop, run: str, chapter: str) -> list[AnyEvent]:
    """Tell the profile; the events of what was earned by it. `chapter` is the one that is played."""
    match event:
        case events.OnceSpent(key=key):
            profile.note_once(key, run)
        case events.StillShown(id=id):
            profile.note_still(id)
        case events.LetterReceived(id=id, sender=sender, text=text):
            profile.note_letter(id, sender, text)
        case events.OutfitEarned(character=character, outfit=outfit):
            profile.note_earned(character, outfit)
        case events.JournalWritten(id=id, text=text):
            profile.note_journal(chapter, id, text)
        case events.ShopOpened():
            profile.note_shop()
        case events.EndingReached(id=id, kind=kind, title=title):
            profile.note_ending(id, kind, title)
            return [_brought(each) for each in profile.earn(shop, ending=id, run=run)]
        case events.ChapterFinished(chapter=over):
            profile.note_chapter(over)
            return [_brought(each) for each in profile.earn(shop, chapter=over, run=run)]
        case _:
            pass
    return []


def _brought(earned: Earning) -> events.Earned:
    return events.Earned(petals=earned.petals, balance=earned.balance, cause=earned.cause)


def of_talk(was: Playthrough, now: Playthrough, given: AnyInput, script: Script) -> Heard | None:
    """What she has said in the talk so far, after each answer and when she leaves; None at any other moment."""
    scene, beat = was.scene, was.frames[-1].beat
    if scene is None or not isinstance(given, events.Answer | events.Leave):
        return None
    turns = [text for speaker, text in scene.talk if speaker == YOU]
    turns += [scene.words or ""] if isinstance(given, events.Answer) else []
    return Heard(
        run=was.run,
        scene=scene.id,
        visit=was.visits.get(beat, 0),
        turns=tuple(turns),
        by=script.scenes[scene.id].step.with_,
        day=was.counters.get("day", 0),
        recalls=given.recalls if isinstance(given, events.Answer) else (),
        over=now.scene is None,
    )
