"""Names that nobody declared, or somebody twice."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

UNKNOWN_FLAG = add_rule("E301", "unknown_flag", "The flag '{name}' is not declared.", "{mend}", "set: [promissed]")
UNKNOWN_COUNTER = add_rule(
    "E302", "unknown_counter", "The counter '{name}' is not declared.", "{mend}", "add: {curage: +1}"
)
UNKNOWN_CHARACTER = add_rule(
    "E303", "unknown_character", "Nobody in cast.yaml is called '{name}'.", "{mend}", "- rne: You came."
)
UNKNOWN_EXPRESSION = add_rule(
    "E304", "unknown_expression", "{who} has no expression '{name}'.", "{mend}", "- ren (shi): You came."
)
UNKNOWN_OUTFIT = add_rule(
    "E305", "unknown_outfit", "{who} has no outfit '{name}'.", "{mend}", "show: {ren: smile, outfit: gown}"
)
UNKNOWN_ASSET = add_rule(
    "E306",
    "unknown_asset",
    "There is no {kind} '{name}' among the art of this story.",
    "{mend}",
    "background: roftop_dusk",
)
UNKNOWN_BEAT = add_rule("E307", "unknown_beat", "There is no beat '{name}'.", "{mend}", "goto: nowhere")
UNKNOWN_DECK = add_rule("E308", "unknown_deck", "There is no deck '{name}'.", "{mend}", "draw: smal_days")
UNKNOWN_PRODUCT = add_rule(
    "E309", "unknown_product", "There is no product '{name}' in shop.yaml.", "{mend}", 'when: owns("skin.rne")'
)
UNKNOWN_TIER = add_rule("E310", "unknown_tier", "{who} has no tier '{name}'.", "{mend}", "when: tier.ren >= lover")
UNKNOWN_ACT = add_rule("E311", "unknown_act", "This scene has no act '{name}'.", "{mend}", "when: acts.confort >= 1")
UNKNOWN_ENDING = add_rule(
    "E312", "unknown_ending", "There is no ending '{name}'.", "{mend}", 'when: ending("lantrens")'
)
UNKNOWN_CHAPTER = add_rule(
    "E313", "unknown_chapter", "There is no chapter '{name}'.", "{mend}", "kind: chapter, chapter: nowhere"
)
UNKNOWN_NAME = add_rule(
    "E314",
    "unknown_name",
    "The guard asks for '{name}', which is neither a flag nor a counter.",
    "{mend}",
    "when: promissed",
)
NO_AFFECTION = add_rule(
    "E315",
    "no_affection",
    "'{name}' has no affection, so it can neither change nor be asked for.",
    "give them `affection:` and `tiers:` in cast.yaml, or name a love interest",
    "effects: {affection: {granny: +1}}",
)
DUPLICATE = add_rule(
    "E316",
    "duplicate",
    "There is {what} '{name}' already, in {first}.",
    "give one of the two another name",
    "two beats with the id tea",
)
ENDING_TWICE = add_rule(
    "E317",
    "ending_differs",
    "The ending '{name}' has another kind or title in {first}.",
    "write the same kind and title at both places, or use another id",
    "ending: {id: sea, kind: bad, title: Other}",
)
