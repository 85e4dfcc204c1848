"""The script command: the same story as a page, a table and a document, complete, well made and easy to take back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import main
from engine.playtest.sitting import STORIES
from engine.story.load import load
from engine.story.model import Story
from engine.story.voices import line_id, voice_file
from engine.writing import in_words
from engine.writing.page import as_html
from engine.writing.reading import PLAIN_COLOR, color_of
from engine.writing.rows import SPOKEN, rows
from engine.writing.sheet import as_csv

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "format_example"
FLAGSHIP = STORIES / "lantern_street"
BOTH = pytest.mark.parametrize("folder", [EXAMPLE, FLAGSHIP], ids=lambda folder: folder.name)


@pytest.fixture(scope="module")
def example() -> Story:
    """The example story."""
    return load(EXAMPLE)


def table(content: bytes) -> list[dict[str, str]]:
    """A CSV file as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def tree(page: str) -> ElementTree.Element:
    """A page, strictly parsed: every tag closed, every sign escaped."""
    doctype, _, rest = page.partition("\n")
    assert doctype == "<!doctype html>"
    return ElementTree.fromstring(rest)


def read(element: ElementTree.Element) -> str:
    """The words of an element and all in it."""
    return "".join(element.itertext())


# ---------------------------------------------------------------- the page


@BOTH
def test_the_page_is_well_formed_and_its_links_lead_somewhere(folder: Path) -> None:
    """Strict XML, every id once, and every link to a beat has that beat."""
    page = tree(as_html(load(folder)))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = {element.get("href", "") for element in page.iter("a")}
    assert links
    assert links <= {f"#{name}" for name in ids}


@BOTH
def test_the_page_holds_every_line_with_its_id(folder: Path) -> None:
    """Nothing that is said is left out, and each can be named."""
    story = load(folder)
    shown = {read(element) for element in tree(as_html(story)).iter("span") if element.get("class") == "id"}
    assert shown == {row.id for row in rows(story) if row.id}


def test_the_page_tells_what_a_reader_must_know(example: Story) -> None:
    """Speakers with face and colour, choices and what they do, guards in words, talks with acts and ways out."""
    page = as_html(example)
    for piece in (
        '<h2>Lantern Night <span class="words">A paid chapter: chapter.lantern_night</span></h2>',
        '<span class="who" style="--color: #7aa2f7">Ren Asakawa (shy)</span>I&#x27;d nearly talked myself',
        "Only if not “promised”. Goes on in <a",
        "Only if she owns “Winter coat”",
        "If Ren Asakawa&#x27;s affection is at least 25 and “courage” is more than 2",
        "Once in a player&#x27;s life",
        "Ren tries to learn why she left the city",
        "She may type: You must be cold · Take my scarf",
        "Way out “drift”. To <a",
        "<em>almost</em>",
        "<ruby>梅<rt>うめ</rt></ruby>, the sour ones. {Not} the",
        "Plums, Mei?",
    ):
        assert piece in page


def test_a_page_in_another_language_shows_its_words() -> None:
    """The Chinese script has Chinese lines and names, and the same ids."""
    story = load(FLAGSHIP)
    chinese, english = tree(as_html(story, "zh_CN")), tree(as_html(story))
    assert chinese.get("lang") == "zh-CN"
    assert "灯笼街的茶馆" in read(chinese)
    assert "浅川莲" in read(chinese)
    ids = [[read(e) for e in page.iter("span") if e.get("class") == "id"] for page in (chinese, english)]
    assert ids[0] == ids[1]


