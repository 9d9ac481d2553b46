"""Who may be calling: reporters by name or number, and numbers that called before.

A name beside a case's code tells who the reporter is, so cases of who asked for secrecy are never shown here,
and a reporter of such cases alone is not found: for those, there is the case's own page and its reasons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from surga.core.cases import states
from surga.core.cases.models import Case
from surga.core.cases.queries import facts_of, visible_to
from surga.core.intake.contacts import MARKED
from surga.core.intake.models import Contact
from surga.core.people.access import Actor, may
from surga.core.people.models import Reporter

SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class KnownCase:
    """An open case of a caller."""

    code: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier contact; what it tells beside its outcome is empty where it would tell who a secret reporter is.

    ``promise``: what the operator then promised, and by which day.
    """

    at: datetime
    channel: str
    outcome: str
    text: str = ""
    code: str = ""
    promise: str = ""
    promised_on: date | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """A reporter as they named themselves, or only a number.

    ``ref``: who it is, without the number: "r12" a reporter, "c55" the number of a contact.
    """

    phone: str
    name: str = ""
    email: str = ""
    ref: str = ""
    contacts: int = 0
    #: How often the number was used to prank or abuse.
    marks: int = 0
    cases: tuple[KnownCase, ...] = ()

    @property
    def tail(self) -> str:
        """The last four digits: enough to know one's own number again."""
        return self.phone[-4:]


def callers_like(typed: str, actor: Actor, limit: int = 8) -> list[Caller]:
    """Callers whose name or number is typed so far; none before the third sign. "0812" finds "+62812"."""
    asked = " ".join(typed.replace("\x00", "").split())[:80]
    number = _number(asked)
    if len(asked) < SHORTEST or not may(actor, "see"):
        return []
    reporters = _known(actor).filter(_is_called(asked, number)).order_by("-id")[:limit]
    people = [_caller(each) for each in reporters]
    return _with_numbers(people, number, actor, limit)


def caller(ref: str, actor: Actor) -> Caller | None:
    """The one whose ``ref`` this is; None for who is not found by this officer."""
    kind, pk = ref[:1], ref[1:]
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19 and may(actor, "see")):
        return None
    if kind == "r":
        found = _known(actor).filter(pk=int(pk)).first()
        return _with_numbers([_caller(found)], "", actor, 1)[0] if found else None
    contact = Contact.objects.filter(pk=int(pk)).exclude(caller_phone="").first()
    return by_number(contact.caller_phone) if contact is not None else None


def by_number(phone: str) -> Caller:
    """What is known of a number (E.164) alone."""
    contacts, marks, pk = _called([phone], "").get(phone, (0, 0, 0))
    return Caller(phone, ref=f"c{pk}" if pk else "", contacts=contacts, marks=marks)


def past_of(who: Caller, actor: Actor, limit: int = 5) -> list[Past]:
    """The last contacts of a caller, the newest first."""
    return [_past(each, actor) for each in _contacts_of(who)[:limit]]


def promises_of(who: Caller, actor: Actor, limit: int = 3) -> list[Past]:
    """What was promised to a caller, the latest first, however many contacts ago; only what this officer may read."""
    found = (_past(each, actor) for each in _contacts_of(who).exclude(promise="")[: limit * 4])
    return [each for each in found if each.promise][:limit]


def _contacts_of(who: Caller) -> QuerySet[Contact]:
    """The contacts of a caller that are over, the newest first."""
    same = Q(caller_phone=who.phone) if who.phone else Q(pk__in=())
    if who.ref.startswith("r"):
        same |= Q(reporter=int(who.ref[1:]))
    found = Contact.objects.filter(same, ended_at__isnull=False).select_related("case")
    return found.order_by("-started_at", "-id")


def tells_reporter(case: Case | None, actor: Actor) -> bool:
    """Whether a contact may be shown with its case: not where that tells who a secret reporter is."""
    if case is None:
        return True
    secret = case.anonymous or case.confidential or case.oversight
    return not secret and may(actor, "see", facts_of(case))


