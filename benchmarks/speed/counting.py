"""Inside the process: how many questions each kind of request puts to the database, and where its time goes.

``python -m benchmarks.speed.counting FACTS`` prints the counts as JSON; with ``--profile KIND`` a profile.
"""

from __future__ import annotations

import cProfile
import json
import pstats
from pathlib import Path
from typing import Any

import click

from benchmarks.speed.kinds import KINDS, Facts, Kind

_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
_PROFILED = 100


@click.command()
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--profile", help="Profile the kinds whose names begin like this, instead of counting.")
@click.option("--sort", default="cumtime", show_default=True)
@click.option("--sql", is_flag=True, help="Print each question.")
def main(facts: Path, profile: str | None, sort: str, sql: bool) -> None:
    """Count or profile on the database of the environment."""
    import django

    django.setup()
    read = Facts.read(facts)
    if profile is not None:
        for kind in KINDS:
            if kind.name.startswith(profile):
                _profile(kind, read, sort)
        return
    questions = {kind.name: questions_of(kind, read) for kind in KINDS}
    if sql:
        for name, asked in questions.items():
            click.echo(f"\n{name}")
            for one in asked:
                click.echo(f"  {one}")
        return
    click.echo(json.dumps({"version": _version(), "queries": {k: len(v) for k, v in questions.items()}}))


def questions_of(kind: Kind, facts: Facts) -> list[str]:
    """The questions of one request, warm; transaction marks are none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(kind, facts)
    for number in range(3):
        _ask(client, kind, facts, number)
    with CaptureQueriesContext(connection) as caught:
        _ask(client, kind, facts, 3)
    return [q["sql"] for q in caught.captured_queries if not q["sql"].startswith(_NOT_COUNTED)]


def _profile(kind: Kind, facts: Facts, sort: str) -> None:
    client, profile = _client(kind, facts), cProfile.Profile()
    for number in range(10):
        _ask(client, kind, facts, number)
    profile.enable()
    for number in range(_PROFILED):
        _ask(client, kind, facts, number)
    profile.disable()
    click.echo(f"{kind.name}, {_PROFILED} requests")
    pstats.Stats(profile).sort_stats(sort).print_stats(60)


def _client(kind: Kind, facts: Facts) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    headers = {"host": "127.0.0.1"}
    if kind.login == "token":
        headers["authorization"] = f"Bearer {facts.token}"
    client = Client(headers=headers)
    if kind.login == "session":
        client.force_login(
            get_user_model()._default_manager.get(username="koordinator"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
    return client


def _ask(client: Any, kind: Kind, facts: Facts, number: int) -> None:
    path = kind.path(facts, number)
    address = {"REMOTE_ADDR": f"10.9.{number >> 8 & 255}.{number & 255}"}
    if kind.body is None:
        answer = client.get(path, **address)
    else:
        body = json.dumps(kind.body(facts, number))
        answer = client.post(path, body, content_type="application/json", **address)
    if answer.status_code != kind.status:
        raise RuntimeError(f"{kind.name}: {answer.status_code}")


def _version() -> str:
    """What the database calls itself."""
    from django.db import connection

    question = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return f"{connection.display_name} {row[0] if row else '?'}"


if __name__ == "__main__":
    main()
