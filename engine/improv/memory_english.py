"""What an English sentence of hers says of her: patterns, each with the kind of memory it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.improv.concepts import ideas
from engine.improv.features import COMMON_STEMS, STEMS, stem, words_of
from engine.improv.memory import LONGEST_VALUE, Kind, Proposal, digest
from engine.improv.memory_reader import Make, Pattern, Table, read
from engine.improv.memory_terms import content_of

ADV = (
    r"(?:really |truly |absolutely |just |do |also |still |always |now |actually |usually |mostly |sometimes |only |"
    r"currently |quite |rather |secretly |simply |particularly |so |very |much |such |totally |terribly |deeply )*"
)
BE = r"(?:'m| am)"
NAME = r"[^\W\d_][\w'-]*(?: [A-Z][\w'-]*){0,2}"
CUT = re.compile(
    r"\s*(?:[,;:.!…—]|\b(?:but|because|since|though|although|when|while|so that|so|which|who|if|as long as|by the way|"
    r"even|and (?:i|my|it|he|she|we|they|that)|these days|nowadays|anymore|any more|at all|right now|now|actually|"
    r"please|too|as well|in the end|from now on|of course|after all|you know)\b).*$",
    re.IGNORECASE,
)
LEADING = re.compile(r"^(?:(?:and|or|then|also|really) )+", re.IGNORECASE)
NO_THINGS = """
you it this that him her them us me how what when where why who to-be your yours these those here there myself
everything nothing something anything someone both all one
"""
NOT_THINGS = frozenset(NO_THINGS.split())
HERS_OR_YOURS = re.compile(r"\b(?:i|me|my|mine|myself|you|your|yours|we|us|our)\b", re.IGNORECASE)
AGE = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]?(?:one|two|three|four|five|six|seven|"
    r"eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
MONTHS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    r"jul|aug|sept?|oct|nov|dec|christmas|new year|\d)",
    re.IGNORECASE,
)
FAMILY = {
    "mother": "mother", "mum": "mother", "mom": "mother", "father": "father", "dad": "father", "brother": "brother",
    "sister": "sister", "grandmother": "grandmother", "grandma": "grandmother", "gran": "grandmother",
    "granny": "grandmother", "grandfather": "grandfather", "grandpa": "grandfather", "aunt": "aunt", "uncle": "uncle",
    "cousin": "cousin", "husband": "husband", "wife": "wife", "son": "son", "daughter": "daughter",
    "parent": "parents", "niece": "niece", "nephew": "nephew", "fiancé": "fiancé", "boyfriend": "boyfriend",
    "girlfriend": "girlfriend", "twin": "twin", "friend": "friend", "neighbour": "neighbour", "neighbor": "neighbour",
    "boss": "boss", "teacher": "teacher", "roommate": "roommate", "flatmate": "flatmate", "family": "family",
}  # fmt: skip
PEOPLE = frozenset(("friend", "neighbour", "boss", "teacher", "roommate", "flatmate"))
KIN = "|".join(sorted(FAMILY, key=len, reverse=True))
PET = "cat|dog|bird|rabbit|hamster|parrot|tortoise|goldfish|fish|horse|pony|kitten|puppy|canary|ferret|snake|lizard"
WORKS = """
accountant actor actress apprentice archaeologist archivist architect artist assistant astronomer author baker banker
barber barista bartender beekeeper biologist blacksmith bookbinder bookseller botanist builder butcher carpenter
cashier chef chemist cleaner clerk coach composer cook curator dancer dentist designer detective developer diver doctor
driver editor electrician engineer farmer firefighter fisherman florist gardener geologist glassblower goldsmith
governess hairdresser historian housewife illustrator interpreter jeweller jeweler journalist judge lawyer lecturer
librarian maid manager mathematician mechanic merchant midwife model musician nanny novelist nun nurse optician
painter paramedic pharmacist philosopher photographer physicist pianist pilot plumber poet policewoman policeman
potter priest printer producer professor programmer psychologist receptionist reporter researcher restorer sailor
salesperson scholar scientist sculptor seamstress secretary shepherd shopkeeper singer smith soldier student
surgeon tailor teacher technician therapist trainer translator tutor vet veterinarian violinist waiter waitress
watchmaker weaver welder writer
"""
WORK = "|".join(WORKS.split())
NATIONS = """
english french german italian spanish portuguese chinese japanese russian american british irish scottish welsh
dutch polish swedish danish norwegian greek turkish indian korean thai canadian australian christian jewish
muslim buddhist catholic
"""
NATIONAL = frozenset(NATIONS.split())
CHATTER = """
know ask talk tell say hear thank apologise apologize sleep go see stay leave think sit be
"""
SMALL_TALK = frozenset(map(stem, CHATTER.split()))
TIME = re.compile(
    r"\b(?:yesterday|last (?:night|week|month|year|summer|winter|spring|autumn)|this (?:morning|afternoon|week)|today|"
    r"\w+ (?:days|weeks|months|years) ago|the other day|once|earlier|when i was)\b",
    re.IGNORECASE,
)
CHILD = re.compile(r"\bwhen i was (?:a (?:child|girl|kid)|little|small|young|\w+(?: years old)?)\b", re.IGNORECASE)
ENDS = re.compile(r"\b(?:anymore|any more|any longer|no longer|not .*now)\b", re.IGNORECASE)


def found_in_english(sentence: str) -> list[Proposal]:
    """What the sentence says of her; where no pattern fits, a statement of hers is kept as it is."""
    return read(TABLE, sentence)


# ---------------------------------------------------------------- pieces


def _value(raw: str | None) -> str:
    """The part of a match that may be said back: cut at the next clause, without her pronouns; else empty."""
    value = tidy(raw)
    return "" if HERS_OR_YOURS.search(value) else value


def tidy(raw: str | None) -> str:
    """Without what follows in another clause, and without signs at its ends."""
    return CUT.sub("", LEADING.sub("", (raw or "").strip()))[:LONGEST_VALUE].strip(" \"'()-,.")


def _topic(value: str) -> str:
    return "_".join(dict.fromkeys(content_of(value)))[:60]


def _things(raw: str) -> list[str]:
    """`old maps and lighthouses` as two things; a longer phrase stays one."""
    whole = tidy(re.sub(r",\s*(?=\w+(?:,| and | or |$))", " and ", raw))
    parts = [part.strip() for part in re.split(r"\s+and\s+|\s+or\s+|,\s*", whole) if part.strip()]
    return parts if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts) else [whole]


def _one(kind: Kind, key: str, importance: int, before: str = "") -> Make:
    """A single matter, with the named part `v` as its value."""

    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        value = _value(match["v"])
        yield Proposal(kind, key, sentence, f"{before}{value}" if value else "", importance)

    return make


def _each(kind: Kind, head: str, importance: int) -> Make:
    """One memory for each thing named."""

    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        for thing in _things(match["v"]):
            words = thing.casefold().split()
            topic = _topic(thing)
            if words and words[0] not in NOT_THINGS and topic:
                yield Proposal(kind, f"{head}:{topic}", sentence, _value(thing), importance)

    return make


def _ending(head: str) -> Make:
    """Something is no longer so."""

    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        topic = f":{_topic(tidy(match['v']))}" if "v" in match.re.groupindex else ""
        yield Proposal("preference" if topic else "fact", f"{head}{topic}", sentence, importance=3, ends=True)

    return make


def _deed(kind: Kind, head: str, importance: int, before: str = "to ") -> Make:
    """What she will do, wants or promised: told apart by its words."""

    def make(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
        raw = tidy(match["v"])
        words = [word for word in words_of(raw.casefold()) if word[0].isalpha()]
        content = content_of(raw) or (tuple(words) if head == "promise" and len(words) > 1 else ())
        if not content or (words and stem(words[0]) in SMALL_TALK and len(content) < 2):
            return
        value = _value(re.sub(r"^(?:to|i'll|i will|that i will|that)\s+", "", raw, flags=re.IGNORECASE))
        spoken = value if value.startswith(("not ", "never ")) or not before else f"{before}{value}"
        if value.startswith("not "):
            spoken = f"not to {value.removeprefix('not ').removeprefix('to ')}"
        yield Proposal(kind, f"{head}:{digest(content)}", sentence, spoken if value else "", importance)

    return make


def _name(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    value = tidy(match["v"])
    first = value.split(" ")[0].casefold() if value else ""
    if first and first not in NATIONAL and stem(first) not in COMMON_STEMS and first not in ("sorry", "fine", "later"):
        yield Proposal("fact", "name", sentence, value[:40], 5)


def _born(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    value = tidy(match["v"])
    key = "birthday" if MONTHS.search(value) or re.search(r"\b(?:first|second|third|\w+th)\b", value) else "origin"
    yield Proposal("fact", key, sentence, _value(value), 5 if key == "birthday" else 3)


def _favourite(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("preference", f"favourite:{stem(match['k'].casefold())}", sentence, _value(match["v"]), 4)


def _kin(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    """Somebody of hers; what is said of them decides what it would supersede."""
    who = FAMILY[match["k"].casefold()]
    head = "people" if who in PEOPLE else "family"
    rest = match["rest"]
    called = re.match(r"(?:'s name is| is (?:called|named)|, (?=[A-Z]\w+,))\s*(" + NAME + ")", rest)
    named = re.match(r" ([A-Z]\w+)\b", rest)
    facet = "name" if called else digest(content_of(rest))
    value = called[1] if called else ""
    topic = "_".join(part for part in (who, named[1].casefold() if named else "", facet) if part)
    yield Proposal("fact", f"{head}:{topic}", sentence, value, 3 if head == "people" else 4)


def _count(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("fact", f"family:{FAMILY[match['k'].casefold()]}_count", sentence, tidy(match["v"]), 4)


def _pet(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    groups = match.groupdict()
    name = (groups.get("v") or "").strip()
    another = re.search(r"\b(?:another|other|second|also|too)\b", sentence, re.IGNORECASE)
    topic = match["k"].casefold() + (f"_{name.casefold()}" if another and name else "")
    yield Proposal("fact", f"pet:{topic}", sentence, name, 4)


def _fear_over(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    yield Proposal("preference", f"fears:{_topic(tidy(match['v']))}", sentence, importance=3, ends=True)


def _does(match: re.Match[str], sentence: str) -> Iterator[Proposal]:
    thing = tidy(match["v"])
    verb = stem(match["b"].casefold())
    if content_of(thing) and thing.split()[0].casefold() not in NOT_THINGS:
        yield Proposal("fact", f"does:{verb}_{_topic(thing)}", sentence, _value(f"{match['b']} {thing}"), 3)


def _otherwise(sentence: str) -> Iterator[Proposal]:
    """A plain statement of hers: an episode when it is past, a fact when it is so, nothing when it is a mood."""
    plain = sentence.casefold()
    content = content_of(sentence)
    time = TIME.search(plain)
    if len(content) < 1 or not re.search(r"\b(?:i|i'm|i've|i'd|my|me)\b", plain):
        return
    if re.search(r"\b(?:you|your|we|us)\b", plain) and not time:
        return
    if not time and (_mood(plain) or _mere_talk(plain) or _ASKS.match(plain)):
        return
    if CHILD.search(plain):
        yield Proposal("fact", f"childhood:{digest(content)}", sentence, importance=3)
    elif time or _past(plain):
        yield Proposal("episode", f"told:{digest(content)}", sentence, importance=2)
    elif len(words_of(plain)) >= 3:
        yield Proposal("fact", f"said:{digest(content)}", sentence, importance=2)


_ASKS = re.compile(
    r"\W*(?:(?:please|just|now|and|then|so|oh),? )*(?:"
    r"(?:let|tell|give|show|sing|play|read|help|teach|lend|hand|pass|bring|take|leave|remind|forgive|spare|promise) "
    r"(?:me|my)\b|(?:shall|should|may|might|can|could|would|will|do|did|am|have) (?:i|my)\b|i could (?!not|never))"
)
"""`Sing me the rest`, `Shall I hold it`, `I could hold it`: what she asks for or offers says nothing of her."""


def _mood(plain: str) -> bool:
    """`I'm so tired.`: how she is just now."""
    match = re.search(r"\bi(?:'m| am| feel)\b(.*)", plain)
    if match is None:
        return False
    words = [word for word in words_of(match[1]) if word[0].isalpha() and stem(word) not in COMMON_STEMS]
    return 0 < len(words) <= 2 and all(word in ideas()[0] for word in words)


def _mere_talk(plain: str) -> bool:
    """What is said to say something else: `I think so`, `I mean it`, `my goodness`."""
    match = re.search(
        r"\bi(?:'ll|'d|'ve)? ((?:do|can|must|should|could|would|don't|can't|really|just|never) )*([a-z']+)", plain
    )
    talk = "think know guess mean feel hope see understand agree suppose believe wonder thank beg say doubt need swear"
    return match is not None and (match[2] in talk.split() or match[2].removesuffix("s") in talk.split())


def _past(plain: str) -> bool:
    match = re.search(r"\bi (?:just |never |almost |once |really |had |have |was )*([a-z]+)", plain)
    return match is not None and ((match[1] in STEMS and STEMS[match[1]] != match[1]) or match[1].endswith("ed"))


# ---------------------------------------------------------------- the patterns, the more telling first


def _pattern(sign: str, make: Make, flags: re.RegexFlag = re.IGNORECASE) -> Pattern:
    return Pattern(re.compile(sign, flags), make)


LEAD = r"^\W*(?:(?:[Hh]i|[Hh]ello|[Hh]ey|[Gg]ood \w+|[Ww]ell|[Oo]h|[Ss]o|[Aa]nd|[Yy]es|[Bb]y the way)[,.! ]+)*"
PATTERNS = (
    _pattern(rf"\bmy (?:real |full |first |new )?name(?: is|'s)(?: now)? (?P<v>{NAME})", _name),
    _pattern(
        rf"\b(?:(?:people|friends|my friends|everyone|they) calls? me|i(?: am|'m) called|i go by) (?P<v>{NAME})", _name
    ),
    _pattern(r"\b[Cc]all me (?P<v>[A-Z][\w'-]*(?: [A-Z][\w'-]*)?)", _name, re.NOFLAG),
    _pattern(
        LEAD + r"I(?:'m| am) (?P<v>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=\s*(?:$|[,.!]|by the way|from\b|and\b))",
        _name,
        re.NOFLAG,
    ),
    _pattern(r"\bmy birthday(?:'s| is)(?: on| in)? (?P<v>.+)", _one("fact", "birthday", 5)),
    _pattern(r"\bi was born (?:on|in|at|near) (?P<v>.+)", _born),
    _pattern(
        rf"\bi(?:{BE}| turned| just turned| will be|'ll be) (?:now |already )?(?P<v>{AGE})"
        r"(?=\s*(?:years|$|[,.!]|last|now|today|in\b|and\b|this))",
        _one("fact", "age", 3),
    ),
    _pattern(r"\bi(?:'ve| have)? (?:quit|left|lost|resigned from|gave up) my (?:job|work|post)\b", _ending("job")),
    _pattern(r"\bi(?:'ve| have)? (?:just )?(?:quit|resigned)\b", _ending("job")),
    _pattern(r"\bi (?:no longer work|(?:don't|do not) work)\b.*?(?:any ?more|any longer|now|$)", _ending("job")),
    _pattern(rf"\bi(?:{BE})? {ADV}work(?:ing)? (?P<v>(?:as|at|in|for|on|with) .+)", _one("fact", "job", 4)),
    _pattern(r"\bmy (?:new )?job is (?P<v>.+)", _one("fact", "job", 4, "as ")),
    _pattern(
        rf"\bi{BE} {ADV}(?P<v>an? (?:[\w-]+ ){{0,3}}(?:{WORK})\b(?: (?:at|in|of|for) .+)?)",
        _one("fact", "job", 4, "as "),
    ),
    _pattern(r"\bi (?:run|manage) (?P<v>(?:an?|the) .+)", _one("fact", "job", 4, "at ")),
    _pattern(rf"\bi {ADV}study (?P<v>.+)", _one("fact", "study", 3)),
    _pattern(r"\bi used to live (?P<v>.+)", _deed("fact", "lived", 3, "")),
    _pattern(
        rf"\bi {ADV}live (?P<v>(?:in|at|on|near|by|above|below|with|next|behind|opposite|alone) .+)",
        _one("fact", "home", 4),
    ),
    _pattern(
        rf"\bi(?:{BE}| have|'ve)? (?:just )?mov(?:ed|ing) (?:in)?to (?P<v>.+)",
        lambda match, sentence: iter((Proposal("fact", "home", sentence, "", 4),)),
    ),
    _pattern(rf"\bi(?:{BE}| come) {ADV}(?:originally )?from (?P<v>.+)", _one("fact", "origin", 4)),
    _pattern(r"\bi grew up (?P<v>.+)", _one("fact", "grew_up", 3)),
    _pattern(
        rf"\bi{BE} {ADV}(?P<v>married|engaged|single|divorced|widowed|an only child)\b", _one("fact", "status", 4)
    ),
    _pattern(
        r"\bmy (?:new |all-time |absolute )?favou?rite (?P<k>\w+)(?: \w+)? (?:is|are|was|has always been|must be) "
        r"(?P<v>.+)",
        _favourite,
    ),
    _pattern(rf"\bi{BE} {ADV}allergic to (?P<v>.+)", _each("fact", "allergy", 5)),
    _pattern(
        r"\bi (?:don't|do not|never|can't|cannot|can not|mustn't) (?:eat|drink) (?P<v>.+)", _each("fact", "diet", 4)
    ),
    _pattern(rf"\bi{BE} {ADV}(?:a )?(?P<v>vegetarian|vegan|teetotal)\b", _each("fact", "diet", 4)),
    _pattern(
        rf"\bi {ADV}(?:do not|don't|did not|didn't|can't|cannot|can not|could never|never|no longer|hardly) {ADV}"
        r"(?:like|love|enjoy|stand|bear|care for|want to like) (?P<v>.+)",
        _each("preference", "dislikes", 3),
    ),
    _pattern(rf"\bi {ADV}(?:hate|dislike|detest|loathe) (?P<v>.+)", _each("preference", "dislikes", 3)),
    _pattern(r"\bi used to (?:like|love|enjoy|adore) (?P<v>.+)", _ending("likes")),
    _pattern(
        r"\bi(?:'m| am) (?:not|no longer) (?:really |so )?(?:afraid|scared|terrified|frightened) of (?P<v>.+)",
        _fear_over,
    ),
    _pattern(
        rf"\bi{BE} {ADV}(?:a bit |a little )?(?:afraid|scared|terrified|frightened) of (?P<v>.+)",
        _each("preference", "fears", 4),
    ),
    _pattern(rf"\bi {ADV}(?:like|love|adore|enjoy|prefer) (?P<v>.+)", _each("preference", "likes", 3)),
    _pattern(
        rf"\bi{BE} {ADV}(?:fond of|crazy about|keen on|into|a (?:big |great )?fan of) (?P<v>.+)",
        _each("preference", "likes", 3),
    ),
    _pattern(
        r"(?P<v>\bi(?:'ll| will| won't) .+?),? (?:and )?(?:i (?:promise|swear)|that's a promise)",
        _deed("promise", "promise", 5),
    ),
    _pattern(
        r"\bi (?:promise[d]?|swear|swore|vow|give you my word)(?: you)?(?: that)?,? (?P<v>.+)",
        _deed("promise", "promise", 5),
    ),
    _pattern(
        r"\b(?:please )?(?:remember|don't forget|do not forget|keep in mind)(?: that)? (?P<v>(?:i|my|i'm|i'll|"
        r"i've)\b.+)",
        _deed("fact", "note", 5, ""),
    ),
    _pattern(
        rf"\bi(?:{BE} going to|{BE} planning to|{BE} planning on| plan to| intend to| mean to) (?P<v>.+)",
        _deed("fact", "plan", 3),
    ),
    _pattern(
        r"\bi (?:have|'ve got|'ve) (?P<v>an? (?:\w+ )?(?:exam|appointment|interview|concert|meeting|test|audition|"
        r"rehearsal|"
        r"operation|date)\b.+)",
        _deed("fact", "plan", 3, ""),
    ),
    _pattern(r"\bmy dream (?:is|has always been) (?P<v>.+)", _deed("preference", "wish", 4)),
    _pattern(r"\bi(?:'ve| have) always wanted (?P<v>to .+|an? .+)", _deed("preference", "wish", 4)),
    _pattern(rf"\bi {ADV}(?:want|hope|long|dream) (?P<v>(?:to|of) .+)", _deed("preference", "wish", 3)),
    _pattern(
        rf"\bi(?:'ve got| have| had) (?P<v>(?:an?|one|two|three|four|five|six|many|several|no) (?:\w+ "
        rf"){{0,2}}(?P<k>{KIN})s?)\b",
        _count,
    ),
    _pattern(
        rf"\bi(?:'ve got| have got| have| got| keep| own| adopted|'ve adopted) (?:\w+ ){{1,3}}(?P<k>{PET})s?\b"
        rf"(?:,? (?:called|named|whose name is|by the name of) (?P<v>{NAME}))?",
        _pet,
    ),
    _pattern(rf"\bmy (?:\w+ )?(?P<k>{PET})(?: is (?:called|named)|'s name is|'s called) (?P<v>{NAME})", _pet),
    _pattern(
        rf"\bmy (?:(?:older|younger|little|big|elder|twin|best|late|dear|old) )*(?P<k>{KIN})s?\b(?P<rest>.+)", _kin
    ),
    _pattern(
        rf"\bi (?:can |also |know how to |{ADV})(?P<b>play|speak|paint|sing|dance|draw|knit|sew|cook|bake|collect|"
        rf"write|"
        r"read|teach|wear|grow|repair|restore) (?P<v>.+)",
        _does,
    ),
    _pattern(rf"\bi{BE} {ADV}(?P<b>learning|studying) (?P<v>.+)", _does),
)
TABLE = Table(PATTERNS, late=(_kin, _does), otherwise=_otherwise)
