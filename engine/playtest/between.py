"""What a reader has between two sittings: she puts the game down, stays away, and is greeted; letters arrive.

The rules are those of engine/play/company.py. There is no clock: how long she stays away is chosen, and each letter
has a day of its own.
"""

from __future__ import annotations

from collections import Counter

from engine.play.company import MOST_LATELY, Moment, Post, Visit, greeting, next_letter
from engine.play.script import Script
from engine.play.session import Session
from engine.playtest.coverage import Key

AWAY = (600.0, 6 * 3600.0, 3 * 86_400.0, 14 * 86_400.0, 60 * 86_400.0)
"""Ten minutes, six hours, three days, two weeks, two months: one of each kind of absence, in seconds."""
ABSENCES = ("minutes", "hours", "days", "weeks", "months")
NOON = 12 * 60


class Between:
    """What she was greeted with lately, and the letters that came."""

    def __init__(self, script: Script, hits: Counter[Key]):
        self.script, self.hits, self.lately, self.sent = script, hits, list[str](), dict[str, int]()

    def come_back(self, session: Session, away: float, day: int | None = None, *, letters: bool = True) -> bool:
        """She comes back after so many seconds: she is greeted, and a letter may be there if she wants letters. Whether
        either is new. Without a `day` each letter has one of its own."""
        visit = Visit(session.now, session.outside, away)
        return self._greeted(visit) | self._written_to(visit, len(self.sent) if day is None else day, letters)

    def _greeted(self, visit: Visit) -> bool:
        found = greeting(self.script, visit, self.lately)
        if found is None:
            return False
        line, new = found[1].id, found[1].id not in self.lately
        self.hits["greeting", "greetings", line] += 1
        self._react(f"greeting {_absence(visit.away)}", found[0], visit, line)
        self.lately = [*(id for id in self.lately if id != line), line][-MOST_LATELY:]
        return new

    def _written_to(self, visit: Visit, day: int, wanted: bool) -> bool:
        mail = next_letter(self.script, visit, self.sent, Moment(day, NOON), Post(wanted=wanted))
        if mail is None:
            return False
        self.sent[mail.id] = day
        self.hits["letter", "letters", mail.id] += 1
        self._react("letter arrives", mail.sender, visit, mail.id)
        return True

    def _react(self, event: str, who: str, visit: Visit, id: str) -> None:
        tier = self.script.tier(who, visit.play.affection.get(who, 0))
        self.hits["reaction", f"{event} {who}:{tier}", id] += 1

    def all_there_is(self, session: Session) -> None:
        """She comes back after every kind of absence, as long as that brings something new."""
        for away in AWAY:
            while self.come_back(session, away):
                pass


def _absence(away: float) -> str:
    return ABSENCES[sum(away > each for each in AWAY)]
