"""The words on screen: each has its Chinese, language codes find their language, broken catalogues are told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import language
from engine.language import CatalogueError, engine_words, languages, nearest, normal, read_messages, set_language, tr

ROOT = Path(__file__).parents[1]


# ---------------------------------------------------------------- the engine's own words


def refusals() -> frozenset[str]:
    """The exceptions whose first argument a player can read; those of the playtester's tools are not for players."""
    bases: dict[str, set[str]] = {}
    for path in sorted((ROOT / "engine").glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and "playtest" not in path.parts:
                bases.setdefault(node.name, set()).update(ast.unparse(base) for base in node.bases)
    found = {"Refusal"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return frozenset(found)


REFUSALS = refusals()
SENTENCES = ("refusals", "errors")
"""Modules in which every constant is such a sentence."""


def words_of(source: str, sentences: bool = False) -> Iterator[tuple[str, int]]:
    """Every text of a module that can reach the screen through `tr`, with its line.

    These are: what `tr("…")` and `mark("…")` are given, the sentences of refusals, and the constants of a module that
    one of its own `tr(…)` looks a text up in. With `sentences` every constant of the module is one.
    """
    tree = ast.parse(source)
    constants = dict(_assigned(tree))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        name, first = _called(call), call.args[0]
        if name in ("tr", "mark") or (name in REFUSALS and isinstance(first, ast.Constant)):
            yield from ((text, call.lineno) for text in _texts(first, constants))
    for value in constants.values() if sentences else ():
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value, value.lineno


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _texts(argument: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """The texts that an argument of `tr` can be: its own, and those of the constants it mentions."""
    for node in ast.walk(argument):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value
        elif isinstance(node, ast.Name) and node.id in constants:
            table = constants[node.id]
            parts = table.values if isinstance(table, ast.Dict) else [table]
            yield from (text for part in parts if part is not None for text in _texts(part, {}))


def every_word() -> dict[str, str]:
    """All of the engine's texts, each with the first place that says it."""
    found: dict[str, str] = {}
    for path in [*sorted((ROOT / "engine").glob("**/*.py")), ROOT / "main.py"]:
        if path.exists() and path.name != "language.py":
            for text, line in words_of(path.read_text(encoding="utf-8"), sentences=path.stem in SENTENCES):
                found.setdefault(text, f"{path.relative_to(ROOT).as_posix()}:{line}")
    return found


@pytest.mark.parametrize("code", [code for code in languages() if code != language.SOURCE])
def test_every_word_of_the_engine_is_translated(code: str) -> None:
    """Nothing on screen stays English in another language; what is missing is listed with its place."""
    known = engine_words(code)
    missing = [f"{place}  {text!r}" for text, place in every_word().items() if text not in known]
    assert not missing, f"{len(missing)} texts are missing in engine/lang/{code}.po:\n" + "\n".join(missing)


@pytest.mark.parametrize("code", [code for code in languages() if code != language.SOURCE])
def test_translations_have_the_same_places_to_fill(code: str) -> None:
    """`{name}` stands in a translation exactly if it stands in the original."""
    for text, translation in engine_words(code).items():
        assert _places(translation) == _places(text), text


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_scan_finds_the_ways_words_are_written() -> None:
    """Plain calls, marked texts, tables and refusals are seen; other calls are not."""
    source = (
        'KINDS = {"good": "Good"}\nOTHER = "Not a word"\ntr(KINDS.get(kind, "Other"), name="x")\n'
        'mark("Later")\nraise ShopRefusal("No {x}.", x=1)\nprint("Nothing")\n'
    )
    assert {text for text, _ in words_of(source)} == {"Good", "Other", "Later", "No {x}."}
    assert ("Gone.", 1) in set(words_of('GONE = "Gone."', sentences=True))
    assert "Not now" in every_word()


def test_refusals_are_found_through_their_bases() -> None:
    """A refusal of a refusal counts as well."""
    assert {"Refusal", "ShopRefusal", "ProfileError"} <= REFUSALS


# ---------------------------------------------------------------- languages


def test_speaking_a_language_and_going_back() -> None:
    """`tr` follows `set_language` at once, fills places in, and falls back to English words."""
    try:
        assert set_language("zh-Hans") == "zh_CN"
        assert language.language() == "zh_CN"
        assert tr("Not now") == "现在不行"
        assert tr("Needs “{title}”", title="雨") == "需要“雨”"
        assert tr("A text that nobody ever wrote, {name}", name="x") == "A text that nobody ever wrote, x"
        assert set_language("xx") == "en"
    finally:
        set_language("en")
    assert tr("Not now") == "Not now"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("zh", "zh_CN"),
        ("zh-CN", "zh_CN"),
        ("zh_Hans", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("ZH_cn", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh-TW", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("zh-HK", "zh_HK"),
        ("zh_Hans_SG.utf8@pinyin", "zh_CN"),
        ("en", "en"),
        ("en-us", "en_US"),
        ("EN_us.UTF-8", "en_US"),
        ("ja", "ja"),
        ("C", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
def test_codes_are_written_one_way(code: str, expected: str) -> None:
    """However a system spells a language, it is one code here."""
    assert normal(code) == expected


def test_the_nearest_language_that_is_offered() -> None:
    """A region falls back to its language, and nothing is better than a guess."""
    assert nearest("en-US", ["zh_CN", "en"]) == "en"
    assert nearest("zh", ["en", "zh_CN"]) == "zh_CN"
    assert nearest("zh-TW", ["en", "zh_CN"]) == "zh_CN"
    assert nearest("ja", ["en", "zh_CN"]) is None


@given(st.text(max_size=20))
def test_any_code_becomes_some_code(code: str) -> None:
    """Whatever the environment holds, there is a code and writing it twice changes nothing."""
    assert normal(normal(code)) == normal(code)


# ---------------------------------------------------------------- catalogues


def test_entries_keep_context_and_line_and_leave_out_what_is_not_ready() -> None:
    """Untranslated, fuzzy and obsolete entries are not there; the others have their place."""
    data = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "rain.tea"\nmsgid "Tea?"\nmsgstr "茶？"\n\n'
        'msgid "None yet"\nmsgstr ""\n\n#, fuzzy\nmsgid "Perhaps"\nmsgstr "也许"\n\n#~ msgid "Gone"\n#~ msgstr "没了"\n'
    )
    messages = read_messages(b"\xef\xbb\xbf" + data.encode())
    assert [(message.context, message.text, message.translation) for message in messages] == [
        ("rain.tea", "Tea?", "茶？")
    ]
    assert messages[0].line == 4
    assert language.key_of("rain.tea", "Tea?") == "rain.tea\x04Tea?"


@given(
    st.one_of(st.binary(max_size=80), st.text(alphabet='msgidctxtr "\\\n#~,[0]fuzzy{}é', max_size=80).map(str.encode))
)
def test_any_bytes_are_a_catalogue_or_a_catalogue_error(data: bytes) -> None:
    """No file makes the reader raise anything else."""
    assert isinstance(outcome(data), list | CatalogueError)


def outcome(data: bytes) -> object:
    """The messages, or what is wrong with the file."""
    try:
        return read_messages(data)
    except CatalogueError as fault:
        return fault


def test_a_catalogue_never_names_another_file(tmp_path: Path) -> None:
    """A catalogue whose whole text is a path is a broken catalogue, not that file."""
    other = tmp_path / "other.po"
    other.write_text('msgid "a"\nmsgstr "b"\n')
    with pytest.raises(CatalogueError):
        read_messages(str(other).encode())
