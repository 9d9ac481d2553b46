"""Web, worker and the national side, as programs of their own that can be killed and started again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import urllib3

from benchmarks.report import ROOT
from benchmarks.speed import serving
from scripts.postgres import free_port

#: The stand-in's word for the city.
US: Final = "3571"
_TOKEN: Final = "{7b0e2a52-0000-4000-8000-00000000d1a1}"
_KEY: Final = "a key for measuring alone, long enough to be taken for a real one"
_HERE: Final = Path(__file__).parent


class Programs:
    """``home``: where their data is. ``ahead``: how many seconds both sides' clocks run ahead of the machine's."""

    def __init__(self, home: Path, database: str) -> None:
        self.home, self.port, self.their_port = home, free_port(), free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.ahead, self._clock = 0, home / "ahead"
        self._clock.write_text("0")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
        self.environ = kept | {
            "DJANGO_SETTINGS_MODULE": "surga.project.settings",
            "DRILL_AHEAD": str(self._clock),
            "PYTHONPATH": f"{_HERE / 'ahead'}:{ROOT}",
            "SURGA_DATABASE_URL": database,
            "SURGA_DEBUG": "0",
            "SURGA_PUBLIC_URL": self.ours,
            "SURGA_SECRET_KEY": _KEY,
            "SURGA_SP4N_ADAPTER": "sp4n",
            "SURGA_SP4N_AGENCY": US,
            "SURGA_SP4N_POLL_SECONDS": "5",
            "SURGA_SP4N_TOKEN": _TOKEN,
            "SURGA_SP4N_URL": self.theirs,
            "SURGA_VAR": str(home / "var"),
        }

    @property
    def ours(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def theirs(self) -> str:
        return f"http://127.0.0.1:{self.their_port}"

    def start(self, name: str) -> None:
        """``web``, ``worker`` or ``nation``; waits until the first and the last answer."""
        theirs = str(self.home / "nation.sqlite3")
        command = {
            "web": ["surga", "serve", "--port", str(self.port), "--workers", "1"],
            "worker": ["surga", "work"],
            "nation": ["sandbox.national", "--port", str(self.their_port), "--data", theirs, "--quiet"],
        }[name]
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, env=self.environ, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        if name != "worker":
            url = f"{self.ours}/healthz" if name == "web" else f"{self.theirs}/faults"
            serving.wait_for(url, self.running[name], f"{name}, see {self.home / name}.log:")

    def kill(self, name: str) -> None:
        """SIGKILL to the program and all that it started: nothing is tidied up."""
        serving.kill(self.running.pop(name))

    def pass_time(self, seconds: int) -> None:
        """Both clocks go forward, theirs first: it must be running."""
        self.tell("tick", {"seconds": seconds})
        self.ahead += seconds
        # Whoever reads it reads the old one or the new one.
        new = self._clock.with_suffix(".new")
        new.write_text(str(self.ahead))
        new.replace(self._clock)

    def tell(self, path: str, form: dict[str, Any]) -> dict[str, Any]:
        """One of the stand-in's calls for programs. Raises ``HTTPError`` while it is down."""
        answer = urllib3.request("POST", f"{self.theirs}/{path}", json=form, timeout=20, retries=False)
        told: dict[str, Any] = answer.json()
        return told | {"refused": answer.status != 200}

    def state(self) -> dict[str, Any]:
        """Everything that the national side has."""
        told: dict[str, Any] = urllib3.request("GET", f"{self.theirs}/state", timeout=60).json()
        return told

    def ask(self, part: str) -> Any:
        """Run a part of this folder beside the system, with its settings; what it printed, as JSON."""
        ran = subprocess.run(
            [sys.executable, "-m", f"benchmarks.sync.drill.{part}"], cwd=ROOT, env=self.environ, check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return json.loads(ran.stdout.strip().splitlines()[-1])

    def migrate(self) -> None:
        """Tables and the city."""
        subprocess.run([sys.executable, "-m", "surga", "migrate"], cwd=ROOT, env=self.environ, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip


@contextmanager
def programs(home: Path, database: str) -> Iterator[Programs]:
    """Prepared, with nothing running yet; what runs at the end is stopped."""
    home.mkdir(parents=True, exist_ok=True)
    made = Programs(home, database)
    made.migrate()
    try:
        yield made
    finally:
        for name in list(made.running):
            made.kill(name)
