"""Whether somebody is counted already among those who tell of a matter: asked before they are counted again."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from surga.core.cases.models import Case


def own_among(lead: str, codes: Collection[str]) -> str:
    """Which of these codes is of the matter that the case ``lead`` leads: its own or a follower's; "" for none."""
    if not codes:
        return ""
    found = _of_matter(lead).filter(code__in=codes).values_list("code", flat=True)
    return found.first() or ""


def has_told(lead: str, phone: str = "", email: str = "") -> bool:
    """Whether somebody with this telephone (E.164) or mail address tells of it; never of who told without a name."""
    reached = Q(reporter__phone=phone) if phone else Q()
    if email:
        reached |= Q(reporter__email=email)
    return bool(reached) and _of_matter(lead).filter(reached, anonymous=False).exists()


def _of_matter(lead: str) -> QuerySet[Case]:
    return Case.objects.filter(Q(code=lead) | Q(joined_to__code=lead)).order_by("pk")
