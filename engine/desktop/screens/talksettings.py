"""Settings of talk: who improvises, her consent, key, model and server, help lines, topics to avoid, pace, memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.countries import COUNTRIES
from engine.desktop.screens.parts.masked import MaskedField
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import reading_of
from engine.desktop.talks import Talks
from engine.desktop.theme import CREAM, DIM, GOLD, LABEL, MIST, Ink
from engine.desktop.widgets import Button, TextField, Toggle, Widget
from engine.improv import companion, consent
from engine.improv.hotlines import REGIONS, region_of
from engine.language import language, mark, tr
from engine.play.refusal import Refusal

_LEFT = FRect(INSIDE.x, 300, 770, 0)
_RIGHT = FRect(INSIDE.x + 850, 300, 770, 0)
_STEP = 128.0
_HEAD = Ink(face="sans", size=25, colour=MIST, leading=1.4)
_FIELD = 64.0
_WORDS = Ink(size=27, colour=MIST, leading=1.3)
_PACES = (("slow", mark("Slow")), ("", mark("As written")), ("fast", mark("Fast")))
_PLACES = {
    "environment": mark("Key, from the environment (ANTHROPIC_API_KEY)"),
    "keyring": mark("Key, kept in the system's keyring"),
    "none": mark("Key for the provider; there is none yet"),
}
_NO_KEYRING = mark("Key: there is no keyring here, so set ANTHROPIC_API_KEY")


class TalkSettingsScreen(MenuScreen):
    """What is typed counts when Enter is pressed or another thing is touched; the rest at once."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        assert game.talks is not None, "this page belongs to a story in which somebody improvises"
        self.game, self.talks = game, game.talks
        self._fields: dict[TextField, Callable[[str], None]] = {}
        self._kept: dict[TextField, str] = {}

    # -------------------------------------------------- layout

    def layout(self) -> None:
        self._fields, self._kept = {}, {}
        settings = self.game.records
        avoided = tr(", ").join(consent.avoided(settings))
        self.widgets = [
            Button(FRect(INSIDE.right - 380, 186, 380, 64), tr("Consent…"), lambda: self._open("consent")),
            *self._key(),
            self._text(_LEFT, 1, settings.setting(consent.MODEL, ""), "claude-haiku-5-5", self._set_model),
            self._text(
                _LEFT, 2, settings.setting(consent.BASE_URL, ""), "https://api.anthropic.com", self._set_server
            ),
            *self._mode(),
            *self._region(),
            self._text(_RIGHT, 1, avoided, tr("words, separated by commas"), self._set_avoided),
            *self._pace(),
            *self._memory(),
            close_button(self.desk),
        ]

    @staticmethod
    def _place(column: FRect, row: int, width: float | None = None) -> FRect:
        return FRect(column.x, column.y + row * _STEP + 42, width or column.w, _FIELD)

    def _text(self, column: FRect, row: int, words: str, hint: str, take: Callable[[str], None]) -> TextField:
        field = TextField(self._place(column, row), lambda words: self._commit(), words=words, hint=hint, limit=300)
        field.ink, field.name = _WORDS, self._head(column, row)
        self._fields[field], self._kept[field] = take, words
        return field

    def _key(self) -> list[Widget]:
        works = self.talks.keyring_works()
        hint = tr("paste a key here") if works else tr("nowhere to keep one")
        field = MaskedField(self._place(_LEFT, 0, 540), lambda words: self._commit(), hint=hint, limit=300)
        field.ink, field.enabled, field.name = _WORDS, works, self._head(_LEFT, 0)
        self._fields[field], self._kept[field] = self._set_key, ""
        forget = Button(self._place(_LEFT, 0, 210).move(560, 0), tr("Forget it"), self._forget_key, ink=_WORDS)
        forget.enabled = works and self.talks.key_place() == "keyring"
        return [field, forget]

    def _mode(self) -> list[Widget]:
        on = self.game.records.setting(consent.IMPROVISER, "auto") != "authored"
        place = FRect(_LEFT.x, _LEFT.y + 3 * _STEP + 20, _LEFT.w, _FIELD)
        return [Toggle(place, tr("A model may speak, where I agreed"), on, self._set_mode)]

    def _region(self) -> list[Widget]:
        place = self._place(_RIGHT, 0)
        name = f"{tr('Whose help lines are shown')}: {self._region_words()}"
        less, more = partial(self._turn_region, -1), partial(self._turn_region, 1)
        right = FRect(place.right - 70, place.y, 70, _FIELD)
        return [
            Button(FRect(place.x, place.y, 70, _FIELD), "‹", less, name=f"{name}. {tr('Earlier')}"),
            Button(right, "›", more, name=f"{name}. {tr('Next')}"),
        ]

    def _region_words(self) -> str:
        chosen = self.game.records.setting(consent.REGION, "")
        guessed = tr(COUNTRIES[region_of("", language())])
        return tr(COUNTRIES[chosen]) if chosen in COUNTRIES else tr("As the language: {region}", region=guessed)

    def _pace(self) -> list[Widget]:
        now = consent.pace(self.game.records)
        out: list[Widget] = []
        for number, (pace, words) in enumerate(_PACES):
            place = self._place(_RIGHT, 2, 246).move(number * 262, 0)
            button = Button(place, tr(words), partial(self._set, consent.PACE, pace), ink=_WORDS, plain=True)
            button.name = f"{self._head(_RIGHT, 2)}: {tr(words)}"
            button.lit = pace == now
            out.append(button)
        return out

    def _memory(self) -> list[Widget]:
        place = FRect(_RIGHT.x, _RIGHT.y + 3 * _STEP + 20, _RIGHT.w, _FIELD)
        listens = self.game.records.memories.listens
        see = Button(FRect(_RIGHT.x, _RIGHT.y + 4 * _STEP, 380, _FIELD), tr("What he remembers"), self._open_memory)
        see.ink = _WORDS
        return [Toggle(place, tr("He remembers what I tell him"), listens, self._listen), see, *self._companion()]

    def _companion(self) -> list[Widget]:
        """The way to letters about her days, in a story of that kind, for who is no minor."""
        if self.game.correspondence is None or not companion.offered(self.game.story, self.game.records):
            return []
        place = FRect(_RIGHT.x + 400, _RIGHT.y + 4 * _STEP, 370, _FIELD)
        return [Button(place, tr("Letters about my days…"), lambda: self._open("companion"), ink=_WORDS)]

    def first(self) -> Widget | None:
        return self.widgets[0]

    # -------------------------------------------------- what it does

    def _open(self, door: str) -> None:
        self._commit()
        self.desk.sound.sound("page")
        self.desk.open(door)

    def _open_memory(self) -> None:
        self._open("memory")

    def uncovered(self) -> None:
        super().uncovered()
        self._commit()
        self.resized()

    def set_focus(self, part: Widget | None, *, ring: bool = False) -> None:
        before = self.focus
        super().set_focus(part, ring=ring)
        if isinstance(before, TextField) and before is not part and before in self._fields:
            self._commit()

    def closed(self) -> None:
        self._commit()
        super().closed()

    def _commit(self) -> None:
        """Keep what was typed."""
        changed = [field for field in self._fields if field.words != self._kept[field]]
        for field in changed:
            self._kept[field] = field.words
            self._fields[field](field.words.strip())
        if changed and self in self.desk.stack:
            self.touch()

    def _set(self, name: str, value: object) -> None:
        try:
            self.game.records.set_setting(name, value)
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")
            return
        self._changed()

    def _changed(self) -> None:
        reading = reading_of(self.desk)
        self.talks.changed(reading.driver.session if reading is not None else None)
        number, before = self._number(), self.focus
        self.layout()
        if (found := self._refound(before, number)) is not None:
            super().set_focus(found, ring=before is not None and before.ringed)
        self.touch()

    def _set_model(self, words: str) -> None:
        self._set(consent.MODEL, words)

    def _set_server(self, words: str) -> None:
        if words and not words.startswith(("http://", "https://")):
            self.desk.say(tr("A server's address begins with http:// or https://"), "lock")
            return
        self._set(consent.BASE_URL, words)

    def _set_avoided(self, words: str) -> None:
        for sign in "，、；;\n":
            words = words.replace(sign, ",")
        self._set(consent.AVOID, [topic.strip() for topic in words.split(",") if topic.strip()][:50])

    def _set_mode(self, on: bool) -> None:
        self._set(consent.IMPROVISER, "auto" if on else "authored")

    def _set_key(self, words: str) -> None:
        if words:
            kept = self.talks.keep_key(words)
            self.desk.say(tr("The key is kept") if kept else tr("The keyring would not keep the key"), "lock")
            self._changed()

    def _forget_key(self) -> None:
        done = self.talks.keep_key("")
        self.desk.say(tr("The key is forgotten") if done else tr("The keyring would not forget the key"), "lock")
        self._changed()

    def _turn_region(self, step: int) -> None:
        every = ["", *REGIONS]
        now = self.game.records.setting(consent.REGION, "")
        self._set(consent.REGION, every[(every.index(now if now in every else "") + step) % len(every)])

    def _listen(self, on: bool) -> None:
        self.game.records.memories.listen(on)

    # -------------------------------------------------- looks

    @property
    def announced(self) -> str:
        return tr("Talk")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Talk"), foot=950)
        canvas.prose(who_now(self.talks), FRect(INSIDE.x, 184, 1180, 80), LABEL.sized(27), marked=False)
        self._heads(canvas)
        self._draw_region(canvas)
        self.draw_widgets(canvas)

    def _head(self, column: FRect, row: int) -> str:
        """What stands above a row of a column."""
        if column is _RIGHT:
            right = ("Whose help lines are shown", "Topics to leave out", "How fast closeness grows in talk")
            return tr(right[row])
        key = _PLACES[self.talks.key_place()]
        if self.talks.key_place() == "none" and not self.talks.keyring_works():
            key = _NO_KEYRING
        return (tr(key), tr("Model (empty: the usual one)"), tr("Server (empty: the provider's own)"))[row]

    def _heads(self, canvas: Canvas) -> None:
        for column in (_LEFT, _RIGHT):
            for row in range(3):
                canvas.text(self._head(column, row), (column.x + 4, column.y + row * _STEP), _HEAD, room=column.w)
        line = _RIGHT.x - 40
        canvas.line((line, 300), (line, 900), (*GOLD[:3], 50))

    def _draw_region(self, canvas: Canvas) -> None:
        chosen = self.game.records.setting(consent.REGION, "")
        canvas.centred(self._region_words(), self._place(_RIGHT, 0), _WORDS.coloured(CREAM if chosen else DIM))


def who_now(talks: Talks) -> str:
    """Who improvises now, in a quiet sentence."""
    match talks.who:
        case "claude" if talks.resting:
            return tr("The model is being left alone for a while; authored lines answer until it can be reached.")
        case "claude":
            return tr("A model speaks in talk scenes, within what the author wrote.")
        case "replay":
            return tr("Recorded answers are being replayed; nothing is sent.")
        case _:
            return " ".join((tr("The author's own lines answer you."), talks.why_not() or ""))
