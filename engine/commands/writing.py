"""Commands for writers: check, map, schema, new, translate, script, compliance."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.files import write, write_bytes
from engine.commands.ground import DONE, FOUND, Unusable

if TYPE_CHECKING:
    from engine.checking.guards import Fault
    from engine.checking.inspect import Findings
    from engine.story.map_marks import Playtest
    from engine.story.model import Story
    from engine.story.pieces import Pieces


def comply(name: str | None, form: str) -> int:
    """Print what is on for a story, by region."""
    from engine.improv import compliance
    from engine.playtest.sitting import FLAGSHIP, folder_of
    from engine.story.load import load

    found = compliance.compliance(load(folder_of(name or FLAGSHIP)))
    print(compliance.as_json(found) if form == "json" else compliance.as_text(found))
    return DONE


def check(args: argparse.Namespace) -> int:
    """Print every problem of these stories; with `--fit` also every text that is too wide for its box."""
    from engine.checking.inspect import inspect
    from engine.checking.sarif import as_sarif
    from engine.playtest.sitting import FLAGSHIP, art_of, folder_of
    from engine.story.problems import as_json

    folders = [from_here(folder_of(name)) for name in args.stories or [FLAGSHIP]]
    measure = too_wide if args.fit else None
    findings = [inspect(folder, art=art_of(folder), measure=measure, pieces=_pieces(folder)) for folder in folders]
    told = [problem for each in findings for problem in each.sifted.told]
    match args.format:
        case "json":
            print(as_json(told))
        case "sarif":
            print(as_sarif([each.sifted for each in findings], _version()))
        case _:
            _tell_problems(findings)
    return FOUND if told else DONE


def _pieces(folder: Path) -> Pieces:
    """What is known of the story's files since it was looked at last; only where saves are kept."""
    from engine.playtest.shelf import COMPILED
    from engine.story.pieces import Pieces, pieces_in

    return pieces_in(COMPILED, folder) if COMPILED.parent.is_dir() else Pieces()


def too_wide(story: Story) -> Iterator[Fault]:
    """Every text of a story that does not fit where the window shows it, in any language or text size."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from engine.checking.guards import Fault
    from engine.desktop.fitting import misfits
    from engine.story.problems import advice
    from engine.story.written import shorten

    for each in misfits(story):
        words: dict[str, object] = {
            "text": shorten(each.text),
            "what": each.what,
            "language": each.language,
            "size": f"{each.size:.0%}",
        }
        yield Fault(advice.TOO_WIDE, each.file, each.at, words)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("lantern-otome")
    except PackageNotFoundError:
        return "0"


def _tell_problems(findings: Sequence[Findings]) -> None:
    told = [problem for each in findings for problem in each.sifted.told]
    for problem in told:
        print(problem)
    errors = sum(problem.severity == "error" for problem in told)
    let_be = sum(len(each.sifted.let_be) for each in findings)
    counts = f"errors: {errors}, warnings: {len(told) - errors}" if told else "no problems"
    print(f"{counts}, let be: {let_be}" if let_be else counts, file=sys.stderr)
    for words in dict.fromkeys(each.left_out for each in findings if each.left_out):
        print(words, file=sys.stderr)


def serve_editor() -> int:
    """Speak the Language Server Protocol on standard input and output until the editor goes."""
    from engine.playtest.sitting import art_of

    try:
        from engine.lsp.server import serve
    except ModuleNotFoundError as fault:
        raise Unusable('The language server needs the package pygls: pip install "lantern-otome[lsp]"') from fault
    serve(art_of, _version())
    return DONE


def from_here(folder: Path) -> Path:
    """The folder as one would name it here, so that problems name short paths."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


MAPS = (".html", ".svg", ".mmd", ".mermaid", ".md")


def draw_map(args: argparse.Namespace) -> int:
    """Write the story's graph as a page, as SVG or as Mermaid."""
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready
    from engine.story import map_marks
    from engine.story.map import as_mermaid
    from engine.story.map_page import as_page
    from engine.story.map_svg import as_svg

    output: str | None = args.output
    suffix = Path(output).suffix.lower() if output not in (None, "-") else ".mmd"
    if suffix not in MAPS:
        raise Unusable(f"A map is written as .html, .svg, .mmd or .md; {output!r} is none of these.")
    folder = folder_of(args.story or FLAGSHIP)
    script, routes = ready(folder)
    story, ways = script.story, routes.edges
    if suffix in (".html", ".svg"):
        test = _read_playtest(args.playtest, story) if args.playtest is not None else None
        found = map_marks.marks(story, ways, map_marks.link_to(folder, args.link), test)
        text = as_page(story, ways, found) if suffix == ".html" else as_svg(story, ways, found)
    else:
        text = as_mermaid(story, ways)
    if suffix == ".md":
        text = f"```mermaid\n{text}```\n"
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        write(Path(str(output)), text)
    return DONE


