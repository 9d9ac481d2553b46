"""The national side's small database: one SQLite file, or memory. A call is written before it is answered."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from sandbox.national.model.national import National
from sandbox.national.model.numbers import Numbers
from sandbox.national.model.things import File, Person, Report, Stream

_TABLES: Final = """
create table if not exists reports (tracking_id text primary key, body text not null) without rowid;
create table if not exists files (id text primary key, data blob not null);
create table if not exists refs (agency text, ref text, stream_id text not null, primary key (agency, ref));
create table if not exists facts (name text primary key, value text not null) without rowid;
"""


class Store:
    """Kept by one lock outside: one call at a time."""

    def __init__(self, path: Path | None) -> None:
        self._base = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        # A killed process loses nothing that was committed; only a power cut could take the last moments.
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = normal")
        self._base.executescript(_TABLES)

    def fact(self, name: str) -> str:
        """Something kept beside the reports, "" when there is none."""
        row = self._base.execute("select value from facts where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        self._base.execute("insert or replace into facts values (?, ?)", (name, value))

    def keep(self, national: National, numbers: Numbers, *, afresh: bool = False) -> None:
        """Write what was changed, all of it or nothing. ``afresh``: in place of whatever was there."""
        changes = national.taken_changes()
        if not changes and not afresh:
            return
        bodies = [(key, _written(national.reports[key])) for key in sorted(changes.reports)]
        refs = [(*key, national.refs[key]) for key in sorted(changes.refs)]
        self._base.execute("begin immediate")
        try:
            for table in ("reports", "files", "refs") if afresh else ():
                self._base.execute(f"delete from {table}")  # noqa: S608  # our own three names
            self._base.executemany("insert or replace into reports values (?, ?)", bodies)
            self._base.executemany(
                "insert into files values (?, ?)",
                [(key, national.files[key]) for key in sorted(changes.files)],
            )
            self._base.executemany("insert into refs values (?, ?, ?)", refs)
            self.keep_fact("numbers", f"{numbers.tracking_count} {numbers.count}")
            self._base.execute("commit")
        except BaseException:
            self._base.execute("rollback")
            raise

    def load(self, national: National, numbers: Numbers) -> bool:
        """Fill an empty national side with what was kept; whether there was anything."""
        counts = self.fact("numbers").split()
        if not counts:
            return False
        numbers.tracking_count, numbers.count = int(counts[0]), int(counts[1])
        for key, body in self._base.execute("select tracking_id, body from reports"):
            national.reports[key] = _read(json.loads(body))
        national.files.update(self._base.execute("select id, data from files"))
        for agency, ref, stream_id in self._base.execute("select agency, ref, stream_id from refs"):
            national.refs[agency, ref] = stream_id
        return True

    def close(self) -> None:
        self._base.close()


def _written(report: Report) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"))


def _read(body: dict[str, Any]) -> Report:
    return Report(
        **{
            **body,
            "person": Person(**body["person"]),
            "files": [File(**each) for each in body["files"]],
            "streams": [Stream(**each) for each in body["streams"]],
        }
    )
