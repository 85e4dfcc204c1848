"""What a story's art tells of a place beside its picture: what drifts in its air, the light on who stands there."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

log = logging.getLogger(__name__)

Kind: TypeAlias = Literal["none", "rain", "petals", "sparks", "dust", "snow"]
Channel = Annotated[int, Meta(ge=0, le=255)]


class Scene(Struct, frozen=True, forbid_unknown_fields=True):
    """One place. `light` multiplies sprites (None: found from the picture)."""

    air: Kind = "none"
    light: tuple[Channel, Channel, Channel] | None = None


PLAIN = Scene()


def read_scenes(file: Path | None) -> dict[str, Scene]:
    """`scenes.json`: places by name. A file that cannot be read is logged, and the air is still everywhere."""
    if file is None:
        return {}
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Scene])
    except (OSError, msgspec.DecodeError) as error:
        log.warning("scenes.json: %s; the air is still everywhere", error)
        return {}
