"""Settings: language, lettering, pace, sound and picture; each takes effect at once and is kept. No story changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import reading_of
from engine.desktop.screens.parts.postleaf import post_leaf
from engine.desktop.screens.parts.tabs import tab_row
from engine.desktop.screens.textbox import TextBox, Utterance
from engine.desktop.theme import LABEL, MIST, Ink
from engine.desktop.widgets import Button, Slider, Toggle, Widget
from engine.language import language, languages, set_language, tr

_ROWS = FRect(INSIDE.x + 130, 286, 1360, 0)
_STEP = 78.0
_FASTEST = 130.0
_NAMES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文", "ja": "日本語"}
_FOOTS = (640.0, 704.0, 796.0, 562.0, 720.0)
"""How far down the sheet of each leaf reaches."""
_SAMPLES = 2
"""Leaves, from the first, below which the sample stands."""
_SAMPLE_HIGHEST = 1.95
"""Size times spacing up to which two lines of the sample have room."""
_SAMPLED = ("text_size", "line_spacing", "text_speed", "box_opacity", "readable_face", "high_contrast")
_TONGUE = Ink(size=28, colour=MIST, leading=1.3)


class SettingsScreen(MenuScreen):
    """Widgets stay the same ones while their values change, so that a knob in the hand is not lost."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        self.tab = 0
        self._built: tuple[str, int] | None = None
        self._sample = TextBox(desk, foot=1030, most=1)
        self._sample.voiced = False

    # -------------------------------------------------- layout

    def layout(self) -> None:
        if self._built != (language(), self.tab):
            self._built = (language(), self.tab)
            leaves = self._leaves()
            words = [each for each, _ in leaves]
            tabs = tab_row(words, self.tab, self.turn, self.desk.lettering, (INSIDE.x - 16, 180))
            self.widgets = [*tabs, *leaves[self.tab][1](), *self._ways()]
        for widget in self.widgets:
            if isinstance(widget, Toggle) and widget.words == tr("Full screen"):
                self._follow(widget, self.desk.preferences.full_screen)

    def _leaves(self) -> list[tuple[str, Callable[[], list[Widget]]]]:
        found: list[tuple[str, Callable[[], list[Widget]]]] = [
            (tr("Reading"), self._reading),
            (tr("Easy to read"), self._letters),
            (tr("Sound"), self._sound),
            (tr("Picture"), self._picture),
        ]
        company = self.game.company
        if company is not None and self.game.script.letters:
            found.append((tr("Letters"), lambda: post_leaf(self.desk, company, self._place, self._letter_box)))
        return found

    def _letter_box(self) -> None:
        self.desk.sound.sound("page")
        self.desk.open("gallery", tab=2)

    def turn(self, number: int) -> None:
        """Show another leaf."""
        self.tab = number % len(self._leaves())
        self.desk.sound.sound("page")
        self.resized()
        self.touch()

    @staticmethod
    def _follow(switch: Toggle, on: bool) -> None:
        """F11 changes it too."""
        if switch.on != on:
            switch.on = on
            switch.slide.toward(1.0 if on else 0.0)

    def _tongues(self) -> list[Widget]:
        out: list[Widget] = []
        place = self._place(0)
        left = place.x + place.w * 0.42 - 28
        for code in dict.fromkeys((self.game.story.language, *self.game.story.catalogues, *languages())):
            words = _NAMES.get(code, code)
            room = self.desk.lettering.width(words, _TONGUE) + 56
            box = FRect(left, place.centery - 26, room, 52)
            button = Button(box, words, partial(self.speak, code), ink=_TONGUE, plain=True)
            button.lit = code == language()
            out.append(button)
            left += room
        return out

    def _reading(self) -> list[Widget]:
        now = self.desk.preferences
        speed = min(now.text_speed or _FASTEST, _FASTEST)
        return [
            *self._tongues(),
            self._speed(speed),
            self._slider(
                2, tr("Auto reading"), now.auto_seconds, "auto_seconds", low=0.4, high=5, step=0.2, told=_pause_words
            ),
            self._switch(3, tr("Skip unread lines too"), now.skip_unread, "skip_unread"),
        ]

    def _letters(self) -> list[Widget]:
        now = self.desk.preferences
        return [
            self._slider(0, tr("Text size"), now.text_size, "text_size", low=0.8, high=2.0),
            self._slider(1, tr("Line spacing"), now.line_spacing, "line_spacing", low=1.0, high=1.6, step=0.2),
            self._switch(2, tr("High contrast"), now.high_contrast, "high_contrast"),
            self._switch(3, tr("Letters that differ more (Latin script)"), now.readable_face, "readable_face"),
            self._slider(4, tr("Text box opacity"), now.box_opacity, "box_opacity", low=0.3, high=1),
        ]

    def _speed(self, now: float) -> Slider:
        bounds = {"low": 10, "high": _FASTEST, "step": 5}
        return Slider(self._place(1), tr("Text speed"), now, self._set_speed, told=_speed_words, **bounds)

    def _picture(self) -> list[Widget]:
        now = self.desk.preferences
        return [
            self._switch(0, tr("Full screen"), now.full_screen, "full_screen"),
            self._switch(1, tr("Less movement"), now.reduced_motion, "reduced_motion"),
            self._switch(2, tr("Soft places behind people"), now.soft_background, "soft_background"),
        ]

    def _sound(self) -> list[Widget]:
        now = self.desk.preferences
        return [
            self._slider(0, tr("All sound"), now.master, "master"),
            self._slider(1, tr("Music"), now.music, "music"),
            self._slider(2, tr("Rain, river, rooms"), now.ambience, "ambience"),
            Slider(self._place(3), tr("Sounds"), now.sounds, self._set_sounds),
            self._slider(4, tr("Voices"), now.voice, "voice"),
            self._switch(5, tr("Read aloud lines and what is pointed at"), now.read_aloud, "read_aloud"),
        ]

    def _ways(self) -> list[Widget]:
        keys = Button(FRect(INSIDE.right - 480, 72, 246, 66), tr("Keys"), lambda: self._open("keys"))
        return [*self._talk(), keys, close_button(self.desk)]

    def _talk(self) -> list[Widget]:
        if self.game.talks is None:
            return []
        return [Button(FRect(INSIDE.right - 746, 72, 246, 66), tr("Talk"), lambda: self._open("talk"))]

    @staticmethod
    def _place(row: int) -> FRect:
        return FRect(_ROWS.x, _ROWS.y + row * _STEP, _ROWS.w, _STEP - 14)

    def _slider(
        self,
        row: int,
        words: str,
        value: float,
        name: str,
        *,
        low: float = 0.0,
        high: float = 1.0,
        step: float = 0.05,
        told: Callable[[float], str] = lambda value: f"{value:.0%}",
    ) -> Slider:
        changed = partial(self._prefer, name)
        return Slider(self._place(row), words, value, changed, low=low, high=high, step=step, told=told)

    def _switch(self, row: int, words: str, on: bool, name: str) -> Toggle:
        return Toggle(self._place(row), words, on, partial(self._prefer, name))

    def first(self) -> Widget | None:
        lit = [widget for widget in self.widgets if isinstance(widget, Button) and widget.lit]
        return lit[-1] if lit else None

    # -------------------------------------------------- what it does

    def opened(self) -> None:
        super().opened()
        self._say_sample()

    def uncovered(self) -> None:
        super().uncovered()
        self.resized()

    def _open(self, door: str) -> None:
        self.desk.sound.sound("page")
        self.desk.open(door)

    def _prefer(self, name: str, value: float | bool) -> None:
        self.desk.prefer(**{name: value})
        if name in _SAMPLED:
            self._say_sample()

    def _set_speed(self, value: float) -> None:
        self._prefer("text_speed", 0.0 if value >= _FASTEST else float(value))

    def _set_sounds(self, value: float) -> None:
        self._prefer("sounds", value)
        self.desk.sound.sound("chime")

    def speak(self, code: str) -> None:
        """Another language from this moment on: the menus, and the line that is on the screen."""
        set_language(code)
        reading = reading_of(self.desk)
        if reading is not None:
            reading.driver.session.speak_in(code)
            reading.resume(reading.driver.follow(reading.driver.session.redraw()))
        pygame.display.set_caption(self.game.title)
        self.desk.prefer(language=code)
        self._say_sample()

    def _say_sample(self) -> None:
        words = tr(
            "The kettle is on. Do sit down. It has rained since noon, and nobody on the quay remembers when it began."
        )
        now = self.desk.preferences
        self._sample.most = 2 if now.text_size * now.line_spacing <= _SAMPLE_HIGHEST else 1
        self._sample.say(Utterance(words, None), at_once=False)
        self._sample.presence.toward(1.0, at_once=True)
        self.touch()

    # -------------------------------------------------- looks

    def tick(self, seconds: float) -> bool:
        box = self._sample.tick(seconds)
        if box is not None:
            self.touch(box)
        return self._sample.moving

    @property
    def announced(self) -> str:
        return tr("Settings")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Settings"), foot=_FOOTS[self.tab])
        if self.tab == 0:
            place = self._place(0)
            canvas.text(tr("Language"), (place.x, place.centery - LABEL.size * LABEL.leading / 2), LABEL.coloured(MIST))
        self.draw_widgets(canvas)
        if self.tab < _SAMPLES:
            self._sample.draw(canvas)


def _speed_words(value: float) -> str:
    return tr("At once") if value >= _FASTEST else f"{value:.0f}"


def _pause_words(value: float) -> str:
    return tr("{seconds} s", seconds=f"{value:.1f}")
