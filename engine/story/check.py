"""What a story that loads still gets wrong: ways that lead nowhere, texts untranslated, names never used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from engine.story import problems, tact
from engine.story.model import At, Beat, Call, Chapter, Choice, Draw, Ending, Goto, Improvise, Say, Story
from engine.story.paths import Explorer, Ways, effects_in
from engine.story.paths import Path as Way
from engine.story.pieces import Pieces, Told
from engine.story.problems import Problem, Rule, state
from engine.story.quoting import unguarded
from engine.story.texts import CAST, Wording, asides, greetings_of, guards_in, steps_in, wording

MOST_ENTRIES = 60
"""Ways into a beat that are told apart; beyond that nothing is said about what follows."""


def check(story: Story, folder: Path, pieces: Pieces) -> list[Problem]:
    """Every fault that shows only when the whole story is looked at; exact, or silent. `folder` is for the paths."""
    return sorted(set(_Checker(story, folder, pieces).problems()))


class _Checker:
    def __init__(self, story: Story, folder: Path, pieces: Pieces):
        self.story, self.folder, self.pieces = story, folder, pieces
        self.explorer = Explorer(story)
        self.chapter: dict[str, Chapter] = {beat.id: chapter for chapter in story.chapters for beat in chapter.beats}
        self.reachable = self.explorer.closure([story.start])
        self.first = {beat: self.explorer.explore(beat, [Way()]) for beat in self.explorer.beats}
        self.ways = self._explore()

    def problems(self) -> Iterator[Problem]:
        yield from self._unreachable()
        yield from self._loops()
        yield from self._calls()
        yield from self._ends()
        yield from self._choices()
        yield from self._names()
        yield from self._translations()
        yield from self._tact()
        yield from self._quoting()

    def _problem(self, rule: Rule, file: str, at: At, **words: object) -> Problem:
        return state(rule, (self.folder / file).as_posix(), at, **words)

    def _at_beat(self, rule: Rule, place: str, at: At, **words: object) -> Problem:
        return self._problem(rule, self.chapter[place].file, at, **words)

    # ------------------------------------------------------------ the graph

    def _explore(self) -> dict[str, Ways]:
        """Follow each beat again, knowing what held on every way into it."""
        incoming: dict[str, set[Way]] = {}
        for source in self.reachable:
            for way in self.first[source].ways:
                if way.to:
                    incoming.setdefault(way.to, set()).add(self._carried(way.path))
        incoming[self.story.start] = {Way()}
        entries = {beat: _few(incoming.get(beat)) for beat in self.explorer.beats}
        more = {beat: self.explorer.explore(beat, ways) for beat, ways in entries.items() if ways != {Way()}}
        return {beat: more.get(beat, self.first[beat]) for beat in entries}

    def _carried(self, path: Way) -> Way:
        """What still holds in the next beat: visits have changed by then."""
        world = self.explorer.world
        kept = (claim for claim in path.claims if all(kind != "visits" for kind, _ in world.atoms(claim[0])))
        return Way(claims=frozenset(kept), vague=path.vague)

    def _unreachable(self) -> Iterator[Problem]:
        for beat in self.explorer.beats.values():
            if beat.id not in self.reachable:
                yield self._at_beat(problems.UNREACHABLE, beat.id, beat.at, beat=beat.id)

    def _loops(self) -> Iterator[Problem]:
        """Beats from which every path, whatever holds, goes silently on to another of them."""
        silent = {beat: _silent_targets(ways) for beat, ways in self.first.items()}
        trapped = {beat for beat, to in silent.items() if to}
        while removed := {beat for beat in trapped if not silent[beat] <= trapped}:
            trapped -= removed
        yield from self._rings(problems.SILENT_LOOP, {beat: silent[beat] for beat in trapped})

    def _calls(self) -> Iterator[Problem]:
        """Beats that call each other before anything could lead elsewhere."""
        calls = {beat.id: _sure_calls(beat) & set(self.explorer.beats) for beat in self.explorer.beats.values()}
        yield from self._rings(problems.ENDLESS_CALL, calls)

    def _rings(self, rule: Rule, ways: dict[str, set[str]]) -> Iterator[Problem]:
        told: set[str] = set()
        for beat in (beat for beat in self.explorer.beats if ways.get(beat)):
            ring = _ring(beat, ways)
            if ring and not told & set(ring):
                told |= set(ring)
                at = self.explorer.beats[beat].at
                yield self._at_beat(rule, beat, at, beats=" → ".join([*ring, ring[0]]))

    def _ends(self) -> Iterator[Problem]:
        """Beats that the main line reaches and that may run out of steps."""
        if self.explorer.product[self.story.start] is not None:
            chapter = self.story.start.partition(".")[0]
            yield self._problem(problems.PAID_WALL, "story.yaml", self.story.at, chapter=chapter)
        for beat in self._main_line():
            falls = [way.path for way in self.ways[beat].ways if way.kind == "fall" and not way.path.vague]
            for skipped in {path.skipped for path in falls}:
                if skipped is not None:
                    yield self._at_beat(problems.PAID_WALL, beat, skipped[1], chapter=skipped[0])
            if any(path.skipped is None for path in falls):
                yield self._at_beat(problems.DEAD_END, beat, _last(self.explorer.beats[beat]), beat=beat)

    def _main_line(self) -> list[str]:
        """Beats that are entered by goto from the start on, so that nobody waits for them to come back."""
        found: dict[str, None] = {}
        waiting = [self.story.start]
        while waiting:
            beat = waiting.pop()
            if beat not in found:
                found[beat] = None
                waiting += [to for to, how in self.explorer.targets[beat] if how == "goto"]
        return list(found)

    def _choices(self) -> Iterator[Problem]:
        for beat in self.explorer.beats:
            if beat not in self.reachable:
                continue
            for choice, path in self.ways[beat].choices:
                if not path.vague and self._may_close(beat, choice, path):
                    yield self._at_beat(problems.MAY_CLOSE, beat, choice.at)

    def _may_close(self, beat: str, choice: Choice, path: Way) -> bool:
        closed = self.explorer.all_closed(beat, choice)
        return any(self.explorer.world.can_hold(path.claims | way) for way in closed)

    def _tact(self) -> Iterator[Problem]:
        """Lines that press the reader to stay, or to buy."""
        for rule, spoken, words in tact.pressing(tact.beside(self.story)):
            yield self._problem(rule, spoken.file, spoken.at, words=words)
        for chapter in self.story.chapters:
            for code, at, said in self.pieces.told("tact", chapter, "", partial(_pressing, chapter)):
                yield self._problem(problems.CATALOGUE[code], chapter.file, at, **said)

    def _quoting(self) -> Iterator[Problem]:
        """Lines that quote her where nothing asks whether she said such a thing."""
        for file, at, kind in unguarded(self.story):
            yield self._problem(problems.TOLD_UNGUARDED, file, at, kind=kind)

    # ------------------------------------------------------------ names and texts

    def _names(self) -> Iterator[Problem]:
        """Flags and counters that only one side knows of."""
        read, changed = self._read(), self._changed()
        kinds = [("flag", name) for name in self.story.flags] + [("counter", name) for name in self.story.counters]
        for kind, name in kinds:
            reading, changing = read.get((kind, name)), changed.get((kind, name))
            if reading is None and changing is None:
                yield self._problem(problems.NEVER_USED, "story.yaml", self._declared(kind, name), what=kind, name=name)
            elif reading is None and changing is not None and not self._shown(kind, name):
                yield self._problem(problems.NEVER_READ, *changing, what=kind, name=name)
            elif changing is None and reading is not None:
                yield self._problem(problems.NEVER_SET, *reading, what=kind, name=name)

    def _shown(self, kind: str, name: str) -> bool:
        """A counter with a title is shown to her as it grows; that is use enough."""
        return kind == "counter" and bool(self.story.counters[name].title)

    def _declared(self, kind: str, name: str) -> At:
        """Where story.yaml declares a name: its first mention from `flags:` or `counters:` on."""
        try:
            lines = (self.folder / "story.yaml").read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            return self.story.at
        begun = False
        for number, line in enumerate(lines, start=1):
            begun = begun or line.startswith(f"{kind}s:")
            found = re.search(rf"(?<![a-z0-9_]){name}(?![a-z0-9_])", line) if begun else None
            if found is not None:
                return number, found.start() + 1
        return self.story.at

    def _read(self) -> dict[tuple[str, str], tuple[str, At]]:
        found: dict[tuple[str, str], tuple[str, At]] = {}
        for guard, file, at in self._guards():
            for atom in self.explorer.world.atoms(guard):
                found.setdefault(atom, (file, at))
        return found

    def _guards(self) -> Iterator[tuple[str, str, At]]:
        for person in self.story.cast.values():
            yield from ((fact.when, CAST.file, fact.at) for fact in person.knows if fact.when is not None)
            yield from ((clothes.when, CAST.file, clothes.at) for clothes in person.outfits if clothes.when is not None)
        yield from ((mail.when, "letters.yaml", mail.at) for mail in self.story.letters if mail.when is not None)
        for _, reply in greetings_of(self.story):
            if reply.when is not None:
                yield reply.when, "greetings.yaml", reply.at
        for aside in asides(self.story):
            yield from ((guard, CAST.file, at) for guard, at in guards_in(aside.steps))
        for chapter in self.story.chapters:
            for beat in chapter.beats:
                yield from ((guard, chapter.file, at) for guard, at in guards_in(beat.steps))
                yield from ((recap.when, chapter.file, recap.at) for recap in beat.recap if recap.when is not None)
            yield from ((note.when, chapter.file, note.at) for note in chapter.notes if note.when is not None)
            for deck in chapter.decks:
                yield from ((card.when, chapter.file, card.at) for card in deck.cards if card.when is not None)

    def _changed(self) -> dict[tuple[str, str], tuple[str, At]]:
        found: dict[tuple[str, str], tuple[str, At]] = {}
        for chapter in self.story.chapters:
            for beat in chapter.beats:
                for effects in effects_in(beat.steps):
                    for atom in self.explorer.touched(effects):
                        found.setdefault(atom, (chapter.file, effects.at))
        return found

    def _translations(self) -> Iterator[Problem]:
        """One warning for each file and language, at the first text that is missing."""
        files: dict[str, list[Wording]] = {}
        for text in wording(self.story) if self.story.catalogues else ():
            files.setdefault(text.file, []).append(text)
        for language, catalogue in self.story.catalogues.items():
            for file, texts in files.items():
                missing = [text for text in texts if f"{text.context}\x04{text.text}" not in catalogue]
                if missing and language != self.story.language:
                    yield self._untranslated(language, file, missing, len(texts))

    def _untranslated(self, language: str, file: str, missing: list[Wording], every: int) -> Problem:
        first = " ".join(missing[0].text.split())[:40]
        words = {"count": len(missing), "all": every, "language": language, "text": first}
        return self._problem(problems.UNTRANSLATED, file, missing[0].at, **words)


def _pressing(chapter: Chapter) -> Iterator[Told]:
    return ((rule.code, each.at, {"words": words}) for rule, each, words in tact.pressing(tact.said_in(chapter)))


def _few(entries: set[Way] | None) -> set[Way]:
    """What is known on entering a beat: nothing where none is reached, and too much is not looked at."""
    if entries is None:
        return {Way()}
    return entries if len(entries) <= MOST_ENTRIES else {Way(vague=True)}


def _silent_targets(ways: Ways) -> set[str]:
    """Where a beat goes without asking the player anything; nothing at all when some path asks, ends or stops."""
    leaving = [way for way in ways.ways if way.kind != "call"]
    if any(way.kind != "goto" or way.path.asked or way.path.vague for way in leaving):
        return set()
    return {way.to for way in leaving}


def _sure_calls(beat: Beat) -> set[str]:
    """Beats that are called whatever holds: on the beat's own level, before any step that may leave it."""
    found: set[str] = set()
    for step in beat.steps:
        if isinstance(step, Say):
            continue
        if isinstance(step, Call):
            found.add(step.beat)
        elif any(isinstance(inner, Goto | Ending | Improvise | Choice | Draw) for inner in steps_in([step])):
            break
    return found


def _ring(beat: str, silent: dict[str, set[str]]) -> list[str]:
    """A shortest way from a beat back to itself, or nothing."""
    came: dict[str, str] = {}
    waiting = [beat]
    while waiting:
        here = waiting.pop(0)
        for to in sorted(silent.get(here, ())):
            if to == beat:
                return _trace(here, beat, came)
            if to not in came:
                came[to] = here
                waiting.append(to)
    return []


def _trace(here: str, beat: str, came: dict[str, str]) -> list[str]:
    ring = [here]
    while ring[0] != beat:
        ring.insert(0, came[ring[0]])
    return ring


def _last(beat: Beat) -> At:
    return beat.steps[-1].at if beat.steps else beat.at
