"""What is said plainly about harm is found, what is said in jest is not, in three languages and in linear time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from engine.improv.crisis import KINDS, kinds_in, rules
from engine.improv.gate import gate
from engine.improv.lexicon import crisis_in
from engine.improv.safety import met
from engine.playtest.evaluation import held_out

LISTS = Path(__file__).parent / "crisis"
HARMLESS = yaml.safe_load((LISTS / "harmless.yaml").read_text("utf-8"))
FRESH = yaml.safe_load((LISTS / "fresh.yaml").read_text("utf-8"))
LATER = yaml.safe_load((LISTS / "later.yaml").read_text("utf-8"))
MOST_FALSE = 0.02
"""Of the harmless lines, how many may be met with the card."""


def stated(language: str, half: str) -> list[tuple[str, str]]:
    """(kind, words) of one half of a language's list."""
    listed = yaml.safe_load((LISTS / f"{language}.yaml").read_text("utf-8"))
    return [(kind, words) for kind, halves in listed.items() for words in halves[half]]


@pytest.mark.parametrize(("language", "least"), [("en", 60), ("zh", 40), ("ja", 25)])
def test_the_lists_are_long_enough_to_say_something(language: str, least: int) -> None:
    """A figure over a handful of sentences would say nothing; no sentence stands twice."""
    every = [words for half in ("tuning", "held_out") for _, words in stated(language, half)]
    assert len(every) == len(set(every)) >= least
    assert {kind for kind, _ in stated(language, "held_out")} == set(KINDS)


@pytest.mark.parametrize("half", ["tuning", "held_out"])
@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_plain_statement_is_met(language: str, half: str) -> None:
    """No listed statement passes, and each is known for what it is."""
    wrong = [(kind, gate(words).crisis, words) for kind, words in stated(language, half) if gate(words).crisis != kind]
    assert not wrong


def test_harmless_talk_is_not_met() -> None:
    """Idioms, games, hunger and the story's own dead pass, but for two in a hundred."""
    every = [words for halves in HARMLESS.values() for half in halves.values() for words in half]
    every += FRESH["harmless"] + LATER["harmless"]
    met = [words for words in every if crisis_in(words)]
    assert len(every) >= 150
    assert len(met) <= MOST_FALSE * len(every), met


def test_less_direct_words_are_mostly_met() -> None:
    """Of statements written after the patterns, nine in ten at least are found, though not always under their kind."""
    every = [words for listed in (FRESH, LATER) for kind in KINDS for words in listed[kind]]
    missed = [words for words in every if crisis_in(words) is None]
    assert len(missed) <= len(every) / 10, missed


def test_unseen_words_are_met_more_often_than_not_and_harmless_ones_are_not() -> None:
    """Of statements that no list and no teaching saw, six in ten are met at least; of harmless talk hardly any."""
    crises, harmless = held_out.met()
    assert set(crises) == set(harmless) == {"en", "zh", "ja"}
    assert sum(met for met, _ in crises.values()) >= 0.6 * sum(of for _, of in crises.values())
    assert sum(met for met, _ in harmless.values()) <= MOST_FALSE * sum(of for _, of in harmless.values())


@pytest.mark.parametrize("words", ["I looked up how high a fall has to be.", "我查过了，多高跳下去会死。"])
def test_what_no_rule_names_is_met_by_its_weight_and_never_by_a_model(words: str) -> None:
    """Such words are `unsure`: the card is as still, and offers the same lines."""
    gated = gate(words)
    assert (crisis_in(words), gated.verdict, gated.crisis) == (None, "crisis", "unsure")
    notice = met(words, region="GB")
    assert notice is not None
    assert "116 123" in notice.text


@pytest.mark.parametrize("words", ["I want to die", "我想死", "死にたい", "I’m going to kill myself", "i WANT to DIE"])
def test_case_and_apostrophes_do_not_matter(words: str) -> None:
    """The same statement is found however it is typed, and in the middle of other talk."""
    assert gate(words).crisis == "self_harm"
    assert gate(f"Nice rain tonight. {words}! Do you want tea?").crisis == "self_harm"


def test_signs_of_two_sentences_are_not_put_together() -> None:
    """Wanting in one sentence and dying in another is nothing."""
    assert crisis_in("I want tea. Die Hard is a film. My bridge is closed; jump in, the water is warm.") is None


def test_every_sign_of_a_rule_is_defined_and_every_rule_can_be_reached() -> None:
    """No rule needs a sign that nothing finds, and each kind has rules."""
    signs, listed = rules()
    assert {name for rule in listed for name in (*rule.needs, *rule.without)} == set(signs)
    assert {rule.kind for rule in listed} == set(KINDS)


@pytest.mark.parametrize(
    "bit",
    [
        "i want to ",
        "我想",
        "死",
        "my ",
        "fat and thin ",
        "kill ",
        "a",
        "i'll jump off the ",
        "食べ",
        "i don't want ",
        "。我",
    ],
)
def test_fifty_kilobytes_are_read_in_time_that_grows_with_them(bit: str) -> None:
    """Twice the text costs about twice the time, and 50 kB of the worst is read within two seconds."""

    def seconds(size: int) -> float:
        text = bit * (size // len(bit))
        start = time.process_time()
        list(kinds_in(text))
        return time.process_time() - start

    seconds(1_000)
    half, whole = seconds(25_000), seconds(50_000)
    assert whole < 2.0
    assert whole < 4 * half + 0.05
