"""What officers watch, and the week in at most five lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import translation
from django.utils.formats import number_format

from surga.core.agencies.queries import city
from surga.core.people import queries as people
from surga.core.regions import queries as regions
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.models.watching import Alert, Digest, OfficerLetter, View
from surga.reactions.insight.queries.figure import EVERYTHING, Figure, FigureRow, Where, figure
from surga.reactions.insight.rules.statistics import dispersion_of, is_more_than_noise, ratio_of_counts
from surga.reactions.insight.rules.watching import COUNTS

_WEEK: Final = timedelta(days=7)
#: So many weeks before tell how much a week always varies.
_WEEKS_BEFORE: Final = 8
#: A topic that fewer told of rises by chance too easily, and might point at one person.
_LEAST: Final = 5
NOTHING: Final = FigureRow("", None, 0)


@dataclass(frozen=True, slots=True)
class ToSend:
    """What a letter says and to whom: ``way`` mail (``to`` an address) or whatsapp (``to`` a number)."""

    what: str
    way: str
    to: str
    language: str
    facts: Mapping[str, Any]


def views_of(officer_id: int) -> list[View]:
    return list(View.objects.filter(officer_id=officer_id).order_by("name"))


def alerts_of(officer_id: int) -> list[Alert]:
    return list(Alert.objects.filter(officer_id=officer_id).order_by("id"))


def digest_of(officer_id: int) -> Digest | None:
    return Digest.objects.filter(officer_id=officer_id).first()


def letter_to_send(letter_id: int) -> ToSend | None:
    """The letter with this number; None when it is gone, or when nobody can be reached."""
    row = OfficerLetter.objects.filter(pk=letter_id).select_related("officer").first()
    if row is None or not row.officer.is_active:
        return None
    wanted = digest_of(row.officer_id)
    way, language = (wanted.way, wanted.language) if wanted is not None else ("mail", "id")
    to = wanted.phone if wanted is not None and way == "whatsapp" else row.officer.email
    return ToSend(row.what, way, to, language, worded(row.facts, language)) if to else None


def worded(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The facts with what only the figures' catalogue and the reader's language can say: names, numbers with units."""
    with translation.override(language):
        if "lines" in facts:
            return {**facts, "lines": [_line_worded(line) for line in facts["lines"]]}
        name = facts["figure"]
        return {
            **facts,
            "title": FIGURES[name].titled(language),
            "of": ", ".join(filter(None, (_named(field, code) for field, code in facts["where"].items()))),
            "said": amount(name, facts["value"], facts["n"]),
            "said_before": amount(name, facts["before"], facts["before_n"]),
            "bound": amount(name, facts["limit"], 0),
        }


def amount(name: str, value: float | None, n: int) -> str:
    """A figure's value as one reads it: a count, a share in percent, days and stars with one decimal."""
    if name in COUNTS:
        return number_format(n if value is None else value, 0, force_grouping=True)
    if value is None:
        return "–"
    if FIGURES[name].unit == "share":
        return number_format(100 * value, 1) + " %"
    return number_format(value, 1)


def _line_worded(line: Mapping[str, Any]) -> dict[str, Any]:
    if line["what"] != "late" or line["kept"] is None:
        return dict(line)
    return {**line, "share": amount("within_5_working_days", line["kept"], line["n"])}


def _named(field: str, code: str) -> str:
    where = city(fresh=False)
    if field == "agency":
        return where.agencies[code].name if code in where.agencies else code
    if field == "topic":
        return where.topics[code].name if code in where.topics else code
    return _region_name(code) or code


def one(name: str, from_: date, to: date, where: Where = EVERYTHING) -> FigureRow:
    """The figure as one number."""
    return _only(figure(name, from_, to, "all", where=where))


def _only(found: Figure) -> FigureRow:
    return found.rows[0] if found.rows else NOTHING


def where_of(officer_id: int) -> Where:
    """What an officer may be told of: a liaison of the own agency only."""
    officer = people.officer(officer_id)
    if officer is not None and officer.role == "liaison":
        return Where(agency=officer.agency_code or "-")
    return EVERYTHING


