"""The reading screen: takes what the session tells, line by line, and lets the player read, choose, talk and go back.

Events are shown in order. Those that need the reader (a line, a letter, a notice) hold back what follows until she has
read on; the quiet ones (meters, flags, what is awaited) are taken at once, so that a choice stands beside its line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.driver import Driver
from engine.desktop.happenings import Happening, KeyDown, KeyUp, Moved, Pressed, Wheeled
from engine.desktop.screen import Screen
from engine.desktop.screens.cards import QUIET, STEP_ASIDE, Pending, choice_list, show_card
from engine.desktop.screens.conversation import Conversation
from engine.desktop.screens.pace import Pace
from engine.desktop.screens.parts.keeping import Beginnings
from engine.desktop.screens.quickmenu import QuickMenu
from engine.desktop.screens.talk import TalkPanel
from engine.desktop.screens.theatre import Theatre
from engine.desktop.screens.wayback import WayBack
from engine.desktop.theme import FOOT_SHADE
from engine.desktop.widgets import ChoiceList, Widget
from engine.play import events
from engine.play.events import AnyEvent, AnyInput, Await, Improvise, LineSaid

_DUSK = (10, 4, 24, 84)  # laid over the stage while a choice is to be made


class ReadingScreen(Screen):
    """Plays one sitting, from the events that open it."""

    def __init__(self, desk: Desk, driver: Driver, opening: list[AnyEvent]) -> None:
        super().__init__(desk)
        self.driver = driver
        self.theatre = Theatre(desk, driver.session)
        self.conversation = Conversation(
            desk, driver, self.theatre, speak=self.speak, leave=self.leave_scene, read_on=self.read_on
        )
        self.choices: ChoiceList | None = None
        self.awaiting: Await | None = None
        self.pending: Pending | None = None
        self.pace = Pace()
        self.hidden = False
        self.handed_on = False
        """Whether another reading screen goes on where this one stands: music is not begun anew then."""
        self.queue: deque[AnyEvent] = deque(opening)
        self.beginnings = Beginnings(driver.session)
        self.way = way = WayBack(desk, driver, self.theatre, self.take, self.resume)
        auto, skip = partial(self._switch, self.pace.switch_auto), partial(self._switch, self.pace.switch_skip)
        deeds = (auto, skip, way.open_backlog, way.quick_save, way.quick_load, self.left)
        self.quick = QuickMenu([partial(self._quickly, deed) for deed in deeds])
        self._seen_line = False

    # -------------------------------------------------- life

    def opened(self) -> None:
        super().opened()
        self.beginnings.follow(self.queue)
        self._pump()

    def covered(self) -> None:
        self.pace.held = False
        self.set_focus(None)
        self.desk.sound.hush(True)

    def uncovered(self) -> None:
        super().uncovered()
        self.desk.sound.hush(False)
        self.theatre.box.read_aloud()
        if self.pending in ("letter", "shop", "notice"):
            self._release()
        self._arrange()

    def closed(self) -> None:
        super().closed()
        self.driver.close()
        if not self.handed_on:
            self.theatre.fall_silent()

    def layout(self) -> None:
        self.theatre.relay()
        self.choices = None
        self._arrange()
        self._follow_language()

    def _follow_language(self) -> None:
        """Say the line on the screen again when the player has chosen another language."""
        wanted, session = self.desk.preferences.language, self.driver.session
        if wanted is not None and wanted != session.language:
            session.speak_in(wanted)
            if not self.queue and self.pending in (None, "line"):
                self.resume(self.driver.follow(session.redraw()))

    def left(self) -> None:
        self.desk.open("pause")

    # -------------------------------------------------- events, in order

    def take(self, told: list[AnyEvent]) -> None:
        """Show these events after those that still wait."""
        self.beginnings.follow(told)
        self.queue.extend(told)
        self._pump()

    def resume(self, told: list[AnyEvent]) -> None:
        """Show these events at once and instead of whatever waits: the session has moved elsewhere."""
        self.queue.clear()
        self.pending, self.choices = None, None
        self.beginnings.moved()
        self.theatre.begin_anew()
        self.take(told)
        self.theatre.box.read_aloud()

    def send(self, move: AnyInput) -> None:
        """Hand an input to the session and show what happens."""
        self.take(self.driver.send(move))

    def _pump(self) -> None:
        while self.queue and self.theatre.hold <= 0:
            if self.pending not in (None, "read") and not isinstance(self.queue[0], QUIET):
                break
            self._show(self.queue.popleft())
        if not self.queue:
            self.theatre.instant = False
        self._follow_talk()
        self.touch()

    def _show(self, event: AnyEvent) -> None:
        self.theatre.instant = self.theatre.instant or self.pace.skipping
        if self.theatre.show(event):
            if isinstance(event, LineSaid):
                self.pending, self.pace.waited = "line", 0.0
                self._seen_line = self.driver.session.line_was_seen
            return
        match event:
            case Await() | Improvise():
                self._await(event)
            case events.SceneEnded():
                self.conversation.end()
            case _:
                self._show_card(event)

    def _show_card(self, event: AnyEvent) -> None:
        if isinstance(event, events.EndingReached):
            self.pace.stop()
            self.theatre.box.leave()
        ways = {"look_back": self._look_back, "finish": self.finish, "stop": self.stop}
        self.pending = show_card(self.desk, event, **ways) or self.pending

    def _look_back(self) -> None:
        self.desk.pop()
        self.way.back()

    def stop(self) -> None:
        """Leave the play as from the pause: the place is kept."""
        from engine.desktop.screens.parts.parting import leave_kept  # which knows this screen

        leave_kept(self.desk, self.finish)

    def finish(self) -> None:
        """Leave the play: to the title when there is one, else out of the window."""
        if "title" in self.desk.doors:
            self.desk.reset(self.desk.doors["title"](self.desk))
        else:
            self.desk.quit()

    # -------------------------------------------------- what is awaited

    def _await(self, event: Await | Improvise) -> None:
        if isinstance(event, Improvise):
            self.pending = None if self.conversation.think() else self.pending
        elif event.scene is not None:
            self.awaiting = event
            self.pace.stop()
            self.conversation.begin(event.scene)
        else:
            self.awaiting = event
            self.conversation.end()
        self._arrange()

    def _arrange(self) -> None:
        """Make the widgets that fit what is awaited."""
        self._follow_talk()
        found: list[Widget] = []
        if self.choices is None and self._may_choose():
            assert self.awaiting is not None
            places = self.theatre.stage.look.standing()
            self.choices = choice_list(self.desk, self.awaiting, self.theatre.box.box.y, places, self.choose)
            self.theatre.stage.lean(STEP_ASIDE if places == {"center"} else 0.0)
            self.desk.speech.add(self.choices.spoken)
        if self.choices is not None:
            found = [self.choices]
        elif self.talk is not None and self._may_talk():
            found = self.talk.widgets
        self.widgets = [*found, *self._quick_menu()]
        if self.talk is not None and self._may_talk() and not self.driver.thinking and self.desk.top is self:
            self.focus_softly(self.talk.field)
        elif self.focus is not None and self.focus not in self.parts():
            self.set_focus(None)
        self.touch()

    def _may_choose(self) -> bool:
        waits = self.awaiting is not None and bool(self.awaiting.options)
        return waits and not self.queue and self.theatre.box.finished

    def choose(self, index: int) -> None:
        """Take an option."""
        self.choices, self.pending = None, None
        self.theatre.turn()
        self.desk.sound.sound("chime")
        self.send(events.Choose(index=index))
        self._arrange()

    # -------------------------------------------------- an improvised scene

    @property
    def talk(self) -> TalkPanel | None:
        """The panel of the improvised scene that runs."""
        return self.conversation.panel

    def _may_talk(self) -> bool:
        """Whether the field is to be seen: her turn, or his while he thinks."""
        return self.driver.thinking or not any(isinstance(event, LineSaid) for event in self.queue)

    def speak(self, words: str) -> None:
        """Say something in the scene."""
        self.pending = None
        self.send(events.Speak(text=words))

    def leave_scene(self) -> None:
        """Go, whatever he is about to say."""
        self.pending = None
        if self.driver.thinking:
            self.queue.clear()
        self.send(events.Leave())
        self._arrange()

    def _follow_talk(self) -> None:
        waiting = sum(isinstance(event, LineSaid) for event in self.queue)
        self.conversation.follow(waiting + (self.pending in ("line", "read")))

    # -------------------------------------------------- reading on and back

    def read_on(self) -> None:
        """What a click does: complete the page, turn it, or go on to what follows."""
        if self.theatre.hold > 0:
            self.theatre.hasten()
            self._pump()
        elif self.theatre.box.go_on():
            self.touch(self.theatre.box.reach())
        elif self.queue or self.pending == "line" or self._may_advance():
            self._release()

    def _release(self) -> None:
        """The reader has done with what was before her."""
        self.pending = None
        if self.queue:
            self._pump()
            self._arrange()
        elif self._may_advance():
            self.send(events.Advance())
        else:
            self.pending = "read" if self.driver.thinking else "line"

    def _may_advance(self) -> bool:
        return self.awaiting is not None and "advance" in self.awaiting.inputs

    # -------------------------------------------------- keys and mouse

    def _quick_menu(self) -> list[Widget]:
        if self.talk is not None:
            return []
        return [*self.quick.lay(self.desk.lettering, (self.pace.auto, self.pace.skip))]

    def _quickly(self, deed: Callable[[], None]) -> None:
        """Do what a word of the quick menu says; then Enter reads on again."""
        self.set_focus(None)
        deed()

    def _click_focus(self, at: tuple[float, float]) -> None:
        if self.under(at) not in self.quick.buttons:
            super()._click_focus(at)

    def _switch(self, pace: Callable[[], None]) -> None:
        pace()
        self._arrange()

    def hear(self, happening: Happening) -> None:
        self.theatre.stage.stir(happening.at if isinstance(happening, Moved) else None)
        super().hear(happening)

    def hear_first(self, happening: Happening) -> bool:
        if self.hidden:
            return self._show_again(happening)
        match happening:
            case Wheeled(at=at, notches=notches) if self.talk is None or not self.talk.running.box.collidepoint(at):
                self.way.back() if notches > 0 else self.way.forward()
            case KeyDown(key="page up"):
                self.way.back()
            case KeyDown(key="page down"):
                self.way.forward()
            case KeyDown(key="f5"):
                self.way.quick_save()
            case KeyDown(key="f9"):
                self.way.quick_load()
            case KeyDown(key="f12"):
                self.desk.open("author")
            case KeyUp(key="ctrl"):
                self.pace.held = False
            case _:
                return False
        return True

    def _show_again(self, happening: Happening) -> bool:
        """Whatever is pressed while the window is hidden brings it back, and does nothing else."""
        if isinstance(happening, KeyDown | Pressed | Wheeled):
            self.hidden = False
            self.touch()
        return True

    def hear_last(self, happening: Happening) -> None:
        match happening:
            case KeyDown(key="ctrl") if self.talk is None and self.choices is None:
                self.pace.held, self.pace.waited = True, 0.0
            case Pressed(button="left") | KeyDown(key="return" | "space") if self.choices is None:
                self.pace.stop()
                self.set_focus(None)
                self.read_on()
                self._arrange()
            case KeyDown(key="up") if self.choices is None and self.focus in self.quick.buttons:
                self.set_focus(None)
            case KeyDown(key="a"):
                self._switch(self.pace.switch_auto)
            case KeyDown(key="h") | Pressed(button="middle"):
                self.hidden = True
                self.touch()
            case KeyDown(key="b"):
                self.way.open_backlog()
            case KeyDown(key="s"):
                self._switch(self.pace.switch_skip)
            case _:
                super().hear_last(happening)

    # -------------------------------------------------- time and picture

    def art_came(self) -> None:
        """The stage asks for its pictures by itself."""

    def tick(self, seconds: float) -> bool:
        if answered := self.driver.poll():
            self.take(answered)
        held = self.theatre.hold > 0
        moving, damage = self.theatre.tick(seconds)
        if self.talk is not None and (dots := self.talk.tick(seconds)) is not None:
            damage.append(dots)
        for box in damage:
            self.touch(box)
        if held and self.theatre.hold <= 0:
            self._pump()
        self._read_by_itself(seconds)
        if self.choices is None and self._may_choose():
            self._arrange()
        if not moving and not self.desk.assets.busy:
            self.theatre.prepare()
        return moving or self.pace.moving or self.driver.thinking or self.desk.assets.busy

    def _read_by_itself(self, seconds: float) -> None:
        if not self.pace.moving or self.choices is not None or self.talk is not None:
            return
        box, preferences = self.theatre.box, self.desk.preferences
        seen = self._seen_line or self.pending != "line"
        complete = box.complete and not self.desk.sound.voice.speaking
        if self.pace.due(seconds, complete=complete, length=box.length, seen=seen, preferences=preferences):
            if self.pace.skipping:
                self.theatre.hasten()
                box.exhaust()
            self.read_on()

    def draw(self, canvas: Canvas) -> None:
        self.theatre.draw(canvas, words=not self.hidden)
        if self.hidden:
            return
        if self.choices is not None:
            canvas.fill(FRect(0, 0, 1920, 1080), _DUSK)
        canvas.gradient(FRect(0, 900, 1920, 180), (*FOOT_SHADE[:3], 0), FOOT_SHADE)
        if self.talk is not None:
            self.talk.draw_behind(canvas)
        hers = self.talk is not None and self._may_talk() and not self.queue
        self.theatre.box.draw(canvas, mark=self.choices is None and not hers)
        if self.talk is not None:
            self.talk.draw_dots(canvas)
        self.draw_widgets(canvas)