def _read_playtest(file: Path, story: Story) -> Playtest:
    from engine.story.map_marks import BadPlaytest, read_playtest

    try:
        return read_playtest(file.read_bytes(), story)
    except OSError as fault:
        raise Unusable(f"{str(file)!r} cannot be read: {fault.strerror}.") from fault
    except BadPlaytest as fault:
        raise Unusable(f"{str(file)!r} cannot be used: {fault}.") from fault


def translate(args: argparse.Namespace) -> int:
    """Make, refresh or count the catalogues of a story."""
    from engine.playtest.sitting import folder_of
    from engine.pseudo import PSEUDO
    from engine.story.load import load
    from engine.writing import catalogues

    folder = from_here(folder_of(args.story))
    story = load(folder)
    try:
        if args.action == "status":
            return _tell_progress(folder, story, args)
        if args.action == "extract":
            refreshed = [catalogues.extract(folder, story, PSEUDO if args.pseudo else args.language)]
        else:
            refreshed = catalogues.update(folder, story)
        catalogues.write(refreshed)
    except catalogues.NoCatalogue as fault:
        raise Unusable(str(fault)) from fault
    print("\n".join(map(str, refreshed)) or _no_translations(args.story))
    return DONE


def _no_translations(story: str) -> str:
    return f"There is no translation yet; python main.py translate extract {story} -l L begins one."


def _tell_progress(folder: Path, story: Story, args: argparse.Namespace) -> int:
    from engine.language import nearest
    from engine.writing import catalogues, progress

    states = catalogues.state_of(folder, story)
    chosen = nearest(args.language, list(states)) if args.language else None
    if args.language and chosen not in states:
        raise Unusable(f"There is no translation {args.language!r}; there is {', '.join(states) or 'none yet'}.")
    complete = True
    for path, texts, catalogue in (states[code] for code in states if chosen in (None, code)):
        parts = progress.progress(texts, catalogue)
        done, every = progress.unseen_done(texts, catalogue)
        print(f"{path.as_posix()}\n{progress.as_table(parts)}")
        print(f"  never shown to players, but understood: {done} of {every} translated")
        complete = complete and parts[-1].complete
    if not states:
        print(_no_translations(args.story))
    return FOUND if args.strict and not complete else DONE


def write_script(args: argparse.Namespace) -> int:
    """Write the story out to be read."""
    from engine.language import nearest
    from engine.playtest.sitting import folder_of
    from engine.story.load import load
    from engine.writing.document import NoDocuments
    from engine.writing.forms import FORMS

    output: Path = args.output
    form = FORMS.get(output.suffix.lower())
    if form is None:
        raise Unusable(f"A script is written as .html, .csv or .docx; {str(output)!r} is none of these.")
    story = load(folder_of(args.story))
    offered = [story.language, *story.catalogues]
    language = nearest(args.language, offered) if args.language else story.language
    if language is None:
        raise Unusable(f"The story has no language {args.language!r}; it has {', '.join(offered)}.")
    try:
        write_bytes(output, form(story, language))
    except NoDocuments as fault:
        raise Unusable(str(fault)) from fault
    return DONE


def print_schema(folder: Path | None) -> int:
    """Print the JSON Schema of the format, or write those of its kinds of files, which the stories' files point to."""
    import json

    from engine.story.schema import combined_schema, json_schemas

    if folder is None:
        print(json.dumps(combined_schema(), indent=2, ensure_ascii=False))
        return DONE
    if not folder.is_dir():
        raise Unusable(f"There is no folder {str(folder)!r} to write schemas into.")
    for kind, schema in json_schemas().items():
        write(folder / f"{kind}.json", json.dumps(schema, indent=1, ensure_ascii=False) + "\n")
    return DONE


def begin_story(name: str) -> int:
    """Write a small story under stories/."""
    from engine.playtest.sitting import STORIES
    from engine.story.sample import NoSample, write_sample

    try:
        folder = write_sample(STORIES, name)
    except NoSample as fault:
        raise Unusable(str(fault)) from fault
    print(f"{folder} is ready: python main.py play {name}, or python main.py check {name}")
    return DONE
