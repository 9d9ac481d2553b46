"""The shapes of what another government's program is told, and how they are filled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field, PlainSerializer, WithJsonSchema

from surga.channels.port.gateway import ROLES, STANDINGS, STEPS, Body, Step
from surga.doors.api.answers.shapes import Answer
from surga.reactions.sync.queries.partners import Shown


def _exact(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


#: An instant to the microsecond: two steps of one second keep their order.
Exact = Annotated[
    datetime,
    PlainSerializer(_exact, return_type=str),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2022-06-15T02:30:00.123456+00:00"]}
    ),
]


class ExchangeBody(Answer):
    """This government, or an agency of it."""

    id: str
    name: str
    parent: str
    level: str = Field(description=_("province, centre, atau neighbour; kosong untuk yang lain."))


class ExchangeBodies(Answer):
    """Everybody to whom a matter can be passed on here."""

    items: list[ExchangeBody]


class ExchangeStep(Answer):
    """One step of a matter's story."""

    id: str
    at: Exact
    kind: str = Field(json_schema_extra={"enum": list(STEPS)})
    role: str = Field(json_schema_extra={"enum": list(ROLES)})
    by: str
    text: str = Field(description=_("Yang dikatakan, disamarkan."))
    ref: str = Field(description=_("Rujukan Anda, bila langkah ini dari Anda."))


class ExchangePicture(Answer):
    """A picture that can be fetched."""

    id: str
    name: str
    mime: str


class ExchangeHolder(Answer):
    """Who has the matter now."""

    id: str
    name: str


class ExchangeReport(Answer):
    """A matter as whoever brought it, or was given it, sees it. ``steps`` is null in a list."""

    id: str
    ref: str = Field(description=_("Rujukan Anda, bila laporan ini dari Anda."))
    title: str
    text: str
    kind: str
    standing: str = Field(json_schema_extra={"enum": list(STANDINGS)})
    topic: str
    body: ExchangeHolder
    yours: bool = Field(description=_("Apakah laporan sekarang ada pada Anda."))
    anonymous: bool
    secret: bool
    oversight: bool
    channel: str
    occurred_on: date | None
    address: str
    lat: float | None
    lon: float | None
    created_at: Exact
    updated_at: Exact
    pictures: list[ExchangePicture]
    steps: list[ExchangeStep] | None


class ExchangePage(Answer):
    """A page of matters, and the cursor of the next."""

    items: list[ExchangeReport]
    next: str | None


class ExchangeReceipt(Answer):
    """The id under which a matter was taken in, now or before."""

    id: str
    created: bool


class ExchangeDone(Answer):
    """The id of the step that was taken, now or before."""

    id: str


class ExchangeFile(Answer):
    """A picture in base64."""

    mime: str
    data: str = Field(json_schema_extra={"format": "byte"})


def body(found: Body) -> ExchangeBody:
    return ExchangeBody(id=found.id, name=found.name, parent=found.parent, level=found.level)


def report(shown: Shown) -> ExchangeReport:
    told = shown.report
    return ExchangeReport(
        id=told.id,
        ref=shown.marker,
        title=told.title,
        text=told.text,
        kind=told.kind,
        standing=told.standing,
        topic=told.topic_id,
        body=ExchangeHolder(id=told.body_id, name=shown.body_name),
        yours=shown.yours,
        anonymous=told.anonymous,
        secret=told.secret,
        oversight=told.oversight,
        channel=told.channel,
        occurred_on=told.occurred_on,
        address=told.place,
        lat=told.lat,
        lon=told.lon,
        created_at=told.created_at,
        updated_at=told.updated_at,
        pictures=[ExchangePicture(id=each.url, name=each.name, mime=each.mime) for each in told.pictures],
        steps=None if told.steps is None else [_step(each) for each in told.steps],
    )


def _step(told: Step) -> ExchangeStep:
    return ExchangeStep(
        id=told.id, at=told.at, kind=told.kind, role=told.role, by=told.by, text=told.text, ref=told.ref
    )
