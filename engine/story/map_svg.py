"""The story's graph as an SVG picture: chapters below each other, beats in layers, guards on arrows; knows no file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from engine.story import markup
from engine.story.map import ENDING, Arrow, Way, arrows, cut, endings
from engine.story.map_marks import Marks
from engine.story.model import Story

BOX_HEIGHT, LAYER_GAP, BOX_GAP, MARGIN, HEAD = 34, 90, 64, 28, 40
"""Pixels: a beat's box, the room for arrows below it, between neighbours, around a chapter, above its first layer."""
LEAST_WIDTH = 90
BOW = 120
"""Pixels that an arrow over a whole layer bends aside, so as not to hide behind its boxes."""
LABEL = 25
"""Characters of a label on the picture; the whole of it is its tooltip."""
SWEEPS = 4
PLAIN = Marks()
STYLE = """
text { font: 13px "Noto Sans", "Noto Sans SC", sans-serif; fill: #2b2430; }
.paper { fill: #fbf7f2; } .chapter { fill: #f4ece3; stroke: #c9b8a8; } .sold { stroke-dasharray: 6 4; }
.beat { fill: #fffdfa; stroke: #6d5a73; } .start { stroke-width: 3; } .ending { fill: #f6d9c9; stroke: #b4544a; }
.shade0 { fill: #ffffff; stroke: #b4544a; stroke-dasharray: 4 3; background: #ffffff; }
.shade1 { fill: #fdf1dc; background: #fdf1dc; } .shade2 { fill: #fbe0b4; background: #fbe0b4; }
.shade3 { fill: #f7cb86; background: #f7cb86; } .shade4 { fill: #f0b25c; background: #f0b25c; }
.shade5 { fill: #e6973a; background: #e6973a; }
.title { font-size: 15px; fill: #6d5a73; } path { fill: none; stroke: #8a7a8f; stroke-width: 1.2; }
.tip { fill: #8a7a8f; stroke: none; }
.back { stroke-dasharray: 4 3; } .label { font-size: 11px; fill: #5a4b60; } .behind { fill: #f4ece3; opacity: .85; }
"""


class Box(NamedTuple):
    """A beat or an ending on the picture, in pixels; `x` is its middle, `y` its top."""

    x: float
    y: float
    width: float
    text: str
    look: str


class Frame(NamedTuple):
    """A chapter's frame on the picture."""

    y: float
    height: float
    title: str
    look: str


def as_svg(story: Story, ways: Sequence[Way], marks: Marks = PLAIN) -> str:
    """The whole picture, one file that needs no other; `marks` make places shaded and let clicks lead to files."""
    lines = arrows(story, ways)
    boxes, frames, width, height = _placed(story, lines, endings(story, ways))
    places = (_place(name, box, marks) for name, box in boxes.items())
    drawn = [*(_frame(frame, width) for frame in frames), *_arrows(lines, boxes), *places]
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    tip = '<marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    defs = f'<defs>{tip}<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
    title = f"<title>{escape(markup.plain(story.title))}</title>"
    body = "\n".join(drawn)
    paper = '<rect class="paper" width="100%" height="100%"/>'
    head = f"{title}\n<style>{STYLE}</style>{defs}\n{paper}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{head}\n{body}\n</svg>\n'


# ---------------------------------------------------------------- where things go


