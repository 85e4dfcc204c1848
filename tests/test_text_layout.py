"""Lines break as Chinese, Japanese and Latin typesetting want it, and text appears as it should."""

import string
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.desktop.reveal import Reveal
from engine.desktop.text import (
    HANGING,
    NO_END,
    NO_START,
    Paragraph,
    Span,
    is_wide,
    lay_out,
    literal,
    pages,
    spans,
)

HANZI = "天地人山水火木金土日月星雨雪风云花草鸟鱼茶灯街楼船河"
CLOSING = "，。、！？；：”’）》」』】…"
OPENING = "“‘（《「『【"
ALPHABET = HANZI + CLOSING + OPENING + string.ascii_letters + "  .,!?'-"


def advances(word: str, emphasis: bool) -> list[float]:
    """A font in which wide characters are 10 and all others 5 wide."""
    edges, pen = [], 0.0
    for char in word:
        pen += 10.0 if is_wide(char) else 5.0
        edges.append(pen)
    return edges


def lay(text: str, room: float) -> Paragraph:
    """Plain text in that font."""
    return lay_out(literal(text), room, advances)


def prose() -> st.SearchStrategy[str]:
    """Text of hanzi, words and marks in which no unbreakable run is wider than a narrow line."""
    words = st.text(string.ascii_letters, min_size=1, max_size=9)
    hanzi = st.text(HANZI, min_size=1, max_size=6)
    marks = st.sampled_from(CLOSING)
    opens = st.sampled_from(OPENING)
    piece = st.one_of(words.map(lambda w: " " + w + " "), hanzi, hanzi.map(lambda h: h + "。"))
    quoted = st.tuples(opens, hanzi, marks).map("".join)
    return st.lists(st.one_of(piece, quoted), max_size=30).map("".join)


@given(prose(), st.sampled_from([60, 80, 95, 120, 300]))
def test_no_line_starts_with_a_closing_mark(text: str, room: int) -> None:
    """A closing mark never starts a line, except the very first."""
    assert not any(line and line[0] in NO_START for line in lay(text, room).words()[1:])


@given(prose(), st.sampled_from([60, 80, 95, 120, 300]))
def test_no_line_ends_with_an_opening_mark(text: str, room: int) -> None:
    """An opening mark never ends a line, except the very last."""
    assert not any(line and line[-1] in NO_END for line in lay(text, room).words()[:-1])


@given(prose(), st.sampled_from([60, 80, 95, 120, 300]))
def test_words_stay_whole(text: str, room: int) -> None:
    """Latin words that fit a line are never cut."""
    lines = [line.split() for line in lay(text, room).words()]
    latin = [part.strip(ALPHABET.replace(string.ascii_letters, "")) for line in lines for part in line]
    wanted = [word.strip(CLOSING + OPENING + HANZI) for word in text.split()]
    assert [word for word in latin if word] == [word for word in wanted if word]


@given(prose(), st.sampled_from([60, 80, 120]))
def test_lines_are_no_wider_than_allowed(text: str, room: int) -> None:
    """A line is at most as wide as its room, but for one hanging comma or full stop."""
    paragraph = lay(text, room)
    for line, width in zip(paragraph.words(), paragraph.widths, strict=True):
        hanging = 10.0 if line and line[-1] in HANGING else 0.0
        assert width <= room + hanging


@given(st.text(ALPHABET, max_size=120), st.sampled_from([10, 30, 75, 200]))
def test_nothing_is_lost(text: str, room: int) -> None:
    """Every character but spaces comes out, in order, whatever the width."""
    shown = "".join(glyph.char for glyph in lay(text, room).glyphs)
    assert shown.replace(" ", "") == text.replace(" ", "")


@given(st.text(ALPHABET, max_size=80))
def test_glyphs_run_from_left_to_right(text: str) -> None:
    """On each line every glyph stands right of the one before."""
    glyphs = lay(text, 100).glyphs
    for one, other in pairwise(glyphs):
        assert other.line > one.line or other.x > one.x


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """No text, however odd, breaks the reading of markup or the layout."""
    shown = "".join(glyph.char for glyph in lay_out(spans(text), 100, advances).glyphs)
    assert len(shown) <= len(text)


def test_a_full_stop_hangs() -> None:
    """A full stop that would be the first of a new line stands beyond the edge instead."""
    assert lay("天地人山。水火", 40).words() == ("天地人山。", "水火")


def test_a_quotation_moves_down_whole() -> None:
    """The opening mark goes down with its first character."""
    assert lay("天地人“山水”", 40).words() == ("天地人", "“山水”")


