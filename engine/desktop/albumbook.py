"""The album as one HTML file that needs nothing else: words and pictures to text. It knows no window and no file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from engine.language import language, tr
from engine.play.album import Moment, Page

_STYLE = """
body { margin: 0; background: #2a1a3c; color: #4a303a; font: 18px/1.6 Georgia, "Noto Serif SC", "Songti SC", serif; }
h1, h2 { font-weight: normal; color: #7a2e5c; margin: 0 0 .4em; }
header { color: #ffe9c8; text-align: center; padding: 12vh 1em 8vh; }
header h1 { color: #ffdca4; font-size: 3em; }
section { box-sizing: border-box; max-width: 1080px; margin: 0 auto 3em; padding: 2.4em; background: #faf0de;
  border-radius: 8px; display: grid; grid-template-columns: 1fr 1fr; gap: 2em; box-shadow: 0 10px 40px #0008; }
img { width: 100%; box-sizing: border-box; border: 12px solid #fffdf8; box-shadow: 0 2px 14px #0005; }
small, dt { color: #7a2e5c; font: 14px/1.6 sans-serif; }
dl { margin: 0; }
dd { margin: 0 0 .8em; }
blockquote { margin: 1em 0 0; padding-top: 1em; border-top: 1px solid #7a2e5c66; font-style: italic;
  font-size: 1.15em; color: #7a2e5c; }
cite { display: block; text-align: right; }
@media (max-width: 760px) { section { grid-template-columns: 1fr; } }
@media print {
  body { background: none; }
  section { box-shadow: none; break-inside: avoid; break-after: page; }
  header h1, header { color: #4a303a; }
}
"""


def book(title: str, leaves: Sequence[tuple[Page, str, str, bytes | None]]) -> str:
    """The whole file. Each leaf: the page, its chapter's title, its date, and its picture as a JPEG (None: without)."""
    sections = "\n".join(_section(*leaf) for leaf in leaves)
    lang = escape(language().replace("_", "-"))
    name = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{name}</h1><p>{escape(tr('Album'))}</p></header>\n{sections}\n</body>\n</html>\n"
    )


def _section(page: Page, title: str, date: str, picture: bytes | None) -> str:
    written = "".join(f"<p>{escape(line)}</p>" for line in page.written)
    moments = "".join(f"<dt>{escape(who)}</dt><dd>{escape(words)}</dd>" for who, words in map(in_words, page.moments))
    note = f"<blockquote>{escape(page.note)}<cite>— {escape(page.name)}</cite></blockquote>" if page.note else ""
    return (
        f"<section><div>{_picture(title, picture)}<p><small>{escape(date)}</small></p>{written}</div>"
        f"<div><h2>{escape(title)}</h2><dl>{moments}</dl>{note}</div></section>"
    )


def _picture(title: str, picture: bytes | None) -> str:
    if picture is None:
        return ""
    return f'<img alt="{escape(title)}" src="data:image/jpeg;base64,{base64.b64encode(picture).decode("ascii")}">'


def in_words(moment: Moment) -> tuple[str, str]:
    """Who, and what."""
    match moment.kind:
        case "chose":
            return tr("You chose"), moment.text
        case "said":
            return tr("You said"), moment.text
        case "told":
            return moment.name, moment.text
