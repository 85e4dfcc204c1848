"""What the reader sees and hears of the play: stage, text box, chapter title, drifting hearts. It waits for nobody.

`show` takes the events that only change the picture or the sound; what needs the reader is the reading screen's.
"""

from __future__ import annotations

from dataclasses import replace

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.look import Look, Stance
from engine.desktop.scale import WIDTH
from engine.desktop.screens.cards import QUIET
from engine.desktop.screens.closeness import Bloom, closeness
from engine.desktop.screens.ornaments import ChapterTitle, Drifts
from engine.desktop.screens.textbox import TextBox, Utterance
from engine.desktop.stagecraft import StageView
from engine.desktop.theme import CREAM, DISSOLVE, ROSE, Colour, hexed
from engine.play import events
from engine.play.events import AnyEvent, LineSaid
from engine.play.session import Session

_SCENE_PAUSE = DISSOLVE * 0.7
"""Seconds for which a new place is seen without words."""


class Theatre:
    """Stage and text of one sitting. `instant`: nothing types or dissolves (skipping, going back)."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk, self.session = desk, session
        self.stage = StageView(desk.assets, desk.scale)
        self.box = TextBox(desk)
        self.title = ChapterTitle()
        self.drifts = Drifts()
        self.bloom = Bloom()
        self.instant = False
        self.hold = 0.0
        """Seconds for which nothing further is shown."""
        self._chapter: str | None = None
        self._speaker: str | None = None
        self._prepared: Look | None = None
        self._spared = False
        self._people = session.script.story.cast

    def colour(self, speaker: str | None) -> Colour:
        """The colour of whoever speaks."""
        if speaker == "you":
            return ROSE
        return hexed(self._people[speaker].color) if speaker in self._people else CREAM

    def colours(self) -> dict[str, Colour]:
        """The colour of everybody."""
        return {speaker: self.colour(speaker) for speaker in ("you", *self._people)}

    def relay(self) -> None:
        """The window or a preference changed."""
        self._prepared = None
        self.stage.rescale(self.desk.scale)
        self.stage.soft = self.desk.preferences.soft_background
        self.stage.calm = self.desk.preferences.reduced_motion
        self.box.relay()

    # -------------------------------------------------- events

    def show(self, event: AnyEvent) -> bool:
        """Show an event; False when it is none of those that only change the picture."""
        if not isinstance(event, QUIET):
            self.hush()
        match event:
            case LineSaid():
                self._say(event)
            case events.SceneSet(background=background, music=music, ambience=ambience):
                self.desk.sound.ambience(ambience)
                self._set_scene(background, music)
            case events.Shown(character=character, expression=expression, outfit=outfit, at=at, light=light):
                stance = Stance(expression, outfit, at, dark=light == "silhouette")
                self.stage.look = self.stage.look.with_cast(character, stance)
            case events.CameraMoved(character=who, framing=framing):
                near = (who, framing) if who is not None and framing is not None else None
                self.stage.look = replace(self.stage.look, near=near)
            case events.Hidden(character="still"):
                self.stage.look = replace(self.stage.look, still=None)
            case events.Hidden(character=character):
                self.stage.look = self.stage.look.with_cast(character, None)
            case events.StillShown(id=id):
                self._show_still(id)
            case events.BeatEntered(chapter=chapter):
                self._enter(chapter)
            case events.SoundPlayed(name=name):
                self.desk.sound.sound(name)
            case events.Paused(seconds=seconds):
                self.pause(seconds)
            case events.AffectionChanged(character=character, change=change):
                self._feel(character, change)
            case events.TierCrossed(character=character, tier=tier, up=up):
                self._come_closer(character, tier) if up else self._draw_back()
            case events.LetterReceived():
                self._read_aloud()
                return False
            case _:
                return False
        return True

    def pause(self, seconds: float) -> None:
        """Show nothing further for a while."""
        if not self.instant:
            self.hold = max(self.hold, seconds)

    def _say(self, line: LineSaid) -> None:
        text = line.rich if line.rich is not None else line.text
        self._speaker = line.speaker
        said = Utterance(text, line.name, self.colour(line.speaker), line.rich is not None)
        self.box.say(said, at_once=self.instant)
        if not self.instant and line.origin != "improvised":
            self.desk.sound.voice.speak(line.beat, line.step, self.session.language)

    def _read_aloud(self) -> None:
        """The letter that lies open, in its recorded voice."""
        letter = self.session.now.stage.letter
        if letter is not None and not self.instant:
            self.desk.sound.voice.speak(letter.beat, letter.id, self.session.language)

    def _set_scene(self, background: str | None, music: str | None) -> None:
        self.desk.sound.music(music)
        if background != self.stage.look.background:
            self.stage.look = Look(background)
            self.box.leave()
            self.pause(_SCENE_PAUSE)

    def _show_still(self, name: str) -> None:
        self.stage.look = replace(self.stage.look, still=name)
        if not self.instant:
            self.desk.sound.sound("crane")
            self.box.leave()
        self.pause(_SCENE_PAUSE)

    def _enter(self, chapter: str) -> None:
        if chapter == self._chapter:
            return
        self._chapter = chapter
        found = next((one for one in self.session.script.story.chapters if one.id == chapter), None)
        if found is not None:
            self.title.show(self.session.wording.plain("story", found.title))

    def chapter_of(self, beat: str) -> str:
        """The title of the chapter that a beat belongs to; nothing for one that the story has no more."""
        run = self.session.script.runs.get(beat)
        return "" if run is None else self.session.wording.plain("story", run.chapter.title)

    def _feel(self, character: str, change: int) -> None:
        if change:
            self._drift(character, up=change > 0)
        if change > 0 and not self.instant:
            self.desk.sound.sound("chime")

    def _come_closer(self, character: str, tier: str) -> None:
        """Another tier is celebrated softly, and named in words."""
        if self.instant:
            return
        tiers = [each.name for each in self._people[character].tiers]
        rank = tiers.index(tier) if tier in tiers else 0
        words = closeness(self.session.wording.name(character), rank, len(tiers))
        self.bloom.fill(words, self.desk.lettering, calm=self.desk.preferences.reduced_motion)
        self.desk.sound.sound("chime")

    def _draw_back(self) -> None:
        if not self.instant:
            self.bloom.dim()

    def _drift(self, character: str, *, up: bool, many: bool = False) -> None:
        if not self.instant:
            self.drifts.add(self.stage.centre_of(character), up=up, many=many)

    def prepare(self) -> None:
        """Have pictures composed that will likely be needed soon."""
        if self.stage.look == self._prepared:
            return
        self._prepared = self.stage.look
        people = self.stage.look.cast
        self.stage.prepare({name: self._people[name].expressions for name, _ in people if name in self._people})

    # -------------------------------------------------- time and picture

    def tick(self, seconds: float) -> tuple[bool, list[FRect]]:
        """Let time pass: (whether the next picture is wanted soon, what must be drawn again)."""
        self.hold = max(0.0, self.hold - seconds)
        self.stage.speaking = self._speaker if self.box.typing else None
        self.stage.resting = not (self.box.moving or self.hold > 0)
        moving, seen = self.stage.tick(seconds)
        if self.stage.resting and not moving:
            seen = self._above_the_words(seen)
        over = [self.box.tick(seconds), self.title.tick(seconds), self.drifts.tick(seconds), self.bloom.tick(seconds)]
        moving = moving or any(box is not None for box in over) or self.box.moving or self.hold > 0
        self.desk.sound.under_words(self.box.utterance is not None)
        gliding = self.desk.sound.tick(seconds)
        return moving or gliding, [box for box in (seen, *over) if box is not None]

    def _above_the_words(self, seen: FRect | None) -> FRect | None:
        """Every other picture of the resting stage ends where the words begin: behind their glass hardly any air is
        seen, and it is the dearest part of a picture.
        """
        if seen is None or self.box.utterance is None:
            return seen
        self._spared = not self._spared
        return seen.clip(FRect(0, 0, WIDTH, self.box.reach().y)) if self._spared else seen

    def begin_anew(self) -> None:
        """Show what comes next at once, whatever was under way: the play has moved elsewhere."""
        self.instant = True
        self.turn()
        self.hasten()
        self.drifts.clear()
        self.bloom.clear()

    def turn(self) -> None:
        """The reader has answered: who stepped aside for the choice comes back, and nobody speaks any longer."""
        self.stage.lean(0.0)
        self.hush()

    def fall_silent(self) -> None:
        """No voice, no music, and no place to be heard."""
        self.hush()
        self.desk.sound.music(None)
        self.desk.sound.ambience(None)

    def hush(self) -> None:
        """Nobody speaks any longer."""
        self.desk.sound.voice.stop()

    def hasten(self) -> None:
        """Come to the end of every change and pause at once."""
        self.hold = 0.0
        self.stage.hasten()

    def draw(self, canvas: Canvas, *, words: bool) -> None:
        """The play; without `words` only the picture."""
        self.stage.draw(canvas)
        if words:
            self.title.draw(canvas)
            self.bloom.draw(canvas)
        self.drifts.draw(canvas)
