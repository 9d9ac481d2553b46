"""The page of the channels and the services."""

from __future__ import annotations

from django.http import HttpResponse

from surga.core.people.access import may
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.scope import scope_of
from surga.doors.executive.places.ways import channels as ways
from surga.doors.executive.places.ways import seeking
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.insight.queries import places as insight


@at_desk("see_sie")
def channels(request: Visit) -> HttpResponse:
    """Contacts, cases and reporters per channel, what is most sought, and what was asked and not found."""
    scope = scope_of(request, request.actor)
    contacts, cases = ways.counts(scope, "contacts"), ways.counts(scope, "cases")
    reporters = insight.reporters_by_channel(scope.from_, scope.to, scope.moment, scope.where)
    # Nobody has a contact as an agency has a case, and no level decides it.
    of_cases_only = bool(scope.where.agency or scope.where.level)
    shown = ["cases"] if of_cases_only else ["contacts", "cases"]
    counted = {"contacts": contacts, "cases": cases}
    asked = seeking.asked_in(scope)
    open_questions, questions = seeking.not_found(scope)
    context = {
        "finding": ways.finding(contacts, cases),
        "cards": [ways.shares_card(scope, each, counted[each]) for each in shown]
        + [ways.reporters_card(scope, reporters)],
        "trends": [card for each in shown if (card := ways.trend_card(scope, each)) is not None],
        "of_cases_only": of_cases_only,
        "sought_finding": seeking.finding(asked),
        "sought": seeking.sought(scope, asked),
        "sought_definition": ways.meaning("services"),
        "articles": seeking.articles(scope),
        "questions": questions,
        "open_questions": open_questions,
        "may_settle": may(request.actor, "keep_articles"),
        "not_found_definition": ways.meaning("not_found"),
    }
    return show(request, "sie/places/ways.html", scope, "channels", context)
