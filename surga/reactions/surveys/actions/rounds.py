"""Making, opening, closing and publishing rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import Actor, CaseFacts, NotAllowed, may
from surga.core.triage.words import plain
from surga.events.catalogue import ProfileChanged
from surga.events.record import record
from surga.reactions.surveys.models import Answer, Round
from surga.reactions.surveys.queries.rounds import round_by_id
from surga.reactions.surveys.queries.told import CITY, RoundInfo
from surga.reactions.surveys.rules.periods import slug_of
from surga.reactions.surveys.rules.score import EXACT, WEIGHTS
from surga.reactions.surveys.tokens import new_round_code

MOST_PEOPLE: Final = 100_000_000
LONGEST_PLAN: Final = 4000
_LONGEST_DAYS: Final = 366
_FEWEST_TO_PUBLISH: Final = 5


class SurveyRefused(ValueError):
    """What was asked of a round is not possible; ``field`` and ``code`` say what and why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What one says of a round. ``unit``: code of an agency, "" for the city; it and the days never change."""

    unit: str
    from_on: date
    to_on: date
    population: int | None = None
    handed_out: int | None = None
    weight_mode: str = EXACT
    walk_in: bool = True
    invites: bool = False
    follow_up: str = ""


def make_round(draft: RoundDraft, actor: Actor, *, at: datetime | None = None) -> RoundInfo:
    """A new round, not open yet. Raises ``SurveyRefused``, ``NotAllowed``."""
    allow(actor, "run_surveys", draft.unit)
    _check(draft)
    period, now = slug_of(draft.from_on, draft.to_on), at or timezone.now()
    with transaction.atomic():
        if Round.objects.filter(unit=draft.unit, period=period).exists():
            raise SurveyRefused("from_on", "round_exists")
        row = Round.objects.create(
            code=_free_code(),
            unit=draft.unit,
            period=period,
            from_on=draft.from_on,
            to_on=draft.to_on,
            made_at=now,
            **_values(draft),
        )
        _tell(row, actor, now)
    return _info(row)


def change_round(round_id: int, draft: RoundDraft, actor: Actor) -> RoundInfo:
    """What may still change: all but unit and days; of a published round only what will be done about it.

    Raises ``SurveyRefused``, ``NotAllowed``.
    """
    _check(draft)
    with transaction.atomic():
        row = _locked(round_id, actor)
        values = _values(draft)
        if row.published_at is not None:
            values = {"follow_up": values["follow_up"]}
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        _tell(row, actor)
    return _info(row)


def open_round(round_id: int, actor: Actor, *, at: datetime | None = None) -> RoundInfo:
    """From now on it takes answers; a closed one that is not published may be opened again."""
    with transaction.atomic():
        row = _locked(round_id, actor)
        if row.published_at is not None:
            raise SurveyRefused("", "round_published")
        row.state, row.opened_at, row.closed_at = Round.OPEN, row.opened_at or at or timezone.now(), None
        row.save()
        _tell(row, actor, at)
    return _info(row)


def close_round(round_id: int, actor: Actor, *, at: datetime | None = None) -> RoundInfo:
    """It takes no answers any more."""
    with transaction.atomic():
        row = _locked(round_id, actor)
        if row.state != Round.OPEN:
            raise SurveyRefused("", "round_not_open")
        row.state, row.closed_at = Round.CLOSED, at or timezone.now()
        row.save()
        _tell(row, actor, at)
    return _info(row)


def publish_round(
    round_id: int, actor: Actor, *, public: bool = True, at: datetime | None = None
) -> RoundInfo:
    """Everybody may read a closed round; ``public=False`` takes that back. Five answers are the least."""
    with transaction.atomic():
        row = _locked(round_id, actor)
        if row.state != Round.CLOSED:
            raise SurveyRefused("", "round_not_closed")
        few = Answer.objects.filter(round=row, withdrawn_at=None).count() < _FEWEST_TO_PUBLISH
        if public and few:
            raise SurveyRefused("", "round_too_small")
        row.published_at = (at or timezone.now()) if public else None
        row.save()
        _tell(row, actor, at)
    return _info(row)


def allow(actor: Actor, action: str, unit: str) -> None:
    """Raise ``NotAllowed`` unless the actor may do it for this unit: an agency's own officers for their agency."""
    if not allowed(actor, action, unit):
        raise NotAllowed(action)


def allowed(actor: Actor, action: str, unit: str) -> bool:
    """Whether the actor may run a unit's survey ("run_surveys") or type its sheets in ("enter_survey")."""
    return may(actor, action) and may(actor, action, CaseFacts(agency=unit))


def open_round_of(round_id: int) -> Round:
    """The round, if it takes answers. Raises ``SurveyRefused``."""
    row = Round.objects.filter(pk=round_id).first()
    if row is None:
        raise SurveyRefused("", "round_unknown")
    if row.state != Round.OPEN:
        raise SurveyRefused("", "round_not_open")
    return row


def _check(draft: RoundDraft) -> None:
    faults = {
        ("unit", "agency_unknown"): bool(draft.unit) and draft.unit not in city().agencies,
        ("unit", "agency_taken"): draft.unit == CITY,
        ("to_on", "period_invalid"): not 0 <= (draft.to_on - draft.from_on).days < _LONGEST_DAYS,
        ("population", "amount_invalid"): not _fits(draft.population),
        ("handed_out", "amount_invalid"): not _fits(draft.handed_out),
        ("weight_mode", "mode_unknown"): draft.weight_mode not in WEIGHTS,
        ("follow_up", "text_too_long"): len(draft.follow_up) > LONGEST_PLAN,
    }
    for (field, code), wrong in faults.items():
        if wrong:
            raise SurveyRefused(field, code)


def _fits(number: int | None) -> bool:
    return number is None or 1 <= number <= MOST_PEOPLE


def _values(draft: RoundDraft) -> dict[str, object]:
    return {
        "population": draft.population,
        "handed_out": draft.handed_out,
        "weight_mode": draft.weight_mode,
        "walk_in": draft.walk_in,
        "invites": draft.invites,
        "follow_up": plain(draft.follow_up, lines=True),
    }


def _locked(round_id: int, actor: Actor) -> Round:
    row = Round.objects.select_for_update().filter(pk=round_id).first()
    if row is None:
        raise SurveyRefused("", "round_unknown")
    allow(actor, "run_surveys", row.unit)
    return row


def _free_code() -> str:
    while True:
        code = new_round_code()
        if not Round.objects.filter(code=code).exists():
            return code


def _tell(row: Round, actor: Actor, at: datetime | None = None) -> None:
    record(ProfileChanged(what="survey", code=row.code), str(actor), at=at)


def _info(row: Round) -> RoundInfo:
    found = round_by_id(row.pk)
    if found is None:
        raise SurveyRefused("", "round_unknown")
    return found
