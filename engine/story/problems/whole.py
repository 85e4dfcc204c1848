"""What shows only when the story is looked at as a whole."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

SILENT_LOOP = add_rule(
    "E901",
    "silent_loop",
    "The story can go round here for ever without a line or a choice: {beats}.",
    "put a line into the round, or a way out of it",
    "a: goto b, b: goto a",
)
DEAD_END = add_rule(
    "E902",
    "dead_end",
    "The beat '{beat}' can run out of steps: nothing follows it.",
    "end it with a goto, or with an ending without a condition",
    "steps: [He waits.]",
)
PAID_WALL = add_rule(
    "E903",
    "paid_wall",
    "The way goes on only into the paid chapter '{chapter}', and nothing follows when it is not owned.",
    "add a goto to a free beat, or an ending, after it",
    "steps: [goto: paid.first]",
)
ENDLESS_CALL = add_rule(
    "E904",
    "endless_call",
    "These beats call each other without end: {beats}.",
    "use goto for the way on, or call only under a condition",
    "a: call b, b: call a",
)
UNREACHABLE = add_rule(
    "W201",
    "unreachable",
    "No way leads to the beat '{beat}'.",
    "let a goto, a call or a deck lead there, or delete it",
    "a beat that nothing names",
)
MAY_CLOSE = add_rule(
    "W202",
    "choice_may_close",
    "Every answer of this choice has a condition, and all of them may be closed at once.",
    "add an answer without `when`",
    "choice: [{text: Yes, when: promised}]",
)
UNTRANSLATED = add_rule(
    "W203",
    "untranslated",
    "Missing in {language}: {count} of the {all} texts of this file, the first of them '{text}'.",
    "add it to lang/{language}.po",
    "lang/zh_CN.po without an entry",
)
NEVER_READ = add_rule(
    "W204",
    "never_read",
    "The {what} '{name}' is changed but never asked for.",
    "ask for it in a `when`, or delete it",
    "set: [promised]",
)
NEVER_SET = add_rule(
    "W205",
    "never_set",
    "The {what} '{name}' is asked for but never changed.",
    "change it in the effects of a choice, or delete it",
    "when: promised",
)
NEVER_USED = add_rule(
    "W206",
    "never_used",
    "The {what} '{name}' is declared but never used.",
    "use it, or delete it",
    "flags: [promised]",
)
PLEA = add_rule(
    "W207",
    "plea_on_parting",
    "'{words}' presses the reader when she goes or has been away.",
    "let the letter or the last line wish her well; coming back is hers alone",
    "letter: {from: ren, text: Why did you forget me?}",
)
SELLING = add_rule(
    "W208",
    "selling_in_talk",
    "'{words}' is talk of buying in a character's mouth.",
    "leave that to the shop's own screen; nobody in the story sells",
    "ren: Unlock the next chapter with me.",
)
TOLD_UNGUARDED = add_rule(
    "W209",
    "told_unguarded",
    "This quotes a {kind} of hers, and is passed over where she told none.",
    'ask for it on the line or around it: `when: told("{kind}")`',
    'ren: "You said {told.promise}."',
)
BAD_TRANSLATION = add_rule(
    "E504",
    "bad_translation",
    "The {language} translation of '{source}' cannot be shown: {fault}",
    "{mend}",
    'msgstr "你好 {you"',
)
