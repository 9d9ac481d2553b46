"""An invitation by its token, and what a letter says of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, QuerySet

from surga.core.intake.models import Submission
from surga.reactions.surveys.models import Invitation, Round, Sitting
from surga.reactions.surveys.queries.rounds import round_by_id
from surga.reactions.surveys.queries.told import RoundInfo
from surga.reactions.surveys.rules.elements import CHAT_WAYS
from surga.reactions.surveys.rules.replies import PRESSED
from surga.reactions.surveys.tokens import invitation_of, token_of


@dataclass(frozen=True, slots=True)
class Invited:
    """``used``: it was answered by. ``link``: where one answers; ``case_id``: of whose reporter, None for a card.

    ``asks_about``: the unit, as one says it.
    """

    round: RoundInfo
    used: bool
    link: str
    case_id: int | None

    @property
    def asks_about(self) -> str:
        return self.round.unit_name

    def start_on(self, channel: str) -> tuple[str, str]:
        """What one writes on this channel to answer there ("SURVEI K7Q2MX"), and the id of a button that does the same.

        Empty on a channel where one answers by the link alone.
        """
        return (self.round.start_word, f"{PRESSED}:{self.round.code}") if channel in CHAT_WAYS else ("", "")


def invited(token: str) -> Invited | None:
    """The invitation with this token; None when we did not make it."""
    number = invitation_of(token)
    return None if number is None else invitation(number)


def invitation(invitation_id: int) -> Invited | None:
    """The invitation with this number."""
    row = Invitation.objects.filter(pk=invitation_id).first()
    info = None if row is None else round_by_id(row.round_id)
    if row is None or info is None:
        return None
    link = f"{settings.PUBLIC_URL}/survei/{token_of(row.pk)}"
    return Invited(info, row.answered_on is not None, link, row.case_id)


def round_for(conversation_id: int, code: str = "") -> Round | None:
    """The round with this code; without one the open one they are answering there, or were asked about last."""
    if code:
        return Round.objects.filter(code=code).first()
    here = Sitting.objects.filter(conversation_id=conversation_id, answered_on=None, round__state=Round.OPEN)
    begun = here.select_related("round").order_by("paused", "-pk").first()
    if begun is not None:
        return begun.round
    asked = _of_conversation(conversation_id).filter(answered_on=None, round__state=Round.OPEN)
    latest = asked.select_related("round").order_by("-pk").first()
    return latest.round if latest is not None else None


def invitation_in(round_row: Round, conversation_id: int) -> Invitation | None:
    """The invitation of this conversation's people to the round, one that is still good if there is one."""
    asked = _of_conversation(conversation_id).filter(round=round_row)
    return asked.order_by(F("answered_on").asc(nulls_first=True), "-pk").first()


def _of_conversation(conversation_id: int) -> QuerySet[Invitation]:
    cases = Submission.objects.filter(conversation=conversation_id, case__isnull=False).values("case_id")
    return Invitation.objects.filter(case_id__in=cases)
