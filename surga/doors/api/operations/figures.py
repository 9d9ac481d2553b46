"""Figures about the city's work: some for everybody, the others for officers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from surga.core.people.access import NotAllowed, may
from surga.doors.api.answers import shapes
from surga.doors.api.answers.problems import Mistake
from surga.doors.api.asking import limits
from surga.doors.api.asking.shapes import FIRST, LAST, Day, Line, one_of
from surga.doors.api.asking.tokens import officer_at_screen, officer_of, scheme_of
from surga.doors.api.operations.frame import refusing
from surga.reactions.insight import queries as insight
from surga.reactions.insight.rules.measures import MEASURES

router = Router(tags=["figures"])


def _read_moment(value: Any) -> datetime | None:
    """An instant with its offset (a "+" in an address arrives as a space)."""
    if value is None or value == "":
        return None
    moment = datetime.fromisoformat(str(value).replace(" ", "+"))
    if moment.tzinfo is None or not FIRST <= moment.date() <= LAST:
        raise ValueError("no instant of ours")
    return moment.astimezone(UTC)


Instant = Annotated[
    datetime | None,
    BeforeValidator(_read_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}),
]


class FigureAsked(BaseModel):
    """Over which cases, in which groups, as known when."""

    from_: Day = Field(default=None, alias="from", description=_("Hari diterima pertama (termasuk)."))
    to: Day = Field(default=None, description=_("Hari diterima terakhir (termasuk)."))
    by: Line = Field(
        default="month", description=_("Dibagi menurut apa."), json_schema_extra=one_of(tuple(insight.BY))
    )
    as_of: Instant = Field(
        default=None, description=_("Keadaan pada saat ini; yang terjadi kemudian tidak dihitung.")
    )


@router.get(
    "/{name}",
    response=shapes.Figure,
    summary=_("Satu angka, menurut kelompok"),
    description=_(
        "Angka umum terbuka untuk siapa saja, juga menurut instansi; yang lain untuk petugas. Setiap angka "
        "menyebut artinya, banyaknya laporan (n), dan rentang kepercayaan 95 persen bila ada."
    ),
    openapi_extra=refusing(401, 403, 404, 422, 429, security=[{}, {"OfficerToken": []}]),
)
def read_figure(request: HttpRequest, name: str, asked_for: Query[FigureAsked]) -> shapes.Figure:
    limits.spend(request, "look")
    if name not in MEASURES:
        raise Mistake("figure_unknown", 404, "name")
    if asked_for.by not in insight.BY:
        raise Mistake("split_unknown", 422, "by")
    actor = officer_at_screen(request) if not scheme_of(request) else officer_of(request)
    if actor is None and not insight.is_public(name):
        actor = officer_of(request)
    if actor is not None and not may(actor, "figures"):
        raise NotAllowed("figures")
    found = insight.figure(
        name, asked_for.from_, asked_for.to, asked_for.by, asked_for.as_of, open_only=actor is None
    )
    return shapes.Figure(
        name=found.name,
        as_of=found.as_of,
        definition=found.definition,
        filter=found.filter,
        n=found.n,
        rows=[
            shapes.FigureRow(by=row.by, value=row.value, n=row.n, low=row.low, high=row.high)
            for row in found.rows
        ],
    )
