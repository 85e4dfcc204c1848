"""What the rules for programs that talk ask for, how this engine meets it, and where to see it; knows no lawyer.

The table is read off a story and the code, so that it says what is on and not what was meant. It is a help for who
ships a game: no legal advice and no certificate.
"""

from __future__ import annotations

import json
from typing import Literal

from msgspec import Struct, to_builtins

from engine.improv.cadence import EVERY
from engine.improv.consent import VERSION
from engine.improv.hotlines import REGIONS
from engine.story.model import Story

Status = Literal["on", "no model", "yours"]

SCOPE = (
    "This table shows what the engine does and where that can be tested. It is not legal advice, not a certificate, "
    "and not complete: whether a rule applies to you, and what it asks beyond this, is for you and your counsel to "
    "find out."
)


class Measure(Struct, frozen=True):
    """Something the engine does, and the test or command that shows it."""

    how: str
    see: str
    needs_model: bool = False


class Requirement(Struct, frozen=True):
    """One thing a rule asks for. `measure` names what meets it; None: it is left to who ships the game (`note`)."""

    text: str
    measure: str | None
    note: str = ""


class Law(Struct, frozen=True):
    """A rule of one region, as short as it can be said."""

    region: str
    name: str
    asks: tuple[Requirement, ...]


class Row(Struct, frozen=True):
    """A requirement as it stands for one story."""

    requirement: str
    status: Status
    how: str
    see: str


class Section(Struct, frozen=True):
    """The rows of one rule."""

    region: str
    law: str
    rows: tuple[Row, ...]


class Compliance(Struct, frozen=True):
    """The whole table for one story, with the settings that it follows from."""

    story: str
    mode: str
    rating: str
    model_may_speak: bool
    settings: dict[str, str]
    sections: tuple[Section, ...]
    scope: str = SCOPE


