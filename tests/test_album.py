"""The album: what a page keeps of a chapter, whose playthrough it is, and what replaces it."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home
from desktop_rig import write_story
from pypdfium2 import PdfDocument
from test_desktop_menus import reading

from engine.desktop.albumbook import book
from engine.play import events
from engine.play.album import Moment, Page, shortened
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.profile.store import Profile
from engine.story.load import load

STORY = """
chapter: one
title: Chapter One
beats:
  arrival:
    background: roof
    steps:
      - show: {ren: neutral}
      - ren (smile): Hello.
      - choice:
          - {text: Stay., steps: [ren (shy): You stayed.]}
          - {text: Go., steps: [ren: You went.]}
      - once: golden
        steps: [ren: I only want to know how you are.]
      - journal: We talked on the roof.
      - ren: Good night.
      - goto: two.later
"""
SECOND = """
chapter: two
title: Chapter Two
beats:
  later:
    background: quay
    steps:
      - still: lanterns
      - letter: {from: ren, text: "Dear {you}. I folded this."}
      - The end.
      - ending: {id: light, kind: good, title: Light}
"""


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Two chapters: one with talk, one with a picture and a letter."""
    folder = write_story(tmp_path / "story")
    (folder / "chapters" / "1_one.yaml").write_text(STORY, encoding="utf-8")
    (folder / "chapters" / "2_two.yaml").write_text(SECOND, encoding="utf-8")
    return compile_story(load(folder))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """A player's file."""
    with Profile(tmp_path / "anna.sqlite", story="story") as opened:
        yield opened


def read(session: Session, option: int = 0) -> None:
    """To the end, by one of the options."""
    session.open()
    while session.now.waiting != "ended":
        choosing = session.now.waiting == "choose"
        session.send(events.Choose(index=option) if choosing else events.Advance())


def test_a_page_tells_what_happened_in_the_chapter(script: Script, profile: Profile) -> None:
    """Who looked kindest and where, her choice, the line said once in a life, what was written down, his last words."""
    read(Session(script, profile, run_name="first"))
    page = profile.album()[0]
    assert (page.run, page.chapter, page.title) == ("first", "one", "Chapter One")
    assert (page.background, page.character, page.expression, page.outfit) == ("roof", "ren", "shy", "work")
    assert page.written == ("We talked on the roof.",)
    assert Moment("chose", "Stay.") in page.moments
    assert Moment("told", "I only want to know how you are.", "Ren") in page.moments
    assert [moment.text for moment in page.moments].index("Stay.") == 1
    assert (page.sender, page.name, page.note) == ("ren", "Ren", "Good night.")


def test_a_page_shows_the_event_picture_and_the_letter(script: Script, profile: Profile) -> None:
    """A chapter with an event picture shows that, and the letter of the chapter is its note; the end keeps it too."""
    read(Session(script, profile, run_name="first"))
    page = profile.album()[1]
    assert (page.chapter, page.still, page.character) == ("two", "lanterns", None)
    assert page.note == "Dear Mei. I folded this."
    assert page.written == ()


CALLING = """
chapter: one
title: Chapter One
beats:
  arrival:
    background: roof
    steps:
      - ren: Hello.
      - if: owns("chapter.year")
        then: [call: year.later]
      - ending: {id: light, kind: good, title: Light}
"""
CALLED = """
chapter: year
title: A Year On
product: chapter.year
note:
  ren: [A year of mornings.]
beats:
  later:
    background: quay
    steps:
      - show: {ren: neutral}
      - ren (smile): A year.
"""
SOLD = """
currency: {name: petals, start: 50}
earn: []
products:
  chapter.year: {kind: chapter, chapter: year, title: A Year On, price: {petals: 50}}
"""


@pytest.mark.parametrize("owned", [True, False])
def test_a_sold_chapter_that_is_called_has_a_page_when_it_comes_back(tmp_path: Path, owned: bool) -> None:
    """An epilogue stands before the ending of another chapter and is read as a whole; unowned, it leaves no page."""
    folder = write_story(tmp_path / "story")
    (folder / "chapters" / "1_one.yaml").write_text(CALLING, encoding="utf-8")
    (folder / "chapters" / "2_year.yaml").write_text(CALLED, encoding="utf-8")
    (folder / "shop.yaml").write_text(SOLD, encoding="utf-8")
    story = load(folder)
    with Profile(tmp_path / "anna.sqlite", story="story") as profile:
        if owned:
            profile.ensure_start(story.shop)
            profile.buy(story.shop, "chapter.year", "order-1")
        read(Session(compile_story(story), profile, run_name="first"))
        pages = {page.chapter: page for page in profile.album()}
    assert set(pages) == ({"one", "year"} if owned else {"one"})
    if owned:
        assert (pages["year"].title, pages["year"].background) == ("A Year On", "quay")
        assert pages["year"].note == "A year of mornings."
        assert Moment("told", "Hello.", "Ren") not in pages["year"].moments


NOTES = """
note:
  yuheng: I was not asked.
  ren:
    - {text: You stayed., when: promised}
    - {text: "You went, {you}.", when: not promised}
"""
YUHENG = """
yuheng: {name: Yuheng, affection: {start: 40}, tiers: [{tier: surveyor, from: 0}]}
"""