def _past(contact: Contact, actor: Actor) -> Past:
    past = Past(contact.started_at, contact.channel, contact.outcome)
    if not tells_reporter(contact.case, actor):
        return past
    code = contact.case.code if contact.case is not None else ""
    promise, promised_on = contact.promise, contact.promised_on
    return replace(past, text=contact.text, code=code, promise=promise, promised_on=promised_on)


def _number(typed: str) -> str:
    """The beginning of an E.164 number as typed ("0812" → "+62812"), or digits inside one; "" for a name."""
    digits = "".join(filter(str.isdigit, typed))
    if len(digits) < SHORTEST or any(map(str.isalpha, typed)):
        return ""
    if digits.startswith("0"):
        return f"+62{digits[1:]}"
    return f"+{digits}" if typed.startswith("+") or digits.startswith("62") else digits


def _holds(field: str, number: str) -> Q:
    return Q(**{f"{field}__startswith" if number.startswith("+") else f"{field}__contains": number})


def _is_called(asked: str, number: str) -> Q:
    if number:
        return _holds("phone", number)
    found = Q()
    for word in asked.split()[:4]:
        found &= Q(name__icontains=word)
    return found


def _open_to_all(actor: Actor) -> QuerySet[Case]:
    return visible_to(actor).filter(anonymous=False, confidential=False, oversight=False)


def _known(actor: Actor) -> QuerySet[Reporter]:
    cases = _open_to_all(actor).filter(reporter=OuterRef("pk"))
    asked = Contact.objects.filter(reporter=OuterRef("pk"), case=None)
    return Reporter.objects.filter(Exists(cases) | Exists(asked))


def _caller(reporter: Reporter) -> Caller:
    return Caller(reporter.phone, reporter.name, reporter.email, f"r{reporter.pk}")


def _with_numbers(people: list[Caller], number: str, actor: Actor, limit: int) -> list[Caller]:
    """The people with what is known of their numbers; then the numbers nobody of them has."""
    phones = {each.phone for each in people if each.phone}
    called = _called(phones, number)
    cases = _cases_of([int(each.ref[1:]) for each in people], actor)
    known = []
    for each in people:
        contacts, marks, _pk = called.get(each.phone, (0, 0, 0))
        own = tuple(cases.get(int(each.ref[1:]), ()))
        known.append(replace(each, contacts=contacts, marks=marks, cases=own))
    others = [
        Caller(phone, ref=f"c{pk}", contacts=n, marks=marks)
        for phone, (n, marks, pk) in called.items()
        if phone not in phones
    ]
    return [*known, *others][:limit]


def _called(phones: Iterable[str], number: str) -> dict[str, tuple[int, int, int]]:
    """Number → (contacts, marks, the latest contact's id), the latest first."""
    wanted = Q(caller_phone__in=list(phones))
    if number:
        wanted |= _holds("caller_phone", number)
    rows = Contact.objects.filter(wanted).order_by().values("caller_phone")
    marked = Count("id", filter=Q(outcome__in=MARKED))
    found = rows.annotate(n=Count("id"), marks=marked, last=Max("id")).order_by("-last")[:50]
    return {row["caller_phone"]: (row["n"], row["marks"], row["last"]) for row in found}


def _cases_of(reporter_ids: list[int], actor: Actor) -> dict[int, list[KnownCase]]:
    found: dict[int, list[KnownCase]] = {}
    if not reporter_ids:
        return found
    live = _open_to_all(actor).filter(reporter__in=reporter_ids).exclude(status__in=states.ENDED)
    rows = live.order_by("-received_at").values_list("reporter_id", "code", "title", "status")[:40]
    for reporter_id, code, title, status in rows:
        if reporter_id is not None:
            found.setdefault(reporter_id, []).append(KnownCase(code, title, status))
    return found
