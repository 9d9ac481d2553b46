"""`/hotline/<slug>/data.csv`, `data.json`, `angka.csv`: the same as on the page, masked, for machines.

Streamed: a busy hotline has a hundred thousand records, and none of them needs the others.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import batched
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.hotlines import queries as hotlines
from surga.core.hotlines.queries import HotlineInfo
from surga.core.intake.queries.records import Record, every_record
from surga.doors.look.templatetags import moments
from surga.doors.portal.browsing.hotlines import counted as figures
from surga.doors.portal.browsing.hotlines.shown import COLUMNS, columns
from surga.doors.portal.browsing.hotlines.views import unknown
from surga.doors.portal.gate import pace
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.register import queries as register

_PORTION: Final = 500
#: A cell that begins so is a formula to a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

type Data = Callable[[HttpRequest, HotlineInfo, City], HttpResponseBase]


def _of_hotline(view: Data) -> Callable[..., HttpResponseBase]:
    """Find the hotline, and let nobody download all day."""

    @require_safe
    @wraps(view)
    def asked(request: HttpRequest, slug: str) -> HttpResponseBase:
        try:
            pace.count(request, "download")
        except pace.TooOften as error:
            return pace.too_often(request, error)
        where = agencies.city()
        info = hotlines.hotline(slug)
        return view(request, info, where) if info is not None else unknown(request)

    return needs_city(asked)


@_of_hotline
def as_csv(_request: HttpRequest, info: HotlineInfo, where: City) -> HttpResponseBase:
    """The records below the names of their columns, as a spreadsheet wants them."""
    rows = ([_cell(value) for value in row.values()] for row in _rows(info, where))
    return _download(_lines([COLUMNS], rows), "text/csv; charset=utf-8", f"{info.slug}.csv")


@_of_hotline
def as_json(_request: HttpRequest, info: HotlineInfo, where: City) -> HttpResponseBase:
    """The records with what they mean, and the figures."""
    head = {
        "title": _title(info, where),
        "hotline": info.slug,
        "opens_on": info.opens_on.isoformat(),
        "closes_on": info.closes_on.isoformat() if info.closes_on else None,
        "fields": columns(),
        "figures": _figures(info, where),
    }
    return _download(_document(head, _rows(info, where)), "application/json", f"{info.slug}.json")


@_of_hotline
def figures_as_csv(_request: HttpRequest, info: HotlineInfo, where: City) -> HttpResponseBase:
    """Contacts by channel, topic and outcome; and how many cases there are."""
    found = _figures(info, where)
    rows = [
        (by, code, str(n))
        for by in ("channel", "topic", "outcome")
        for code, n in sorted(found[by].items(), key=lambda each: (-each[1], each[0]))
    ]
    totals = [("contacts", "", str(found["contacts"])), ("cases", "", str(found["cases"]))]
    told = ((*row, found["as_of"]) for row in (*totals, *rows))
    return _download(
        _lines([("by", "code", "n", "as_of")], told), "text/csv; charset=utf-8", f"{info.slug}-angka.csv"
    )


def _title(info: HotlineInfo, where: City) -> str:
    return f"{info.name} – " + _("Data terbuka %(city)s") % {"city": where.name}


def _figures(info: HotlineInfo, where: City) -> dict[str, Any]:
    found = figures.counted(info, where)
    return {
        "definition": _(
            "Semua kontak, apa pun hasilnya; kontak bukan laporan. Topik yang dilindungi tidak dirinci."
        ),
        "as_of": found.as_of.astimezone(where.calendar.zone).isoformat(timespec="seconds"),
        "contacts": found.tally.contacts,
        "cases": found.tally.cases,
        "channel": found.tally.by_channel,
        "topic": found.tally.by_topic,
        "outcome": found.tally.by_outcome,
    }


def _rows(info: HotlineInfo, where: City) -> Iterator[dict[str, str]]:
    if not info.publishes:
        return
    for portion in batched(every_record(info.id, figures.hidden_topics(where)), _PORTION):
        public = register.public_codes({record.case_code for record in portion if record.case_code})
        for record in portion:
            yield _row(record, public)


def _row(record: Record, public: frozenset[str]) -> dict[str, str]:
    case = record.case_code if record.case_code in public else ""
    values = (
        moments.day(record.started_at, "yyyy-MM-dd"),
        record.channel,
        record.topic,
        record.region,
        record.outcome,
        record.text,
        record.answer,
        case,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(*tables: Iterable[Iterable[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for table in tables:
        for row in table:
            yield str(writer.writerow(row))


def _document(head: dict[str, Any], rows: Iterable[dict[str, str]]) -> Iterator[str]:
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "records": ['
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def _download(lines: Iterator[str], kind: str, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(_joined(lines), content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    """Some dozens of lines at a time: a write for each would cost more than the line."""
    for portion in batched(lines, 64):
        yield "".join(portion).encode()
