"""The story's graph: every way from beat to beat with what must hold to take it, and the graph as Mermaid text.

The ways themselves come from the machine that judges moves; this adds the conditions and choices around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from msgspec import Struct

from engine.story import markup, model
from engine.story.model import At, Story

ENDING = "ending:"
"""Begins the name of a state in which the story has ended."""
LONGEST = 48
"""Characters of a label before it is cut."""


class Way(Protocol):
    """A way of the machine: `kind` is goto, call, card or ending; `when` and `label` as the machine knows them."""

    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def dest(self) -> str: ...
    @property
    def when(self) -> str | None: ...
    @property
    def label(self) -> str: ...
    @property
    def at(self) -> At: ...


class Arrow(Struct, frozen=True):
    """One arrow of the map; `labels` are the ways that it stands for, in the authors' order (none: it is always open).

    `comes_back`: the beat is played within the source, which then goes on.
    """

    source: str
    dest: str
    labels: tuple[str, ...]
    comes_back: bool


class Around(Struct, frozen=True):
    """What stands around a step: the guards that must hold, outermost first, and the option or exit it belongs to."""

    guards: tuple[str, ...] = ()
    label: str = ""

    def within(self, guard: str | None, label: str | None = None) -> Around:
        """The same, one deeper."""
        guards = self.guards if guard is None else (*self.guards, guard)
        return Around(guards, self.label if label is None else label)


Spot: TypeAlias = tuple[str, str, At]
"""Where a way is written: source, destination, line and column."""


def arrows(story: Story, ways: Iterable[Way]) -> list[Arrow]:
    """The arrows of the map, ways between the same two beats as one, in the authors' order."""
    around = {(beat.id, dest, at): found for beat in beats(story) for dest, at, found in _leaving(beat.steps, Around())}
    found: dict[tuple[str, str, bool], list[str]] = {}
    for way in ways:
        labels = found.setdefault((way.source, way.dest, way.kind in ("call", "card")), [])
        label = _label(way, around)
        if label not in labels:
            labels.append(label)
    return [Arrow(source, dest, tuple(filter(None, labels)), back) for (source, dest, back), labels in found.items()]


def beats(story: Story) -> Iterator[model.Beat]:
    """Every beat, in the authors' order."""
    return (beat for chapter in story.chapters for beat in chapter.beats)


def endings(story: Story, ways: Iterable[Way]) -> dict[str, str]:
    """The title of each ending by its state's name (`ending:id`), in the authors' order."""
    return {way.dest: markup.plain(way.label) for way in ways if way.kind == "ending"}


def _label(way: Way, around: dict[Spot, Around]) -> str:
    here = around.get((way.source, way.dest, way.at), Around())
    own = (way.when,) if way.when else ()
    guards, words = here.guards, here.label or way.label
    if way.kind == "card":
        guards, words = own, f"draw {way.label}"
    elif way.kind == "ending":
        guards, words = (*here.guards, *own), here.label
    condition = f"[{' and '.join(guards)}]" if guards else ""
    return " ".join(part for part in (cut(markup.plain(words)), condition) if part)


def cut(text: str, longest: int = LONGEST) -> str:
    """The text on one line, cut after `longest` characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _leaving(steps: Sequence[model.Step], around: Around) -> Iterator[tuple[str, At, Around]]:
    """Destination, place and surroundings of every step that leaves the beat."""
    for step in steps:
        match step:
            case model.Goto(beat=dest, at=at) | model.Call(beat=dest, at=at):
                yield dest, at, around
            case model.Ending(name=name, at=at):
                yield ENDING + name, at, around
            case model.If(when=when):
                yield from _leaving(step.then, around.within(when))
                yield from _leaving(step.otherwise, around.within(f"not ({when})"))
            case model.Once(steps=inner):
                yield from _leaving(inner, around)
            case model.Choice(options=options):
                for option in options:
                    yield from _chosen(option, around.within(option.when, option.text))
            case model.Improvise(exits=exits):
                for exit in exits:
                    if exit.goto is not None:
                        yield exit.goto, exit.at, around.within(exit.when, exit.name)
            case _:
                pass


def _chosen(option: model.Option, around: Around) -> Iterator[tuple[str, At, Around]]:
    yield from _leaving(option.steps, around)
    if option.goto is not None:
        yield option.goto, option.at, around


# ---------------------------------------------------------------- Mermaid


def as_mermaid(story: Story, ways: Sequence[Way]) -> str:
    """The map as a Mermaid flowchart: chapters as subgraphs, calls and cards dotted, endings rounded."""
    lines = ["flowchart TD"]
    for chapter in story.chapters:
        sold = " (sold)" if chapter.product is not None else ""
        lines.append(f"  subgraph {_id('chapter.' + chapter.id)}[{_quoted(markup.plain(chapter.title) + sold)}]")
        for beat in chapter.beats:
            name = _quoted(beat.id.partition(".")[2] or beat.id)
            lines.append(f"    {_id(beat.id)}[{name}]{':::start' if beat.id == story.start else ''}")
        lines.append("  end")
    lines += [f"  {_id(state)}(({_quoted(title)}))" for state, title in endings(story, ways).items()]
    for arrow in arrows(story, ways):
        words = "<br>".join(label.translate(ENTITIES) for label in arrow.labels)
        label = f'|"{words}"|' if words else ""
        lines.append(f"  {_id(arrow.source)} {'-.->' if arrow.comes_back else '-->'}{label} {_id(arrow.dest)}")
    lines.append("  classDef start stroke-width:4px")
    return "\n".join(lines) + "\n"


ENTITIES = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "`": "&#96;", "|": "&#124;"})
"""Signs that would end a label or be read as a tag."""


def _id(name: str) -> str:
    """A name that Mermaid takes and never mistakes for one of its own words; no two names become one."""
    return "n_" + name.replace(".", "_DOT_").replace(":", "_IS_")


def _quoted(text: str) -> str:
    return f'"{cut(text).translate(ENTITIES)}"'
