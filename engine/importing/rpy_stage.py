"""What Ren'Py shows and plays as steps: places, people, music, sounds, pauses; knows no other statement."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from engine.importing.draft import NotCarried, shortened, slug
from engine.importing.rpy_names import Declared, Person
from engine.importing.rpy_read import STRING, Statement
from engine.importing.rpy_words import unquoted

_PICTURE = re.compile(r"(?:scene|show|hide)\s+([\w -]+?)(?=\s+(?:at|with|onlayer|behind|zorder|as)\b|\s*:|\s*$)")
_CLAUSE = re.compile(r"\s(at|with|onlayer|behind|zorder|as)\s+(.+?)(?=\s(?:at|with|onlayer|behind|zorder|as)\s|\s*:?$)")
_PLAYED = re.compile(rf"(?s)play\s+(\w+)\s+({STRING}|[\w.]+)\s*(.*)")
PAUSE = re.compile(r"(?:pause\s+|\$\s*renpy\.pause\()(\d{1,4}(?:\.\d{0,6})?|\.\d{1,6})\s*\)?")
PLACES = {"left": "left", "center": "center", "right": "right", "truecenter": "center"}
Steps = list[Any]
Lose = Callable[[Statement, Steps, str], bool]


class Stage:
    """Adds the steps of what is seen and heard; what is left out of a statement goes to `lose`."""

    def __init__(self, known: Declared, lose: Lose):
        self.known, self.lose = known, lose

    def scene(self, at: Statement, out: Steps) -> bool:
        picture = _PICTURE.match(at.text)
        if at.text == "scene" or at.text.startswith("scene with "):
            out.append({"hide": "all"})
        elif picture is None or picture[1].split()[0] == "expression":
            raise NotCarried("a picture that is worked out while playing")
        else:
            out.append({"background": slug(picture[1])})
        return self._clauses(at, out)

    def show(self, at: Statement, out: Steps) -> bool:
        picture = _PICTURE.match(at.text)
        tag, *looks = picture[1].split() if picture else [""]
        person = self.known.tags.get(tag)
        if tag in ("screen", "expression", "layer", "text", ""):
            raise NotCarried("only people and places are shown; an event picture is `- still: name`")
        if person is None:
            raise NotCarried(f"{tag} never speaks; an event picture is `- still: {slug(tag)}`")
        face = self.face(person, looks)
        position = next((PLACES[word] for word in _at(at.text) if word in PLACES), None)
        shown = {person.id: face or "neutral"} if face or position else None
        if shown is not None and not face:
            person.faces.setdefault("neutral")
        out.append({"show": {**shown, **({"at": position} if position else {})} if shown else person.id})
        return self._clauses(at, out)

    def hide(self, at: Statement, out: Steps) -> bool:
        picture = _PICTURE.match(at.text)
        person = self.known.tags.get(picture[1].split()[0]) if picture else None
        if person is None:
            raise NotCarried("nobody who was shown")
        out.append({"hide": person.id})
        return self._clauses(at, out)

    def face(self, person: Person, looks: list[str]) -> str:
        """The look that these words ask for: the one picture that has them all, else as they are written."""
        wanted = {word for word in looks if not word.startswith("-")}
        if not wanted:
            return ""
        tags = [tag for tag, owner in self.known.tags.items() if owner is person]
        every = [attributes for tag in tags for attributes in self.known.images.get(tag, []) if wanted <= {*attributes}]
        chosen = next((each for each in every if {*each} == wanted), every[0] if len(every) == 1 else tuple(looks))
        face = slug("_".join(word for word in chosen if not word.startswith("-")))
        person.faces.setdefault(face)
        return face

    def _clauses(self, at: Statement, out: Steps) -> bool:
        clauses = [part for word, value in _CLAUSE.findall(at.text) for part in _parted(word, value)]
        lost = [f"{word} {value}" for word, value in clauses if not _understood(word, value)]
        if lost or at.block:
            what = shortened(", ".join(lost), 80) if lost else "how it moves"
            self.lose(at, out, f"of this, {what} was left out: the stage moves by itself")
        return False

    def play(self, at: Statement, out: Steps) -> bool:
        match = _PLAYED.fullmatch(at.text)
        step = {"music": "music", "sound": "sound", "audio": "sound"}.get(match[1]) if match else None
        if match is None or step is None:
            raise NotCarried("music and sounds alone are played, one at a time")
        name = self._audio(match[2])
        out.append({step: name})
        if match[3].strip() not in ("", "loop" if step == "music" else "noloop"):
            self.lose(at, out, f"of this, {shortened(match[3], 60)} was left out")
        return False

    def _audio(self, named: str) -> str:
        if named[:1] in "\"'`":
            file = unquoted(named)[0]
        else:
            file = self.known.constants.get(f"audio.{named}") or self.known.constants.get(named) or ""
        stem = re.sub(r"^<.*?>", "", file).rpartition("/")[2].rpartition(".")[0] or file
        if not stem and named[:1] in "\"'`":
            raise NotCarried("there is no name of a file")
        return slug(stem or named)

    def stop(self, at: Statement, out: Steps) -> bool:
        words = at.text.split()
        if words[1:2] != ["music"]:
            raise NotCarried("a sound ends by itself")
        out.append({"music": "none"})
        return self.lose(at, out, f"of this, {' '.join(words[2:])} was left out") if words[2:] else False

    def pause(self, at: Statement, out: Steps) -> bool:
        match = PAUSE.fullmatch(at.text)
        if match is None or float(match[1]) > 10:
            raise NotCarried("a pause lasts so many seconds, 10 at most")
        out.append({"pause": round(float(match[1]), 3)})
        return False


def _at(text: str) -> list[str]:
    return [word.strip() for name, value in _CLAUSE.findall(text) if name == "at" for word in value.split(",")]


def _parted(word: str, value: str) -> list[tuple[str, str]]:
    """Each of several places or movements by itself."""
    return [(word, part.strip()) for part in value.split(",")] if word == "at" and "(" not in value else [(word, value)]


def _understood(word: str, value: str) -> bool:
    if word == "with":
        return value.strip(" :") in ("dissolve", "fade", "None", "Dissolve")
    return word == "at" and value.strip(" :") in PLACES
