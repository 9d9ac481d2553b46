"""CSV to Parquet, by DuckDB, in a process of its own: the web process stays small, and the machine's memory is kept to.

It reads a JSON list of (CSV file, Parquet file, column → kind) and converts one after the other.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

#: From which file, to which, and the kind of each column.
type Table = tuple[Path, Path, Mapping[str, str]]

_TYPES: Final = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "instant": "TIMESTAMPTZ",
}
_MEMORY: Final = "256MB"


def convert(source: Path, target: Path, kinds: Mapping[str, str]) -> None:
    """Write the rows of a CSV file, of these columns and kinds, as Parquet; an empty cell is nothing."""
    import duckdb

    columns = ", ".join(f"{_quoted(name)}: {_quoted(_TYPES[kind])}" for name, kind in kinds.items())
    rows = (
        f"read_csv({_quoted(str(source))}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        f" auto_detect = false, strict_mode = true, max_line_size = 4000000, columns = {{{columns}}})"
    )
    with duckdb.connect() as duck:
        duck.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 1; SET preserve_insertion_order = true")
        duck.execute(f"COPY (FROM {rows}) TO {_quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)")


def convert_apart(tables: Sequence[Table]) -> None:
    """The same for several, in another process. Raises ``CalledProcessError``."""
    told = json.dumps([(str(source), str(target), dict(kinds)) for source, target, kinds in tables])
    subprocess.run([sys.executable, "-m", __name__], input=told.encode(), check=True, capture_output=True)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    for _source, _target, _kinds in json.load(sys.stdin):
        convert(Path(_source), Path(_target), _kinds)