def test_a_strangers_story_puts_nothing_into_the_page(tmp_path: Path) -> None:
    """Tags in texts, names and colours come out as the signs they are."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "story"))
    cast = (folder / "cast.yaml").read_text(encoding="utf-8")
    cast = cast.replace('"#7aa2f7"', "\"red; background: url('x')\"").replace(
        "Ren Asakawa", "<script>alert(1)</script>"
    )
    (folder / "cast.yaml").write_text(cast, encoding="utf-8")
    story = load(folder)
    assert color_of("ren", story) == PLAIN_COLOR
    page = as_html(story)
    assert not list(tree(page).iter("script"))
    assert "url(" not in page


# ---------------------------------------------------------------- the table


@BOTH
def test_the_table_has_every_spoken_line_once(folder: Path) -> None:
    """Narration, speech, letters and told facts in reading order, each under an id of its own."""
    story = load(folder)
    found = [cells["line id"] for cells in table(as_csv(story))]
    assert found == [row.id for row in rows(story) if row.kind in SPOKEN]
    assert len(found) == len(set(found))


def test_the_table_reads_back_as_it_was_meant() -> None:
    """Commas, quotes and stars of the texts survive; translations stand beside the original."""
    story = load(FLAGSHIP)
    cells = {row["line id"]: row for row in table(as_csv(story))}
    assert list(next(iter(cells.values()))) == [
        "line id", "chapter", "beat", "speaker", "expression", "text", "zh_CN", "notes",
    ]  # fmt: skip
    said = {row.id: row for row in rows(story) if row.kind in SPOKEN and "{" not in row.text and "*" not in row.text}
    assert len(said) > 500
    for name, row in said.items():
        assert cells[name]["text"] == row.text
        assert cells[name]["zh_CN"] == story.catalogues["zh_CN"].get(f"{row.context}\x04{row.text}", "").replace(
            "*", ""
        )


def test_the_table_tells_an_actor_when_a_line_is_said(example: Story) -> None:
    """Who, with which face, after or under what, and where her name, which players change, is said aloud."""
    cells = {row["text"]: row for row in table(as_csv(example))}
    told = {text: (row["speaker"], row["expression"], row["notes"]) for text, row in cells.items()}
    assert told["…You do."] == ("Ren Asakawa", "shy", "After “I keep my promises.”")
    assert told["You'll catch cold."] == ("Ren Asakawa", "", "Otherwise")
    assert told["Then share it with me."] == ("Ren Asakawa", "smile", "Answers “comfort”")
    assert told["It leans by the door."] == ("Narrator", "", "Tells: The umbrella is not his.")
    assert told["You came after all, Mei."][2] == "Says her name: record it without the name as well"
    assert told["I promised, didn't I?"][0] == "Mei"


def test_what_is_said_in_play_is_in_the_table(example: Story) -> None:
    """Beat and step of a line event make the line id, so a recording is found while playing."""
    sent = b'{"do":"advance"}\n' * 4 + b'{"do":"choose","index":0}\n' + b'{"do":"advance"}\n' * 6
    sent += b'{"do":"say","text":"You must be cold"}\n{"do":"leave"}\n' + b'{"do":"advance"}\n' * 6
    command = [sys.executable, str(ROOT / "main.py"), "play", str(EXAMPLE), "--headless"]
    done = subprocess.run(command, input=sent, capture_output=True, check=True, timeout=60)
    events = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    said = [event for event in events if event["event"] == "line" and event["origin"] != "improvised"]
    assert {event["origin"] for event in said} == {"authored", "offline"}
    texts = {row["line id"]: row["text"] for row in table(as_csv(example))}
    for event in said:
        assert texts[line_id(event["beat"], event["step"])] == event["text"]


def test_a_recording_is_named_by_its_line() -> None:
    """One folder for each language, one file for each line."""
    assert voice_file("rain.arrival", "834a94", "zh_CN") == "voice/zh_CN/rain.arrival.834a94.ogg"
    assert voice_file("rain.arrival", "834a94~2", "en") == "voice/en/rain.arrival.834a94~2.ogg"


def test_an_edit_elsewhere_changes_no_line_id(tmp_path: Path) -> None:
    """Recordings stay valid when another line of the beat is changed, added or cut."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "story"))
    before = {row["text"]: row["line id"] for row in table(as_csv(load(folder)))}
    file = folder / "chapters" / "1_rain.yaml"
    text = file.read_text(encoding="utf-8").replace("Rain has been falling since noon.", "It rains.\n      - Still.")
    file.write_text(text.replace("      - ren (sad): It was my brother's.\n", ""), encoding="utf-8")
    after = {row["text"]: row["line id"] for row in table(as_csv(load(folder)))}
    assert {name: after[name] for name in before if name in after} == {
        name: before[name] for name in before if name in after
    }
    assert len(after) == len(before)


