"""The translate command and the pseudo-language: from an example story to its catalogues and back to the screen."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import main
from engine.language import language, nearest, set_language, tr
from engine.playtest.sitting import STORIES
from engine.pseudo import PSEUDO, pseudo
from engine.story import markup
from engine.story.load import examine, load
from engine.story.texts import wording
from engine.writing.catalogues import catalogue_files, extract, read, renamed_beats, update
from engine.writing.po import Catalogue
from engine.writing.progress import progress, words_in
from engine.writing.wanted import wanted

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "format_example"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A copy of the example story, to be changed freely."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "tea_house"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0) -> str:
    """What a command prints when it ends with this exit code."""
    assert main.main([str(argument) for argument in arguments]) == code
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def edit(file: Path, old: str, new: str) -> None:
    """Change a piece of a file that stands there once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def fill(file: Path, msgid: str, translation: str) -> None:
    """Translate one text, as a translator would with any editor."""
    edit(file, f'msgid "{msgid}"\nmsgstr ""\n', f'msgid "{msgid}"\nmsgstr "{translation}"\n')


# ---------------------------------------------------------------- extract


def test_extract_writes_what_a_translator_needs(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Context, speaker and face, condition, place in the story, lasting id, file and line."""
    told = run(capsys, "translate", "extract", story, "-l", "ja")
    assert told == f"{story.as_posix()}/lang/ja.po: 0 translated, 0 fuzzy, 50 missing, 0 obsolete\n"
    file = (story / "lang" / "ja.po").read_text(encoding="utf-8")
    assert '"Language: ja\\n"' in file
    assert file.count("msgctxt") == 60
    assert (
        """
#. Ren Asakawa (shy)
#. Only if Ren Asakawa's tier is below “friend”
#. In “Rain on Lantern Street”, rain.arrival
#. Line rain.arrival.dd16dc
#: chapters/1_rain.yaml:54
msgctxt "rain.arrival"
msgid "I'm used to worse."
msgstr ""
"""
        in file
    )


@pytest.mark.parametrize("folder", [EXAMPLE, STORIES / "lantern_street"], ids=lambda folder: folder.name)
def test_every_text_that_a_player_may_read_is_wanted(folder: Path) -> None:
    """The catalogue holds what `check` asks for, once each, and beside it only what no player sees."""
    told = load(folder)
    texts = wanted(told)
    assert {text.key for text in texts if not text.unseen} == {(text.context, text.text) for text in wording(told)}
    assert len({text.key for text in texts}) == len(texts)


def test_a_finished_extract_leaves_check_nothing_to_say(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` misses texts in an empty catalogue and none in a full one."""
    run(capsys, "translate", "extract", story, "-l", "ja")
    fill(story / "lang" / "ja.po", "Mei", "芽衣")
    assert any(problem.code == "W203" for problem in examine(story)[1])
    (story / "lang" / "ja.po").unlink()
    run(capsys, "translate", "extract", story, "--pseudo")
    assert not any(problem.code == "W203" for problem in examine(story)[1])
    assert not any(problem.severity == "error" for problem in examine(story)[1])


def test_without_a_language_the_template_is_written(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A .pot file for platforms that want one; the game does not take it for a translation."""
    run(capsys, "translate", "extract", story)
    assert (story / "lang" / "tea_house.pot").is_file()
    assert load(story).catalogues == {}


def test_extract_again_keeps_what_is_translated(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Extracting into a language that is there refreshes it, under whatever spelling its file has."""
    run(capsys, "translate", "extract", story, "-l", "zh")
    path = story / "lang" / "zh_CN.po"
    fill(path, "Mei", "梅")
    path = path.rename(story / "lang" / "zh-Hans.po")
    assert "1 translated" in run(capsys, "translate", "extract", story, "-l", "zh_CN")
    assert [file.name for file in (story / "lang").iterdir()] == ["zh-Hans.po"]


# ---------------------------------------------------------------- update


def test_update_follows_the_story(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited line is fuzzy, a moved one translated, a removed one obsolete; what players see follows."""
    run(capsys, "translate", "extract", story, "-l", "ja")
    catalogue, chapter = story / "lang" / "ja.po", story / "chapters" / "1_rain.yaml"
    lines = {
        "Rain has been falling since noon.": "昼から雨。",
        "It was my brother's.": "兄のだ。",
        "Nothing happens, kindly.": "何も。",
    }
    for text, translation in lines.items():
        fill(catalogue, text, translation)
    edit(chapter, "      - Rain has been falling since noon.\n", "      - Rain has been falling since dawn.\n")
    edit(chapter, "      - ren (sad): It was my brother's.\n", "")
    edit(chapter, "      - Nothing happens, kindly.\n", "")
    edit(story / "chapters" / "2_lantern_night.yaml", "          - granny: Again?\n", """\
          - granny: Again?
          - ren: It was my brother's.
""")  # fmt: skip
    told = run(capsys, "translate", "update", story)
    assert told == f"{story.as_posix()}/lang/ja.po: 1 translated, 1 fuzzy, 47 missing, 1 obsolete\n"
    assert load(story).catalogues["ja"] == {"lantern_night.gate\x04It was my brother's.": "兄のだ。"}
    file = catalogue.read_text(encoding="utf-8")
    assert '#| msgid "Rain has been falling since noon."\nmsgctxt' in file
    assert '#~ msgid "Nothing happens, kindly."\n#~ msgstr "何も。"' in file


def test_update_refreshes_every_language_and_the_template(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One command after an edit, whatever there is; a second one changes no byte."""
    for arguments in (["-l", "ja"], ["-l", "de"], ["--pseudo"], []):
        run(capsys, "translate", "extract", story, *arguments)
    edit(story / "story.yaml", "The Tea House on Lantern Street", "The Tea House")
    assert run(capsys, "translate", "update", story).count("\n") == 4
    files = {path.name: path.read_bytes() for path in (story / "lang").iterdir()}
    assert sorted(files) == ["de.po", "ja.po", "qps.po", "tea_house.pot"]
    assert all(b'msgid "The Tea House"' in content for content in files.values())
    run(capsys, "translate", "update", story)
    assert {path.name: path.read_bytes() for path in (story / "lang").iterdir()} == files


def test_update_without_translations_says_how_to_begin(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to do is no fault."""
    assert "extract" in run(capsys, "translate", "update", story)
    assert not (story / "lang").exists()


def test_update_of_the_flagship_loses_nothing() -> None:
    """Every translation of the shipped story outlives an update, and the same texts are shown."""
    folder = STORIES / "lantern_street"
    told = load(folder)
    for refreshed in update(folder, told):
        old = read(refreshed.path)
        assert {entry.translation for entry in old.entries} <= {
            entry.translation for entry in refreshed.catalogue.entries
        }
        assert {entry.key for entry in old.entries if entry.translated} <= {
            entry.key for entry in refreshed.catalogue.entries
        }


def test_a_renamed_beat_is_known_by_its_old_names() -> None:
    """Short names belong to the beat's chapter, full ones stand as they are."""
    assert renamed_beats(load(EXAMPLE)) == {"rain.opening": "rain.arrival", "old.opening": "rain.arrival"}


# ---------------------------------------------------------------- status


def test_status_counts_texts_and_words_file_by_file(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What players see is counted; what only the engine reads is told apart."""
    run(capsys, "translate", "extract", story, "-l", "ja")
    fill(story / "lang" / "ja.po", "Mei", "芽衣")
    fill(story / "lang" / "ja.po", "Take my scarf", "マフラーをどうぞ")
    assert (
        run(capsys, "translate", "status", story)
        == f"""\
{story.as_posix()}/lang/ja.po
                                 translated  fuzzy  missing   words  to do
  story.yaml                              1      0        1       7      6
  cast.yaml                               0      0        3       6      6
  shop.yaml                               0      0        6      22     22
  chapters/1_rain.yaml                    0      0       34     175    175
  chapters/2_lantern_night.yaml           0      0        5      11     11
  all                                     1      0       49     221    220
  never shown to players, but understood: 1 of 10 translated
"""
    )


def test_strict_status_fails_until_players_see_everything(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 for what is missing or fuzzy in the languages that were asked for."""
    run(capsys, "translate", "extract", story, "-l", "ja")
    run(capsys, "translate", "extract", story, "--pseudo")
    run(capsys, "translate", "status", story)
    run(capsys, "translate", "status", story, "--strict", code=1)
    run(capsys, "translate", "status", story, "--strict", "-l", "qps")
    edit(story / "chapters" / "1_rain.yaml", "Rain has been falling since noon.", "Rain has been falling since dawn.")
    run(capsys, "translate", "status", story, "--strict", "-l", "qps", code=1)


def test_a_fuzzy_text_is_still_to_do() -> None:
    """Players see the original of it, so its words count as work."""
    told = load(EXAMPLE)
    full = extract(EXAMPLE, told, PSEUDO).catalogue
    first = full.entries[0].__class__(context="story", text=told.title, translation="x", fuzzy=True)
    whole = progress(wanted(told), Catalogue("", {}, (first, *full.entries[1:])))[-1]
    assert (whole.fuzzy, whole.missing, whole.to_do) == (1, 0, 6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You came after all, {you}.", 4),
        ("I'd nearly—well.", 3),
        ("下雨了，{you}。", 3),
        ("…", 0),
        ("a half-lit 茶 room", 4),
    ],
)
def test_words_are_counted_as_translators_are_paid(text: str, words: int) -> None:
    """Names in braces and signs are none; of Chinese each sign is one."""
    assert words_in(text) == words


# ---------------------------------------------------------------- the pseudo-language


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}")))
def test_pseudo_is_longer_and_in_brackets(text: str) -> None:
    """Whatever is written comes out bracketed, and never shorter."""
    told = pseudo(text)
    assert told == "" if not text else told.startswith("[") and told.endswith("]") and len(told) >= len(text) + 2


@given(st.lists(st.sampled_from(["{you}", "{ren}", "{wait}", "{{", "}}", "{ruby:漢字|かんじ}", "*so*", "tea ", "\n"])))
def test_pseudo_leaves_markup_and_names_alone(pieces: list[str]) -> None:
    """The same names, readings and doubled braces in the same order, and nothing that `check` would refuse."""
    text = "".join(pieces)
    kept = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
    assert kept.findall(pseudo(text)) == kept.findall(text)
    assert markup.faults(pseudo(text), {"you": "", "ren": ""}) == markup.faults(text, {"you": "", "ren": ""})


def test_pseudo_is_plain_to_see() -> None:
    """Accents, a third more letters, emphasis where it was."""
    assert pseudo("You came after *all*, {you}.") == "[Ýóúú çáméé áftéér *ááll*, {you}.·]"


def test_the_engine_speaks_the_pseudo_language_without_a_file() -> None:
    """Every word that goes through `tr` is marked, with its places filled in."""
    before = language()
    try:
        assert set_language("qps") == PSEUDO
        assert tr("Needs “{title}”", title="Coat") == "[Ñéééds “Coat”·]"
    finally:
        set_language(before)
    assert nearest("qps", ["en"]) == PSEUDO


def test_a_story_is_played_in_the_pseudo_language_without_a_file() -> None:
    """Over the pipe, every text of the story and every refusal is in brackets."""
    sent = b'{"do":"advance"}\n' * 4 + b'{"do":"choose","index":7}\n{"do":"choose","index":0}\n'
    command = [sys.executable, str(ROOT / "main.py"), "play", str(EXAMPLE), "--headless", "--language", "qps"]
    done = subprocess.run(command, input=sent, capture_output=True, check=True, timeout=60)
    told = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    texts = [event["text"] for event in told if event["event"] == "line"]
    texts += [event["message"] for event in told if event["event"] == "error"]
    texts += [option["text"] for event in told if event["event"] == "await" for option in event.get("options", [])]
    assert len(texts) == 12
    assert all(text.startswith("[") and text.endswith("]") for text in texts)


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["translate"], "ACTION"),
        (["translate", "burn"], "burn"),
        (["translate", "extract"], "STORY"),
        (["translate", "extract", "nowhere"], "There is no story “nowhere”"),
        (["translate", "extract", "{story}", "-l", "chinese!"], "'chinese!' is not a language code"),
        (["translate", "extract", "{story}", "-l", "../../etc"], "is not a language code"),
        (["translate", "extract", "{story}", "-l", "en"], "itself is written in en"),
        (["translate", "extract", "{story}", "-l", "ja", "--pseudo"], "--pseudo"),
        (["translate", "status", "{story}", "-l", "ja"], "There is no translation 'ja'"),
        (["translate", "update", "nowhere"], "There is no story “nowhere”"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_one_plain_line(
    arguments: list[str], words: str, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, one line on standard error that names the fault, and no file."""
    assert main.main([argument.replace("{story}", str(story)) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert words in told.err
    assert not (story / "lang").exists()


BROKEN = {
    "not a catalogue": b"msgid without quotes\n",
    "not UTF-8": 'msgid "x"\nmsgstr "é"\n'.encode("latin-1"),
    "plural forms": b'msgid "lamp"\nmsgid_plural "lamps"\nmsgstr[0] "a"\nmsgstr[1] "b"\n',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_stops_the_update_of_all(
    content: bytes, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One plain line, exit 2, and no file is touched, not even those that could be read."""
    run(capsys, "translate", "extract", story, "-l", "de")
    edit(story / "story.yaml", "The Tea House on Lantern Street", "The Tea House")
    (story / "lang" / "ja.po").write_bytes(content)
    before = {path: path.read_bytes() for path in (story / "lang").iterdir()}
    assert main.main(["translate", "update", str(story)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "ja.po" in told.err
    assert {path: path.read_bytes() for path in (story / "lang").iterdir()} == before


def test_a_lang_that_is_no_folder_is_one_plain_line(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file in the way is named and kept."""
    (story / "lang").write_text("mine", encoding="utf-8")
    assert main.main(["translate", "extract", str(story), "-l", "ja"]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert (story / "lang").read_text(encoding="utf-8") == "mine"
    assert catalogue_files(story) == {}