def _placed(
    story: Story, lines: Sequence[Arrow], ends: Mapping[str, str]
) -> tuple[dict[str, Box], list[Frame], float, float]:
    groups = [
        ([beat.id for beat in chapter.beats], markup.plain(chapter.title), "sold" if chapter.product else "")
        for chapter in story.chapters
    ]
    looks = {story.start: "beat start", **dict.fromkeys(ends, "ending")}
    names = {name: cut(ends.get(name) or name.partition(".")[2] or name, 26) for name in _all(groups, ends)}
    rows = [(layers([*group], lines), title, look) for group, title, look in groups]
    rows += [([[*ends]], "", "")] if ends else []
    width = max(_row_width(row, names) for layered, _, _ in rows for row in layered) + 4 * MARGIN
    boxes, frames, top = {}, [], float(MARGIN)
    for layered, title, look in rows:
        begin = top
        top += HEAD
        for row in layered:
            boxes.update(_row(row, names, looks, width, top))
            top += BOX_HEIGHT + LAYER_GAP
        if title:
            frames.append(Frame(begin, top - begin - LAYER_GAP + MARGIN, title, look))
        top += MARGIN - LAYER_GAP + BOX_HEIGHT
    return boxes, frames, width, top + MARGIN


def _all(groups: Iterable[tuple[list[str], str, str]], ends: Iterable[str]) -> list[str]:
    return [*(name for group, _, _ in groups for name in group), *ends]


def _row(
    row: Sequence[str], names: Mapping[str, str], looks: Mapping[str, str], width: float, top: float
) -> dict[str, Box]:
    x = (width - _row_width(row, names)) / 2
    found = {}
    for name in row:
        box = _box_width(names[name])
        found[name] = Box(x + box / 2, top, box, names[name], looks.get(name, "beat"))
        x += box + BOX_GAP
    return found


def _row_width(row: Sequence[str], names: Mapping[str, str]) -> float:
    return sum(_box_width(names[name]) for name in row) + BOX_GAP * (len(row) - 1)


def _box_width(text: str) -> float:
    return max(LEAST_WIDTH, text_width(text, 13) + 24)


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in pixels: Chinese signs are square, others a bit over half of that."""
    return sum(size if unicodedata.east_asian_width(mark) in "WF" else size * 0.56 for mark in text)


def layers(group: Sequence[str], lines: Sequence[Arrow]) -> list[list[str]]:
    """The beats of a group in layers, each below those that lead to it; within a layer near their neighbours."""
    inside = frozenset(group)
    below: dict[str, list[str]] = {name: [] for name in group}
    for line in lines:
        if line.source in inside and line.dest in inside and line.source != line.dest:
            below[line.source].append(line.dest)
    depth = _depths(group, below)
    rows: list[list[str]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for name in group:
        rows[depth[name]].append(name)
    rows = [row for row in rows if row]
    for _ in range(SWEEPS):
        _untangle(rows, below)
    return rows


def _depths(group: Sequence[str], below: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Length of the longest way to each beat that only goes onwards in the authors' order."""
    order = {name: place for place, name in enumerate(group)}
    depth = dict.fromkeys(group, 0)
    for source in group:
        for dest in below[source]:
            if order[dest] > order[source]:
                depth[dest] = max(depth[dest], depth[source] + 1)
    return depth


def _untangle(rows: list[list[str]], below: Mapping[str, Sequence[str]]) -> None:
    """Order each layer by where its beats' neighbours stand."""
    place = {name: index - len(row) / 2 for row in rows for index, name in enumerate(row)}
    near: dict[str, list[str]] = {name: [*below[name]] for name in place}
    for source, dests in below.items():
        for dest in dests:
            near[dest].append(source)
    middle = {name: sum(map(place.__getitem__, others or [name])) / (len(others) or 1) for name, others in near.items()}
    for row in rows:
        row.sort(key=middle.__getitem__)


# ---------------------------------------------------------------- what is drawn


def _frame(frame: Frame, width: float) -> str:
    box = f'<rect class="chapter {frame.look}" x="{MARGIN}" y="{frame.y:.0f}" width="{width - 2 * MARGIN:.0f}"'
    words = f'<text class="title" x="{MARGIN + 12}" y="{frame.y + 24:.0f}">{escape(frame.title)}</text>'
    return f'{box} height="{frame.height:.0f}" rx="10"/>{words}'


