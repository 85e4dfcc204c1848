"""What can be wrong with a file before its meaning is looked at."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

MISSING_FILE = add_rule(
    "E101",
    "missing_file",
    "The story has no {file}.",
    "write it; `python main.py new NAME` makes a small story to start from",
    "a folder without story.yaml",
)
NOT_UTF8 = add_rule(
    "E102",
    "not_utf8",
    "This file is not saved as UTF-8 text, so its letters cannot be read.",
    "save it again in your editor with the encoding UTF-8",
    "title: Café (saved as Latin-1)",
)
TOO_BIG = add_rule(
    "E103",
    "too_big",
    "{what} is too big: {size} bytes, where {limit} is the most.",
    "split it into several chapter files, or remove what does not belong to the story",
    "a chapter file of 9 MB",
)
UNREADABLE = add_rule(
    "E104",
    "unreadable_file",
    "This cannot be opened: {reason}.",
    "check what it is, and that you may read it",
    "a folder named cast.yaml",
)
OUTSIDE = add_rule(
    "E105",
    "outside_folder",
    "This file is a link that leads out of the story's folder.",
    "put the file itself into the folder",
    "cast.yaml -> ../elsewhere.yaml",
)
INVISIBLE = add_rule(
    "E106",
    "invisible_character",
    "An invisible character stands here ({character}).",
    "delete it and type the place again",
    'ren: "Hello\\u202e"',
)
NOT_YAML = add_rule("E107", "not_yaml", "{fault}", "{mend}", "- ren: Look: there.")
REPEATED_KEY = add_rule(
    "E108",
    "repeated_key",
    "The key '{key}' stands here a second time; the first is in line {first}.",
    "keep one of the two, or rename it",
    "title: One\ntitle: Two",
)
ANCHOR = add_rule(
    "E109",
    "anchor",
    "'{sign}' at the beginning has a special meaning that stories do not use.",
    "if it is part of the text, put the text in quotes; otherwise write the words out",
    "ren: &a Hello",
)
SEVERAL_DOCUMENTS = add_rule(
    "E110",
    "several_documents",
    "A line of three dashes starts a second document in the same file.",
    "delete the line, or move what follows into a file of its own",
    "title: One\n---\ntitle: Two",
)
TOO_DEEP = add_rule(
    "E111",
    "too_deep",
    "Things stand inside things more than {limit} levels deep here.",
    "move the inner steps into a beat of their own and use goto or call",
    "[[[[[[…]]]]]]",
)
TOO_MANY_STEPS = add_rule(
    "E112",
    "too_many_steps",
    "The story has more than {limit} {what}.",
    "split it",
    "a file of 300,000 lines",
)
BAD_CATALOGUE = add_rule(
    "E113",
    "bad_catalogue",
    "This translation file cannot be read: {reason}.",
    'write each text in plain double quotes, msgstr "…", or open the file in a .po editor and save it again',
    "msgid without quotes",
)
BAD_LANGUAGE = add_rule(
    "E114",
    "bad_language",
    "'{name}' is not a language code.",
    "use a code such as en, ja or zh_CN",
    "lang/chinese!.po",
)
