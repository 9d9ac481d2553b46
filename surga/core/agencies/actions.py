"""Changing the city's profile: the only place that writes it.

``actor`` is the text that the event log keeps ("officer:12", "system:setup"). Whether that actor
may do it is asked by the caller, before: roles live in ``people``, a floor above.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as orm
from django.db import transaction
from django.utils import timezone

from surga.core.agencies import city, models, queries
from surga.core.agencies.calendar import UNITS
from surga.core.agencies.profile import CityProfile, Problem, ProfileError, RegionRow, read_city
from surga.core.agencies.profile.rows import STARTS
from surga.core.agencies.queries import WORKED
from surga.events.catalogue import ProfileChanged
from surga.events.record import record

PLACEHOLDERS = ("@kelurahan", "@kecamatan", "@topic")
DAY_KINDS = ("public", "joint_leave", "local", WORKED)


class RefusedError(ValueError):
    """What an administrator entered cannot be kept; ``field`` and ``code`` say what and why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


def load_city(folder: Path, actor: str, load_regions: Callable[[Iterable[RegionRow]], int]) -> CityProfile:
    """Make the city that of ``folder``: all of it, or nothing and a ``ProfileError``.

    What an administrator changed at the desk stays as it is. ``load_regions`` is
    ``regions.actions.load_regions``, given by the caller because the two rooms are strangers.
    """
    profile = read_city(folder)
    with transaction.atomic():
        _lock()
        _load_deadlines(profile)
        load_regions(profile.regions)
        _load_agencies(profile)
        _load_topics(profile)
        _load_rules(profile)
        _load_days(profile)
        _load_texts(profile)
        _changed("city", profile.code, actor, code=profile.code, settings=profile.settings)
    return profile


def save_agency(info: city.AgencyInfo, actor: str) -> None:
    """Add or change an agency. Raises ``RefusedError``."""
    _refuse_unless(bool(info.code and info.name.strip()), "name", "name_empty")
    _refuse_unless(info.kind in city.AGENCY_KINDS, "kind", "kind_unknown")
    _refuse_unless(info.level in city.LEVELS, "level", "level_unknown")
    with transaction.atomic():
        _lock()
        _refuse_unless(not info.parent or info.parent in _agency_codes(), "parent", "agency_unknown")
        _keep(models.Agency, info.code, _agency_fields(info))
        _changed("agency", info.code, actor)


def save_topic(info: city.TopicInfo, actor: str) -> None:
    """Add or change a topic. Raises ``RefusedError``."""
    _refuse_unless(bool(info.code and info.name.strip()), "name", "name_empty")
    _refuse_unless(info.service_class in city.SERVICE_CLASSES, "service_class", "service_class_unknown")
    with transaction.atomic():
        _lock()
        _refuse_unless(info.agency in _agency_codes(), "agency", "agency_unknown")
        _keep(models.Topic, info.code, _topic_fields(info))
        _changed("topic", info.code, actor)


def save_rule(info: city.RuleInfo, actor: str, *, active: bool = True) -> None:
    """Add, change or (``active=False``) retire a line of the authority table. Raises ``RefusedError``."""
    _refuse_unless(bool(info.code), "code", "name_empty")
    _refuse_unless(info.level in city.LEVELS, "level", "level_unknown")
    _refuse_unless(info.level not in city.OUTSIDE_LEVELS or bool(info.body), "body", "name_empty")
    with transaction.atomic():
        _lock()
        _refuse_unless(info.agency in _agency_codes() | {*PLACEHOLDERS}, "agency", "agency_unknown")
        topics = set(models.Topic.objects.values_list("code", flat=True))
        _refuse_unless(set(info.topics) <= topics, "topics", "topic_unknown")
        _keep(models.AuthorityRule, info.code, {**_rule_fields(info), "active": active})
        _changed("authority_rule", info.code, actor)


