"""Author mode: where play stands, and how the last improvised turns came out. It changes nothing; F12 toggles it."""

from __future__ import annotations

from collections.abc import Iterator

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.driver import Driver, Outcome
from engine.desktop.game import Game
from engine.desktop.happenings import Happening, KeyDown
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.theme import AMBER, CREAM, GOLD, MIST, Ink
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import tr
from engine.play import events
from engine.play.edited import line_place

_VIEW = FRect(INSIDE.x, 176, INSIDE.w - 20, 840)
_WHAT = Ink(face="sans", size=22, colour=MIST, leading=1.45)
_VALUE = Ink(face="sans", size=22, colour=CREAM, leading=1.45)
_TELLING = events.AffectionChanged | events.TierCrossed | events.FlagChanged | events.CounterChanged | events.SceneEnded


class _Fact(Widget):
    """What and its value; a heading without one."""

    def __init__(self, desk: Desk, top: float, width: float, what: str, value: str) -> None:
        self.what, self.value, self._room = what, value, width - 270
        lines = desk.lettering.paragraph(value, _VALUE, self._room, marked=False).lines if value else 1
        super().__init__(FRect(0, top, width, lines * _VALUE.size * _VALUE.leading + (6 if value else 20)))

    @property
    def spoken(self) -> str:
        return f"{self.what}: {self.value}" if self.value else self.what

    def draw(self, canvas: Canvas) -> None:
        if not self.value:
            canvas.text(self.what, (self.box.x, self.box.y + 12), _WHAT.coloured(AMBER))
            return
        canvas.text(self.what, (self.box.x, self.box.y), _WHAT, room=240)
        canvas.prose(self.value, FRect(self.box.x + 256, self.box.y, self._room, 10), _VALUE, marked=False)


class AuthorScreen(MenuScreen):
    """A list of facts, the present first, then the turns from the last one back."""

    behind = "dimmed"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        self.view = ScrollView(_VIEW)

    def facts(self) -> list[tuple[str, str]]:
        """Everything that is shown: (what, value), with an empty value for a heading."""
        driver = self.desk.play
        if driver is None:
            return []
        return [*_present(driver), *_turns(self.game, driver)]

    def layout(self) -> None:
        rows: list[Widget] = []
        top = 0.0
        for what, value in self.facts():
            rows.append(_Fact(self.desk, top, _VIEW.w - 20, what, value))
            top = rows[-1].box.bottom
        self.view = ScrollView(_VIEW, rows)
        write = Button(FRect(INSIDE.right - 514, 72, 280, 66), tr("Write to a file"), self.write)
        write.enabled = self.game.folder is not None
        self.widgets = [self.view, write, close_button(self.desk)]
        if "jump" in self.desk.doors:
            self.widgets.insert(1, Button(FRect(INSIDE.right - 834, 72, 300, 66), tr("Jump to a beat"), self.jump))

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="f12"):
                self.desk.pop()
                return True
        return False

    def jump(self) -> None:
        """Elsewhere, with other meters and flags."""
        self.desk.pop()
        self.desk.open("jump")

    def write(self) -> None:
        """Everything that is shown, as a text file beside the saves."""
        if self.game.folder is None:
            return
        path = self.game.folder / f"author-{self.game.story.id}.txt"
        lines = [f"{what}: {value}" if value else f"\n{what}" for what, value in self.facts()]
        try:
            self.game.folder.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")
        except OSError as fault:
            self.desk.say(tr("It cannot be written: {fault}", fault=fault.strerror), "lock")
            return
        self.desk.say(tr("Written to {path}", path=path.name), "crane")

    @property
    def announced(self) -> str:
        return tr("What the author sees")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("What the author sees"))
        canvas.line((_VIEW.x + 240, _VIEW.y), (_VIEW.x + 240, _VIEW.bottom), (*GOLD[:3], 40))
        self.draw_widgets(canvas)


def _present(driver: Driver) -> Iterator[tuple[str, str]]:
    told, now = driver.session.told(), driver.session.now
    line = now.stage.line
    yield tr("Beat"), told.beat
    yield tr("Step"), line.step if line is not None else "-"
    yield tr("Where"), str(line_place(now, driver.session.script))
    yield tr("Waits for"), now.waiting
    yield tr("Meters"), "   ".join(f"{who} {value} ({told.tiers.get(who)})" for who, value in told.affection.items())
    yield tr("Flags"), ", ".join(told.flags) or "-"
    yield tr("Counters"), ", ".join(f"{name} = {value}" for name, value in sorted(told.counters.items())) or "-"
    yield tr("Improviser"), driver.session.improviser


def _turns(game: Game, driver: Driver) -> Iterator[tuple[str, str]]:
    outcomes = {(each.asked.scene, each.asked.turn, each.asked.words): each for each in driver.outcomes}
    for turn in reversed(game.talks.turns() if game.talks is not None else ()):
        yield tr("Turn {turn} of {scene}", turn=turn.turn, scene=turn.scene), ""
        yield from turn.rows
        found = next((outcomes[key] for key in outcomes if key[:2] == (turn.scene, turn.turn)), None)
        if found is not None:
            yield from _effects(driver, found)


def _effects(driver: Driver, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What the author wrote for the act, and what was granted of it."""
    talk = driver.session.script.scenes.get(outcome.asked.scene)
    act = talk.acts.get(outcome.answer.act) if talk is not None else None
    if act is not None:
        asked = [f"{who} {change:+d}" for who, change in act.effects.affection.items()]
        asked += [*act.effects.set, *(f"{name} {change:+d}" for name, change in act.effects.add.items())]
        yield tr("Effect asked"), ", ".join(asked) or "-"
    granted = [_in_words(event) for event in outcome.events if isinstance(event, _TELLING)]
    yield tr("Effect granted"), ", ".join(granted) or "-"


def _in_words(event: _TELLING) -> str:
    match event:
        case events.AffectionChanged(character=who, change=change, value=value):
            return f"{who} {change:+d} = {value}"
        case events.TierCrossed(character=who, tier=tier, was=was):
            return f"{who}: {was} → {tier}"
        case events.FlagChanged(name=name, value=on):
            return f"{name} {'+' if on else '-'}"
        case events.CounterChanged(name=name, value=value):
            return f"{name} = {value}"
        case events.SceneEnded(exit=exit):
            return f"→ {exit}"
