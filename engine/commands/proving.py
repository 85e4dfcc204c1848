"""Commands that play a story to find out about it: playtest, prove, eval."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.files import write, write_all
from engine.commands.ground import DONE, FOUND, Unusable
from engine.commands.playing import stand_up
from engine.commands.writing import from_here

if TYPE_CHECKING:
    from engine.play.events import AnyEvent, PlayerInput
    from engine.play.routes import Routes
    from engine.play.script import Script, Talk
    from engine.play.session import Session
    from engine.playtest.findings import Findings
    from engine.playtest.plan import Plan
    from engine.playtest.runs import Tally
    from engine.prove.replay import Link
    from engine.prove.report import Shown


ASKED_FOR = 120.0
"""Seconds that a proof may look for ways to what playtests did not come to."""


def playtest(args: argparse.Namespace) -> int:
    """Play many times and report."""
    from engine.playtest import report
    from engine.playtest.findings import findings
    from engine.playtest.plan import plan_of
    from engine.playtest.readers import readers_of
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready
    from engine.playtest.spread import playtest as play_many
    from engine.profile.recorded import recorded

    folder = folder_of(args.story or FLAGSHIP)
    files = [path for path in (args.html, args.junit, args.json) if path is not None]
    for path in files:
        if not path.absolute().parent.is_dir():
            raise Unusable(f"There is no folder {str(path.parent)!r} to write {path.name!r} into.")
    script, routes = ready(folder)
    plan = plan_of(script, args.policy, args.language, args.owned, args.seed)
    readers = readers_of(script, recorded(args.profiles, script.story.id)) if args.profiles is not None else None
    tally = play_many(folder, args.runs, plan, jobs=args.jobs, dask=args.dask, stop=args.stop)
    if not (args.stop and tally.failed):
        lead(script, routes, tally, plan)
    found = findings(script, routes, tally, plan, readers)
    print(report.as_text(found))
    _tell_how_to_see_it(found, folder, args.output)
    for path, form in ((args.junit, report.as_junit), (args.json, report.as_json)):
        if path is not None:
            write(path, form(found))
    if args.html is not None:
        write(args.html, _page(found, script, routes, folder, args.link))
    return FOUND if found.failures else DONE


def lead(script: Script, routes: Routes, tally: Tally, plan: Plan) -> None:
    """What a collector did not come to: a proof is asked for the way, and runs are led along it."""
    from engine.playtest.led import Way, follow, left_over, questions
    from engine.prove.signs import Led, Sought, ways_to

    left = left_over(script, tally, plan)
    asked = questions(script, left)
    if not asked:
        return
    sought = [Sought(each.beat, each.step, each.when, each.mark) for each in asked]
    found = ways_to(script.story, sought, ProofTable, ASKED_FOR)
    known = {
        each.key: Way(way.seed, way.inputs) if isinstance(way, Led) else way
        for each, way in zip(asked, found, strict=True)
    }
    follow(script, routes, left, known, tally)


def _page(found: Findings, script: Script, routes: Routes, folder: Path, template: str) -> str:
    """The report as a page, with the story's map coloured by where the runs came to."""
    from engine.playtest.report import as_json
    from engine.playtest.report_html import as_html
    from engine.story.map_marks import link_to, marks, read_playtest
    from engine.story.map_svg import as_svg

    link = link_to(folder, template)
    test = read_playtest(as_json(found).encode(), script.story)
    drawn = as_svg(script.story, routes.edges, marks(script.story, routes.edges, link, test))
    return as_html(found, drawn, link)


def _tell_how_to_see_it(found: Findings, folder: Path, output: Path | None) -> None:
    """Where a failure can be seen again; with `output`, the inputs and transcripts are written there."""
    small = [failure for failure in found.failures if failure.inputs]
    if output is not None:
        files = {f"seed_{one.seed}.jsonl": "\n".join(one.inputs) + "\n" for one in small}
        files |= {f"seed_{one.seed}.txt": "\n".join(one.transcript) + "\n" for one in small}
        write_all(output, files)
    elif small:
        print("\n".join(["", *small[0].transcript[-40:], "", "-o DIR writes each failure's inputs and transcript."]))
    for one in small:
        inputs = f"{(output or Path('DIR')).as_posix()}/seed_{one.seed}.jsonl"
        money = " --play-money" if any('"buy"' in line for line in one.inputs) else ""
        told = f"--seed {one.dealt} --language {one.language} --improviser authored{money} < {inputs}"
        print(f"see again  python main.py play {from_here(folder).as_posix()} --headless {told}")