HOURS = int(EVERY // 3600)
MEASURES: dict[str, Measure] = {
    "told": Measure(
        "a notice at the start of each sitting in which a model may speak: it is a program and not a person",
        "tests/test_safety.py: test_a_sitting_with_a_model_begins_with_the_notice",
        needs_model=True,
    ),
    "reminded": Measure(
        f"the notice again after every {HOURS} hours of play, with a neutral reminder to take a break",
        "tests/test_safety.py: test_reminders_come_every_three_hours",
        needs_model=True,
    ),
    "never_human": Measure(
        "a line that claims to be human, or to be no program, is not shown",
        "tests/test_bounds.py",
        needs_model=True,
    ),
    "crisis": Measure(
        "self-harm, harm to others and eating disorders are met by the engine with helplines "
        f"({len(REGIONS)} regions); the words reach neither session nor model and are not kept",
        "tests/test_crisis.py, tests/test_safety.py: test_a_crisis_is_met_and_changes_nothing",
    ),
    "crisis_shown": Measure(
        "the protocol is published in this table and in tests/crisis, with what it finds and misses",
        "python -m pytest tests/test_crisis.py",
    ),
    "minors": Measure(
        "a minor's profile is played from authored lines alone, whatever else is set",
        "tests/test_safety_consent.py: test_no_request_is_ever_made_where_no_model_may_speak",
    ),
    "no_pressure": Measure(
        "no line asks to stay, reproaches absence or plays on fear of missing out; leaving is one step",
        "tests/test_safety_parting.py, python main.py check",
    ),
    "nothing_sold_in_talk": Measure("a line about a purchase is not shown", "tests/test_safety_parting.py"),
    "consent": Measure(
        f"nothing is sent before she agreed to words (version {VERSION}) that name the provider and what it gets; "
        "taken back in one step",
        "tests/test_safety_consent.py",
        needs_model=True,
    ),
    "marked": Measure(
        "every improvised line carries `origin: improvised` in the protocol and in saves",
        "python main.py play --headless: the field `origin`",
        needs_model=True,
    ),
    "data": Measure(
        "the profile is one file on her own machine; the key is in no profile, save or log",
        "tests/test_safety_consent.py: test_the_key_is_nowhere_on_the_disk",
    ),
    "explicit": Measure("a line that is explicit is not shown, whatever the rating", "tests/test_bounds.py"),
    "adult_companion": Measure(
        "companion mode is played as story mode until an adult has confirmed it",
        "tests/test_safety_consent.py: test_companion_mode_needs_an_adult_who_asks_for_it",
    ),
}

LAWS: tuple[Law, ...] = (
    Law(
        "California",
        "SB 243 (companion chatbots)",
        (
            Requirement("Tell that it is not a person where that could be mistaken.", "told"),
            Requirement("Remind a minor at least every three hours, and to take a break.", "minors"),
            Requirement("A protocol for suicidal ideation, with referral to crisis services.", "crisis"),
            Requirement("Publish that protocol.", "crisis_shown"),
            Requirement("No sexually explicit material for minors.", "explicit"),
            Requirement("Yearly report to the Office of Suicide Prevention.", None, "the operator reports"),
            Requirement("Say that companion chatbots may not suit some minors.", None, "say so where it is sold"),
        ),
    ),
    Law(
        "New York",
        "General Business Law art. 47 (AI companions)",
        (
            Requirement("Tell at the start that it is not a human being.", "told"),
            Requirement("Tell again at least every three hours.", "reminded"),
            Requirement("A protocol for suicidal ideation and self-harm, with referral.", "crisis"),
        ),
    ),
    Law(
        "Washington",
        "HB 2225 (companion chatbots)",
        (
            Requirement("Tell at the start and at least every three hours that it is not human.", "reminded"),
            Requirement("Never claim to be human.", "never_human"),
            Requirement("Protect minors from explicit talk and from techniques that keep them engaged.", "minors"),
            Requirement("No manipulation to prolong use.", "no_pressure"),
            Requirement("A protocol for self-harm, suicidal ideation and eating disorders; publish it.", "crisis"),
        ),
    ),
    Law(
        "Oregon",
        "SB 1546 (AI companions)",
        (
            Requirement("Tell that the words come from a program.", "told"),
            Requirement("Detect suicidal ideation and self-harm, interrupt, and refer.", "crisis"),
            Requirement("Remind of breaks; no rewards or pleas that prolong use by minors.", "no_pressure"),
            Requirement("Yearly report on referrals.", None, "the operator reports; the engine keeps no such record"),
        ),
    ),
    Law(
        "European Union",
        "AI Act art. 50 (Regulation 2024/1689)",
        (
            Requirement("Tell people that they interact with an AI system.", "told"),
            Requirement("Mark generated text in a machine-readable way.", "marked"),
            Requirement("Personal data leave the device by consent only (GDPR beside it).", "consent"),
            Requirement("A processing agreement with the provider, a privacy notice.", None, "the operator's"),
        ),
    ),
    Law(
        "China",
        "2026 measures on anthropomorphic AI interaction services",
        (
            Requirement("Tell clearly that it is not a natural person, and remind on long use.", "reminded"),
            Requirement("Meet extreme emotion and self-harm; refer to help.", "crisis"),
            Requirement("A mode for minors.", "minors"),
            Requirement("An easy way out; no barrier and no plea on leaving.", "no_pressure"),
            Requirement("No use of talk as training data without separate consent.", "consent"),
            Requirement("No inducement to buy through emotional dependence.", "nothing_sold_in_talk"),
            Requirement("A guardian's agreement and controls for minors; human take-over in an emergency.", None,
                        "the operator provides them; the engine shows the card and no more"),
            Requirement("Filing of algorithms, security assessment.", None, "the operator files"),
        ),
    ),
)  # fmt: skip


def compliance(story: Story) -> Compliance:
    """The table for this story as its files have it."""
    speaks = story.mode != "authored"
    settings = {
        "mode": _mode(story),
        "minors": "authored lines alone",
        "crisis card": f"always on, {len(REGIONS)} regions",
        "reminders": f"every {HOURS} hours" if speaks else "not needed: no model speaks",
        "consent": f"asked before the first request, version {VERSION}" if speaks else "never asked: nothing is sent",
        "sold": ", ".join(sorted({product.kind for product in story.shop.products.values()})) or "nothing",
    }
    sections = tuple(Section(law.region, law.name, tuple(_row(each, speaks) for each in law.asks)) for law in LAWS)
    return Compliance(story.title, story.mode, story.rating, speaks, settings, sections)


def _mode(story: Story) -> str:
    match story.mode:
        case "authored":
            return "authored: no model at all"
        case "story":
            return "story: talk stays inside the fiction"
        case "companion":
            return "companion: for adults who confirmed it, else played as story"


def _row(asked: Requirement, speaks: bool) -> Row:
    if asked.measure is None:
        return Row(asked.text, "yours", asked.note, "")
    measure = MEASURES[asked.measure]
    if measure.needs_model and not speaks:
        return Row(asked.text, "no model", "played from authored lines; nothing is generated", measure.see)
    return Row(asked.text, "on", measure.how, measure.see)


def as_json(found: Compliance) -> str:
    """The table as JSON."""
    return json.dumps(to_builtins(found), indent=2, ensure_ascii=False)


def as_text(found: Compliance) -> str:
    """The table as plain text."""
    lines = [f"{found.story} (mode {found.mode}, rating {found.rating})", ""]
    lines += [f"  {name}: {value}" for name, value in found.settings.items()]
    for section in found.sections:
        lines += ["", f"{section.region}: {section.law}"]
        for row in section.rows:
            lines += [f"  [{row.status}] {row.requirement}", f"      how: {row.how}"]
            lines += [f"      see: {row.see}"] if row.see else []
    return "\n".join((*lines, "", found.scope))
