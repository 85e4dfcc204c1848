"""Conditions and texts that cannot be read."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

BAD_GUARD = add_rule(
    "E401", "bad_guard", "This condition cannot be understood: {fault}.", "{mend}", "when: promised &&"
)
SCENE_WORD = add_rule(
    "E402",
    "scene_word",
    "'{word}' only has a meaning inside an improvised scene.",
    "use it in the exits and offline lines of a scene; elsewhere ask for a flag that the scene sets",
    "when: turns > 3",
)
BAD_BRACE = add_rule(
    "E501",
    "bad_brace",
    "A brace in this text is not {fault}.",
    "write {{name}} with both braces, or double a brace that is meant as a sign",
    "ren: Hello {you",
)
UNKNOWN_WORD = add_rule(
    "E502",
    "unknown_in_braces",
    "The text asks for '{{{name}}}', which nobody is called.",
    "{mend}",
    "ren: Hello {yuo}.",
)
BAD_RUBY = add_rule(
    "E503",
    "bad_ruby",
    "This reading aid lacks its bar.",
    "write {{ruby:word|reading}}",
    "ren: The {ruby:crane}",
)
UNKNOWN_MEMORY = add_rule(
    "E505",
    "unknown_memory",
    "'{name}' is nothing that she is remembered for.",
    "{mend}",
    'ren: "You like {remember: like}."',
)
TOLD_PLACE = add_rule(
    "E507",
    "told_place",
    "Her own words can be quoted in lines and letters, and this is neither.",
    "say it in a line, or write it without her words",
    'journal: "She said {{told.fact}}."',
)
UNKNOWN_TOLD = add_rule(
    "E508",
    "unknown_told",
    "A condition cannot ask whether she told '{name}'.",
    "{mend}",
    'when: told("wish")',
)
MEMORY_PLACE = add_rule(
    "E506",
    "memory_outside_talk",
    "A line outside a talk cannot say back what she told: she may have told nothing.",
    "move the line into the `offline` lines of an improvised scene, or write it without",
    'ren: "You like {remember: likes}."',
)
