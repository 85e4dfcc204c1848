"""From written steps to the model's steps: lines, stage directions, choices and jumps; knows nothing of other files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.story import problems, shapes, step_keys
from engine.story.conditions import read_condition
from engine.story.model import (
    YOU,
    Ambience,
    Background,
    Call,
    Camera,
    Change,
    Choice,
    Draw,
    Effects,
    Ending,
    Goto,
    Hide,
    If,
    Journal,
    Letter,
    Light,
    Music,
    Once,
    OpenShop,
    Option,
    Pause,
    Position,
    Say,
    Show,
    Sound,
    Step,
    Still,
)
from engine.story.nodes import MAX_STEPS, Reader, Special
from engine.story.read_lines import read_line, read_replies
from engine.story.read_scene import read_scene
from engine.story.shapes import Condition, Lines, Showing, Steps
from engine.story.step_keys import COMMON_KEYS, VERB_KEYS, VERBS
from engine.story.written import FAULT, Entry, Fault, Node, place_of

NO_EFFECTS = Effects()


def read_steps(reader: Reader, node: Node, shape: Steps, where: str) -> tuple[Step, ...] | Fault:
    """A list of steps; what is not a step is reported and left out."""
    if node.id != "sequence":
        return reader.wrong(node, where, "a list of steps")
    steps = (read_step(reader, item) for item in node.value)
    return tuple(step for step in steps if not isinstance(step, Fault))


def read_step(reader: Reader, node: Node) -> Step | Fault:
    """One step: a bare text, a verb with its keys, or a speaker with a line."""
    reader.register.steps += 1
    if reader.register.steps > MAX_STEPS:
        return _too_many(reader, node)
    verbs = [key for key, _ in node.value if key.id == "scalar" and key.value in VERBS] if node.id == "mapping" else []
    if not verbs:
        return _line_step(reader, node)
    return _verb_step(reader, node, verbs[0].value)


def _too_many(reader: Reader, node: Node) -> Fault:
    """Report the first step too many, and read no more."""
    if reader.register.steps == MAX_STEPS + 1:
        reader.report(problems.TOO_MANY_STEPS, node, what="steps", limit=MAX_STEPS)
    return FAULT


def _line_step(reader: Reader, node: Node) -> Step | Fault:
    line = read_line(reader, node)
    if isinstance(line, Fault):
        return line
    name = reader.identified(line.entry, "say", line.content)
    step = Say(at=line.at, id=name, text=line.text, speaker=line.speaker, expression=line.expression)
    return _conditional(reader, line.entry, step)


def _verb_step(reader: Reader, node: Node, verb: str) -> Step | Fault:
    table = {verb: VERBS[verb], **VERB_KEYS.get(verb, {}), **COMMON_KEYS}
    for key, _ in node.value:
        if key.id == "scalar" and key.value not in table and _another_step(reader, key.value):
            return reader.report(problems.TWO_STEPS, key, one=verb, two=key.value)
    entry = reader.entry(node, table, f"a step with '{verb}'")
    if verb not in entry.values:
        return FAULT
    value = entry.get(verb)
    return _conditional(reader, entry, _BUILD[verb](reader, entry, value))


def _another_step(reader: Reader, key: str) -> bool:
    speaker = key.partition(" (")[0]
    return key in VERBS or speaker == YOU or speaker in reader.register.declared["character"]


def _conditional(reader: Reader, entry: Entry | None, step: Step) -> Step:
    """The step itself, or the step inside an `if` with its `when`."""
    when = entry.get("when") if entry else None
    if when is None:
        return step
    return If(at=step.at, id=reader.ids.given("if", when), when=when, then=(step,))


def _own(reader: Reader, entry: Entry, verb: str, content: str) -> dict[str, Any]:
    """What every step has: its place and its id."""
    return {"at": entry.at, "id": reader.identified(entry, verb, content)}


# ---------------------------------------------------------------- the stage


def read_showing(reader: Reader, node: Node, shape: Showing, where: str) -> Show | Fault:
    """`ren`, or `{ren: smile, at: left, outfit: winter, light: silhouette}`; the id is given later."""
    if node.id == "scalar":
        name = reader.word(node, shapes.CHARACTER, "show")
        return FAULT if isinstance(name, Fault) else Show(at=place_of(node), character=name)
    if node.id != "mapping":
        return reader.wrong(node, where, "a character, or {name: expression}")
    pairs = reader.pairs(node, "show")
    beside: tuple[str, ...] = ("at", "outfit", "light")
    shown = [(key, value) for name, key, value in pairs if name not in beside]
    if not shown:  # somebody may be called so
        beside = ("at", "outfit")
        shown = [(key, value) for name, key, value in pairs if name not in beside]
    if len(shown) != 1:
        extra = shown[1][0] if shown else node
        return reader.report(problems.ONE_SHOWN, extra)
    rest = {name: value for name, _, value in pairs if name in beside}
    return _shown(reader, node, *shown[0], rest)


def _shown(reader: Reader, node: Node, key: Node, face: Node, rest: Mapping[str, Node]) -> Show | Fault:
    character = reader.word(key, shapes.CHARACTER, "show")
    if isinstance(character, Fault):
        return FAULT
    expression = _owned(reader, face, "an expression", "expression", character) if _written(face) else None
    outfit = _owned(reader, rest["outfit"], "an outfit", "outfit", character) if "outfit" in rest else None
    position: Position | None = _one_of(reader, rest, "at", step_keys.POSITIONS)
    light: Light | None = _one_of(reader, rest, "light", step_keys.LIGHTS)
    return Show(
        at=place_of(node), character=character, expression=expression, position=position, outfit=outfit, light=light
    )


def _one_of(reader: Reader, written: Mapping[str, Node], key: str, words: tuple[str, ...]) -> Any:
    """One of the words, or None where nothing, or something else, is written."""
    found = reader.read(written[key], shapes.OneOf(words), key) if key in written else None
    return None if found is FAULT else found


def _written(node: Node) -> bool:
    return node.id != "scalar" or node.value != ""


def _owned(reader: Reader, node: Node, what: str, kind: str, owner: str) -> str | None:
    value = reader.read(node, shapes.Word(what), kind)
    if isinstance(value, Fault):
        return None
    reader.refer(kind, value, node, owner)
    return str(value)


def _show(reader: Reader, entry: Entry, show: Show) -> Step:
    content = f"{show.character}\x00{show.expression}\x00{show.position}\x00{show.outfit}"
    content += f"\x00{show.light}" if show.light is not None else ""
    return Show(
        character=show.character,
        expression=show.expression,
        position=show.position,
        outfit=show.outfit,
        light=show.light,
        **_own(reader, entry, "show", content),
    )


def _camera(reader: Reader, entry: Entry, look: str | Entry) -> Step:
    if isinstance(look, str):
        return Camera(character=None if look == shapes.BACK else look, **_own(reader, entry, "camera", look))
    who, framing = look.get("at"), look.get("as", "bust")
    return Camera(character=who, framing=framing, **_own(reader, entry, "camera", f"{who}\x00{framing}"))


def _hide(reader: Reader, entry: Entry, who: tuple[str, ...]) -> Step:
    everyone = "all" in who
    return Hide(characters=() if everyone else who, **_own(reader, entry, "hide", " ".join(who)))


def _heard(build: Callable[..., Step], verb: str) -> Callable[[Reader, Entry, str], Step]:
    """Music or ambience; the word `none` is silence."""
    return lambda reader, entry, name: build(
        name=None if name == shapes.SILENCE else name, **_own(reader, entry, verb, name)
    )


# ---------------------------------------------------------------- what happens


def _letter(reader: Reader, entry: Entry, letter: Entry) -> Step:
    sender, text = letter.get("from", ""), letter.get("text", "")
    return Letter(sender=sender, text=text, **_own(reader, entry, "letter", f"{sender}\x00{text}"))


def _shop(reader: Reader, entry: Entry, skus: tuple[str, ...]) -> Step:
    if reader.intimate:
        reader.report(problems.INTIMATE_SHOP, entry.keys["shop"])
    return OpenShop(skus=skus, **_own(reader, entry, "shop", " ".join(skus)))


def effects_of(entry: Entry | None) -> Effects:
    """The effects that were written, or none."""
    if entry is None:
        return NO_EFFECTS
    return Effects(
        at=entry.at,
        affection=entry.get("affection", {}),
        set=entry.get("set", ()),
        clear=entry.get("clear", ()),
        add=entry.get("add", {}),
    )


def read_effects(reader: Reader, node: Node, shape: shapes.Effecting, where: str) -> Effects | Fault:
    """Changes to meters, flags and counters; whoever's affection changes must have one."""
    entry = reader.read(node, step_keys.EFFECTS, where)
    if isinstance(entry, Fault):
        return FAULT
    for name, key, _ in _pairs_of(entry.nodes.get("affection")):
        reader.refer("affection", name, key)
    return effects_of(entry)


