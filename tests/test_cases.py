"""Every transcript in tests/cases, played as written and again through save, kill and load after every input.

A case is a tiny story and what happens in it: `chapter` (and, where it matters, `cast`, `story`, `shop`) as a writer
writes them, and a `transcript` in which `> ` lines are inputs and all others are what follows, to the letter.
"""

from pathlib import Path

import pytest
import yaml

from engine.improv.authored import AuthoredImproviser
from engine.play.events import Load, Save
from engine.play.script import compile_story
from engine.play.session import Session
from engine.playtest.driver import send, settle
from engine.playtest.transcript import PROMPT, parse_input, render
from engine.profile.store import Profile
from engine.story.load import load

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
USUAL = {
    "story": "format: 1\ntitle: A case\nlanguage: en\nstart: one.start\nyou: {name: Mei, ask: true}\n",
    "cast": """\
ren:
  name: Ren
  affection: {min: 0, max: 100, start: 10, improvised_per_chapter: 10}
  tiers: [{tier: stranger, from: 0, manner: Formal.}, {tier: friend, from: 25, manner: Warm.}]
  persona: A lamp maker.
  expressions: [neutral, smile, shy]
  outfits: {work: {}, winter: {sku: skin.ren.winter}}
cas:
  name: Cas
  affection: {min: 0, max: 50, start: 0, improvised_per_chapter: 5}
  tiers: [{tier: stranger, from: 0, manner: Loud.}]
  persona: A ferryman.
  expressions: [neutral, smile]
  outfits: {ferry: {}}
""",
    "shop": """\
currency: {name: petals, start: 150}
earn: [{ending: any, petals: 100, once: true}]
products:
  skin.ren.winter: {kind: skin, character: ren, outfit: winter, title: Winter coat, about: Grey., price: {petals: 120}}
""",
}


def written(case: dict, folder: Path) -> Path:
    """The case's story as files in a folder."""
    (folder / "chapters").mkdir(parents=True)
    for part in ("story", "cast", "shop"):
        (folder / f"{part}.yaml").write_text(case.get(part, USUAL[part]), encoding="utf-8")
    (folder / "chapters" / "1.yaml").write_text(case["chapter"], encoding="utf-8")
    for number, chapter in enumerate(case.get("more_chapters", []), 2):
        (folder / "chapters" / f"{number}.yaml").write_text(chapter, encoding="utf-8")
    for language, catalogue in case.get("languages", {}).items():
        (folder / "lang").mkdir(exist_ok=True)
        (folder / "lang" / f"{language}.po").write_text(catalogue, encoding="utf-8")
    return folder


class Table:
    """A story on the table: a session over a profile on disk that can be put away and taken up again."""

    def __init__(self, case: dict, folder: Path):
        self.script = compile_story(load(written(case, folder / "story")))
        self.path = folder / "profile.sqlite"
        self.language = case.get("language")
        self.seed = case.get("seed", 1)
        self.improviser = AuthoredImproviser()
        self.sit("first")

    def sit(self, run: str) -> None:
        """Open the profile and sit down."""
        self.profile = Profile(self.path, story=self.script.story.id)
        self.session = Session(
            self.script, self.profile, seed=self.seed, language=self.language, run_name=run, autosave=False
        )

    def open(self) -> list[str]:
        """The lines that open the sitting, without its hello."""
        return render(settle(self.session, self.improviser, self.session.open()[1:]))

    def send(self, line: str) -> list[str]:
        """The lines that follow one input; `> again` begins a new playthrough in the same profile."""
        if line == f"{PROMPT}again":
            return render(self.session.begin_again(self.seed + 1, "another"))
        return render(send(self.session, self.improviser, parse_input(line)))

    def put_away_and_take_up(self) -> None:
        """Save, close everything, sit down anew and load."""
        if self.session.now.waiting == "ended":
            return
        saved = self.session.send(Save(slot="between"))
        assert render(saved)[0] == "[saved between]"
        self.profile.close()
        self.sit(self.session.run_name)
        loaded = render(self.session.send(Load(slot="between")))
        assert loaded[0] == "[loaded between exact]"


def replayed(case: dict, folder: Path, *, interrupted: bool) -> str:
    """The transcript that the case's inputs really give."""
    table = Table(case, folder)
    told = table.open()
    for line in case["transcript"].splitlines():
        if line.startswith(PROMPT):
            if interrupted and line not in (f"{PROMPT}again", f"{PROMPT}forward"):
                table.put_away_and_take_up()
            told += [line, *table.send(line)]
    table.profile.close()
    return "\n".join(told) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("interrupted", [False, True], ids=["straight", "saved_after_every_input"])
def test_transcript(path: Path, interrupted: bool, tmp_path: Path) -> None:
    """What a case says is what happens, whether played straight or through save and load after every input."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if interrupted and case.get("straight_only"):
        case["transcript"] = case["transcript"].split(f"{PROMPT}forward")[0]
    assert replayed(case, tmp_path, interrupted=interrupted) == case["transcript"]


def test_there_are_cases() -> None:
    """The folder of cases is not empty, so that a moved folder cannot pass for success."""
    assert len(CASES) >= 15
