"""Loading: the whole format becomes frozen values, faults come all at once, and nothing outside the folder is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from test_problems import SOUND, write_story

from engine.story.compose import MAX_DEPTH, Composer, PureComposer, TooMuch
from engine.story.load import examine, load
from engine.story.model import (
    Beat,
    Call,
    Choice,
    Draw,
    Ending,
    Goto,
    Hide,
    If,
    Improvise,
    Journal,
    Letter,
    Music,
    OpenShop,
    Pause,
    Reply,
    Say,
    Show,
    Step,
    Story,
)
from engine.story.problems import StoryProblems

EXAMPLE = Path(__file__).parent / "format_example"
ONE = "chapters/1_one.yaml"


@pytest.fixture(scope="module")
def example() -> Story:
    """The story that holds every form of the format."""
    return load(EXAMPLE)


def beat(story: Story, name: str) -> Beat:
    """A beat by its full id."""
    return next(beat for chapter in story.chapters for beat in chapter.beats if beat.id == name)


def test_the_format_example_has_no_problem_at_all() -> None:
    """Everything that the format promises loads without an error or a warning."""
    story, problems = examine(EXAMPLE)
    assert [str(problem) for problem in problems] == []
    assert story is not None
    assert story.id == "format_example"


def test_head_cast_and_shop(example: Story) -> None:
    """What story.yaml, cast.yaml and shop.yaml declare arrives complete and in order."""
    ren = example.cast["ren"]
    assert (example.title, example.start, example.you.ask) == ("The Tea House on Lantern Street", "rain.arrival", True)
    assert (example.flags, example.counters["courage"].max) == (("promised", "saw_crest"), 10)
    assert [(tier.name, tier.start) for tier in ren.tiers][-1] == ("beloved", 80)
    assert [(fact.when, fact.aliases) for fact in ren.knows] == [
        ("tier.ren >= close", ()),
        ("saw_crest", ("family crest",)),
        (None, ()),
    ]
    assert [(outfit.name, outfit.sku) for outfit in ren.outfits] == [("work", None), ("winter", "skin.ren.winter")]
    assert example.cast["granny"].affection is None
    assert example.shop.products["petals.300"].price.usd_cents == 299
    assert [earning.petals for earning in example.shop.earn] == [100, 30, 20]


def test_names_become_whole_names(example: Story) -> None:
    """Short beat names mean beats of the same chapter, in steps, cards, old names and guards."""
    arrival = beat(example, "rain.arrival")
    deck = example.chapters[0].decks[0]
    assert arrival.steps[-1] == Goto(beat="rain.tea", at=arrival.steps[-1].at, id=arrival.steps[-1].id)
    assert arrival.was == ("rain.opening", "old.opening")
    assert (deck.cards[0].beat, deck.cards[0].when) == ("rain.market", 'not seen("rain.market")')
    guard = next(step.when for step in beat(example, "lantern_night.gate").steps if isinstance(step, If))
    assert guard == 'ending("umbrella") or seen("rain.excuse")'


def test_lines_and_stage_directions(example: Story) -> None:
    """Narration, speech with and without a face, and the ways to show and hide."""
    steps = beat(example, "rain.arrival").steps
    assert [(step.speaker, step.expression) for step in steps if isinstance(step, Say)] == [
        (None, None),
        ("ren", None),
        ("ren", "shy"),
        ("you", None),
    ]
    shown = next(step for step in steps if isinstance(step, Show))
    assert (shown.character, shown.expression, shown.position, shown.outfit) == ("ren", "smile", "left", "winter")
    hides = [step.characters for step in beat(example, "rain.excuse").steps if isinstance(step, Hide)]
    assert hides == [("ren",), ("ren", "granny"), ()]
    assert steps[0].at == (11, 9)


def test_every_other_step(example: Story) -> None:
    """Each remaining kind of step carries what was written."""
    found: dict[type, Step] = {type(step): step for step in beat(example, "rain.market").steps}
    letter, pause, shop, journal = found[Letter], found[Pause], found[OpenShop], found[Journal]
    assert isinstance(letter, Letter)
    assert letter.sender == "ren"
    assert "{ruby:梅|うめ}" in letter.text
    assert isinstance(pause, Pause)
    assert pause.seconds == 0.8
    assert isinstance(shop, OpenShop)
    assert shop.skus == ("skin.ren.winter",)
    assert isinstance(journal, Journal)
    music = [step.name for step in beat(example, "rain.market").steps if isinstance(step, Music)]
    assert music == ["market_song", None]
    tea = beat(example, "rain.tea").steps
    assert [type(step) for step in tea] == [Draw, Call, Goto, Ending, Ending]


def test_silence_on_a_beat_is_its_first_step(example: Story) -> None:
    """`music: none` beside a beat's steps turns the music off, which is more than leaving it as it is."""
    confide = beat(example, "rain.confide")
    assert confide.music is None
    assert isinstance(confide.steps[0], Music)
    assert confide.steps[0].name is None


