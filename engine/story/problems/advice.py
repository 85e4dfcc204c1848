"""More of the catalogue: what only a look at the whole story, its art and its words shows; knows no story itself."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

GUARD_NEVER = add_rule(
    "W401",
    "guard_never",
    "This condition never holds: {why}.",
    "change it, or delete what waits for it",
    "when: courage > 12",
)
GUARD_ALWAYS = add_rule(
    "W402",
    "guard_always",
    "This condition always holds: {why}.",
    "delete it, or ask for something that may differ",
    "if: courage >= 0",
)
OPTION_NEVER = add_rule(
    "W403",
    "option_never",
    "This answer can never be chosen: {why}.",
    "change its condition, or delete the answer",
    "choice: [{text: Stay, when: promised and not promised}]",
)
TIER_UNEARNED = add_rule(
    "W404",
    "tier_unearned",
    "The tier '{tier}' begins at {start}, but the affection of '{name}' never comes above {most}.",
    "let the story give more, or begin the tier lower",
    "tiers: [{tier: friend, from: 90}], and no more than 40 to earn",
)
NO_PICTURE = add_rule(
    "W405",
    "no_picture",
    "There is no picture of '{name}' {part}, so another is shown.",
    "draw {file}, or take it out of cast.yaml",
    "expressions: [neutral, smile], and no picture of the smile",
)
ABSENT = add_rule(
    "W406",
    "absent",
    "'{name}' {does}, but is not on the stage here, so nobody sees it.",
    "show them first: `- show: {{{name}: {face}}}`",
    "ren (smile): Hello, before he was shown",
)
REPEATED = add_rule(
    "W407",
    "repeated_line",
    "The same words were said in line {first} already, and both can be heard in one reading.",
    "delete one of the two, or let the second say something new",
    "the same long line twice in a beat",
)
MISSPELT = add_rule(
    "W408",
    "misspelt",
    "'{word}' looks like a slip of the pen for '{meant}'.",
    "mend it, or add the word to words.txt",
    "ren: I beleive you.",
)
ALLOWED_NOTHING = add_rule(
    "W409",
    "allowed_nothing",
    "Nothing here needs '{code}' to be allowed.",
    "delete the remark",
    "# allow W407: she says it twice, where nothing is said twice",
)
ALLOWED_HOW = add_rule(
    "W410",
    "allowed_how",
    "This remark allows nothing: {fault}.",
    "write `# allow W407: she means to say it twice`",
    "# allow W407",
)
TOO_WIDE = add_rule(
    "W411",
    "too_wide",
    "'{text}' does not fit its box: {what} ({language}, text size {size}).",
    "find shorter words, or split them",
    "a choice of twelve long answers",
)
NO_COLOUR = add_rule(
    "W412",
    "no_colour",
    "'{colour}' is no colour that can be shown, so the name of '{name}' stays cream.",
    "write six digits after a #, in quotes, such as \"#7aa2f7\"",
    "color: blue",
)
BEYOND = add_rule(
    "W413",
    "beyond",
    "Nobody comes here: the step in line {line} always leaves.",
    "move this step above it, give that one a `when:`, or delete one of the two",
    "a line below a goto",
)
