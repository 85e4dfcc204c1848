"""What he remembers of her, kept in her profile: heard, recalled, listed, corrected, deleted, exported.

A memory belongs to the player, not to a playthrough: rolling back does not undo what she told. But when a scene is
played again, what was heard there is held against what she says now, and a memory whose words are no longer said in
their turn is withdrawn. What she corrected herself is never withdrawn.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from sqlite3 import Connection

from msgspec.structs import replace

from engine.improv.consent import AVOID
from engine.improv.gate import clean, gate
from engine.improv.memory import (
    DAY,
    LONGEST_TEXT,
    Add,
    Memory,
    Nothing,
    Proposal,
    Source,
    head_of,
    identity,
    plain,
    quotable,
    reconcile,
    subject_of,
)
from engine.improv.memory_export import as_json, as_text
from engine.improv.memory_meaning import Meaning
from engine.improv.memory_talk import Forgotten, marks_of, repeats, source_of
from engine.improv.memory_terms import Sought, content_of, sought_by
from engine.improv.recall import THRESHOLD, about_her, rank, relevance, weighed, when_told, without_time
from engine.improv.remembering import avoided, quotes, remembered_from
from engine.play.keeping import Heard
from engine.profile.database import Database
from engine.profile.memory_rows import MemoryRows, hearers
from engine.story.wording import REMEMBERED, TOLD, TOLD_KINDS

RECALLED = 5
"""Memories that one turn calls up at most."""
SHORT_LIST = 60
"""Memories that are read and ranked."""
LISTEN = "talk.memory"
"""Setting: whether anything new is remembered. The topics to avoid are those of all talk."""


class Memories:
    """The memories of one story in one profile. Any thread may call; every method is one transaction at most.

    `version` grows with every change. Writing methods raise ProfileError when the disk refuses, having changed nothing.
    """

    def __init__(self, database: Database, story: str, now: Callable[[], float] = time.time) -> None:
        self._database, self._story, self._now = database, story, now
        self._kept = MemoryRows(database, story)
        self.version = 0
        self.meaning: Meaning | None = None
        """Finds by meaning what no word finds; None without the extra `likeness`, and in playtests."""
        self._counted = (-1, 0)

    # ------------------------------------------------------------ hearing

    def hear(self, heard: Heard) -> None:
        """Remember what the rules find in her turns of a scene, and withdraw what she no longer says there."""
        if not self.listens:
            return
        found = [(turn, each) for turn, words in enumerate(heard.turns, 1) for each in remembered_from(words)]
        if not found and not self._from(heard):
            return
        with self._database.write() as connection:
            self._withdraw(connection, heard)
            for turn, proposal in found:
                self._take(connection, proposal, heard, turn)
        self.version += 1

    def take(self, proposals: Iterable[Proposal], heard: Heard) -> None:
        """Reconcile what a model proposed: only what quotes the turn it names (a summary: only words she used)."""
        gated = [gate(words) for words in heard.turns]
        said = {word for turn in gated if turn.verdict == "ok" for word in content_of(turn.words)}
        known = {plain(memory.text) for memory in self._from(heard)}
        sound = [each for each in proposals if _is_hers(each, heard, said) and plain(each.text) not in known]
        if not sound or not self.listens:
            return
        with self._database.write() as connection:
            for proposal in sound:
                self._take(connection, replace(proposal, origin="model"), heard, max(1, proposal.turn))
        self.version += 1

    def _take(self, connection: Connection, proposal: Proposal, heard: Heard, turn: int) -> None:
        source = source_of(heard, turn)
        id = identity(self._story, source, proposal)
        if avoided(proposal.text, proposal.key, self.topics_avoided) or self._was_forgotten(source, proposal):
            return
        if self._kept.some("id = ?", id):
            return
        match reconcile(proposal, self._kept.of_subject(proposal.key)):
            case Nothing(id=known):
                self._tell_also(connection, known, heard.by)
            case Add(supersedes=old):
                new = Memory(
                    id=id,
                    kind=proposal.kind,
                    key=proposal.key,
                    text=proposal.text[:LONGEST_TEXT],
                    value=proposal.value,
                    source=source,
                    heard_by=heard.by,
                    day=heard.day,
                    at=self._now(),
                    importance=min(5, max(1, proposal.importance)),
                    pinned=any(memory.pinned for memory in self._kept.named(old)),
                    origin=proposal.origin,
                    ends=proposal.ends,
                )
                self._supersede(connection, old, new)

    def _withdraw(self, connection: Connection, heard: Heard) -> None:
        """Drop memories of this scene whose words are no longer said; what they had superseded holds again."""
        for memory in self._from(heard):
            turn = memory.source.turn
            said = turn <= len(heard.turns) and (memory.kind == "summary" or quotes(memory.text, heard.turns[turn - 1]))
            if memory.origin != "player" and not said:
                self._kept.erase(connection, memory)
                connection.execute(
                    "UPDATE memories SET superseded_by = ? WHERE story = ? AND superseded_by = ?",
                    (memory.superseded_by, self._story, memory.id),
                )
                for held in self._kept.some("superseded_by IS ? AND subject = ?", None, subject_of(memory.key)):
                    self._kept.index(connection, held)

    def _tell_also(self, connection: Connection, id: str, by: Sequence[str]) -> None:
        for memory in self._kept.named((id,)):
            names = hearers((*memory.heard_by, *by))
            self._kept.update(connection, id, "heard_by = ?", names)

    def _supersede(self, connection: Connection, old: Sequence[str], new: Memory) -> None:
        """Put `new` in, in the place of `old`, which stay in her list."""
        for memory in self._kept.named(old):
            self._kept.unindex(connection, memory.id)
            self._kept.update(connection, memory.id, "superseded_by = ?", new.id)
        self._kept.insert(connection, new)

    # ------------------------------------------------------------ recalling

    def recall(self, words: str, by: Sequence[str] = (), limit: int = RECALLED) -> tuple[Memory, ...]:
        """What her words call up, the best first; nothing where nothing fits. `by`: who is there (empty: anyone)."""
        now = self._now()
        when = when_told(words, now)
        sought = sought_by(words if when is None else without_time(words))
        if when is not None and not sought:
            found = {memory.id: (memory, 1.0) for memory in self._kept.told(when, SHORT_LIST)}
        else:
            relevant = self._relevant(sought)
            near = ((each, score) for each, score in relevant if when is None or self._kept.within(each, when))
            found = {each.id: (each, score) for each, score in near}
        if not found and when is None and self.meaning is not None:
            newest = "superseded_by IS NULL ORDER BY at DESC, n DESC LIMIT 300"
            found = self.meaning.near(words, self._kept.some(newest))
        topics = self.topics_avoided
        open_ = {id: each for id, each in found.items() if self._may_tell(each[0], by, topics)}
        return tuple(rank(open_, now, limit))

    def _relevant(self, sought: Sequence[Sought]) -> Iterator[tuple[Memory, float]]:
        own = {term for each in sought for term, share in each.terms if share == 1.0}
        counts = {term: self._kept.had_by(term) for term in own}
        asked = weighed(sought, counts, self.count())
        scores = {n: relevance(asked, terms) for n, terms in self._kept.holders(sought, counts).items()}
        best = sorted((n for n, score in scores.items() if score >= THRESHOLD), key=lambda n: (-scores[n], -n))
        for n, memory in self._kept.numbered(best[:SHORT_LIST]):
            yield memory, scores[n]

    def _may_tell(self, memory: Memory, by: Sequence[str], topics: Sequence[str]) -> bool:
        known = not by or not memory.heard_by or any(who in memory.heard_by for who in by)
        return known and not avoided(memory.text, memory.key, topics)

    def days_ago(self, memory: Memory) -> int:
        """How many days ago she said it, counted by the calendar (UTC)."""
        return max(0, int(self._now() // DAY) - int(memory.at // DAY))

    def about_her(self, by: Sequence[str] = ()) -> str:
        """Her name and the strongest of what she told, in her own words; pinned first. At most 400 characters."""
        topics = self.topics_avoided
        strongest = self._kept.some(
            "superseded_by IS NULL AND kind IN ('fact', 'promise', 'preference')"
            " ORDER BY pinned DESC, importance DESC, strength DESC, at DESC LIMIT 60"
        )
        return about_her(memory for memory in strongest if self._may_tell(memory, by, topics))

    def recalled(self, ids: Iterable[str]) -> None:
        """These were really used: each is held more firmly from now on."""
        known = [memory for memory in self._kept.named(tuple(dict.fromkeys(ids))[:RECALLED]) if memory.live]
        if not known:
            return
        with self._database.write() as connection:
            for memory in known:
                self._kept.update(connection, memory.id, "strength = strength + 1, recalled_at = ?", self._now())

    def sayable(self) -> dict[str, dict[str, str]]:
        """Per character what may fill `{remember: …}` and `{told.…}` in a line of theirs: slot -> her words."""
        found: dict[str, dict[str, str]] = {}
        if not self.count():
            return found
        topics = self.topics_avoided
        for head in REMEMBERED:
            clause = "superseded_by IS NULL AND value <> '' AND head = ? ORDER BY pinned DESC, at DESC, n DESC LIMIT 30"
            for memory in self._kept.some(clause, head):
                if not avoided(memory.text, memory.key, topics):
                    for who in memory.heard_by:
                        found.setdefault(who, {}).setdefault(head, memory.value)
        for kind in TOLD_KINDS:
            clause = "superseded_by IS NULL AND kind = ? ORDER BY pinned DESC, at DESC, n DESC LIMIT 30"
            for memory in self._kept.some(clause, kind):
                said = quotable(memory.text)
                if said and not avoided(memory.text, memory.key, topics):
                    for who in memory.heard_by:
                        found.setdefault(who, {}).setdefault(f"{TOLD}{kind}", said)
        return found

    def forgotten(self, run: str, scene: str, visit: int) -> tuple[Forgotten, ...]:
        """The turns of a scene that hold something she deleted."""
        sql = "SELECT turn, marks FROM forgotten WHERE story = ? AND run = ? AND scene = ? AND visit = ?"
        rows = self._database.read(sql, self._story, run, scene, visit)
        return tuple(
            Forgotten(turn, tuple(frozenset(part.split()) for part in marks.split("|"))) for turn, marks in rows
        )

    def spared(self, heard: Heard) -> Heard:
        """The same talk without the turns that hold something she deleted."""
        gone = self.forgotten(heard.run, heard.scene, heard.visit)
        turns = {each.turn for each in gone}
        said = ("" if n in turns or repeats(words, gone) else words for n, words in enumerate(heard.turns, 1))
        return replace(heard, turns=tuple(said))

    # ------------------------------------------------------------ hers

    @property
    def topics_avoided(self) -> tuple[str, ...]:
        """Topics that are neither remembered nor recalled."""
        topics = self._setting(AVOID, [])
        return tuple(str(topic) for topic in topics) if isinstance(topics, list) else ()

    @property
    def listens(self) -> bool:
        """Whether anything new is remembered at all."""
        return bool(self._setting(LISTEN, True))

    def listen(self, on: bool) -> None:
        """Whether he remembers anything new."""
        self._set(LISTEN, on)

    def count(self) -> int:
        """How many memories there are, superseded ones included."""
        version, known = self._counted
        if version != self.version:
            rows = self._database.read("SELECT COUNT(*) FROM memories WHERE story = ?", self._story)
            self._counted = version, known = self.version, int(rows[0][0])
        return known

    def all(self) -> list[Memory]:
        """Everything, superseded ones too: pinned first, then by kind and the newest."""
        return self._kept.some("1 ORDER BY pinned DESC, kind, at DESC, n DESC")

    def grouped(self) -> dict[str, list[Memory]]:
        """What holds now, by kind, in the order fact, promise, preference, episode, summary."""
        groups: dict[str, list[Memory]] = {}
        for kind in ("fact", "promise", "preference", "episode", "summary"):
            members = [memory for memory in self.all() if memory.live and memory.kind == kind]
            if members:
                groups[kind] = members
        return groups

    def correct(self, id: str, text: str) -> Memory | None:
        """Put her new words in the place of a memory, which is superseded. None: there is no such live memory.

        Raises ValueError when the words are empty.
        """
        words = clean(text, LONGEST_TEXT).replace("\n", " ")
        if not words:
            raise ValueError("a memory needs words")
        old = next((memory for memory in self._kept.named((id,)) if memory.live), None)
        if old is None:
            return None
        found = next((each for each in remembered_from(words) if head_of(each.key) == head_of(old.key)), None)
        told = Proposal(old.kind, found.key if found else old.key, words, found.value if found else "", old.importance)
        source = replace(old.source, turn=0)
        stamp = identity(self._story, source, replace(told, text=f"{words} {old.id} {self.count()}"))
        new = replace(
            old, id=stamp, key=told.key, text=words, value=told.value, source=source, at=self._now(), origin="player"
        )
        with self._database.write() as connection:
            self._supersede(connection, (old.id,), new)
        self.version += 1
        return new

    def pin(self, id: str, on: bool = True) -> None:
        """Keep a memory first and for ever, or let it be as the others."""
        with self._database.write() as connection:
            self._kept.update(connection, id, "pinned = ?", int(on))
        self.version += 1

    def delete(self, id: str) -> None:
        """Forget a memory for good: its sentence, everything taken from that sentence, and summaries that contain it.

        What stays is a mark that it was deleted, in which its words cannot be read.
        """
        doomed = [memory for one in self._kept.named((id,)) for memory in self._with_the_words_of(one)]
        if not doomed:
            return
        with self._database.write() as connection:
            for memory in doomed:
                self._mark(connection, memory)
                self._kept.erase(connection, memory)
            connection.execute("INSERT INTO memory_terms (memory_terms) VALUES ('optimize')")
        self._database.wipe()
        self.version += 1

    def forget_all(self) -> None:
        """Forget everything of this story for good; topics to avoid stay."""
        with self._database.write() as connection:
            for memory in self.all():
                self._mark(connection, memory)
            connection.execute(
                "DELETE FROM memory_terms WHERE rowid IN (SELECT n FROM memories WHERE story = ?)", (self._story,)
            )
            for table in ("memories", "moods"):
                connection.execute(f"DELETE FROM {table} WHERE story = ?", (self._story,))
            connection.execute("INSERT INTO memory_terms (memory_terms) VALUES ('optimize')")
        self._database.wipe()
        self.version += 1

    def _with_the_words_of(self, one: Memory) -> list[Memory]:
        words = set(content_of(one.value or one.text))
        summaries = [
            each for each in self._kept.some("kind = 'summary'") if words and words <= set(content_of(each.text))
        ]
        same = self._kept.some("text = ?", one.text)
        return list({memory.id: memory for memory in (*same, *summaries)}.values())

    def export_json(self) -> str:
        """Everything, as JSON."""
        return as_json(self._story, self.all())

    def export_text(self) -> str:
        """Everything that holds, to be read: one line each, by kind."""
        return as_text(self.grouped())

    # ------------------------------------------------------------ rows

    def _from(self, heard: Heard) -> list[Memory]:
        return self._kept.some("run = ? AND scene = ? AND visit = ?", heard.run, heard.scene, heard.visit)

    def _was_forgotten(self, source: Source, proposal: Proposal) -> bool:
        gone = self.forgotten(source.run, source.scene, source.visit)
        marks = marks_of(proposal.text)
        return any(each.turn == source.turn and any(part and part <= marks for part in each.marks) for each in gone)

    def _mark(self, connection: Connection, memory: Memory) -> None:
        source = memory.source
        marks = "|".join(" ".join(sorted(marks_of(text))) for text in (memory.value, memory.text) if text)
        connection.execute(
            "INSERT OR REPLACE INTO forgotten (story, run, scene, visit, turn, key, marks)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._story, source.run, source.scene, source.visit, source.turn, memory.id, marks),
        )

    def _setting(self, name: str, default: object) -> object:
        rows = self._database.read("SELECT value FROM settings WHERE name = ?", name)
        value = json.loads(rows[0][0]) if rows else default
        return value if type(value) is type(default) else default

    def _set(self, name: str, value: object) -> None:
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, json.dumps(value)))
        self.version += 1


def _is_hers(proposal: Proposal, heard: Heard, said: set[str]) -> bool:
    if proposal.kind == "summary":
        words = set(content_of(proposal.text))
        return bool(words) and words <= said
    return 1 <= proposal.turn <= len(heard.turns) and quotes(proposal.text, heard.turns[proposal.turn - 1])
