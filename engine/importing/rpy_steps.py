"""One statement of Ren'Py after another as steps; what cannot be said stays beside its place as a remark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from engine.importing.draft import MAX_TEXT, NotCarried, Remark, humanised, shortened
from engine.importing.rpy_flow import CHAIN, DECLARING
from engine.importing.rpy_guards import NO, YES, change, guard
from engine.importing.rpy_names import Declared, Person
from engine.importing.rpy_read import STRING, Statement
from engine.importing.rpy_stage import PAUSE, Stage, Steps
from engine.importing.rpy_words import Words, encoded, unquoted
from engine.story.step_keys import VERBS

_SAY = re.compile(rf"(?s)(?:([A-Za-z_][\w.]*)((?:\s+[@\w-]+)*)\s*|({STRING})\s+)?({STRING})\s*(.*)")
_OPTION = re.compile(rf"(?s)({STRING})\s*(\(.*?\))?\s*(?:if\s+(.*?))?\s*:")
_OVER = re.compile(r"\$\s*(?:renpy\.(?:full_restart|utter_restart|quit)\(\)|MainMenu\(.*\)\(\))")
_GONE = re.compile(r"\$\s*renpy\.jump\(\s*['\"]([\w.]+)['\"]\s*\)")
RETURN = "return"


class Way(Protocol):
    """What the steps of one label may ask about the rest of the game."""

    label: str
    called: bool

    def translated(self, code: str, text: str) -> None: ...
    def beat(self, label: str, called: bool) -> str | None: ...
    def over(self, title: str) -> dict[str, Any]: ...


class Telling:
    """Turns the statements of one label into steps."""

    def __init__(self, known: Declared, words: Words, way: Way):
        self.known, self.words, self.way = known, words, way
        self.stage = Stage(known, self.lose)

    def steps(self, body: Iterable[Statement]) -> tuple[Steps, bool]:
        """The steps, and whether the story surely leaves at their end."""
        out: Steps = []
        leaves = False
        for statement in body:
            if leaves and statement.line == 0:
                break
            leaves = self._statement(statement, out) or leaves
        return out, leaves

    def lose(self, statement: Statement, out: Steps, why: str) -> bool:
        """List it, and keep it as a remark with everything below it."""
        self.known.lose(statement, why)
        out.append(Remark(f"{statement.file}:{statement.line}: {shortened(statement.text, 200)} ({why})"))
        out += [Remark(line) for line in _below(statement.block)]
        return False

    def _statement(self, at: Statement, out: Steps) -> bool:
        """Add what it says; True where the story surely leaves."""
        handler = _TABLE.get(CHAIN if at.text == CHAIN else at.word)
        try:
            if handler is not None:
                return bool(handler(self, at, out))
            if (say := _SAY.fullmatch(at.text)) is not None:
                return self._say(at, say, out)
            if at.word in DECLARING:
                return False
            return self.lose(at, out, "a statement that the format does not have")
        except NotCarried as fault:
            return self.lose(at, out, str(fault))
        except RecursionError:
            return self.lose(at, out, "brackets inside brackets too deep")

    # ------------------------------------------------------------ words

    def _say(self, at: Statement, say: re.Match[str], out: Steps) -> bool:
        name, attributes, spoken, literal, rest = say.groups()
        if name == "extend":
            return self._extend(at, literal, out)
        person = self.known.person(unquoted(spoken)[0]) if spoken else self.known.people.get(name) if name else None
        if name and person is None and name != "narrator":
            raise NotCarried(f"nobody is defined as {name}")
        looks = [word for word in (attributes or "").split() if word != "@"]
        key = self._key(person, looks) if person is not None and person.name is not None else None
        before = f"{name} " if name and name != "narrator" else f"{spoken} " if spoken else ""
        shown = f"{before}{' '.join((attributes or '').split())} ".lstrip() if looks else before
        for text in unquoted(literal):
            self._line(at, key, text, f"{shown}{encoded(text)}", out)
        if rest.strip() and not re.fullmatch(r"id\s+\w+", rest.strip()):
            self.lose(at, out, f"of this line, {shortened(rest, 60)} was left out")
        return False

    def _key(self, person: Person, looks: list[str]) -> str:
        face = self.stage.face(person, looks)
        return f"{person.id} ({face})" if face else person.id

    def _line(self, at: Statement, key: str | None, literal: str, code: str, out: Steps) -> None:
        text, lost = self.words.of(literal)
        if not text:
            return
        for start in range(0, len(text), MAX_TEXT):
            piece = text[start : start + MAX_TEXT]
            if len(text) > MAX_TEXT:  # a cut may go through a mark
                piece = piece.replace("{", "(").replace("}", ")")
            if piece.strip():
                out.append({key: piece} if key else piece)
        self.way.translated(code, text)
        if lost:
            self.lose(at, out, f"of this text, {shortened(' '.join(lost), 80)} could not be carried over")

    def _extend(self, at: Statement, literal: str, out: Steps) -> bool:
        """More of the line before, after a breath."""
        text, lost = self.words.of(unquoted(literal)[0])
        last = out[-1] if out else None
        if isinstance(last, Remark) or not isinstance(last, str | dict) or not _is_line(last) or not text:
            raise NotCarried("there is no line just before it to go on with")
        if isinstance(last, str):
            out[-1] = f"{last}{{wait}} {text}"
        else:
            ((key, said),) = last.items()
            out[-1] = {key: f"{said}{{wait}} {text}"}
        return self.lose(at, out, f"of this text, {' '.join(lost)} could not be carried over") if lost else False

    # ------------------------------------------------------------ where it goes

    def _jump(self, at: Statement, out: Steps) -> bool:
        match = re.fullmatch(r"jump\s+([\w.]+)", at.text)
        return self._goto(at, match[1] if match else None, out)

    def _goto(self, at: Statement, name: str | None, out: Steps) -> bool:
        beat = self.way.beat(name, self.way.called) if name else None
        if beat is None:
            self.lose(at, out, "there is no such label, or it is worked out while playing; the story stops here")
            out.append(self.way.over("Not Carried Over"))
        else:
            out.append({"goto": beat})
        return True

    def _call(self, at: Statement, out: Steps) -> bool:
        match = re.fullmatch(r"call\s+([\w.]+)\s*(\(.*\))?(?:\s+from\s+\w+)?", at.text)
        if match is None or match[1] in ("screen", "expression"):
            raise NotCarried("only a label can be called")
        beat = self.way.beat(match[1], True)
        if beat is None:
            raise NotCarried("there is no such label")
        out.append({"call": beat})
        return self.lose(at, out, f"what it is called with was left out: {match[2]}") if match[2] else False

    def _return(self, at: Statement, out: Steps) -> bool:
        if at.text != RETURN:
            self.lose(at, out, "what is given back was left out")
        if self.way.called:
            out.append({"goto": str(self.way.beat(RETURN, True))})
        else:
            out.append(self.way.over(humanised(self.way.label)))
        return True

    def _python(self, at: Statement, out: Steps) -> bool:
        if _OVER.fullmatch(at.text):
            out.append(self.way.over(humanised(self.way.label)))
            return True
        if (gone := _GONE.fullmatch(at.text)) is not None:
            return self._goto(at, gone[1], out)
        if PAUSE.fullmatch(at.text):
            return self.stage.pause(at, out)
        out += change(at.text.removeprefix("$"), self.known.variables)
        return False

    def _branch(self, at: Statement, out: Steps) -> bool:
        """An `if` with all that belongs to it; from the first condition that cannot be said on, remarks."""
        first, *rest = at.block
        clause = re.fullmatch(r"(?s)(?:if|elif)\b\s*(.*?)\s*:", first.text)
        if first.word == "else":
            steps, leaves = self.steps(first.block)
            out += steps
            return leaves
        try:
            if clause is None:
                raise NotCarried("a condition that does not end in a colon")
            when = guard(clause[1], self.known.variables)
        except NotCarried as fault:
            return self._given_up(at, out, str(fault))
        then, leaves = self.steps(first.block)
        otherwise: Steps = []
        left = self._branch(Statement(at.file, at.line, CHAIN, tuple(rest)), otherwise) if rest else False
        if when in (YES, NO):
            out += then if when == YES else otherwise
            return leaves if when == YES else left
        out.append({"if": when, "then": then, **({"else": otherwise} if otherwise else {})})
        return leaves and left

    def _given_up(self, at: Statement, out: Steps, why: str) -> bool:
        """What cannot be asked is not decided; where every way led on, the story has to stop."""
        for clause in at.block:
            self.lose(clause, out, why)
        if at.block[-1].word != "else" or not all(_surely_leaves(clause.block) for clause in at.block):
            return False
        out.append(self.way.over("Not Carried Over"))
        return True

    def _menu(self, at: Statement, out: Steps) -> bool:
        options: list[dict[str, Any]] = []
        remarks: Steps = []
        leaving: list[bool] = []
        if at.text.replace(" ", "") != "menu:":
            self.lose(Statement(at.file, at.line, at.text), out, "how the menu looks was left out")
        for item in at.block:
            match = _OPTION.fullmatch(item.text)
            try:
                if match is not None:
                    leaving.append(self._option(item, match, options, remarks))
                elif (say := _SAY.fullmatch(item.text)) is not None:
                    self._say(item, say, out)
                else:
                    why = "answers that were given are offered again" if item.word == "set" else "no answer of a menu"
                    self.lose(item, remarks, why)
            except NotCarried as fault:
                self.lose(item, remarks, str(fault))
        out += remarks
        if options:
            out.append({"choice": options})
        return bool(options) and all(leaving) and any("when" not in option for option in options)

    def _option(self, item: Statement, match: re.Match[str], options: list[dict[str, Any]], out: Steps) -> bool:
        literal, arguments, condition = match.groups()
        said = unquoted(literal)[0]
        text, lost = self.words.of(said)
        if not text:
            raise NotCarried("an answer without words")
        when = guard(condition, self.known.variables) if condition else None
        steps, leaves = self.steps(item.block)
        option: dict[str, Any] = {"text": text[:MAX_TEXT] if len(text) <= MAX_TEXT else "…"}
        if when is not None:
            option["when"] = when
        if len(steps) == 1 and isinstance(steps[0], dict) and "goto" in steps[0]:
            option |= steps[0]
        elif steps:
            option["steps"] = steps
        options.append(option)
        self.way.translated(said, text)
        if lost or arguments or len(text) > MAX_TEXT:
            why = f"of this answer, {shortened(' '.join([*lost, arguments or 'its length']), 80)} was left out"
            self.lose(Statement(item.file, item.line, item.text), out, why)
        return leaves


def _is_line(step: str | dict[str, Any]) -> bool:
    """Whether a step is words: narration, or a speaker with a text."""
    if isinstance(step, str):
        return True
    return len(step) == 1 and not VERBS.keys() & {*step}


def _below(block: Iterable[Statement], indent: str = "    ") -> Iterable[str]:
    for statement in block:
        yield f"{indent}{shortened(statement.text, 200)}"
        yield from _below(statement.block, indent + "    ")


def _surely_leaves(block: Iterable[Statement]) -> bool:
    """Whether a block that was not read ends in a jump or a return."""
    return any(statement.word in ("jump", RETURN) for statement in block)


def _never(why: str) -> Callable[[Telling, Statement, Steps], bool]:
    return lambda telling, at, out: telling.lose(at, out, why)


def _silent(telling: Telling, at: Statement, out: Steps) -> bool:
    return False


def _transition(telling: Telling, at: Statement, out: Steps) -> bool:
    if at.text.removeprefix("with").strip() in ("dissolve", "fade", "None"):
        return False
    return telling.lose(at, out, "places and people come and go in the engine's own way")


_TABLE: dict[str, Callable[[Telling, Statement, Steps], bool]] = {
    "scene": lambda telling, at, out: telling.stage.scene(at, out),
    "show": lambda telling, at, out: telling.stage.show(at, out),
    "hide": lambda telling, at, out: telling.stage.hide(at, out),
    "with": _transition,
    "play": lambda telling, at, out: telling.stage.play(at, out),
    "stop": lambda telling, at, out: telling.stage.stop(at, out),
    "queue": _never("one piece of music is played at a time"),
    "voice": _never("a voice is found by the id of its line: see python main.py script"),
    "pause": lambda telling, at, out: telling.stage.pause(at, out),
    "window": _silent,
    "nvl": _never("lines stand in one kind of box"),
    "jump": Telling._jump,
    "call": Telling._call,
    "return": Telling._return,
    "pass": _silent,
    CHAIN: Telling._branch,
    "$": Telling._python,
    "menu": Telling._menu,
    "while": _never("the story cannot go round like this; use beats and goto"),
    "for": _never("the story cannot go round like this; use beats and goto"),
    "python": _never("code is never run"),
    "elif": _never("it belongs to no if"),
    "else": _never("it belongs to no if"),
}
