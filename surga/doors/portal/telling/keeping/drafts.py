"""What somebody is telling us, kept between the steps: in their session, photos apart.

A draft belongs to the browser that began it: its address is of no use in another. Its id becomes the
submission's external id, so that sending twice gives one case.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.utils import timezone

_KEY: Final = "drafts"
#: A second tab is fine, a tenth is not.
_MOST: Final = 5
_MOST_OTHERS: Final = 20

STORY, PLACE, CONTACT, REVIEW = "cerita", "tempat", "kontak", "periksa"
#: The steps in their order, by the word that stands in the address.
STEPS: Final = (STORY, PLACE, CONTACT)


@dataclass(slots=True)
class Draft:
    """One telling that is not sent yet. Texts as typed; ``sent`` is the case's code once it is."""

    id: str
    text: str = ""
    kind: str = "complaint"
    photos: list[str] = field(default_factory=list)
    occurred_on: str = ""
    region: str = ""
    #: "lat,lon" in degrees, or empty.
    location: str = ""
    address: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    anonymous: bool = False
    confidential: bool = False
    #: The public report that this one goes together with, and those that it does not.
    lead: str = ""
    others: list[str] = field(default_factory=list)
    #: What was asked for on the review, by `flags.complete`'s codes: nothing twice.
    asked: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    sent: str = ""
    touched: float = 0.0

    @property
    def next_step(self) -> str:
        """The first step that is not done, or the review."""
        return next((step for step in STEPS if step not in self.done), REVIEW)

    @property
    def day(self) -> date | None:
        """The day it happened, as far as it was given."""
        try:
            return date.fromisoformat(self.occurred_on) if self.occurred_on else None
        except ValueError:
            return None

    def mark(self, step: str) -> None:
        if step not in self.done:
            self.done.append(step)

    def is_other(self, codes: Iterable[str]) -> None:
        """Remember that it is none of these reports."""
        new = [code for code in codes if code not in self.others]
        self.others = [*self.others, *new][-_MOST_OTHERS:]


def new() -> Draft:
    """A draft with an id of its own; kept once it is saved. The oldest makes room when there are too many."""
    return Draft(id=str(uuid.uuid4()))


def find(request: HttpRequest, draft_id: object) -> Draft | None:
    """The draft with this id, if this browser began it."""
    kept = _kept(request).get(str(draft_id))
    return _read(kept) if isinstance(kept, dict) else None


def unsent(request: HttpRequest) -> Draft | None:
    """The draft that was touched last and has words in it, to go on with."""
    drafts = [draft for kept in _kept(request).values() if (draft := _read(kept)).text and not draft.sent]
    return max(drafts, key=lambda draft: draft.touched, default=None)


def save(request: HttpRequest, draft: Draft) -> None:
    """Keep the draft now, not after the answer is made: a database that fails can still be told about."""
    draft.touched = timezone.now().timestamp()
    drafts = {**_kept(request), draft.id: asdict(draft)}
    newest = sorted(drafts, key=lambda each: drafts[each].get("touched", 0), reverse=True)[:_MOST]
    request.session[_KEY] = {each: drafts[each] for each in newest}
    _save_session(request)
    if request.COOKIES.get(settings.SESSION_COOKIE_NAME) == request.session.session_key:
        request.session.modified = False  # nothing is left for the middleware to save


def mark_sent(request: HttpRequest, draft: Draft, code: str) -> None:
    """Keep only where it went: what was typed, and by whom, leaves the session."""
    save(request, Draft(id=draft.id, sent=code))


def forget(request: HttpRequest, draft: Draft) -> None:
    """Throw the draft away: on a borrowed device the next person must not find it."""
    request.session[_KEY] = {each: kept for each, kept in _kept(request).items() if each != draft.id}


def _save_session(request: HttpRequest) -> None:
    try:
        request.session.save()
    except UpdateError as error:
        # Django takes every failure for a session that was deleted meanwhile; only some are.
        cause = error.__context__
        if isinstance(cause, OperationalError | InterfaceError):
            raise cause from None
        request.session.create()


def _kept(request: HttpRequest) -> dict[str, dict[str, Any]]:
    kept = request.session.get(_KEY)
    return kept if isinstance(kept, dict) else {}


def _read(kept: dict[str, Any]) -> Draft:
    # A session may be older than the code that reads it.
    known = {each.name for each in fields(Draft)}
    return Draft(**{name: value for name, value in kept.items() if name in known})
