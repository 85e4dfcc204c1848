"""Reads a character card V2 or V3 out of JSON, a PNG's text chunks or a .charx archive, within limits."""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from engine.importing.draft import Unreadable

MAX_FILE, MAX_JSON, MAX_CHUNKS = 32 * 1024 * 1024, 4 * 1024 * 1024, 10_000
PNG = b"\x89PNG\r\n\x1a\n"
SPECS = ("chara_card_v2", "chara_card_v3")
KEYWORDS = (b"ccv3", b"chara")
"""The text chunks that hold a card, the newer first."""


class Lore(Struct, frozen=True):
    """One entry of the card's lorebook."""

    content: str = ""
    enabled: bool = True


class Book(Struct, frozen=True):
    """The card's lorebook."""

    entries: list[Lore] = []


class Card(Struct, frozen=True):
    """What of a card is carried over."""

    name: str
    description: str = ""
    personality: str = ""
    scenario: str = ""
    first_mes: str = ""
    mes_example: str = ""
    system_prompt: str = ""
    post_history_instructions: str = ""
    nickname: str | None = None
    creator_notes: str = ""
    alternate_greetings: list[str] = []
    character_book: Book | None = None
    assets: list[Any] | None = None


def read_card(path: Path) -> Card:
    """The card in a file. Raises Unreadable."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise Unreadable(f"{str(path)!r} is too big for a card; {MAX_FILE >> 20} MB are the most.")
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "it is no name of a file"
        raise Unreadable(f"{str(path)!r} cannot be read: {reason}.") from fault
    try:
        return card_of(data)
    except Unreadable as fault:
        raise Unreadable(f"{str(path)!r} {fault}.") from fault


def card_of(data: bytes) -> Card:
    """The card in a file's bytes. Raises Unreadable with the rest of a sentence."""
    if data.startswith(PNG):
        data = _from_png(data)
    elif data.startswith(b"PK\x03\x04"):
        data = _from_charx(data)
    if len(data) > MAX_JSON:
        raise Unreadable(f"holds more than {MAX_JSON >> 20} MB of text, which no card needs")
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable("holds no card: a card is JSON, and this cannot be read as such") from fault
    spec = whole.get("spec") if isinstance(whole, dict) else None
    if spec not in SPECS or not isinstance(whole, dict):
        raise Unreadable("is no character card V2 or V3: its `spec` is neither chara_card_v2 nor chara_card_v3")
    try:
        card = msgspec.convert(whole.get("data"), Card)
    except (msgspec.ValidationError, RecursionError) as fault:
        raise Unreadable(f"is a card that cannot be used: {_odd(str(fault))}") from fault
    if not card.name.strip():
        raise Unreadable("is a card without a name")
    return card


def _odd(fault: str) -> str:
    """The place of a card that holds something of another kind, as msgspec names it."""
    place = re.search(r"`\$\.?(.*)`$", fault)
    where = f"under `data.{place[1]}`" if place and place[1] else "under `data`"
    return f"what stands {where} is of another kind than a card has there"


def _from_png(data: bytes) -> bytes:
    """The JSON of the newest card among the text chunks; no other chunk is looked into."""
    found: dict[bytes, bytes] = {}
    for keyword, text in _texts(data):
        found.setdefault(keyword, text)
    newest = next((found[keyword] for keyword in KEYWORDS if keyword in found), None)
    if newest is None:
        raise Unreadable("is a picture without a card in it")
    if len(newest) > MAX_JSON * 4 // 3 + 4:
        raise Unreadable(f"holds more than {MAX_JSON >> 20} MB of text, which no card needs")
    try:
        return base64.b64decode(newest, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Unreadable("is a picture whose card is damaged: it is not base64") from fault


def _texts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keyword and text of each text chunk that may hold a card."""
    place = len(PNG)
    for _ in range(MAX_CHUNKS):
        if place + 12 > len(data):
            return
        (size,) = struct.unpack(">I", data[place : place + 4])
        end = place + 8 + size
        if end + 4 > len(data):
            raise Unreadable("is a picture that breaks off")
        kind, body = data[place + 4 : place + 8], data[place + 8 : end]
        keyword, _, text = body.partition(b"\x00") if kind == b"tEXt" else (b"", b"", b"")
        if keyword in KEYWORDS:
            if zlib.crc32(kind + body) != struct.unpack(">I", data[end : end + 4])[0]:
                raise Unreadable("is a picture whose card is damaged: its checksum is wrong")
            yield keyword, text
        place = end + 4


def _from_charx(data: bytes) -> bytes:
    """`card.json` of the archive, read no further than it may be long."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("card.json") as file:
            return file.read(MAX_JSON + 1)
    except KeyError as fault:
        raise Unreadable("is an archive without a card.json in it") from fault
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, ValueError, NotImplementedError) as fault:
        raise Unreadable("is an archive that cannot be read") from fault