def prove(args: argparse.Namespace) -> int:
    """Settle what can and cannot happen in a story; 1 where something that it promises is refuted."""
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready
    from engine.prove import report
    from engine.prove.proof import prove as settle

    folder = folder_of(args.story or FLAGSHIP)
    script, routes = ready(folder)
    proof = settle(script, routes, args.seconds)
    table = ProofTable(script, routes)
    faults_alone = args.output is None and args.format == "text"  # nobody would see how an ending is reached
    trails = proof.worth_showing(faults_alone=faults_alone)
    shown = {number: table.shown(trail, proof.endings) for number, trail in trails.items()}
    if args.output is not None:
        write_all(args.output, report.files_of(proof, shown))
    form = report.as_json if args.format == "json" else report.as_text
    print(form(proof, shown, from_here(folder).as_posix()))
    return FOUND if proof.having("refuted") else DONE


class ProofTable:
    """Where what `prove` found is played again, as a player would: by the headless game and the authored improviser."""

    def __init__(self, script: Script, routes: Routes):
        from engine.improv.authored import AuthoredImproviser
        from engine.prove.lines import Lines
        from engine.prove.replay import Stage

        self.script, self.routes, self.improviser = script, routes, AuthoredImproviser()
        self.stage = Stage(script, routes, Lines(script))

    def sit(self, seed: int) -> Session:
        """A new sitting with a new profile."""
        from engine.playtest.sitting import Sitting

        return Sitting(self.script, self.routes, seed=seed)

    def rise(self, session: Session) -> None:
        """End a sitting."""
        stand_up(session)

    def send(self, session: Session, given: PlayerInput | None) -> list[AnyEvent]:
        """Carry out an input, or open the sitting; improvised turns are answered at once."""
        from engine.playtest.driver import send, settle

        if given is None:
            return settle(session, self.improviser, session.open())
        return send(session, self.improviser, given)

    def act_of(self, session: Session, talk: Talk, words: str) -> str:
        """The act that words amount to, just now."""
        from engine.improv.authored import act_of
        from engine.improv.brief import make_brief
        from engine.play.facts import facts_of

        play = session.now
        facts = facts_of(play, session.outside)
        return act_of(make_brief(self.script.story, talk.step, play, facts, words, context=play.frames[-1].beat))

    def shown(self, trail: Link, endings: dict[str, Link]) -> Shown | str:
        """A trail as inputs and transcript, or why no one sitting can have it."""
        import msgspec

        from engine.playtest.transcript import render, write_input
        from engine.prove.report import Shown
        from engine.prove.witness import NoWitness, witness

        try:
            seen = witness(trail, endings, self, self.stage)
        except NoWitness as fault:
            return str(fault)
        lines = []
        for given, found in seen.told:
            lines += [*([] if given is None else [write_input(given)]), *render(found)]
        inputs = tuple(msgspec.json.encode(given).decode() for given in seen.inputs)
        return Shown(seen.seed, inputs, tuple(lines))


def evaluate(args: argparse.Namespace) -> int:
    """Play the improvised scenes with simulated players against a model, and report what it could do."""
    from engine.improv.wire import SPEECH
    from engine.playtest.evaluation import figures
    from engine.playtest.evaluation.evaluate import Wanted
    from engine.playtest.evaluation.evaluate import evaluate as play_and_judge
    from engine.playtest.sitting import FLAGSHIP, folder_of

    if args.json is not None and not args.json.absolute().parent.is_dir():
        raise Unusable(f"There is no folder {str(args.json.parent)!r} to write {args.json.name!r} into.")
    wanted = Wanted(
        folder_of(args.story or FLAGSHIP),
        turns=args.turns,
        seed=args.seed,
        players=tuple(name.strip() for name in args.players.split(",") if name.strip()),
        server=_server(args.server),
        key=os.environ.get("ANTHROPIC_API_KEY"),
        model=args.model or SPEECH,
    )
    report = play_and_judge(wanted, say=lambda words: print(f"{words} …", file=sys.stderr))
    print(figures.as_text(report))
    if args.json is not None:
        write(args.json, figures.as_json(report))
    return FOUND if report.failed else DONE


def _server(given: str | None) -> str | None:
    """The server's address; None for the scripted one. Raises Unusable where none is named."""
    if given is None:
        return None
    url = given or os.environ.get("ANTHROPIC_BASE_URL", "")
    if not re.match(r"https?://[^\s/]", url):
        raise Unusable("Name the server as http://… or https://… behind --server, or in ANTHROPIC_BASE_URL.")
    return url
