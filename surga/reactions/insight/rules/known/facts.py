"""What is known of a case, and how an event changes that: plain values in, plain values out.

The same is kept on the case itself by the actions; here it follows from the events alone, so that it can be told for
any moment, and made anew at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from surga.core.cases.states import ENDED, OUTSIDE_LEVELS
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.row import outcome_of

type Data = Mapping[str, Any]


class Fact(NamedTuple):
    """A case as it is known between two of its events. Times are seconds since 1970, days are ordinals.

    ``agency``: who has it, or should have it; ``holder``: who has it; ``proposed``: who should. ``worked``: working
    days from receipt to the first follow-up (``followed``); ``away``: those of them that it lay beyond the city,
    without those that run since ``away_since``. ``stays``: level → working days that it lay there ("city:3 centre:12");
    ``level_since``: since when it lies at its level. ``stepped``: when the city last took a step that it tells others.
    """

    case_id: int
    received: int
    day: int
    channel: str
    kind: str
    topic: str
    agency: str
    region: str
    level: str
    hidden: bool
    joined: bool
    followed: int | None
    worked: int | None
    away: int
    away_since: int | None
    status: str
    outcome: str
    reason: str
    ended_at: int | None
    reopened: int
    stars: int | None
    bounces: int
    raised: int
    proofs: int
    waiting_from: str
    holder: str
    proposed: str
    confidential: bool
    oversight: bool
    stays: str
    level_since: int | None
    stepped: int


FIELDS = Fact._fields


def after(fact: Fact | None, name: str, data: Data, at: int, clock: Clock, case_id: int) -> Fact | None:
    """The fact after the event of this name, which happened ``at``; the same one where it changes nothing of it.

    ``data``: the event's fields as stored; what an old event does not tell stays as it was. None: the case's beginning
    is not known.
    """
    if name == "CaseOpened":
        return fact or _opened(data, at, clock, case_id)
    change = _CHANGES.get(name)
    if fact is None or change is None:
        return fact
    new = change(fact, data, at)
    if new is fact:
        return fact
    if new.followed is not None and fact.followed is None:
        new = new._replace(worked=clock.passed(new.followed) - clock.passed_by(new.day))
    new = _settled(_stayed(_gone_away(new, at, clock), fact, at, clock))
    return fact if new == fact else new


def stays_of(fact: Fact) -> dict[str, int]:
    """Level → working days that the case lay there."""
    pairs = (one.rsplit(":", 1) for one in fact.stays.split())
    return {level: int(days) for level, days in pairs}


def _opened(data: Data, at: int, clock: Clock, case_id: int) -> Fact:
    topic, proposed = data.get("topic") or "", data.get("agency") or ""
    confidential, oversight = bool(data.get("confidential")), bool(data.get("oversight"))
    hidden = confidential or oversight or bool(data.get("protected"))
    return Fact(
        case_id, at, clock.day(at), data["channel"], data["kind"], topic, proposed, data.get("region") or "",
        data.get("level_now") or "opd", hidden, False, None, None, 0, None, "received", "open", "", None, 0, None,
        0, 0, 0, "", "", proposed, confidential, oversight, "", at, at,
    )  # fmt: skip


def _gone_away(fact: Fact, at: int, clock: Clock) -> Fact:
    """Since when it is beyond the city, and the working days there before its follow-up."""
    if fact.status == "escalated" and fact.level in OUTSIDE_LEVELS:
        return fact if fact.away_since is not None else fact._replace(away_since=at)
    since = fact.away_since
    if since is None:
        return fact
    counts = fact.followed is None or fact.followed >= since
    days = clock.passed(at) - clock.passed(since) if counts else 0
    return fact._replace(away=fact.away + days, away_since=None)


def _stayed(new: Fact, old: Fact, at: int, clock: Clock) -> Fact:
    """Keep how long it lay at a level that it leaves, or at which it ends."""
    lay = old.level if old.ended_at is None else ""
    lies = new.level if new.ended_at is None else ""
    if lay == lies:
        return new
    stays = stays_of(old)
    if lay and old.level_since is not None:
        stays[lay] = stays.get(lay, 0) + clock.passed(at) - clock.passed(old.level_since)
    told = " ".join(f"{level}:{days}" for level, days in sorted(stays.items()))
    return new._replace(stays=told, level_since=at if lies else None)


def _settled(fact: Fact) -> Fact:
    """What follows from the rest."""
    closing = fact.outcome if fact.outcome in {"confirmed", "silence"} else ""
    outcome = outcome_of(fact.status, closing, fact.proofs)
    agency = fact.holder or fact.proposed
    if agency == fact.agency and outcome == fact.outcome:
        return fact
    return fact._replace(agency=agency, outcome=outcome)


def _verified(fact: Fact, data: Data, at: int) -> Fact:
    oversight = bool(data.get("oversight"))
    # An old event does not say it: what was hidden stays so.
    protected = bool(data["protected"]) if "protected" in data else fact.hidden
    return fact._replace(
        status="verified", topic=data.get("topic") or "", proposed=data.get("agency") or "",
        level=data.get("level_now") or fact.level, waiting_from="", stepped=at,
        oversight=oversight, hidden=fact.confidential or oversight or protected,
    )  # fmt: skip


def _triaged(fact: Fact, data: Data, _at: int) -> Fact:
    topic = data.get("topic_now")
    if topic is None:
        return fact
    return fact._replace(
        topic=topic, proposed=data.get("agency_now") or "", level=data.get("level_now") or fact.level,
        hidden=fact.confidential or fact.oversight or bool(data.get("protected_now")),
    )  # fmt: skip


def _asked(fact: Fact, _data: Data, _at: int) -> Fact:
    return fact._replace(status="waiting_reporter", waiting_from=fact.status)


def _replied(fact: Fact, data: Data, _at: int) -> Fact:
    if not data.get("resumes") or fact.status != "waiting_reporter":
        return fact
    return fact._replace(status=fact.waiting_from or "received", waiting_from="")


def _forwarded(fact: Fact, data: Data, at: int) -> Fact:
    agency = data.get("agency") or ""
    return fact._replace(
        status="forwarded", holder=agency, proposed=agency, level=data.get("level_now") or fact.level,
        raised=fact.raised + bool(data.get("raised")), waiting_from="", stepped=at,
    )  # fmt: skip


def _started(fact: Fact, _data: Data, _at: int) -> Fact:
    return fact._replace(status="in_progress", waiting_from="")


def _returned(fact: Fact, data: Data, _at: int) -> Fact:
    # Nobody's name on it: whoever had it beyond the city gave it back.
    level = fact.level if data.get("agency") else "city"
    return fact._replace(
        status="returned", holder="", level=level, bounces=data.get("bounces", fact.bounces), waiting_from=""
    )


def _answered(fact: Fact, _data: Data, at: int) -> Fact:
    followed = at if fact.followed is None else fact.followed
    return fact._replace(status="answered", followed=followed, waiting_from="")


def _resolved(fact: Fact, data: Data, at: int) -> Fact:
    followed = at if fact.followed is None else fact.followed
    proofs = fact.proofs + int(data.get("photos") or 0)
    return fact._replace(status="resolved", followed=followed, proofs=proofs, waiting_from="")


def _confirmed(fact: Fact, _data: Data, at: int) -> Fact:
    return fact._replace(status="closed", outcome="confirmed", ended_at=at)


def _silent(fact: Fact, _data: Data, at: int) -> Fact:
    return fact._replace(status="closed", outcome="silence", ended_at=at)


def _archived(fact: Fact, data: Data, at: int) -> Fact:
    return fact._replace(status="archived", reason=data.get("reason") or "", ended_at=at, waiting_from="")


def _objected(fact: Fact, _data: Data, _at: int) -> Fact:
    status = "in_progress" if fact.holder else "verified"
    return fact._replace(status=status, reopened=fact.reopened + 1, outcome="open")


def _reopened(fact: Fact, data: Data, _at: int) -> Fact:
    holder, status = data.get("agency_now"), str(data.get("status") or "in_progress")
    return fact._replace(
        status=status, reopened=fact.reopened + 1, ended_at=None if status not in ENDED else fact.ended_at,
        outcome="open", reason="", waiting_from="",
        holder=fact.holder if holder is None else holder, proposed=data.get("proposed_now") or fact.proposed,
    )  # fmt: skip


def _escalated(fact: Fact, data: Data, at: int) -> Fact:
    holder = data.get("agency_now")
    return fact._replace(
        status="escalated", level=data.get("level") or fact.level, raised=fact.raised + bool(data.get("raised")),
        holder=fact.holder if holder is None else holder, waiting_from="", stepped=at,
    )  # fmt: skip


def _joined(fact: Fact, _data: Data, _at: int) -> Fact:
    return fact if fact.joined else fact._replace(joined=True)


def _split(fact: Fact, _data: Data, _at: int) -> Fact:
    return fact._replace(joined=False) if fact.joined else fact


def _rated(fact: Fact, data: Data, _at: int) -> Fact:
    return fact if fact.stars == data["stars"] else fact._replace(stars=data["stars"])


_CHANGES: dict[str, Callable[[Fact, Data, int], Fact]] = {
    "CaseVerified": _verified,
    "CaseTriaged": _triaged,
    "ReporterAsked": _asked,
    "ReporterReplied": _replied,
    "CaseForwarded": _forwarded,
    "WorkStarted": _started,
    "CaseReturned": _returned,
    "CaseAnswered": _answered,
    "CaseResolved": _resolved,
    "CaseConfirmed": _confirmed,
    "CaseObjected": _objected,
    "CaseClosedBySilence": _silent,
    "CaseReopened": _reopened,
    "CaseEscalated": _escalated,
    "CaseArchived": _archived,
    "CaseJoined": _joined,
    "CaseSplit": _split,
    "CaseRated": _rated,
}
#: The events that change what is known of a case.
HEARD = ("CaseOpened", *_CHANGES)
