"""What he remembers of her: her words and their day, to correct, to keep, to delete, to take along, all hers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.asking import AskScreen, NoteScreen
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.remembered import Group, MemoryRow
from engine.desktop.screens.parts.shelves import Nothing
from engine.desktop.screens.parts.slotcard import when
from engine.desktop.talks import KeptMemory
from engine.desktop.theme import LABEL, MIST
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import mark, tr
from engine.play.refusal import Refusal

_VIEW = FRect(INSIDE.x, 248, INSIDE.w - 20, 762)
_GROUPS = {
    "fact": mark("About you"),
    "promise": mark("Promises"),
    "preference": mark("What you like and fear"),
    "episode": mark("What happened"),
    "summary": mark("In short"),
}


class MemoryScreen(MenuScreen):
    """A list by kind; the newest first, what she pinned before all."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        self.view = ScrollView(_VIEW)

    @property
    def memories(self) -> dict[str, list[KeptMemory]]:
        """What holds now, by kind."""
        return {kind: list(members) for kind, members in self.game.records.memories.grouped().items()}

    # -------------------------------------------------- layout

    def layout(self) -> None:
        offset = self.view.offset.target
        rows = self._rows()
        self.view = ScrollView(_VIEW, rows or [Nothing(_VIEW.w, tr("He knows nothing of you yet."))], gap=20)
        self.view.scroll(offset, at_once=True)
        self.widgets = [self.view, *self._ways(bool(rows)), close_button(self.desk)]

    def _rows(self) -> list[Widget]:
        rows: list[Widget] = []
        top = 0.0
        for kind, members in self.memories.items():
            rows.append(Group(top, _VIEW.w - 20, tr(_GROUPS.get(kind, "In short"))))
            top = rows[-1].box.bottom
            for memory in members:
                rows.append(self._row(memory, top))
                top = rows[-1].box.bottom + 12
            top += 14
        return rows

    def _row(self, memory: KeptMemory, top: float) -> MemoryRow:
        ways: list[tuple[str, Callable[[], None]]] = [
            (tr("Correct"), partial(self._correct, memory)),
            (tr("Let go") if memory.pinned else tr("Keep"), partial(self._pin, memory)),
            (tr("Delete"), partial(self._ask_delete, memory)),
        ]
        return MemoryRow(self.desk, top, _VIEW.w - 20, memory.text, self._told(memory), ways, pinned=memory.pinned)

    def _told(self, memory: KeptMemory) -> str:
        day = tr("day {day}", day=memory.day) if memory.day else ""
        names = tr(", ").join(self.game.wording.name(who) for who in memory.heard_by)
        return "   ·   ".join(part for part in (names, day, when(memory.at)) if part)

    def _ways(self, any_: bool) -> list[Widget]:
        export = Button(FRect(INSIDE.right - 746, 72, 246, 66), tr("Take along"), self.export)
        forget = Button(FRect(INSIDE.right - 480, 72, 246, 66), tr("Forget all"), self._ask_forget)
        export.enabled = any_ and self.game.folder is not None
        forget.enabled = any_
        return [export, forget]

    def uncovered(self) -> None:
        super().uncovered()
        self.resized()

    # -------------------------------------------------- what it does

    def _do(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")
        self.resized()
        self.touch()

    def _correct(self, memory: KeptMemory) -> None:
        def keep(words: str) -> None:
            if words and words != memory.text:
                self._do(lambda: self.game.records.memories.correct(memory.id, words))

        self.desk.push(NoteScreen(self.desk, tr("How it is"), memory.text, keep, limit=240))

    def _pin(self, memory: KeptMemory) -> None:
        self._do(lambda: self.game.records.memories.pin(memory.id, not memory.pinned))

    def _ask_delete(self, memory: KeptMemory) -> None:
        delete = partial(self._do, partial(self.game.records.memories.delete, memory.id))
        question, about = tr("Forget this for good?"), f"“{memory.text}”"
        self.desk.push(AskScreen(self.desk, question, tr("Delete"), delete, about=about))

    def _ask_forget(self) -> None:
        forget = partial(self._do, self.game.records.memories.forget_all)
        about = tr("Everything that is remembered of you in this story is deleted and cannot be brought back.")
        self.desk.push(AskScreen(self.desk, tr("Forget everything?"), tr("Forget all"), forget, about=about))

    def export(self) -> None:
        """Write everything beside the saves, to be read and as JSON."""
        folder, memories = self.game.folder, self.game.records.memories
        if folder is None:
            return
        path = folder / f"memories-{self.game.story.id}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(memories.export_text(), encoding="utf-8")
            path.with_suffix(".json").write_text(memories.export_json(), encoding="utf-8")
        except OSError as fault:
            self.desk.say(tr("It cannot be written: {fault}", fault=fault.strerror), "lock")
            return
        self.desk.say(tr("Written to {path}", path=path.name), "crane")

    # -------------------------------------------------- looks

    @property
    def announced(self) -> str:
        return tr("What he remembers")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("What he remembers"))
        words = tr("In your own words. What you delete is in no later talk.")
        canvas.text(words, (INSIDE.x, 184), LABEL.sized(26).coloured(MIST), room=INSIDE.w)
        self.draw_widgets(canvas)