def test_a_step_with_a_condition_is_an_if(example: Story) -> None:
    """`when` beside any step plays it only while the guard holds."""
    step = beat(example, "rain.quiet_evening").steps[-1]
    assert isinstance(step, If)
    assert step.when == 'visits("rain.market") > 1'
    assert isinstance(step.then[0], Say)


def test_the_improvised_scene(example: Story) -> None:
    """Goal, bounds, acts, exits and offline lines; the act `other` is always there."""
    scene = next(step for step in beat(example, "rain.arrival").steps if isinstance(step, Improvise))
    assert (scene.id, scene.with_, scene.turns.min, scene.turns.max) == ("under_the_eaves", ("ren",), 2, 6)
    assert (scene.affection["ren"].min, scene.affection["ren"].max) == (-3, 5)
    assert [act.name for act in scene.acts] == ["comfort", "tease", "pry", "other"]
    assert [(way.name, way.goto) for way in scene.exits] == [("confided", "rain.confide"), ("drift", "rain.tea")]
    assert [len(convey.say) for convey in scene.convey] == [0, 2]
    assert scene.offline.replies["comfort"][0] == Reply(
        speaker="ren",
        text="I'm used to worse.",
        expression="shy",
        when="tier.ren < friend",
        id=scene.offline.replies["comfort"][0].id,
        at=(54, 25),
    )


# ---------------------------------------------------------------- identity


def ids_of(folder: Path, text: str) -> list[str]:
    """The ids of the first beat's steps in the sound story with another first step."""
    old = "      - ren (smile): Hello, {you}.\n"
    story = load(write_story(folder, {**SOUND, ONE: SOUND[ONE].replace(old, text)}))
    return [step.id for step in beat(story, "one.first").steps]


def test_an_edit_elsewhere_changes_no_id(tmp_path: Path) -> None:
    """New steps before, after and between leave every other id alone."""
    before = ids_of(tmp_path / "a", "      - ren: One.\n      - ren: Two.\n")
    after = ids_of(tmp_path / "b", "      - New.\n      - ren: One.\n      - granny: New.\n      - ren (smile): Two.\n")
    assert after == [after[0], before[0], after[2], *before[1:]]


def test_repeats_are_numbered_and_authors_ids_kept(tmp_path: Path) -> None:
    """Equal lines of a beat differ by a number; an author's id stands as written."""
    ids = ids_of(tmp_path, "      - Rain.\n      - Rain.\n      - {id: third, ren: Rain.}\n      - Rain.\n")
    assert ids[1:4] == [f"{ids[0]}~2", "third", f"{ids[0]}~3"]
    assert len(ids[0]) == 6


def test_what_stands_inside_does_not_change_an_id(tmp_path: Path) -> None:
    """A choice keeps its id when the steps below its options change."""
    first = ids_of(tmp_path / "a", "      - choice: [{text: Gladly, steps: [One.]}, {text: Never}]\n")
    second = ids_of(tmp_path / "b", "      - choice: [{text: Gladly, steps: [Two., Three.]}, {text: Never}]\n")
    assert first == second


def test_a_choice_option_has_an_id_of_its_text(example: Story) -> None:
    """Options are told apart by what they say."""
    choice = next(step for step in beat(example, "rain.arrival").steps if isinstance(step, Choice))
    assert len({option.id for option in choice.options}) == 3


# ---------------------------------------------------------------- faults


