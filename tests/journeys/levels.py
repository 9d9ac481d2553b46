"""Three levels of government as real processes: a city and a province that run Surga, and the national stand-in."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "tests" / "cities" / "rawajaya"
PATIENCE = 180.0  # seconds after which what is waited for has failed to come
PROVINCE_AGENCY, MINISTRY_AGENCY = "35", "1005"
TOKENS = {
    PROVINCE_AGENCY: "{35000000-0000-4000-8000-000000000035}",
    MINISTRY_AGENCY: "{10050000-0000-4000-8000-000000001005}",
}
RULES = {
    "kota": "11,jalan-provinsi,jalan,,jalan provinsi,province,umum,Dinas Bina Marga Provinsi,Jalan provinsi,,no\n",
    "provinsi": "11,jalan-nasional,jalan,,jalan nasional,centre,umum,Kementerian Pekerjaan Umum,Jalan nasional,,no\n",
}
SETUP = """
import json, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surga.project.settings")
from surga.project.commands import setup
setup()
from surga.project.commands.preparing import prepare
prepare(demo=False)
from surga.core.people.access import system
from surga.core.people.actions import issue_token, save_officer
made = {}
for username, (role, name) in json.loads(sys.argv[1]).items():
    made[username] = issue_token(save_officer(system("setup"), username=username, role=role, name=name))
print(json.dumps(made))
"""


@dataclass
class Surga:
    """One government's Surga, spoken to as programs do."""

    url: str
    tokens: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, who: str = "koordinator") -> Any:
        return ask(f"{self.url}/api/v1{path}", token=self._token(who))

    def post(self, path: str, body: Any, who: str = "koordinator") -> Any:
        return ask(f"{self.url}/api/v1{path}", body, token=self._token(who))

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as got:  # noqa: S310  # ours
            return str(got.read().decode())

    def cases(self) -> list[dict[str, Any]]:
        return list(self.get("/cases")["items"])

    def _token(self, who: str) -> str:
        return f"Bearer {self.tokens[who]}" if who in self.tokens else who


@dataclass
class Levels:
    city: Surga
    province: Surga
    nation: str

    def reports(self) -> list[dict[str, Any]]:
        found = ask(f"{self.nation}/state")["reports"]
        return list(found.values()) if isinstance(found, dict) else list(found)


def ask(url: str, body: Any = None, token: str = "") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": token} if token else {})
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, data, headers)  # noqa: S310  # ours
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as got:  # noqa: S310  # ours
            return json.load(got)
    except HTTPError as refused:
        raise AssertionError(f"{url}: {refused.code} {refused.read().decode()[:500]}") from refused


def until[T](what: Callable[[], T], why: str) -> T:
    """The first answer that is something. Asked ever more rarely: a citizen who asks all the time is asked to wait."""
    end, pause = time.monotonic() + PATIENCE, 0.2
    while not (found := what()):
        assert time.monotonic() < end, why
        _a_while(pause)
        pause = min(1.1 * pause, 2.0)
    return found


@contextmanager
def three_levels(made: Path) -> Iterator[Levels]:
    """All of them, running; what they make goes below ``made``."""
    nation, city, province = (f"http://127.0.0.1:{port}" for port in _free_ports(3))
    kota = _environment(made, "kota", city)
    provinsi = _environment(made, "provinsi", province) | {
        "SURGA_SP4N_ADAPTER": "sp4n", "SURGA_SP4N_URL": nation, "SURGA_SP4N_AGENCY": PROVINCE_AGENCY,
        "SURGA_SP4N_TOKEN": TOKENS[PROVINCE_AGENCY],
    }  # fmt: skip
    officers = {"koordinator": ["coordinator", ""]}
    here, there = _prepared((kota, officers), (provinsi, officers | {"kota": ["partner", "Kota Rawajaya"]}))
    kota |= {
        "SURGA_PARTNERS": "provinsi", "SURGA_PARTNER_PROVINSI_URL": province,
        "SURGA_PARTNER_PROVINSI_TOKEN": there["kota"], "SURGA_PARTNER_PROVINSI_LEVEL": "province",
    }  # fmt: skip
    others = " ".join(f"{agency}={token}" for agency, token in TOKENS.items())
    with ExitStack() as running:
        port = nation.rpartition(":")[2]
        sandbox = ["-m", "sandbox.national", "--port", port, "--quiet"]
        _start(running, sandbox, {**_plain(), "SANDBOX_SP4N_OTHERS": others})
        for environment, address in ((kota, city), (provinsi, province)):
            port = address.rpartition(":")[2]
            _start(running, ["-m", "surga", "serve", "--port", port, "--workers", "1"], environment)
        for address, path in ((nation, "/state"), (city, "/healthz"), (province, "/healthz")):
            until(partial(_answers, address + path), f"{address} did not start")
        ask(f"{nation}/reset", {"seeded": False})
        for environment in (kota, provinsi):
            _start(running, ["-m", "surga", "work"], environment)
        yield Levels(Surga(city, here), Surga(province, there), nation)


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}


def _environment(made: Path, name: str, address: str) -> dict[str, str]:
    folder, profile = made / name, made / f"profil-{name}"
    shutil.copytree(PROFILE, profile)
    with (profile / "authority.csv").open("a") as table:
        table.write(RULES[name])
    if name == "provinsi":
        about = (profile / "city.toml").read_text()
        about = (
            about.replace('"rawajaya"', '"provinsi"')
            .replace("Kota Rawajaya", "Provinsi Rawa")
            .replace("RWJ", "PRW")
        )
        (profile / "city.toml").write_text(about)
    return _plain() | {
        "SURGA_VAR": str(folder), "SURGA_DATABASE_URL": f"sqlite:///{folder}/surga.sqlite3",
        "SURGA_SECRET_KEY": f"a key of {name} for the tests alone", "SURGA_PUBLIC_URL": address,
        "SURGA_CITY": str(profile), "SURGA_MEDIA_URL": f"file://{folder}/media", "SURGA_SP4N_POLL_SECONDS": "5",
    }  # fmt: skip


def _a_while(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251  # what is waited for happens in another process


def _prepared(*governments: tuple[dict[str, str], dict[str, list[str]]]) -> list[dict[str, str]]:
    """Make each one's database and accounts, side by side; the accounts' tokens."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SETUP, json.dumps(accounts)],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )
        for environment, accounts in governments
    ]  # fmt: skip
    said = [process.communicate(timeout=2 * PATIENCE)[0] for process in started]
    assert [process.returncode for process in started] == [0] * len(started)
    return [json.loads(each.splitlines()[-1]) for each in said]


def _start(running: ExitStack, arguments: list[str], environment: dict[str, str]) -> None:
    started = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment)
    running.callback(_end, started)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as got:  # noqa: S310  # ours
            return bool(got.status == 200)
    except HTTPError as refused:
        refused.close()
        return False
    except (URLError, OSError):
        return False


def _free_ports(many: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(many)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
