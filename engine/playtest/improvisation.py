"""Who improvises in one player's story: chosen by flag, consent, age and key; recorded or replayed. Knows no window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import Literal

from engine.improv import consent
from engine.improv.authored import AuthoredImproviser
from engine.improv.bounds import NOTHING, Withheld, withhold
from engine.improv.brief import Brief
from engine.improv.claude import ClaudeImproviser
from engine.improv.consent import Keyring, SystemKeyring
from engine.improv.gate import gate
from engine.improv.improviser import Hear, Improviser, Stop, Trace
from engine.improv.memory_afterthought import afterthought
from engine.improv.record import RecordingImproviser, ReplayingImproviser
from engine.improv.wire import SPEECH, Connect, Settings
from engine.play.events import Answer
from engine.play.facts import facts_of
from engine.play.session import Session
from engine.playtest.driver import brief_of
from engine.playtest.tracing import TurnTold, told
from engine.playtest.wishing import Wish
from engine.profile.store import Profile
from engine.story.model import Story

KEPT = 40
"""Turns whose trace is kept for author mode."""


class Improvisation:
    """One player's improvisers for one story. Used from the window's thread; answers are given in a worker's.

    Raises UnreadableRecord at once where a record cannot be written or read.
    """

    def __init__(
        self,
        wished: Wish,
        story: Story,
        profile: Profile,
        environment: Mapping[str, str],
        *,
        keyring: Keyring | None = None,
        connect: Connect | None = None,
    ) -> None:
        """`keyring` None is the system's own; `connect` None is the provider's own client."""
        self._wished, self._story, self._profile = wished, story, profile
        self._environment, self._keyring, self._connect = environment, keyring or SystemKeyring(), connect
        self._authored = AuthoredImproviser()
        self._replay = ReplayingImproviser(wished.replay) if wished.replay else None
        self._record = RecordingImproviser(_Now(self), wished.record) if wished.record else None
        self._turns: deque[TurnTold] = deque(maxlen=KEPT)
        self._asked_with: Settings | None = None
        self._claude: ClaudeImproviser | None = None
        self._warm: set[Callable[[], None]] = set()
        self._key: str | None = None
        self._key_read = False
        self.chosen: Improviser = self._authored
        self._choose()

    # ------------------------------------------------------------ choosing

    @property
    def who(self) -> Literal["authored", "claude", "replay"]:
        """Who answers now."""
        if self.chosen is self._authored:
            return "authored"
        return "replay" if self.chosen is self._replay else "claude"

    @property
    def asked(self) -> Improviser:
        """Whom a turn is given to: who is chosen, through the record where one is kept."""
        return self._record or self.chosen

    @property
    def resting(self) -> bool:
        """Whether the server is being left alone just now."""
        return self.who == "claude" and self._claude is not None and self._claude.resting

    def why_not(self) -> str | None:
        """Why no model is asked, in one sentence; None when one is, or when that was nobody's wish."""
        return consent.refusal(self._profile, self._key_known(), self._story)

    def could_ask(self) -> bool:
        """Whether nothing but her consent is missing, and she was never asked for it. Looks into no keyring."""
        if self._wished.by == "authored" or self._replay is not None or self._plain():
            return False
        ready = self._environment.get("ANTHROPIC_API_KEY", "").strip() or self._profile.setting(consent.BASE_URL, "")
        return bool(ready) and consent.state(self._profile) == "unasked"

    def _plain(self) -> bool:
        """Whether this story, or this player, is for authored lines alone."""
        return self._story.mode == "authored" or consent.mode_of(self._story, self._profile) == "authored"

    def _choose(self) -> None:
        if self._plain():
            self.chosen = self._authored
        elif self._replay is not None:
            self.chosen = self._replay
        elif self._wants_model():
            self.chosen = self._model()
        else:
            self.chosen = self._authored
        self._remember_by(self.chosen)

    def _remember_by(self, chosen: Improviser) -> None:
        """After each talk the model that speaks proposes memories too; without one the rules are all there is."""
        if isinstance(chosen, ClaudeImproviser):
            self._profile.scene_over = afterthought(chosen.propose, self._profile.memories.take)
        else:
            self._profile.scene_over = None

    def _wants_model(self) -> bool:
        """Whether a model is to be asked; the keyring is only looked into for who has agreed."""
        if self._wished.by == "authored" or consent.state(self._profile) != "granted":
            return False
        wished = self._profile.setting(consent.IMPROVISER, "auto")
        flag: consent.Flag = "authored" if wished == "authored" and self._wished.by == "auto" else self._wished.by
        return consent.improviser_choice(flag, self._profile, self._key_known(), self._story) == "claude"

    def _model(self) -> ClaudeImproviser:
        """The same one as long as nothing of its settings changes, so that its breaker and its cache live on."""
        settings = Settings(
            model=self._profile.setting(consent.MODEL, "") or SPEECH,
            base_url=self._profile.setting(consent.BASE_URL, "") or None,
            key=self._key_known(),
        )
        if self._claude is None or settings != self._asked_with:
            self._asked_with = settings
            self._claude = ClaudeImproviser(settings, connect=self._connect)
        return self._claude

    def changed(self, session: Session | None) -> None:
        """A setting changed: choose anew, also for the sitting that is going on."""
        self._choose()
        if session is not None:
            session.improviser = self.who
            session.limits = consent.limits_of(self._story, self._profile)

    # ------------------------------------------------------------ the key

    def _key_known(self) -> str | None:
        if not self._key_read:
            self._key_read = True
            self._key = consent.key_of(self._environment, self._keyring.read)
        return self._key

    def key_place(self) -> Literal["environment", "keyring", "none"]:
        """Where the key comes from."""
        if self._environment.get("ANTHROPIC_API_KEY", "").strip():
            return "environment"
        return "keyring" if self._key_known() else "none"

    def keyring_works(self) -> bool:
        """Whether the system has a keyring that can keep a key."""
        return self._keyring.works()

    def keep_key(self, key: str) -> bool:
        """Keep a key in the system's keyring (empty: forget it); False when it would not."""
        done = self._keyring.keep(key.strip()) if key.strip() else self._keyring.forget()
        self._key_read = False
        self._choose()
        return done

    # ------------------------------------------------------------ answering

    def prepare(self, session: Session) -> Callable[[Hear, Stop], Answer]:
        """Everything that the worker may know for the turn that the session owes an answer to."""
        brief = brief_of(session)
        withheld, improviser = self.withheld(session, brief), self.asked

        def think(hear: Hear, stop: Stop) -> Answer:
            return self.noted(improviser, brief, withheld, hear, stop)

        return think

    def withheld(self, session: Session, brief: Brief) -> Withheld:
        """What must not be told as things stand now; an author's own lines need no such list."""
        if self.chosen is self._authored:
            return NOTHING
        return withhold(self._story, facts_of(session.now, session.outside), brief)

    def noted(
        self, improviser: Improviser, brief: Brief, withheld: Withheld, hear: Hear | None, stop: Stop | None
    ) -> Answer:
        answer = improviser.answer(brief, withheld=withheld, hear=hear, stop=stop)
        self._turns.append(told(self._trace(brief, answer)))
        return answer

    def _trace(self, brief: Brief, answer: Answer) -> Trace:
        claude = self._claude
        if claude is not None and claude.traces and claude.traces[-1].brief is brief:
            return claude.traces[-1]
        return Trace(
            scene=brief.scene,
            turn=brief.turn,
            words=brief.gated.words,
            act=answer.act,
            origin=answer.origin,
            lines=answer.lines,
            recalled=tuple(memory.id for memory in brief.recalled),
            model=answer.model,
            seconds=answer.seconds,
            brief=brief,
        )

    def turns(self) -> list[TurnTold]:
        """The last improvised turns, the oldest first."""
        return list(self._turns)

    def for_pipe(self, session: Session) -> Piped:
        """An improviser for a driver that asks at once and knows nothing of what is withheld."""
        return Piped(self, session)

    def warm(self) -> None:
        """Do in a thread of its own what costs time at first: the word lists, and for a model its package."""
        wanted = {_read_words} | ({_import_it} if self.who == "claude" and self._connect is None else set())
        left, self._warm = wanted - self._warm, self._warm | wanted
        for deed in left:
            threading.Thread(target=deed, name="warm", daemon=True).start()


def _read_words() -> None:
    """The gate reads its lists when it is first asked: a tenth of a second."""
    gate("Good evening.")


def _import_it() -> None:
    """The model's package: over a second, and two slow pictures."""
    from engine.improv.wire import provider

    provider(Settings(key="none"))


class _Now:
    """Whoever is chosen at the moment of asking: what a record goes on writing when a setting changes."""

    name = "auto"

    def __init__(self, of: Improvisation) -> None:
        self._of = of

    def answer(
        self, brief: Brief, *, withheld: Withheld = NOTHING, hear: Hear | None = None, stop: Stop | None = None
    ) -> Answer:
        """The answer of whoever is chosen now."""
        return self._of.chosen.answer(brief, withheld=withheld, hear=hear, stop=stop)


class Piped:
    """Answers a brief with what the session withholds beside it."""

    def __init__(self, of: Improvisation, session: Session) -> None:
        self._of, self._session = of, session

    def answer(self, brief: Brief) -> Answer:
        """The answer, at once."""
        withheld = self._of.withheld(self._session, brief)
        return self._of.noted(self._of.asked, brief, withheld, None, None)
