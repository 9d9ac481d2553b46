"""A database of many cases, quickly: some told by the real actions, the rest copied row by row in SQL.

A copy has numbers, codes and times of its own, and a reporter of its own; its words are the original's.
``python -m benchmarks.speed.filling CASES --real N --facts FILE`` works on the database of the environment
and goes on from what is there.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from surga.core.cases.codes import ALPHABET

_SECONDS_APART = 5_881  # a prime: copies fall on other minutes and other days
_LISTED = 400
_PLACE_BITS = 31  # see register/models.place_of


@dataclass(frozen=True, slots=True)
class Strides:
    """How far the numbers of one round of copies lie from the round before."""

    case: int
    entry: int
    event: int
    reporter: int
    submission: int


@click.command()
@click.argument("cases", type=int)
@click.option("--real", default=500, show_default=True, help="How many are told by the real actions.")
@click.option(
    "--facts", type=click.Path(path_type=Path), required=True, help="Where to write what to ask for."
)
def main(cases: int, real: int, facts: Path) -> None:
    """Fill up to CASES cases."""
    import django

    django.setup()
    from django.core.management import call_command

    from surga.core.cases.queries import has_cases
    from surga.project import demo
    from surga.project.commands.preparing import accounts, bar, prepare

    call_command("collectstatic", interactive=False, verbosity=0)
    prepare(demo=False)
    accounts()
    if not has_cases():
        demo.fill(cases=real, seed=1, progress=bar)
    copy_up_to(cases, real)
    facts.write_text(json.dumps(_facts()))


def copy_up_to(cases: int, real: int) -> None:
    """Copy the first ``real`` cases, round after round, until there are ``cases``."""
    from django.core.management.color import no_style
    from django.db import connection, transaction

    from surga.core.cases.models import Case
    from surga.project.commands.preparing import bar
    from surga.reactions.register import tally

    strides = _strides(real)
    first, rounds = -(-Case.objects.count() // real), -(-cases // real)
    dice, taken = random.Random(1), set(Case.objects.values_list("code", flat=True))  # noqa: S311  # no secret
    originals = list(Case.objects.order_by("id").values_list("id", "code")[:real])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_codes (case_id bigint PRIMARY KEY, code varchar(20))")
        for turn in range(first, rounds):
            with transaction.atomic():
                codes = [(pk, _fresh(code, dice, taken)) for pk, code in originals]
                cursor.execute("DELETE FROM bench_codes")
                cursor.executemany("INSERT INTO bench_codes VALUES (%s, %s)", codes)
                cursor.execute("ANALYZE bench_codes")
                for statement in _copies(connection.vendor, strides, turn):
                    cursor.execute(statement)
            bar("cases", (turn + 1) * real, cases)
        tally.recount()
        cursor.execute("DROP TABLE bench_codes")
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _strides(real: int) -> Strides:
    """From the originals alone, so that a later filling goes on with the same numbers."""
    from django.db.models import Max

    from surga.core.cases.models import Case, Entry
    from surga.core.intake.models import Submission
    from surga.core.people.models import Reporter
    from surga.events.models import Event

    originals = list(Case.objects.order_by("id").values_list("id", "reporter_id")[:real])
    ids = [pk for pk, _ in originals]
    top = max(ids)

    def last(rows: Any) -> int:
        return int(rows.aggregate(top=Max("id"))["top"] or 0)

    return Strides(
        case=top,
        entry=last(Entry.objects.filter(case_id__lte=top)),
        event=last(Event.objects.filter(case_id__lte=top)),
        reporter=last(Reporter.objects.filter(id__lte=max(r or 0 for _, r in originals))),
        submission=last(Submission.objects.filter(case_id__lte=top)),
    )


def _copies(vendor: str, by: Strides, turn: int) -> list[str]:
    """One round of copies: the statements, parents first."""
    from surga.core.cases.models import Case, Entry
    from surga.core.intake.models import Submission
    from surga.core.people.models import Reporter
    from surga.events.models import Event
    from surga.reactions.register.models import PublicCase

    back = turn * _SECONDS_APART
    case, code = f"t.case_id + {turn * by.case}", "b.code"
    # Said twice, so that a database looks the originals up instead of walking through all their copies.
    theirs = f"b.case_id = t.case_id AND t.case_id <= {by.case}"
    submission = {"id": f"t.id + {turn * by.submission}", "case_id": case,
                  "external_id": f"t.external_id || ':{turn}'"}  # fmt: skip
    public = {"case_id": case, "code": code,
              "place": f"t.place - {back << _PLACE_BITS} + {turn * by.case}"}  # fmt: skip
    own = {
        "id": f"t.id + {turn * by.case}",
        "code": code,
        "reporter_id": f"t.reporter_id + {turn * by.reporter}",
    }
    event = {"id": f"t.id + {turn * by.event}", "case_id": case,
             "data": _data(vendor, turn * by.entry)}  # fmt: skip
    return [
        _copy(vendor, Reporter, {"id": f"t.id + {turn * by.reporter}"}, back, f"t.id <= {by.reporter}"),
        _copy(vendor, Case, own, back, f"b.case_id = t.id AND t.id <= {by.case}"),
        _copy(vendor, Entry, {"id": f"t.id + {turn * by.entry}", "case_id": case}, back, theirs),
        _copy(vendor, Event, event, back, theirs),
        _copy(vendor, Submission, submission, back, theirs),
        _copy(vendor, PublicCase, public, back, theirs),
    ]


def _copy(vendor: str, model: Any, changed: dict[str, str], back: int, which: str) -> str:
    """INSERT … SELECT of one table: times go back by seconds, what is in ``changed`` is made anew."""
    from django.db.models import DateTimeField

    taken = []
    for field in model._meta.concrete_fields:
        column = f"t.{field.column}"
        if field.column in changed:
            column = changed[field.column]
        elif isinstance(field, DateTimeField):
            column = _earlier(vendor, column, back)
        taken.append(column)
    columns = ", ".join(field.column for field in model._meta.concrete_fields)
    tables = f"{model._meta.db_table} t" + (", bench_codes b" if "b." in which else "")
    return f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {', '.join(taken)} FROM {tables} WHERE {which}"  # noqa: S608  # names of ours


def _earlier(vendor: str, column: str, seconds: int) -> str:
    if vendor == "sqlite":
        # The far future stands for never, and stays. (A bare '9000' would be compared as a number.)
        moved = f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-{seconds} seconds')"
        return f"CASE WHEN {column} >= '9000-01-01' THEN {column} ELSE {moved} END"
    return (
        f"CASE WHEN {column} >= '9000-01-01' THEN {column} ELSE {column} - interval '{seconds} seconds' END"
    )


def _data(vendor: str, entry: int) -> str:
    """An event's plain values, with the number of the copy's own entry."""
    if vendor == "sqlite":
        said, moved = "json_extract(t.data, '$.entry_id')", "json_set(t.data, '$.entry_id', {} + {})"
    else:
        said, moved = "(t.data->>'entry_id')::bigint", "jsonb_set(t.data, '{{entry_id}}', to_jsonb({} + {}))"
    return f"CASE WHEN {said} IS NULL THEN t.data ELSE {moved.format(said, entry)} END"


def _fresh(code: str, dice: random.Random, taken: set[str]) -> str:
    while True:
        found = code[:-5] + "".join(dice.choices(ALPHABET, k=5))
        if found not in taken:
            taken.add(found)
            return found


def _models() -> list[Any]:
    from surga.core.cases.models import Case, Entry
    from surga.core.intake.models import Submission
    from surga.core.people.models import Reporter
    from surga.events.models import Event

    return [Case, Entry, Submission, Reporter, Event]


def _facts() -> dict[str, Any]:
    from surga.core.cases.models import Case
    from surga.core.people import actions, queries
    from surga.core.regions.queries import regions_of
    from surga.project.commands.preparing import accounts
    from surga.reactions.register.models import PublicCase

    officer = queries.officer_named("koordinator")
    assert officer is not None  # noqa: S101  # made above
    open_ones = Case.objects.filter(oversight=False, confidential=False).order_by("-changed_at")
    return {
        "password": accounts(),
        "token": actions.issue_token(officer, "bench"),
        "public": list(PublicCase.objects.order_by("-place").values_list("code", flat=True)[:_LISTED]),
        "waiting": list(open_ones.values_list("code", flat=True)[:_LISTED]),
        "regions": [region.code for region in regions_of("kelurahan")],
    }


if __name__ == "__main__":
    main()
