"""For another government's program: bring a matter here, ask what became of it, say something on it.

Who tells, asks: the government that brought a matter asks about it, and is never told of it by us.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from surga.channels.port.gateway import Report
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.codes import tidy_code
from surga.core.cases.queries import CursorBroken
from surga.core.triage.words import plain
from surga.doors.api.answers import exchange as answers
from surga.doors.api.answers.problems import Mistake
from surga.doors.api.asking import limits
from surga.doors.api.asking.exchange import (
    MAX_REF,
    SAYABLE,
    GiveBackIn,
    MatterIn,
    PartnerToken,
    PassOnIn,
    PictureIn,
    StepIn,
    partner_in,
)
from surga.doors.api.asking.shapes import Line
from surga.doors.api.operations.figures import Instant
from surga.doors.api.operations.frame import refusing
from surga.doors.api.operations.officers import Limit
from surga.reactions.sync.actions import partners as acts
from surga.reactions.sync.queries import partners as seen
from surga.reactions.sync.things import Partner

router = Router(tags=["exchange"], auth=PartnerToken())


class MattersAsked(BaseModel):
    """Which matters, and which page of them."""

    since: Instant = Field(default=None, description=_("Yang berubah sejak saat ini (termasuk)."))
    q: Line = Field(default="", description=_("Rujukan Anda sendiri; hanya laporan itu."))
    cursor: Line = Field(default="", description=_("Penanda dari next halaman sebelumnya."))
    limit: Limit = 100


@router.get(
    "/bodies",
    response=answers.ExchangeBodies,
    summary=_("Pemerintah ini dan instansinya"),
    description=_("Kepada siapa sebuah laporan dapat diteruskan di sini."),
    openapi_extra=refusing(401, 403, 429),
)
def exchange_bodies(request: HttpRequest) -> answers.ExchangeBodies:
    _counted(request)
    return answers.ExchangeBodies(items=[answers.body(each) for each in seen.bodies()])


@router.get(
    "/reports",
    response=answers.ExchangePage,
    summary=_("Laporan yang berubah"),
    description=_(
        "Laporan yang Anda bawa atau yang diberikan kepada Anda, yang paling lama berubah lebih dulu."
    ),
    openapi_extra=refusing(401, 403, 422, 429),
)
def exchange_reports(request: HttpRequest, asked_for: Query[MattersAsked]) -> answers.ExchangePage:
    partner, page = _counted(request), _page(asked_for.cursor)
    acts.show_given(partner)
    found = seen.reports_changed(
        partner, since=asked_for.since, marker=asked_for.q[:MAX_REF], page=page, limit=asked_for.limit
    )
    return answers.ExchangePage(
        items=[answers.report(each) for each in found.items], next=str(page + 1) if found.more else None
    )


@router.post(
    "/reports",
    response={200: answers.ExchangeReceipt, 201: answers.ExchangeReceipt},
    summary=_("Membawa laporan ke sini"),
    description=_(
        "Sekali untuk setiap ref: kiriman ulang mendapat nomor yang sama dengan status 200. Nama pelapor tidak "
        "dikirim. Kabar tentang laporan ini Anda tanyakan; kami tidak mengirimkannya."
    ),
    openapi_extra=refusing(401, 403, 429, body=True),
)
def exchange_bring(request: HttpRequest, matter: MatterIn) -> Status[answers.ExchangeReceipt]:
    partner, photos = _counted(request), _photos(matter.pictures)
    if not plain(matter.text, lines=True):
        raise Mistake("text_empty", 422, "text")
    now = datetime.now(UTC)
    report = Report(
        id=_ref(matter.ref),
        second_id="",
        text=matter.text,
        standing="unverified",
        created_at=now,
        updated_at=now,
        title=matter.title,
        kind=matter.kind,
        anonymous=True,
        place=matter.address,
        lat=matter.lat,
        lon=matter.lon,
        occurred_on=matter.occurred_on,
    )
    code, created = acts.bring(partner, report, photos, known_above=matter.known_above)
    return Status(201 if created else 200, answers.ExchangeReceipt(id=code, created=created))


@router.get(
    "/reports/{code}",
    response=answers.ExchangeReport,
    summary=_("Satu laporan dengan langkah-langkahnya"),
    openapi_extra=refusing(401, 403, 404, 429),
)
def exchange_report(request: HttpRequest, code: str) -> answers.ExchangeReport:
    partner = _counted(request)
    acts.look_first(partner, tidy_code(code))
    found = seen.report_shown(partner, tidy_code(code))
    if found is None:
        raise CaseUnknown
    return answers.report(found)


@router.post(
    "/reports/{code}/steps",
    response=answers.ExchangeDone,
    summary=_("Mengatakan sesuatu tentang laporan"),
    description=_("Sekali untuk setiap ref. Keadaan hanya dapat dinyatakan selama laporan ada pada Anda."),
    openapi_extra=refusing(401, 403, 404, 409, 429, body=True),
)
def exchange_step(request: HttpRequest, code: str, step: StepIn) -> answers.ExchangeDone:
    partner, photos = _counted(request), _photos(step.pictures)
    if step.standing and step.standing not in SAYABLE:
        raise Mistake("status_unknown", 422, "standing")
    told = acts.FollowUp(_ref(step.ref), step.text, step.standing, step.closes, photos)
    return answers.ExchangeDone(id=acts.follow_up(partner, tidy_code(code), told))


@router.post(
    "/reports/{code}/pass-on",
    response=answers.ExchangeDone,
    summary=_("Meneruskan laporan ke instansi di sini"),
    openapi_extra=refusing(401, 403, 404, 409, 429, body=True),
)
def exchange_pass_on(request: HttpRequest, code: str, passed: PassOnIn) -> answers.ExchangeDone:
    partner, ref = _counted(request), _ref(passed.ref)
    return answers.ExchangeDone(id=acts.pass_on(partner, tidy_code(code), ref, passed.body, passed.text))


@router.post(
    "/reports/{code}/give-back",
    response=answers.ExchangeDone,
    summary=_("Mengembalikan laporan: bukan wewenang Anda"),
    openapi_extra=refusing(401, 403, 404, 409, 429, body=True),
)
def exchange_give_back(request: HttpRequest, code: str, given: GiveBackIn) -> answers.ExchangeDone:
    partner, ref = _counted(request), _ref(given.ref)
    return answers.ExchangeDone(id=acts.give_back(partner, tidy_code(code), ref, given.reason))


@router.get(
    "/reports/{code}/pictures/{picture}",
    response=answers.ExchangeFile,
    summary=_("Sebuah gambar"),
    openapi_extra=refusing(401, 403, 404, 429),
)
def exchange_picture(request: HttpRequest, code: str, picture: str) -> answers.ExchangeFile:
    data = seen.picture_shown(_counted(request), tidy_code(code), picture)
    if data is None:
        raise CaseUnknown
    return answers.ExchangeFile(mime="image/jpeg", data=base64.b64encode(data).decode())


def _counted(request: HttpRequest) -> Partner:
    limits.spend(request, "exchange")
    return partner_in(request)


def _ref(said: str) -> str:
    ref = plain(said)
    if not ref or len(ref) > MAX_REF:
        raise Mistake("ref_invalid", 422, "ref")
    return ref


def _page(cursor: str) -> int:
    if not cursor:
        return 1
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 6 and int(cursor)):
        raise CursorBroken(cursor[:20])
    return int(cursor)


def _photos(pictures: list[PictureIn]) -> tuple[bytes, ...]:
    """The pictures as bytes; what is no base64 is none, and no reason to lose the rest."""
    found = []
    for picture in pictures:
        try:
            found.append(base64.b64decode(picture.data, validate=True))
        except (binascii.Error, ValueError):
            continue
    return tuple(found)
