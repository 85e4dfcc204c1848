"""The catalogue of everything a story can get wrong, in a writer's words; knows no file and no YAML.

Each rule has a code that never changes its meaning, a sentence for the fault, a sentence for the mend, and a tiny
example of the fault. `tests/problems/<code>_<name>.yaml` breaks each rule once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Literal

import msgspec
from msgspec import Struct

Severity = Literal["error", "warning"]


class Rule(Struct, frozen=True):
    """One thing that can be wrong. `text` and `remedy` are templates; `example` is a line or two that break it."""

    code: str
    name: str
    text: str
    remedy: str
    example: str

    @property
    def severity(self) -> Severity:
        """Codes that begin with E keep a story from being played; W is advice."""
        return "error" if self.code.startswith("E") else "warning"


class Problem(Struct, frozen=True, order=True):
    """One fault at one place. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity} {self.code} {self.text} ({self.remedy})"


class StoryProblems(Exception):
    """A story that cannot be played; `problems` holds every error that was found, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON array of objects, one a line, in the given order."""
    lines = ",\n".join(msgspec.json.encode(problem).decode() for problem in problems)
    return f"[{lines}]"


def state(rule: Rule, path: str, at: tuple[int, int], **words: object) -> Problem:
    """The problem that this rule is broken at this place; `words` fill the templates."""
    text, remedy = rule.text.format(**words), rule.remedy.format(**words)
    return Problem(path, at[0], at[1], rule.code, rule.severity, text, remedy)


