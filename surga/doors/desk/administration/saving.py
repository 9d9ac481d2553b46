"""From a filled form to the agencies' own actions; nothing else here writes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction

from surga.core.agencies import actions
from surga.core.agencies.city import AgencyInfo, DeadlineInfo, TopicInfo
from surga.core.people.access import Actor
from surga.doors.desk.administration.forms import DayForm, SheetForm


def agency(form: SheetForm, actor: Actor) -> str:
    said = dict(form.cleaned_data)
    code = said.pop("code", "") or form.code
    known = form.city.agencies.get(code) or AgencyInfo(code, "")
    actions.save_agency(replace(known, **said), str(actor))
    return code


def topic(form: SheetForm, actor: Actor) -> str:
    said = dict(form.cleaned_data)
    code = said.pop("code", "") or form.code
    known = form.city.topics.get(code) or TopicInfo(code, "")
    actions.save_topic(replace(known, **said), str(actor))
    return code


def text(form: SheetForm, actor: Actor) -> str:
    """Both languages or neither; an English text that was emptied is left as it was."""
    key = form.cleaned_data.get("code") or form.code
    kept = form.city.texts.get(key, {})
    with transaction.atomic():
        for language in ("id", "en"):
            said = form.cleaned_data[language]
            if said and said != kept.get(language):
                actions.save_text(key, language, said, str(actor))
    return key


def deadline(form: SheetForm, actor: Actor) -> str:
    """A row in a rule set of its own, named by its first day."""
    said: dict[str, Any] = dict(form.cleaned_data)
    taken = {(d.version, d.clock, d.service_class) for d in form.city.deadlines}
    version = name = f"kota-{said['valid_from']:%Y-%m-%d}"
    number = 1
    while (version, said["clock"], said["service_class"]) in taken:
        number += 1
        version = f"{name}.{number}"
    actions.add_deadline_rule(DeadlineInfo(version=version, **said), str(actor))
    return version


def day(form: SheetForm, actor: Actor) -> str:
    assert isinstance(form, DayForm)  # noqa: S101  # the sheet's own form, for the type checker
    actions.save_day_off(form.day(), form.cleaned_data["name"], form.cleaned_data["kind"], str(actor))
    return form.day().isoformat()
