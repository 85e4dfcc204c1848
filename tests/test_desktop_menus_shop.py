"""Shop and wardrobe under real pygame events: what is bought in the window is in the ledger, and nothing else is."""

import json
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home

from engine.desktop.screens.parts.swatch import Swatch
from engine.desktop.screens.parts.warerow import WareRow
from engine.desktop.screens.reading import ReadingScreen


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title in English, with 150 petals in the purse."""
    with home(tmp_path) as opened:
        yield opened


def look_at(home_: Home, sku: str) -> None:
    """Click on a product in the list."""
    rows = [row for row in home_.top.view.rows if isinstance(row, WareRow)]
    home_.rig.click(next(row for row in rows if row.offer.product.sku == sku).box.center)
    home_.rig.run(0.4)


def entries(home_: Home) -> list[tuple[str, str | None, int]]:
    """The ledger as it is on the disk."""
    return [(entry.kind, entry.sku, entry.petals) for entry in home_.profile.history()]


def to_shop(home_: Home) -> None:
    """From the title by the wardrobe."""
    home_.click("Wardrobe and presents")
    home_.click("Choose a present")
    assert home_.names == ["Title", "Wardrobe", "Shop"]


def test_a_present_is_bought_after_one_question(at_home: Home) -> None:
    """The question names the price and what will be left; yes ends in the ledger, once."""
    to_shop(at_home)
    look_at(at_home, "skin.ren.winter")
    at_home.click("Choose this")
    assert at_home.top.about == "120 petals\nYou have 150 petals; 30 will be left."
    assert entries(at_home) == [("start", None, 150)]
    at_home.click("Yes, this one")
    assert entries(at_home) == [("start", None, 150), ("buy", "skin.ren.winter", -120)]
    assert at_home.profile.balance() == 30
    assert "Choose this" not in at_home.words()


def test_no_is_no(at_home: Home) -> None:
    """The answer that has the keyboard first is no; Enter twice buys nothing."""
    to_shop(at_home)
    look_at(at_home, "skin.ren.winter")
    at_home.click("Choose this")
    at_home.press(pygame.K_RETURN)
    assert at_home.names[-1] == "Shop"
    assert entries(at_home) == [("start", None, 150)]


def test_what_cannot_be_paid_cannot_be_chosen(at_home: Home) -> None:
    """Too dear, or real money without a payment service: the button is off."""
    to_shop(at_home)
    for sku in ("chapter.two", "petals.300"):
        look_at(at_home, sku)
        assert "Choose this" not in at_home.words()


def test_a_present_is_worn_from_the_shop_and_given_back(at_home: Home) -> None:
    """Worn at once; giving back asks once, returns the petals, and takes it off."""
    to_shop(at_home)
    look_at(at_home, "skin.ren.winter")
    at_home.click("Choose this")
    at_home.click("Yes, this one")
    at_home.click("Wear it now")
    assert at_home.profile.outside().worn == {"ren": "winter"}
    at_home.click("Give it back")
    at_home.click("Give it back")
    assert entries(at_home)[-1] == ("refund", "skin.ren.winter", 120)
    assert at_home.profile.outside().worn == {}


def test_the_history_tells_every_entry_and_gives_back(at_home: Home) -> None:
    """Newest first; a purchase within its hours has its way back there too."""
    to_shop(at_home)
    look_at(at_home, "skin.ren.winter")
    at_home.click("Choose this")
    at_home.click("Yes, this one")
    at_home.click("What was bought")
    assert [row.words for row in at_home.top.view.rows] == ["Winter coat", "In the purse from the beginning"]
    at_home.click("Give it back")
    at_home.click("Give it back")
    assert at_home.top.view.rows[0].words == "Given back: Winter coat"
    assert at_home.profile.balance() == 150


def test_the_wardrobe_dresses_at_once_and_leads_to_what_is_not_owned(at_home: Home) -> None:
    """A locked swatch opens the shop on its product; once owned, a click wears it."""
    at_home.click("Wardrobe and presents")
    swatches = [widget for widget in at_home.widgets() if isinstance(widget, Swatch)]
    assert [(one.outfit, one.owned, one.worn) for one in swatches] == [("work", True, True), ("winter", False, False)]
    at_home.rig.click(swatches[1].box.center)
    at_home.rig.run(0.4)
    assert at_home.names[-1] == "Shop"
    assert at_home.top.skus == ("skin.ren.winter",)
    at_home.click("Choose this")
    at_home.click("Yes, this one")
    at_home.click("Leave")
    at_home.click("Winter coat")
    assert at_home.profile.outside().worn == {"ren": "winter"}
    at_home.click("Everyday clothes")
    assert at_home.profile.outside().worn == {"ren": "work"}


def test_a_click_on_him_changes_his_face(at_home: Home) -> None:
    """One expression after another, and round again."""
    at_home.click("Wardrobe and presents")
    seen = []
    for _ in range(3):
        seen.append(at_home.top.figure.guise.expression)
        at_home.rig.click((500, 500))
        at_home.rig.run(0.4)
    assert seen == ["neutral", "smile", "neutral"]


def _drawn_whole(folder: Path) -> None:
    """Have this folder's figure drawn from head to foot."""
    folder.mkdir(parents=True)
    names = ("outfit_work", "face_neutral", "face_smile", "legs_work")
    for name in names:
        pygame.image.save(pygame.Surface((8, 8)), folder / f"{name}.png")
        (folder / f"{name}.png").rename(folder / f"{name}.webp")
    plan = {
        "canvas": [10, 13],
        "face": [5, 4],
        "default": "work",
        "order": ["outfit_{outfit}", "face_{expression}"],
        "layers": {name: {"file": f"{name}.webp", "at": [0, 0]} for name in names},
        "whole": {"canvas": [10, 26], "below": "legs_{outfit}"},
    }
    (folder / "figure.json").write_text(json.dumps(plan))


