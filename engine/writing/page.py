"""A story as one HTML page to read, print and comment on, which needs no other file; plays nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from engine.play.wording import Wording
from engine.story import markup
from engine.story.model import Story
from engine.writing.reading import LABELS, color_of, is_unseen, pages, speaker_of
from engine.writing.rows import Row

STYLE = """
:root { color-scheme: light dark; --ink: #2b2430; --paper: #fbf7f2; --soft: #e9dfd6; --quiet: #74687a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #efe6dc; --paper: #1e1a24; --soft: #38313f; --quiet: #a99db0; }
}
body { font: 17px/1.55 Georgia, "Noto Serif", "Noto Serif SC", serif; color: var(--ink); background: var(--paper);
       max-width: 46rem; margin: 2rem auto 6rem; padding: 0 1rem; }
h1, h2, h3 { font-weight: normal; line-height: 1.2; }
h1 { margin-bottom: .2em; } h2 { margin-top: 3.5rem; border-bottom: 1px solid var(--soft); }
h3 { margin: 2.4rem 0 .2rem; } h3 small, .words, .id { color: var(--quiet); font-size: .78rem; }
p { margin: .5rem 0; padding-left: calc(var(--depth, 0) * 1.4rem); }
.line { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; }
.line > .words { grid-column: 1; }
.who { color: color-mix(in oklab, var(--color) 55%, var(--ink)); font-variant: small-caps; margin-right: .5em; }
.id { font-family: ui-monospace, Consolas, monospace; user-select: all; align-self: start; opacity: .65; }
.branch, .choice, .scene, .act, .part, .way { color: var(--quiet); font-size: .88rem; }
.scene { border-left: 3px solid var(--soft); padding-left: calc(var(--depth, 0) * 1.4rem + .6rem); color: var(--ink); }
.option > .text::before { content: "▸ "; } .unseen > .text { color: var(--quiet); font-size: .88rem; }
.stage { color: var(--quiet); font-size: .78rem; }
nav { columns: 3 11rem; font-size: .9rem; } nav ul { margin: 0 0 .9rem; padding: 0; list-style: none; }
a { color: inherit; text-decoration-color: var(--quiet); }
@media print { nav { display: none; } h2 { break-before: page; } .line, h3 { break-inside: avoid; } }
"""
_PLACE = re.compile(r"\b(Goes on in|Plays|To) ([a-z0-9_]+\.[a-z0-9_]+)")


def as_html(story: Story, language: str | None = None) -> str:
    """The page, in the story's language or another it has."""
    wording = Wording(story, language)
    title = escape(wording.plain("story", story.title))
    every = list(pages(story))
    body = "\n".join(_row(row, story, wording) for row in every)
    head = f'<meta charset="utf-8"/><title>{title}</title><style>{STYLE}</style>'
    top = f"<h1>{title}</h1>\n{_people(story, wording)}\n{_contents(every, wording)}"
    code = wording.language.replace("_", "-")
    return f'<!doctype html>\n<html lang="{escape(code)}"><head>{head}</head>\n<body>\n{top}\n{body}\n</body></html>\n'


def _people(story: Story, wording: Wording) -> str:
    ids = [("you", wording.name("you")), *((person.id, wording.name(person.id)) for person in story.cast.values())]
    names = (f"{_who(markup.plain(name), color_of(who, story))}" for who, name in ids)
    return f"<p>{' '.join(names)}</p>"


def _contents(every: list[Row], wording: Wording) -> str:
    parts: list[str] = []
    for row in every:
        if row.kind == "chapter":
            parts.append(
                f"{'</ul>' if parts else ''}<ul><li><b>{escape(wording.plain(row.context, row.text))}</b></li>"
            )
        elif row.kind == "beat":
            parts.append(f'<li><a href="#{escape(row.beat)}">{escape(row.beat.partition(".")[2])}</a></li>')
    return f"<nav>{''.join(parts)}{'</ul>' if parts else ''}</nav>"


def _row(row: Row, story: Story, wording: Wording) -> str:
    match row.kind:
        case "chapter":
            return f"<h2>{escape(wording.plain(row.context, row.text))}{_words(row)}</h2>"
        case "beat":
            name = escape(row.beat.partition(".")[2])
            return f'<h3 id="{escape(row.beat)}">{name} <small>{escape(row.words)}</small></h3>'
        case _ if not row.text:
            return f'<p class="{row.kind}" style="--depth: {row.depth - 1}">{_linked(row.words)}</p>'
        case _:
            return _said(row, story, wording)


def _said(row: Row, story: Story, wording: Wording) -> str:
    who = speaker_of(row, wording) or LABELS.get(row.kind, "")
    label = _who(who, color_of(row.speaker, story)) if who else ""
    kinds = ["line", row.kind, *(["unseen"] if is_unseen(row) else [])]
    text = f'<span class="text">{label}{_rich(wording.rich(row.context, row.text))}</span>'
    name = f'<span class="id">{escape(row.id)}</span>' if row.id else ""
    style = f"--depth: {row.depth - 1}"
    return f'<p class="{" ".join(dict.fromkeys(kinds))}" style="{style}">{text}{name}{_words(row)}</p>'


def _who(name: str, color: str) -> str:
    return f'<span class="who" style="--color: {color}">{escape(name)}</span>'


def _words(row: Row) -> str:
    return f' <span class="words">{_linked(row.words)}</span>' if row.words else ""


def _linked(words: str) -> str:
    """Plain words, in which the beat that comes next is a link."""
    return _PLACE.sub(lambda match: f'{match[1]} <a href="#{match[2]}">{match[2]}</a>', escape(words))


def _rich(text: str) -> str:
    """Marked-up text as HTML: emphasis, reading aids, line ends."""
    return "".join(_pieces(text)).replace("\n", "<br/>")


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in markup.TOKEN.finditer(text):
        yield escape(text[start : match.start()])
        start = match.end()
        if match[2] is not None:
            yield f"<ruby>{escape(match[1])}<rt>{escape(match[2])}</rt></ruby>"
        elif match[4] is not None:
            yield f"<em>{_rich(match[4])}</em>"
        else:
            yield escape(markup.plain(match[0]))
    yield escape(text[start:])
