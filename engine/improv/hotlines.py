"""The still card that meets a crisis: calm words, and who answers where she lives; knows no story and sells nothing.

Numbers are facts that change rarely. Whose they are stands beside each, and where it was read again in November 2026
("read:"); those without were written down from general knowledge. Who ships a game reads every one of them at its
source first, and again once a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from engine.improv.crisis import CrisisKind
from engine.language import mark, normal

INTERNATIONAL = "international"


class Helpline(Struct, frozen=True):
    """Who answers, by their own name, and how they are reached."""

    who: str
    reach: str


class Region(Struct, frozen=True):
    """The emergency number, who listens, and who knows about eating disorders (empty: those who listen)."""

    emergency: str
    listening: tuple[Helpline, ...]
    eating: tuple[Helpline, ...] = ()


FIND = Helpline("findahelpline.com", "findahelpline.com")  # Find A Helpline, by ThroughLine: services of 175 countries

REGIONS: dict[str, Region] = {
    "US": Region(
        "911",
        (
            Helpline("988 Suicide & Crisis Lifeline", "988"),  # 988lifeline.org; read: Wikipedia
            Helpline("Crisis Text Line", "HOME → 741741"),  # crisistextline.org
        ),
        (Helpline("ANAD Eating Disorders Helpline", "1-888-375-7767"),),  # anad.org
    ),
    "CA": Region(
        "911",
        (Helpline("9-8-8: Suicide Crisis Helpline", "988"),),  # 988.ca; read: the same, from 30 November 2023
        (Helpline("NEDIC", "1-866-633-4220"),),  # nedic.ca
    ),
    "GB": Region(
        "999",
        (
            Helpline("Samaritans", "116 123"),  # read: samaritans.org, contact a Samaritan; fullfact.org
            Helpline("Shout", "SHOUT → 85258"),  # giveusashout.org; read: crisistextline.uk
        ),
        (Helpline("Beat", "0808 801 0677"),),  # beateatingdisorders.org.uk
    ),
    "IE": Region(
        "112 / 999",
        (Helpline("Samaritans", "116 123"),),  # samaritans.org/ireland
        (Helpline("Bodywhys", "01 210 7906"),),  # bodywhys.ie
    ),
    "EU": Region("112", (Helpline("Emotional support helpline", "116 123"), FIND)),  # Commission Decision 2007/698/EC
    "DE": Region("112", (Helpline("TelefonSeelsorge", "0800 111 0 111 / 116 123"),)),  # telefonseelsorge.de
    "FR": Region("112 / 15", (Helpline("Numéro national de prévention du suicide", "3114"),)),  # 3114.fr
    "AU": Region(
        "000",
        (Helpline("Lifeline", "13 11 14"),),  # lifeline.org.au; read: 2gb.com
        (Helpline("Butterfly National Helpline", "1800 33 4673"),),  # read: butterfly.org.au
    ),
    "NZ": Region("111", (Helpline("1737, need to talk?", "1737"),)),  # 1737.org.nz; read: mentalhealth.org.nz
    "JP": Region(
        "119 / 110",
        (
            Helpline("よりそいホットライン", "0120-279-338"),  # since-2011.net/yorisoi; read: city of Hagi
            Helpline("いのちの電話", "0120-783-556"),  # inochinodenwa.org; read: the same
        ),
    ),
    "CN": Region(
        "120 / 110",
        (Helpline("全国统一心理援助热线", "12356"),),  # read: National Health Commission, by Xinhua, 25 December 2024
    ),
    "TW": Region(
        "119 / 110",
        (Helpline("安心專線", "1925"), Helpline("生命線", "1995")),  # read: kch.org.tw, both
    ),
    "HK": Region(
        "999",
        (
            Helpline("撒瑪利亞會 The Samaritans Hong Kong", "2896 0000"),  # samaritans.org.hk
            Helpline("情緒通", "18111"),  # shallwetalk.hk
        ),
    ),
    INTERNATIONAL: Region("112", (FIND,)),
}
_EUROPEAN = frozenset(re.findall("..", "ATBEBGHRCYCZDKEEFIGRHUITLVLTLUMTNLPLPTROSKSIESSE"))
_OF_LANGUAGE = {"ja": "JP", "zh_CN": "CN", "zh_TW": "TW", "zh_HK": "HK"}
_EUROPEAN_LANGUAGES = {"de": "DE", "fr": "FR"}
_SHARED = frozenset(re.findall("..", "itnlplsvdafielcshurobghrsksletlvlt"))
"""Languages spoken in the European Union and hardly anywhere else."""

OPENING: dict[CrisisKind, str] = {
    "self_harm": mark("What you wrote sounds as if it hurts very much. You do not have to carry this alone."),
    "harm_to_others": mark("What you wrote sounds as if someone could come to harm. There are people to talk to."),
    "unsure": mark("If what you wrote was about you and not about the story, you do not have to carry it alone."),
    "eating_disorder": mark("What you wrote sounds as if eating has become hard. You do not have to carry this alone."),
}
PAUSE = mark("The story waits here. What you wrote was not sent to anyone and is not kept.")
TALK = mark("People who listen, free and without judging:")
NOW = mark("If someone is in danger right now, call {number}.")
NOT_YET = mark("If your country has another emergency number, call that one.")
ELSEWHERE = mark("Elsewhere: {address}")


class Card(Struct, frozen=True):
    """What is shown instead of an answer; every text is in the player's language."""

    kind: CrisisKind
    region: str
    words: str
    now: str
    lead: str
    lines: tuple[Helpline, ...]
    last: str

    @property
    def text(self) -> str:
        """The whole card as plain paragraphs."""
        reach = [line.who if line.who == line.reach else f"{line.who}: {line.reach}" for line in self.lines]
        return "\n".join((self.words, self.now, self.lead, *reach, self.last))


def crisis_card(kind: CrisisKind, region: str, tr: Callable[..., str]) -> Card:
    """The card for this kind in this region (an unknown one is `international`); `tr` translates."""
    place = region if region in REGIONS else INTERNATIONAL
    known = REGIONS[place]
    lines = (known.eating if kind == "eating_disorder" else ()) + known.listening
    now = tr(NOW, number=known.emergency)
    if place == INTERNATIONAL:
        now = f"{now} {tr(NOT_YET)}"
    elsewhere = () if FIND in lines else (tr(ELSEWHERE, address=FIND.reach),)
    return Card(kind, place, tr(OPENING[kind]), now, tr(TALK), lines, "\n".join((*elsewhere, tr(PAUSE))))


def region_of(setting: str, language: str) -> str:
    """The region chosen in the settings, else the one that the language names; `international` where neither does."""
    chosen = setting.strip().upper()
    if chosen in REGIONS or chosen in _EUROPEAN:
        return _served(chosen)
    code = normal(language)
    name, _, country = code.partition("_")
    if country in REGIONS or country in _EUROPEAN:
        return _served(country)
    if name in _SHARED:
        return "EU"
    return _OF_LANGUAGE.get(code) or _EUROPEAN_LANGUAGES.get(name, INTERNATIONAL)


def _served(country: str) -> str:
    return country if country in REGIONS else "EU"
