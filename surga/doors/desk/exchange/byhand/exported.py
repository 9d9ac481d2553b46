"""`/meja/pertukaran/ekspor`: LAPOR!'s spreadsheet, looked at before it is taken in, and taken in piece by piece.

Each piece is a POST that the page sends itself; without script a button does.
"""

from __future__ import annotations

import time
from typing import Any, BinaryIO, Final, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from surga.channels.sp4n.export import read_uploaded
from surga.channels.spreadsheet.readers import FileUnreadable
from surga.doors.desk.exchange.byhand import keeping, reasons
from surga.doors.desk.exchange.byhand.place import SYSTEM, placed
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.doors.look.templatetags import moments
from surga.reactions.sync import actions, queries

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 50_000
#: Seconds after which a request begins no other piece.
_ENOUGH: Final = 2.0


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("verify")
def upload(request: Visit) -> HttpResponse:
    """Read a sheet, keep what it says without names, and show it. Nothing is taken in yet."""
    wrong = ""
    if request.method == "POST":
        token, wrong = _kept(request)
        if token:
            return redirect("desk_export_sheet", token)
    context = {**placed(request.actor, "ekspor"), "wrong": wrong, "most_mb": MOST_BYTES // 1024 // 1024}
    return render(request, "desk/exchange/byhand/upload.html", context, status=422 if wrong else 200)


def _kept(request: Visit) -> tuple[str, str]:
    """The token of what was sent; or what is wrong with it."""
    file: UploadedFile[Any] | None = request.FILES.get("file")
    if file is None or file.file is None:
        return "", sentence("file_missing")
    if (file.size or 0) > MOST_BYTES:
        return "", sentence("file_large")
    try:
        # Nothing of the name is kept or shown: it may be somebody's.
        found = read_uploaded("-", cast(BinaryIO, file.file))
    except FileUnreadable as error:
        return "", sentence(error.code, **error.params)
    if len(found.reports) + len(found.faults) > MOST_ROWS:
        return "", sentence("file_rows_many", max=moments.number(MOST_ROWS))
    return keeping.keep(found, SYSTEM, str(request.actor)), ""


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("verify")
def sheet(request: Visit, token: str) -> HttpResponse:
    """A GET shows how far it is: preview, progress, or what came of it. A POST takes in some more."""
    kept = keeping.sheet(token, str(request.actor))
    if kept is None:
        messages.warning(
            request, _("Berkas itu sudah tidak disimpan. Unggah sekali lagi; tidak ada yang masuk dua kali.")
        )
        return redirect("desk_export")
    if request.method == "POST":
        _go_on(token, kept)
        return redirect("desk_export_sheet", token)
    told = keeping.progress(token, kept.pieces)
    context: dict[str, Any] = {
        **placed(request.actor, "ekspor"),
        "token": token,
        "sheet": kept,
        "told": told,
        "faults": [(line, reasons.of_column(column), reasons.of(why)) for line, column, why in kept.faults],
        "failed": [(line, number, sentence(why)) for line, number, why in told.failed[:50]],
        "counts": [(reasons.READINGS[what], kept.counts.get(what, 0)) for what in reasons.READINGS],
        "first": [(line, reasons.READINGS[line.what]) for line in kept.first],
    }
    state = "preview" if not told.done and kept.pieces else "done" if told.done == kept.pieces else "progress"
    return render(request, f"desk/exchange/byhand/{state}.html", context)


def _go_on(token: str, kept: keeping.Sheet) -> None:
    until = time.monotonic() + _ENOUGH
    number = keeping.progress(token, kept.pieces).done
    more = number < kept.pieces
    while more:
        rows = keeping.piece(token, number)
        lines = {report.id: line for line, report in rows.items()}
        fresh = [
            each.report_id for each in queries.readings(SYSTEM, list(rows.values())) if each.what == "new"
        ]
        taken = actions.take_reports(SYSTEM, rows.values())
        codes = queries.codes_by_number(SYSTEM, fresh[: keeping.SHOWN])
        keeping.strike_off(token, number, taken, lines, list(codes.values()))
        number += 1
        more = number < kept.pieces and time.monotonic() < until


@require_POST
@at_desk("verify")
def throw_away(request: Visit, token: str) -> HttpResponse:
    """Forget the sheet. What was taken in stays."""
    if keeping.sheet(token, str(request.actor)) is not None:
        keeping.drop(token)
        messages.info(request, _("Berkas dibuang. Yang sudah masuk tetap tersimpan."))
    return redirect("desk_export")
