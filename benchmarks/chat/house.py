"""The whole system as in a city, on this machine: web, worker, and the telephone that stands in for Meta."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import urllib3

from benchmarks.chat.calls import PHONE_ID, SECRET
from benchmarks.report import ROOT
from benchmarks.speed import serving
from benchmarks.speed.serving import descendants, used
from scripts.postgres import free_port

_TICK = os.sysconf("SC_CLK_TCK")
_KEY = "a key for measuring alone, long enough to be taken for a real one"


class House:
    """Programs that can be started, killed and started again. ``home``: where their data is."""

    def __init__(self, home: Path, database: str) -> None:
        self.home, self.port, self.phone_port = home, free_port(), free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
        self.environ = kept | {
            "DJANGO_SETTINGS_MODULE": "surga.project.settings",
            "PYTHONPATH": str(ROOT),
            "SURGA_DATABASE_URL": database,
            "SURGA_DEBUG": "0",
            "SURGA_SECRET_KEY": _KEY,
            "SURGA_PUBLIC_URL": self.address,
            "SURGA_VAR": str(home / "var"),
            "SURGA_WHATSAPP_PHONE_ID": PHONE_ID,
            "SURGA_WHATSAPP_TOKEN": "a token for measuring",
            "SURGA_WHATSAPP_APP_SECRET": SECRET,
            "SURGA_WHATSAPP_VERIFY_TOKEN": "a word for measuring",
            "SURGA_WHATSAPP_GRAPH_URL": f"{self.phone}/v23.0",
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def phone(self) -> str:
        return f"http://127.0.0.1:{self.phone_port}"

    def prepare(self) -> None:
        """Tables and the city."""
        subprocess.run([sys.executable, "-m", "surga", "migrate"], cwd=ROOT, env=self.environ, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip

    def start(self, name: str) -> None:
        """``web``, ``worker`` or ``phone``; waits until the first and the last answer."""
        command = {
            "web": ["-m", "surga", "serve", "--port", str(self.port), "--workers", "2"],
            "worker": ["-m", "surga", "work"],
            "phone": [
                "-m",
                "sandbox.phone",
                "--port",
                str(self.phone_port),
                "--hook",
                self.address,
                "--quiet",
            ],
        }[name]
        log = (self.home / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environ,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        if name != "worker":
            url = f"{self.address}/healthz" if name == "web" else f"{self.phone}/state"
            serving.wait_for(url, self.running[name], f"{name}, see {self.home / name}.log:")

    def kill(self, name: str) -> None:
        """SIGKILL to the program and all that it started: nothing is tidied up."""
        serving.kill(self.running.pop(name))

    def cpu_seconds(self, name: str) -> float:
        pid = self.running[name].pid
        return sum(map(used, [pid, *descendants(pid)])) / _TICK

    def phone_state(self) -> dict[str, Any]:
        told: dict[str, Any] = urllib3.request("GET", f"{self.phone}/state", timeout=60).json()
        return told

    def ask(self, code: str) -> Any:
        """Run a piece of Python beside the system, with its settings; what it printed, as JSON."""
        head = "import django, json; django.setup()\n"
        ran = subprocess.run([sys.executable, "-c", head + code], cwd=ROOT, env=self.environ, check=True,
                             stdout=subprocess.PIPE, text=True)  # fmt: skip
        return json.loads(ran.stdout.strip().splitlines()[-1])


@contextmanager
def house(home: Path, database: str) -> Iterator[House]:
    """A prepared house with nothing running yet; what runs at the end is stopped."""
    home.mkdir(parents=True, exist_ok=True)
    made = House(home, database)
    made.prepare()
    try:
        yield made
    finally:
        for name in list(made.running):
            made.kill(name)
