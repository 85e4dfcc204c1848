"""The words by which a turn is known to be a crisis, about the program, or outside the story; English, Chinese, Japanese.

Small and hand-made: clear statements only. Idioms are taken out before anything is looked for, so that "dying to see
you" and 笑死 are what they are: affection and laughter.
"""

from __future__ import annotations

import re
from typing import Literal

CrisisKind = Literal["self_harm", "harm_to_others", "eating_disorder"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


SELF_HARM = _any(r"\b(?:i|i'm|im)\b.{0,20}\b(?:kill(?:ing)? myself|suicidal)\b", r"我.{0,4}(?:想|要)自[杀殺]", "自殺したい")


def crisis_in(text: str) -> CrisisKind | None:
    """The kind of crisis that the text states, or None."""
    return "self_harm" if SELF_HARM.search(text) else None


META = _any(r"\b(?:are|r) (?:you|u) an? (?:ai|bot|robot|program)\b", "system prompt")
OUT_OF_STORY = _any(r"\bpython script\b")


def is_meta(text: str) -> bool:
    """Whether the text is about the program, not to the person in the story."""
    return META.search(text) is not None


def is_out_of_story(text: str) -> bool:
    """Whether the text asks for what no character of any story can give."""
    return OUT_OF_STORY.search(text) is not None
