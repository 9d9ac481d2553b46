"""Figures about the city's work: some for everybody, with small cells left out, the others for officers."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from surga.core.people.access import Actor, NotAllowed, may
from surga.doors.api.answers import shapes
from surga.doors.api.answers.problems import Mistake
from surga.doors.api.asking import limits
from surga.doors.api.asking.shapes import FIRST, LAST, Day, Line, one_of
from surga.doors.api.asking.tokens import officer_at_screen, officer_of, scheme_of
from surga.doors.api.operations.frame import refusing
from surga.reactions.insight import queries as insight
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.rules.measures import MEASURES
from surga.reactions.insight.rules.statistics.suppression import public_rows

router = Router(tags=["figures"])
#: Into which groups everybody may divide: by more, or by the day, one would look for single people.
FOR_ALL = ("month", "channel", "agency", "topic", "region", "level", "kind")


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


def _place_of(by: str) -> tuple[int, str]:
    """Those for everybody first."""
    return (FOR_ALL.index(by) if by in FOR_ALL else len(FOR_ALL), by)


class FigureAsked(BaseModel):
    """Over which cases, in which groups, as known when."""

    from_: Day = Field(default=None, alias="from", description=_("Hari diterima pertama (termasuk)."))
    to: Day = Field(default=None, description=_("Hari diterima terakhir (termasuk)."))
    by: Line = Field(
        default="month",
        description=_("Dibagi menurut apa. Untuk umum salah satu dari tujuh yang pertama."),
        json_schema_extra=one_of(tuple(sorted(insight.BY, key=_place_of))),
    )
    as_of: Instant = Field(
        default=None, description=_("Keadaan pada saat ini; yang terjadi kemudian tidak dihitung.")
    )
    channel: Line = Field(default="", description=_("Hanya kanal ini. Untuk petugas."))
    agency: Line = Field(default="", description=_("Hanya instansi ini. Untuk petugas."))
    topic: Line = Field(default="", description=_("Hanya topik ini. Untuk petugas."))
    region: Line = Field(default="", description=_("Hanya wilayah ini. Untuk petugas."))
    level: Line = Field(default="", description=_("Hanya tingkat ini. Untuk petugas."))
    kind: Line = Field(default="", description=_("Hanya jenis ini. Untuk petugas."))

    @property
    def where(self) -> insight.Where:
        return insight.Where(self.channel, self.agency, self.topic, self.region, self.level, self.kind)


@router.get(
    "/{name}",
    response=shapes.Figure,
    summary=_("Satu angka, menurut kelompok"),
    description=_(
        "Angka umum terbuka untuk siapa saja, juga menurut instansi; yang lain untuk petugas. Setiap angka "
        "menyebut artinya, banyaknya laporan (n), dan rentang kepercayaan 95 persen bila ada. Untuk umum, kelompok "
        "kecil (1 sampai 4) dikosongkan bersama kelompok yang akan membocorkannya, dan laporan rahasia, berkadar "
        "pengawasan, dan topik yang dilindungi tidak dihitung. Pejabat penghubung mendapat angka instansinya saja."
    ),
    openapi_extra=refusing(401, 403, 404, 422, 429, security=[{}, {"OfficerToken": []}]),
)
def read_figure(request: HttpRequest, name: str, asked_for: Query[FigureAsked]) -> shapes.Figure:
    limits.spend(request, "look")
    if name not in MEASURES:
        raise Mistake("figure_unknown", 404, "name")
    if asked_for.by not in insight.BY:
        raise Mistake("split_unknown", 422, "by")
    actor = _asker(request, name, asked_for)
    where = _where(actor, name, asked_for)
    found = insight.figure(
        name,
        asked_for.from_,
        asked_for.to,
        asked_for.by,
        asked_for.as_of,
        where=where,
        open_only=actor is None,
    )
    rows, few = _for_officers(found) if actor is not None else _for_all(found)
    filtered = {key: value for key, value in asdict(where).items() if value}
    return shapes.Figure(
        name=found.name,
        as_of=found.as_of,
        definition=_definition(found),
        unit=FIGURES[name].unit,
        filter=found.filter | filtered,
        n=None if few else found.n,
        rows=rows,
    )


def _asker(request: HttpRequest, name: str, asked_for: FigureAsked) -> Actor | None:
    """The officer who asks; None for everybody. Raises for what only officers may ask."""
    actor = officer_at_screen(request) if not scheme_of(request) else officer_of(request)
    if actor is None:
        narrow = asked_for.by not in FOR_ALL or asked_for.where != insight.EVERYTHING
        if narrow or not insight.is_public(name):
            actor = officer_of(request)
    if actor is not None and not may(actor, "figures"):
        raise NotAllowed("figures")
    return actor


def _where(actor: Actor | None, name: str, asked_for: FigureAsked) -> insight.Where:
    """What is asked of; a liaison is held to the own agency, as on the pages of SIE."""
    if actor is None or actor.role != "liaison":
        return asked_for.where
    if name == "ikm":
        # Another room counts it, of whoever answered: there is nothing that could be held to an agency.
        raise NotAllowed("figures")
    return replace(asked_for.where, agency=actor.agency or "-")


def _for_officers(found: insight.Figure) -> tuple[list[shapes.FigureRow], bool]:
    return [
        shapes.FigureRow(by=row.by, value=row.value, n=row.n, low=row.low, high=row.high)
        for row in found.rows
    ], False


def _for_all(found: insight.Figure) -> tuple[list[shapes.FigureRow], bool]:
    rows, few = public_rows(found.rows, FIGURES[found.name].unit)
    return [shapes.FigureRow(**row._asdict()) for row in rows], few


def _definition(found: insight.Figure) -> str:
    """From the catalogue, in the reader's language; behind it what the room that counted says of this answer."""
    said = FIGURES[found.name].said(get_language())
    return said if found.definition == MEASURES[found.name].definition else f"{said} {found.definition}"
