"""Reading the city's profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from threading import Lock
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.core.agencies import models, routing
from surga.core.agencies.calendar import Calendar
from surga.core.agencies.city import AgencyInfo, City, DeadlineInfo, RuleInfo, TopicInfo

WORKED = "working"
ONE_QUARTER = 92


class NoCityError(LookupError):
    """No city profile is loaded: the installation is not finished."""


@dataclass(frozen=True)
class _Snapshot:
    city: City
    finder: routing.TopicFinder


class _Kept:
    """The process's own copy of the profile."""

    lock = Lock()
    snapshot: _Snapshot | None = None


def city(fresh: bool = True) -> City:
    """The city's profile; asks the database only for its version while nothing changed.

    ``fresh=False`` skips even that, for the second look within one request. Raises ``NoCityError``.
    """
    return _snapshot(fresh).city


def topic_of(text: str, fresh: bool = True) -> str:
    """The code of the topic that ``text`` speaks of, empty when unsure."""
    return _snapshot(fresh).finder.find(text)


def topics_in(text: str, fresh: bool = True) -> frozenset[str]:
    """The codes of every topic of which ``text`` has a word, also where several are as likely."""
    return frozenset(_snapshot(fresh).finder.scores(text))


def route(topic: str, region: str, text: str, fresh: bool = True) -> routing.Route:
    """The route of a case by the city's own table; ``topic`` and ``region``: codes or empty."""
    now = city(fresh)
    return routing.route(now.topics.get(topic), region, text, now.rules, now.agencies)


def forget() -> None:
    """Drop the process's copy: the next look reads everything anew."""
    _Kept.snapshot = None


def _snapshot(fresh: bool) -> _Snapshot:
    kept = _Kept.snapshot
    if kept is not None and not fresh:
        return kept
    version = models.ProfileState.objects.values_list("version", flat=True).first()
    if version is None:
        raise NoCityError("no city profile is loaded")
    if kept is not None and kept.city.version == version:
        return kept
    with _Kept.lock:
        read = _read()
        _Kept.snapshot = _Snapshot(read, routing.TopicFinder(read.topics.values()))
        return _Kept.snapshot


def explain(trace: list[str]) -> list[str]:
    """The steps of a route's trace as sentences in the reader's language."""
    now = city(fresh=False)
    return [_sentence(now, *step.split("|")) for step in trace]


def _sentence(now: City, step: str, first: str = "", second: str = "", *_rest: str) -> str:
    if step == "alert":
        return _alert_sentence(first, second)
    if step == "rule":
        if first == routing.DEFAULT_RULE:
            return _("Tidak ada aturan khusus; instansi topik ini yang menangani.")
        cause = _("Aturan {rule} cocok karena kata “{word}”.") if second else _("Aturan {rule} cocok.")
        return cause.format(rule=first, word=second)
    if step == "topic":
        topic = now.topics.get(first)
        return _("Topik: {topic}.").format(topic=topic.label(get_language() or "id") if topic else first)
    if step == "agency":
        agency = now.agencies.get(first)
        return _("Diteruskan ke {agency}.").format(agency=agency.name if agency else first)
    sentences = {
        "region": _("Wilayah sudah diketahui."),
        "region_unknown": _("Wilayah belum diketahui."),
        "place_needed": _("Aturan {rule} perlu wilayah, jadi dilewati."),
    }
    return sentences.get(step, step).format(rule=first)


def _alert_sentence(reason: str, subject: str) -> str:
    sentences = {
        "topic_missing": _("Topik belum diketahui; verifikator memilih."),
        "agency_unknown": _("Instansi {subject} tidak dikenal; verifikator memilih."),
        "agency_inactive": _("Instansi {subject} tidak aktif lagi; verifikator memilih."),
        "office_missing": _("Wilayah {subject} tidak punya kantor; verifikator memilih."),
    }
    known = sentences.get(reason, _("Aturan ini rusak ({subject}); verifikator memilih."))
    return known.format(subject=subject)


def calendar_warning(today: date) -> str:
    """A sentence when the calendar's cover ends within a quarter of a year, else empty."""
    end = city().calendar.covered_to
    if (end - today).days > ONE_QUARTER:
        return ""
    return _("Hari libur hanya diketahui sampai {end}; lengkapi kalender kota.").format(end=end)


def _read() -> City:
    """The whole profile, nine small queries."""
    state = models.ProfileState.objects.get()
    settings = state.settings
    days = list(models.DayOff.objects.all())
    return City(
        code=state.code,
        name=settings["name"],
        prefix=settings["prefix"],
        timezone=settings["timezone"],
        version=state.version,
        agencies={row.code: _agency(row) for row in models.Agency.objects.all()},
        topics={row.code: _topic(row) for row in models.Topic.objects.all()},
        rules=tuple(_rule(row) for row in models.AuthorityRule.objects.filter(active=True)),
        deadlines=tuple(_deadline(row) for row in models.DeadlineRule.objects.all()),
        calendar=_calendar(settings, days),
        texts=_texts(),
        settings=settings,
        holidays={day.date: day.name for day in days if day.kind != WORKED},
        calendars=tuple(
            (row.since, Calendar.from_text(row.calendar)) for row in models.CalendarVersion.objects.all()
        ),
    )


def calendar_now() -> Calendar | None:
    """The calendar as the tables have it in this very transaction; None without a city."""
    settings = models.ProfileState.objects.values_list("settings", flat=True).first()
    return None if settings is None else _calendar(settings, list(models.DayOff.objects.all()))


def _calendar(settings: dict[str, Any], days: list[models.DayOff]) -> Calendar:
    kept = settings["calendar"]
    return Calendar(
        days_off=frozenset(day.date for day in days if day.kind != WORKED),
        workdays=frozenset(kept["workdays"]),
        opens=time.fromisoformat(kept["opens"]),
        closes=time.fromisoformat(kept["closes"]),
        covered_to=date.fromisoformat(kept["covered_to"]),
        covered_from=date.fromisoformat(kept["covered_from"]),
        timezone=settings["timezone"],
        extra_workdays=frozenset(day.date for day in days if day.kind == WORKED),
    )


def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for row in models.Text.objects.all():
        texts.setdefault(row.key, {})[row.language] = row.text
    return texts


def _agency(row: models.Agency) -> AgencyInfo:
    return AgencyInfo(
        code=row.code, name=row.name, short=row.short, kind=row.kind, level=row.level,
        parent=row.parent_code, region=row.region_code, email=row.email,
        confirmed=row.confirmed, source=row.source, active=row.active,
    )  # fmt: skip


def _topic(row: models.Topic) -> TopicInfo:
    return TopicInfo(
        code=row.code, name=row.name, name_en=row.name_en, words=tuple(row.words),
        lapor_category=row.lapor_category, service_class=row.service_class,
        protected=row.protected, oversight=row.oversight, agency=row.agency_code,
        active=row.active,
    )  # fmt: skip


def _rule(row: models.AuthorityRule) -> RuleInfo:
    return RuleInfo(
        code=row.code, order=row.order, topics=tuple(row.topics), region=row.region_code,
        words=tuple(row.words), level=row.level, agency=row.agency_code, body=row.body,
        reason=row.reason, source=row.source, confirmed=row.confirmed,
    )  # fmt: skip


def _deadline(row: models.DeadlineRule) -> DeadlineInfo:
    return DeadlineInfo(
        version=row.version, clock=row.clock, service_class=row.service_class,
        amount=row.amount, unit=row.unit, starts=row.starts, valid_from=row.valid_from,
        valid_to=row.valid_to, source=row.source, confirmed=row.confirmed,
    )  # fmt: skip
