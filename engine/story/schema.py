"""JSON Schema of the format, made from the same table of keys that the reader follows; knows no story."""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never

from engine.story.file_keys import CAST, CHAPTER, GREETINGS, LETTERS, SHOP, STORY
from engine.story.shapes import (
    PATTERNS,
    SHOWN,
    Condition,
    Decimal,
    Effecting,
    Either,
    Key,
    Later,
    Lines,
    ListOf,
    MapOf,
    Object,
    OneOf,
    Scening,
    Shape,
    Showing,
    Steps,
    Telling,
    Text,
    Whole,
    Word,
    YesNo,
)
from engine.story.step_keys import COMMON_KEYS, EFFECTS, LIGHTS, POSITIONS, SCENE, TOLD, VERB_KEYS, VERBS

Schema: TypeAlias = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, tuple[str, Shape]] = {
    "story": ("story.yaml", STORY),
    "cast": ("cast.yaml", CAST),
    "shop": ("shop.yaml", SHOP),
    "letters": ("letters.yaml", LETTERS),
    "greetings": ("greetings.yaml", GREETINGS),
    "chapter": ("chapters/*.yaml", CHAPTER),
}
"""The kinds of files, where they stand, and what is in them."""
SPEAKER = rf"^{PATTERNS['guard name']}( *\([a-z0-9_]+\))?$"
"""`ren` or `ren (shy)`."""


def json_schemas() -> dict[str, Schema]:
    """One schema (draft 2020-12) for each kind of file: as FILES names them."""
    return {kind: _file_schema(where, shape) for kind, (where, shape) in FILES.items()}


def combined_schema() -> Schema:
    """One schema that any file of a story fits, for editors that are told of one only."""
    defs = _Definitions()
    roots = {kind: {**defs.schema(shape), "title": where} for kind, (where, shape) in FILES.items()}
    choices = [{"$ref": f"#/$defs/{kind}.yaml"} for kind in roots]
    named = {f"{kind}.yaml": root for kind, root in roots.items()}
    return {"$schema": DRAFT, "title": "A file of a story", "anyOf": choices, "$defs": {**named, **defs.made}}


def _file_schema(where: str, shape: Shape) -> Schema:
    defs = _Definitions()
    root = defs.schema(shape)
    return {"$schema": DRAFT, "title": where, **root, "$defs": defs.made}


class _Definitions:
    """Makes schemas; objects and steps become definitions, so that steps can stand inside steps."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def schema(self, shape: Shape) -> Schema:
        """The schema of what may stand at a place."""
        match shape:
            case Text():
                return {"type": ["string", "number"]}
            case Word(pattern=pattern):
                return {"type": ["string", "integer"], "pattern": f"^(?:{PATTERNS[pattern]})$"}
            case Whole(low=low, high=high):
                return {"type": "integer", "minimum": low, "maximum": high}
            case Decimal(low=low, high=high):
                return {"type": "number", "minimum": low, "maximum": high}
            case YesNo():
                return {"type": "boolean"}
            case OneOf(words=words):
                return {"enum": list(words)}
            case Condition():
                return {"type": "string", "examples": ["promised and affection.ren >= 25"]}
            case ListOf() | MapOf() | Either():
                return self._compound(shape)
            case Object(what=what):
                return self._defined(what, lambda: self._object(shape.keys))
            case Effecting():
                return self.schema(EFFECTS)
            case Scening():
                return self.schema(SCENE)
            case Steps():
                return {"type": "array", "items": self._defined("a step", self._step)}
            case Telling():
                return {"type": "array", "items": self._defined("a told step", self._told), "minItems": 1}
            case Lines():
                line = self._defined("a line", self._line)
                return {"anyOf": [{"type": "array", "items": line}, line]}
            case Showing():
                return self._defined("who is shown", self._showing)
            case Later():
                return {}
            case _:
                assert_never(shape)

    def _compound(self, shape: ListOf | MapOf | Either) -> Schema:
        match shape:
            case ListOf(of=of, least=least, single=single):
                item = self.schema(of)
                many = {"type": "array", "items": item, "minItems": least}
                return {"anyOf": [many, item]} if single else many
            case MapOf(names=names, of=of, least=least):
                pattern = f"^(?:{PATTERNS[names.pattern]})$"
                return {
                    "type": "object",
                    "patternProperties": {pattern: self.schema(of)},
                    "additionalProperties": False,
                    "minProperties": least,
                }
            case Either(short=short, full=full):
                return {"anyOf": [self.schema(short), self.schema(full)]}
            case _:
                assert_never(shape)

    def _defined(self, what: str, make: Any) -> Schema:
        """A reference to a definition, which is made when it is first asked for."""
        name = what.replace(" ", "_")
        if name not in self.made:
            self.made[name] = {}
            self.made[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _keys(self, keys: dict[str, Key]) -> dict[str, Schema]:
        return {name: {**self.schema(key.shape), "description": key.about} for name, key in keys.items()}

    def _object(self, keys: dict[str, Key]) -> Schema:
        required = [name for name, key in keys.items() if key.required]
        return {
            "type": "object",
            "properties": self._keys(keys),
            "required": required,
            "additionalProperties": False,
        }

    def _step(self) -> Schema:
        verbs = [self._verb(verb, key) for verb, key in VERBS.items()]
        return {"anyOf": [*verbs, *self._line()["anyOf"]]}

    def _told(self) -> Schema:
        return {"anyOf": [*(self._verb(verb, VERBS[verb]) for verb in TOLD), *self._line()["anyOf"]]}

    def _verb(self, verb: str, key: Key) -> Schema:
        own = Key(key.shape, key.about, required=True)
        return self._object({verb: own, **VERB_KEYS.get(verb, {}), **COMMON_KEYS})

    def _line(self) -> Schema:
        """A text, or one speaker beside an `id` and a `when`; no verb is a speaker."""
        common = self._keys(COMMON_KEYS)
        text = {**self.schema(SHOWN), "description": "what they say"}
        counts = [_exactly(present, len(present) + 1) for present in ([], ["id"], ["when"], ["id", "when"])]
        spoken = {
            "type": "object",
            "properties": common,
            "patternProperties": {_not_verbs(): text},
            "additionalProperties": False,
            "anyOf": counts,
        }
        return {"anyOf": [{**self.schema(SHOWN), "description": "narration"}, spoken]}

    def _showing(self) -> Schema:
        face = {"type": ["string", "integer", "null"], "description": "their expression"}
        rest = {
            "at": {"enum": list(POSITIONS), "description": "where on the stage"},
            "outfit": {"type": "string", "description": "their outfit, if it is owned"},
            "light": {"enum": list(LIGHTS), "description": "silhouette: dark before the place, no face to be seen"},
        }
        pattern = f"^(?!(?:at|outfit|light)$){PATTERNS['guard name']}$"
        shown = {
            "type": "object",
            "properties": rest,
            "patternProperties": {pattern: face},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 4,
        }
        return {"anyOf": [{"type": "string", "pattern": f"^{PATTERNS['guard name']}$"}, shown]}


def _exactly(present: list[str], count: int) -> Schema:
    """These common keys and no other, among so many keys in all."""
    absent = [name for name in COMMON_KEYS if name not in present]
    return {
        "required": present,
        "not": {"anyOf": [{"required": [name]} for name in absent]} if absent else False,
        "minProperties": count,
        "maxProperties": count,
    }


def _not_verbs() -> str:
    """Speakers: every name but the first words of steps and the keys beside them."""
    taken = "|".join([*VERBS, *COMMON_KEYS])
    return f"^(?!(?:{taken})$){SPEAKER[1:]}"
