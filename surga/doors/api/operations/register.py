"""The public register, as a list to page through."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from surga.core.cases.states import STATUSES
from surga.doors.api.answers import shapes, views
from surga.doors.api.answers.problems import Mistake
from surga.doors.api.asking import limits
from surga.doors.api.asking.shapes import Day, Line, one_of
from surga.doors.api.operations.frame import refusing
from surga.doors.api.operations.officers import Limit
from surga.reactions.register import queries as register

router = Router(tags=["register"])


class RegisterAsked(BaseModel):
    """Which public cases, and which page of them."""

    q: Line = Field(default="", description=_("Kata-kata; bentuknya tidak perlu sama."))
    topic: Line = Field(default="", description=_("Kode topik."))
    agency: Line = Field(default="", description=_("Kode instansi."))
    region: Line = Field(default="", description=_("Kode kelurahan atau kecamatan."))
    status: Line = Field(default="", json_schema_extra=one_of(STATUSES))
    from_: Day = Field(default=None, alias="from", description=_("Hari diterima pertama (termasuk)."))
    to: Day = Field(default=None, description=_("Hari diterima terakhir (termasuk)."))
    cursor: Line = Field(default="", description=_("Penanda dari next halaman sebelumnya."))
    limit: Limit = 50


@router.get(
    "",
    response=shapes.RegisterPage,
    summary=_("Daftar publik"),
    description=_("Laporan yang dipublikasikan, terbaru lebih dulu. Semua tulisan sudah disamarkan."),
    openapi_extra=refusing(422, 429),
)
def search_register(request: HttpRequest, asked_for: Query[RegisterAsked]) -> shapes.RegisterPage:
    limits.spend(request, "look")
    chosen = asked_for.model_dump()
    if chosen["status"] and chosen["status"] not in STATUSES:
        raise Mistake("status_unknown", 422, "status")
    page = register.search(**chosen)
    return views.register_page(page.items, page.next)
