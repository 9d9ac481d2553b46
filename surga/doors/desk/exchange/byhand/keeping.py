"""A sheet between its upload and its end: only what is to be taken in, in pieces, without anybody's name.

The file itself is never put down. Each piece is struck off when it was taken in; whoever goes on later, or twice,
takes nothing twice. What is left behind is thrown away by the hour.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from surga.channels.port.gateway import Report
from surga.channels.sp4n.export import Exported
from surga.reactions.sync import queries
from surga.reactions.sync.actions import Taken

_ROOT: Final = "exports"
_KEPT_FOR: Final = timedelta(hours=2)
_AT_ONCE: Final = 100
#: Rows in a piece: a second's work or two.
PIECE: Final = 100
SHOWN: Final = 20
_FAULTS_SHOWN: Final = 200
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_TIMES: Final = ("created_at", "updated_at", "closes_at")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview. ``what``: see ``queries.readings``."""

    number: int
    report_id: str
    what: str
    code: str
    day: str
    title: str
    standing: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept of a file. ``counts``: by what the rows are; ``wrong``: how many are none.

    ``faults``: line, column and why of the first of them.
    """

    officer: str
    rows: int
    pieces: int
    counts: dict[str, int]
    wrong: int
    faults: list[tuple[int, str, str]]
    missing: list[str]
    dropped: int
    first: list[Line]


@dataclass(slots=True)
class Progress:
    """How far it is. ``failed``: line, id and the reason's code; ``codes``: of some of the new cases."""

    done: int = 0
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    failed: list[tuple[int, str, str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def keep(found: Exported, system: str, officer: str) -> str:
    """Keep what a file holds; the token under which it is found again."""
    sweep()
    token, counts, first = uuid4().hex, Counter[str](), list[Line]()
    pieces = list(batched(found.reports, PIECE))
    for number, reports in enumerate(pieces):
        read = queries.readings(system, reports)
        counts.update(each.what for each in read)
        first += [
            _line(report, found.lines[report.id], each.what, each.code)
            for report, each in zip(reports, read, strict=True)
        ][: SHOWN - len(first)]
        _write(token, _piece(number), [{"line": found.lines[each.id], **_plain(each)} for each in reports])
    faults = [(each.line, each.column, each.why) for each in found.faults]
    sheet = Sheet(
        officer, len(found.reports), len(pieces), dict(counts), len(faults), faults[:_FAULTS_SHOWN],
        list(found.missing), found.dropped, first,
    )  # fmt: skip
    # Last: a sheet that has this is whole.
    _write(token, "sheet", asdict(sheet))
    return token


def sheet(token: str, officer: str) -> Sheet | None:
    """What is kept under a token, for the officer who sent it; None when it is no more."""
    found = _read(token, "sheet")
    if not isinstance(found, dict) or found.get("officer") != officer:
        return None
    found = {each.name: found[each.name] for each in fields(Sheet)}
    return Sheet(**{**found, "first": [Line(**each) for each in found["first"]]})


def piece(token: str, number: int) -> dict[int, Report]:
    """The reports of a piece by their lines; none when it was struck off."""
    return {row["line"]: _report(row) for row in _read(token, _piece(number)) or ()}


def strike_off(token: str, number: int, taken: Taken, lines: dict[str, int], codes: list[str]) -> None:
    """The piece was taken in: keep what came of it, and nothing else. The first who says so is believed."""
    if _read(token, _result(number)) is None:
        failed = [(lines.get(report_id, 0), report_id, why) for report_id, why in taken.failed]
        counts = {"new": taken.new, "changed": taken.changed, "same": taken.same}
        _write(token, _result(number), {**counts, "rows": len(lines), "failed": failed, "codes": codes})
    _delete(token, _piece(number))


def progress(token: str, pieces: int) -> Progress:
    """What came of the pieces so far, in their order."""
    told = Progress()
    for number in range(pieces):
        found = _read(token, _result(number))
        if found is None:
            break
        told.done += 1
        for name in ("rows", "new", "changed", "same"):
            setattr(told, name, getattr(told, name) + found[name])
        told.failed += [tuple(each) for each in found["failed"]]
        told.codes += found["codes"][: SHOWN - len(told.codes)]
    return told


def drop(token: str) -> None:
    """Throw everything of a token away."""
    _folders, names = _listed(f"{_ROOT}/{token}")
    for name in names:
        _delete(token, name)
    _delete_folder(f"{_ROOT}/{token}")


def sweep() -> int:
    """Throw away what nobody touched for two hours, and what a killed process left of an upload; how many went."""
    left = _left_behind()
    for path in left:
        path.unlink(missing_ok=True)
    old = [token for token in _listed(_ROOT)[0][:_AT_ONCE] if _TOKEN.fullmatch(token) and _is_old(token)]
    for token in old:
        drop(token)
    return len(old) + len(left)


def _left_behind() -> list[Path]:
    """Files that Django puts down while they are being sent, and removes when the request ends."""
    folder, oldest = settings.FILE_UPLOAD_TEMP_DIR, time.time() - _KEPT_FOR.total_seconds()
    files = Path(folder).glob("*.upload*") if folder else ()
    return [path for path in files if _changed(path) < oldest]


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf  # its request ended just now


def _is_old(token: str) -> bool:
    _folders, names = _listed(f"{_ROOT}/{token}")
    try:
        times = [default_storage.get_modified_time(f"{_ROOT}/{token}/{name}") for name in names]
    except FileNotFoundError:
        return False  # somebody is at it
    return all(timezone.now() - at >= _KEPT_FOR for at in times)


def _line(report: Report, number: int, what: str, code: str) -> Line:
    hidden = report.secret or report.oversight
    day = report.created_at.astimezone(timezone.get_default_timezone()).date().isoformat()
    # What must not be public need not stand on a screen at a counter either: the number is enough.
    return Line(
        number, report.id, what, code, day, "" if hidden else report.title[:80], report.standing, hidden
    )


def _plain(report: Report) -> dict[str, Any]:
    """The report without the name of who sent it: nothing needs it."""
    values = asdict(replace(report, reporter_name="", pictures=(), steps=None))
    return {
        name: value.isoformat() if isinstance(value, datetime | date) else value
        for name, value in values.items()
    }


def _report(row: dict[str, Any]) -> Report:
    values = {name: value for name, value in row.items() if name != "line"}
    for name in _TIMES:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    values["occurred_on"] = date.fromisoformat(values["occurred_on"]) if values["occurred_on"] else None
    values["odd"], values["pictures"] = tuple(values["odd"]), ()
    return Report(**values)


def _piece(number: int) -> str:
    return f"rows-{number:05d}"


def _result(number: int) -> str:
    return f"done-{number:05d}"


def _write(token: str, name: str, thing: object) -> None:
    path = f"{_ROOT}/{token}/{name}"
    default_storage.save(path, ContentFile(json.dumps(thing, ensure_ascii=True).encode()))


def _read(token: str, name: str) -> Any:
    if not _TOKEN.fullmatch(token):
        return None
    try:
        with default_storage.open(f"{_ROOT}/{token}/{name}") as kept:
            return json.loads(kept.read())
    except (FileNotFoundError, ValueError):
        return None


def _delete(token: str, name: str) -> None:
    default_storage.delete(f"{_ROOT}/{token}/{name}")


def _delete_folder(path: str) -> None:
    with suppress(OSError):  # something was added just now; it goes with the next sweep
        default_storage.delete(path)


def _listed(path: str) -> tuple[list[str], list[str]]:
    try:
        folders, names = default_storage.listdir(path)
    except FileNotFoundError:
        return [], []
    return list(folders), list(names)
