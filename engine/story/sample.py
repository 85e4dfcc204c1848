"""The small story that `new` writes: three beats, one character, one improvised scene, and comments that teach.

It knows the format's files and nothing of loading or playing them; a test loads, checks and plays what it writes.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
RESERVED = re.compile(r"con|nul|aux|prn|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices."""

STORY = """\
# yaml-language-server: $schema=../schema/story.json
# What the whole story needs to know. Every key is explained in stories/README.md.
format: 1
title: %(title)s
language: en                  # the language you write in; translations go to lang/<code>.po
start: evening.bench          # the first beat, as chapter.beat
you: {name: Mei, ask: true}   # the heroine; ask: true lets the player choose her name
flags: [stayed]               # everything the story may remember is declared here ...
counters:                     # ... so that a slip of the pen is found and not played
  courage: {min: 0, max: 5, start: 0}
"""
CAST = """\
# yaml-language-server: $schema=../schema/cast.json
# One entry for each character; the key (here: kai) is how chapters call him.
kai:
  name: Kai Lindqvist
  color: "#7aa2f7"
  affection: {min: 0, max: 100, start: 10, improvised_per_chapter: 10}
  tiers:                      # bands of affection, from low to high; the first starts at min
    - {tier: stranger, from: 0, manner: Polite. Keeps the width of the bench between them.}
    - {tier: friend, from: 15, manner: Teases. Forgets to be careful.}
  persona: |
    Mends clocks. Misses trains on purpose, because waiting is the only time nobody asks him for anything.
  voice: [Short sentences., Answers late.]
  knows:                      # a fact with `when` is unknown to every model until it holds
    - He has missed this train on purpose.
    - {fact: He kept the ticket for the day she would ask., when: tier.kai >= friend}
  expressions: [neutral, smile, shy]
  outfits:
    coat: {}                  # the first is the one he usually wears
"""
CHAPTER = """\
# yaml-language-server: $schema=../../schema/chapter.json
chapter: evening
title: The Last Bench
beats:

  bench:
    steps:
      - The station clock was four minutes slow, and nobody on the platform minded.   # a bare line is narration
      - show: {kai: neutral, at: center}
      - kai: "Small news: the 9:40 has left."              # quotes around words that hold a colon and a space
      - kai (smile): I waved to it for both of us, {you}.  # (smile) is one of his expressions
      - choice:
          - text: Sit down beside him.
            effects: {affection: {kai: +4}, set: [stayed], add: {courage: +1}}
            steps:
              - kai (shy): Oh. There's room. There's a great deal of room.
          - text: Ask when the next one goes.
            effects: {affection: {kai: +1}}
            steps:
              - kai: At six. Or when the clock is right. Whichever is first.
          - text: Mend the clock.
            when: ending("two_tickets") # only for who has seen that ending before;
            locked: show                # until then it is shown greyed, with the reason
            goto: morning
      - goto: talk

  talk:
    steps:
      - improvise:                      # talk inside a frame: the player may type whatever she likes
          id: on_the_bench
          with: [kai]
          goal: Kai wants to know what she is going home to, without asking.
          turns: {min: 2, max: 4}
          affection: {kai: {min: -4, max: +6}}     # the most this scene may change, whatever is said
          acts:                                    # what her words may amount to
            listen:
              like: [Tell me about the clocks, What do you do, I like listening to you]
              effects: {affection: {kai: +3}}
            tease:
              like: [You missed it on purpose, Some clockmaker you are]
              effects: {affection: {kai: +2}}
            hurry:
              like: [I have to go, What time is it, This is boring]
              effects: {affection: {kai: -2}}
            other: {}                              # everything else; always there
          exits:                                   # looked at after each turn; the last has no condition
            - {exit: warm, when: acts.listen + acts.tease >= 2, goto: morning}
            - {exit: cool}                         # without a goto the next step follows
          offline:                                 # the whole scene without any model
            open: [{kai: Nobody tells you how long four minutes are.}]
            replies:
              listen:
                - {kai (smile): "They all want to be asked what time they think it is.", when: tier.kai >= friend}
                - {kai: I mend what people stopped winding. Mostly it isn't broken.}
                - {kai (shy): You're still listening. People usually have a train.}
              tease:
                - {kai (smile): On purpose. I had a ticket and everything.}
                - {kai (shy): Don't tell the clocks.}
              hurry:
                - {kai: Nine forty-four. Or nine forty. It depends whom you ask.}
                - {kai: You could walk. I would slow you down.}
              other:
                - {kai: Hm. Say that again when the goods train is through.}
                - {kai (smile): I'll think about that on the way home.}
                - {kai: That could be true.}
            close: [{kai: It's getting light. We've talked the clock right.}]
      - goto: morning

  morning:
    steps:
      - The first train came in at six, as though nothing had happened.
      - if: tier.kai >= friend
        then:
          - kai (smile): Same bench tonight? I know one more way to miss a train.
        else:
          - kai: Safe home, {you}.
      - if: courage > 0
        then: [you: Next time I'll be early. So that we can be late.]
      - ending: {id: two_tickets, kind: good, title: Two Tickets, when: tier.kai >= friend and stayed}
      - ending: {id: six_oclock, kind: normal, title: The Six O'Clock}   # the last ending has no condition
"""


class NoSample(Exception):
    """The story cannot be begun; nothing was written."""


def write_sample(stories: Path, name: str) -> Path:
    """Write the small story as stories/NAME and return its folder. Raises NoSample for a bad or taken name."""
    if not NAME.fullmatch(name) or RESERVED.fullmatch(name):
        raise NoSample(f"{name!r} cannot name a story; use 1 to 40 small letters, digits and _, a letter first.")
    folder = stories / name
    if folder.exists():
        raise NoSample(f"There is something called {name!r} in {stories} already; choose another name.")
    try:
        _write(folder, name)
    except OSError as fault:
        raise NoSample(f"The folder {folder} cannot be written: {fault.strerror}.") from fault
    return folder


def _write(folder: Path, name: str) -> None:
    """All of it or nothing: the folder gets its name when it is complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder.parent))
    try:
        (part / "chapters").mkdir()
        title = name.replace("_", " ").title()
        for file, text in (("story", STORY % {"title": f'"{title}"'}), ("cast", CAST), ("chapters/1_evening", CHAPTER)):
            (part / f"{file}.yaml").write_text(text, encoding="utf-8", newline="\n")
        part.chmod(0o755)
        os.rename(part, folder)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise
