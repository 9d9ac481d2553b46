"""`/meja/hotline/<slug>/papan`: each agency says how much is free, by keyboard, one row after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from surga.core.hotlines import queries
from surga.core.hotlines.actions import BoardChangedError, RefusedError, update_board, version_of
from surga.core.hotlines.queries import BoardLine, HotlineInfo
from surga.core.people.access import Actor, NotAllowed, may
from surga.doors.desk.centre.hotlines.views import found_or_404, keeps_all, own_lines, period
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.desk.frame.rows import agency_label
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence


@dataclass(slots=True)
class Line:
    """A row of the form: what was said last, what is typed now, and what is wrong with it."""

    line: BoardLine
    agency: str
    stale: bool
    free: str
    total: str
    note: str
    seen: str
    same: bool = False
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Something else was typed than was shown, or somebody looked and found it the same."""
        return self.same or (self.free, self.total, self.note) != _shown(self.line)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("keep_board")
def board(request: Visit, slug: str) -> HttpResponse:
    """Only rows that were changed, or ticked as the same, are said anew; the others keep their time.

    One wrong row holds up no other. 409 when somebody else was quicker: their figures then stand beside.
    """
    info = found_or_404(slug)
    own = own_lines(request.actor, queries.board_of(slug))
    if not own and not keeps_all(request.actor):
        raise NotAllowed("keep_board")
    lines = _lines(info, own, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, info, lines, 200)
    changed = [line for line in lines if line.changed]
    statuses = [_say(line, request.actor) for line in changed]
    done = statuses.count(200)
    if done:
        said = ngettext("%(n)s baris diperbarui.", "%(n)s baris diperbarui.", done) % {"n": done}
        messages.success(request, said)
    if done == len(changed):
        if not changed:
            messages.info(request, _("Tidak ada yang berubah. Centang “masih sama” bila sudah diperiksa."))
        return redirect("desk_board", slug)
    return _page(request, info, _after(info, request.actor, lines), max(statuses))


def _lines(info: HotlineInfo, own: list[BoardLine], data: Any) -> list[Line]:
    city, now = city_now(), timezone.now()
    found = []
    for line in own:
        free, total, note = _shown(line)
        row = Line(
            line, agency_label(city, line.agency), line.stale(now, info.stale_hours), free, total, note, ""
        )
        row.seen = version_of(line.updated_at)
        if data is not None:
            row.free, row.total, row.note, row.seen = (
                str(data.get(f"{name}-{line.id}", kept)).replace("\x00", "").strip()
                for name, kept in (("free", free), ("total", total), ("note", note), ("seen", row.seen))
            )
            row.same = bool(data.get(f"same-{line.id}"))
        found.append(row)
    return found


def _say(row: Line, actor: Actor) -> int:
    """Say one row; the status that tells how that went."""
    free, total = _number(row.free), _number(row.total)
    row.wrong = {
        name: sentence("number_invalid") for name, n in (("free", free), ("total", total)) if n == -1
    }
    if row.wrong:
        return 422
    try:
        update_board(row.line.id, free, total, row.note, str(actor), seen=row.seen)
    except BoardChangedError:
        row.wrong = {
            "free": _("Baris ini baru saja diperbarui orang lain. Periksa angkanya, lalu simpan lagi.")
        }
        return 409
    except RefusedError as refused:
        row.wrong = {
            refused.field if refused.field in {"free", "total", "note"} else "free": sentence(refused.code)
        }
        return 422
    return 200


def _after(info: HotlineInfo, actor: Actor, tried: list[Line]) -> list[Line]:
    """The board as it is now, with what could not be said still in its row; saving again says it."""
    kept = {row.line.id: row for row in tried if row.wrong}
    fresh = _lines(info, own_lines(actor, queries.board_of(info.slug)), None)
    for row in fresh:
        if row.line.id in kept:
            typed = kept[row.line.id]
            row.free, row.total, row.note, row.wrong = typed.free, typed.total, typed.note, typed.wrong
    return fresh


def _shown(line: BoardLine) -> tuple[str, str, str]:
    return _text(line.free), _text(line.total), line.note


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(typed: str) -> int | None:
    """None for nothing, -1 for what is no number."""
    if not typed:
        return None
    plain = typed.replace(".", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else -1


def _page(request: Visit, info: HotlineInfo, lines: list[Line], status: int) -> HttpResponse:
    wrong = {
        f"{name}-{row.line.id}": f"{row.line.place}: {told}"
        for row in lines
        for name, told in row.wrong.items()
    }
    context = {
        **frame(request.actor),
        "hotline": info,
        "period": period(info),
        "closed": info.closed_on(timezone.localdate()),
        "lines": lines,
        "wrong": wrong,
        "runs": may(request.actor, "run_hotlines"),
    }
    return render(request, "desk/centre/hotlines/board.html", context, status=status)
