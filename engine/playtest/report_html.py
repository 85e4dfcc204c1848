"""A playtest's findings as one HTML page that needs no other file; knows no story and plays nothing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise
from typing import TypeAlias

from engine.playtest.findings import EndingCount, Findings, Unreached
from engine.playtest.measures import Crossed, Felt, Purchases
from engine.playtest.readers import Readers
from engine.playtest.report_charts import journey_charts
from engine.story.model import At

MISSED = 200
"""Places that a fold of the page names."""
STYLE = """
:root { color-scheme: light dark; --ink: #2b2430; --paper: #fbf7f2; --soft: #e9dfd6; --mark: #b4544a; }
@media (prefers-color-scheme: dark) { :root { --ink: #efe6dc; --paper: #1e1a24; --soft: #38313f; --mark: #e58d7e; } }
body { font: 16px/1.5 Georgia, "Noto Serif", serif; color: var(--ink); background: var(--paper);
       max-width: 92rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-weight: normal; margin-bottom: 0; } h2 { font-weight: normal; margin-top: 2rem; }
table { border-collapse: collapse; min-width: 40%; }
th { text-align: left; font-weight: normal; opacity: .75; cursor: pointer; }
th.n { text-align: right; } th[data-down]::after { content: " ▾"; } th[data-up]::after { content: " ▴"; }
td, th { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--soft); vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { background: var(--soft); width: 10rem; height: .6rem; margin-top: .45rem; }
.bar i { display: block; height: 100%; background: var(--mark); }
pre { background: var(--soft); padding: 1rem; overflow: auto; max-height: 30rem; white-space: pre-wrap; }
.map { overflow: auto; max-height: 44rem; border: 1px solid var(--soft); }
label:has(input:checked) + .map svg { width: 100%; height: 42rem; }
.table { overflow-x: auto; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; } .charts svg { flex: 0 1 34rem; }
.charts text { fill: currentColor; font: 10px sans-serif; } .charts path { stroke: currentColor; }
a { color: inherit; text-decoration-color: var(--mark); } details { margin: .25rem 0; }
.note { opacity: .75; font-size: .9rem; max-width: 46rem; }
.fail { color: var(--mark); }
"""


SCRIPT = """<script type="module">
const map = document.querySelector(".map");
if (map) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
const value = (row, at) => {
  const cell = row.cells[at], bar = cell && cell.querySelector("i"), text = cell ? cell.textContent : "";
  return bar ? parseFloat(bar.style.width) : /^[+-]?[0-9.]+%?$/.test(text) ? parseFloat(text) : text;
};
for (const table of document.querySelectorAll("table")) {
  const [heads, ...rows] = table.rows;
  [...heads.cells].forEach((head, at) => head.onclick = () => {
    const down = !("down" in head.dataset);
    for (const each of heads.cells) { delete each.dataset.down; delete each.dataset.up; }
    head.dataset[down ? "down" : "up"] = "";
    const order = (one, other) => { const a = value(one, at), b = value(other, at);
      const numbers = typeof a == "number" && typeof b == "number";
      return (numbers ? b - a : String(a).localeCompare(String(b))) * (down ? 1 : -1); };
    rows.sort(order).forEach(row => row.parentNode.append(row));
  });
}
</script>
"""


Link: TypeAlias = Callable[[str, At], str]
"""The address of a place in a file of the story."""


def nowhere(file: str, at: At) -> str:
    """A link that leads nowhere."""
    return ""


def as_html(found: Findings, drawn: str = "", link: Link = nowhere) -> str:
    """The whole page; `drawn` is the story's map as SVG, `link` the address of a place in its files."""
    last = found.first_seed + found.runs - 1
    line = f"{found.runs} runs, policy {found.policy}, seeds {found.first_seed} to {last}, {found.inputs} inputs"
    reading = "reading takes {:.0f} to {:.0f} minutes, in the middle {:.0f}".format(*_outer_first(found.minutes))
    policies = tuple(found.by_policy)
    body = [
        f"<h1>{escape(found.title)}</h1><p>{escape(line)}; {reading}</p>",
        _failures(found),
        _map(drawn),
        _section(
            "Endings", ("ending", "kind", "minutes", "runs", "", *policies), [_ending(found, e) for e in found.endings]
        ),
        _section("Coverage", ("", "reached", "of", ""), _coverage(found)),
        "<h2>Affection, chapter by chapter</h2>" + _note(JOURNEY) + _charts(found),
        _section("Affection over all", ("", "lowest", "in the middle at the end", "highest"), _affection(found)),
        _section("Chapters", ("chapter", "runs", "words written", "words read", "tension"), _chapters(found)),
        _section("Routes", ("chapters", "runs", "words", "fewest read", "average", "most", "endings"), _ways(found)),
        _section("Voices", ("who", "words written", "words heard in a run"), _voices(found)),
        _section(
            "Line and option by tier, goods and language",
            ("", "", "lines", "options", "met elsewhere, never here"),
            [_crossed(one, link) for one in found.crossed],
        ),
        _section("Sides of the relation", ("", "caring", "cared for", "partner", "mentor"), _relations(found)),
        _section(
            "Talks",
            ("scene", "visits", "turns", "tokens in", "tokens out", "at most, US$", "before", "after"),
            [_talk(one) for one in found.talks],
        )
        + _note(TALKS),
        _section("The way to the till", ("", "readers", ""), _purchases(found.purchases)) + _note(TILL),
        _recorded(found.readers),
        _section("Variety of answers", ("scene", "act", "tier", "different lines", "answers"), _variety(found)),
        _section("Reached by no run", ("what", "where", "text"), _unreached(found, link)),
    ]
    head = f'<meta charset="utf-8"><title>Playtest: {escape(found.title)}</title><style>{STYLE}</style>'
    page = "\n".join(body)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n{page}\n{SCRIPT}</body></html>\n'


JOURNEY = (
    "The band holds eight runs of ten, the line is the middle one; the frames are where the author means it to be, the "
    "dashes are the intended tension (0 to 5). Lines join chapters that follow one another on some route."
)
TALKS = (
    "Tokens and dollars are what a model would take for one visit, uncached, at four bytes a token. Before and after: "
    "how glad her words are in the first and in the last turn, from -3 to 3, by a short list of words."
)
TILL = (
    "Simulated readers come and go by habits that are assumed (in the breaks, in the evenings, on Sundays, …), dealt "
    "out evenly: it shows what the story does for such readers, not how many there are. Days count from the first."
)


def _charts(found: Findings) -> str:
    return journey_charts(found.journeys, {pair for one in found.routes for pair in pairwise(one.chapters)})


def _outer_first(minutes: tuple[float, float, float]) -> tuple[float, float, float]:
    return minutes[0], minutes[2], minutes[1]


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _map(drawn: str) -> str:
    if not drawn:
        return ""
    head = "<h2>The story, darker the more often it was played</h2>"
    return f'{head}<label><input type="checkbox"> the whole at once</label><div class="map">{drawn}</div>'


def _section(title: str, heads: tuple[str, ...], rows: list[str]) -> str:
    kinds = rows[0].split("<td")[1:] if rows else []
    right = [kind.startswith(' class="n"') for kind in kinds] + [False] * len(heads)
    top = "".join(f'<th{" class=n" * number}>{escape(head)}</th>' for head, number in zip(heads, right, strict=False))
    lines = "".join(rows) or "<tr><td>nothing</td></tr>"
    return f'<h2>{title}</h2>\n<div class="table"><table><tr>{top}</tr>\n{lines}</table></div>'


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


def _ending(found: Findings, one: EndingCount) -> str:
    odds = [f"{one.by_policy.get(name, 0) * 100 / runs:.0f}%" for name, runs in found.by_policy.items()]
    return _row(f"{one.title} ({one.id})", one.kind, round(one.minutes), one.runs, one.runs / found.runs, *odds)


def _coverage(found: Findings) -> list[str]:
    return [_row(f"{one.kind}s", one.reached, one.of, one.percent / 100) for one in found.coverage]


def _affection(found: Findings) -> list[str]:
    return [_row(one.character, one.lowest, one.median, one.highest) for one in found.affection]


def _chapters(found: Findings) -> list[str]:
    return [
        _row(
            f"{one.title}{' (paid)' if one.paid else ''}",
            one.runs,
            one.written,
            round(one.read),
            " ".join(map(str, one.tension)),
        )
        for one in found.journeys
    ]


def _ways(found: Findings) -> list[str]:
    return [
        _row(
            " › ".join(one.chapters),
            one.runs,
            one.written,
            one.fewest,
            one.read,
            one.most,
            ", ".join(f"{ending} {runs}" for ending, runs in one.endings.items()),
        )
        for one in found.routes
    ]


def _recorded(readers: Readers | None) -> str:
    """The same of real profiles, where there were any."""
    if readers is None:
        return ""
    moods = [_row(one.scene, one.visits, f"{one.before:+.2f}", f"{one.after:+.2f}") for one in readers.moods]
    till = _section("Recorded readers", ("", "readers", ""), _purchases(readers.purchases))
    return till + _section("Recorded talks", ("scene", "talks", "before", "after"), moods)


def _voices(found: Findings) -> list[str]:
    return [_row(one.name, one.written, round(one.read)) for one in found.voices]


def _crossed(one: Crossed, link: Link) -> str:
    missed = [_linked(place, link) for place in one.never[:MISSED]]
    more = [f"and {len(one.never) - MISSED} more"] if len(one.never) > MISSED else []
    folded = f"<details><summary>{len(one.never)}</summary>{'<br>'.join(missed + more)}</details>" if missed else ""
    cells = "".join(map(_cell, (one.what, one.value, one.lines, one.options)))
    return f"<tr>{cells}<td>{folded}</td></tr>\n"


def _relations(found: Findings) -> list[str]:
    return [_row(one.character, one.caring, one.cared_for, one.partner, one.mentor) for one in found.relations]


def _talk(one: Felt) -> str:
    dollars = ", ".join(f"{model} {price:.4f}" for model, price in one.dollars.items())
    mood = (f"{one.before:+.2f}", f"{one.after:+.2f}")
    return _row(one.scene, one.visits, f"{one.turns:.1f}", one.sent, one.written, dollars, *mood)


def _purchases(deals: Purchases) -> list[str]:
    steps = {
        "readers": deals.readers,
        "saw the shop": deals.offered,
        "bought anything": deals.bought,
        "paid money": deals.paid,
        "paid money within 3 days": deals.within_3,
        "paid money within 7 days": deals.within_7,
        "there on day 3 or later": deals.reads_3,
        "there on day 7 or later": deals.reads_7,
        **{f"bought {sku} (times)": times for sku, times in deals.products.items()},
    }
    return [_row(name, number, min(1.0, number / deals.readers)) for name, number in steps.items()]


def _variety(found: Findings) -> list[str]:
    return [_row(one.scene, one.act, one.tier, one.lines, one.answers) for one in found.variety]


def _unreached(found: Findings, link: Link) -> list[str]:
    return [
        f"<tr>{_cell(_kind(one))}<td>{_linked(one.place, link)}</td>{_cell(one.text)}</tr>\n" for one in found.unreached
    ]


def _kind(one: Unreached) -> str:
    return f"{one.kind} (paid)" if one.paid else one.kind


def _linked(place: str, link: Link) -> str:
    """`chapters/1_rain.yaml:12:9`, to be clicked where there is an address."""
    file, line, column = place.rsplit(":", 2)
    address = link(file, (int(line), int(column)))
    return f'<a href="{escape(address)}">{escape(place)}</a>' if address else escape(place)
