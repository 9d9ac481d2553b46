"""Everything of a side or of a case: for the comparison, and for the case's page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from surga.core.cases.models import Case
from surga.events.models import Event
from surga.reactions.sync import things
from surga.reactions.sync.models import Act, Link, Matter, Permit
from surga.reactions.sync.rules.telling import NEVER_TOLD
from surga.reactions.sync.store.book import link_of
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.things import DONE, Ours, Side


def acts_of(case_id: int) -> list[Act]:
    """Everything told about a case, oldest first."""
    return list(Act.objects.filter(case_id=case_id).order_by("id"))


def links_of(case_id: int) -> list[Link]:
    """Where a case is besides here."""
    return list(Link.objects.filter(case_id=case_id).order_by("system", "twin", "id"))


def permits_of(case_id: int) -> set[str]:
    """The sides to which an officer lets this secret case be told."""
    return set(Permit.objects.filter(case_id=case_id).values_list("system", flat=True))


def all_links(system: str) -> list[things.Link]:
    return [link_of(row) for row in Link.objects.filter(system=system).order_by("id").iterator()]


def told_cases(side: Side) -> dict[str, Ours]:
    """The cases that are told to the side, by their codes."""
    submitted = Act.objects.filter(system=side.name, kind=things.SUBMIT, state=DONE).values("case_id")
    return {one.code: one for one in _each(Case.objects.filter(pk__in=submitted), side)}


def untold_cases(side: Side) -> list[Ours]:
    """Verified cases that are to be told to the side, and neither are nor are about to be."""
    if side.takes != "all":
        return []
    known = Link.objects.filter(system=side.name).values("case_id")
    meant = Act.objects.filter(system=side.name, kind=things.SUBMIT).values("case_id")
    # Invented and imported ones are opened by these.
    opened = Event.objects.filter(case_id=OuterRef("pk"), name="CaseOpened", actor__in=NEVER_TOLD)
    cases = Case.objects.filter(verified_at__isnull=False, received_at__gte=side.since or F("received_at"))
    # What another government's program brought, the national side hears of there.
    cases = cases.exclude(pk__in=Matter.objects.exclude(marker="").values("case_id"))
    cases = cases.exclude(Q(channel=side.channel) | Q(status="archived") | Q(pk__in=known) | Q(pk__in=meant))
    found = _each(cases.exclude(Exists(opened)), side)
    return [one for one in found if not one.secret or one.allowed]


def _each(cases: QuerySet[Case], side: Side) -> Iterable[Ours]:
    house = CityHouse()
    ids = cases.order_by("id").values_list("id", flat=True)
    return [one for pk in ids if (one := house.ours(pk, side)) is not None]