def test_no_sign_stands_alone_on_the_last_line() -> None:
    """The last line of Chinese has two signs, unless the author broke it there; Latin words may stand alone."""
    assert lay("天地人山水火。", 50).words() == ("天地人山", "水火。")
    assert lay("天地人山“水火”", 50).words() == ("天地人山", "“水火”")
    assert lay("天地人山水\n火。", 50).words() == ("天地人山水", "火。")
    assert lay("tea and cake", 50).words() == ("tea and", "cake")


def test_an_ellipsis_is_never_cut() -> None:
    """The two halves of a Chinese ellipsis stay together and stay with what they follow."""
    assert lay("天地人山……水", 45).words() == ("天地人", "山……水")


def test_a_word_wider_than_the_line_is_cut() -> None:
    """Only a word for which no line is wide enough is taken apart."""
    assert lay("abcdefghij", 25).words() == ("abcde", "fghij")


def test_an_apostrophe_is_part_of_its_word() -> None:
    """A word with a curly apostrophe stays whole."""
    assert lay("we don’t go", 35).words() == ("we", "don’t", "go")


def test_a_word_is_whole_across_a_change_of_style() -> None:
    """Emphasis in the middle of a word gives no place to break it."""
    assert lay_out(spans("so un*believ*able"), 60, advances).words() == ("so", "unbelievable")


def test_line_breaks_of_the_author_are_kept() -> None:
    """A newline starts a line, two leave one free."""
    assert lay("天\n\n地", 100).words() == ("天", "", "地")


def test_markup() -> None:
    """Emphasis, readings, waits and doubled braces are read; a lone star or brace stands for itself."""
    assert spans("a *b* {{c}} {ruby:漢|かん}{wait}d * e }") == (
        Span("a "),
        Span("b", emphasis=True),
        Span(" "),
        Span("{"),
        Span("c"),
        Span("}"),
        Span(" "),
        Span("漢", ruby="かん"),
        Span("d * e ", wait=True),
        Span("}"),
    )


def test_emphasis_holds_markup() -> None:
    """A reading inside of an emphasis keeps both."""
    assert spans("*{wait}x*") == (Span("x", emphasis=True, wait=True),)


def test_a_reading_is_never_cut_from_its_base() -> None:
    """The base of a reading is one unbreakable piece, with the reading centred above it."""
    paragraph = lay_out(spans("天地{ruby:灯笼|とうろう}人"), 30, advances)
    assert paragraph.words() == ("天地", "灯笼人")
    assert (paragraph.rubies[0].x, paragraph.rubies[0].line, paragraph.rubies[0].after) == (10.0, 1, 2)


def test_pages_cut_between_lines() -> None:
    """A text of five lines at two lines to a page has three pages that begin at line nought."""
    cut = pages(lay("天地人山水火木金土日", 20), 2)
    assert [page.words() for page in cut] == [("天地", "人山"), ("水火", "木金"), ("土日",)]


def test_pages_are_about_equally_full() -> None:
    """Four lines at three to a page are two and two, not three and a lonely one."""
    cut = pages(lay("天地人山水火木金", 20), 3)
    assert [page.words() for page in cut] == [("天地", "人山"), ("水火", "木金")]


@given(st.text(HANZI, min_size=1, max_size=80), st.integers(1, 5))
def test_pages_lose_nothing(text: str, lines: int) -> None:
    """All pages together are the whole text, none has too many lines, and there are no more than needed."""
    whole = lay(text, 30)
    cut = pages(whole, lines)
    assert "".join(glyph.char for page in cut for glyph in page.glyphs) == text
    assert all(page.lines <= lines for page in cut)
    assert len(cut) == -(-whole.lines // lines)


def test_reveal_types_without_moving_anything() -> None:
    """Glyphs appear one after the other, in the places they have from the start, and pause after a full stop."""
    paragraph = lay("ab. cd", 100)
    reveal = Reveal(paragraph, speed=10)
    seen = []
    for _ in range(40):
        reveal.tick(0.1)
        seen.append(reveal.count)
    assert seen[0] >= 1
    assert seen == sorted(seen)
    assert seen[-1] == 6
    assert seen.count(3) > seen.count(2)


def test_reveal_holds_at_a_wait() -> None:
    """Typing stops before a wait, a completing click does too, and the next one goes on."""
    reveal = Reveal(lay_out(spans("ab{wait}cd"), 100, advances), speed=100)
    reveal.tick(1)
    assert (reveal.count, reveal.held) == (2, True)
    reveal.tick(5)
    assert reveal.count == 2
    reveal.release()
    reveal.finish()
    assert (reveal.count, reveal.complete, reveal.held) == (4, True, False)


def test_reveal_at_no_speed_is_complete() -> None:
    """Speed nought shows everything at once."""
    reveal = Reveal(lay("abcd", 100), speed=0)
    assert reveal.complete
    assert reveal.alpha(3) == 1.0