# ---------------------------------------------------------------- the document


def test_the_document_opens_and_holds_every_text(tmp_path: Path) -> None:
    """Headings for chapters and beats, a paragraph for each row, in any language the story has."""
    docx = pytest.importorskip("docx")
    assert main.main(["script", str(FLAGSHIP), "-o", str(tmp_path / "script.docx"), "-l", "zh"]) == 0
    document = docx.Document(str(tmp_path / "script.docx"))
    story = load(FLAGSHIP)
    heads = [part.text for part in document.paragraphs if part.style.name == "Heading 2"]
    beats = [beat.id for chapter in story.chapters for beat in chapter.beats]
    assert heads[: len(beats)] == beats
    assert {head.partition(".")[0] for head in heads[len(beats) :]} <= {"tier", "outfit", "letters", "greetings"}
    text = "\n".join(part.text for part in document.paragraphs)
    assert "灯笼街的茶馆" in text
    assert all(row.id in text for row in rows(story) if row.id)


def test_without_its_package_the_document_is_one_plain_line(tmp_path: Path) -> None:
    """Where python-docx is not installed, the sentence says how to get it; the other forms need nothing."""
    code = "import sys; sys.modules['docx'] = None; import main; sys.exit(main.main(sys.argv[1:]))"
    for name, expected in (("a.docx", 2), ("a.html", 0), ("a.csv", 0)):
        command = [sys.executable, "-c", code, "script", str(EXAMPLE), "-o", str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60, cwd=ROOT, text=True)
        assert done.returncode == expected
        assert done.stderr.count("\n") == (1 if expected else 0)
        assert ("pip install" in done.stderr) == bool(expected)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.html"]


# ---------------------------------------------------------------- guards in words


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        ("promised", "“promised”"),
        ("not (promised or saw_crest)", "not (“promised” or “saw_crest”)"),
        ("tier.ren < friend", "Ren Asakawa's tier is below “friend”"),
        ("tier.ren == friend", "Ren Asakawa's tier is “friend”"),
        ("courage + 1 > 2 * 3", "“courage” plus 1 is more than 2 times 3"),
        ("(courage + 1) * 2 > 4", "(“courage” plus 1) times 2 is more than 4"),
        ("not courage > 2", "not (“courage” is more than 2)"),
        ('visits("rain.tea")', "“rain.tea” was played"),
        ("0 < courage <= 3", "0 is less than “courage” and “courage” is at most 3"),
        (
            'owns("skin.ren.winter") and not seen("rain.market")',
            "she owns “Winter coat” and not “rain.market” was played",
        ),
        ('visits("rain.market") != 2', "the number of visits to “rain.market” is not 2"),
        ('ending("umbrella")', "the ending “umbrella” was reached"),
        ("acts.comfort and turns >= 3", "“comfort” happened in this scene and the number of turns is at least 3"),
    ],
)
def test_a_guard_reads_as_plain_words(guard: str, words: str, example: Story) -> None:
    """Whatever YAML can say, a reader without YAML understands."""
    assert in_words.guard(guard, example) == words


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["script"], "STORY"),
        (["script", str(EXAMPLE)], "-o"),
        (["script", "nowhere", "-o", "{folder}/a.html"], "There is no story “nowhere”"),
        (["script", str(EXAMPLE), "-o", "{folder}/a.pdf"], "is written as .html, .csv or .docx"),
        (["script", str(EXAMPLE), "-o", "{folder}/no/such/a.html"], "cannot be written"),
        (["script", str(EXAMPLE), "-o", "{folder}/a.html", "-l", "tlh"], "no language 'tlh'; it has en"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_one_plain_line(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, one line on standard error that names the fault, and no file."""
    assert main.main([argument.replace("{folder}", str(tmp_path)) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert words in told.err
    assert not list(tmp_path.iterdir())
