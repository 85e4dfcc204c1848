"""Affection from chapter to chapter as pictures in SVG, one for each character; knows no story and no run."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from html import escape

from engine.playtest.measures import Band, Journey

WIDTH, HEIGHT, FOOT, SIDE = 520, 220, 60, 30
MOST_TENSION = 5


def journey_charts(journeys: Sequence[Journey], linked: Container[tuple[str, str]] = ()) -> str:
    """A picture for everybody who has a meter, over the chapters that were played; those that are linked are joined."""
    played = [one for one in journeys if one.bands]
    people = [band.character for band in played[0].bands] if played else []
    return f'<div class="charts">{"".join(_chart(who, played, linked) for who in people)}</div>'


def _chart(who: str, played: Sequence[Journey], linked: Container[tuple[str, str]]) -> str:
    bands = [next(band for band in one.bands if band.character == who) for one in played]
    meant = [value for band in bands for value in band.meant or ()]
    low, high = min(0, *(band.low for band in bands)), max(1, *(band.high for band in bands), *meant)
    step = (WIDTH - 2 * SIDE) / max(1, len(played))

    def x(place: float) -> float:
        return SIDE + step * (place + 0.5)

    def y(value: float) -> float:
        return HEIGHT - FOOT - (value - low) / (high - low) * (HEIGHT - FOOT - 30)

    upper = [(x(at), y(band.high)) for at, band in enumerate(bands)]
    lower = [(x(at), y(band.low)) for at, band in enumerate(bands)]
    middle = [(x(at), y(band.middle)) for at, band in enumerate(bands)]
    parts = [
        f'<text x="{SIDE}" y="16" font-weight="bold">{escape(who)}</text>',
        *(_frame(x(at), y(band.meant[0]), y(band.meant[1])) for at, band in enumerate(bands) if band.meant),
        *(
            f'<polygon points="{_points([*upper[part], *reversed(lower[part])])}" fill="var(--mark)" opacity=".22"/>'
            f'<polyline points="{_points(middle[part])}" fill="none" stroke="var(--mark)" stroke-width="2"/>'
            for part in _parts(played, linked)
        ),
        *_scale(low, high, y(low), y(high)),
        *(_dot(point, band) for point, band in zip(middle, bands, strict=True)),
        *(_foot(one, x(at), step) for at, one in enumerate(played)),
        *(
            f'<polyline points="{_points(_tension(one, at, step))}" fill="none" stroke="currentColor" '
            'stroke-dasharray="3 3" opacity=".45"/>'
            for at, one in enumerate(played)
        ),
    ]
    frame = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="10" fill="currentColor"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{"".join(parts)}</svg>'


def _parts(played: Sequence[Journey], linked: Container[tuple[str, str]]) -> Iterator[slice]:
    """Chapters in a row that follow one another on some route."""
    start = 0
    for at in range(1, len(played) + 1):
        if at == len(played) or (played[at - 1].chapter, played[at].chapter) not in linked:
            yield slice(start, at)
            start = at


def _frame(x: float, bottom: float, top: float) -> str:
    box = f'x="{x - 7:.1f}" y="{top:.1f}" width="14" height="{max(2.0, bottom - top):.1f}"'
    return f'<rect {box} fill="none" stroke="currentColor" opacity=".35" rx="3"/>'


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _scale(low: int, high: int, bottom: float, top: float) -> list[str]:
    return [
        f'<text x="4" y="{bottom + 3:.1f}">{low}</text>',
        f'<text x="4" y="{top + 3:.1f}">{high}</text>',
        f'<path d="M {SIDE} {bottom:.1f} H {WIDTH - SIDE}" stroke="currentColor" opacity=".3"/>',
    ]


def _dot(point: tuple[float, float], band: Band) -> str:
    told = f"{band.low} to {band.high}, in the middle {band.middle}"
    return f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3" fill="var(--mark)"><title>{told}</title></circle>'


def _foot(one: Journey, x: float, step: float) -> str:
    y = HEIGHT - FOOT + 14
    turned = f'transform="rotate(35 {x:.1f} {y})"' if step < 90 else 'text-anchor="middle"'
    return f'<text x="{x:.1f}" y="{y}" {turned}>{escape(one.chapter)}</text>'


def _tension(one: Journey, at: int, step: float) -> list[tuple[float, float]]:
    """The figures of a chapter, spread over its place."""
    found = []
    for number, value in enumerate(one.tension):
        x = SIDE + step * (at + (number + 0.5) / len(one.tension))
        found.append((x, HEIGHT - FOOT - min(value, MOST_TENSION) / MOST_TENSION * (HEIGHT - FOOT - 30)))
    return found