def add_deadline_rule(info: city.DeadlineInfo, actor: str) -> None:
    """Put a new rule in force from ``valid_from`` on, today at the earliest; the old ones stay as they were."""
    _refuse_unless(info.clock in city.CLOCKS, "clock", "clock_unknown")
    _refuse_unless(
        info.service_class in ("*", *city.SERVICE_CLASSES), "service_class", "service_class_unknown"
    )
    _refuse_unless(info.unit in UNITS and info.amount >= 1, "amount", "amount_invalid")
    _refuse_unless(info.starts in STARTS, "starts", "starts_unknown")
    _refuse_unless(info.valid_from >= timezone.localdate(), "valid_from", "date_past")
    with transaction.atomic():
        _lock()
        _refuse_misfits(models.DeadlineRule(**_deadline_fields(info)))
        fields = {**_deadline_fields(info), "edited_at": timezone.now()}
        key = {name: fields.pop(name) for name in ("version", "clock", "service_class")}
        _row, new = models.DeadlineRule.objects.get_or_create(**key, defaults=fields)
        _refuse_unless(new, "version", "version_taken")
        _changed("deadline_rule", info.version, actor)


def save_text(key: str, language: str, text: str, actor: str) -> None:
    """Change one of the city's texts. Raises ``RefusedError``."""
    _refuse_unless(language in city.LANGUAGES, "language", "language_unknown")
    _refuse_unless(bool(key and text.strip()), "text", "text_empty")
    _refuse_misfits(models.Text(key=key, language=language, text=text))
    with transaction.atomic():
        _lock()
        fields = {"text": text.strip(), "edited_at": timezone.now()}
        models.Text.objects.update_or_create(key=key, language=language, defaults=fields)
        _changed("text", key, actor)


def save_day_off(day: date, name: str, kind: str, actor: str) -> None:
    """Add or change a day off, or (kind ``working``) a holiday that is worked. Raises ``RefusedError``."""
    _refuse_unless(kind in DAY_KINDS, "kind", "kind_unknown")
    _refuse_unless(bool(name.strip()), "name", "name_empty")
    with transaction.atomic():
        _lock()
        fields = {"name": name.strip()[:120], "kind": kind, "edited_at": timezone.now()}
        models.DayOff.objects.update_or_create(date=day, defaults=fields)
        _changed("day_off", day.isoformat(), actor)


def _load_agencies(profile: CityProfile) -> None:
    rows = {info.code: models.Agency(code=info.code, **_agency_fields(info)) for info in profile.agencies}
    _replace(models.Agency, rows)


def _load_topics(profile: CityProfile) -> None:
    rows = {
        info.code: models.Topic(code=info.code, position=place, **_topic_fields(info))
        for place, info in enumerate(profile.topics)
    }
    _replace(models.Topic, rows)


def _load_rules(profile: CityProfile) -> None:
    rows = {info.code: models.AuthorityRule(code=info.code, **_rule_fields(info)) for info in profile.rules}
    _replace(models.AuthorityRule, rows)


def _replace(model: type[orm.Model], rows: dict[str, Any]) -> None:
    """Make the table's rows those of the folder; edited ones stay, vanished ones are switched off."""
    table = model._default_manager
    edited = set(table.exclude(edited_at=None).values_list("pk", flat=True))
    wanted = [row for code, row in rows.items() if code not in edited]
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    table.bulk_create(wanted, update_conflicts=True, update_fields=fields, unique_fields=["code"])
    table.filter(edited_at=None).exclude(pk__in=rows.keys()).update(active=False)


def _load_deadlines(profile: CityProfile) -> None:
    """Add the rules that are new. One that is in use with other figures must get a new version."""
    used = {(row.version, row.clock, row.service_class): row for row in models.DeadlineRule.objects.all()}
    problems, new = [], []
    for info in profile.deadlines:
        key = (info.version, info.clock, info.service_class)
        row = used.get(key)
        if row is None:
            new.append(models.DeadlineRule(**_deadline_fields(info)))
        elif (row.amount, row.unit, row.starts, row.valid_from) != (
            info.amount, info.unit, info.starts, info.valid_from,
        ):  # fmt: skip
            line = profile.deadline_lines.get(key, 0)
            message = (
                "is already in use with other figures: promises were made under it; give it a new version"
            )
            problems.append(Problem("deadlines.csv", line, f"{info.version} {info.clock} {message}"))
    if problems:
        raise ProfileError(problems)
    models.DeadlineRule.objects.bulk_create(new)


