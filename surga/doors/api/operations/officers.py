"""For officers and the programs that work for them: lists, and every move of a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import BaseModel, Field

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.codes import tidy_code
from surga.core.cases.states import STATUSES, Refused
from surga.core.people.access import Actor, NotAllowed, may
from surga.doors.api.answers import shapes, views
from surga.doors.api.answers.problems import Mistake
from surga.doors.api.asking import shapes as asked
from surga.doors.api.asking.shapes import Line, one_of
from surga.doors.api.asking.tokens import OfficerToken
from surga.doors.api.operations.frame import case_router, refusing

Limit = Annotated[int, Field(ge=1, le=200, description=_("Banyaknya tiap halaman, 1 sampai 200."))]


class QueueAsked(BaseModel):
    """Which cases, and which page of them."""

    queue: Line = Field(default="all", description=_("Antrean."), json_schema_extra=one_of(cases.QUEUES))
    status: Line = Field(default="", json_schema_extra=one_of(STATUSES))
    agency: Line = Field(default="", description=_("Kode instansi."))
    topic: Line = Field(default="", description=_("Kode topik."))
    region: Line = Field(default="", description=_("Kode kelurahan."))
    q: Line = Field(default="", description=_("Kata-kata, atau nomor laporan."))
    cursor: Line = Field(default="", description=_("Penanda dari next halaman sebelumnya."))
    limit: Limit = 50


@case_router.get(
    "",
    tags=["officers"],
    auth=OfficerToken(),
    response=shapes.CasePage,
    summary=_("Daftar laporan untuk petugas"),
    description=_(
        "Laporan yang boleh dilihat petugas pemilik token. Yang paling mendesak lebih dulu; untuk antrean all "
        "dan closed, yang terbaru lebih dulu."
    ),
    openapi_extra=refusing(401, 422, 429),
)
def list_cases(request: HttpRequest, asked_for: Query[QueueAsked]) -> shapes.CasePage:
    chosen = asked_for.model_dump()
    if chosen["queue"] not in cases.QUEUES:
        raise Mistake("queue_unknown", 422, "queue")
    if chosen["status"] and chosen["status"] not in STATUSES:
        raise Mistake("status_unknown", 422, "status")
    page = cases.queue_of(_actor(request), **chosen)
    return views.case_page(page.items, page.next)


def _move(name: str, shape: type[BaseModel], summary: str, do: Callable[..., object]) -> None:
    """One move as an operation. The body's fields are the action's own arguments."""

    def operation(request: HttpRequest, code: str, body: Any) -> shapes.OfficersCase:
        actor = _actor(request)
        try:
            return views.officer_view(do(tidy_code(code), actor, **body.model_dump()), actor)
        except NotAllowed:
            raise _refusal(code, actor) from None
        except Refused as error:
            raise _by_our_name(error, shape) from None

    operation.__name__ = f"{name.replace('-', '_')}_case"
    operation.__annotations__ = {"request": HttpRequest, "code": str, "body": shape}
    case_router.post(
        f"/{{code}}/{name}",
        tags=["officers"],
        auth=OfficerToken(),
        response=shapes.OfficersCase,
        summary=summary,
        openapi_extra=refusing(401, 403, 404, 409, 429, body=True),
    )(operation)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = vars(request)["auth"]
    return actor


def _refusal(code: str, actor: Actor) -> Exception:
    """A case that the officer may not even see is not there for them."""
    found = cases.case_by_code(code)
    if found is None or not may(actor, "see", cases.facts_of(found)):
        return CaseUnknown()
    return NotAllowed("")


def _by_our_name(error: Refused, shape: type[BaseModel]) -> Refused:
    """What the actions call "text" is the reason or the note in some bodies."""
    if error.field != "text" or "text" in shape.model_fields:
        return error
    field = "reason" if "note" not in shape.model_fields else "note"
    code = "reason_empty" if error.code == "text_empty" else error.code
    return Refused(code, field, **error.params)


_move("verify", asked.VerifyIn, _("Memverifikasi"), actions.verify_case)
_move("ask", asked.TextIn, _("Bertanya kepada pelapor"), actions.ask_reporter)
_move("forward", asked.ForwardIn, _("Meneruskan ke instansi (disposisi)"), actions.forward_case)
_move("start", asked.MaybeTextIn, _("Mulai mengerjakan"), actions.start_work)
_move("return", asked.ReasonIn, _("Mengembalikan: bukan wewenang"), actions.return_case)
_move("answer", asked.TextIn, _("Menanggapi"), actions.answer_case)
_move("resolve", asked.TextIn, _("Menyatakan selesai ditangani"), actions.resolve_case)
_move("escalate", asked.EscalateIn, _("Membawa ke tingkat yang berwenang"), actions.escalate_case)
_move("raise", asked.RaiseIn, _("Menaikkan ke tingkat berikutnya"), actions.raise_case)
_move("archive", asked.ArchiveIn, _("Mengarsipkan dengan alasan"), actions.archive_case)
_move("note", asked.TextIn, _("Mencatat untuk sesama petugas"), actions.add_note)
_move("reopen", asked.NoteIn, _("Membuka kembali"), actions.reopen_case)
_move("refuse-reopen", asked.ReasonIn, _("Menolak membuka kembali"), actions.refuse_reopen)
