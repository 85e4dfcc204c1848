"""Keys and values of the wrong kind."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

WRONG_KIND = add_rule(
    "E201", "wrong_kind", "{where} must be {wanted}, but here is {found}.", "{mend}", "beats: [arrival, tea]"
)
UNKNOWN_KEY = add_rule("E202", "unknown_key", "'{key}' is not a key of {where}.", "{mend}", "titel: The Tea House")
MISSING_KEY = add_rule(
    "E203", "missing_key", "{where} lacks '{key}'.", "add `{key}: …`: {about}", "product without a title"
)
BARE_WORD = add_rule(
    "E204",
    "bare_word",
    "The bare word {word} means {meaning} here and not the text '{word}'.",
    'put it in quotes: "{word}"',
    "ren: No",
)
COMMA = add_rule(
    "E205",
    "comma_splits_text",
    "Inside braces a comma ends the text, so '{rest}' was taken for a key.",
    "put the whole text in quotes",
    "{ren: Well, come in.}",
)
BAD_NAME = add_rule(
    "E206",
    "bad_name",
    "'{name}' cannot be {what}.",
    "use small letters a-z, digits and _ only{more}",
    "background: ../secret",
)
OUT_OF_RANGE = add_rule(
    "E207",
    "out_of_range",
    "{where} is {value}, but must be {range}.",
    "choose a number in that range",
    "turns: {max: 99}",
)
NOT_ONE_OF = add_rule("E208", "not_one_of", "{where} cannot be '{value}'.", "{mend}", "mode: novel")
RESERVED = add_rule(
    "E209",
    "reserved_name",
    "'{name}' cannot be {what}: the word has a meaning of its own.",
    "choose another name, for instance {name}_1",
    "flags: [and]",
)
EMPTY = add_rule("E210", "empty", "{where} is empty.", "write at least one {what}, or delete the key", "options: []")
TWO_STEPS = add_rule(
    "E211",
    "two_steps_in_one",
    "This step does two things at once: '{one}' and '{two}'.",
    "begin a new line with a dash before '{two}'",
    "- music: rain\n  ren: Hello",
)
NOT_A_STEP = add_rule(
    "E212",
    "not_a_step",
    "Here should be a step: a text, or a key such as `ren:`, `choice:` or `goto:`.",
    "{mend}",
    "- [a, b]",
)
ONE_SHOWN = add_rule(
    "E215",
    "one_shown",
    "A `show` step brings exactly one character on stage.",
    "write one `show` for each: `- show: {{ren: smile, at: left}}`",
    "- show: {ren: smile, cas: neutral}",
)
TOO_LONG = add_rule(
    "E216",
    "too_long",
    "This text has {size} characters, where {limit} is the most.",
    "split it into several steps",
    "a line of 30,000 characters",
)
NO_SPACE = add_rule(
    "E217",
    "no_space",
    "A space is missing after the colon of '{key}:', so the whole line would be shown as a text.",
    "write `{key}: …`, or put the line in quotes if it is a text",
    "- ren:Hello",
)
WIDE_COLON = add_rule(
    "E219",
    "wide_colon",
    "The colon after '{key}' is a wide one (：), so the whole line would be shown as a text.",
    "write `{key}: …` with a plain colon and a space, or put the line in quotes if it is a text",
    "- ren：Hello",
)
REMARK = add_rule(
    "E218",
    "remark_in_text",
    "Everything from '{rest}' on is taken for a remark and would not be shown.",
    "put the whole text in quotes; a real remark has a space after its #",
    "- ren: Take room #5.",
)
FORMAT_VERSION = add_rule(
    "E213",
    "format_version",
    "The story is written in format {found}, and this engine reads format 1.",
    "write `format: 1`, or use a newer engine",
    "format: 7",
)
MIN_OVER_MAX = add_rule(
    "E214", "min_over_max", "{where}: {low} is more than {high}.", "make the first the smaller one", "{min: 6, max: 2}"
)