def test_every_fault_of_every_file_comes_at_once(tmp_path: Path) -> None:
    """One run names the faults of all files, sorted by place."""
    files = {
        **SOUND,
        "story.yaml": SOUND["story.yaml"].replace("title:", "titel:"),
        "shop.yaml": SOUND["shop.yaml"].replace("usd: 1.99", "usd: -1"),
        ONE: SOUND[ONE].replace("ren (smile)", "rne (smile)").replace("two.gate", "two.gaet"),
    }
    with pytest.raises(StoryProblems) as raised:
        load(write_story(tmp_path, files))
    codes = [(problem.path.rpartition("/")[2], problem.code) for problem in raised.value.problems]
    assert codes == [
        ("1_one.yaml", "E303"),
        ("1_one.yaml", "E307"),
        ("shop.yaml", "E207"),
        ("story.yaml", "E203"),
        ("story.yaml", "E202"),
    ]
    assert str(raised.value).count("\n") == 4


def test_a_broken_file_does_not_blame_the_others(tmp_path: Path) -> None:
    """When the cast cannot be read, nobody is told that its people do not exist."""
    with pytest.raises(StoryProblems) as raised:
        load(write_story(tmp_path, {**SOUND, "cast.yaml": "ren: {name: Ren"}))
    assert [problem.code for problem in raised.value.problems] == ["E107"]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    """A story that is not there is said so in one sentence."""
    with pytest.raises(StoryProblems, match=r"story\.yaml:0:0: error E101"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("line", "column"),
    [("ren: No", 14), ("'ren': yes", 16), ("ren: ~", 14), ("ren: Null", 14), ("ren: OFF", 14)],
)
def test_bare_words_are_refused_where_text_is_wanted(tmp_path: Path, line: str, column: int) -> None:
    """YAML would read these as truth or nothing; the place and the mend are exact."""
    text = SOUND[ONE].replace("ren (smile): Hello, {you}.", line)
    with pytest.raises(StoryProblems) as raised:
        load(write_story(tmp_path, {**SOUND, ONE: text}))
    problem = raised.value.problems[0]
    assert (problem.code, problem.line, problem.column) == ("E204", 6, column)
    assert "in quotes" in problem.remedy


@pytest.mark.parametrize("line", ['ren: "No"', "ren: No.", "ren: 7", "ren: 2026-05-01", "ren: 1e3", "ren: = <<"])
def test_other_plain_texts_stay_as_written(tmp_path: Path, line: str) -> None:
    """Quoted words, numbers and dates in a text are that text."""
    text = SOUND[ONE].replace("ren (smile): Hello, {you}.", line)
    story = load(write_story(tmp_path, {**SOUND, ONE: text}))
    step = beat(story, "one.first").steps[0]
    assert isinstance(step, Say)
    assert step.text == line.partition(": ")[2].strip('"')


def test_a_guard_fault_has_the_column_in_the_file(tmp_path: Path) -> None:
    """The column of a fault inside a condition is counted from the beginning of the line, quotes included."""
    text = SOUND[ONE].replace("if: promised and courage > 0", 'if: "promised and curage > 0"')
    with pytest.raises(StoryProblems) as raised:
        load(write_story(tmp_path, {**SOUND, ONE: text}))
    assert [(problem.line, problem.column) for problem in raised.value.problems] == [(11, 27)]


def test_chapters_follow_their_numbers(tmp_path: Path) -> None:
    """`10_x` comes after `2_x`, as a writer counts."""
    ten = SOUND["chapters/2_two.yaml"].replace("two", "ten").replace("product: chapter.ten\n", "")
    story = load(write_story(tmp_path, {**SOUND, "chapters/10_ten.yaml": ten}))
    assert [chapter.id for chapter in story.chapters] == ["one", "two", "ten"]


def test_windows_line_ends_and_byte_order_marks_load(tmp_path: Path) -> None:
    """Files from any editor load alike, and places in them stay right."""
    files = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in SOUND.items()}
    story = load(write_story(tmp_path, files))
    assert beat(story, "one.first").steps[0].at == (6, 9)
    files[ONE] = files[ONE].replace("rn (", "ren (").replace("ren (smile)", "ren (smlie)")
    with pytest.raises(StoryProblems, match=":6:9: error E304"):
        load(write_story(tmp_path, files))


