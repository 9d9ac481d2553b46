"""What people ask for in each part of the period, what answered, and what nobody had an answer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.knowledge import queries as knowledge
from surga.core.knowledge.queries import QuestionInfo
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.places.ways.channels import note_of
from surga.doors.look.charts import Chart, Point, bars
from surga.doors.look.charts.scale import said
from surga.doors.look.templatetags import moments
from surga.reactions.insight.queries import places as insight
from surga.reactions.insight.queries.places import Sought

#: Topics in each part, parts on the page, questions in the list.
TOPICS, PARTS, QUESTIONS = 6, 6, 10


@dataclass(frozen=True, slots=True)
class Article:
    """An article and how many contacts it answered."""

    title: str
    href: str
    n: int


def topic_name(code: str) -> str:
    """A topic as the reader calls it; the code itself where the city has none such."""
    if not code:
        return _("tanpa topik")
    known = city(fresh=False).topics.get(code)
    return known.label(get_language() or "id") if known is not None else code


def asked_in(scope: Scope) -> dict[str, list[Sought]]:
    """What was asked for in each month of the scope."""
    return insight.sought(scope.from_, scope.to, scope.moment, scope.where)


def sought(scope: Scope, asked: Mapping[str, list[Sought]]) -> list[Chart]:
    """For each year, quarter or month of the period, the newest first, what was asked for most."""
    charts = []
    for name, part in reversed(list(parts_of(scope))):
        inside = [
            found for month, found in asked.items() if f"{part.from_:%Y-%m}" <= month <= f"{part.to:%Y-%m}"
        ]
        found = insight.together(inside)
        if any(each.topic for each in found):
            charts.append(_drawn(name, part, found))
        if len(charts) == PARTS:
            break
    return charts


def finding(asked: Mapping[str, list[Sought]]) -> str:
    """What was most sought in the whole period."""
    every = insight.together(asked.values())
    found = [each for each in every if each.topic]
    if not found:
        return _("Belum ada yang bertanya pada masa ini.")
    values = {
        "topic": topic_name(found[0].topic),
        "n": said(found[0].n),
        "all": said(sum(e.n for e in every)),
    }
    return _("Paling dicari: %(topic)s, %(n)s dari %(all)s pertanyaan.") % values


def _drawn(name: str, part: Scope, found: list[Sought]) -> Chart:
    points = [
        Point(
            topic_name(each.topic),
            each.n,
            n=each.n,
            href=_behind(part, each),
        )
        for each in [each for each in found if each.topic][:TOPICS]
    ]
    title = _("%(part)s: %(topic)s") % {"part": name, "topic": points[0].label}
    cases = sum(each.cases for each in found)
    told = _("%(contacts)s kontak dijawab langsung, %(cases)s permintaan informasi menjadi laporan") % {
        "contacts": said(sum(each.contacts for each in found)), "cases": said(cases),
    }  # fmt: skip
    return bars(title, told, points, note=note_of(part, sum(each.n for each in found)))


def _behind(scope: Scope, each: Sought) -> str:
    """The rows of one topic; none where they are cases and contacts, which are not told in one list."""
    if each.cases and each.contacts:
        return ""
    if each.cases:
        return behind(scope, "services", "topic", each.topic, hanya="ya")
    return behind(scope, "contacts", "topic", each.topic, hasil="informed")


def parts_of(scope: Scope) -> Iterator[tuple[str, Scope]]:
    """The parts of the period, oldest first: years of a long one, else quarters, else months."""
    months = 12 if scope.days > 550 else 3 if scope.days > 120 else 1
    first = scope.from_.replace(day=1)
    first = first.replace(month=(first.month - 1) // months * months + 1)
    while first <= scope.to:
        after = _later(first, months)
        last = after - timedelta(days=1)
        part = replace(scope, from_=max(first, scope.from_), to=min(last, scope.to), period="", asked=True)
        yield _part_name(first, months), part
        first = after


def _later(first: date, months: int) -> date:
    at = first.year * 12 + first.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def _part_name(first: date, months: int) -> str:
    if months == 12:
        return str(first.year)
    if months == 1:
        return moments.day(first, "MMMM y")
    last = _later(first, 2)
    return f"{moments.day(first, 'MMM')} – {moments.day(last, 'MMM y')}"


def articles(scope: Scope) -> list[Article]:
    """The articles that answered most contacts of the period."""
    found = []
    for slug, n in insight.articles_found(scope.from_, scope.to, as_of=scope.moment):
        known = knowledge.article(slug, fresh=False)
        english = (get_language() or "").startswith("en")
        title = slug if known is None else (known.title_en if english and known.title_en else known.title)
        found.append(Article(title, f"/informasi/{slug}" if known is not None else "", n))
    return found


def not_found(scope: Scope) -> tuple[int, list[QuestionInfo]]:
    """How many questions have no article yet, and those asked most; of one agency where the page is about one."""
    agency = scope.where.agency
    return knowledge.count_open_questions(agency), knowledge.open_questions(agency, QUESTIONS)