def _place(name: str, box: Box, marks: Marks) -> str:
    """A box that can be found by its name, with what a playtest says of it, and a way to its file."""
    words = f"{name.removeprefix(ENDING)}: {marks.words[name]}" if name in marks.words else name.removeprefix(ENDING)
    shade = f" shade{marks.shades[name]}" if name in marks.shades else ""
    drawn = f"<title>{escape(words)}</title>{_box(box._replace(look=box.look + shade))}"
    group = f"<g data-place={quoteattr(name)}>{drawn}</g>"
    return f"<a href={quoteattr(marks.links[name])}>{group}</a>" if name in marks.links else group


def _box(box: Box) -> str:
    left, middle = box.x - box.width / 2, box.y + BOX_HEIGHT / 2
    size = f'width="{box.width:.1f}" height="{BOX_HEIGHT}" rx="6"'
    shape = f'<rect class="{box.look}" x="{left:.1f}" y="{box.y:.1f}" {size}/>'
    return f'{shape}<text x="{box.x:.1f}" y="{middle + 5:.1f}" text-anchor="middle">{escape(box.text)}</text>'


def _arrows(lines: Sequence[Arrow], boxes: Mapping[str, Box]) -> list[str]:
    """Each arrow and its label; labels stand near the tips, those at one beat at different heights."""
    known = [line for line in lines if line.source in boxes and line.dest in boxes]
    count: dict[str, int] = {}
    curves, labels = [], []
    for line in known:
        nth = count[line.dest] = count.get(line.dest, -1) + 1
        (start, bend, turn, end) = _curve(boxes[line.source], boxes[line.dest])
        look = ' class="back"' if line.comes_back else ""
        points = f"M{_at(start)}C{_at(bend)} {_at(turn)} {_at(end)}"
        curves.append(f'<path{look} d="{points}" marker-end="url(#tip)"/>')
        if line.labels:
            labels.append(_label(line.labels, _along(start, bend, turn, end, 0.75 - 0.13 * (nth % 4))))
    return curves + labels


Point: TypeAlias = tuple[float, float]


def _curve(source: Box, dest: Box) -> tuple[Point, Point, Point, Point]:
    """From below the one to above the other; backwards and to itself around the right side."""
    if dest.y > source.y:
        start, end = (source.x, source.y + BOX_HEIGHT), (dest.x, dest.y)
        reach = (end[1] - start[1]) / 2
        aside = BOW if reach > LAYER_GAP else 0
        return start, (start[0] + aside, start[1] + reach), (end[0] + aside, end[1] - reach), end
    if dest.y == source.y and dest is not source:
        side = 1 if dest.x > source.x else -1
        start = (source.x + side * source.width / 2, source.y + BOX_HEIGHT / 2)
        end = (dest.x - side * dest.width / 2, dest.y + BOX_HEIGHT / 2)
        return start, end, start, end
    start = (source.x + source.width / 2, source.y + BOX_HEIGHT / 2)
    end = (dest.x + dest.width / 2, dest.y + BOX_HEIGHT / 3)
    out = max(start[0], end[0]) + 60
    return start, (out, start[1]), (out, end[1]), end


def _along(start: Point, bend: Point, turn: Point, end: Point, part: float) -> Point:
    """The point of a Bezier curve at `part` (0..1) of its parameter."""
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    points = (start, bend, turn, end)
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


def _label(labels: Sequence[str], at: Point) -> str:
    text = cut(labels[0] if len(labels) == 1 else f"{labels[0]} (+{len(labels) - 1})", LABEL)
    width = text_width(text, 11) + 6
    behind = f'<rect class="behind" x="{at[0] - width / 2:.1f}" y="{at[1] - 9:.1f}" width="{width:.1f}" height="14"/>'
    words = f'<text class="label" x="{at[0]:.1f}" y="{at[1] + 2:.1f}" text-anchor="middle">{escape(text)}</text>'
    return f"<g><title>{escape(chr(10).join(labels))}</title>{behind}{words}</g>"


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
