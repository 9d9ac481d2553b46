"""`{% load charts %}{% chart chart %}`: a drawing with its finding, its note and the table behind it."""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("look/charts/chart.html", takes_context=True)
def chart(context: Context, chart: Any) -> dict[str, Any]:
    """A ``charts.Chart``: title, subtitle, drawing, note, and folded away the table with links to the cases."""
    links = [*chart.links, *[""] * (len(chart.rows) - len(chart.links))]
    rows = [
        {"label": row[0], "cells": row[1:], "href": href} for row, href in zip(chart.rows, links, strict=True)
    ]
    return {"chart": chart, "svg": _alone(context, chart.svg), "rows": rows}


def _alone(context: Context, svg: SafeString) -> SafeString:
    """The drawing with names no other drawing of this page has, also where the same one stands twice."""
    kept: dict[str, dict[str, int]] = cast("Any", context.render_context)
    seen = kept.setdefault("charts", {})
    mark = svg.partition('aria-labelledby="')[2].partition("t ")[0]
    if not mark:
        return svg
    times = seen[mark] = seen.get(mark, 0) + 1
    return SafeString(svg.replace(mark, f"{mark}-{times}")) if times > 1 else svg
