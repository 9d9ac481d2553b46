"""Find a Python that Surga can run on, starting from whatever `python3` a machine has.

Only the standard library, and no syntax newer than Python 3.11: this runs before anything is installed.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 12)
NEWEST = (3, 14)  # the newest for which every pinned package has a wheel
FETCHED = "3.13"

# A Python built without SQLite or TLS answers to its name but cannot run Surga: ask for both.
PROBE = "import sys, sqlite3, ssl; print('%d.%d' % sys.version_info[:2])"


def version_of(command: str) -> tuple[int, int] | None:
    """Return (major, minor) of a Python command, or None when it does not run (a pyenv shim may answer 127)."""
    try:
        answer = subprocess.run(
            [command, "-c", PROBE], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.fullmatch(r"(\d+)\.(\d+)", answer.stdout.strip())
    if answer.returncode != 0 or found is None:
        return None
    return int(found[1]), int(found[2])


def suits(version: tuple[int, int] | None) -> bool:
    return version is not None and OLDEST <= version <= NEWEST


def candidates(tools: Path) -> Iterator[str]:
    """Name the Pythons worth trying, best first: the one at hand, those on the path, pyenv's, one fetched before."""
    yield sys.executable or "python3"
    yield "python3"
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        yield f"python3.{minor}"
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from newest_first(pyenv / "versions", "3.1[2-9]*/bin/python")
    yield from newest_first(tools / "python", "*/bin/python3")


def newest_first(folder: Path, pattern: str) -> list[str]:
    """List what matches under a folder of versions, 3.13.10 before 3.13.9 before 3.12.1."""
    return sorted(map(str, folder.glob(pattern)), key=lambda path: numbers_in(path, folder), reverse=True)


def numbers_in(path: str, folder: Path) -> list[int]:
    name = Path(path).relative_to(folder).parts[0]
    return [int(part) for part in re.findall(r"\d+", name)]


def find_python(tools: Path) -> str | None:
    """Return the first candidate that runs and suits, or None."""
    tried: set[str] = set()
    for command in candidates(tools):
        if command not in tried and suits(version_of(command)):
            return command
        tried.add(command)
    return None
