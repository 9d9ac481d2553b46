"""Changing people: the only place that saves officers, tokens and reporters."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from surga.core.people import access
from surga.core.people.models import ApiToken, Officer, Reporter
from surga.core.people.queries import digest_of, reporters_with
from surga.events import catalogue
from surga.events.record import record


def find_or_add_reporter(
    name: str, phone: str, email: str, *, language: str = "id", at: datetime | None = None
) -> Reporter | None:
    """The reporter with exactly this name and contact; None when nothing was given.

    Nobody is merged on a contact alone: two people share a telephone, and a
    stranger may type somebody else's number.
    """
    if not (name or phone or email):
        return None
    found = Reporter.objects.filter(name=name, phone=phone, email=email).first()
    if found is not None:
        return found
    return Reporter.objects.create(
        name=name, phone=phone, email=email, language=language, created_at=at or timezone.now()
    )


@transaction.atomic
def issue_token(officer: Officer, name: str = "", *, actor: access.Actor | None = None) -> str:
    """A new API token; the raw value is returned once and kept nowhere. ``actor``: who asked, if another."""
    raw = secrets.token_urlsafe(32)
    ApiToken.objects.create(officer=officer, name=name[:80], digest=digest_of(raw))
    changed = catalogue.ProfileChanged(what="token", code=officer.username)
    record(changed, str(actor or f"officer:{officer.pk}"))
    return raw


@transaction.atomic
def revoke_token(token_id: int, officer: Officer, *, actor: access.Actor | None = None) -> None:
    """Let a token no longer open anything."""
    live = ApiToken.objects.filter(pk=token_id, officer=officer, revoked_at=None)
    if live.update(revoked_at=timezone.now()):
        changed = catalogue.ProfileChanged(what="token", code=officer.username)
        record(changed, str(actor or f"officer:{officer.pk}"))


@transaction.atomic
def save_officer(
    actor: access.Actor,
    *,
    username: str,
    name: str = "",
    email: str = "",
    role: str,
    agency: str = "",
    sees_oversight: bool = False,
    active: bool = True,
    password: str = "",
) -> Officer:
    """Add an officer or change the one with this username; an empty password keeps the old one.

    With a new password every API token ends: who needed one was perhaps not alone in knowing the old word.
    """
    access.require(actor, "administer")
    if role not in (*access.ROLES, access.PARTNER):
        raise ValueError(f"unknown role {role!r}")
    officer = Officer.objects.filter(username=username).first() or Officer(username=username)
    officer.first_name, officer.email = name[:150], email
    officer.role, officer.agency_code = role, agency
    officer.sees_oversight, officer.is_active = sees_oversight, active
    if password:
        officer.set_password(password)
    elif officer._state.adding:
        officer.set_unusable_password()
    officer.save()
    if password:
        ApiToken.objects.filter(officer=officer, revoked_at=None).update(revoked_at=timezone.now())
    record(catalogue.ProfileChanged(case_id=None, what="officer", code=username), str(actor))
    return officer


@transaction.atomic
def request_codes(email: str) -> None:
    """Send the codes of every case filed with this e-mail address, to that address only.

    Says nothing about whether the address is known: the asker learns it from the mail or not at all.
    """
    for reporter in reporters_with(email):
        record(catalogue.CodesRequested(reporter_id=reporter.pk), str(access.REPORTER))