def test_art_names_are_checked_only_when_the_art_is_given(tmp_path: Path) -> None:
    """Without an art folder names are free; with one they must be there."""
    text = SOUND[ONE].replace("    steps:\n", "    background: roof\n    music: rain\n    steps:\n", 1)
    folder, art = write_story(tmp_path / "tale", {**SOUND, ONE: text}), tmp_path / "art"
    load(folder)
    with pytest.raises(StoryProblems) as raised:
        load(folder, art=art)
    assert [problem.code for problem in raised.value.problems] == ["E306", "E306"]
    write_story(art, {"backgrounds/roof.webp": "", "music/rain.ogg": ""})
    load(folder, art=art)


def test_a_story_needs_neither_cast_nor_shop(tmp_path: Path) -> None:
    """Two files are the smallest story."""
    chapter = "chapter: a\ntitle: A\nbeats: {b: {steps: [Hello., {ending: {id: e, kind: good, title: E}}]}}\n"
    story = load(write_story(tmp_path, {"story.yaml": "format: 1\ntitle: A\nstart: a.b\n", "chapters/a.yaml": chapter}))
    assert story.cast == {}


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "&a [*a]",
        "a: &a {b: *a}",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "!!python/object/apply:os.system [echo]",
        "a: !!binary aGk=",
        "<<: {a: 1}",
        "%YAML 9.9\n---\na: 1",
        "a: 'open",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "ren: {affection: {min: 99999999999999999999}}",
        "\x00",
        "a: \ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "- [\n- [\n- [",
        "*",
        "a: *b",
        "\t- a",
        "a: @b",
        "",
        "# nothing",
        "---\n...\n---\n",
    ],
    ids=range(25),
)
@pytest.mark.parametrize("file", ["story.yaml", "cast.yaml", "shop.yaml", ONE])
def test_hostile_files_are_problems_and_nothing_else(tmp_path: Path, file: str, text: str) -> None:
    """Depth, cycles, tags, anchors and broken syntax end in sentences, in any file."""
    _, problems = examine(write_story(tmp_path, {**SOUND, file: text}))
    if file in ("story.yaml", ONE):
        assert problems
    assert all(problem.text and problem.remedy for problem in problems)


def test_half_a_million_things_end_early(tmp_path: Path) -> None:
    """A file of nothing but brackets is refused before it fills the memory."""
    with pytest.raises(StoryProblems, match="E112"):
        load(write_story(tmp_path, {**SOUND, "cast.yaml": f"[{'[],' * 510_000}]"}))


def test_the_pure_composer_reads_the_same() -> None:
    """Without libyaml every node has the same value, style and place."""

    def told(node: object) -> object:
        mark, value = node.start_mark, node.value  # type: ignore[attr-defined]
        if isinstance(value, list):
            value = [[told(part) for part in item] if isinstance(item, tuple) else told(item) for item in value]
        return node.id, mark.line, mark.column, mark.index, value  # type: ignore[attr-defined]

    for path in sorted(EXAMPLE.glob("**/*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert told(PureComposer(text).get_single_node()) == told(Composer(text).get_single_node())
    with pytest.raises(TooMuch):
        PureComposer("[" * (MAX_DEPTH + 1)).get_single_node()


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """A story cannot show a file that is not its own."""
    (tmp_path / "secret.yaml").write_text("chapter: secret\n")
    folder = write_story(tmp_path / "tale", SOUND)
    try:
        (folder / "chapters" / "3.yaml").symlink_to(tmp_path / "secret.yaml")
    except OSError:
        pytest.skip("this system does not let tests make links")
    with pytest.raises(StoryProblems, match="E105"):
        load(folder)


# ---------------------------------------------------------------- slips of YAML


SLIPS = {
    "- ren: Look: there.": ("6:18", "colon"),
    "- *Rain* fell.": ("6:14", "begin with *"),
    "- ren: @home": ("6:14", "begin with @"),
    "- ren: `x`": ("6:14", "begin with `"),
    "- ren: > hello": ("6:16", "begin with >"),
    "- ren: - hi": ("6:14", "dash and a space"),
    "- ren: {you} came.": ("6:20", "begin with {"),
    "- {you} came.": ("6:15", "begin with {"),
    '- ren: "He said "no" to me."': ("6:24", "after its closing quote"),
    "- ren: 'It's raining.'": ("6:18", "after its closing quote"),
    '- ren: "unclosed': ("6:14", "never closed"),
    '- ren: "a\\qb"': ("6:16", "backslash"),
    '- ren: "Late\n- granny: "Hm."': ("6:14", "never closed"),
    "- ren: [sighs] Late.": ("6:22", "begin with ["),
    "– ren: Hello": ("7:7", "plain dash"),
    "* ren: Hello": ("6:8", "plain dash"),
    "- ren：Hello": ("6:9", "is a wide one"),
    "- ren (smile)：Hello": ("6:9", "`ren (smile): …`"),
    "- choice: [Stay]": ("6:18", "`{text: …}`"),
    "-ren: Hello": ("7:7", "space after it"),
    "\t- ren: Hello": ("6:7", "tab"),
    "- ren: Hello\n\t- granny: Hi": ("7:7", "tab"),
    "- show: {ren: smile, at: left": ("6:15", "bracket"),
    "- ren: Hello\n       - granny: Hi": ("7:22", "indented too far"),
    "- ren: Hello\n    and: x": ("7:14", "colon stands inside"),
    "- ren:Hello": ("6:9", "space is missing"),
    "- ren (smile):Hello": ("6:9", "space is missing"),
    "- goto:tea": ("6:9", "space is missing"),
    "- ren: Room #5.": ("6:14", "#5."),
    "- ren: [Hello, you]": ("6:14", "a text, but here is a list"),
    "- {ren: Well, come in.}": ("6:21", "comma"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_slips_of_yaml_are_named_at_their_place(tmp_path: Path, slip: str) -> None:
    """Each common mistake is told in a writer's words, where it is to be mended."""
    lines = "".join(f"      {line}\n" for line in slip.split("\n"))
    text = SOUND[ONE].replace("      - ren (smile): Hello, {you}.\n", lines)
    _, problems = examine(write_story(tmp_path, {**SOUND, ONE: text}))
    place, words = SLIPS[slip]
    assert [f"{problem.line}:{problem.column}" for problem in problems] == [place], "\n".join(map(str, problems))
    assert words in f"{problems[0].text} {problems[0].remedy}", str(problems[0])


def test_a_guard_that_names_a_man_says_how_to_ask(tmp_path: Path) -> None:
    """`ren > 3` means his affection, which is no counter to be declared."""
    text = SOUND[ONE].replace("promised and courage > 0", "ren > 3")
    _, problems = examine(write_story(tmp_path, {**SOUND, ONE: text}))
    assert ["affection.ren" in problem.remedy for problem in problems if problem.code == "E314"] == [True]


@pytest.mark.parametrize(
    "line",
    [
        "- ren: Take room#5.",
        "- ren: Hello.  # said softly",
        "- 'ren:Hello'",
        "- At 5:30 he came.",
        "- http://ren",
        "- 他说：好。",
        "- 'ren：Hello'",
    ],
)
def test_what_only_looks_like_a_slip_loads(tmp_path: Path, line: str) -> None:
    """Remarks, clock times and quoted texts are left alone."""
    text = SOUND[ONE].replace("- ren (smile): Hello, {you}.", line)
    story, problems = examine(write_story(tmp_path, {**SOUND, ONE: text}))
    assert problems == []
    assert story is not None


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe in place of a chapter would block its reader for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    folder = write_story(tmp_path, SOUND)
    os.mkfifo(folder / "chapters" / "3.yaml")
    with pytest.raises(StoryProblems, match="E104"):
        load(folder)


def test_a_file_in_place_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    """So is a folder that is a file."""
    (tmp_path / "tale").write_text("format: 1")
    with pytest.raises(StoryProblems, match="E101"):
        load(tmp_path / "tale")


def test_a_story_of_too_many_bytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Nine files that are each within the limit are together over it."""
    files = {f"chapters/{number}.yaml": "#" * 7_900_000 for number in range(3, 12)}
    _, problems = examine(write_story(tmp_path, {**SOUND, **files}))
    assert [problem.code for problem in problems] == ["E103"]
    assert "The story is too big" in problems[0].text


def test_a_countrys_code_is_no_language(tmp_path: Path) -> None:
    """`cn.po` and `jp.po` would never be offered to who reads Chinese or Japanese; `zh_CN` and `ja` are."""
    for name, told in {"cn": ["E114"], "jp": ["E114"], "zh_CN": [], "ja": []}.items():
        _, problems = examine(write_story(tmp_path / name, {**SOUND, f"lang/{name}.po": ""}))
        assert [problem.code for problem in problems if problem.severity == "error"] == told, name
