"""What can be wrong with improvised scenes and decks."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

NO_OFFLINE = add_rule(
    "E701",
    "no_offline",
    "The scene '{scene}' has no `offline: {part}`, so it could not be played without a model.",
    "write at least one line there",
    "improvise without offline",
)
NO_REPLY = add_rule(
    "E702",
    "no_reply",
    "The scene '{scene}' has no offline reply to '{act}' that is always open.",
    "write a reply without `when` under offline: replies: {act}",
    "replies: {comfort: []}",
)
EXIT_LAST = add_rule(
    "E703",
    "exit_last",
    "The last exit of '{scene}' has a condition, so the scene might never end.",
    "add a last exit without `when`",
    "exits: [{exit: a, when: turns > 3}]",
)
EXIT_EARLY = add_rule(
    "E704",
    "exit_early",
    "The exit '{name}' has no condition, so the exits after it are never taken.",
    "move it to the end, or give it a `when`",
    "exits: [{exit: a}, {exit: b}]",
)
BOUND_SIGN = add_rule(
    "E705",
    "bound_sign",
    "A scene may move '{name}' down to `min` and up to `max`, but here {fault}.",
    "write `min` as 0 or less and `max` as 0 or more",
    "affection: {ren: {min: 1, max: 5}}",
)
REPLY_WITHOUT_ACT = add_rule(
    "E706",
    "reply_without_act",
    "There are replies to '{act}', which is not an act of this scene.",
    "{mend}",
    "replies: {confort: […]}",
)
DECK_LAST = add_rule(
    "E707",
    "deck_last",
    "The last card of the deck '{deck}' has a condition, so there might be nothing to draw.",
    "end the deck with a card without `when`",
    "small_days: [{beat: market, when: promised}]",
)
