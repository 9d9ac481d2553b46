"""For everybody and for reporters: file a case, follow it, say more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja.params.functions import Header
from pydantic import BaseModel

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.codes import tidy_code
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, may
from surga.doors.api.answers import shapes, views
from surga.doors.api.asking import limits
from surga.doors.api.asking.shapes import CaseIn, LocationIn, NothingIn, RatingIn, ReporterIn, TextIn
from surga.doors.api.asking.tokens import CaseToken, officer_of, reporter_of, scheme_of
from surga.doors.api.operations.frame import case_router, refusing
from surga.doors.look.words.dangers import alarm_of


@case_router.post(
    "",
    tags=["cases"],
    response={201: shapes.Receipt},
    summary=_("Membuat laporan"),
    description=_(
        "Terbuka untuk siapa saja; cukup text. Dengan kepala Idempotency-Key (nilai acak, misalnya UUID), "
        "kiriman ulang dengan isi yang sama mendapat jawaban yang sama dan tidak membuat laporan kedua; "
        "isi lain dengan kunci yang sama ditolak dengan 409. Bila danger terisi, tunjukkan tell kepada pelapor "
        "sebelum yang lain."
    ),
    openapi_extra=refusing(409, 429, body=True),
)
def file_case(
    request: HttpRequest,
    response: HttpResponse,
    draft: CaseIn,
    idempotency_key: str = Header(
        "", alias="Idempotency-Key", description=_("Kunci pengulangan, sekali pakai.")
    ),
) -> shapes.Receipt:
    limits.spend(request, "create")
    receipt = receive(_message(draft, idempotency_key), REPORTER)
    response["Location"] = f"{settings.PUBLIC_URL}/api/v1/cases/{receipt.code}"
    return shapes.Receipt(
        code=receipt.code,
        token=receipt.token,
        status=receipt.status,
        url=f"{settings.PUBLIC_URL}/lacak/{receipt.code}",
        danger=_danger(receipt.danger),
    )


def _danger(kind: str) -> shapes.Danger | None:
    alarm = alarm_of(kind)
    return shapes.Danger(kind=kind, tell=alarm.tell) if alarm is not None else None


@case_router.get(
    "/{code}",
    tags=["cases"],
    response=shapes.PublicCase | shapes.OfficersCase,
    summary=_("Membaca satu laporan"),
    description=_(
        "Tanpa tanda pengenal: yang boleh dibaca umum (sebelum dipublikasikan, tanpa isi). Dengan "
        "Authorization: Case, pandangan pelapor; dengan Authorization: Bearer, pandangan petugas. Laporan "
        "rahasia dan yang berkadar pengawasan tidak ada bagi umum."
    ),
    openapi_extra=refusing(401, 404, 429, security=[{}, {"CaseToken": []}, {"OfficerToken": []}]),
)
def read_case(request: HttpRequest, code: str) -> shapes.PublicCase | shapes.OfficersCase:
    scheme = scheme_of(request)
    if scheme == "bearer":
        actor = officer_of(request)
        found = cases.case_by_code(code)
        if found is None or not may(actor, "see", cases.facts_of(found)):
            raise CaseUnknown
        return views.officer_view(found, actor)
    if scheme:
        reporter_of(request, code)
        return views.reporter_view(_looked_up(request, code))
    found = _looked_up(request, code)
    if views.is_secret(found):
        raise _missed(request)
    return views.public_view(found)


def _act[B: BaseModel](
    move: str, shape: type[B], summary: str, do: Callable[[str, B], object], *statuses: int
) -> None:
    """One more thing that a reporter may do; the answer is the reporter's view."""

    def operation(request: HttpRequest, code: str, body: B) -> shapes.PublicCase:
        _counted(request)
        return views.reporter_view(do(tidy_code(code), body))

    operation.__name__ = f"{move.replace('-', '_')}_by_reporter"
    operation.__annotations__ = {"request": HttpRequest, "code": str, "body": shape}
    case_router.post(
        f"/{{code}}/{move}",
        tags=["cases"],
        auth=CaseToken(),
        response=shapes.PublicCase,
        summary=summary,
        openapi_extra=refusing(401, 403, 404, 409, 429, *statuses, body=True),
    )(operation)


_act(
    "replies",
    TextIn,
    _("Menjawab atau menambah keterangan"),
    lambda code, body: actions.reply_to_case(code, REPORTER, text=body.text),
)
_act(
    "rating",
    RatingIn,
    _("Memberi nilai"),
    lambda code, body: actions.rate_case(code, REPORTER, stars=body.stars, text=body.text),
)
_act(
    "confirm", NothingIn, _("Menyatakan sudah beres"), lambda code, body: actions.confirm_case(code, REPORTER)
)
_act(
    "object",
    TextIn,
    _("Menyanggah: belum beres"),
    lambda code, body: actions.object_to_case(code, REPORTER, text=body.text),
)
_act(
    "request-reopen",
    TextIn,
    _("Minta dibuka kembali"),
    lambda code, body: actions.request_reopen(code, REPORTER, text=body.text),
)
_act(
    "request-raise",
    TextIn,
    _("Minta dinaikkan ke tingkat berikutnya, sesudah permintaan dibuka kembali ditolak"),
    lambda code, body: actions.raise_case(code, REPORTER, reason="reopen_refused", text=body.text),
)


def _looked_up(request: HttpRequest, code: str) -> Any:
    """The case, for somebody who is not known: counted, so that codes cannot be tried out."""
    _counted(request)
    found = cases.case_by_code(code)
    if found is None:
        raise _missed(request)
    return found


def _counted(request: HttpRequest) -> None:
    limits.check(request, "miss")
    limits.spend(request, "look")


def _missed(request: HttpRequest) -> CaseUnknown:
    limits.spend(request, "miss")
    return CaseUnknown()


def _message(draft: CaseIn, key: str) -> Message:
    reporter, place = draft.reporter or ReporterIn(), draft.location or LocationIn()
    return Message(
        text=draft.text,
        title=draft.title,
        kind=draft.kind or "complaint",
        channel=draft.channel or "web",
        # Hashed: a key may be longer than the column, and hold what the column cannot.
        external_id=f"api:{hashlib.sha256(key.encode()).hexdigest()}" if key else "",
        inbox="api" if key else "",
        reporter_name=reporter.name,
        reporter_phone=reporter.phone,
        reporter_email=reporter.email,
        language=(get_language() or "id")[:2],
        anonymous=draft.anonymous,
        confidential=draft.confidential,
        region=draft.region,
        lat=place.lat,
        lon=place.lon,
        address=place.address,
        occurred_on=draft.occurred_on,
        topic=draft.topic,
        agency=draft.agency,
    )
