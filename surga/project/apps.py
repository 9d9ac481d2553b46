"""The project as Django's application: what is connected when all rooms are loaded."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class ProjectConfig(AppConfig):
    name = "surga.project"

    def ready(self) -> None:
        from surga.project import wiring

        connection_created.connect(ask_shortly, dispatch_uid="surga.ask_shortly")
        wiring.connect()


def ask_shortly(connection: BaseDatabaseWrapper, **_sent: Any) -> None:
    """PostgreSQL is to answer our questions at once, in the process that was asked.

    They read a few thousand rows at most. To start helpers, or to compile the statement, takes longer than that.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0; SET jit = off")