def week_facts(last: date, where: Where = EVERYTHING) -> dict[str, Any]:
    """The seven days up to ``last`` in at most five lines, as plain values that words are made of.

    A line: ``what`` (cases, late, follow_up, rising or most, stars) and its numbers, each with the ``n`` it rests on.
    """
    first, before = last - _WEEK + timedelta(days=1), last - _WEEK
    lines = [
        _cases(first, last, where),
        _late(last, where),
        _follow_up(last, where),
        _rising(first, last, before, where),
        _stars(last, where),
    ]
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "city": city().name,
        "agency": _agency_name(where.agency),
        "lines": [line for line in lines if line is not None],
    }


def _cases(first: date, last: date, where: Where) -> dict[str, Any]:
    found = figure("cases", first - _WEEKS_BEFORE * _WEEK, last, "day", where=where)
    counted = {date.fromisoformat(row.by): row.n for row in found.rows}
    weeks = [
        sum(counted.get(first - back * _WEEK + timedelta(days=day), 0) for day in range(7))
        for back in range(_WEEKS_BEFORE, -1, -1)
    ]
    now, before = weeks[-1], weeks[-2]
    apart = ratio_of_counts(now, before, dispersion=dispersion_of(weeks[:-1]))
    told = apart is not None and apart.p <= 0.05
    more = ("more" if now > before else "fewer") if told else "same"
    return {"what": "cases", "n": now, "before": before, "more": more}


def _late(last: date, where: Where) -> dict[str, Any]:
    """Those of the last year that wait for their first answer longer than the national five working days."""
    year = last - timedelta(days=364)
    open_, kept = one("open_cases", year, last, where), one("within_5_working_days", year, last, where)
    return {"what": "late", "open": int(open_.value or 0), "kept": kept.value, "n": kept.n}


def _follow_up(last: date, where: Where) -> dict[str, Any] | None:
    row = one("follow_up_days_median", last - timedelta(days=27), last, where)
    mean = one("follow_up_working_days", last - timedelta(days=27), last, where)
    if row.value is None:
        return None
    return {"what": "follow_up", "median": row.value, "mean": mean.value, "n": row.n}


def _rising(first: date, last: date, before: date, where: Where) -> dict[str, Any] | None:
    """The topic that rose most beyond chance against four weeks before; where none did, the one told of most."""
    now = _topics(figure("cases", first, last, "topic", where=where).rows)
    then = _topics(figure("cases", before - 4 * _WEEK + timedelta(days=1), before, "topic", where=where).rows)
    if not now:
        return None
    rates = {code: ratio_of_counts(n, then.get(code, 0), 7, 28) for code, n in now.items()}
    told = is_more_than_noise([rate.p if rate is not None else None for rate in rates.values()])
    risen = [
        (rate.low, code)
        for (code, rate), real in zip(rates.items(), told, strict=True)
        if real and rate is not None and rate.value > 1 and now[code] >= _LEAST
    ]
    code = max(risen)[1] if risen else max(now, key=lambda each: (now[each], each))
    place = max(
        figure("cases", first, last, "region", where=_with(where, topic=code)).rows,
        key=lambda row: row.n if row.by else 0,
        default=NOTHING,
    )
    return {
        "what": "rising" if risen else "most",
        "topic": city().topics[code].name if code in city().topics else code,
        "n": now[code],
        "before": then.get(code, 0),
        "place": _region_name(place.by) if place.n >= _LEAST else "",
    }


def _topics(rows: Sequence[FigureRow]) -> dict[str, int]:
    hidden = {code for code, topic in city(fresh=False).topics.items() if topic.protected or topic.oversight}
    return {row.by: row.n for row in rows if row.by and row.by not in hidden}


def _stars(last: date, where: Where) -> dict[str, Any] | None:
    row = one("rating", last - timedelta(days=89), last, where)
    if row.value is None or row.n < _LEAST:
        return None
    return {"what": "stars", "mean": row.value, "n": row.n, "low": row.low, "high": row.high}


def _with(where: Where, *, topic: str) -> Where:
    return Where(where.channel, where.agency, topic, where.region, where.level, where.kind)


def _agency_name(code: str) -> str:
    known = city(fresh=False).agencies.get(code)
    return known.name if known is not None else ""


def _region_name(code: str) -> str:
    known = regions.region(code, fresh=False)
    return known.name if known is not None else ""
