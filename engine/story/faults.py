"""Says in a writer's words what a YAML parser complains about; knows its sentences, not its classes."""

from __future__ import annotations

import re

QUOTES = "put the whole text in double quotes"


def explain(problem: str, context: str, rest: str) -> tuple[str, str]:
    """Fault and mend for the parser's `problem` in its `context`, where `rest` is the line from the fault on."""
    sign = rest[:1]
    for pattern, fault, mend in _SENTENCES:
        if re.search(pattern, problem) or re.search(pattern, context):
            return fault.format(sign=sign), mend.format(sign=sign)
    return "This line cannot be read.", "compare its indentation, quotes and brackets with the lines around it"


_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon stands inside this text, or the line is indented too far.",
        f"{QUOTES}, or align the line with the ones above it",
    ),
    (
        "character '?\\\\?'?\\\\t'? that cannot start|contains tabs|tab character",
        "A tab stands where spaces should be.",
        "indent with spaces only",
    ),
    ("undefined alias|scanning an alias", "A text cannot begin with *.", QUOTES),
    ("scanning an anchor", "A text cannot begin with &.", QUOTES),
    ("scanning a tag|undefined tag", "A text cannot begin with !.", QUOTES),
    ("cannot start any token", "A text cannot begin with {sign}.", QUOTES),
    (
        "scanning a quoted scalar|unknown escape|escape character|hexdecimal|Unicode character",
        "The quotes around this text do not close, or a backslash stands in them.",
        'close the quotes; inside double quotes write \\\\ for a backslash and \\" for a quote',
    ),
    ("another document", "A line of three dashes starts a second document in the same file.", "delete the line"),
    (
        "expected '?,'? or|flow (sequence|mapping)",
        "A bracket opened here or above is not closed properly.",
        "close it with ] or }}, put commas between its parts, and quote texts that hold commas or brackets",
    ),
    (
        "could not find expected ':'|simple key",
        "A key on this line or above lacks its colon.",
        "write `key: value`; a long text goes in quotes, or indented below `key: |`",
    ),
    (
        "block (mapping|collection|sequence)|expected key|expected <block end>|'-' indicator|block sequence entries",
        "This line does not fit the ones around it.",
        "align it with the line it belongs to, and close any quote above it with nothing after it",
    ),
    ("directive|document start", "This line cannot stand here.", "delete it, or put it in quotes if it is text"),
)
