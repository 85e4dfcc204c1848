"""Says in a writer's words what a YAML parser complains about; knows its sentences, not its classes."""

from __future__ import annotations

import re

from msgspec import Struct

QUOTES = "put the whole text in double quotes"


class Complaint(Struct, frozen=True):
    """What the parser says: `problem` within `context`, at a line of the file from `rest` on, `before` above it."""

    problem: str
    context: str
    rest: str = ""
    line: str = ""
    before: str = ""


def explain(complaint: Complaint) -> tuple[str, str]:
    """Fault and mend for a complaint: first what the line itself shows, then what the parser says."""
    seen = _seen(complaint)
    if seen is not None:
        return seen
    for pattern, fault, mend in _SENTENCES:
        if re.search(pattern, complaint.problem) or re.search(pattern, complaint.context):
            return fault.replace("SIGN", complaint.rest[:1]), mend
    return "This line cannot be read.", "compare its indentation, quotes and brackets with the lines around it"


_DASH = re.compile(r"\s*-[^\s-]")
_BULLET = re.compile(r"\s*([–—•·*]) ")
"""What word processors make of a dash."""
_WIDE_COLON = re.compile(r"\s*(?:- )?[a-z][a-z0-9_]*(?: *[(（][a-z0-9_]*[)）])?：")
_VALUE = re.compile(r"""\s*(?:- +)*(?:[\w.]+(?: *\([\w ]*\))?: +)?(.*)""")
"""What follows the dashes and the key of a line."""


def _seen(complaint: Complaint) -> tuple[str, str] | None:
    """Slips that the line shows more plainly than the parser says them."""
    if complaint.rest[:1] == "\t" or "\t" in re.match(r"\s*", complaint.line)[0]:  # type: ignore[index]
        return "A tab stands where spaces should be.", "indent with spaces only"
    if _DASH.match(complaint.line) or _DASH.match(complaint.before):
        return "A dash needs a space after it, here or in the line above.", "write `- ren: Hello`"
    return _typed_amiss(complaint) or _quoted_amiss(complaint)


def _typed_amiss(complaint: Complaint) -> tuple[str, str] | None:
    """Signs that look like those of the format and are others."""
    for line in (complaint.line, complaint.before):
        if bullet := _BULLET.match(line):
            fault = f"This line, or the one above, begins with {bullet[1]} and not with a plain dash."
            return fault, "begin it with `- `"
        if _WIDE_COLON.match(line):
            return "The colon in this line, or in the one above, is a wide one (：).", "write a plain colon and a space"
    return None


def _quoted_amiss(complaint: Complaint) -> tuple[str, str] | None:
    if "block" not in complaint.context:
        return None
    match = _VALUE.match(complaint.line)
    value = match[1] if match else ""
    if re.match(r"\{\w+\}.", value):
        return "A text cannot begin with {.", QUOTES
    if re.match(r"\[[^\]]*\] *[^\s#]", value):
        return "A text cannot begin with [.", QUOTES
    if value[:1] in ('"', "'"):
        return (
            "The text goes on after its closing quote.",
            f'{QUOTES}, and write \\" for each double quote that belongs to the text',
        )
    return None


UNCLOSED = ("The quote opened here is never closed.", "close it at the end of the text")
_BEGUN = re.compile(r"\s*- |\s*[\w.]+(?: *\([\w ]*\))?: ")
"""How a line begins that is no more of a text."""


def swallows(written: str) -> bool:
    """Whether a text in quotes has run on over the steps below it: its closing quote is the opening one of another."""
    return any(_BEGUN.match(line) for line in written.splitlines()[1:])


_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon stands inside this text, or the line is indented too far.",
        f"{QUOTES}, or align the line with the ones above it",
    ),
    ("sequence entries", "A text cannot begin with a dash and a space.", QUOTES),
    ("undefined alias|scanning an alias", "A text cannot begin with *.", QUOTES),
    ("scanning an anchor", "A text cannot begin with &.", QUOTES),
    ("scanning a tag|undefined tag", "A text cannot begin with !.", QUOTES),
    (
        "scanning a block scalar",
        "A text cannot begin with > or |.",
        f"{QUOTES}, or begin it in the next line, indented",
    ),
    ("cannot start any token", "A text cannot begin with SIGN.", QUOTES),
    (
        "unknown escape|escape character|hexdecimal|Unicode character",
        "A backslash has a special meaning inside double quotes.",
        "write \\\\ for a backslash",
    ),
    ("scanning a quoted scalar", *UNCLOSED),
    (
        "expected '?,'? or|flow (sequence|mapping)",
        "A bracket opened here is not closed properly.",
        "close it with ] or }, put commas between its parts, and quote texts that hold commas or brackets",
    ),
    (
        "could not find expected ':'|simple key",
        "A key on this line or above lacks its colon.",
        "write `key: value`; a long text goes in quotes, or indented below `key: |`",
    ),
    (
        "block (mapping|collection|sequence)|expected key|expected <block end>|'-' indicator",
        "This line does not fit the ones around it.",
        "align it with the line it belongs to, and put texts with special signs in quotes",
    ),
    ("directive|document start", "This line cannot stand here.", "delete it, or put it in quotes if it is text"),
)
