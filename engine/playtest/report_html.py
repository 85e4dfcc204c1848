"""A playtest's findings as one HTML page that needs no other file; knows no story and plays nothing."""

from __future__ import annotations

from html import escape

from engine.playtest.report import Findings

STYLE = """
:root { color-scheme: light dark; --ink: #2b2430; --paper: #fbf7f2; --soft: #e9dfd6; --mark: #b4544a; }
@media (prefers-color-scheme: dark) { :root { --ink: #efe6dc; --paper: #1e1a24; --soft: #38313f; --mark: #e58d7e; } }
body { font: 16px/1.5 Georgia, "Noto Serif", serif; color: var(--ink); background: var(--paper);
       max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-weight: normal; margin-bottom: 0; } h2 { font-weight: normal; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: normal; opacity: .7; }
td, th { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--soft); vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { background: var(--soft); width: 10rem; height: .6rem; }
.bar i { display: block; height: 100%; background: var(--mark); }
pre { background: var(--soft); padding: 1rem; overflow: auto; max-height: 30rem; white-space: pre-wrap; }
.fail { color: var(--mark); }
"""


def as_html(found: Findings) -> str:
    """The whole page."""
    last = found.first_seed + found.runs - 1
    head = f"{found.runs} runs, policy {found.policy}, seeds {found.first_seed} to {last}, {found.inputs} inputs"
    body = [
        f"<h1>{escape(found.title)}</h1><p>{escape(head)}</p>",
        _failures(found),
        _section("Endings", ("ending", "kind", "runs", ""), _endings(found)),
        _section("Coverage", ("", "reached", "of", ""), _coverage(found)),
        _section("Affection", ("", "lowest", "in the middle at the end", "highest"), _affection(found)),
        _section("Sides of the relation", ("", "caring", "cared for", "partner", "mentor"), _relations(found)),
        _section("Variety of answers", ("scene", "act", "tier", "different lines", "answers"), _variety(found)),
        _section("Reached by no run", ("what", "where", "text"), _unreached(found)),
    ]
    head = f'<meta charset="utf-8"><title>Playtest: {escape(found.title)}</title><style>{STYLE}</style>'
    page = "\n".join(body)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n{page}\n</body></html>\n'


def _section(title: str, heads: tuple[str, ...], rows: list[str]) -> str:
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    return f"<h2>{title}</h2>\n<table><tr>{top}</tr>\n{''.join(rows) or '<tr><td>nothing</td></tr>'}</table>"


def _row(*cells: object) -> str:
    return "<tr>" + "".join(_cell(cell) for cell in cells) + "</tr>\n"


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f'<td class="n">{value}</td>'
    if isinstance(value, float):
        return f'<td><div class="bar"><i style="width:{value * 100:.1f}%"></i></div></td>'
    return f"<td>{escape(str(value))}</td>"


def _failures(found: Findings) -> str:
    if not found.failures:
        return "<p>No run failed.</p>"
    told = [
        f'<h3 class="fail">Seed {failure.seed}: {escape(failure.reason)}</h3>'
        + (f"<pre>{escape(chr(10).join(failure.transcript))}</pre>" if failure.transcript else "")
        for failure in found.failures
    ]
    return f"<h2>Failures ({len(found.failures)})</h2>\n" + "\n".join(told)


def _endings(found: Findings) -> list[str]:
    return [_row(f"{one.title} ({one.id})", one.kind, one.runs, one.runs / found.runs) for one in found.endings]


def _coverage(found: Findings) -> list[str]:
    return [_row(f"{one.kind}s", one.reached, one.of, one.percent / 100) for one in found.coverage]


def _affection(found: Findings) -> list[str]:
    return [_row(one.character, one.lowest, one.median, one.highest) for one in found.affection]


def _relations(found: Findings) -> list[str]:
    return [_row(one.character, one.caring, one.cared_for, one.partner, one.mentor) for one in found.relations]


def _variety(found: Findings) -> list[str]:
    return [_row(one.scene, one.act, one.tier, one.lines, one.answers) for one in found.variety]


def _unreached(found: Findings) -> list[str]:
    return [_row(f"{one.kind}{' (paid)' if one.paid else ''}", one.place, one.text) for one in found.unreached]
