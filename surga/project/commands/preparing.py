"""Getting a database ready: tables, the city, accounts, the demonstration, read models."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

import click

from surga.project.commands import setup

#: Demonstration account → role; the agency is the first of its kind in the profile.
ACCOUNTS = {
    "operator": "operator",
    "verifikator": "verifier",
    "penghubung": "liaison",
    "koordinator": "coordinator",
    "inspektorat": "inspectorate",
    "walikota": "executive",
    "admin": "administrator",
}


@click.command("migrate")
def migrate_command() -> None:
    """Bring the tables up to date, and load the city profile."""
    setup()
    prepare(demo=False)
    click.echo("The database is ready.")


@click.command("demo")
@click.option("--cases", default=1800, show_default=True, help="How many cases over the two years.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same cases.")
def demo_command(cases: int, seed: int) -> None:
    """Fill the city with two synthetic years and the demonstration accounts."""
    setup()
    prepare(demo=False)
    from surga.project import demo

    password = accounts()
    made = demo.fill(cases=cases, seed=seed, progress=bar)
    click.echo(f"{made} cases made. Password of the accounts: {password}")


@click.command("rebuild")
@click.argument("reaction", type=click.Choice(["insight", "register", "similar"]))
def rebuild_command(reaction: str) -> None:
    """Empty a read model and make it anew, from the cases or (insight) from all events."""
    setup()
    from surga.reactions.insight.actions import rebuilding as insight
    from surga.reactions.register import actions as register
    from surga.reactions.similar import actions as similar

    rebuild, what = {
        "insight": (insight.rebuild, "cases are known, from their first event to their last"),
        "register": (register.rebuild, "public cases"),
        "similar": (similar.rebuild, "cases can be found by what they are like"),
    }[reaction]
    click.echo(f"{rebuild(lambda done, total: bar(reaction, done, total))} {what}.")


@click.command("token")
@click.argument("name")
@click.option("--label", default="command line", help="What the token is for.")
@click.option("--partner", metavar="TITLE", help="NAME is another government's program; make its account.")
@click.option("--agency", default="", help="With --partner: the code of the agency that it is here.")
def token_command(name: str, label: str, partner: str | None, agency: str) -> None:
    """Print a new API token for the account NAME. It is shown once."""
    setup()
    from surga.core.people import actions, queries

    if partner is not None:
        _make_partner(name, partner, agency)
    officer = queries.officer_named(name)
    if officer is None or not officer.is_active:
        raise click.ClickException(f"There is no active account {name!r}.")
    click.echo(actions.issue_token(officer, label))


def _make_partner(name: str, title: str, agency: str) -> None:
    """The account of another government's program, unless it is there. Raises ``ClickException``."""
    from surga.core.agencies.queries import city
    from surga.core.people import access, actions, queries

    officer = queries.officer_named(name)
    if officer is not None and officer.role != access.PARTNER:
        raise click.ClickException(f"{name!r} is an officer's account; choose another name.")
    if agency and agency not in city().agencies:
        raise click.ClickException(f"There is no agency {agency!r} in this city's profile.")
    if not re.fullmatch(r"[\w.@+-]{1,150}", name) or not title.strip():
        raise click.ClickException("A partner needs a name of letters, digits and @ . + - _, and a title.")
    if officer is None:
        installer = access.system("setup")
        actions.save_officer(installer, username=name, name=title.strip(), role=access.PARTNER, agency=agency)


def prepare(*, demo: bool) -> None:
    """Tables, city profile, and on request the demonstration in an empty database."""
    from django.conf import settings
    from django.core.management import call_command

    from surga.core.agencies import actions as agencies
    from surga.core.cases.queries import has_cases
    from surga.core.knowledge import actions as knowledge
    from surga.core.people.access import system
    from surga.core.regions import actions as regions
    from surga.project.configuration.environment import city_folder
    from surga.reactions.insight.actions import rebuilding as insight

    # An empty folder is enough in a demonstration; in public `serve` fills it.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    folder = city_folder(settings.SURGA_CITY)
    agencies.load_city(folder, str(system("setup")), regions.load_regions)
    knowledge.load_articles(folder, str(system("setup")))
    # Where the figures never were, or the calendar is another one: from all events.
    insight.ensure_built(lambda done, total: bar("insight", done, total))
    if demo and not has_cases():
        from surga.project import demo as demonstration

        accounts()
        demonstration.fill(cases=1_200, seed=1, progress=bar)


def accounts() -> str:
    """Make the demonstration accounts that are missing; the password they were made with."""
    from surga.core.agencies.queries import city
    from surga.core.people import actions, queries
    from surga.core.people.access import system
    from surga.project.configuration.environment import var_dir

    kept = var_dir() / "demo_password"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
            out.write("-".join(secrets.token_hex(2) for _ in range(3)))
    password = kept.read_text().strip()
    offices = {kind: city().offices_of(kind) for kind in ("dinas", "inspektorat")}
    for username, role in ACCOUNTS.items():
        if queries.officer_named(username) is not None:
            continue
        kind = {"liaison": "dinas", "inspectorate": "inspektorat"}.get(role, "")
        agency = _busiest(offices[kind]) if kind else ""
        actions.save_officer(
            system("setup"), username=username, name=username.capitalize(), role=role, agency=agency,
            email=f"{username}@surga.example", password=password,
        )  # fmt: skip
    return password


def _busiest(offices: tuple[object, ...]) -> str:
    """The office to which most topics go: its liaison has something to look at."""
    from collections import Counter

    from surga.core.agencies.queries import city

    wanted = Counter(topic.agency for topic in city().topics.values())
    codes = [str(getattr(office, "code", "")) for office in offices]
    return max(codes, key=lambda code: wanted[code], default="")


_told: dict[str, int] = {}


def bar(label: str, done: int, total: int) -> None:
    """A line of progress on a terminal, a line every tenth elsewhere."""
    if os.isatty(2):
        click.echo(f"\r{label} {done}/{total}", nl=done >= total, err=True)
        return
    tenth = 10 * done // max(1, total)
    if tenth != _told.get(label):
        _told[label] = tenth
        click.echo(f"{label} {done}/{total}", err=True)
