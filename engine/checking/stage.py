"""Who may stand on the stage at each place: finds who shows a face there, or talks, and surely is not to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from engine.checking.guards import Fault
from engine.story import model
from engine.story.model import YOU, At, Beat, Choice, Improvise, Step, Story
from engine.story.problems import advice
from engine.story.texts import replies_of


class Scene(Struct, frozen=True):
    """Everybody who may be on the stage, and every place it may show (None: none yet)."""

    people: frozenset[str] = frozenset()
    places: frozenset[str | None] = frozenset({None})


class Stage:
    """Follows who comes and goes until nothing changes, then tells of who is missed."""

    def __init__(self, story: Story):
        self.story = story
        self.beats: dict[str, Beat] = {beat.id: beat for chapter in story.chapters for beat in chapter.beats}
        self.decks = {deck.id: deck for chapter in story.chapters for deck in chapter.decks}
        self.product = {beat.id: chapter.product for chapter in story.chapters for beat in chapter.beats}
        self.drawn = {name for name, person in story.cast.items() if person.expressions}
        self.entry: dict[str, Scene] = {}
        self._waiting = [story.start] if story.start in self.beats else []
        self._beat = story.start
        self._faults: list[Fault] | None = None
        self.entry[story.start] = Scene()
        while self._waiting:
            self._through(self._waiting.pop())

    def faults(self) -> Iterator[Fault]:
        """Every line with a face, and every talk, of somebody who surely is not on the stage."""
        files = {beat.id: chapter.file for chapter in self.story.chapters for beat in chapter.beats}
        for beat in list(self.entry):
            self._faults = []
            self._through(beat)
            yield from (Fault(fault.rule, files[beat], fault.at, fault.words) for fault in self._faults)

    def _through(self, beat: str) -> None:
        self._beat = beat
        place = self.beats[beat].background
        scene = self.entry[beat]
        self._run(self.beats[beat].steps, scene if place is None else _moved(scene, place))

    def _arrive(self, beat: str, scene: Scene) -> None:
        if beat not in self.beats or self._faults is not None:
            return
        old = self.entry.get(beat)
        new = scene if old is None else _joined(old, scene)
        if new != old:
            self.entry[beat] = new
            self._waiting.append(beat)

    def _run(self, steps: Iterable[Step], scene: Scene | None) -> Scene | None:
        for step in steps:
            if scene is None:
                return None
            if not isinstance(step, model.Say) or step.expression is not None:  # most steps by far are plain lines
                scene = self._step(step, scene)
        return scene

    def _step(self, step: Step, scene: Scene) -> Scene | None:
        match step:
            case model.Say(speaker=str(who), expression=str(face), at=at):
                self._seen(who, face, f"says a line with the face '{face}'", at, scene)
                return scene
            case model.Camera(character=str(who), at=at):
                self._seen(who, "neutral", "is looked at by the camera", at, scene)
                return scene
            case model.Show(character=who):
                return Scene(scene.people | {who}, scene.places)
            case model.Hide(characters=who):
                return Scene(scene.people - set(who) if who else frozenset(), scene.places)
            case model.Background(name=place):
                return _moved(scene, place)
            case model.Goto(beat=beat):
                return self._go(beat, scene)
            case model.Call(beat=beat):
                self._arrive(beat, scene)
                return scene
            case model.Draw(deck=deck):
                for card in self.decks[deck].cards:
                    self._arrive(card.beat, scene)
                return scene
            case model.Ending(when=when):
                return scene if when is not None else None
            case Choice() | model.If() | model.Once():
                return self._branched(step, scene)
            case Improvise():
                return self._talked(step, scene)
            case _:
                return scene

    def _branched(self, step: Choice | model.If | model.Once, scene: Scene) -> Scene | None:
        match step:
            case Choice(options=options):
                open = any(option.when is None and option.goto is None for option in options)
                return _any([None if open else scene, *(self._optioned(option, scene) for option in options)])
            case model.If(then=then, otherwise=otherwise):
                return _any((self._run(then, scene), self._run(otherwise, scene)))
            case model.Once(steps=inner):
                return _any((scene, self._run(inner, scene)))

    def _optioned(self, option: model.Option, scene: Scene) -> Scene | None:
        rest = self._run(option.steps, scene)
        return rest if rest is None or option.goto is None else self._go(option.goto, rest)

    def _go(self, beat: str, scene: Scene) -> Scene | None:
        """Leave; a way into a chapter that is not owned is passed over."""
        self._arrive(beat, scene)
        sku = self.product.get(beat)
        return scene if sku is not None and sku != self.product[self._beat] else None

    def _talked(self, talk: Improvise, scene: Scene) -> Scene | None:
        for who in talk.with_:
            self._seen(who, "neutral", "takes part in this talk", talk.at, scene)
        for reply in replies_of(talk):
            if reply.speaker not in (None, YOU, *talk.with_):
                self._tell(str(reply.speaker), "neutral", "answers in a talk without taking part in it", reply.at)
        ways = [scene if way.goto is None else self._go(way.goto, scene) for way in talk.exits]
        return _any(ways)

    def _seen(self, who: str, face: str, does: str, at: At, scene: Scene) -> None:
        if who in self.drawn and who not in scene.people:
            self._tell(who, face, does, at)

    def _tell(self, who: str, face: str, does: str, at: At) -> None:
        if self._faults is not None:
            self._faults.append(Fault(advice.ABSENT, "", at, {"name": who, "does": does, "face": face}))


def _moved(scene: Scene, place: str) -> Scene:
    """Another place empties the stage; the same one does not."""
    return Scene(scene.people if place in scene.places else frozenset(), frozenset({place}))


def _joined(one: Scene, other: Scene) -> Scene:
    return Scene(one.people | other.people, one.places | other.places)


def _any(scenes: Iterable[Scene | None]) -> Scene | None:
    """Where any of these may be so."""
    found: Scene | None = None
    for scene in scenes:
        if scene is not None:
            found = scene if found is None else _joined(found, scene)
    return found
