"""Starting the system: the web, the worker, or both with a demonstration city."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from types import FrameType

import click

from surga.project.commands import setup
from surga.project.commands.standins import StandIn, lend
from surga.project.configuration.environment import ROOT, SettingError, text

_HOST = "127.0.0.1"


@click.command("serve")
@click.option("--host", default=_HOST, show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--workers", default=2, show_default=True, help="Web processes; one a core is plenty.")
def serve_command(host: str, port: int, workers: int) -> None:
    """Serve the web (WSGI, granian)."""
    _require_free(host, port)
    setup()
    gather_static()
    os.execv(sys.executable, _web(host, port, workers))  # noqa: S606  # signals reach the server itself


@click.command("work")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def work_command(once: bool) -> None:
    """Hand events on, send mail, wind clocks: everything behind the web."""
    setup()
    from surga.project.configuration.turns import worker_after
    from surga.project.work import Worker

    worker_after()
    worker = Worker()
    if once:
        click.echo(f"{worker.round()} done")
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _n, _f: worker.stop())
    worker.run()


@click.command("run")
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--demo/--no-demo", default=True, help="Fill an empty database with the demonstration.")
def run_command(port: int, demo: bool) -> None:
    """Prepare the database, start web, worker and what to try it with. Ctrl-C stops all of it."""
    _require_free(_HOST, port)
    standins = lend(port)
    for each in standins:
        _require_free(_HOST, each.port, each.what)
    if not text("SURGA_PUBLIC_URL"):
        os.environ["SURGA_PUBLIC_URL"] = f"http://{_HOST}:{port}"
    setup()
    from surga.project.commands.preparing import accounts, prepare

    prepare(demo=demo)
    password = accounts()
    gather_static()
    _stay(port, password, standins)


def gather_static() -> None:
    """In public, pages name files by their content: gather them once, before the first request."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEMONSTRATION:
        call_command("collectstatic", verbosity=0, interactive=False)


def _stay(port: int, password: str, standins: list[StandIn]) -> None:
    ended = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    started = _start(port, standins)
    greeted = False
    try:
        while not ended.wait(0.2):
            if not greeted and _answers(port):
                greeted = True
                _greet(port, password, standins)
            if any(process.poll() is not None for process in started):
                raise click.ClickException("A part of the system ended by itself; see the lines above.")
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _start(port: int, standins: list[StandIn]) -> list[subprocess.Popen[bytes]]:
    # Sessions of their own: Ctrl-C reaches this process alone, which then ends them in order.
    # The stand-ins are found by their names only from the checkout's root.
    return [
        *(subprocess.Popen(each.program, cwd=ROOT, start_new_session=True) for each in standins),
        subprocess.Popen(_web(_HOST, port, 2), start_new_session=True),
        subprocess.Popen([sys.executable, "-m", "surga", "work"], start_new_session=True),
    ]


def _answers(port: int) -> bool:
    """Whether the web takes connections yet: who reads the address may use it at once."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((_HOST, port)) == 0


def _greet(port: int, password: str, standins: list[StandIn]) -> None:
    address = f"http://{_HOST}:{port}"
    to_try = "".join(f"{each.greeting}\n" for each in standins)
    click.echo(
        f"\nSurga is ready. Ctrl-C stops it.\n\n"
        f"  citizens    {address}/          tell  {address}/lapor   register  {address}/daftar\n"
        f"  officers    {address}/meja      log in  {address}/masuk\n"
        f"  programs    {address}/api/v1/docs\n{to_try}"
    )
    if password:
        names = "operator verifikator penghubung koordinator inspektorat walikota admin"
        click.echo(f"  accounts    {names}\n  password    {password}   (all of them; demonstration only)\n")


def _web(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "16"),
        *(
            "--backpressure",
            "128",
            "--respawn-failed-workers",
            "--no-ws",
            "--log-level",
            "warning",
            "--workers-kill-timeout",
            "5",
        ),
        "surga.project.wsgi:application",
    ]


def _require_free(host: str, port: int, what: str = "PORT") -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise SettingError(f"{what} is {port}; a port is a number up to 65535.") from None
        except OSError as error:
            used = "" if what == "PORT" else f" for {what}"
            raise SettingError(
                f"Port {port} cannot be used{used} ({error.strerror}); set PORT to another."
            ) from None
