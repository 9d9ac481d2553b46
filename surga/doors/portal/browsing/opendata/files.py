"""The files of the open data: made on demand, at most once an hour, by one process at a time; kept for all of them.

A request never reads the whole register while a file of this hour lies there. While another process makes the new ones,
those of the hour before are given out: each says as of when it is.
"""

from __future__ import annotations

import csv
import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from django.conf import settings
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.doors.portal.browsing.opendata import contents
from surga.doors.portal.browsing.opendata.datasets import (
    CASES,
    CROSSED,
    DATASETS,
    FIGURES,
    LICENCE,
    TEXTS,
    Cell,
    Column,
    Dataset,
)
from surga.doors.portal.browsing.opendata.parquet import convert_apart
from surga.reactions.register import queries as register

#: A cell that begins so is a formula to a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_DONE: Final = "done.json"
#: Told of progress each so many cases; the steps after them: figures, pairs, Parquet.
_OFTEN, _STEPS = 1_000, 3
#: What, how much of it is done, of how much.
type Progress = Callable[[str, int, int], None]


class Files(NamedTuple):
    """The files that lie in a folder: as of when they are, and how many rows each table has."""

    folder: Path
    as_of: datetime
    rows: Mapping[str, int]


class NotReady(Exception):
    """Somebody makes the files just now, for the first time: ask again soon."""


class Writer:
    """Writes one table as CSV and JSON, row by row, and what Parquet is made of."""

    def __init__(self, dataset: Dataset, folder: Path, as_of: datetime, stack: ExitStack) -> None:
        self.dataset, self.folder, self.n = dataset, folder, 0
        self._plain = stack.enter_context(self._open("plain"))
        self._json = stack.enter_context(self._open("json"))
        self._csv = csv.writer(stack.enter_context(self._open("csv")))
        self._raw = csv.writer(self._plain, quoting=csv.QUOTE_MINIMAL)
        names = [column.name for column in dataset.columns]
        self._csv.writerow(names)
        self._raw.writerow(names)
        head = {
            "name": dataset.name,
            "title": dict(dataset.title),
            "description": dict(dataset.about),
            "licence": LICENCE[1],
            "as_of": as_of.isoformat(timespec="seconds"),
            "fields": [{"name": one.name, "type": one.kind} for one in dataset.columns],
        }
        self._json.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [')

    def write(self, row: Sequence[Cell]) -> None:
        told = {column.name: cell for column, cell in zip(self.dataset.columns, row, strict=True)}
        self._json.write((",\n" if self.n else "\n") + json.dumps(told, ensure_ascii=False))
        self._raw.writerow([_plain(cell) for cell in row])
        self._csv.writerow(
            [_safe(cell, column) for cell, column in zip(row, self.dataset.columns, strict=True)]
        )
        self.n += 1

    def end(self) -> None:
        self._json.write("\n]}\n")

    @property
    def plain(self) -> Path:
        """What Parquet is made of, once the files are closed."""
        return self.folder / f"{self.dataset.name}.plain"

    def _open(self, ending: str) -> IO[str]:
        return (self.folder / f"{self.dataset.name}.{ending}").open("w", encoding="utf-8", newline="")


def make(folder: Path, progress: Progress | None = None) -> Files:
    """Write all files into the folder, which is there; ``progress`` is told how far the cases, then the tables, are."""
    tell = progress or (lambda _what, _done, _total: None)
    total = register.summary().total if progress is not None else 0
    as_of = timezone.now().astimezone(agencies.city().calendar.zone)
    with ExitStack() as stack:
        writers = {name: Writer(dataset, folder, as_of, stack) for name, dataset in DATASETS.items()}
        for number, (facts, texts) in enumerate(contents.cases()):
            if number % _OFTEN == 0:
                tell("cases", min(number, total), total)
            writers[CASES.name].write(facts)
            writers[TEXTS.name].write(texts)
        tell("cases", total, total)
        for done, (dataset, rows) in enumerate(
            ((FIGURES, contents.figures()), (CROSSED, contents.crossed()))
        ):
            tell("tables", done, _STEPS)
            for row in rows:
                writers[dataset.name].write(row)
        for writer in writers.values():
            writer.end()
    tell("tables", _STEPS - 1, _STEPS)
    convert_apart(
        [
            (
                one.plain,
                one.plain.with_suffix(".parquet"),
                {column.name: column.kind for column in one.dataset.columns},
            )
            for one in writers.values()
        ]
    )
    for writer in writers.values():
        writer.plain.unlink()
    tell("tables", _STEPS, _STEPS)
    return Files(folder, as_of, {name: writer.n for name, writer in writers.items()})


def ready() -> Files:
    """The files of this hour; those of before, while others make new ones.

    Raises ``NotReady`` where there are none yet.
    """
    top = Path(settings.OPEN_DATA)
    found = _newest(top)
    if found is not None and _hour(found.as_of) == _hour(timezone.now()):
        return found
    with _alone(top) as free:
        if free:
            found = _newest(top)
            if found is None or _hour(found.as_of) != _hour(timezone.now()):
                found = _make_anew(top)
    if found is None:
        raise NotReady
    return found


def _make_anew(top: Path) -> Files:
    making = top / "making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    made = make(making)
    told = {"as_of": made.as_of.isoformat(), "rows": dict(made.rows)}
    (making / _DONE).write_text(json.dumps(told))
    target = top / f"{made.as_of:%Y%m%dT%H%M%S%f}"
    making.rename(target)
    # The one before stays: somebody may be reading it.
    for old in sorted(path for path in top.iterdir() if path.is_dir() and path != target)[:-1]:
        shutil.rmtree(old, ignore_errors=True)
    return made._replace(folder=target)


def _newest(top: Path) -> Files | None:
    for folder in sorted(top.glob("[0-9]*T*"), reverse=True):
        with suppress(OSError, ValueError, KeyError):
            told = json.loads((folder / _DONE).read_text())
            return Files(folder, datetime.fromisoformat(told["as_of"]), told["rows"])
    return None


@contextmanager
def _alone(top: Path) -> Iterator[bool]:
    """Whether this process may make the files: one at a time."""
    top.mkdir(parents=True, exist_ok=True)
    with (top / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _hour(at: datetime) -> datetime:
    return at.astimezone(timezone.get_default_timezone()).replace(minute=0, second=0, microsecond=0)


def _plain(cell: Cell) -> Any:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell


def _safe(cell: Cell, column: Column) -> Any:
    """For a spreadsheet: words that would be a formula there are words."""
    if column.kind == "text" and isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return _plain(cell)
