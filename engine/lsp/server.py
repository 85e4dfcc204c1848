"""Speaks the Language Server Protocol with an editor, over standard input and output. Only importer of pygls."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeAlias

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from engine.lsp import completion, guards, rename
from engine.lsp.names import Named, Spot
from engine.lsp.project import Project, Shelf
from engine.story.problems import Problem

PATIENCE = 0.25
"""Seconds without an edit before a story is checked."""
SOURCE = "lantern-otome"
Asked: TypeAlias = (
    types.CompletionParams
    | types.HoverParams
    | types.DefinitionParams
    | types.ReferenceParams
    | types.PrepareRenameParams
    | types.RenameParams
)
"""A question about a place."""
Written: TypeAlias = (
    types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams | types.DidSaveTextDocumentParams
)
TRIGGERS = [" ", ":", ".", "(", '"', "{", "[", ","]


def serve(art_of: Callable[[Path], Path | None], version: str) -> None:
    """Serve until the editor goes; `art_of` finds the art of a story's folder."""
    told = logging.StreamHandler()
    told.addFilter(lambda record: not (record.exc_info and isinstance(record.exc_info[1], JsonRpcInvalidParams)))
    logging.getLogger("pygls").addHandler(told)  # a name that cannot be is answered, and no fault of the server
    server = LanguageServer(SOURCE, version)
    Desk(server, Shelf(art_of)).open()
    server.start_io(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))  # it closes what it is given


