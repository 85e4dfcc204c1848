"""The stage of the play: place, characters, event picture, and every soft change between them; knows no text.

What should be seen is a `Look`. As soon as its pictures are loaded the stage changes to it: the picture so far is kept
and fades out over the new one, so a change in the middle of a change is smooth as well. Between changes only breathing,
blinking and speaking move, and only their part of the picture is drawn again.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

import pygame
from pygame import FRect, Surface

from engine.desktop.air import Air
from engine.desktop.assets import Assets
from engine.desktop.breath import LIVING, breathing
from engine.desktop.camera import Camera, Glide, glide_between, ground_size, part_of
from engine.desktop.canvas import Canvas
from engine.desktop.countenance import Countenance
from engine.desktop.figures import SHADE, Figure, Patch
from engine.desktop.look import APART, FIGURE_HEIGHT, NOTHING, PLACES, USUAL, Look, View, view, zoom_of
from engine.desktop.scale import HEIGHT, WIDTH, Scale, whole
from engine.desktop.theme import BREATH, DISSOLVE, ENTRANCE, EXPRESSION, GLIDE, NIGHT, Eased, ease_both, ease_out

SLIDE = 70.0
"""Units that a character comes in from the side."""
BREATH_RISE = 5.0
"""Units that the shoulders rise in one breath."""
_PATIENCE = 1.2
"""Seconds to wait for pictures before what is there is shown."""
_ALONE = 45.0
"""Seconds without a sign of the reader after which the air comes to rest, so that an open window costs nothing."""


@dataclass
class _Actor:
    """A character on the stage: composed, and gliding to where it stands."""

    figure: Figure
    x: Eased
    phase: float

    def left(self, seen: View) -> float:
        """Left edge of its canvas in units, given its width in `Figure.size`."""
        return seen.x(self.x.value) - seen.height * self.figure.size[0] / self.figure.size[1] / 2


@dataclass
class _Shown:
    """What is on the stage now, ready to draw."""

    look: Look = NOTHING
    soft: bool = True
    ground: Surface | None = None
    view: View = USUAL
    actors: dict[str, _Actor] = field(default_factory=dict)


class StageView:
    """Draws the stage. Tell it the `look`; `tick` says whether it moves and gives the damage."""

    def __init__(self, assets: Assets, scale: Scale) -> None:
        self.look = NOTHING
        self.soft = True
        self.calm = False
        """No breathing, blinking, speaking or sliding (reduced motion)."""
        self.speaking: str | None = None
        """Who says the words that are being typed now."""
        self._aside = 0.0
        self.resting = False
        """Whether nothing but the stage moves: its air then takes longer steps."""
        self._assets = assets
        self._scale = scale
        self._shown = _Shown()
        self._old: Surface | None = None
        self._fade = Eased(1.0)
        self._waited = 0.0
        self._time = 0.0
        self._levels: dict[str, int] = {}
        self._faces: dict[str, Countenance] = {}
        self._chance = random.Random(11)
        self._air = Air()
        self._camera = Camera()
        self._alone = 0.0
        self._glide: Glide | None = None
        self._sheets: list[Surface] = []

    # -------------------------------------------------- what is wanted

    def hasten(self) -> None:
        """Be at the end of every change at once (skipping, rolling back)."""
        self._old = None
        self._fade.toward(1.0, at_once=True)
        for actor in self._shown.actors.values():
            actor.x.toward(actor.x.target, at_once=True)

    def stir(self, at: tuple[float, float] | None = None) -> None:
        """The reader is there, and perhaps points `at` something: the air moves, the camera follows."""
        self._alone = 0.0
        if at is not None and not self.calm:
            self._camera.look_to(at)

    def rescale(self, scale: Scale) -> None:
        """The window has another size: everything is loaded anew, the last picture is stretched meanwhile."""
        if scale == self._scale:
            return
        last = self._compose(self._shown, ())
        self._scale = scale
        self._old = pygame.transform.smoothscale(last, scale.size)
        self._fade.toward(0.0, at_once=True)
        self._shown = _Shown(soft=self.soft)

    def lean(self, units: float) -> None:
        """Have whoever is in the middle step aside by so much (0: come back), so that cards hide no face."""
        self._aside = units
        for character, stance in self._shown.look.cast:
            if character in self._shown.actors:
                at = self._place(character, stance.at, self._shown.look, self._shown.view.zoom)
                self._shown.actors[character].x.toward(at, at_once=self.calm)

    def _place(self, character: str, at: str, look: Look, zoom: float = 1.0) -> float:
        """Where someone stands, who steps aside when they are in the middle of the picture."""
        middle = character == look.near[0] if look.near is not None else at == "center"
        return PLACES.get(at, PLACES["center"]) + (self._aside / max(zoom, APART) if middle else 0.0)

    @property
    def settled(self) -> bool:
        """Whether what is seen is what is wanted, and no change is under way."""
        return self._as_wanted() and self._old is None

    def centre_of(self, character: str) -> tuple[float, float]:
        """Where a character's face is, in units; the middle of the stage for who is not there."""
        actor = self._shown.actors.get(character)
        if actor is None:
            return WIDTH / 2, 340.0
        seen = self._shown.view
        return seen.x(actor.x.target), seen.top + seen.height * actor.figure.face[1] / actor.figure.size[1]

    # -------------------------------------------------- time

    def tick(self, seconds: float) -> tuple[bool, FRect | None]:
        """Let time pass: (whether something moves steadily, what must be drawn again)."""
        self._time += seconds
        self._alone += seconds
        changed = self._follow(seconds)
        moving = self._fade.tick(seconds) if self._old is not None else False
        if self._old is not None and not moving and self._fade.value >= 1.0:
            self._old = None
            changed = True
        gliding = [actor.x.tick(seconds) for actor in self._shown.actors.values()]
        drifting = self._drift(seconds)
        if changed or moving or any(gliding) or self._camera.tick(seconds):
            return True, whole()
        living = self._live(seconds)
        if self.resting and self._air.moving:  # breath and blinks are seen with the next picture of the air
            living = None
        return False, whole() if drifting else living

    def _drift(self, seconds: float) -> bool:
        """Let the air move, unless nobody looks or stillness is preferred; True when it did."""
        look = self._shown.look
        still = self.calm or look.still is not None or self._alone > _ALONE
        self._air.be("none" if still else self._assets.scene(look.background).air, at_once=self.calm)
        if self.calm:
            self._camera.look_to(None)
        return self._air.tick(seconds, resting=self.resting)

    def _follow(self, seconds: float) -> bool:
        """Change to what is wanted as soon as it is loaded; True when it has changed."""
        if self._as_wanted():
            self._waited = 0.0
            return False
        self._waited += seconds
        found = self._load(patient=self._waited < _PATIENCE)
        if found is None:
            return False
        self._waited = 0.0
        self._change(found)
        return True

    def _as_wanted(self) -> bool:
        return self._shown.look == self.look and self._shown.soft == self.soft

    def _load(self, *, patient: bool) -> _Shown | None:
        """The pictures of the wanted look, or None when some are not there yet."""
        ground = self._ground()
        if ground is None and (self.look.background or self.look.still):
            return None
        found = _Shown(self.look, self.soft, ground)
        if self.look.still is not None:
            return found
        look = self._seen()
        zoom = zoom_of(look)
        height, light = self._scale.px(FIGURE_HEIGHT * zoom), self._assets.light(self.look.background)
        for character, stance in self.look.cast:
            tint = SHADE if stance.dark else light
            worn, mood = stance.outfit, stance.expression
            figure = self._assets.figure(character, worn, mood, height, tint, full=zoom < 1.0)
            before = self._shown.actors.get(character)
            fits = before is not None and before.figure.size[1] == height
            if figure is None and before is not None and fits and not patient:
                figure = before.figure
            if figure is None:
                return None
            at = self._place(character, stance.at, look, zoom)
            found.actors[character] = _Actor(figure, Eased(at, ENTRANCE), 0.0)
        self._come_near(found, look)
        return found

    def _seen(self) -> Look:
        """What is wanted, seen from as far as usual where somebody was not drawn from head to foot."""
        look = self.look
        if look.near is None or look.near[1] != "full":
            return look
        drawn = all(self._assets.stands(character, stance.outfit) for character, stance in look.cast)
        return look if drawn else replace(look, near=None)

    @staticmethod
    def _come_near(found: _Shown, look: Look) -> None:
        """See who is looked at from near by, and the place behind them larger; or from afar."""
        near = look.near[0] if look.near is not None else None
        if near is None or near not in found.actors or found.ground is None:
            return
        figure = found.actors[near].figure
        found.view = view(look, figure.face[1] / figure.size[1])
        found.ground = part_of(found.ground, found.view.ground())

    def _ground(self) -> Surface | None:
        size = ground_size(self._scale)
        if self.look.still is not None:
            return self._assets.still(self.look.still, size)
        if self.look.background is None:
            return None
        return self._assets.background(self.look.background, size, soft=self.soft and bool(self.look.cast))

    def prepare(self, characters: dict[str, tuple[str, ...]]) -> None:
        """Have the other expressions of who is on the stage composed while nothing else is to be done."""
        height, light = self._scale.px(FIGURE_HEIGHT), self._assets.light(self.look.background)
        for character, stance in self.look.cast if self.look.near is None else ():
            for expression in characters.get(character, ()):
                self._assets.figure(character, stance.outfit, expression, height, light, hurry=False)

    # -------------------------------------------------- changing

    def _change(self, new: _Shown) -> None:
        old = self._shown
        turned = old.view != new.view
        movers = tuple(name for name in new.actors if name in old.actors and not turned and self._moved(old, new, name))
        same = (old.look.background, old.look.still) == (new.look.background, new.look.still)
        self._glide = glide_between(old.view, new.view) if same and not self.calm else None
        if old.look != NOTHING or self._old is not None:
            self._old = self._snapshot(old, () if self.calm else movers)
            self._fade = Eased(0.0, self._duration(old.look, new.look), ease_both)
            self._fade.toward(1.0)
        for name, actor in new.actors.items():
            before = old.actors.get(name)
            actor.phase = before.phase if before else self._time
            if before is not None:
                target, actor.x = actor.x.target, before.x
                actor.x.toward(target, at_once=self.calm or turned)
            elif not self.calm and old.look.background == new.look.background:
                self._come_in(actor)
        self._shown = new
        self._levels.clear()

    @staticmethod
    def _moved(old: _Shown, new: _Shown, name: str) -> bool:
        return old.actors[name].x.target != new.actors[name].x.target

    @staticmethod
    def _come_in(actor: _Actor) -> None:
        target = actor.x.target
        side = 1 if target > WIDTH / 2 else -1
        actor.x = Eased(target + side * SLIDE, ENTRANCE, ease_out)
        actor.x.toward(target)

    def _duration(self, old: Look, new: Look) -> float:
        if self._glide is not None:
            return GLIDE
        if (old.background, old.still) != (new.background, new.still):
            return DISSOLVE
        same = [name for name, _ in old.cast] == [name for name, _ in new.cast]
        return EXPRESSION if same and old.near == new.near else ENTRANCE

    def _snapshot(self, shown: _Shown, without: tuple[str, ...]) -> Surface:
        picture = self._compose(shown, without)
        if self._old is not None:
            self._old.set_alpha(round(255 * (1 - self._fade.value)))
            picture.blit(self._old, (0, 0))
        return picture

    def _compose(self, shown: _Shown, without: tuple[str, ...]) -> Surface:
        out = self._sheet()
        self._draw_shown(out, shown, without)
        return out

    def _sheet(self) -> Surface:
        """A picture to compose upon, never the one that is fading: two serve by turns."""
        fitting = [sheet for sheet in self._sheets if sheet.get_size() == self._scale.size]
        free = [sheet for sheet in fitting if sheet is not self._old]
        if not free:
            free = [Surface(self._scale.size).convert()]
            self._sheets = [*fitting, *free]
        free[0].set_alpha(None)
        return free[0]

    # -------------------------------------------------- being alive

    def _live(self, seconds: float) -> FRect | None:
        if self.calm or self._shown.look.still is not None:
            return None
        damage: FRect | None = None
        for name, actor in self._shown.actors.items():
            for box in self._changes(name, actor, seconds):
                damage = box if damage is None else damage.union(box)
        return damage

    def _changes(self, name: str, actor: _Actor, seconds: float) -> list[FRect]:
        """What of one figure must be drawn again: all that breathes, or eyes and mouth alone."""
        face = self._faces.setdefault(name, Countenance(self._chance))
        blinked, spoke = face.tick(seconds, speaks=self.speaking == name)
        level = self._breath(actor)
        if self._levels.get(name, -1) != level:
            self._levels[name] = level
            return [self._within(actor, actor.figure.picture, actor.figure.offset, LIVING)]
        patches = [*([actor.figure.blink] if blinked else []), *(actor.figure.mouths if spoke else ())]
        return [self._within(actor, *patch, 1.0) for patch in patches if patch is not None]

    def _breath(self, actor: _Actor) -> int:
        """How many pixels the shoulders are raised now."""
        if self.calm:
            return 0
        swing = 0.5 - 0.5 * math.cos((self._time - actor.phase) * math.tau / BREATH)
        return round(swing * self._scale.px(BREATH_RISE * min(1.0, self._shown.view.zoom)))

    def next_wake(self) -> float:
        """Seconds until a blink ends or begins, so that a resting window wakes in time."""
        return max(0.02, min((face.wake() for face in self._faces.values()), default=1.0))

    def _within(self, actor: _Actor, picture: Surface, at: tuple[int, int], share: float) -> FRect:
        """Where the upper `share` of a part of a figure is, in units, however high it is lifted."""
        factor, aside, seen = self._scale.factor, self._camera.near(), self._shown.view
        left = actor.left(seen) + aside[0] + at[0] / factor - 1
        top = seen.top + aside[1] + at[1] / factor - BREATH_RISE - 2
        height = picture.get_height() * share / factor + BREATH_RISE + 4
        box = FRect(left, top, picture.get_width() / factor + 2, height)
        return box.clip(FRect(0, 0, WIDTH, HEIGHT))

    # -------------------------------------------------- drawing

    def draw(self, canvas: Canvas) -> None:
        """Draw the stage as it is now."""
        if self._old is not None and self._glide is not None and not self._glide.closer:
            canvas.surface.blit(self._glide.shown(self._compose(self._shown, ()), self._fade.value), (0, 0))
        else:
            self._draw_shown(canvas.surface, self._shown, ())
        if self._old is not None:
            closer = self._glide is not None and self._glide.closer
            old = self._glide.shown(self._old, self._fade.value) if self._glide and closer else self._old
            old.set_alpha(round(255 * (1 - self._fade.value)))
            canvas.surface.blit(old, (0, 0))
        self._air.draw(canvas.surface, self._scale, near=True)

    def _draw_shown(self, surface: Surface, shown: _Shown, without: tuple[str, ...]) -> None:
        if shown.ground is None:
            surface.fill(NIGHT)
        else:
            surface.blit(shown.ground, self._camera.far(self._scale))
        self._air.draw(surface, self._scale, near=False)
        for name, actor in shown.actors.items():
            if name not in without:
                self._draw_actor(surface, name, actor, shown.view)

    def _draw_actor(self, surface: Surface, name: str, actor: _Actor, seen: View) -> None:
        figure, aside = actor.figure, self._camera.near()
        left = self._scale.px(actor.left(seen) + aside[0])
        top = self._scale.px(seen.top + aside[1])
        rise = self._breath(actor)
        x, y = left + figure.offset[0], top + figure.offset[1]
        for strip, lift in breathing(figure.picture.get_size(), figure.size[1] - figure.offset[1], rise):
            surface.blit(figure.picture, (x, y + strip.y - lift), strip)
        for picture, at in self._features(name, figure):
            surface.blit(picture, (left + at[0], top + at[1] - rise))

    def _features(self, name: str, figure: Figure) -> list[Patch]:
        """What lies over a face now: closed eyes, an open mouth."""
        face = self._faces.get(name)
        if face is None or self.calm:
            return []
        closed = [figure.blink] if face.closed and figure.blink is not None else []
        spoken = [figure.mouths[face.mouth - 1]] if face.mouth and figure.mouths else []
        return [*closed, *spoken]