def _load_days(profile: CityProfile) -> None:
    edited = set(models.DayOff.objects.exclude(edited_at=None).values_list("date", flat=True))
    models.DayOff.objects.filter(edited_at=None).delete()
    models.DayOff.objects.bulk_create(
        models.DayOff(date=day.date, name=day.name, kind=day.kind)
        for day in profile.days
        if day.date not in edited
    )


def _load_texts(profile: CityProfile) -> None:
    edited = set(models.Text.objects.exclude(edited_at=None).values_list("key", "language"))
    models.Text.objects.filter(edited_at=None).delete()
    models.Text.objects.bulk_create(
        models.Text(key=key, language=language, text=text)
        for key, languages in profile.texts.items()
        for language, text in languages.items()
        if (key, language) not in edited
    )


def _agency_fields(info: city.AgencyInfo) -> dict[str, Any]:
    return {
        "name": info.name, "short": info.short, "kind": info.kind, "level": info.level,
        "parent_code": info.parent, "region_code": info.region, "email": info.email,
        "confirmed": info.confirmed, "source": info.source, "active": info.active,
    }  # fmt: skip


def _topic_fields(info: city.TopicInfo) -> dict[str, Any]:
    return {
        "name": info.name, "name_en": info.name_en, "words": list(info.words),
        "lapor_category": info.lapor_category, "service_class": info.service_class,
        "protected": info.protected, "oversight": info.oversight, "agency_code": info.agency,
        "active": info.active,
    }  # fmt: skip


def _rule_fields(info: city.RuleInfo) -> dict[str, Any]:
    return {
        "order": info.order, "topics": list(info.topics), "region_code": info.region,
        "words": list(info.words), "level": info.level, "agency_code": info.agency,
        "body": info.body, "reason": info.reason, "source": info.source, "confirmed": info.confirmed,
    }  # fmt: skip


def _deadline_fields(info: city.DeadlineInfo) -> dict[str, Any]:
    return {
        "version": info.version, "clock": info.clock, "service_class": info.service_class,
        "amount": info.amount, "unit": info.unit, "starts": info.starts,
        "valid_from": info.valid_from, "valid_to": info.valid_to,
        "source": info.source, "confirmed": info.confirmed,
    }  # fmt: skip


def _keep(model: type[orm.Model], code: str, fields: dict[str, Any]) -> None:
    _refuse_misfits(model(code=code, **fields))
    fields["edited_at"] = timezone.now()
    model._default_manager.update_or_create(code=code, defaults=fields)


def _refuse_misfits(row: orm.Model) -> None:
    """Refuse what the columns cannot hold: too long, no e-mail address, no word of the list, a NUL."""
    for field in row._meta.concrete_fields:
        _refuse_unless("\0" not in str(getattr(row, field.attname)), field.name, "invalid")
    lists = [field.name for field in row._meta.concrete_fields if isinstance(field, orm.JSONField)]
    try:
        row.clean_fields(exclude=lists)
    except ValidationError as misfit:
        name, errors = next(iter(misfit.error_dict.items()))
        long = errors[0].code == "max_length"
        raise RefusedError(name.removesuffix("_code"), "text_too_long" if long else "invalid") from misfit


def _agency_codes() -> set[str]:
    return set(models.Agency.objects.values_list("code", flat=True))


def _refuse_unless(good: bool, field: str, code: str) -> None:
    if not good:
        raise RefusedError(field, code)


def _lock() -> None:
    """One change of the profile at a time."""
    list(models.ProfileState.objects.select_for_update().values_list("pk"))
    _keep_calendar()


def _changed(what: str, which: str, actor: str, **state: Any) -> None:
    """Grow the version, which every process compares its copy with, and record the change."""
    # Microseconds, so that no version comes twice, whatever was rolled back in between.
    state["version"] = time.time_ns() // 1000
    models.ProfileState.objects.update_or_create(id=1, defaults=state)
    _keep_calendar()
    record(ProfileChanged(what=what, code=which), actor)
    queries.forget()


def _keep_calendar() -> None:
    """Keep the calendar if it is another one than the last that was kept: before a change, and after it."""
    now = queries.calendar_now()
    last = models.CalendarVersion.objects.values_list("calendar", flat=True).last()
    if now is not None and now.as_text() != last:
        models.CalendarVersion.objects.create(since=timezone.now(), calendar=now.as_text())
