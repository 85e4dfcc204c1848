"""A catalogue follows its story through any edits: nothing a translator wrote is ever lost, and no reader is misled."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language import read_messages
from engine.story.load import load
from engine.story.model import Say, Story
from engine.writing.catalogues import renamed_beats
from engine.writing.merge import merge
from engine.writing.po import Catalogue, Entry, Key, as_po, read_catalogue
from engine.writing.wanted import Wanted, wanted

WORDS = ("rain", "tea", "lamp", "stairs", "river", "door", "coat")
BEATS = ("rain.arrival", "rain.tea", "night.gate")


def want(context: str, text: str, name: str = "") -> Wanted:
    """A line of a beat; with a name, one whose id the author wrote."""
    notes = (f"Line {context}.{name}",) if name else ()
    return Wanted(context, text, notes, (("chapters/1.yaml", 3),), False, "chapters/1.yaml")


def entries(catalogue: Catalogue) -> dict[Key, Entry]:
    """The entries that are not obsolete."""
    return {entry.key: entry for entry in catalogue.entries if not entry.obsolete}


def translate(catalogue: Catalogue, translations: dict[str, str]) -> Catalogue:
    """The catalogue after a translator wrote these, by text."""
    done = (
        msgspec.structs.replace(entry, translation=translations[entry.text], fuzzy=False, previous=None)
        if entry.text in translations and not entry.obsolete
        else entry
        for entry in catalogue.entries
    )
    return msgspec.structs.replace(catalogue, entries=tuple(done))


def begun(lines: list[Wanted], translations: dict[str, str] | None = None) -> Catalogue:
    """A catalogue of these lines; without translations given each is translated as `T:` and the text."""
    every = {line.text: f"T:{line.text}" for line in lines} if translations is None else translations
    return translate(merge(lines, Catalogue()), every)


def obsolete(catalogue: Catalogue) -> list[tuple[str, str]]:
    """(text, translation) of what is no longer in the story."""
    return [(entry.text, entry.translation) for entry in catalogue.entries if entry.obsolete]


# ---------------------------------------------------------------- one edit at a time

FIRST = want("rain.arrival", "Rain has been falling since noon.")


def test_an_edited_line_keeps_its_translation_as_fuzzy_and_tells_what_it_was_made_for() -> None:
    """A small change leaves the translation for the translator to look at, with the previous text."""
    edited = want("rain.arrival", "Rain has been falling since dawn.")
    found = merge([edited], begun([FIRST]))
    (entry,) = found.entries
    assert (entry.translation, entry.fuzzy, entry.previous) == (f"T:{FIRST.text}", True, FIRST.key)
    assert b'#| msgid "Rain has been falling since noon."' in as_po(found)


def test_a_second_edit_still_tells_the_text_that_was_translated() -> None:
    """The previous text is the one the translation belongs to, not the last draft."""
    second = merge([want("rain.arrival", "Rain has been falling since dawn.")], begun([FIRST]))
    third = merge([want("rain.arrival", "Snow has been falling since dawn.")], second)
    assert third.entries[0].previous == FIRST.key


def test_an_undone_edit_needs_no_translator() -> None:
    """When the old text comes back, so does its translation, in full."""
    edited = merge([want("rain.arrival", "Rain has been falling since dawn.")], begun([FIRST]))
    (entry,) = merge([FIRST], edited).entries
    assert entry.translated
    assert entry.translation == f"T:{FIRST.text}"


def test_another_line_in_the_same_place_is_no_edit() -> None:
    """What is not alike starts untranslated, and the old text is kept as obsolete."""
    other = want("rain.arrival", "He wiped his feet.")
    found = merge([other], begun([FIRST]))
    assert entries(found)[other.key].translation == ""
    assert obsolete(found) == [(FIRST.text, f"T:{FIRST.text}")]


def test_a_line_with_an_id_is_an_edit_however_different() -> None:
    """An id that the author wrote says what likeness cannot."""
    before, after = want("rain.arrival", "Plums?", "stall"), want("rain.arrival", "He wiped his feet.", "stall")
    (entry,) = merge([after], begun([before])).entries
    assert (entry.fuzzy, entry.previous) == (True, before.key)


def test_of_two_edits_each_gets_the_nearer_translation() -> None:
    """The most alike pair is settled first, whatever their order."""
    one, two = want("rain.tea", "The red lamp is lit."), want("rain.tea", "The red lamps are all lit.")
    edited = want("rain.tea", "The red lamp is not lit.")
    found = entries(merge([want("rain.tea", "The red lamps are all out."), edited], begun([one, two])))
    assert [entry.translation for entry in found.values()] == [f"T:{two.text}", f"T:{one.text}"]


def test_an_edit_never_takes_a_translation_from_another_beat() -> None:
    """Likeness counts only within a beat."""
    found = merge([want("rain.tea", "Rain has been falling since dawn.")], begun([FIRST]))
    assert found.entries[0].translation == ""
    assert len(obsolete(found)) == 1


def test_a_moved_line_keeps_its_translation() -> None:
    """The same text in another beat, gone from its own, stays translated."""
    (entry,) = merge([want("night.gate", FIRST.text)], begun([FIRST])).entries
    assert entry.translated


def test_a_copied_line_is_offered_the_translation_of_its_model() -> None:
    """The model keeps its own; the copy waits for a translator, because the same words may mean another thing there."""
    copy = want("night.gate", FIRST.text)
    found = entries(merge([FIRST, copy], begun([FIRST])))
    assert found[FIRST.key].translated
    assert (found[copy.key].translation, found[copy.key].fuzzy) == (f"T:{FIRST.text}", True)


def test_a_text_that_waits_for_its_translator_takes_none_from_elsewhere() -> None:
    """Only a new text can be a moved or an edited one; an old one is offered nothing that was not made for it."""
    waiting = [want("night.gate", FIRST.text), want("rain.arrival", "Rain has been falling since dawn.")]
    old = begun([FIRST, *waiting], {})
    old = msgspec.structs.replace(
        old,
        entries=tuple(
            msgspec.structs.replace(e, translation="昼から雨。") if e.key == FIRST.key else e for e in old.entries
        ),
    )
    found = merge(waiting, old)
    assert {entry.translation for entry in entries(found).values()} == {""}
    assert obsolete(found) == [(FIRST.text, "昼から雨。")]


def test_a_moved_line_takes_the_finished_translation_before_a_doubtful_one() -> None:
    """Of two lost entries with its words, the one that a translator has approved."""
    doubtful = Entry(context="rain.arrival", text="Yes.", translation="draft", fuzzy=True)
    done = Entry(context="rain.tea", text="Yes.", translation="done")
    (entry, left) = merge([want("night.gate", "Yes.")], Catalogue("", {}, (doubtful, done))).entries
    assert (entry.translation, entry.fuzzy) == ("done", False)
    assert (left.translation, left.obsolete) == ("draft", True)


def test_an_obsolete_draft_never_stands_beside_a_live_entry_of_its_text() -> None:
    """A doubtful translation whose own text came back untranslated stays under the edit it was proposed for."""
    edit = Entry(context="rain.tea", text="Tea?", translation="T", fuzzy=True, previous=("rain.tea", "Tea."))
    own = Entry(context="rain.tea", text="Tea.", translation="done")
    found = merge([want("rain.tea", "Tea.")], Catalogue("", {}, (edit, own)))
    assert [(entry.text, entry.translation, entry.obsolete) for entry in found.entries] == [
        ("Tea.", "done", False),
        ("Tea?", "T", True),
    ]


def test_a_renamed_beat_takes_its_own_translations_along() -> None:
    """With `was:` a text that two beats share goes to the right one, and an edit is found across the new name."""
    lines = [want("rain.a", "Yes."), want("rain.b", "Yes."), want("rain.b", "The kettle boils dry.")]
    old = begun(lines, {})
    old = msgspec.structs.replace(
        old,
        entries=tuple(
            msgspec.structs.replace(entry, translation=f"{entry.context} {entry.text}") for entry in old.entries
        ),
    )
    new = [want("rain.c", "Yes."), want("rain.c", "The kettle boils over.")]
    found = entries(merge(new, old, {"rain.b": "rain.c"}))
    assert found[new[0].key].translation == "rain.b Yes."
    assert found[new[1].key].previous == ("rain.b", "The kettle boils dry.")


def test_the_translators_own_remarks_and_flags_stay() -> None:
    """What a translator noted is kept through an edit, a removal and a return."""
    (entry,) = begun([FIRST]).entries
    noted = Catalogue("Head\nof two lines", {"Language": "ja"}, (msgspec.structs.replace(
        entry, remark="Ask about the rain.", flags=("no-wrap",)),))  # fmt: skip
    for lines in ([want("rain.arrival", "Rain has been falling since dawn.")], [], [FIRST]):
        noted = read_catalogue(as_po(merge(lines, noted)))
        assert noted.entries[0].remark == "Ask about the rain."
        assert noted.entries[0].flags == ("no-wrap",)
    assert (noted.head, noted.fields["Language"]) == ("Head\nof two lines", "ja")


def test_of_two_entries_for_one_text_players_keep_what_they_saw() -> None:
    """A file with the same text twice keeps both translations: the finished one live, the other as obsolete."""
    twice = tuple(
        Entry(context=FIRST.context, text=FIRST.text, translation=words, fuzzy=fuzzy)
        for words, fuzzy in (("draft", True), ("done", False))
    )
    found = merge([FIRST], Catalogue("", {}, twice))
    assert [(entry.translation, entry.obsolete) for entry in found.entries] == [("done", False), ("draft", True)]


def test_players_never_see_a_fuzzy_or_obsolete_translation() -> None:
    """What the game reads of an updated catalogue is what was translated for exactly this text."""
    lines = [FIRST, want("rain.arrival", "He wiped his feet."), want("rain.arrival", "It burned.")]
    edited = [want("rain.arrival", "Rain has been falling since dawn."), lines[1]]
    seen = read_messages(as_po(merge(edited, begun(lines))))
    assert [message.text for message in seen] == ["He wiped his feet."]


# ---------------------------------------------------------------- any edits

LINES = st.lists(
    st.builds(
        lambda context, words: want(context, " ".join(words)),
        st.sampled_from(BEATS),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    ),
    max_size=8,
    unique_by=lambda line: line.key,
)
TRANSLATIONS = st.dictionaries(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=8),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(LINES, TRANSLATIONS), min_size=2, max_size=6))
def test_no_edit_loses_a_translation(history: list[tuple[list[Wanted], dict[str, str]]]) -> None:
    """After each edit and update every translation there was is still in the file: shown, fuzzy or obsolete."""
    catalogue = Catalogue("", {"Language": "ja"})
    for lines, translations in history:
        before = {entry.translation for entry in catalogue.entries}
        updated = merge(lines, catalogue)
        assert before - {""} <= {entry.translation for entry in updated.entries}
        assert [entry.key for entry in updated.entries if not entry.obsolete] == [line.key for line in lines]
        assert not {entry.key for entry in updated.entries if entry.obsolete} & {line.key for line in lines}
        for key, entry in entries(catalogue).items():
            if entry.translation and key in entries(updated):
                kept = entries(updated)[key]
                assert (kept.translation, kept.fuzzy) == (entry.translation, entry.fuzzy)
        catalogue = translate(read_catalogue(as_po(updated)), translations)


@settings(max_examples=200, deadline=None)
@given(LINES, TRANSLATIONS, LINES)
def test_an_update_is_done_once_and_can_be_read_back(
    lines: list[Wanted], translations: dict[str, str], edited: list[Wanted]
) -> None:
    """A second update changes not a byte, and a written catalogue is read as what it was."""
    once = merge(edited, begun(lines, translations))
    assert as_po(merge(edited, once)) == as_po(once)
    assert read_catalogue(as_po(once)).entries == once.entries
    assert as_po(merge(edited, read_catalogue(as_po(once)))) == as_po(once)


@settings(max_examples=300, deadline=None)
@given(LINES, LINES)
def test_an_edit_and_its_undoing_leave_every_translation_in_place(lines: list[Wanted], edited: list[Wanted]) -> None:
    """Whatever was changed, going back gives players all they had."""
    before = begun(lines)
    after = entries(merge(lines, merge(edited, before)))
    assert {key: entry.translation for key, entry in after.items() if entry.translated} == {
        line.key: f"T:{line.text}" for line in lines
    }


@settings(max_examples=300, deadline=None)
@given(LINES, TRANSLATIONS, LINES)
def test_a_translation_that_players_see_was_made_for_these_words(
    lines: list[Wanted], translations: dict[str, str], edited: list[Wanted]
) -> None:
    """No update shows a translation under another text than the translator had before them."""
    known = {(entry.text, entry.translation) for entry in begun(lines, translations).entries}
    shown = merge(edited, begun(lines, translations)).entries
    assert {(entry.text, entry.translation) for entry in shown if entry.translated} <= known


EXAMPLE = load(Path(__file__).parent / "format_example")
KINDS = st.sampled_from(("reword", "rewrite", "cut", "copy", "move", "rename"))
EDITS = st.lists(st.tuples(KINDS, st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=6)


def edited(story: Story, edit: tuple[str, int, int]) -> Story:
    """The story after one edit; the numbers choose a step and where it goes."""
    kind, one, other = edit
    (first, *rest), beats = story.chapters, list(story.chapters[0].beats)
    giver, taker = one % len(beats), other % len(beats)
    steps = list(beats[giver].steps)
    step = steps.pop(other % len(steps)) if steps else Say(text="Alone.")
    match kind:
        case "reword" if isinstance(step, Say):
            steps.append(msgspec.structs.replace(step, text=f"{step.text} And so on."))
        case "rewrite" if isinstance(step, Say):
            steps.append(msgspec.structs.replace(step, text=f"Line {one}.{other}"))
        case "copy" | "move":
            beats[taker] = msgspec.structs.replace(beats[taker], steps=(*beats[taker].steps, step))
            steps = list(beats[giver].steps) if kind == "copy" or giver == taker else steps
        case "rename":
            name = f"rain.beat_{one}_{other}"
            beats[giver] = msgspec.structs.replace(beats[giver], id=name, was=(*beats[giver].was, beats[giver].id))
            steps = list(beats[giver].steps)
    beats[giver] = msgspec.structs.replace(beats[giver], steps=tuple(steps))
    return msgspec.structs.replace(story, chapters=(msgspec.structs.replace(first, beats=tuple(beats)), *rest))


@settings(max_examples=100, deadline=None)
@given(EDITS)
def test_no_edit_of_a_whole_story_loses_a_translation(edits: list[tuple[str, int, int]]) -> None:
    """Lines reworded, rewritten, cut, copied and moved, beats renamed: all that was translated is still there."""
    story = EXAMPLE
    catalogue = begun(list(wanted(story)))
    every = {entry.translation for entry in catalogue.entries}
    for edit in edits:
        story = edited(story, edit)
        catalogue = read_catalogue(as_po(merge(wanted(story), catalogue, renamed_beats(story))))
        assert every <= {entry.translation for entry in catalogue.entries}
        shown = {entry.key: entry.translation for entry in catalogue.entries if entry.translated}
        assert all(translation == f"T:{key[1]}" for key, translation in shown.items())
    if all(kind == "rename" for kind, _, _ in edits):
        assert all(entry.translated for entry in catalogue.entries)


def test_a_rewritten_beat_of_many_lines_is_quick() -> None:
    """Comparing 120 lost lines with 120 new ones takes seconds at most."""
    old = [want("rain.tea", f"{WORDS[i % 7]} {i} {WORDS[i % 5]} by the {WORDS[i % 3]}, said he.") for i in range(120)]
    new = [want("rain.tea", f"{WORDS[i % 5]} {i} {WORDS[i % 7]} at the {WORDS[i % 3]}, he said.") for i in range(120)]
    catalogue, start = begun(old), time.perf_counter()
    assert len(merge(new, catalogue).entries) >= 120
    assert time.perf_counter() - start < 20