def _pairs_of(node: Node | None) -> list[tuple[str, Node, Node]]:
    if node is None or node.id != "mapping":
        return []
    return [(key.value, key, value) for key, value in node.value if key.id == "scalar"]


def _change(reader: Reader, entry: Entry, effects: Effects) -> Step:
    content = f"{effects.affection}{effects.set}{effects.clear}{effects.add}"
    return Change(effects=effects, **_own(reader, entry, "effects", content))


def _ending(reader: Reader, entry: Entry, ending: Entry) -> Step:
    name, kind, title = ending.get("id", ""), ending.get("kind", "normal"), ending.get("title", "")
    if "id" in ending.values:
        _declare_ending(reader, name, kind, title, ending.nodes["id"])
    return Ending(name=name, kind=kind, title=title, when=ending.get("when"), **_own(reader, entry, "ending", name))


def _declare_ending(reader: Reader, name: str, kind: str, title: str, node: Node) -> None:
    """One ending may be reached at several places, always with the same kind and title."""
    reader.register.declare("ending", name, reader.place(node))
    first = reader.register.ends(name, kind, title)
    if first != (kind, title):
        place = reader.register.declared["ending"][name]
        reader.report(problems.ENDING_TWICE, node, name=name, first=place.seen_from(reader.place(node)))


