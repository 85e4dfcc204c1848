"""The wardrobe: each of them, large; what they have to wear, put on at once; where the rest comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts import contents, wares
from engine.desktop.screens.parts.figureview import FigureView, Guise, draw_room
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.playing import carry_out
from engine.desktop.screens.parts.purse import GROUND, PANEL, draw_purse, foot
from engine.desktop.screens.parts.swatch import HEIGHT, Swatch
from engine.desktop.theme import CREAM, GOLD, HEADING, LABEL, MIST, SMALL, Ink, hexed, mixed
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import tr
from engine.play import events
from engine.story.model import Character, Outfit

_TAB = Ink(size=32, leading=1.3)
_FIGURE = FRect(170, 30, 700, 1050)
_CLOTHES = FRect(PANEL.x + 50, 336, PANEL.w - 100, 560)


class WardrobeScreen(MenuScreen):
    """Everybody who has something to wear."""

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        self.people = [one for one in game.story.cast.values() if one.affection is not None and one.outfits]
        self.shown = 0
        self.face = 0
        self.full = False
        self.figure = FigureView(desk, _FIGURE, self.change_face)
        self.figure.name = tr("Another look")

    @property
    def person(self) -> Character | None:
        """Whom she is looking at."""
        return self.people[self.shown] if self.people else None

    # -------------------------------------------------- layout

    def layout(self) -> None:
        self._dress()
        self.widgets = [self.figure, *self._tabs(), *self._swatches(), *self._ways()]

    def first(self) -> Widget | None:
        return next((part for part in self.parts() if isinstance(part, Swatch)), None)

    def _tabs(self) -> list[Widget]:
        out: list[Widget] = []
        left = PANEL.x + 40.0
        for number, one in enumerate(self.people):
            words = self.game.wording.name(one.id)
            ink = _TAB.coloured(mixed(hexed(one.color), CREAM, 0.45))
            room = self.desk.lettering.width(words, ink) + 44
            tab = Button(FRect(left, PANEL.y + 140, room, 60), words, partial(self.turn, number), ink=ink, plain=True)
            tab.lit = number == self.shown
            out.append(tab)
            left += room
        return out

    def _swatches(self) -> list[Widget]:
        if self.person is None:
            return []
        out: list[Widget] = []
        width = (_CLOTHES.w - 24) / 2 if len(self.person.outfits) <= 2 else (_CLOTHES.w - 48) / 3
        for number, outfit in enumerate(self.person.outfits):
            box = FRect(10 + number % 3 * (width + 24), 10 + number // 3 * (HEIGHT + 24), width, HEIGHT)
            words, owned = self._name(outfit), self._owns(outfit)
            worn = outfit.name == self._worn(self.person)
            take = partial(self.take, outfit)
            wearer = self.person.id
            out.append(Swatch(self.desk, box, wearer, outfit.name, words, self._source(outfit), owned, worn, take))
        return [ScrollView(_CLOTHES.inflate(20, 20), out, gap=10)]

    def _ways(self) -> list[Widget]:
        entries: list[tuple[str, Callable[[], None]]] = [(tr("Another look"), self.change_face), *self._distance()]
        if self.game.story.shop.products:
            entries.insert(0, (tr("Choose a present"), lambda: self._to_shop(())))
        return foot(self.desk, entries, tr("Back"))

    def _distance(self) -> list[tuple[str, Callable[[], None]]]:
        """Seeing them from head to foot, where they were drawn so, and near by again."""
        person = self.person
        if person is None or not self.desk.assets.stands(person.id, self._worn(person)):
            return []
        return [(tr("Closer") if self.full else tr("Whole figure"), self.step_back)]

    def uncovered(self) -> None:
        super().uncovered()
        self.resized()

    # -------------------------------------------------- who wears what

    def _worn(self, person: Character) -> str:
        return self.game.records.outside().worn.get(person.id, person.outfits[0].name)

    def _owns(self, outfit: Outfit) -> bool:
        outside, who = self.game.records.outside(), self.person.id if self.person is not None else ""
        if outfit.when is not None:
            return f"{who}.{outfit.name}" in outside.earned
        return outfit.sku is None or outfit.sku in outside.owned

    def _name(self, outfit: Outfit) -> str:
        if outfit.title:
            return self.game.wording.text("cast", outfit.title)
        product = self.game.story.shop.products.get(outfit.sku or "")
        return wares.title(self.game, product) if product is not None else self._unnamed(outfit)

    def _unnamed(self, outfit: Outfit) -> str:
        """The default, or a name made of its own."""
        usual = self.person is not None and outfit is self.person.outfits[0]
        return tr("Everyday clothes") if usual else contents.in_words(self.game, outfit.name)

    def _source(self, outfit: Outfit) -> str:
        """Where something that is not owned comes from, and what it costs."""
        if outfit.when is not None:
            return "" if self._owns(outfit) else self._how(outfit)
        found = wares.offers(self.game, (outfit.sku,)) if outfit.sku is not None else []
        if not found or found[0].owned:
            return ""
        return tr("Among the presents: {price}", price=wares.price(self.game, found[0]))

    def _how(self, outfit: Outfit) -> str:
        """How something that cannot be bought is come by."""
        return self.game.wording.plain("cast", outfit.how) if outfit.how else tr("Not for sale: the story brings it")

    def _dress(self) -> None:
        person = self.person
        if person is None:
            return
        faces = person.expressions or ("neutral",)
        worn = self._worn(person)
        full = self.full and self.desk.assets.stands(person.id, worn)
        self.figure.guise = Guise(person.id, worn, faces[self.face % len(faces)], full)
        following = Guise(person.id, worn, faces[(self.face + 1) % len(faces)], full)
        self.figure.ask(following, hurry=False)

    # -------------------------------------------------- what it does

    def turn(self, number: int) -> None:
        """Look at another one."""
        self.shown, self.face = number % max(1, len(self.people)), 0
        self.desk.sound.sound("page")
        self.resized()
        self.touch()

    def change_face(self) -> None:
        """See another expression."""
        self.face += 1
        self._dress()
        self.touch()

    def step_back(self) -> None:
        """See the whole figure, or come closer again."""
        self.full = not self.full
        self.resized()
        self.touch()

    def take(self, outfit: Outfit) -> None:
        """Wear it at once, or see where it comes from."""
        person = self.person
        if person is None:
            return
        if not self._owns(outfit) and outfit.when is not None:
            self.desk.say(self._how(outfit), "lock")
            return
        if not self._owns(outfit):
            self._to_shop((outfit.sku,) if outfit.sku else ())
            return
        refused = carry_out(self.desk, self.game, events.Wear(character=person.id, outfit=outfit.name))
        if refused is not None:
            self.desk.say(refused, "lock")
        else:
            self.desk.sound.sound("door")
        self.resized()
        self.touch()

    def _to_shop(self, skus: tuple[str, ...]) -> None:
        self.desk.sound.sound("page")
        below = self.desk.stack[-2] if len(self.desk.stack) > 1 else None
        if not skus and type(below).__name__ == "ShopScreen":
            self.desk.pop()
        else:
            self.desk.open("shop", skus=skus)

    # -------------------------------------------------- looks

    def tick(self, seconds: float) -> bool:
        return self.desk.assets.busy

    @property
    def announced(self) -> str:
        return tr("Wardrobe")

    def draw(self, canvas: Canvas) -> None:
        draw_room(canvas, self.desk)
        self.figure.draw(canvas)
        canvas.panel(PANEL, GROUND)
        canvas.text(tr("Wardrobe"), (_CLOTHES.x, PANEL.y + 34), HEADING.sized(52), room=520)
        if self.game.story.shop.products:
            draw_purse(canvas, wares.amount(self.game, self.game.records.balance()))
        canvas.line((_CLOTHES.x, PANEL.y + 118), (PANEL.right - 50, PANEL.y + 118), (*GOLD[:3], 90))
        if self.person is None:
            canvas.text(tr("Nobody here changes clothes."), (PANEL.centerx, 420), LABEL, align="center")
        else:
            hint = tr("Worn as soon as it is chosen. Click on the picture for another face.")
            canvas.prose(hint, FRect(_CLOTHES.x, 258, _CLOTHES.w, 0), SMALL.coloured(MIST), marked=False)
        for widget in self.widgets[1:]:
            widget.draw(canvas)
