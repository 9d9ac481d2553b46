"""Asking somebody to answer, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.intake.queries.conversations import conversation_of_case
from surga.events.catalogue import SurveyInvited
from surga.events.record import record
from surga.reactions.surveys.actions.rounds import open_round_of
from surga.reactions.surveys.models import Invitation, Round
from surga.reactions.surveys.rules.elements import CHAT_WAYS


def invite(
    round_id: int, way: str, actor: str, *, case_id: int | None = None, at: datetime | None = None
) -> int:
    """An invitation to an open round; its number. The second time for the same case gives the first one.

    Raises ``SurveyRefused``.
    """
    with transaction.atomic():
        row = open_round_of(round_id)
        if case_id is not None:
            known = Invitation.objects.filter(round=row, case_id=case_id).first()
            if known is not None:
                return known.pk
        now = at or timezone.now()
        made = Invitation.objects.create(round=row, way=way, case_id=case_id, invited_at=now)
        if case_id is not None:
            record(SurveyInvited(round_id=row.pk, invitation_id=made.pk), actor, at=at)
    return made.pk


def invite_reporter(case: Case, actor: str) -> int | None:
    """Ask the reporter of an ended case, where its agency or else the city holds a round that invites.

    Nobody is asked twice in a round, nobody about what is kept secret, and nobody who cannot be written to.
    """
    if case.confidential or case.oversight or case.protected:
        return None
    rounds = Round.objects.filter(state=Round.OPEN, invites=True, unit__in=[case.agency_id or "", ""])
    row = max(rounds, key=lambda each: (each.unit != "", each.pk), default=None)
    if row is None or _asked_before(row, case):
        return None
    conversation = conversation_of_case(case.pk)
    if conversation is None or conversation.channel == "email":
        reachable = case.reporter is not None and not case.anonymous and bool(case.reporter.email)
        return invite(row.pk, "web", actor, case_id=case.pk) if reachable else None
    return invite(row.pk, CHAT_WAYS.get(conversation.channel, "web"), actor, case_id=case.pk)


def _asked_before(row: Round, case: Case) -> bool:
    asked = Invitation.objects.filter(round=row)
    if case.reporter_id is None:
        return asked.filter(case_id=case.pk).exists()
    mine = Case.objects.filter(reporter_id=case.reporter_id).order_by().values("pk")
    return asked.filter(case_id__in=mine).exists()
