"""Get uv, make the virtual environment, and install exactly what `requirements/` pins.

Only the standard library, and no syntax newer than Python 3.11: this runs before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import interpreter


class CannotInstallError(Exception):
    """What stands in the way, as one sentence for the person at the keyboard."""


def run(command: list[str], environ: dict[str, str] | None = None) -> bool:
    """Run quietly; on failure show what it said on the error stream."""
    try:
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    except OSError as error:
        print(f"  {command[0]}: {error.strerror}", file=sys.stderr)
        return False
    if done.returncode != 0:
        print((done.stdout + done.stderr).strip(), file=sys.stderr)
    return done.returncode == 0


def answers(command: list[str]) -> bool:
    """Tell whether a command works, without showing anything. A slow machine is given its time."""
    try:
        return subprocess.run(command, capture_output=True, timeout=300, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def uv_environment(tools: Path) -> dict[str, str]:
    """Keep uv from looking around: no surprise download, and a place to write where the home folder has none."""
    environ = {**os.environ, "UV_PYTHON_DOWNLOADS": "manual", "UV_PYTHON_INSTALL_DIR": str(tools / "python")}
    environ.pop("VIRTUAL_ENV", None)
    # The machine's own certificates, as pip has them: offices often add one of their own.
    environ.setdefault("UV_SYSTEM_CERTS", "1")
    if not os.access(Path.home(), os.W_OK):
        environ.setdefault("UV_CACHE_DIR", str(tools / "cache"))
    if "PIP_INDEX_URL" in environ:
        environ.setdefault("UV_DEFAULT_INDEX", environ["PIP_INDEX_URL"])
    return environ


def find_uv(tools: Path) -> list[str] | None:
    """Return the command of a uv that runs: the one on the path, or the private one fetched before."""
    on_path = shutil.which("uv")
    ways = [[on_path]] if on_path else []
    ways += [[str(tools / "venv/bin/uv")], [str(tools / "target/bin/uv")]]
    return next((way for way in ways if answers([*way, "--version"])), None)


def fetch_uv(root: Path, tools: Path, python: str | None) -> list[str] | None:
    """Install the pinned uv by pip into a private folder; some machines lack `venv`, some lack `pip`: try both."""
    wanted = [
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        str(root / "requirements/tools.txt"),
    ]
    for base in dict.fromkeys(filter(None, [sys.executable, python])):
        venv = tools / "venv"
        if answers([base, "-m", "venv", "--clear", str(venv)]):
            run([str(venv / "bin/python"), "-m", "pip", "install", *wanted])
        elif answers([base, "-m", "pip", "--version"]):
            run([base, "-m", "pip", "install", "--target", str(tools / "target"), *wanted])
        if uv := find_uv(tools):
            return uv
    return None


def fetch_python(uv: list[str], tools: Path) -> str | None:
    run([*uv, "python", "install", "--no-bin", interpreter.FETCHED], uv_environment(tools))
    return interpreter.find_python(tools)


def make_environment(root: Path, tools: Path, listed: Path) -> None:
    """Make `.venv` hold what `listed` pins, and nothing else, with Surga itself installed from this folder."""
    venv, own = root / ".venv", venv_python(root)
    kept = own if interpreter.suits(interpreter.version_of(own)) else None
    python = kept or interpreter.find_python(tools)
    uv = find_uv(tools) or fetch_uv(root, tools, python)
    if python is None and uv is not None:
        python = fetch_python(uv, tools)
    if python is None:
        raise CannotInstallError(
            "Surga needs Python 3.12, 3.13 or 3.14 and found none, nor could it fetch one: install one and try again."
        )
    if uv is None:
        steps, environ = steps_by_pip(root, venv, python, listed), None
    else:
        steps, environ = steps_by_uv(uv, root, venv, python, listed), uv_environment(tools)
    if kept and uv:
        steps = steps[1:]
    for step in steps:
        if not run(step, environ):
            raise CannotInstallError(
                "Surga could not install the packages it needs (the reason is above): "
                "is a package registry within reach, and this folder writable?"
            )


def venv_python(root: Path) -> str:
    return str(root / ".venv/bin/python")


def steps_by_uv(uv: list[str], root: Path, venv: Path, python: str, listed: Path) -> list[list[str]]:
    into = ["--quiet", "--python", venv_python(root)]
    return [
        [*uv, "venv", "--quiet", "--clear", "--no-project", "--python", python, str(venv)],
        [*uv, "pip", "sync", *into, "--require-hashes", str(listed)],
        [*uv, "pip", "install", *into, "--no-deps", "--no-build-isolation", "--editable", str(root)],
    ]


def steps_by_pip(root: Path, venv: Path, python: str, listed: Path) -> list[list[str]]:
    """Without uv the same lists install by pip: slower, but it needs nothing that Python does not bring.

    The lists are whole: pip adds nothing of its own to them (``requirements/left-out.txt``).
    """
    base = python if not python.startswith(str(venv)) else sys.executable
    pip = [venv_python(root), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [
        [base, "-m", "venv", "--clear", str(venv)],
        [*pip, "--no-deps", "--require-hashes", "-r", str(listed)],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(root)],
    ]
