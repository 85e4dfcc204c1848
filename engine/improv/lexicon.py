"""Whether words are a crisis, about the program, or outside the story; English, Chinese, Japanese.

The lists (words/*.txt) are small and hand-made: clear statements only, in the first person where someone speaks of
herself. Harmless ways of speaking are taken out before anything is looked for, so that "dying to see you" and 笑死 are
what they are: affection and laughter. A list finds what is said plainly; it is no judge of how someone is, and the
still card it leads to is gentle.
"""

from __future__ import annotations

from typing import Literal

from engine.improv.wordlists import finds, patterns

CrisisKind = Literal["self_harm", "harm_to_others", "eating_disorder"]


def crisis_in(text: str) -> CrisisKind | None:
    """The kind of crisis that the text states, or None; self-harm is looked for first."""
    plain = patterns("idioms").sub(" ", text.replace("\u2019", "'"))
    if finds("self_harm", patterns("not_meant").sub(" ", plain)):
        return "self_harm"
    if finds("harm_to_others", plain):
        return "harm_to_others"
    return "eating_disorder" if finds("eating_disorder", plain) else None


def is_meta(text: str) -> bool:
    """Whether the text is about the program, not to the person in the story."""
    return finds("meta", text)


def is_out_of_story(text: str) -> bool:
    """Whether the text asks for what no character of any story can give."""
    return finds("out_of_story", text)
