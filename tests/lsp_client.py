"""A small editor: starts the language server as one does, and talks with it over its standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Messages that are read before what is waited for must have come."""


class Editor:
    """One conversation; `shown` holds the problems of each file as they were last published."""

    def __init__(self, folder: Path):
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self.shown: dict[str, list[dict[str, Any]]] = {}
        self.versions: dict[str, int] = {}
        self._count = 0
        self.able = self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self._send({"method": "initialized", "params": {}})

    def close(self) -> int:
        """Say goodbye; gives the server's exit code."""
        self.ask("shutdown", None)
        self._send({"method": "exit"})
        code = self.process.wait(timeout=20)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        return code

    # ------------------------------------------------------------ what an editor tells

    def open(self, file: Path) -> None:
        """Open a file."""
        self.versions[file.as_uri()] = 1
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text(encoding="utf-8")}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def type(self, file: Path, text: str) -> None:
        """Let a file, unsaved, be this."""
        self.versions[file.as_uri()] += 1
        document = {"uri": file.as_uri(), "version": self.versions[file.as_uri()]}
        params = {"textDocument": document, "contentChanges": [{"text": text}]}
        self._send({"method": "textDocument/didChange", "params": params})

    def problems(self, file: Path) -> list[str]:
        """The codes and lines that are published next for a file."""
        self.shown.pop(file.as_uri(), None)
        for _ in range(PATIENCE):
            if file.as_uri() in self.shown:
                found = self.shown[file.as_uri()]
                return [f"{each['code']} {each['range']['start']['line'] + 1}" for each in found]
            self._read()
        raise AssertionError("nothing was published")

    def at(self, method: str, file: Path, text: str, mark: str, **more: Any) -> Any:
        """Ask about the place of | in `mark`, which stands once in the text (without the |)."""
        index = text.index(mark.replace("|", "")) + mark.index("|")
        line = text.count("\n", 0, index)
        before = text[text.rfind("\n", 0, index) + 1 : index]
        position = {"line": line, "character": len(before.encode("utf-16-le")) // 2}
        where = {"textDocument": {"uri": file.as_uri()}, "position": position}
        return self.ask(f"textDocument/{method}", {**where, **more})

    # ------------------------------------------------------------ messages

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request; its error as {"error": message}."""
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        for _ in range(PATIENCE):
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return {"error": message["error"]["message"]} if "error" in message else message["result"]
        raise AssertionError(f"{method} was not answered")

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        size = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        assert size, "the server has gone"
        message: dict[str, Any] = json.loads(self.process.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.shown[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message
