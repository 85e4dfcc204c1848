"""Maps of a story: the same ways as the machine's, with what must hold to take them, as Mermaid and SVG."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import main
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.playtest.sitting import FLAGSHIP, folder_of, ready
from engine.story.load import load
from engine.story.map import arrows, as_mermaid
from engine.story.map_marks import Ended, Missed, Playtest, link_to, marks
from engine.story.map_page import as_page
from engine.story.map_svg import as_svg, layers, text_width
from engine.story.sample import write_sample

CHAPTER = """
chapter: one
title: One <"quoted"> & more
beats:
  start:
    steps:
      - choice:
          - {text: 'Say "yes" | no', when: bold, goto: end}
          - text: Stay
            steps:
              - if: bold and not (mood > 2)
                then: [goto: end]
                else: [call: aside]
      - draw: days
      - goto: start
  aside: {steps: [A word.]}
  end:
    steps:
      - ending: {id: good, kind: good, title: Good <b>, when: mood > 1}
      - ending: {id: plain, kind: normal, title: Plain}
decks:
  days: [{beat: aside, when: not bold}, {beat: end}]
"""
STORY = """
format: 1
title: A map
start: one.start
flags: [bold]
counters: {mood: {min: 0, max: 5}}
"""


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> tuple[Script, Routes]:
    """A story that leaves its beats in every way there is."""
    folder = write_sample(tmp_path_factory.mktemp("stories"), "mapped")
    (folder / "chapters" / "1_evening.yaml").write_text(CHAPTER, encoding="utf-8")
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    script = compile_story(load(folder))
    return script, Routes(script)


def test_the_map_has_the_machines_ways_and_no_other(game: tuple[Script, Routes]) -> None:
    """Each pair of beats that the machine connects is an arrow, once for going and once for coming back."""
    script, routes = game
    found = arrows(script.story, routes.edges)
    assert {(arrow.source, arrow.dest) for arrow in found} == {(edge.source, edge.dest) for edge in routes.edges}
    assert len({(arrow.source, arrow.dest, arrow.comes_back) for arrow in found}) == len(found)


def test_arrows_say_what_must_hold(game: tuple[Script, Routes]) -> None:
    """Guards of options, ifs, cards and endings stand on the arrows, with the words of the option."""
    script, routes = game
    labels = {(arrow.source, arrow.dest): arrow.labels for arrow in arrows(script.story, routes.edges)}
    both = [label for arrow in arrows(script.story, routes.edges) for label in arrow.labels]
    assert 'Say "yes" | no [bold]' in both
    assert "Stay [bold and not (mood > 2)]" in both
    assert "Stay [not (bold and not (mood > 2))]" in both
    assert "draw days [not bold]" in both
    assert labels["one.end", "ending:good"] == ("[mood > 1]",)
    assert labels["one.end", "ending:plain"] == ()


def test_mermaid_quotes_whatever_a_story_says(game: tuple[Script, Routes]) -> None:
    """Quotes, bars and tags in titles and options cannot end a label; chapters are subgraphs that are closed."""
    text = as_mermaid(game[0].story, game[1].edges)
    lines = text.splitlines()
    assert lines[0] == "flowchart TD"
    assert '  subgraph n_chapter_DOT_one["One &lt;&quot;quoted&quot;&gt; &amp; more"]' in lines
    assert sum(line.strip().startswith("subgraph") for line in lines) == lines.count("  end")
    for line in lines:
        assert line.count('"') in (0, 2), line
        assert line.count("|") in (0, 2), line


def test_the_picture_is_well_formed_and_shows_every_beat(game: tuple[Script, Routes]) -> None:
    """The SVG parses, has a box for each beat and ending, and nothing outside its edges."""
    script, routes = game
    root = ET.fromstring(as_svg(script.story, routes.edges))
    names = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"start", "aside", "end", "Good <b>", "Plain"} <= set(names)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        if box.get("x"):
            assert 0 <= float(box.get("y", 0)) <= height
            assert -1 <= float(box.get("x", 0)) <= width


def test_layers_go_downwards(game: tuple[Script, Routes]) -> None:
    """A way that goes on in the authors' order leads to a lower layer; loops end somewhere."""
    script, routes = game
    group = [beat.id for beat in script.story.chapters[0].beats]
    rows = layers(group, arrows(script.story, routes.edges))
    depth = {name: place for place, row in enumerate(rows) for name in row}
    assert sorted(depth) == sorted(group)
    assert depth["one.start"] < depth["one.aside"]
    assert depth["one.start"] < depth["one.end"]


