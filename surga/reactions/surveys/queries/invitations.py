"""An invitation by its token, and what a letter says of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from surga.reactions.surveys.models import Invitation
from surga.reactions.surveys.queries.rounds import round_by_id
from surga.reactions.surveys.queries.told import RoundInfo
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
