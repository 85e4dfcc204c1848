"""Letters about her own days: her age and where she lives, each consent by itself, what she told, and one way out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.crisis import CrisisScreen
from engine.desktop.screens.parts.countries import COUNTRIES
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.theme import CREAM, DIM, MIST, SMALL, Ink
from engine.desktop.widgets import Button, TextField, Toggle, Widget
from engine.improv import companion, consent, safety
from engine.improv.companion import Wish
from engine.improv.hotlines import REGIONS, region_of
from engine.language import language, tr
from engine.play.refusal import Refusal

_WORDS = Ink(size=27, colour=MIST, leading=1.35)
_ROW = 64.0
_SHOWN = 4
"""Things of her life that the page shows; the page of memory has all."""


class CompanionScreen(MenuScreen):
    """Nothing here is on until she turns it on, and leaving it alone changes nothing."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        assert game.correspondence is not None, "this page belongs to a story with letters about her days"
        self.game, self.letters = game, game.correspondence
        chosen = game.records.setting(consent.REGION, "")
        self.region = chosen if chosen in REGIONS else region_of("", language())

    # -------------------------------------------------- layout

    def layout(self) -> None:
        settings = self.game.records
        adult, agreed = companion.adult(settings), consent.state(settings) == "granted"
        base_url = settings.setting(consent.BASE_URL, "")
        name = f"{tr('Where I live')}: {tr(COUNTRIES[self.region])}"
        less = Button(FRect(INSIDE.x, 330, 70, _ROW), "‹", lambda: self._turn(-1), name=f"{name}. {tr('Earlier')}")
        more = Button(FRect(INSIDE.x + 430, 330, 70, _ROW), "›", lambda: self._turn(1), name=f"{name}. {tr('Next')}")
        less.enabled = more.enabled = not adult
        rows = [self._toggle(426, tr(companion.ADULT), adult, self._confirm, True)]
        for top, wish in ((508.0, companion.LETTERS), (590.0, companion.LIFE)):
            rows.append(self._wish(top, wish, companion.words(wish, base_url), adult and agreed))
        self.widgets = [less, more, *rows, *self._telling(), self._way_out(), close_button(self.desk)]

    def _toggle(self, top: float, words: str, on: bool, changed: Callable[[bool], None], enabled: bool) -> Toggle:
        toggle = Toggle(FRect(INSIDE.x, top, INSIDE.w, _ROW), words, on, changed, ink=_WORDS)
        toggle.enabled = enabled
        return toggle

    def _wish(self, top: float, wish: Wish, words: str, enabled: bool) -> Toggle:
        on = companion.wants(wish, self.game.story, self.game.records)
        return self._toggle(top, words, on, lambda on: self._decide(wish, on), enabled)

    def _telling(self) -> list[Widget]:
        field = TextField(
            FRect(INSIDE.x, 690, INSIDE.w, _ROW),
            self._tell,
            hint=tr("something of your life, in your words"),
            limit=300,
        )
        field.ink = _WORDS
        field.enabled = companion.wants(companion.LIFE, self.game.story, self.game.records)
        return [field]

    def _way_out(self) -> Button:
        return Button(FRect(INSIDE.x, 934, 560, _ROW), tr("Take all of it back"), self._withdraw, ink=_WORDS)

    # -------------------------------------------------- what it does

    def _turn(self, step: int) -> None:
        every = list(REGIONS)
        self.region = every[(every.index(self.region) + step) % len(every)]
        self.resized()
        self.touch()

    def _confirm(self, on: bool) -> None:
        if on:
            self._keep(lambda: consent.confirm_companion(self.game.records, adult=True, region=self.region))
        else:
            self._withdraw()

    def _decide(self, wish: Wish, on: bool) -> None:
        self._keep(lambda: companion.decide(wish, self.game.records, on))
        company = self.game.company
        if on and wish == companion.LETTERS and company is not None:
            company.prefer(replace(company.post, wanted=True))

    def _withdraw(self) -> None:
        self._keep(lambda: companion.withdraw_all(self.game.records))

    def _keep(self, deed: Callable[[], None]) -> None:
        try:
            deed()
            self.letters.settle()
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")
        self.resized()
        self.touch()

    def _tell(self, words: str) -> None:
        """A crisis is met by the card and kept nowhere; of all else the memory keeps what it can."""
        card = safety.met(words, self.region)
        if card is not None:
            self.desk.push(CrisisScreen(self.desk, card.text))
        elif words.strip():
            kept = self.letters.tell(words)
            self.desk.say(tr("Remembered") if kept else tr("There was nothing in it to be remembered"), "crane")
        self.resized()
        self.touch()

    # -------------------------------------------------- looks

    @property
    def announced(self) -> str:
        return tr("Letters about my days")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Letters about my days"))
        canvas.prose(tr(companion.ABOUT), FRect(INSIDE.x, 178, INSIDE.w, 90), _WORDS, marked=False)
        canvas.text(tr("Where I live"), (INSIDE.x + 4, 288), SMALL.sized(25))
        canvas.centred(tr(COUNTRIES[self.region]), FRect(INSIDE.x, 330, 500, _ROW), _WORDS.coloured(CREAM))
        if consent.state(self.game.records) != "granted":
            canvas.text(
                tr("First agree to talk by a program, under Talk."), (INSIDE.x + 540, 346), _WORDS.coloured(DIM)
            )
        for number, told in enumerate(self.letters.life()[:_SHOWN]):
            canvas.text(f"·  {told}", (INSIDE.x + 4, 768 + number * 38), SMALL.sized(25), room=INSIDE.w)
        self.draw_widgets(canvas)
