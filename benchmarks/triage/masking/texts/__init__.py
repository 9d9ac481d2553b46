"""The texts around what is planted, and texts in which there is nothing to hide: from ``texts.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

_READ: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("texts.toml").read_text(encoding="utf-8")
)
NAMES: Final[list[str]] = _READ["names"]
THINGS: Final[list[str]] = _READ["things"]
NOTHING: Final[list[str]] = _READ["nothing"]
FILLERS: Final[dict[str, list[str]]] = _READ["fillers"]
