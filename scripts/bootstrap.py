"""Make `.venv` ready: `python3 -m scripts.bootstrap [--dev]`. Does nothing, quickly, when nothing changed.

Only the standard library, and no syntax newer than Python 3.11: this runs before anything is installed.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import packages
from scripts.packages import CannotInstallError

ROOT = Path(__file__).resolve().parent.parent


def digest(*paths: Path) -> str:
    joined = b"\0".join(path.read_bytes() for path in paths)
    return hashlib.sha256(joined).hexdigest()


def read_stamp(root: Path) -> dict[str, str]:
    """Return what the last finished install left behind, or nothing: an unfinished one leaves no stamp."""
    try:
        stamp = json.loads((root / ".venv/surga-stamp.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and stamp.get("root") == str(root) else {}


def stamp_for(root: Path, name: str) -> dict[str, str]:
    """Describe an install: moving the folder changes it too, since the commands in `.venv/bin` name their place."""
    listed = root / f"requirements/{name}.txt"
    return {"root": str(root), "list": name, "digest": digest(listed, root / "pyproject.toml")}


def list_wanted(stamp: dict[str, str], dev: bool) -> str:
    """Never take away the development packages of somebody who had them."""
    return "dev" if dev or stamp.get("list") == "dev" else "base"


@contextmanager
def alone(tools: Path) -> Iterator[None]:
    """Let `make run` and `make test` be started at the same time: one installs, the other waits."""
    tools.mkdir(exist_ok=True)
    with (tools / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(root: Path, dev: bool) -> bool:
    """Install what is missing. Return whether anything had to be done."""
    tools = root / ".venv-tools"
    with alone(tools):
        stamp = read_stamp(root)
        wanted = stamp_for(root, list_wanted(stamp, dev))
        if stamp == wanted and os.access(packages.venv_python(root), os.X_OK):
            return False
        print("Installing what Surga needs; the first time this takes a minute.", flush=True)
        mark = root / ".venv/surga-stamp.json"
        mark.unlink(missing_ok=True)
        packages.make_environment(root, tools, root / f"requirements/{wanted['list']}.txt")
        mark.write_text(json.dumps(wanted), "utf-8")
    return True


def stale_catalogues(folder: Path) -> list[Path]:
    """List the translations (.po) whose compiled form (.mo) is missing or older."""
    return [
        po
        for po in sorted(folder.glob("**/locale/*/LC_MESSAGES/*.po"))
        if is_stale(po, po.with_suffix(".mo"))
    ]


def is_stale(source: Path, compiled: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def compile_translations(root: Path) -> None:
    stale = stale_catalogues(root / "surga")
    if not stale:
        return
    command = [packages.venv_python(root), "-m", "scripts.translations", *map(str, stale)]
    if subprocess.run(command, cwd=root, check=False).returncode != 0:
        raise CannotInstallError("A translation could not be compiled (the reason is above).")


def main(arguments: list[str]) -> int:
    try:
        install(ROOT, dev="--dev" in arguments)
        compile_translations(ROOT)
    except CannotInstallError as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Surga cannot write {error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
