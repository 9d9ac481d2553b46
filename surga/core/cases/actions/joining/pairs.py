"""Two cases become one matter, and a case goes by itself again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from surga.core.cases import states
from surga.core.cases.actions.frame import CaseUnknown, Work, facts_of
from surga.core.cases.actions.joining.along import go_along
from surga.core.cases.actions.joining.course import how_far, in_short
from surga.core.cases.actions.joining.following import catch_up, settle, share_danger
from surga.core.cases.models import Case, Entry
from surga.core.cases.states import Refused
from surga.core.people import access
from surga.core.people.access import Actor
from surga.events import catalogue
from surga.events.queries import events_of
from surga.events.record import record

#: Why a case goes by itself again.
SPLIT_REASONS: Final = ("officer", "objected", "reopened", "returned", "lead_ended")


@transaction.atomic
def join_case(
    code: str, lead_code: str, actor: Actor, *, how: str = "officer", at: datetime | None = None
) -> Case:
    """Let two cases be one matter; the case that leads from now on.

    The older leads, whichever was named, for the oldest clock rules; whoever went with either goes with it. Joined
    already: nothing happens. ``how``: "officer", or "reporter" for a citizen who says of a public case that it is
    theirs too (``code`` is then their own new one). What the follower missed it is told by the reaction.

    Raises ``Refused``: ``join_itself``, ``join_ended``, ``join_guarded`` (one is secret and the other not),
    ``join_elsewhere`` (one lies with another government and the other with an agency), ``join_answered`` (the newer is
    answered and the older is not); ``CaseUnknown``; ``NotAllowed``.
    """
    if code == lead_code:
        raise Refused("join_itself", "lead")
    now = at or timezone.now()
    mine, other = _both(code, lead_code)
    if how == "reporter" and not is_open_to_all(other):
        raise CaseUnknown  # a stranger does not learn that it is there
    for case in (mine, other):
        _require(case, actor)
    if mine.pk == other.pk:
        return mine
    lead, follower = sorted((mine, other), key=lambda case: (case.received_at, case.pk))
    _require_alike(lead, follower)
    _bring(lead, follower, now)
    moved = 1 + Case.objects.filter(joined_to=follower).update(joined_to=lead, led_to=0)
    follower.joined_to, follower.followers, follower.led_to = lead, 0, 0
    settle(follower, now)
    Case.objects.filter(pk=lead.pk).update(followers=F("followers") + moved)
    lead.followers += moved
    share_danger(lead, follower, now)
    joined = catalogue.CaseJoined(case_id=follower.pk, lead_id=lead.pk, lead=lead.code, how=how)
    record(joined, str(actor), now)
    return lead


@transaction.atomic
def split_case(
    code: str, actor: Actor, *, why: str = "officer", reason: str = "", at: datetime | None = None
) -> Case:
    """Let a case go by itself again, from where its lead stands now; its clocks run from its own receipt.

    ``why``: one of ``SPLIT_REASONS``; an officer says the ``reason``, which colleagues read. Of a case that goes by
    itself already nothing happens. Raises ``Refused`` (``reason_empty``), ``CaseUnknown``, ``NotAllowed``.
    """
    case, lead = _follower(code)
    for each in (case, lead):
        access.require(actor, "split", facts_of(each))
    if case.pk == lead.pk:
        return case
    if actor.kind == "officer" and not reason.strip():
        raise Refused("reason_empty", "reason")
    now = at or timezone.now()
    if why == "officer":
        catch_up(case)
    work = Work(case, actor, now, case.status)
    entry = work.say_if_any("split", reason, Entry.INTERNAL)
    case.joined_to, case.led_to = None, 0
    settle(case, now)
    Case.objects.filter(pk=lead.pk, followers__gt=0).update(followers=F("followers") - 1)
    split = catalogue.CaseSplit(case_id=case.pk, lead_id=lead.pk, lead=lead.code, why=why, entry_id=entry)
    record(split, str(actor), now)
    return case


def _both(code: str, lead_code: str) -> tuple[Case, Case]:
    """The two cases that lead these, locked; one and the same when they go together already."""
    for _ in range(3):
        found = dict(Case.objects.filter(code__in=(code, lead_code)).values_list("code", "joined_to"))
        ids = dict(Case.objects.filter(code__in=(code, lead_code)).values_list("code", "pk"))
        if len(ids) < 2:
            raise CaseUnknown
        wanted = [found[each] or ids[each] for each in (code, lead_code)]
        # In the order of their ids: two who join the same cases the other way round wait for one another.
        locked = {
            case.pk: case for case in Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        }
        if all(case.joined_to_id is None for case in locked.values()):
            return locked[wanted[0]], locked[wanted[1]]
    raise Refused("join_moved", "lead")


def _follower(code: str) -> tuple[Case, Case]:
    """The case and the one it goes with, locked in the order of their ids; twice itself when it goes by itself."""
    for _ in range(3):
        row = Case.objects.filter(code=code).values_list("pk", "joined_to").first()
        if row is None:
            raise CaseUnknown
        pk, lead_id = row
        wanted = {pk, lead_id or pk}
        locked = {
            case.pk: case for case in Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        }
        if locked[pk].joined_to_id == lead_id:
            return locked[pk], locked[lead_id or pk]
    raise Refused("join_moved", "lead")


def is_open_to_all(case: Case) -> bool:
    """Whether everybody may read of the case, so that a citizen can say that it is theirs too."""
    return case.published and not (case.confidential or case.oversight or case.protected)


def _require(case: Case, actor: Actor) -> None:
    for action in ("see", "verify", "join") if actor.kind == "officer" else ("join",):
        access.require(actor, action, facts_of(case))
    if case.status in states.ENDED:
        raise Refused("join_ended", "lead")


def _require_alike(lead: Case, follower: Case) -> None:
    def guard(case: Case) -> tuple[bool, bool, bool, str]:
        return case.oversight, case.confidential, case.protected, case.accused if case.confidential else ""

    if guard(lead) != guard(follower):
        raise Refused("join_guarded", "lead")
    places = {_holder(case) for case in (lead, follower) if how_far(case.status, case.waiting_from) > 1}
    if len(places) > 1:
        raise Refused("join_elsewhere", "lead")


def _holder(case: Case) -> tuple[str, str]:
    """Which government has it: the city, or one beyond it."""
    away = case.status == "escalated" and case.level in states.OUTSIDE_LEVELS
    return (case.level, case.body) if away else ("city", "")


def _bring(lead: Case, newer: Case, now: datetime) -> None:
    """Bring the lead to where the newer case is already, by real steps: nothing that was done is lost.

    An answer is another thing: whether it answers the older case too, whoever gives it has to say.
    """
    far = how_far(newer.status, newer.waiting_from)
    if far <= how_far(lead.status, lead.waiting_from):
        return
    if far >= states.HOW_FAR["answered"]:
        raise Refused("join_answered", "lead")
    for step in in_short(events_of(newer.pk)):
        go_along(lead, replace(step, at=now), newer, shown=True)
