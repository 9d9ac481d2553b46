"""The numbers behind a priority and in front of a brief, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.figure import figure
from surga.reactions.insight.queries.planning import phrasing as say
from surga.reactions.insight.queries.planning.candidates import Candidate
from surga.reactions.insight.queries.planning.said import Evidence
from surga.reactions.insight.queries.planning.seasons import Known


@dataclass(frozen=True, slots=True)
class Span:
    """The cases that numbers are taken from."""

    from_: date
    to: date
    as_of: datetime | None = None
    where: Where = EVERYTHING

    @property
    def filter(self) -> dict[str, str]:
        return {"from": self.from_.isoformat(), "to": self.to.isoformat(), **self.where.chosen()}


def taken(name: str, span: Span, unit: str) -> Evidence:
    """A figure over the whole span, without a sentence yet."""
    found = figure(name, span.from_, span.to, "all", span.as_of, where=span.where)
    row = found.rows[0] if found.rows else None
    if row is None:
        return Evidence("", name, None, 0, unit=unit, filter=span.filter)
    return Evidence("", name, row.value, row.n, row.low, row.high, unit, span.filter)


def within(span: Span) -> Evidence:
    """The share that was followed up within five working days."""
    found = taken("within_5_working_days", span, "share")
    if found.value is None:
        return replace(found, sentence=_("Belum ada laporan yang dapat dinilai tepat waktunya."))
    words = {"share": say.percent(found.value), "range": say.ranged(found), "n": say.number(found.n)}
    return replace(
        found,
        sentence=_("%(share)s%(range)s dari %(n)s ditindaklanjuti dalam 5 hari kerja sejak diterima.")
        % words,
    )


def median(span: Span) -> Evidence:
    """The middle time to the first follow-up."""
    found = taken("follow_up_days_median", span, "days")
    if found.value is None:
        return replace(found, sentence=_("Belum ada yang ditindaklanjuti."))
    words = {
        "days": say.number(round(found.value, 1), 1),
        "range": say.ranged(found),
        "n": say.number(found.n),
    }
    return replace(
        found,
        sentence=_("Setengah dari %(n)s yang ditindaklanjuti menunggu paling lama %(days)s hari%(range)s.")
        % words,
    )


def of_candidate(found: Candidate, span: Span, whole: int) -> Iterator[Evidence]:
    """What the cases say of a priority: how many, how they grew, what waits. ``whole``: all cases of the period."""
    told, cases = span.filter, found.cases
    about = {"cases": say.number(cases), "share": say.percent(cases / whole) if whole else "–"}
    yield Evidence(
        _("%(cases)s laporan, %(share)s dari semua laporan pada masa ini.") % about,
        "cases",
        cases,
        cases,
        filter=told,
    )
    if found.reporters is not None:
        people = _("Dari %(n)s pelapor berbeda yang dapat dikenali.") % {"n": say.number(found.reporters)}
        yield Evidence(people, "reporters", found.reporters, cases, unit="reporters", filter=told)
    yield from _growth(found, told)
    yield _delay(found, told)
    yield from _waiting(found, told)
    yield within(span)
    yield median(span)
    yield from _again(found, told)


def expected(known: Known, told: dict[str, str]) -> Evidence | None:
    """What the next twelve months will bring; None where there is nothing to go by."""
    total = known.forecast.total
    if total is None:
        return None
    words = {
        "value": say.number(round(total.value)),
        "low": say.number(round(total.low95)),
        "high": say.number(round(total.high95)),
        "from": say.month(known.ahead[0]),
    }
    sentence = (
        _("Dalam 12 bulan sejak %(from)s diperkirakan %(value)s laporan (95%%: %(low)s–%(high)s).") % words
    )
    return Evidence(
        sentence, "forecast", total.value, sum(known.counts), total.low95, total.high95, filter=told
    )


def _growth(found: Candidate, told: dict[str, str]) -> Iterator[Evidence]:
    if found.growth is None or found.before is None:
        return
    sentence = say.growth_said(found.cases, found.before, found.growth, notable=found.notable)
    high = found.growth.high if found.growth.high != float("inf") else None
    value = found.growth.value if found.growth.value != float("inf") else None
    low = found.growth.low if high is not None else None
    yield Evidence(sentence, "growth", value, found.cases + found.before, low, high, "ratio", told)


def _delay(found: Candidate, told: dict[str, str]) -> Evidence:
    words = {"days": say.number(found.delay), "late": say.number(found.late)}
    sentence = (
        _("Seluruhnya %(days)s hari kerja melewati batas 5 hari kerja, pada %(late)s laporan.") % words
        if found.delay
        else _("Tidak ada yang melewati batas 5 hari kerja.")
    )
    return Evidence(sentence, "cost_of_delay", found.delay, found.late, unit="working_days", filter=told)


def _waiting(found: Candidate, told: dict[str, str]) -> Iterator[Evidence]:
    if not found.open:
        return
    words = {"n": say.number(found.open), "days": say.number(round(found.open_days / found.open))}
    sentence = _("%(n)s masih terbuka, rata-rata sudah %(days)s hari.") % words
    yield Evidence(sentence, "open_cases", found.open, found.cases, filter=told)


def _again(found: Candidate, told: dict[str, str]) -> Iterator[Evidence]:
    if found.repeats:
        n = found.repeats
        sentence = ngettext(
            "%(count)s menyampaikan hal yang sudah dilaporkan sebelumnya.",
            "%(count)s menyampaikan hal yang sudah dilaporkan sebelumnya.",
            n,
        ) % {"count": say.number(n)}
        yield Evidence(sentence, "joined", n / found.cases, found.cases, unit="share", filter=told)
    if found.reopened:
        n = found.reopened
        sentence = ngettext(
            "%(count)s dibuka kembali setelah dinyatakan selesai.",
            "%(count)s dibuka kembali setelah dinyatakan selesai.",
            n,
        ) % {"count": say.number(n)}
        yield Evidence(sentence, "reopened", n / found.cases, found.cases, unit="share", filter=told)
