"""Setting a paper: plain values and a template in, a tagged PDF (PDF/UA-1, ISO 14289-1) out.

The values go in as JSON, never as Typst's own markup, so nothing that a citizen wrote is ever read as a command. Typst
sees our templates and our letters alone: no font of the machine, no package, no network. The same values give the same
bytes: the day of making is the values' own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from surga.doors.executive.papers.making.letters import cleaned

_TEMPLATES = Path(__file__).resolve().parents[1] / "typ"
#: The papers that can be set.
TEMPLATES = ("p4", "brief", "agency", "ikm", "digest")


def pdf(template: str, data: Mapping[str, Any], language: str) -> bytes:
    """The paper of one of ``TEMPLATES`` in ``language`` ("id", "en"); ``data``: what ``setting.set_out`` gives.

    Raises ``LookupError`` for a template that is none.
    """
    import typst

    if template not in TEMPLATES:
        raise LookupError(template)
    made: bytes = typst.compile(
        _TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(cleaned(data), ensure_ascii=False), "language": language},
        pdf_standards=["ua-1"],
        timestamp=_moment(str(data["made_at"])),
    )
    return made


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Our letters, and Typst's own for the few that ours lack."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[_TEMPLATES / "fonts"])


def _moment(made_at: str) -> datetime:
    moment = datetime.fromisoformat(made_at)
    return moment.astimezone(UTC).replace(microsecond=0)
