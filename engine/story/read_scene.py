"""From a written improvised scene to the model's, with all that makes it safe to play without a model."""

from __future__ import annotations

from engine.story import problems, shapes, step_keys
from engine.story.markup import slots
from engine.story.model import OTHER, Act, Bound, Convey, Effects, Exit, Improvise, Offline, Turns
from engine.story.nodes import Reader
from engine.story.problems import listed, meant
from engine.story.written import Entry, Fault, Node


def read_scene(reader: Reader, node: Node, shape: shapes.Scening, where: str) -> Improvise | Fault:
    """A scene whose every rule is checked; its id is its name."""
    if node.id != "mapping":
        return reader.wrong(node, where, "a group of keys")
    reader.acts = _names_of_acts(node)
    entry = reader.entry(node, step_keys.SCENE.keys, step_keys.SCENE.what)
    scene = _scene(reader, node, entry)
    reader.acts = None
    return scene


def _names_of_acts(node: Node) -> frozenset[str]:
    """The acts are looked up first, because conditions anywhere in the scene may count them."""
    names = {OTHER}
    for key, value in node.value:
        if key.id == "scalar" and key.value == "acts" and value.id == "mapping":
            names.update(name.value for name, _ in value.value if name.id == "scalar")
    return frozenset(names)


def _scene(reader: Reader, node: Node, entry: Entry) -> Improvise:
    name = entry.get("id", "")
    if name:
        reader.register.declare("scene", name, reader.place(entry.nodes["id"]), "a scene")
    acts = _acts(entry)
    offline = _offline(entry)
    _check_offline(reader, node, entry, offline, acts, name)
    return Improvise(
        at=entry.at,
        id=name,
        name=name,
        with_=entry.get("with", ()),
        goal=entry.get("goal", ""),
        turns=_turns(reader, entry),
        acts=acts,
        exits=_exits(reader, entry, name),
        offline=offline,
        convey=_conveys(reader, entry),
        forbid=entry.get("forbid", ()),
        affection=_bounds(reader, entry),
    )


def _turns(reader: Reader, entry: Entry) -> Turns:
    turns: Entry | None = entry.get("turns")
    if turns is None:
        return Turns()
    low = turns.get("min", 1)
    high = turns.get("max", max(6, low))
    if low > high:
        reader.report(problems.MIN_OVER_MAX, entry.nodes["turns"], where="'turns'", low=low, high=high)
    return Turns(at=turns.at, min=low, max=high)


def _bounds(reader: Reader, entry: Entry) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    written: dict[str, Entry] = entry.get("affection", {})
    places = _keys(entry.nodes.get("affection"))
    for name, bound in written.items():
        key = places[name]
        reader.refer("affection", name, key)
        low, high = bound.get("min", 0), bound.get("max", 0)
        if low > 0:
            reader.report(problems.BOUND_SIGN, bound.nodes["min"], name=name, fault=f"`min` is {low}")
        if high < 0:
            reader.report(problems.BOUND_SIGN, bound.nodes["max"], name=name, fault=f"`max` is {high}")
        found[name] = Bound(at=bound.at, min=low, max=high)
    return found


def _keys(node: Node | None) -> dict[str, Node]:
    if node is None or node.id != "mapping":
        return {}
    return {key.value: key for key, _ in node.value if key.id == "scalar"}


def _acts(entry: Entry) -> tuple[Act, ...]:
    written: dict[str, Entry] = entry.get("acts", {})
    acts = [
        Act(at=act.at, name=name, like=act.get("like", ()), effects=act.get("effects", Effects()))
        for name, act in written.items()
    ]
    return tuple(acts) if OTHER in written else (*acts, Act(name=OTHER))


def _exits(reader: Reader, entry: Entry, scene: str) -> tuple[Exit, ...]:
    written: tuple[Entry, ...] = entry.get("exits", ())
    for out in written[:-1]:
        if "when" not in out.keys and "exit" in out.values:
            reader.report(problems.EXIT_EARLY, out.keys["exit"], name=out.get("exit"))
    if written and "when" in written[-1].keys:
        reader.report(problems.EXIT_LAST, written[-1].keys["when"], scene=scene)
    return tuple(
        Exit(at=out.at, name=out.get("exit", ""), goto=out.get("goto"), when=out.get("when")) for out in written
    )


def _conveys(reader: Reader, entry: Entry) -> tuple[Convey, ...]:
    items: tuple[str | Entry, ...] = entry.get("convey", ())
    return tuple(_convey(reader, item, entry) for item in items)


def _convey(reader: Reader, item: str | Entry, scene: Entry) -> Convey:
    if isinstance(item, str):
        return Convey(at=scene.at, fact=item, id=reader.identified(None, "convey", item))
    fact = item.get("fact", "")
    return Convey(at=item.at, fact=fact, say=item.get("say", ()), id=reader.identified(item, "convey", fact))


def _offline(entry: Entry) -> Offline:
    offline: Entry | None = entry.get("offline")
    if offline is None:
        return Offline()
    return Offline(
        at=offline.at,
        open=offline.get("open", ()),
        replies=offline.get("replies", {}),
        close=offline.get("close", ()),
    )


def _check_offline(
    reader: Reader, node: Node, entry: Entry, offline: Offline, acts: tuple[Act, ...], name: str
) -> None:
    """Whatever she says and whatever fails, there is a line for it."""
    written: Entry | None = entry.get("offline")
    if written is None:
        return
    for part, lines in (("open", offline.open), ("close", offline.close)):
        if not lines and (part not in written.keys or part in written.values):
            reader.report(problems.NO_OFFLINE, written.keys.get(part, entry.keys["offline"]), scene=name, part=part)
    if "replies" in written.keys and "replies" not in written.values:
        return
    replies = _keys(written.nodes.get("replies"))
    for act in acts:
        if not any(reply.when is None and not slots(reply.text) for reply in offline.replies.get(act.name, ())):
            place = replies.get(act.name) or written.keys.get("replies") or entry.keys["offline"]
            reader.report(problems.NO_REPLY, place, scene=name, act=act.name)
    names = [act.name for act in acts]
    for act_name in offline.replies:
        if act_name not in names:
            mend = meant(act_name, names, f"its acts are: {listed(names)}")
            reader.report(problems.REPLY_WITHOUT_ACT, replies[act_name], act=act_name, mend=mend)