@pytest.mark.parametrize(("option", "gain", "said"), [
    (0, 0, ("ren", "You stayed.")), (1, 0, ("ren", "You went, Mei.")), (1, 2, ("yuheng", "I was not asked.")),
])  # fmt: skip
def test_who_has_come_closest_writes_the_note_that_is_open(
    option: int, gain: int, said: tuple[str, str], tmp_path: Path, profile: Profile
) -> None:
    """Under the page stands the first open note of whoever has grown fondest since the beginning, as things went."""
    folder = write_story(tmp_path / "noted")
    stays = STORY.replace("{text: Stay.,", "{text: Stay., effects: {set: [promised], affection: {ren: 1}},")
    goes = stays.replace("{text: Go.,", f"{{text: Go., effects: {{affection: {{ren: 1, yuheng: {gain}}}}},")
    (folder / "chapters" / "1_one.yaml").write_text(goes + NOTES, encoding="utf-8")
    (folder / "chapters" / "2_two.yaml").write_text(SECOND, encoding="utf-8")
    with (folder / "cast.yaml").open("a", encoding="utf-8") as cast:
        cast.write(YUHENG)
    read(Session(compile_story(load(folder)), profile, run_name="first"), option)
    page = profile.album()[0]
    assert (page.sender, page.note) == said


def test_each_playthrough_has_pages_of_its_own(script: Script, profile: Profile) -> None:
    """Another reading does not write over the first one's pages, and what was said once only is not said again."""
    read(Session(script, profile, run_name="first"))
    read(Session(script, profile, run_name="second"), option=1)
    found = {(page.run, page.chapter): page for page in profile.album()}
    assert len(found) == 4
    told = [moment.text for moment in found["second", "one"].moments]
    assert "Go." in told
    assert "I only want to know how you are." not in told


def test_going_back_over_the_end_of_a_chapter_replaces_its_page(script: Script, profile: Profile) -> None:
    """Who goes back and chooses otherwise has one page, which tells what she chose last."""
    session = Session(script, profile, run_name="first")
    read(session)
    while session.now.waiting != "choose":
        session.send(events.Back())
    session.send(events.Choose(index=1))
    while session.now.waiting != "ended":
        session.send(events.Advance())
    ones = [page for page in profile.album() if page.chapter == "one"]
    assert len(ones) == 1
    assert Moment("chose", "Go.") in ones[0].moments
    assert Moment("chose", "Stay.") not in ones[0].moments


def test_a_page_that_cannot_be_read_is_left_out(script: Script, profile: Profile) -> None:
    """A page spoiled on the disk hides itself alone."""
    read(Session(script, profile, run_name="first"))
    profile.flush()
    profile._write("UPDATE album SET page = x'c1' WHERE story = ? AND chapter = 'one'")
    assert [page.chapter for page in profile.album()] == ["two"]


def test_a_long_note_is_cut_behind_a_sentence() -> None:
    """What is too long ends with a whole sentence where one fits, else with an ellipsis; short notes stay whole."""
    assert shortened("One. Two. Three and four.", 12) == "One. Two."
    assert shortened("Onetwothreefour", 10) == "Onetwothr…"
    assert shortened("One.\n  Two.", 40) == "One. Two."


# ---------------------------------------------------------------- in the window


def to_the_end(at_home: Home) -> None:
    """From the title to an ending, and back to the title."""
    at_home.enter()
    at_home.read_to(lambda: at_home.names[-1] == "Shop")
    at_home.click("Leave")
    at_home.read_to(lambda: reading(at_home).choices is not None)
    at_home.press(pygame.K_1)
    at_home.read_to(lambda: at_home.names[-1] == "Ending")
    at_home.click("Close the book")
    at_home.rig.run(1.0)


def test_the_album_is_opened_from_the_gallery_and_taken_along(tmp_path: Path) -> None:
    """Before any chapter it says what will come; afterwards its page is seen, written as a picture and as a book."""
    with home(tmp_path) as opened:
        opened.click("Gallery")
        opened.click("Album")
        assert not [words for words in opened.words() if words == "The First Night"]
        opened.press(pygame.K_ESCAPE)
        to_the_end(opened)
        opened.click("Gallery")
        opened.click("Album")
        opened.click("The First Night")
        assert opened.names[-1] == "Album"
        for words in ("Page as a picture", "Album as a web page", "Album as a book"):
            opened.click(words)
        opened.rig.run(0.5)
        files = {path.suffix: path for path in (tmp_path / "taken" / "album").iterdir()}
        picture, book = files[".png"], files[".html"]
        assert pygame.image.load(picture).get_size() == (2025, 1075)
        text = book.read_text(encoding="utf-8")
        assert "Be kind." in text
        assert "Dear Mei. I wrote." in text
        assert "data:image/jpeg;base64," in text
        assert "http" not in text.replace("http-equiv", "")
        cover, page = (leaf.get_textpage().get_text_range() for leaf in PdfDocument(files[".pdf"]))
        assert cover.splitlines()[-1] == "Album"
        assert "Be kind." in page
        assert "Dear Mei. I wrote." in page


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where the album cannot be written a sentence says so and nothing else happens."""
    with home(tmp_path) as opened:
        to_the_end(opened)
        (tmp_path / "taken").write_text("a file stands in the way")
        opened.rig.desk.open("album")
        opened.rig.run(0.5)
        opened.click("Album as a web page")
        assert "cannot be written" in opened.rig.desk.toasts[-1].words


def test_words_of_a_story_cannot_become_code_in_the_book() -> None:
    """Markup in titles, lines and notes is only text in the file, and the file forbids scripts."""
    page = Page(run="a", chapter="one", title="", moments=(Moment("told", "<script>x</script>", "<b>"),), note="<i>")
    text = book("<title>", [(page, "<h1>", "", None)])
    assert "<script" not in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "default-src 'none'" in text
