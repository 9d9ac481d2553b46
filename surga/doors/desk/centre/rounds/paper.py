"""`/meja/survei/<n>/kertas`: sheet after sheet by the number keys; or all of them from a file."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, BinaryIO, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from surga.channels.spreadsheet.readers import FileUnreadable, Record, read_upload
from surga.doors.desk.centre.rounds.forms import SheetForm
from surga.doors.desk.centre.rounds.said import sentence_of
from surga.doors.desk.centre.rounds.views import round_or_404
from surga.doors.desk.frame.page import frame
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, SurveyRefused
from surga.reactions.surveys.queries import ELEMENTS, RoundInfo, ScoresRefused, scores_in

_MOST_ROWS: Final = 5000
_MOST_BYTES: Final = 5_000_000
_COLUMN = re.compile(r"u\s*([1-9])", re.IGNORECASE | re.ASCII)
_WHOLE: Final = frozenset({"nilai", "scores"})
_WORDS: Final = frozenset({"saran", "comment"})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("enter_survey")
def enter(request: Visit, pk: int) -> HttpResponse:
    """One sheet after the other; the page comes back empty, with the day that was said."""
    info = round_or_404(pk, request.actor, "enter_survey")
    if request.method != "POST":
        return _page(request, info, SheetForm(initial={"on": request.GET.get("tanggal", "")}))
    form = SheetForm(request.POST)
    if form.is_valid():
        on: date | None = form.cleaned_data["on"]
        try:
            draft = AnswerDraft(scores_in(form.cleaned_data["scores"]), form.cleaned_data["comment"])
            actions.type_in(pk, draft, request.actor, on=on)
            kept = f"?{urlencode({'tanggal': on.isoformat()})}" if on else ""
            return redirect(f"{reverse('desk_round_paper', args=[pk])}{kept}")
        except ScoresRefused as refused:
            form.add_error("scores", sentence_of(f"scores_{refused.code}"))
        except SurveyRefused as refused:
            form.add_error("on" if refused.code == "date_future" else None, sentence_of(refused.code))
    return _page(request, info, form, 422)


@require_POST
@at_desk("enter_survey")
def take_back(request: Visit, pk: int, answer: int) -> HttpResponse:
    """The sheet was typed wrongly: it counts no more."""
    round_or_404(pk, request.actor, "enter_survey")
    try:
        actions.take_back(answer, request.actor)
    except SurveyRefused as refused:
        messages.error(request, sentence_of(refused.code))
    return redirect("desk_round_paper", pk)


@require_POST
@at_desk("enter_survey")
def upload(request: Visit, pk: int) -> HttpResponse:
    """Every row of a CSV or XLSX is a sheet; all of them, or none and what is wrong in which line."""
    info = round_or_404(pk, request.actor, "enter_survey")
    sent = request.FILES.get("file")
    if sent is None or sent.size is None or sent.size > _MOST_BYTES:
        return _page(request, info, SheetForm(), 422, [sentence_of("file_large" if sent else "file_rows")])
    drafts, faults = _read(str(sent.name), sent)
    if not faults:
        try:
            made = actions.type_many(pk, drafts, request.actor)
            messages.success(request, _("%(n)s lembar dari berkas tersimpan.") % {"n": len(made)})
            return redirect("desk_round_paper", pk)
        except SurveyRefused as refused:
            faults = [sentence_of(refused.code)]
    return _page(request, info, SheetForm(), 422, faults)


def _read(name: str, file: Any) -> tuple[list[AnswerDraft], list[str]]:
    opened: BinaryIO = file.file
    try:
        records = read_upload(name, opened)
    except FileUnreadable as unreadable:
        return [], [sentence_of(unreadable.code)]
    if not records or len(records) > _MOST_ROWS:
        return [], [sentence_of("file_large" if records else "file_rows")]
    drafts: list[AnswerDraft] = []
    faults: list[str] = []
    for record in records:
        try:
            drafts.append(_draft(record))
        except ScoresRefused as refused:
            faults.append(_("Baris %(n)s: %(said)s") % {"n": record.line, "said": sentence_of(refused.code)})
    return drafts, faults[:20]


def _draft(record: Record) -> AnswerDraft:
    """A row with U1 to U9, or with all nine digits in one column. Raises ``ScoresRefused`` with a sentence's code."""
    cells = {str(key).strip().lower(): str(value or "").strip() for key, value in record.values.items()}
    if record.fault:
        raise ScoresRefused("row_unreadable")
    columns = {found[1]: cell for key, cell in cells.items() if (found := _COLUMN.fullmatch(key))}
    typed = next((cell for key, cell in cells.items() if key in _WHOLE), None)
    if len(columns) == len(ELEMENTS):
        typed = "".join(columns[str(turn)] or "0" for turn in range(1, 10))
    if typed is None:
        raise ScoresRefused("file_columns")
    try:
        scores = scores_in(typed)
    except ScoresRefused as refused:
        raise ScoresRefused(f"scores_{refused.code}") from refused
    return AnswerDraft(scores, next((cell for key, cell in cells.items() if key in _WORDS), ""))


def _page(
    request: Visit, info: RoundInfo, form: SheetForm, status: int = 200, faults: list[str] | None = None
) -> HttpResponse:
    language = get_language() or "id"
    last = queries.last_typed(info, str(request.actor))
    rows = [
        {"answer": row, "typed": "".join("–" if each is None else str(each) for each in row.scores.values())}
        for row in last
    ]
    context = {
        **frame(request.actor),
        "round": info,
        "period": info.period_name(language),
        "form": form,
        "rows": rows,
        "n": queries.by_way(info)["paper"],
        "mine": queries.typed_today(info, str(request.actor)),
        "faults": {"file": faults} if faults else {},
        "elements": [(each.number, each.name(language)) for each in ELEMENTS],
        "open": info.state == "open",
    }
    return render(request, "rounds/paper.html", context, status=status)
