"""Letters that arrive and greetings, as one profile has had them; the rules of both are in engine/play/company.py."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from engine.play import saves
from engine.play.company import (
    MOST_LATELY,
    Moment,
    Post,
    Visit,
    as_letter,
    as_welcome,
    greeting,
    next_letter,
)
from engine.play.events import LetterReceived, Welcome
from engine.play.refusal import Refusal
from engine.play.script import Script
from engine.play.wording import Wording
from engine.profile.store import Profile

WANTED, QUIET = "letters.wanted", "letters.quiet"
"""Settings of the player: whether letters may arrive, and [first, last] minute of her quiet hours."""
SENT, SAID = "letters.sent", "greetings.said"
"""Per story: the day on which each letter arrived; the greetings said lately."""


class Company:
    """What one player has of a story between two sittings. `now` gives seconds since 1970."""

    def __init__(self, profile: Profile, script: Script, now: Callable[[], float] = time.time) -> None:
        self._profile, self._script, self._now = profile, script, now

    @property
    def post(self) -> Post:
        """What she has set for letters; none arrive unless she wants them."""
        usual = Post()
        quiet = self._profile.setting(QUIET, [usual.quiet_from, usual.quiet_to])
        hours = quiet if len(quiet) == 2 and all(isinstance(each, int) for each in quiet) else None
        first, last = hours or (usual.quiet_from, usual.quiet_to)
        return Post(self._profile.setting(WANTED, False), first % 1440, last % 1440)

    def prefer(self, post: Post) -> None:
        """Set whether letters may arrive, and when not."""
        self._profile.set_setting(QUIET, [post.quiet_from, post.quiet_to])
        self._profile.set_setting(WANTED, post.wanted)

    def letter(self, wording: Wording) -> LetterReceived | None:
        """The letter that arrives now, put into her letter box; None when none does."""
        now = _moment(self._now())
        visit = self.visit()
        mail = next_letter(self._script, visit, self._sent(), now, self.post)
        if mail is None or visit is None:
            return None
        letter = as_letter(mail, visit, wording)
        self._profile.note_letter(letter.id, letter.sender, letter.text)
        self.arrived(mail.id)
        return letter

    def may_arrive(self) -> bool:
        """Whether any letter may arrive now: she wants them, it is not a quiet hour, and none has come today."""
        now = _moment(self._now())
        return self.post.wanted and not self.post.quiet(now.minute) and now.day not in self._sent().values()

    def arrived(self, id: str) -> None:
        """A letter arrived today, whoever wrote it."""
        self._profile.set_setting(self._own(SENT), {**self._sent(), id: _moment(self._now()).day})

    def _sent(self) -> dict[str, int]:
        kept: dict[str, object] = self._profile.setting(self._own(SENT), {})
        return {id: day for id, day in kept.items() if isinstance(day, int)}

    def welcome(self, wording: Wording) -> Welcome | None:
        """Who greets her now, and how; it is not said again soon."""
        visit = self.visit()
        kept: list[object] = self._profile.setting(self._own(SAID), [])
        said = [id for id in kept if isinstance(id, str)]
        found = greeting(self._script, visit, said) if visit is not None else None
        if found is None or visit is None:
            return None
        rest = [id for id in said if id != found[1].id]
        self._profile.set_setting(self._own(SAID), [*rest, found[1].id][-MOST_LATELY:])
        return as_welcome(*found, visit, wording)

    def visit(self) -> Visit | None:
        """Her latest playthrough that can be read, and how long ago it was left; None before anything was kept."""
        for slot in self._profile.slots():
            try:
                content = self._profile.kept(slot.slot)
                place = saves.unpack(content, self._script)[0] if content is not None else None
            except Refusal:
                continue
            if place is not None:
                outside = self._profile.outside(place.play.run)
                return Visit(place.play, outside, max(0.0, self._now() - slot.saved_at))
        return None

    def _own(self, name: str) -> str:
        return f"{name}.{self._script.story.id}"


def _moment(at: float) -> Moment:
    here = datetime.fromtimestamp(at).astimezone()
    return Moment(here.toordinal(), here.hour * 60 + here.minute)
