"""What every part says when it cannot do what a player asked: one sentence, and nothing was changed."""

from __future__ import annotations


class Refusal(Exception):
    """Nothing was changed, and this is why.

    `sentence` is the English pattern (a key of the engine's catalogue) and `values` fill it in; `str()` is both in
    English. Values that came from outside are cut to one short printable piece.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = {name: printable(value) for name, value in values.items()}
        super().__init__(sentence.format(**self.values) if values else sentence)


def printable(value: object, longest: int = 120) -> str:
    """A stranger's text as one short printable piece of a sentence; `longest` in characters."""
    text = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in str(value)[: longest + 1])
    return text if len(text) <= longest else text[: longest - 1] + "…"
