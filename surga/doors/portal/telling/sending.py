"""From a draft to a case: once, however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.core.agencies import queries as agencies
from surga.core.cases.actions import CaseUnknown, join_case
from surga.core.cases.queries import Hiding, counted
from surga.core.cases.states import Refused
from surga.core.intake.message import Message, phone_of
from surga.core.intake.receive import Receipt, receive
from surga.core.people.access import REPORTER
from surga.core.regions import queries as regions
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import MaskingFailed
from surga.doors.portal.telling.forms import point_of
from surga.doors.portal.telling.keeping import darkroom
from surga.doors.portal.telling.keeping.drafts import Draft

log = structlog.get_logger("surga.doors")


@dataclass(frozen=True, slots=True)
class PublicFace:
    """What the public will read of a draft. ``hidden``: why it never will, or empty."""

    text: str
    region: str
    hidden: str = ""


def send(draft: Draft) -> Receipt:
    """Hand the draft to intake. Raises what ``receive`` raises; the draft stays as it is then."""
    return receive(message_of(draft), REPORTER)


def join(code: str, lead: str, *, phone: str = "", email: str = "") -> str:
    """Let a new case go together with the public one that it is the same as; why it does not, as a sentence, or "".

    Who is counted already is not counted again: their words are kept in a case by itself. Nothing is said of it, for
    whoever types somebody else's number must not learn what that person told.
    """
    if counted.has_told(lead, phone_of(phone) or "", email.lower()):
        return ""
    try:
        join_case(code, lead, REPORTER, how="reporter")
    except (Refused, CaseUnknown) as refused:
        log.info("not_joined", code=code, error=type(refused).__name__)
        return _("Laporan itu tidak dapat diikuti lagi. Laporan Anda tetap kami terima dan berjalan sendiri.")
    return ""


def message_of(draft: Draft) -> Message:
    """The draft as a message; the draft's id makes it repeatable."""
    lat, lon = point_of(draft.location) or (None, None)
    return Message(
        text=draft.text,
        kind=draft.kind,
        channel="web",
        external_id=draft.id,
        reporter_name=draft.name,
        reporter_phone=draft.phone,
        reporter_email=draft.email,
        language="en" if (get_language() or "").startswith("en") else "id",
        anonymous=draft.anonymous,
        confidential=draft.confidential,
        region=draft.region,
        lat=lat,
        lon=lon,
        address=draft.address,
        occurred_on=draft.day,
        photos=darkroom.originals(draft),
    )


def public_face(draft: Draft) -> PublicFace:
    """As far as it can be said before an officer has looked: masked, or why it stays hidden."""
    topic = agencies.city(fresh=False).topics.get(agencies.topic_of(draft.text, fresh=False))
    hidden = ""
    if draft.confidential:
        hidden = "confidential"
    elif topic is not None and (topic.protected or topic.oversight):
        hidden = "protected"
    region = regions.region(draft.region, fresh=False) if draft.region else None
    try:
        masked = Hiding()(draft.text, (draft.name,) if draft.name else ())
        if not hidden and sensitive(draft.text, masked):
            hidden = "protected"
    except MaskingFailed:
        masked, hidden = "", hidden or "protected"
    return PublicFace(masked, region.name if region is not None else "", hidden)
