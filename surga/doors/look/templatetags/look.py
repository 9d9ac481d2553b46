"""Template tags and filters of every door: `{% load look %}`. README.md lists them with examples."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Textarea
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from surga.core.agencies import queries as agencies
from surga.doors.look import sentences, words
from surga.doors.look.sentences import problem_of
from surga.doors.look.templatetags import drawing, moments, shapes, story, ways

register = template.Library()

register.filter("wib", moments.full)
register.filter("wib_day", moments.day)
register.filter("wib_short", moments.short)
register.filter("wib_hour", moments.hour)
register.filter("ago", moments.ago)
register.filter("angka", moments.number)
register.simple_tag(shapes.icon, name="icon")
register.simple_tag(shapes.status, name="status")
register.simple_tag(shapes.national, name="national")
register.simple_tag(ways.ways_of, name="ways_of")


@register.filter
def label(code: str, kind: str) -> str:
    """`{{ case.channel|label:"channel" }}`: the word for a code."""
    return words.label(kind, code) if code else ""


@register.filter
def agency(code: str) -> str:
    """How people call the agency with this code; the code itself when the city has none such."""
    try:
        known = agencies.city(fresh=False).agencies.get(code)
    except agencies.NoCityError:
        return code
    return known.label if known is not None else code


@register.filter
def side(system: str) -> str:
    """`{{ link.system|side }}`: how people call another government's side."""
    return words.side_name(system)


@register.filter
def meaning(code: str, kind: str) -> str:
    """`{{ case.status|meaning:"status" }}`: the one-sentence meaning of a code."""
    return words.meaning(kind, code) if code else ""


@register.filter
def said(code: str) -> str:
    """`{{ error_code|said }}`: the sentence of an error code."""
    return sentences.sentence(code)


@register.simple_tag(takes_context=True)
def city_text(context: Context, key: str, **values: object) -> str:
    """`{% city_text "greeting" %}`: a text of the city's own, in the active language; empty when it has none."""
    city = context.get("city")
    return city.text(key, moments.locale(), **values) if city else ""


@register.simple_tag
def due_chip(
    due_at: object, clock: str = "", overdue: object = False, left: int | None = None, paused: bool = False
) -> SafeString:
    """`{% due_chip case.due_at case.due_clock case.overdue_at left=3 %}`; `left` in working days."""
    return shapes.clock(due_at, clock, bool(overdue), left, paused)


@register.inclusion_tag("look/components/form/field.html")
def field(
    bound: BoundField, label: str = "", hint: str = "", big: bool = False, optional: bool = True
) -> dict[str, Any]:
    """`{% field form.phone hint="..." %}`: label, hint, control and error, tied together for every reader.

    `optional=False` leaves out "boleh dikosongkan", for a field that the rules ask for and the form does not.
    """
    widget = bound.field.widget
    hint = hint or str(bound.help_text or "")
    told = [f"{bound.auto_id}_hint"] if hint else []
    told += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(told)} if told else {}
    if isinstance(widget, Textarea):
        attrs["rows"] = str({"10": 5}.get(str(widget.attrs.get("rows")), widget.attrs.get("rows", 5)))
    return {
        "id": bound.id_for_label or bound.auto_id,
        "name": bound.auto_id,
        "label": label or bound.label,
        "hint": hint,
        "errors": bound.errors,
        "control": bound.as_widget(attrs=attrs),
        "required": bound.field.required or not optional,
        "big": big,
        "single": isinstance(widget, CheckboxInput),
        "group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "file": isinstance(widget, FileInput),
        "hidden": bound.is_hidden,
    }


@register.inclusion_tag("look/components/form/error_summary.html")
def error_summary(source: Any) -> dict[str, Any]:
    """`{% error_summary form %}`, or a mapping of field name to sentence: the errors as links, focused on arrival."""
    found = getattr(source, "errors", source) or {}
    prefix = getattr(source, "auto_id", "id_%s") or "id_%s"
    named = getattr(source, "add_prefix", str)
    rows: list[tuple[str, str]] = []
    for name, told in found.items() if isinstance(found, Mapping) else [("", found)]:
        target = "" if name in ("", "__all__") else "#" + prefix.replace("%s", named(name))
        rows += [(target, str(each)) for each in ([told] if isinstance(told, str) else told)]
    return {"rows": rows}


@register.inclusion_tag("look/components/case/timeline.html", takes_context=True)
def timeline(context: Context, items: Iterable[Any], upcoming: Iterable[Any] = ()) -> dict[str, Any]:
    """`{% timeline items upcoming %}`: what happened, oldest first, and what comes next (`at text`)."""
    agencies = getattr(context.get("city"), "agencies", {})
    return {"rows": [story.told(item, agencies) for item in items], "upcoming": upcoming}


@register.inclusion_tag("look/components/form/steps.html")
def steps(number: int, total: int, title: str = "") -> dict[str, Any]:
    """`{% steps 1 3 "Apa yang terjadi" %}`: where one is on the way."""
    return {
        "number": number,
        "total": total,
        "title": title,
        "parts": [n <= number for n in range(1, total + 1)],
    }


@register.inclusion_tag("look/components/case/map.html")
def region_map(
    shapes: Iterable[tuple[str, str, str]],
    selected: str = "",
    pin: tuple[float, float] | None = None,
    **options: Any,
) -> dict[str, Any]:
    """`{% region_map shapes selected pin link="?region=" viewbox=... shades=... title=... %}`.

    `shapes`: (code, name, SVG path); `pin`: x, y in the map's units; `shades`: code to 0..4.
    """
    return drawing.map_of(list(shapes), selected or "", pin, options)


@register.inclusion_tag("look/components/page/problem.html")
def problem(status: int = 500, detail: str = "") -> dict[str, Any]:
    """`{% problem 404 %}`: what happened and what to do, for an HTTP status."""
    return {"status": status, "problem": problem_of(status), "detail": detail}


@register.simple_tag
def stars(count: int | None) -> SafeString:
    """`{% stars case.stars %}`: '4 dari 5 bintang' with its row of stars."""
    if not count:
        return SafeString("")
    row = "★" * count + "☆" * (5 - count)
    return format_html('<span aria-hidden="true">{}</span> <span class="unseen">{} / 5</span>', row, count)
