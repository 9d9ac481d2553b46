"""A case goes where its lead went: as far as the lead has come, or as far as it was told the last time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.cases import states
from surga.core.cases.actions.frame import history_of, wind
from surga.core.cases.actions.joining.along import TOGETHER, go_along
from surga.core.cases.actions.joining.course import FOLLOWED, LEAVING, followed, in_short
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.events import catalogue
from surga.events.catalogue import name_of
from surga.events.models import Event as EventRow
from surga.events.queries import events_of
from surga.events.record import record

_ACTOR = system(TOGETHER)
_FOLLOWED_NAMES = tuple(sorted(name_of(kind) for kind in FOLLOWED))


def behind(lead_id: int, most: int) -> list[int]:
    """The ids of those who have not come as far as their lead, at most so many."""
    rows = EventRow.objects.filter(case_id=lead_id, name__in=_FOLLOWED_NAMES)
    last = rows.aggregate(last=Max("id"))["last"] or 1
    found = Case.objects.filter(joined_to=lead_id, led_to__lt=last).order_by("led_to", "pk")
    return list(found.values_list("pk", flat=True)[:most])


@transaction.atomic
def follow_lead(case_id: int) -> bool:
    """Let one case go where its lead has gone since the last time; whether it goes with any. Twice is once."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if case.joined_to_id is None:
        return False
    catch_up(case)
    return True


def catch_up(case: Case) -> None:
    """The same for a case that is locked already, and goes with another."""
    lead = Case.objects.get(pk=case.joined_to_id or 0)
    joined = _joined(case, lead)
    news = events_of(lead.pk, after=case.led_to)
    steps = in_short(news) if case.led_to == 0 else followed(news)
    if not _leaves(case, joined.pk):
        shown = joined.data.get("how") == "officer"
        for step in steps:
            go_along(case, step, lead, shown=shown)
    case.led_to = max((each.id for each in news), default=case.led_to)
    case.save(update_fields=("led_to",))


def settle(case: Case, now: datetime) -> None:
    """Wind its clocks for one who goes with another, or by itself again, and save it."""
    case.changed_at = max(now, case.changed_at)
    wind(case, history_of(case), city())
    case.save()


@transaction.atomic
def pass_alarm(case_id: int) -> None:
    """A danger that one reporter told of is the whole matter's: whoever leads is warned."""
    lead_id = Case.objects.filter(pk=case_id).values_list("joined_to", flat=True).first()
    if lead_id is None:
        return
    locked = {
        each.pk: each
        for each in Case.objects.select_for_update().filter(pk__in=(case_id, lead_id)).order_by("pk")
    }
    if locked[case_id].joined_to_id == lead_id:
        share_danger(locked[lead_id], locked[case_id], timezone.now())


def share_danger(lead: Case, follower: Case, now: datetime) -> None:
    """The same under the locks of both."""
    if not follower.danger or lead.danger or lead.status in states.ENDED:
        return
    lead.danger = follower.danger
    lead.service_class = "examination" if lead.oversight else "quick"
    settle(lead, now)
    record(catalogue.DangerSeen(case_id=lead.pk, danger=lead.danger), str(_ACTOR), now)


@transaction.atomic
def hand_on(lead_id: int) -> int | None:
    """The lead ended for a reason of its own: the oldest of the others that is open leads now; its id.

    None, and nothing happens, while the lead is open, or nobody goes with it who could lead.
    """
    lead = Case.objects.select_for_update().get(pk=lead_id)
    if lead.status != "archived" or lead.archive_reason not in states.PERSONAL_REASONS:
        return None
    others = Case.objects.select_for_update().filter(joined_to=lead).exclude(status__in=states.ENDED)
    heir = others.order_by("received_at", "pk").first()
    if heir is None:
        return None
    now = timezone.now()
    catch_up(heir)
    moved = Case.objects.filter(joined_to=lead).exclude(pk=heir.pk).update(joined_to=heir, led_to=0)
    heir.joined_to, heir.led_to, heir.followers = None, 0, moved
    settle(heir, now)
    lead.followers = 0
    lead.save(update_fields=("followers",))
    split = catalogue.CaseSplit(
        case_id=heir.pk, lead_id=lead.pk, lead=lead.code, why="lead_ended", entry_id=None
    )
    record(split, str(_ACTOR), now)
    return heir.pk


def _joined(case: Case, lead: Case) -> EventRow:
    """Its joining to this lead; put down now where it came with another that joined."""
    last = EventRow.objects.filter(case_id=case.pk, name="CaseJoined").order_by("-id")[0]
    if last.data.get("lead_id") == lead.pk:
        return last
    how = str(last.data.get("how") or "officer")
    joined = catalogue.CaseJoined(case_id=case.pk, lead_id=lead.pk, lead=lead.code, how=how)
    return record(joined, str(_ACTOR), timezone.now())


def _leaves(case: Case, since: int) -> bool:
    """Whether its reporter, or another government, did something by which it goes by itself any moment now."""
    names = [name_of(kind) for kind in LEAVING]
    own = EventRow.objects.filter(case_id=case.pk, id__gt=since, name__in=names)
    return own.exclude(actor=str(_ACTOR)).exists()
