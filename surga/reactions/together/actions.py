"""Bringing along those who go with another, each in a transaction of its own; and joining many at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import structlog
from django.db import transaction
from django.utils import timezone

from surga.core.cases import actions as cases
from surga.core.cases.actions.joining import TOGETHER, behind, follow_lead, hand_on
from surga.core.cases.queries import codes_of
from surga.core.cases.queries.together import lead_of
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people import access
from surga.core.people import queries as people
from surga.core.people.access import Actor, NotAllowed
from surga.reactions.together.models import Errand, Gathering

log = structlog.get_logger("surga.together")

#: So many of one matter are brought along before another gets its turn.
_PORTION: Final = 50
#: Seconds that one call may go on: letters and messages wait meanwhile.
_LONGEST: Final = 0.5
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=2), timedelta(hours=1)
#: So many are joined at once; who has more joins the rest to the same lead the next time.
MOST_AT_ONCE: Final = 20_000
#: What the agency reads on the lead when one goes by itself. → {code}
_NOTES: Final = {
    "objected": "{code}: pelapornya menyatakan belum beres. Laporan itu sekarang ditangani sendiri.",
    "reopened": "{code}: pelapornya minta dibuka kembali. Laporan itu sekarang ditangani sendiri.",
    "returned": "{code}: dikembalikan oleh pemerintah lain. Laporan itu sekarang ditangani sendiri.",
}


def put_down(lead_id: int, event_id: int) -> None:
    """Those who go with this case have to be brought along; asked again before it was done, it is done once."""
    now = timezone.now()
    errand, created = Errand.objects.select_for_update().get_or_create(
        lead_id=lead_id, defaults={"event_id": event_id, "next_at": now}
    )
    if not created and errand.event_id < event_id:
        Errand.objects.filter(pk=lead_id).update(event_id=event_id, tries=0, next_at=now)


def let_go(code: str, why: str) -> None:
    """It goes by itself from now on, and whoever has the lead reads why."""
    actor = access.system(TOGETHER)
    lead = lead_of(code)
    if lead is None:
        return
    cases.split_case(code, actor, why=why)
    cases.add_note(lead, actor, text=_NOTES[why].format(code=code))


def work_off() -> int:
    """Bring along whom something is owed, and join who is to be joined; how many were."""
    until = time.monotonic() + _LONGEST
    done = 0
    due = Errand.objects.filter(next_at__lte=timezone.now()).order_by("next_at")
    for lead_id, event_id in list(due.values_list("lead_id", "event_id")[:20]):
        done += _bring_along(lead_id, event_id, until)
        if time.monotonic() > until:
            return done
    for pk in Gathering.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True)[:1]:
        done += _gather(pk, until)
    return done


def _bring_along(lead_id: int, event_id: int, until: float) -> int:
    heir = hand_on(lead_id)
    if heir is not None:
        with transaction.atomic():
            put_down(heir, event_id)
    done, failed = 0, 0
    waiting = behind(lead_id, _PORTION)
    for case_id in waiting:
        try:
            done += follow_lead(case_id)
        except Exception as error:  # one that cannot come along is no reason to leave the others behind
            failed += 1
            log.warning("not_brought_along", case=case_id, lead=lead_id, error=type(error).__name__)
        if time.monotonic() > until:
            break
    if failed:
        _put_off(lead_id)
    elif done == len(waiting) < _PORTION:
        # Struck off only if nothing happened to the lead since.
        Errand.objects.filter(lead_id=lead_id, event_id=event_id).delete()
    return done


def _put_off(lead_id: int) -> None:
    tries = Errand.objects.filter(lead_id=lead_id).values_list("tries", flat=True).first() or 0
    wait = min(_FIRST_WAIT * 4 ** min(tries, 8), _LONGEST_WAIT)
    Errand.objects.filter(lead_id=lead_id).update(tries=min(tries + 1, 1000), next_at=timezone.now() + wait)


def gather(case_ids: Sequence[int], actor: Actor) -> int:
    """Join all these cases to the oldest of them; the number of the work, which the worker does.

    Raises ``NotAllowed``, and ``Refused`` (``join_few``) for fewer than two.
    """
    access.require(actor, "join")
    wanted = sorted(set(case_ids))[:MOST_AT_ONCE]
    if len(wanted) < 2:
        raise Refused("join_few", "cases")
    return Gathering.objects.create(officer_id=int(actor.id), cases=wanted, asked_at=timezone.now()).pk


def _gather(pk: int, until: float) -> int:
    """Join a portion, and keep how far it came; a portion done twice joins nobody twice."""
    work = Gathering.objects.get(pk=pk)
    officer = people.officer(work.officer_id)
    actor = people.actor_of(officer) if officer is not None else access.Actor("officer")
    first, *others = work.cases
    portion = others[work.done : work.done + _PORTION]
    codes = codes_of([first, *portion])
    left, joined, looked = Counter(work.left), 0, 0
    for case_id in portion:
        why = _join(codes.get(case_id, ""), codes.get(first, ""), actor)
        left.update([why] if why else [])
        joined, looked = joined + (not why), looked + 1
        if time.monotonic() > until:
            break
    done = work.done + looked
    finished = timezone.now() if done >= len(others) else None
    Gathering.objects.filter(pk=pk, done=work.done).update(
        done=done, joined=work.joined + joined, left=dict(left), finished_at=finished
    )
    return looked


def _join(code: str, lead: str, actor: Actor) -> str:
    """Join one; the error code of why not, or ""."""
    try:
        cases.join_case(code, lead, actor)
    except (Refused, MoveRefused, NotAllowed) as refused:
        return refused.code
    return ""