def test_chinese_is_measured_wider_than_latin() -> None:
    """Boxes are wide enough for either script."""
    assert text_width("灯笼街", 13) > text_width("abc", 13)


def test_the_flagship_has_a_map(tmp_path: Path) -> None:
    """The flagship's map is the same each time and names every chapter."""
    script, routes = ready(folder_of(FLAGSHIP))
    picture = as_svg(script.story, routes.edges)
    assert picture == as_svg(script.story, routes.edges)
    assert all(chapter.title in picture for chapter in script.story.chapters)
    ET.fromstring(picture)


# ---------------------------------------------------------------- coverage and clicks


FILE = "chapters/1_evening.yaml"
TEST = Playtest(
    story="mapped",
    runs=9,
    visits={"one.start": 40, "one.aside": 1},
    endings=[Ended("good", 9), Ended("plain", 0)],
    unreached=[Missed("line", f"{FILE}:16:3", "x"), Missed("beat", f"{FILE}:17:3", "y")],
)


def test_a_playtest_colours_the_map(game: tuple[Script, Routes]) -> None:
    """The more often a place was played the darker it is; one that nobody reached looks different, and says so."""
    script, routes = game
    found = marks(script.story, routes.edges, lambda file, at: "", TEST)
    assert found.shades == {"one.start": 5, "one.aside": 1, "one.end": 0, "ending:good": 3, "ending:plain": 0}
    assert found.words["one.start"] == "40 times played in 9 runs"
    assert found.words["one.aside"] == "once played in 9 runs; one thing in it was never met"
    assert found.words["ending:plain"] == "never reached in 9 runs"
    picture = as_svg(script.story, routes.edges, found)
    assert 'class="beat start shade5"' in picture
    assert "<title>one.end: never played in 9 runs</title>" in picture
    assert "<a href" not in picture


def test_a_click_leads_to_the_line(game: tuple[Script, Routes], tmp_path: Path) -> None:
    """Every beat and ending links to its file and line, as the template says; signs in paths are escaped."""
    script, routes = game
    link = link_to(tmp_path / "a b", "vscode")
    root = (tmp_path / "a%20b").as_posix()
    assert link("chapters/1.yaml", (7, 3)) == f"vscode://file{root}/chapters/1.yaml:7:3"
    assert link_to(tmp_path, "file")("x.yaml", (1, 1)) == f"file://{tmp_path.as_posix()}/x.yaml"
    assert link_to(tmp_path, "https://host/{file}#L{line}")("x.yaml", (4, 1)) == "https://host/x.yaml#L4"
    found = marks(script.story, routes.edges, link, None)
    root_element = ET.fromstring(as_svg(script.story, routes.edges, found))
    links = [each.get("href", "") for each in root_element.iter("{http://www.w3.org/2000/svg}a")]
    assert len(links) == 5
    assert any(each.endswith(f"{FILE}:6:5") for each in links)


def test_the_page_needs_nothing_else(game: tuple[Script, Routes]) -> None:
    """One file: nothing is fetched, the picture stands in it, and no title of a story becomes a tag."""
    script, routes = game
    page = as_page(script.story, routes.edges, marks(script.story, routes.edges, link_to(Path(), "none"), TEST))
    assert not re.search(r'(?:src|href)="|@import|url\((?!#)', page)
    assert page.count("<script>") == page.count("</script>") == 1
    assert 'data-place="one.start"' in page
    assert 'One &lt;"quoted"&gt; &amp; more' in page
    assert 'class="shade0">never<' in page


def test_the_command_takes_a_playtests_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `playtest --json` writes colours the page; another story's report or anything else is refused in a line."""
    story = write_sample(tmp_path, "evening")
    report, page = tmp_path / "report.json", tmp_path / "map.html"
    assert main.main(["playtest", str(story), "--runs", "3", "--json", str(report)]) == 0
    assert main.main(["map", str(story), "--playtest", str(report), "--link", "none", "-o", str(page)]) == 0
    assert "3 times played in 3 runs" in page.read_text(encoding="utf-8")
    other = write_sample(tmp_path, "morning")
    capsys.readouterr()
    assert main.main(["map", str(other), "--playtest", str(report), "-o", str(page)]) == 2
    assert "a playtest of 'evening' and not of 'morning'" in capsys.readouterr().err
    report.write_text(json.dumps({"story": "evening"}), encoding="utf-8")
    assert main.main(["map", str(story), "--playtest", str(report), "-o", str(page)]) == 2
    assert "it is not what `playtest --json` writes" in capsys.readouterr().err