def test_the_wardrobe_steps_back_to_show_him_whole(at_home: Home) -> None:
    """The whole figure and back by one button, in whatever he wears; the face that was chosen stays."""
    _drawn_whole(at_home.rig.desk.assets.root / "characters" / "ren")
    at_home.click("Wardrobe and presents")
    at_home.rig.click((500, 500))
    at_home.click("Whole figure")
    assert (at_home.top.figure.guise.full, at_home.top.figure.guise.expression) == (True, "smile")
    at_home.click("Closer")
    assert (at_home.top.figure.guise.full, at_home.top.figure.guise.expression) == (False, "smile")


def test_the_storys_shop_opens_on_its_products_and_leaving_reads_on(at_home: Home) -> None:
    """What is bought there is worn on the stage, opens the option that needs it, and the story goes on."""
    at_home.enter()
    at_home.read_to(lambda: at_home.names[-1] == "Shop")
    assert [row.offer.product.sku for row in at_home.top.view.rows] == ["skin.ren.winter"]
    at_home.click("Choose this")
    at_home.click("Yes, this one")
    at_home.click("Wear it now")
    at_home.click("Leave")
    reading = at_home.top
    assert isinstance(reading, ReadingScreen)
    at_home.read_to(lambda: reading.choices is not None)
    assert [face.card.locked for face in reading.choices.faces] == [None, None, None]
    assert dict(reading.theatre.stage.look.cast)["ren"].outfit == "winter"


def test_what_is_bought_in_the_pause_opens_the_choice_behind_it(at_home: Home) -> None:
    """The option that waits locked on the screen is open when the player comes back."""
    at_home.enter()
    at_home.read_to(lambda: at_home.names[-1] == "Shop")
    at_home.click("Leave")
    reading = at_home.top
    at_home.read_to(lambda: reading.choices is not None)
    assert reading.choices.faces[1].card.locked
    at_home.press(pygame.K_ESCAPE)
    to_shop_in_play(at_home)
    at_home.click("Choose this")
    at_home.click("Yes, this one")
    at_home.press(pygame.K_ESCAPE, pygame.K_ESCAPE, pygame.K_ESCAPE)
    assert at_home.names == ["Reading"]
    assert reading.choices.faces[1].card.locked is None


def to_shop_in_play(home_: Home) -> None:
    """From the pause by the wardrobe."""
    home_.click("Wardrobe and presents")
    home_.click("Choose a present")
    look_at(home_, "skin.ren.winter")


def test_the_shop_can_be_used_by_keyboard_alone(at_home: Home) -> None:
    """Arrows look at products, Enter goes on to the deed, the question, the answer; it ends in the ledger."""
    to_shop(at_home)
    at_home.press(pygame.K_DOWN)
    assert at_home.top.chosen == "chapter.two"
    at_home.press(pygame.K_RETURN)
    assert at_home.top.focus in at_home.top.view.rows, "too dear: there is nothing to go on to"
    at_home.press(pygame.K_UP, pygame.K_RETURN, pygame.K_RETURN)
    assert at_home.names[-1] == "Ask"
    at_home.press(pygame.K_RIGHT, pygame.K_RETURN)
    assert entries(at_home)[-1] == ("buy", "skin.ren.winter", -120)


def test_who_is_not_looked_at_any_more_dissolves(at_home: Home) -> None:
    """From a coat to petals: the man fades for a while, each step of it is drawn, and then all rests."""
    to_shop(at_home)
    look_at(at_home, "skin.ren.winter")
    at_home.rig.run(1.0)
    figure = at_home.top.figure
    figure.guise = None
    moved = [figure.tick(1 / 60) for _ in range(60)]
    assert sum(moved) > 10
    assert not any(moved[40:])
