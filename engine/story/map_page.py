"""The story's graph as one page for a browser: the picture, to be moved and searched; needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from engine.story import markup
from engine.story.map import Way
from engine.story.map_marks import SHADES, Marks
from engine.story.map_svg import as_svg
from engine.story.model import Story

STYLE = """
html, body { margin: 0; height: 100%; font: 15px/1.5 "Noto Sans", "Noto Sans SC", sans-serif; color: #2b2430; }
body { display: flex; flex-direction: column; background: #fbf7f2; }
header { display: flex; flex-wrap: wrap; gap: .6em 1.6em; align-items: center; padding: .6em 1.2em; }
header { border-bottom: 1px solid #c9b8a8; }
h1 { font-size: 1.15em; margin: 0; } input { font: inherit; padding: .2em .6em; width: 16em; }
.legend span { display: inline-block; padding: 0 .6em; border: 1px solid #6d5a73; } .hint { color: #6d5a73; }
#view { flex: 1; overflow: hidden; cursor: grab; touch-action: none; } #view:active { cursor: grabbing; }
#view svg { transform-origin: 0 0; } .dim { opacity: .18; } .hit rect { stroke: #b4544a; stroke-width: 4; }
a:focus-visible rect { stroke: #b4544a; stroke-width: 3; outline: none; }
"""
SCRIPT = """
const view = document.getElementById("view"), svg = view.querySelector("svg"), find = document.getElementById("find");
let x = 0, y = 0, zoom = 1, held = null, moved = false;
const place = () => { svg.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`; };
const fit = () => {
  const wide = svg.width.baseVal.value, high = svg.height.baseVal.value;
  zoom = Math.min(1, view.clientWidth / wide, view.clientHeight / high);
  x = (view.clientWidth - wide * zoom) / 2; y = 0; place();
};
const open = () => {
  const first = svg.querySelector("[data-place]"), box = first ? first.getBBox() : null;
  zoom = 1; y = 0;
  x = box ? view.clientWidth / 2 - box.x - box.width / 2 : 0; place();
};
view.addEventListener("wheel", event => {
  event.preventDefault();
  const box = view.getBoundingClientRect(), by = Math.exp(-event.deltaY / 600);
  const next = Math.min(4, Math.max(.05, zoom * by)), at = [event.clientX - box.left, event.clientY - box.top];
  x = at[0] - (at[0] - x) * next / zoom; y = at[1] - (at[1] - y) * next / zoom; zoom = next; place();
}, { passive: false });
view.addEventListener("pointerdown", event => { held = [event.clientX - x, event.clientY - y]; moved = false; });
window.addEventListener("pointermove", event => {
  if (!held) return;
  const to = [event.clientX - held[0], event.clientY - held[1]];
  moved = moved || Math.hypot(to[0] - x, to[1] - y) > 4; x = to[0]; y = to[1]; place();
});
window.addEventListener("pointerup", () => { held = null; });
view.addEventListener("click", event => { if (moved) event.preventDefault(); }, true);
view.addEventListener("dragstart", event => event.preventDefault());
window.addEventListener("keydown", event => {
  if (event.target === find) return;
  if (event.key === "0") fit();
  if (event.key === "/") { event.preventDefault(); find.focus(); }
});
find.addEventListener("input", () => {
  const words = find.value.trim().toLowerCase(); let first = null;
  for (const node of svg.querySelectorAll("[data-place]")) {
    const hit = words !== "" && (node.dataset.place + " " + node.textContent).toLowerCase().includes(words);
    node.classList.toggle("hit", hit); node.classList.toggle("dim", words !== "" && !hit);
    if (hit && !first) first = node;
  }
  if (first) {
    const box = first.getBBox(); zoom = Math.max(zoom, .6);
    x = view.clientWidth / 2 - (box.x + box.width / 2) * zoom;
    y = view.clientHeight / 2 - (box.y + box.height / 2) * zoom; place();
  }
});
open();
"""


def as_page(story: Story, ways: Sequence[Way], marks: Marks) -> str:
    """The page. Nothing in it is fetched, and what the story says is text in it."""
    title = escape(markup.plain(story.title))
    legend = _legend() if marks.shades else ""
    hint = "drag to move · wheel to zoom · 0 the whole · / to search" + (" · click for the file" if marks.links else "")
    head = f'<h1>{title}</h1><input id="find" type="search" placeholder="a beat, a condition…" aria-label="Search">'
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{STYLE}</style>\n'
        f'<header>{head}{legend}<span class="hint">{hint}</span></header>\n'
        f'<div id="view">{as_svg(story, ways, marks)}</div>\n<script>{SCRIPT}</script>\n</html>\n'
    )


def _legend() -> str:
    names = ["never", *([""] * (SHADES - 1)), "most"]
    boxes = "".join(f'<span class="shade{shade}">{name or "&nbsp;"}</span>' for shade, name in enumerate(names))
    return f'<div class="legend" title="How often the playtest came there">{boxes}</div>'
