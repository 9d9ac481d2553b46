"""The API as one object: its operations, and what it answers when something is wrong."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from surga.doors.api.asking.doorway import ReadParser, refuse
from surga.doors.api.operations import citizens as citizens
from surga.doors.api.operations import exchange, figures, register
from surga.doors.api.operations import officers as officers
from surga.doors.api.operations.frame import case_router


class SurgaAPI(NinjaAPI):
    """ninja's API, with operations called by the names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = SurgaAPI(
    title="Surga API",
    version="1",
    urls_namespace="api",
    description=_(
        "Untuk aplikasi lain: membuat laporan, mengikutinya, mengerjakannya sebagai petugas, membaca daftar "
        "publik dan angka-angka. Waktu ditulis menurut RFC 3339 dengan selisih zona waktu kota. Setiap penolakan "
        "adalah dokumen problem (RFC 9457). Bahasa mengikuti Accept-Language: id atau en."
    ),
    parser=ReadParser(),
    docs_url=None,
    openapi_url=None,
)
for _kind in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(_kind, refuse)
api.add_router("/cases", case_router)
api.add_router("/register", register.router)
api.add_router("/figures", figures.router)
api.add_router("/exchange", exchange.router)
