"""Reading people: officers as actors, tokens, reporters."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from surga.core.people.access import Actor
from surga.core.people.models import ApiToken, Officer, Reporter

_SEEN_EVERY = timedelta(minutes=10)


def actor_of(officer: Officer) -> Actor:
    """The officer as the access table knows them."""
    return Actor("officer", str(officer.pk), officer.role, officer.agency_code, officer.sees_oversight)


def digest_of(raw: str) -> str:
    # The token has 256 random bits, so a plain digest is enough: there is nothing to guess.
    return hashlib.sha256(raw.encode()).hexdigest()


def officer_by_token(raw: str) -> Officer | None:
    """The active officer whose API token this is."""
    token = (
        ApiToken.objects.select_related("officer")
        .filter(digest=digest_of(raw), revoked_at=None, officer__is_active=True)
        .first()
    )
    if token is None:
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > _SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.officer


def officers() -> QuerySet[Officer]:
    return Officer.objects.order_by("-is_active", "role", "username")


def officer_named(username: str) -> Officer | None:
    return Officer.objects.filter(username=username).first()


def officer(pk: int) -> Officer | None:
    return Officer.objects.filter(pk=pk).first()


def names_of(officer_ids: set[int]) -> dict[int, str]:
    """Names to show beside what officers did."""
    return {one.pk: str(one) for one in Officer.objects.filter(pk__in=officer_ids)}


def full_names() -> list[str]:
    """The names of all officers, those included who left: what they did is still told."""
    named = Officer.objects.exclude(first_name="").values_list("first_name", "last_name")
    return [f"{first} {last}".strip() for first, last in named]


def tokens_of(officer: Officer) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(officer=officer, revoked_at=None).order_by("-created_at")


def reporters_with(email: str) -> list[Reporter]:
    """Reporters who left exactly this e-mail address."""
    return list(Reporter.objects.filter(email=email.strip().lower())[:50]) if email.strip() else []


def reporter(pk: int) -> Reporter | None:
    return Reporter.objects.filter(pk=pk).first()
