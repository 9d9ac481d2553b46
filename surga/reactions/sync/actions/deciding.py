"""What officers decide about the exchange: try again, skip, link, done by hand, twins, compare, mend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from surga.channels.port.gateway import Gateway
from surga.core.cases import actions as cases
from surga.core.cases import states
from surga.core.cases.actions import CaseUnknown, facts_of
from surga.core.cases.models import Case
from surga.core.cases.states import Refused
from surga.core.people import access
from surga.core.people.access import Actor
from surga.reactions.sync import models, queries, things
from surga.reactions.sync.engine.compare import Compare
from surga.reactions.sync.rules import standing, telling
from surga.reactions.sync.store.book import DatabaseBook, act_of
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.store.running import party_of
from surga.reactions.sync.store.sides import side_named
from surga.reactions.sync.things import DONE, DUE, IN, OUT, PARKED, SKIPPED, SUBMIT, Act, Link, Side

#: As the province's own bridge asks for: digits, and a day within the last month.
LONGEST_ID: Final = 15
OLDEST_DAY: Final = timedelta(days=31)


def retry(act_id: int, actor: Actor) -> bool:
    """Let a parked or waiting act be tried at once; False when it is neither. Raises ``NotAllowed``."""
    access.require(actor, "see_parked")
    stuck = models.Act.objects.filter(pk=act_id, state__in=(PARKED, DUE))
    return bool(stuck.update(state=DUE, attempts=0, next_at=timezone.now(), reason=""))


def retry_all(system: str, actor: Actor) -> int:
    """The same for all that is parked on a side and no secret; how many. Raises ``NotAllowed``."""
    access.require(actor, "see_parked")
    stuck = models.Act.objects.filter(system=system, state=PARKED).exclude(reason="secret")
    return stuck.update(state=DUE, attempts=0, next_at=timezone.now(), reason="")


def take_now(trouble_id: int, actor: Actor) -> bool:
    """Let a report that could not be taken in be asked for at once; False when it was. Raises ``NotAllowed``."""
    access.require(actor, "see_parked")
    return bool(models.Trouble.objects.filter(pk=trouble_id).update(next_at=timezone.now()))


@transaction.atomic
def skip(act_id: int, actor: Actor, *, reason: str) -> bool:
    """Give an act up, so that what waits behind it goes on; with the case itself, all that was to be told of it.

    The reason is kept on the case. False when the act is over or in a worker's hands. Raises ``Refused``. Who does
    acts by hand may give them up as well.
    """
    in_hand = not access.may(actor, "see_parked")
    if in_hand:
        access.require(actor, "verify")
    if not reason.strip():
        raise Refused("reason_empty", "reason")
    row = models.Act.objects.select_for_update().filter(pk=act_id, state__in=(PARKED, DUE)).first()
    if row is None:
        return False
    case = Case.objects.get(pk=row.case_id)
    if in_hand:
        access.require(actor, "verify", facts_of(case))
    given_up = models.Act.objects.filter(pk=row.pk)
    if row.kind == SUBMIT:
        behind = models.Act.objects.filter(
            system=row.system, case_id=row.case_id, target="", state__in=(PARKED, DUE)
        )
        given_up = given_up | behind
    given_up.update(state=SKIPPED, reason=reason.strip()[:80], done_at=timezone.now())
    cases.note_outside(case.code, actor, system=row.system, what="skipped", text=reason)
    return True


@transaction.atomic
def link_by_hand(code: str, system: str, report_id: str, actor: Actor) -> Link:
    """A case and a report are one matter, an officer says. Raises ``Refused``: id_invalid, link_taken."""
    case = _case(code)
    access.require(actor, "verify", facts_of(case))
    side, clean = side_named(system), tracking_id(report_id)
    direction = IN if case.channel == side.channel else OUT
    link = _linked(side, case, clean, direction, actor)
    _end_submit(side, case)
    return link


@transaction.atomic
def complete_by_hand(act_id: int, actor: Actor, *, report_id: str = "", on: date | None = None) -> bool:
    """An officer did an act there by hand: with the number it got, for a case that was told, and the day.

    False when it is over already. Raises ``Refused``: id_invalid, day_invalid, link_taken.
    """
    row = models.Act.objects.select_for_update().filter(pk=act_id, state__in=(DUE, PARKED)).first()
    if row is None:
        return False
    case = Case.objects.get(pk=row.case_id)
    access.require(actor, "verify", facts_of(case))
    today = timezone.localdate()
    if on is not None and not today - OLDEST_DAY <= on <= today:
        raise Refused("day_invalid", "on")
    if row.kind == SUBMIT:
        _linked(side_named(row.system), case, tracking_id(report_id), OUT, actor, after=row.event_id)
    elif row.standing:
        # When it comes by in a list, it is no news.
        links = models.Link.objects.filter(system=row.system, case_id=row.case_id)
        (links.filter(report_id=row.target) if row.target else links).update(told=row.standing)
    done = replace(act_of(row), state=DONE, doubt=False, reason="", done_at=timezone.now())
    return DatabaseBook().save_act(done, row.lease)


def tracking_id(typed: str) -> str:
    """The number of a report as somebody typed it: digits, with their noughts. Raises ``Refused``."""
    clean = typed.strip().lstrip("#").strip()
    if not (clean.isascii() and clean.isdigit() and len(clean) <= LONGEST_ID):
        raise Refused("id_invalid", "report_id")
    return clean


@transaction.atomic
def confirm_twin(twin_id: int, actor: Actor) -> bool:
    """Both were told by the same person: one case with both numbers; the case made of the report is archived.

    False when somebody decided before. Raises ``NotAllowed``.
    """
    twin = _undecided(twin_id)
    if twin is None:
        return False
    made, kept = Case.objects.get(pk=twin.case_id), Case.objects.get(pk=twin.other_id)
    access.require(actor, "verify", facts_of(kept))
    twin.decided = "same"
    twin.save(update_fields=["decided"])
    side = side_named(twin.system)
    _end_submit(side, kept)
    event_id = cases.note_link(kept.code, actor, system=side.name, report_id=twin.report_id, direction=IN)
    has_one = models.Link.objects.filter(system=side.name, case_id=kept.pk, twin=False).exists()
    moved = models.Link.objects.filter(system=side.name, report_id=twin.report_id)
    moved.update(case_id=kept.pk, code=kept.code, twin=has_one, after=event_id)
    models.Act.objects.filter(system=side.name, case_id=made.pk, state__in=(DUE, PARKED)).update(
        state=SKIPPED, reason="twin"
    )
    if states.may_move(made.status, "archive"):
        cases.archive_case(made.code, actor, reason="duplicate")
    return True


def refuse_twin(twin_id: int, actor: Actor) -> bool:
    """They are two matters. False when somebody decided before."""
    access.require(actor, "verify")
    return bool(models.Twin.objects.filter(pk=twin_id, decided="").update(decided="other"))


@transaction.atomic
def allow_case(code: str, system: str, actor: Actor) -> None:
    """Let one secret case be told to one side. Only who may let such a case leave the city. Raises ``NotAllowed``."""
    case = _case(code)
    access.require(actor, "escalate", facts_of(case))
    officer = int(actor.id) if actor.kind == "officer" else None
    models.Permit.objects.get_or_create(system=system, case_id=case.pk, defaults={"officer_id": officer})
    event_id = cases.note_outside(case.code, actor, system=system, what="allowed")
    _submit(side_named(system), case, event_id)
    DatabaseBook().revive(system, case.pk, "secret", timezone.now())


def compare_soon(system: str, actor: Actor) -> bool:
    """Let both sides be compared as soon as the worker gets to it; False for a side never read yet."""
    access.require(actor, "see_parked")
    return bool(models.Cursor.objects.filter(pk=system).update(compare_at=timezone.now()))


def compare(gateway: Gateway) -> int:
    """Compare both sides and keep what differs; how much does. Raises what the gateway raises. Not in a transaction."""
    side = side_named(gateway.name)
    found = Compare(party_of(side, gateway)).run(
        queries.all_links(side.name), queries.told_cases(side), queries.untold_cases(side)
    )
    with transaction.atomic():
        before = {
            (row.kind, row.case_id, row.report_id): row.since
            for row in models.Difference.objects.filter(system=side.name)
        }
        models.Difference.objects.filter(system=side.name).delete()
        now = timezone.now()
        rows = {(one.kind, one.case_id, one.report_id): one for one in found}
        models.Difference.objects.bulk_create(
            models.Difference(
                system=side.name, kind=one.kind, case_id=one.case_id, report_id=one.report_id,
                ours=one.ours[:120], theirs=one.theirs[:120], since=before.get(key, now),
            )
            for key, one in rows.items()
        )  # fmt: skip
    return len(rows)


@transaction.atomic
def mend(difference_id: int, actor: Actor) -> bool:
    """Do what mends a difference; the next round does the rest. False where only people can ("double")."""
    access.require(actor, "see_parked")
    row = models.Difference.objects.select_for_update().filter(pk=difference_id).first()
    if row is None or row.kind == "double":
        return False
    side, now = side_named(row.system), timezone.now()
    if row.kind in {"missing_here", "vanished"}:
        DatabaseBook().add_trouble(side.name, row.report_id, "compared", now, now)
    else:
        case = Case.objects.get(pk=row.case_id)
        event_id = cases.note_outside(case.code, actor, system=side.name, what="mended")
        if row.kind == "missing_there":
            _submit(side, case, event_id)
        else:
            _tell_again(side, case, row, event_id)
    row.delete()
    return True


def _submit(side: Side, case: Case, event_id: int) -> None:
    book = DatabaseBook()
    meant = book.submit_of(side.name, case.pk) is not None or book.links_of_case(side.name, case.pk)
    if not meant and side.tells and case.verified_at is not None:
        base = Act(side.name, case.pk, event_id, SUBMIT, f"{case.code}.{event_id}")
        book.add_acts([replace(base, doubt=side.adapter == "manual")])


def _tell_again(side: Side, case: Case, row: models.Difference, event_id: int) -> None:
    link = DatabaseBook().link_of_report(side.name, row.report_id)
    ours = CityHouse().ours(case.pk, side)
    owed = standing.owed(case.status, row.theirs, link.direction) if link is not None else ""
    if not owed or telling.why_not(ours):
        return
    act = Act(side.name, case.pk, event_id, things.FOLLOW_UP, f"{case.code}.{event_id}", row.report_id)
    words, closes = standing.RETOLD[owed], owed == "done"
    DatabaseBook().add_acts([replace(act, standing=owed, words=words, closes=closes)])


def _linked(
    side: Side, case: Case, report_id: str, direction: str, actor: Actor, after: int | None = None
) -> Link:
    event_id = cases.note_link(case.code, actor, system=side.name, report_id=report_id, direction=direction)
    new = Link(side.name, case.pk, case.code, report_id, direction, since=timezone.now())
    link = DatabaseBook().add_link(replace(new, after=event_id if after is None else after))
    if link is None:
        raise Refused("link_taken", "report_id")
    return link


def _end_submit(side: Side, case: Case) -> None:
    """The case has its number there: it is not told again."""
    submit = models.Act.objects.filter(
        system=side.name, case_id=case.pk, kind=SUBMIT, state__in=(DUE, PARKED)
    )
    submit.update(state=DONE, doubt=False, reason="by_hand", done_at=timezone.now())


def _undecided(twin_id: int) -> models.Twin | None:
    return models.Twin.objects.select_for_update().filter(pk=twin_id, decided="").first()


def _case(code: str) -> Case:
    found = Case.objects.filter(code=code).first()
    if found is None:
        raise CaseUnknown
    return found