def is_language(code: str) -> bool:
    """Whether a text looks like a language code: `en`, `zh_CN`, `zh-Hans`."""
    return re.fullmatch(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}", code) is not None


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean …?` when something known is close to `name`, else the other remedy."""
    close = get_close_matches(name.lower(), list(known)[:1000], n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else otherwise


def listed(names: Iterable[str], most: int = 12) -> str:
    """The names, comma separated, cut after `most`."""
    every = list(names)
    more = ", …" if len(every) > most else ""
    return ", ".join(every[:most]) + more if every else "none yet"


CATALOGUE: dict[str, Rule] = {}


def _rule(code: str, name: str, text: str, remedy: str, example: str) -> Rule:
    rule = Rule(code, name, text, remedy, example)
    CATALOGUE[code] = rule
    return rule


add_rule = _rule
"""For families of rules that have a file of their own (advice.py)."""


# ---------------------------------------------------------------- files

MISSING_FILE = _rule(
    "E101",
    "missing_file",
    "The story has no {file}.",
    "write it; `python main.py new NAME` makes a small story to start from",
    "a folder without story.yaml",
)
NOT_UTF8 = _rule(
    "E102",
    "not_utf8",
    "This file is not saved as UTF-8 text, so its letters cannot be read.",
    "save it again in your editor with the encoding UTF-8",
    "title: Café (saved as Latin-1)",
)
TOO_BIG = _rule(
    "E103",
    "too_big",
    "{what} is too big: {size} bytes, where {limit} is the most.",
    "split it into several chapter files, or remove what does not belong to the story",
    "a chapter file of 9 MB",
)
UNREADABLE = _rule(
    "E104",
    "unreadable_file",
    "This cannot be opened: {reason}.",
    "check what it is, and that you may read it",
    "a folder named cast.yaml",
)
OUTSIDE = _rule(
    "E105",
    "outside_folder",
    "This file is a link that leads out of the story's folder.",
    "put the file itself into the folder",
    "cast.yaml -> ../elsewhere.yaml",
)
INVISIBLE = _rule(
    "E106",
    "invisible_character",
    "An invisible character stands here ({character}).",
    "delete it and type the place again",
    'ren: "Hello\\u202e"',
)
NOT_YAML = _rule("E107", "not_yaml", "{fault}", "{mend}", "- ren: Look: there.")
REPEATED_KEY = _rule(
    "E108",
    "repeated_key",
    "The key '{key}' stands here a second time; the first is in line {first}.",
    "keep one of the two, or rename it",
    "title: One\ntitle: Two",
)
ANCHOR = _rule(
    "E109",
    "anchor",
    "'{sign}' at the beginning has a special meaning that stories do not use.",
    "if it is part of the text, put the text in quotes; otherwise write the words out",
    "ren: &a Hello",
)
SEVERAL_DOCUMENTS = _rule(
    "E110",
    "several_documents",
    "A line of three dashes starts a second document in the same file.",
    "delete the line, or move what follows into a file of its own",
    "title: One\n---\ntitle: Two",
)
TOO_DEEP = _rule(
    "E111",
    "too_deep",
    "Things stand inside things more than {limit} levels deep here.",
    "move the inner steps into a beat of their own and use goto or call",
    "[[[[[[…]]]]]]",
)
TOO_MANY_STEPS = _rule(
    "E112",
    "too_many_steps",
    "The story has more than {limit} {what}.",
    "split it",
    "a file of 300,000 lines",
)
BAD_CATALOGUE = _rule(
    "E113",
    "bad_catalogue",
    "This translation file cannot be read: {reason}.",
    "open it in a .po editor and save it again",
    "msgid without quotes",
)
BAD_LANGUAGE = _rule(
    "E114",
    "bad_language",
    "'{name}' is not a language code.",
    "use a code such as en, ja or zh_CN",
    "lang/chinese!.po",
)

# ---------------------------------------------------------------- keys and kinds

WRONG_KIND = _rule(
    "E201", "wrong_kind", "{where} must be {wanted}, but here is {found}.", "{mend}", "beats: [arrival, tea]"
)
UNKNOWN_KEY = _rule("E202", "unknown_key", "'{key}' is not a key of {where}.", "{mend}", "titel: The Tea House")
MISSING_KEY = _rule(
    "E203", "missing_key", "{where} lacks '{key}'.", "add `{key}: …`: {about}", "product without a title"
)
BARE_WORD = _rule(
    "E204",
    "bare_word",
    "The bare word {word} means {meaning} here and not the text '{word}'.",
    'put it in quotes: "{word}"',
    "ren: No",
)
COMMA = _rule(
    "E205",
    "comma_splits_text",
    "Inside braces a comma ends the text, so '{rest}' was taken for a key.",
    "put the whole text in quotes",
    "{ren: Well, come in.}",
)
BAD_NAME = _rule(
    "E206",
    "bad_name",
    "'{name}' cannot be {what}.",
    "use small letters a-z, digits and _ only{more}",
    "background: ../secret",
)
OUT_OF_RANGE = _rule(
    "E207",
    "out_of_range",
    "{where} is {value}, but must be {range}.",
    "choose a number in that range",
    "turns: {max: 99}",
)
NOT_ONE_OF = _rule("E208", "not_one_of", "{where} cannot be '{value}'.", "{mend}", "mode: novel")
RESERVED = _rule(
    "E209",
    "reserved_name",
    "'{name}' cannot be {what}: the word has a meaning of its own.",
    "choose another name, for instance {name}_1",
    "flags: [and]",
)
EMPTY = _rule("E210", "empty", "{where} is empty.", "write at least one {what}, or delete the key", "options: []")
TWO_STEPS = _rule(
    "E211",
    "two_steps_in_one",
    "This step does two things at once: '{one}' and '{two}'.",
    "begin a new line with a dash before '{two}'",
    "- music: rain\n  ren: Hello",
)
NOT_A_STEP = _rule(
    "E212",
    "not_a_step",
    "Here should be a step: a text, or a key such as `ren:`, `choice:` or `goto:`.",
    "{mend}",
    "- [a, b]",
)
ONE_SHOWN = _rule(
    "E215",
    "one_shown",
    "A `show` step brings exactly one character on stage.",
    "write one `show` for each: `- show: {{ren: smile, at: left}}`",
    "- show: {ren: smile, cas: neutral}",
)
TOO_LONG = _rule(
    "E216",
    "too_long",
    "This text has {size} characters, where {limit} is the most.",
    "split it into several steps",
    "a line of 30,000 characters",
)
NO_SPACE = _rule(
    "E217",
    "no_space",
    "A space is missing after the colon of '{key}:', so the whole line would be shown as a text.",
    "write `{key}: …`, or put the line in quotes if it is a text",
    "- ren:Hello",
)
REMARK = _rule(
    "E218",
    "remark_in_text",
    "Everything from '{rest}' on is taken for a remark and would not be shown.",
    "put the whole text in quotes; a real remark has a space after its #",
    "- ren: Take room #5.",
)
FORMAT_VERSION = _rule(
    "E213",
    "format_version",
    "The story is written in format {found}, and this engine reads format 1.",
    "write `format: 1`, or use a newer engine",
    "format: 7",
)
MIN_OVER_MAX = _rule(
    "E214", "min_over_max", "{where}: {low} is more than {high}.", "make the first the smaller one", "{min: 6, max: 2}"
)

# ---------------------------------------------------------------- names

UNKNOWN_FLAG = _rule("E301", "unknown_flag", "The flag '{name}' is not declared.", "{mend}", "set: [promissed]")
UNKNOWN_COUNTER = _rule(
    "E302", "unknown_counter", "The counter '{name}' is not declared.", "{mend}", "add: {curage: +1}"
)
UNKNOWN_CHARACTER = _rule(
    "E303", "unknown_character", "Nobody in cast.yaml is called '{name}'.", "{mend}", "- rne: You came."
)
UNKNOWN_EXPRESSION = _rule(
    "E304", "unknown_expression", "{who} has no expression '{name}'.", "{mend}", "- ren (shi): You came."
)
UNKNOWN_OUTFIT = _rule(
    "E305", "unknown_outfit", "{who} has no outfit '{name}'.", "{mend}", "show: {ren: smile, outfit: gown}"
)
UNKNOWN_ASSET = _rule(
    "E306",
    "unknown_asset",
    "There is no {kind} '{name}' among the art of this story.",
    "{mend}",
    "background: roftop_dusk",
)
UNKNOWN_BEAT = _rule("E307", "unknown_beat", "There is no beat '{name}'.", "{mend}", "goto: nowhere")
UNKNOWN_DECK = _rule("E308", "unknown_deck", "There is no deck '{name}'.", "{mend}", "draw: smal_days")
UNKNOWN_PRODUCT = _rule(
    "E309", "unknown_product", "There is no product '{name}' in shop.yaml.", "{mend}", 'when: owns("skin.rne")'
)
UNKNOWN_TIER = _rule("E310", "unknown_tier", "{who} has no tier '{name}'.", "{mend}", "when: tier.ren >= lover")
UNKNOWN_ACT = _rule("E311", "unknown_act", "This scene has no act '{name}'.", "{mend}", "when: acts.confort >= 1")
UNKNOWN_ENDING = _rule("E312", "unknown_ending", "There is no ending '{name}'.", "{mend}", 'when: ending("lantrens")')
UNKNOWN_CHAPTER = _rule(
    "E313", "unknown_chapter", "There is no chapter '{name}'.", "{mend}", "kind: chapter, chapter: nowhere"
)
UNKNOWN_NAME = _rule(
    "E314",
    "unknown_name",
    "The guard asks for '{name}', which is neither a flag nor a counter.",
    "{mend}",
    "when: promissed",
)
NO_AFFECTION = _rule(
    "E315",
    "no_affection",
    "'{name}' has no affection, so it can neither change nor be asked for.",
    "give them `affection:` and `tiers:` in cast.yaml, or name a love interest",
    "effects: {affection: {granny: +1}}",
)
DUPLICATE = _rule(
    "E316",
    "duplicate",
    "There is {what} '{name}' already, in {first}.",
    "give one of the two another name",
    "two beats with the id tea",
)
ENDING_TWICE = _rule(
    "E317",
    "ending_differs",
    "The ending '{name}' has another kind or title in {first}.",
    "write the same kind and title at both places, or use another id",
    "ending: {id: sea, kind: bad, title: Other}",
)

# ---------------------------------------------------------------- guards and texts

BAD_GUARD = _rule("E401", "bad_guard", "This condition cannot be understood: {fault}.", "{mend}", "when: promised &&")
SCENE_WORD = _rule(
    "E402",
    "scene_word",
    "'{word}' only has a meaning inside an improvised scene.",
    "use it in the exits and offline lines of a scene; elsewhere ask for a flag that the scene sets",
    "when: turns > 3",
)
BAD_BRACE = _rule(
    "E501",
    "bad_brace",
    "A brace in this text is not {fault}.",
    "write {{name}} with both braces, or double a brace that is meant as a sign",
    "ren: Hello {you",
)
UNKNOWN_WORD = _rule(
    "E502",
    "unknown_in_braces",
    "The text asks for '{{{name}}}', which nobody is called.",
    "{mend}",
    "ren: Hello {yuo}.",
)
BAD_RUBY = _rule(
    "E503",
    "bad_ruby",
    "This reading aid lacks its bar.",
    "write {{ruby:word|reading}}",
    "ren: The {ruby:crane}",
)
UNKNOWN_MEMORY = _rule(
    "E505",
    "unknown_memory",
    "'{name}' is nothing that she is remembered for.",
    "{mend}",
    'ren: "You like {remember: like}."',
)
TOLD_PLACE = _rule(
    "E507",
    "told_place",
    "Her own words can be quoted in lines and letters, and this is neither.",
    "say it in a line, or write it without her words",
    "journal: \"She said {{told.fact}}.\"",
)
UNKNOWN_TOLD = _rule(
    "E508",
    "unknown_told",
    "A condition cannot ask whether she told '{name}'.",
    "{mend}",
    "when: told(\"wish\")",
)
MEMORY_PLACE = _rule(
    "E506",
    "memory_outside_talk",
    "A line outside a talk cannot say back what she told: she may have told nothing.",
    "move the line into the `offline` lines of an improvised scene, or write it without",
    'ren: "You like {remember: likes}."',
)

# ---------------------------------------------------------------- cast

TIER_ORDER = _rule(
    "E601",
    "tier_order",
    "The tier '{name}' starts at {start}, which is not above the one before it ({before}).",
    "list tiers from low to high, each with a higher `from`",
    "tiers: [{tier: a, from: 0}, {tier: b, from: 0}]",
)
TIER_FIRST = _rule(
    "E602",
    "tier_first",
    "The first tier starts at {start}, but the meter starts at {min}.",
    "let the first tier be `from: {min}`",
    "tiers: [{tier: a, from: 5}]",
)
TIER_BEYOND = _rule(
    "E603",
    "tier_beyond",
    "The tier '{name}' starts at {start}, above the meter's top of {max}.",
    "lower it, or raise `max`",
    "tiers: [{tier: a, from: 200}]",
)
NO_TIERS = _rule(
    "E604",
    "no_tiers",
    "'{name}' has {has} but no {lacks}.",
    "write both, or neither when they are no love interest",
    "ren: {name: Ren, affection: {max: 100}}",
)
START_OUTSIDE = _rule(
    "E605",
    "start_outside",
    "'{name}' starts at {start}, outside {min} to {max}.",
    "choose a start between the two",
    "affection: {min: 0, max: 100, start: 120}",
)
DEFAULT_FOR_SALE = _rule(
    "E606",
    "default_for_sale",
    "The first outfit of '{name}' is what they wear by default, but it has to be bought.",
    "put an outfit without `sku` first",
    "outfits: {winter: {sku: skin.ren.winter}}",
)
SKU_MISMATCH = _rule(
    "E607",
    "sku_mismatch",
    "The outfit '{outfit}' of '{name}' is sold as '{sku}', but that product is something else.",
    "let the product be `kind: skin, character: {name}, outfit: {outfit}`",
    "outfits: {work: {}, winter: {sku: petals.300}}",
)

NOT_TOLD = _rule(
    "E608",
    "not_told",
    "'{verb}' cannot stand here: these steps are only seen and heard, and whatever the story does comes right after.",
    "keep to lines, show, hide, pause, sound, music, ambience, still, journal and letter",
    "crossed: [goto: rain.tea]",
)
NEVER_CROSSED = _rule(
    "E609",
    "never_crossed",
    "The tier '{name}' is the lowest, so nobody ever comes up into it and its 'crossed' is never told.",
    "move it to a higher tier, or say it in the first beat",
    "{tier: stranger, from: 0, crossed: [Hello.]}",
)

DEFAULT_EARNED = _rule(
    "E610",
    "default_earned",
    "The first outfit of '{name}' is what they wear by default, but it has to be earned.",
    "put an outfit without `when` first",
    "outfits: {lamplighter: {when: promised}}",
)
SOLD_AND_EARNED = _rule(
    "E611",
    "sold_and_earned",
    "The outfit '{name}' is sold and earned at once.",
    "keep `sku` or `when`, not both",
    "winter: {sku: skin.ren.winter, when: promised}",
)
EARNED_GUARD = _rule(
    "E612",
    "earned_guard",
    "The outfit '{name}' is earned by what happens in the story, and {word} asks for something else.",
    "ask for flags, counters, affection, tier, seen(), visits() or ending(); what is bought has a `sku`",
    "lamplighter: {when: owns(\"skin.ren.winter\")}",
)

# ---------------------------------------------------------------- improvised scenes and decks

NO_OFFLINE = _rule(
    "E701",
    "no_offline",
    "The scene '{scene}' has no `offline: {part}`, so it could not be played without a model.",
    "write at least one line there",
    "improvise without offline",
)
NO_REPLY = _rule(
    "E702",
    "no_reply",
    "The scene '{scene}' has no offline reply to '{act}' that is always open.",
    "write a reply without `when` under offline: replies: {act}",
    "replies: {comfort: []}",
)
EXIT_LAST = _rule(
    "E703",
    "exit_last",
    "The last exit of '{scene}' has a condition, so the scene might never end.",
    "add a last exit without `when`",
    "exits: [{exit: a, when: turns > 3}]",
)
EXIT_EARLY = _rule(
    "E704",
    "exit_early",
    "The exit '{name}' has no condition, so the exits after it are never taken.",
    "move it to the end, or give it a `when`",
    "exits: [{exit: a}, {exit: b}]",
)
BOUND_SIGN = _rule(
    "E705",
    "bound_sign",
    "A scene may move '{name}' down to `min` and up to `max`, but here {fault}.",
    "write `min` as 0 or less and `max` as 0 or more",
    "affection: {ren: {min: 1, max: 5}}",
)
REPLY_WITHOUT_ACT = _rule(
    "E706",
    "reply_without_act",
    "There are replies to '{act}', which is not an act of this scene.",
    "{mend}",
    "replies: {confort: […]}",
)
DECK_LAST = _rule(
    "E707",
    "deck_last",
    "The last card of the deck '{deck}' has a condition, so there might be nothing to draw.",
    "end the deck with a card without `when`",
    "small_days: [{beat: market, when: promised}]",
)

# ---------------------------------------------------------------- shop

PRICE = _rule(
    "E801",
    "price",
    "The product '{sku}' has {fault}.",
    "write one price: `{{petals: 120}}` or `{{usd: 2.99}}`",
    "price: {petals: 100, usd: 1.99}",
)
PAID_EFFECT = _rule(
    "E802",
    "paid_effect",
    "A product cannot hold '{key}': nothing that is bought changes feelings or what the story remembers.",
    'delete it; the story can ask owns("{sku}") instead',
    "products: {gift: {effects: {affection: {ren: +10}}}}",
)
PRODUCT_PART = _rule(
    "E803",
    "product_part",
    "The {kind} '{sku}' lacks '{key}'.",
    "say {about}",
    "kind: skin without character",
)
PRODUCT_EXTRA = _rule(
    "E804",
    "product_extra",
    "The {kind} '{sku}' has '{key}', which only a {other} has.",
    "delete the line, or change the kind",
    "kind: chapter, outfit: winter",
)
EARN_WHAT = _rule(
    "E805",
    "earn_what",
    "It must be clear what earns this: either an ending or a chapter.",
    "write `ending: any`, `chapter: any`, or the id of one",
    "earn: [{petals: 100}]",
)
INTIMATE_SHOP = _rule(
    "E806",
    "intimate_shop",
    "The shop opens inside an intimate beat.",
    "move the shop step to another beat: nobody sells in such a moment",
    "intimate: true, steps: [shop: [skin.ren.winter]]",
)
CURRENCY_FOR_CURRENCY = _rule(
    "E807",
    "currency_for_currency",
    "'{sku}' sells {currency} for {currency}.",
    "give it a price in usd",
    "kind: currency, price: {petals: 10}",
)
CHAPTER_PRODUCT = _rule(
    "E808",
    "chapter_product",
    "The chapter '{chapter}' is sold as '{sku}', but that product is something else.",
    "let the product be `kind: chapter, chapter: {chapter}`",
    "product: petals.300",
)

# ---------------------------------------------------------------- the story as a whole

SILENT_LOOP = _rule(
    "E901",
    "silent_loop",
    "The story can go round here for ever without a line or a choice: {beats}.",
    "put a line into the round, or a way out of it",
    "a: goto b, b: goto a",
)
DEAD_END = _rule(
    "E902",
    "dead_end",
    "The beat '{beat}' can run out of steps: nothing follows it.",
    "end it with a goto, or with an ending without a condition",
    "steps: [He waits.]",
)
PAID_WALL = _rule(
    "E903",
    "paid_wall",
    "The way goes on only into the paid chapter '{chapter}', and nothing follows when it is not owned.",
    "add a goto to a free beat, or an ending, after it",
    "steps: [goto: paid.first]",
)
ENDLESS_CALL = _rule(
    "E904",
    "endless_call",
    "These beats call each other without end: {beats}.",
    "use goto for the way on, or call only under a condition",
    "a: call b, b: call a",
)
UNREACHABLE = _rule(
    "W201",
    "unreachable",
    "No way leads to the beat '{beat}'.",
    "let a goto, a call or a deck lead there, or delete it",
    "a beat that nothing names",
)
MAY_CLOSE = _rule(
    "W202",
    "choice_may_close",
    "Every answer of this choice has a condition, and all of them may be closed at once.",
    "add an answer without `when`",
    "choice: [{text: Yes, when: promised}]",
)
UNTRANSLATED = _rule(
    "W203",
    "untranslated",
    "Missing in {language}: {count} of the {all} texts of this file, the first of them '{text}'.",
    "add it to lang/{language}.po",
    "lang/zh_CN.po without an entry",
)
NEVER_READ = _rule(
    "W204",
    "never_read",
    "The {what} '{name}' is changed but never asked for.",
    "ask for it in a `when`, or delete it",
    "set: [promised]",
)
NEVER_SET = _rule(
    "W205",
    "never_set",
    "The {what} '{name}' is asked for but never changed.",
    "change it in the effects of a choice, or delete it",
    "when: promised",
)
NEVER_USED = _rule(
    "W206",
    "never_used",
    "The {what} '{name}' is declared but never used.",
    "use it, or delete it",
    "flags: [promised]",
)
PLEA = _rule(
    "W207",
    "plea_on_parting",
    "'{words}' presses the reader when she goes or has been away.",
    "let the letter or the last line wish her well; coming back is hers alone",
    "letter: {from: ren, text: Why did you forget me?}",
)
SELLING = _rule(
    "W208",
    "selling_in_talk",
    "'{words}' is talk of buying in a character's mouth.",
    "leave that to the shop's own screen; nobody in the story sells",
    "ren: Unlock the next chapter with me.",
)
TOLD_UNGUARDED = _rule(
    "W209",
    "told_unguarded",
    "This quotes a {kind} of hers, and is passed over where she told none.",
    "ask for it on the line or around it: `when: told(\"{kind}\")`",
    'ren: "You said {told.promise}."',
)
BAD_TRANSLATION = _rule(
    "E504",
    "bad_translation",
    "The {language} translation of '{source}' cannot be shown: {fault}",
    "{mend}",
    'msgstr "你好 {you"',
)
