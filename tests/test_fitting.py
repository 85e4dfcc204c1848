"""Whether texts fit where the window shows them: what is found in a small story, and nothing in the game's own."""

from msgspec.structs import replace

from engine.desktop.fitting import _together, misfits
from engine.playtest.sitting import FLAGSHIP, folder_of
from engine.story.load import load
from engine.story.model import Beat, Chapter, Choice, Letter, Option, Say, Story

SOME = (0.8, 1.0, 1.4, 2.0)


def in_both_faces(what: str) -> list[str]:
    """A misfit that does not depend on the face is told for either."""
    return [what, what]


def told(*steps, title: str = "One", **catalogue: str) -> list[str]:
    """What does not fit in a story of these steps."""
    beat = Beat(id="one.a", steps=steps)
    chapter = Chapter(id="one", title=title, file="chapters/1.yaml", beats=(beat,))
    story = Story(id="t", title="T", start="one.a", chapters=(chapter,))
    words = {f"one.a\x04{source}": text for source, text in catalogue.items()}
    return [found.what for found in misfits(replace(story, catalogues={"zh_CN": words} if words else {}), SOME)]


def test_ordinary_text_fits_however_long() -> None:
    """Long lines are turned into pages, in English and in Chinese without a space."""
    long = "A sentence that goes on for a while, as they do. " * 20
    assert told(Say(id="1", text=long), Say(id="2", text="灯笼街的茶馆，开了一百零六年。" * 20, speaker="ren")) == []


def test_a_word_wider_than_its_line_is_found_at_the_size_where_it_happens() -> None:
    """One that fits at 100 % and not at 200 % is told once, for a line, for a letter, and for a translation."""
    word = "lanternstreet" * 5
    assert told(Say(id="1", text=word)) == in_both_faces("a word wider than its line")
    assert told(Letter(id="1", sender="ren", text=f"Dear, {word}.")) == in_both_faces("a word wider than its line")
    assert told(Say(id="1", text="Short"), Short=word) == in_both_faces("a word wider than its line")


def test_a_choice_that_cannot_stand_above_the_box_is_found() -> None:
    """Twelve long options do not; nor does a title fit that is wider than the screen."""
    options = tuple(Option(id=str(n), text="Something that she might say or do, at length. " * 3) for n in range(12))
    assert told(Choice(id="q", options=options)) == in_both_faces("a choice higher than its room")
    long = "A very long title " * 8
    assert told(Say(id="1", text="Hi."), title=long) == in_both_faces("a chapter's title that is cut")


def test_options_that_shut_each_other_out_are_not_counted_together() -> None:
    """Only what can be seen at once must fit at once."""
    guards = ("promised", "not promised", None, "promised and courage >= 2", "a or b")
    options = [Option(id=str(n), text="x", when=when) for n, when in enumerate(guards)]
    largest = sorted(_together(options), key=len)[-2:]
    assert (0, 2, 3, 4) in largest
    assert all(not {0, 1} <= set(each) and not {1, 3} <= set(each) for each in _together(options))


def test_every_text_of_the_game_fits() -> None:
    """In both languages and faces, from the smallest to the largest text size and line spacing."""
    assert [str(found) for found in misfits(load(folder_of(FLAGSHIP)), SOME)] == []
