"""Letters about her own days and what she tells of her life for them, as one profile has them; knows no wire.

The rules are those of the letters that arrive by themselves (company.py): wanted, not in her quiet hours, one a day in
all. What she tells of her life is a memory like any other, hers to see, correct, delete and export, marked as `life`;
where she allows it no longer, it is forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from engine.improv import companion, consent
from engine.improv.bounds import Withheld, withhold
from engine.improv.brief import Brief, guard_test, speaker_of
from engine.improv.gate import gate
from engine.improv.letter import LetterBrief, letter_in, letter_request
from engine.improv.request import Request
from engine.play.company import CONTEXT, Visit
from engine.play.events import LetterReceived
from engine.play.facts import facts_of
from engine.play.keeping import Heard
from engine.play.script import Script
from engine.play.wording import Wording
from engine.profile.company import Company
from engine.profile.store import Profile
from engine.story.model import Character

LIFE_RUN = "life"
"""Stands for a playthrough where she tells of her life outside of any."""
MOST_LIFE = 12
"""Things of her life that one letter is told, the newest."""
SENDER_ID = "companion"


class Correspondence:
    """What one adult has of letters about her days. `now` gives seconds since 1970."""

    def __init__(
        self, profile: Profile, script: Script, company: Company, now: Callable[[], float] = time.time
    ) -> None:
        self._profile, self._script, self._company, self._now = profile, script, company, now

    # ------------------------------------------------------------ her life

    def life(self) -> list[str]:
        """What she told of her life, the newest first."""
        told = [memory for memory in self._profile.memories.all() if memory.live and memory.source.run == LIFE_RUN]
        return [memory.text for memory in sorted(told, key=lambda memory: -memory.at)]

    def tell(self, words: str) -> bool:
        """Keep what she tells of her life; False where that is not wanted, or where it says nothing to be remembered.

        A crisis never comes here: who calls has asked `safety.met` first.
        """
        if not self.remembers or gate(words).verdict != "ok":
            return False
        before = self._profile.memories.count()
        moment = int(self._now() * 1000)
        who = tuple(person.id for person in self._script.story.cast.values() if person.affection is not None)
        self._profile.memories.hear(Heard(LIFE_RUN, CONTEXT, moment, (words,), who))
        return self._profile.memories.count() > before

    def settle(self) -> None:
        """Forget her life where she allows it no longer."""
        if not self.remembers:
            self.forget()

    def forget(self) -> None:
        """Forget all that she told of her life."""
        for memory in self._profile.memories.all():
            if memory.source.run == LIFE_RUN:
                self._profile.memories.delete(memory.id)

    @property
    def remembers(self) -> bool:
        """Whether what she tells of her life may be kept."""
        return companion.wants(companion.LIFE, self._script.story, self._profile)

    # ------------------------------------------------------------ letters

    def due(self) -> bool:
        """Whether a letter may be written for her now."""
        wanted = companion.wants(companion.LETTERS, self._script.story, self._profile)
        return wanted and self._company.may_arrive() and self._company.visit() is not None

    def write(self, ask: Callable[[Request], str], wording: Wording, language: str) -> LetterReceived | None:
        """Have a letter written and put it into her letter box; None where none is due, or it may not be sent.

        `ask` gives a reply's text, empty where that fails. It may take its time: call this from a thread.
        """
        visit = self._company.visit()
        if visit is None or not self.due():
            return None
        told, withheld = self._brief(visit, wording, language)
        text = letter_in(ask(letter_request(told)), told, withheld)
        if text is None or not self.due():  # she may have taken it back while it was being written
            return None
        id = f"{SENDER_ID}.{datetime.fromtimestamp(self._now()).astimezone():%Y-%m-%d}"
        self._company.arrived(id)
        self._profile.note_letter(id, told.sender.id, text)
        return LetterReceived(id=id, sender=told.sender.id, name=wording.name(told.sender.id), text=text)

    def _brief(self, visit: Visit, wording: Wording, language: str) -> tuple[LetterBrief, Withheld]:
        story, facts = self._script.story, facts_of(visit.play, visit.outside)
        sender = self._sender(visit)
        earlier = tuple(kept.text for kept in self._profile.letters() if kept.id.startswith(SENDER_ID))
        brief = Brief(
            story=story.id,
            scene=CONTEXT,
            goal="",
            mode="companion",
            rating=story.rating,
            language=language,
            you=wording.name("you"),
            speakers=(speaker_of(sender, facts, guard_test(story, facts)),),
            acts=(),
            replies={},
            gated=gate(""),
            turn=1,
            max_turns=1,
            talk=tuple((sender.id, text) for text in earlier[-3:]),
            avoid=consent.avoided(self._profile),
        )
        life = tuple(self.life()[:MOST_LIFE]) if self.remembers else ()
        return LetterBrief(brief, life, earlier), withhold(story, facts, brief)

    def _sender(self, visit: Visit) -> Character:
        """Whom she is closest to, as her latest playthrough was left."""
        people = [person for person in self._script.story.cast.values() if person.affection is not None]
        return max(people, key=lambda person: visit.play.affection.get(person.id, 0))