class Desk:
    """Answers one editor."""

    def __init__(self, server: LanguageServer, shelf: Shelf):
        self.server, self.shelf = server, shelf

    def open(self) -> None:
        """Tell the server what can be asked here."""
        offered = types.CompletionOptions(trigger_characters=TRIGGERS)
        renames = types.RenameOptions(prepare_provider=True)
        self._answer(types.TEXT_DOCUMENT_COMPLETION, self.complete, offered)
        self._answer(types.TEXT_DOCUMENT_HOVER, self.hover)
        self._answer(types.TEXT_DOCUMENT_DEFINITION, self.define)
        self._answer(types.TEXT_DOCUMENT_REFERENCES, self.refer)
        self._answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self.outline)
        self._answer(types.TEXT_DOCUMENT_PREPARE_RENAME, self.prepare)
        self._answer(types.TEXT_DOCUMENT_RENAME, self.rename, renames)
        self._follow(types.TEXT_DOCUMENT_DID_OPEN, self.written)
        self._follow(types.TEXT_DOCUMENT_DID_CHANGE, self.written)
        self._follow(types.TEXT_DOCUMENT_DID_SAVE, self.written)
        self._follow(types.TEXT_DOCUMENT_DID_CLOSE, self.closed)

    def _answer(self, feature: str, method: Callable[[Any], object], options: object = None) -> None:
        """A function of its own for each question: pygls writes notes on what it is given, which methods refuse."""

        def answer(params: Any) -> object:
            return method(params)

        self.server.feature(feature, options)(answer)

    def _follow(self, feature: str, method: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
        async def follow(params: Any) -> None:
            await method(params)

        self.server.feature(feature)(follow)

    # ------------------------------------------------------------ texts come and go

    async def written(self, params: Written) -> None:
        """A file was opened, edited or saved: check its story once nothing more is typed."""
        uri = params.text_document.uri
        path = _path(uri)
        project = self.shelf.project(path)
        if project is not None:
            project.write(path, self._document(uri).source)
            await self._check(project)

    async def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A file was closed: what counts is on the disk again."""
        path = _path(params.text_document.uri)
        project = self.shelf.project(path)
        if project is not None:
            project.write(path, None)
            await self._check(project)

    async def _check(self, project: Project) -> None:
        """Once nothing more is typed, show the problems of all files of the story."""
        turn = project.turn
        await asyncio.sleep(PATIENCE)
        if turn != project.turn:
            return
        loop = asyncio.get_running_loop()
        findings = await loop.run_in_executor(None, project.check, dict(project.unsaved))
        if turn == project.turn:
            for path, problems in project.take(findings, turn).items():
                self._show(path, problems)

    def _show(self, path: str, problems: list[Problem]) -> None:
        uri = _uri(path)
        document = self._document(uri)
        found = [_diagnostic(problem, document) for problem in problems]
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=found))

    def _document(self, uri: str) -> TextDocument:
        return self.server.workspace.get_text_document(uri)

    # ------------------------------------------------------------ questions

    def _here(self, params: Asked) -> tuple[Project, Path, TextDocument, int, int] | None:
        """The story, the file, and line and column from 1, in characters."""
        uri = params.text_document.uri
        path = _path(uri)
        project = self.shelf.project(path)
        if project is None:
            return None
        document = self._document(uri)
        place = document.position_codec.position_from_client_units(document.lines, params.position)
        return project, path, document, place.line + 1, place.character + 1

    def _named(self, params: Asked) -> tuple[Project, Named | None]:
        here = self._here(params)
        if here is None:
            raise JsonRpcInvalidParams("This file belongs to no story.")
        project, path, _, line, column = here
        return project, project.names().at(path.as_posix(), line, column)

    def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """Names that fit at the cursor."""
        here = self._here(params)
        if here is None:
            return []
        project, path, document, line, column = here
        before = document.lines[line - 1][: column - 1] if line <= len(document.lines) else ""
        found = completion.offers(project.known().register, completion.Place(before, project.chapter(path)))
        kind = types.CompletionItemKind.Value
        return [types.CompletionItem(label=offer.name, detail=offer.what, kind=kind) for offer in found]

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """A condition in words, or what a name is."""
        here = self._here(params)
        if here is None:
            return None
        project, path, document, line, column = here
        names = project.names()
        guard = guards.guard_at(document.lines[line - 1], column) if line <= len(document.lines) else None
        told = guards.told(guard, project.story, project.chapter(path)) if guard and project.story else None
        if told is None:
            named = names.at(path.as_posix(), line, column)
            if named is None:
                return None
            of = f" of {named.owner}" if named.owner else ""
            told = f"{named.kind} `{named.name}`{of}, named at {len(names.mentions(named))} places"
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told))

    def define(self, params: types.DefinitionParams) -> list[types.Location]:
        """Where the name under the cursor is declared."""
        project, named = self._named(params)
        found = project.names().declaration(named) if named else None
        return [self._location(found)] if found else []

    def refer(self, params: types.ReferenceParams) -> list[types.Location]:
        """Every place that names what is under the cursor."""
        project, named = self._named(params)
        if named is None:
            return []
        declared = project.names().declaration(named) if params.context.include_declaration else None
        return [
            self._location(spot)
            for spot in sorted({*project.names().mentions(named), *([declared] if declared else [])})
        ]

    def outline(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """The beats of a file."""
        path = _path(params.text_document.uri)
        project = self.shelf.project(path)
        if project is None:
            return []
        names = project.names()
        beats = [Named("beat", name) for name in names.register.declared["beat"]]
        spots = [
            (beat.short, spot) for beat in beats if (spot := names.declaration(beat)) and spot.path == path.as_posix()
        ]
        ranges = [(short, self._range(spot)) for short, spot in spots]
        return [types.DocumentSymbol(short, types.SymbolKind.Function, place, place) for short, place in ranges]

    def prepare(self, params: types.PrepareRenameParams) -> types.Range | None:
        """Where the name that can be renamed stands; None where there is none."""
        project, named = self._named(params)
        here = self._here(params)
        if named is None or named.kind not in rename.KINDS or here is None:
            return None
        _, path, _, line, column = here
        spots = [*project.names().mentions(named), project.names().declaration(named)]
        fits = [spot for spot in spots if spot and (spot.path, spot.line) == (path.as_posix(), line)]
        return next((self._range(spot) for spot in fits if spot.start <= column <= spot.end), None)

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit:
        """The name everywhere as another."""
        project, named = self._named(params)
        try:
            edits = rename.renamed(project.names(), project.texts(), named, params.new_name)
        except rename.CannotRename as fault:
            raise JsonRpcInvalidParams(str(fault)) from fault
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            changes.setdefault(_uri(edit.spot.path), []).append(types.TextEdit(self._range(edit.spot), edit.text))
        return types.WorkspaceEdit(changes=changes)

    # ------------------------------------------------------------ places

    def _range(self, spot: Spot) -> types.Range:
        document = self._document(_uri(spot.path))
        codec, lines = document.position_codec, document.lines
        ends = (types.Position(spot.line - 1, column - 1) for column in (spot.start, spot.end))
        return types.Range(*(codec.position_to_client_units(lines, end) for end in ends))

    def _location(self, spot: Spot) -> types.Location:
        return types.Location(_uri(spot.path), self._range(spot))


def _path(uri: str) -> Path:
    return Path(uris.to_fs_path(uri) or "")


def _uri(path: str) -> str:
    return uris.from_fs_path(path) or path


def _diagnostic(problem: Problem, document: TextDocument) -> types.Diagnostic:
    line = max(0, problem.line - 1)
    text = document.lines[line].rstrip() if line < len(document.lines) else ""
    column = min(max(0, problem.column - 1), len(text))
    ends = (types.Position(line, column), types.Position(line, max(column, len(text))))
    error = problem.severity == "error"
    return types.Diagnostic(
        range=types.Range(*(document.position_codec.position_to_client_units(document.lines, end) for end in ends)),
        message=f"{problem.text} ({problem.remedy})",
        severity=types.DiagnosticSeverity.Error if error else types.DiagnosticSeverity.Warning,
        code=problem.code,
        source=SOURCE,
    )