def _choice(reader: Reader, entry: Entry, written: tuple[Entry, ...]) -> Step:
    options = tuple(_option(reader, option) for option in written)
    return Choice(options=options, **_own(reader, entry, "choice", options[0].text if options else ""))


def _option(reader: Reader, option: Entry) -> Option:
    text = option.get("text", "")
    return Option(
        at=option.at,
        text=text,
        when=option.get("when"),
        locked=option.get("locked", "hide"),
        effects=option.get("effects", NO_EFFECTS),
        steps=option.get("steps", ()),
        goto=option.get("goto"),
        id=reader.identified(option, "option", text),
    )


def _if(reader: Reader, entry: Entry, when: str) -> Step:
    then, otherwise = entry.get("then", ()), entry.get("else", ())
    return If(when=when, then=then, otherwise=otherwise, **_own(reader, entry, "if", when))


def _once(reader: Reader, entry: Entry, key: str) -> Step:
    return Once(key=key, steps=entry.get("steps", ()), **_own(reader, entry, "once", key))


def _simple(build: Callable[..., Step], field: str, verb: str) -> Callable[[Reader, Entry, Any], Step]:
    """A step whose verb's value is all there is to it."""
    return lambda reader, entry, value: build(**{field: value}, **_own(reader, entry, verb, str(value)))


_BUILD: dict[str, Callable[[Reader, Entry, Any], Step]] = {
    "show": _show,
    "hide": _hide,
    "camera": _camera,
    "background": _simple(Background, "name", "background"),
    "music": _heard(Music, "music"),
    "ambience": _heard(Ambience, "ambience"),
    "sound": _simple(Sound, "name", "sound"),
    "still": _simple(Still, "name", "still"),
    "pause": _simple(Pause, "seconds", "pause"),
    "letter": _letter,
    "journal": _simple(Journal, "text", "journal"),
    "shop": _shop,
    "effects": _change,
    "goto": _simple(Goto, "beat", "goto"),
    "call": _simple(Call, "beat", "call"),
    "draw": _simple(Draw, "deck", "draw"),
    "ending": _ending,
    "choice": _choice,
    "if": _if,
    "once": _once,
    "improvise": lambda reader, entry, scene: scene,
}
SPECIAL: Mapping[type, Special] = {
    Steps: read_steps,
    Lines: read_replies,
    Showing: read_showing,
    Condition: read_condition,
    shapes.Effecting: read_effects,
    shapes.Scening: read_scene,
}
"""How the reader reads the shapes that become steps."""
