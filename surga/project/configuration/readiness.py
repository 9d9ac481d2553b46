"""What ``surga check`` looks at: settings, database, city, worker, channels, disk."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

#: What waits longer, nobody works at.
_LATE = timedelta(minutes=5)
_LEAST_DISK = 1024**3  # one gigabyte: a day of photos, with room to notice


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``error``: must be mended; ``warn``: should be."""

    grade: Literal["ok", "warn", "error"]
    what: str
    words: str


def findings() -> list[Finding]:
    """Everything, in the order in which one would mend it."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (_settings, _disk, _database)
    found = [one for look in looks for one in look()]
    if all(one.grade != "error" for one in found if one.what in {"database", "migrations"}):
        found += [*_city(), *_work(), *_channels(), *_traffic(), *_exchange()]
    return found


def _settings() -> Iterator[Finding]:
    public = urlsplit(settings.PUBLIC_URL)
    local = public.hostname in {"127.0.0.1", "localhost"}
    if settings.DEMONSTRATION:
        yield Finding(
            "ok" if local else "error", "SURGA_DEBUG", "on: for a demonstration only, never in public"
        )
    else:
        yield Finding("ok", "SURGA_DEBUG", "off")
    if len(settings.SECRET_KEY) < 32:
        yield Finding("error", "SURGA_SECRET_KEY", "too short; use 32 random characters or more")
    if public.scheme != "https":
        grade: Literal["ok", "error"] = "ok" if local else "error"
        yield Finding(grade, "SURGA_PUBLIC_URL", f"{settings.PUBLIC_URL} is not https")
    backend = str(settings.MAILERS["default"]["BACKEND"])
    if "filebased" in backend:
        yield Finding("warn", "SURGA_EMAIL_URL", "not set: mail is written to var/mail, nobody receives it")


def _disk() -> Iterator[Finding]:
    parent = Path(default_storage.path("")).resolve()
    while not parent.is_dir():
        parent = parent.parent
    free = shutil.disk_usage(parent).free
    grade: Literal["ok", "warn"] = "ok" if free > _LEAST_DISK else "warn"
    yield Finding(grade, "disk", f"{free / 1024**3:.1f} GB free for photos")
    if not os.access(parent, os.W_OK):
        yield Finding("error", "SURGA_MEDIA_URL", "the folder for photos cannot be written")


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        missing = MigrationExecutor(connection).migration_plan(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )
    except DatabaseError as error:
        yield Finding("error", "database", str(error).strip().splitlines()[0])
        return
    yield Finding("ok", "database", f"{connection.vendor} answers")
    if missing:
        yield Finding("error", "migrations", f"{len(missing)} to be applied: surga migrate")


def _city() -> Iterator[Finding]:
    from surga.core.agencies import queries as agencies

    try:
        city = agencies.city()
    except agencies.NoCityError:
        yield Finding("error", "SURGA_CITY", "no city profile is loaded: surga migrate")
        return
    unconfirmed = sum(not rule.confirmed for rule in city.deadlines_on(timezone.localdate()))
    yield Finding(
        "ok", "SURGA_CITY", f"{city.name}: {len(city.agencies)} agencies, {len(city.topics)} topics"
    )
    if unconfirmed:
        yield Finding("warn", "deadlines", f"{unconfirmed} rules in force are not confirmed by a source")
    warning = agencies.calendar_warning(timezone.localdate())
    if warning:
        yield Finding("warn", "calendar", warning)


def _work() -> Iterator[Finding]:
    from surga.events.queries import backlog

    for lane in backlog():
        if lane.parked:
            yield Finding(
                "warn", "worker", f"{lane.parked} deliveries to {lane.reaction} are parked: see the desk"
            )
        if (timezone.now() - lane.oldest).total_seconds() > 300 and lane.waiting:
            yield Finding(
                "warn",
                "worker",
                f"{lane.reaction} waits since {lane.oldest:%H:%M} UTC: is `surga work` running?",
            )


def _channels() -> Iterator[Finding]:
    """Which channels one converses on, and whether news goes out on them when it comes late."""
    from surga.core.agencies import queries as agencies

    for name, variable, account in (
        ("WhatsApp", "SURGA_WHATSAPP_TOKEN", settings.WHATSAPP),
        ("Telegram", "SURGA_TELEGRAM_TOKEN", settings.TELEGRAM),
        ("the mailbox", "SURGA_IMAP_URL", settings.MAILBOX),
    ):
        yield Finding("ok", variable, f"{name} is {'set up' if account is not None else 'not set up'}")
    if settings.WHATSAPP is None:
        return
    try:
        templates = agencies.city().settings.get("chat", {}).get("templates", {})
    except agencies.NoCityError:
        return
    if "case_news" not in templates:
        yield Finding(
            "warn",
            "chat.templates",
            "city.toml names no case_news: news that comes a day after a WhatsApp message cannot be sent",
        )


def _traffic() -> Iterator[Finding]:
    """What waits between us and the channels, and what a person has to look at."""
    from surga.core.intake.queries import traffic

    for one in traffic.arrivals():
        if one.parked:
            yield Finding("warn", one.channel, f"{one.parked} arrivals were set aside")
        if one.oldest is not None and (timezone.now() - one.oldest).total_seconds() > 300:
            yield Finding(
                "warn",
                one.channel,
                f"{one.waiting} arrivals wait since {one.oldest:%H:%M} UTC: is `surga work` running, and"
                " the channel set up?",
            )
    out = traffic.outward()
    if out.late:
        yield Finding("warn", "messages", f"{out.late} are late: is `surga work` running?")
    if out.failed:
        yield Finding("warn", "messages", f"{out.failed} could not be sent: see the desk")
    if out.unsure:
        yield Finding("warn", "messages", f"{out.unsure} may have been sent or not: see the desk")


def _exchange() -> Iterator[Finding]:
    """How one is linked with other governments' systems, and how far behind each direction is. Asks nobody outside."""
    from surga.reactions.sync import queries as sync

    now = timezone.now()
    for side, state in zip(sync.sides(), sync.states(), strict=True):
        yield Finding("ok", side.name, f"the exchange is by {side.adapter}" if side.tells else side.adapter)
        if side.talks:
            yield from _talk(state.name, state.lag_in(now))
        if side.talks and state.lag_out(now) > _LATE:
            yield Finding(
                "warn",
                side.name,
                f"acts wait since {state.oldest:%Y-%m-%d %H:%M} UTC: does `surga work` run, does the side answer?",
            )
        if state.parked:
            yield Finding("warn", side.name, f"{state.parked} acts are parked: see the desk")
        if state.troubles:
            yield Finding("warn", side.name, f"{state.troubles} reports could not be taken in: see the desk")
    refused = Counter[str]()
    for one in sync.reasons():
        refused[one.system] += one.n if one.reason == "token" else 0
    for system, many in (+refused).items():
        yield Finding("warn", f"{_prefix(system)}_TOKEN", f"was not accepted: {many} acts wait for another")


def _talk(name: str, lag_in: timedelta | None) -> Iterator[Finding]:
    polls = timedelta(seconds=settings.SP4N.poll_seconds * 3)
    if lag_in is None:
        yield Finding("warn", name, "nothing was read from there yet: does `surga work` run?")
    elif lag_in > max(_LATE, polls):
        minutes = int(lag_in.total_seconds() // 60)
        yield Finding("warn", name, f"nothing was read from there for {minutes} minutes: does it answer?")
    addresses = {each.system: each.url for each in settings.PARTNERS} | {"sp4n": settings.SP4N.url}
    url = urlsplit(addresses.get(name, ""))
    if url.scheme == "http" and url.hostname not in {"127.0.0.1", "localhost"}:
        yield Finding("warn", f"{_prefix(name)}_URL", "is not https: the token can be read on the way")


def _prefix(system: str) -> str:
    """How the settings of a side begin."""
    return "SURGA_SP4N" if system == "sp4n" else f"SURGA_PARTNER_{system.removeprefix('surga:').upper()}"
