"""A small story as plain data, and the edits that writers make to one, by chance; knows nothing of saves."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

Step = dict[str, Any]


@dataclass
class Draft:
    """Beats by name, the old names of each, the flags, and how many texts were made so far."""

    beats: dict[str, list[Step]]
    was: dict[str, list[str]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=lambda: ["met", "told"])
    made: int = 0

    def text(self) -> str:
        """Words that stand nowhere else."""
        self.made += 1
        return f"Line number {self.made}."


def written(die: Random) -> Draft:
    """A story of four beats: lines, choices, ifs, a talk, a called beat."""
    draft = Draft({})
    for name in ("arrival", "walk", "bench"):
        draft.beats[name] = [_step(draft, die) for _ in range(die.randint(3, 6))]
    draft.beats["walk"].insert(1, {"call": "aside"})
    draft.beats["bench"].insert(1, {"talk": True})
    draft.beats["aside"] = [{"say": draft.text()}, {"say": draft.text()}]
    return draft


def _step(draft: Draft, die: Random, deep: int = 0) -> Step:
    kind = die.choice(["say", "say", "set"] if deep else ["say", "say", "say", "choice", "if", "set"])
    match kind:
        case "choice":
            return {"choice": [(draft.text(), [_step(draft, die, 1)]) for _ in range(2)]}
        case "if":
            return {"if": die.choice(draft.flags), "then": [{"say": draft.text()}]}
        case "set":
            return {"set": die.choice(draft.flags)}
        case _:
            return {"say": draft.text()}


# ---------------------------------------------------------------- edits


def edited(draft: Draft, die: Random, times: int) -> Draft:
    """The story after so many edits."""
    draft = deepcopy(draft)
    for _ in range(times):
        die.choice([_typo, _insert, _delete, _reorder, _rename, _choice_above, _split, _rename_flag])(draft, die)
    return draft


def _beat(draft: Draft, die: Random) -> tuple[str, list[Step]]:
    return die.choice(list(draft.beats.items()))


def _typo(draft: Draft, die: Random) -> None:
    lines = [step for steps in draft.beats.values() for step in steps if "say" in step]
    if lines:
        die.choice(lines)["say"] = draft.text()


def _insert(draft: Draft, die: Random) -> None:
    _, steps = _beat(draft, die)
    steps.insert(die.randint(0, len(steps)), {"say": draft.text()})


def _delete(draft: Draft, die: Random) -> None:
    _, steps = _beat(draft, die)
    if len(steps) > 1:
        del steps[die.randrange(len(steps))]


def _reorder(draft: Draft, die: Random) -> None:
    die.shuffle(_beat(draft, die)[1])


def _rename(draft: Draft, die: Random) -> None:
    old, _ = _beat(draft, die)
    draft.made += 1
    new = f"renamed{draft.made}"
    draft.beats = {new if name == old else name: steps for name, steps in draft.beats.items()}
    draft.was[new] = [*draft.was.pop(old, []), old]
    for steps in draft.beats.values():
        for step in steps:
            if step.get("call") == old:
                step["call"] = new


def _choice_above(draft: Draft, die: Random) -> None:
    _, steps = _beat(draft, die)
    steps.insert(0, {"choice": [(draft.text(), []), (draft.text(), [{"say": draft.text()}])]})


def _split(draft: Draft, die: Random) -> None:
    """The second half of a beat becomes one of its own, right behind it; called beats are left whole."""
    name, steps = _beat(draft, die)
    if len(steps) > 1 and not _called(draft, name):
        cut = die.randint(1, len(steps) - 1)
        draft.made += 1
        parts = {name: steps[:cut], f"split{draft.made}": steps[cut:]}
        whole = draft.beats.items()
        draft.beats = {k: v for beat, old in whole for k, v in (parts.items() if beat == name else [(beat, old)])}


def _rename_flag(draft: Draft, die: Random) -> None:
    old = die.choice(draft.flags)
    draft.made += 1
    new = f"flag{draft.made}"
    draft.flags = [new if flag == old else flag for flag in draft.flags]
    for step in (step for steps in draft.beats.values() for step in _all(steps)):
        for key in ("set", "if"):
            if step.get(key) == old:
                step[key] = new


def _all(steps: list[Step]) -> list[Step]:
    inside = [step for each in steps for _, inner in each.get("choice", []) for step in _all(inner)]
    return [*steps, *inside, *(step for each in steps for step in each.get("then", []))]


def _called(draft: Draft, name: str) -> bool:
    return any(step.get("call") == name for steps in draft.beats.values() for step in steps)


# ---------------------------------------------------------------- as files


TALK = """
      - improvise:
          id: talk
          with: [ren]
          goal: Talk.
          turns: {min: 1, max: 3}
          acts: {kind: {like: [You are kind]}, other: {}}
          exits: [{exit: over}]
          offline: {open: [{ren: Well.}], replies: {kind: [{ren: Oh.}], other: [{ren: Hm.}]}, close: [{ren: Bye.}]}
"""


def write(draft: Draft, folder: Path) -> Path:
    """The story as a folder that loads."""
    (folder / "chapters").mkdir(parents=True, exist_ok=True)
    main = [name for name in draft.beats if not _called(draft, name)]
    flags = ", ".join(draft.flags)
    (folder / "story.yaml").write_text(f"format: 1\ntitle: T\nstart: c.{main[0]}\nflags: [{flags}]\n", encoding="utf-8")
    (folder / "cast.yaml").write_text("ren: {name: Ren}\n", encoding="utf-8")
    lines = ["chapter: c\ntitle: C\nbeats:\n"]
    for name, steps in draft.beats.items():
        lines.append(f"  {name}:\n    was: [{', '.join(draft.was.get(name, []))}]\n    steps:\n")
        lines += [_yaml(step, "      ") for step in steps]
        if name in main:
            after = main[main.index(name) + 1 :]
            last = f"goto: {after[0]}" if after else "ending: {id: over, kind: normal, title: Over}"
            lines.append(f"      - {last}\n")
    (folder / "chapters" / "1.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def _yaml(step: Step, indent: str) -> str:
    match step:
        case {"say": text}:
            return f"{indent}- {text}\n"
        case {"set": flag}:
            return f"{indent}- effects: {{set: [{flag}]}}\n"
        case {"call": beat}:
            return f"{indent}- call: {beat}\n"
        case {"talk": _}:
            return TALK.lstrip("\n")
        case {"if": flag, "then": then}:
            inner = "".join(_yaml(each, indent + "    ") for each in then)
            return f"{indent}- if: {flag}\n{indent}  then:\n{inner}"
        case _:
            options = []
            for text, steps in step["choice"]:
                inner = "".join(_yaml(each, indent + "        ") for each in steps)
                head = f"{indent}    - text: {text}\n"
                options.append(head + (f"{indent}      steps:\n{inner}" if steps else ""))
            return f"{indent}- choice:\n{''.join(options)}"
