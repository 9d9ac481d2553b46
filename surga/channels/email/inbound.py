"""A mail as something heard; or the mark of a letter that came back; or nothing, when no person wrote it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Any, Final

from surga.channels.email.mailbox import CUT_SHORT
from surga.channels.email.reading import files_of, words_of
from surga.channels.email.recognising import bounced_id, is_automatic, is_bounce, sender_of
from surga.channels.port.channel import Unreadable
from surga.core.cases.codes import code_of_tag
from surga.core.intake.heard import Heard, Mark

#: Where a letter may have been sent to: what people see, and what servers note.
_TO: Final = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
_CUT: Final = "X-Surga-Cut"
_REPLY = re.compile(r"^(?:(?:re|fwd?|bls|balas|tr)\s?:\s*)+", re.IGNORECASE)


def walk(body: bytes, own: str) -> list[Heard | Mark]:
    """What one mail says. ``own``: the address citizens write to. Raises ``Unreadable`` for what is no mail."""
    # compat32's leniency with the modern class: a broken header must not lose the mail.
    mail: Any = message_from_bytes(body, policy=policy.default.clone(raise_on_defect=False))
    try:
        return _walked(mail, body, own)
    except (ValueError, TypeError, AttributeError, LookupError, IndexError) as error:
        # The library stumbles over some mails; they are set aside for a person.
        raise Unreadable(type(error).__name__) from error


def _walked(mail: EmailMessage, body: bytes, own: str) -> list[Heard | Mark]:
    if not mail.keys():
        raise Unreadable("no head")
    at = _sent_at(mail)
    if is_bounce(mail, body):
        returned = bounced_id(mail, body)
        return [Mark("email", returned, "failed", at, error="bounced")] if returned else []
    if is_automatic(mail, own):
        return []
    if not sender_of(mail):
        raise Unreadable("no sender")
    return [_heard(mail, body, own, at)]


def _heard(mail: EmailMessage, body: bytes, own: str, at: datetime) -> Heard:
    cut = body.startswith(CUT_SHORT)
    sender = sender_of(mail)
    said = "" if cut else words_of(mail)
    subject = _REPLY.sub("", " ".join(str(mail.get("Subject", "")).split()))
    answers = str(mail.get("In-Reply-To", "")).strip()[:250]
    code = code_at(mail, own)
    # A new matter is told by its subject too; in an answer the subject is ours.
    text = said if code or answers else "\n\n".join(part for part in (subject, said) if part)
    return Heard(
        channel="email",
        sender=sender,
        external_id=_id_of(mail, body),
        at=at,
        kind="unknown" if cut else "text",
        text=text,
        name=parseaddr(str(mail.get("From", "")))[0].strip()[:120],
        email=sender,
        attachments=() if cut else files_of(mail),
        answers=answers,
        number=own,
        code=code,
        raw_kind="too_large" if cut else "",
        subject=subject[:180],
    )


def code_at(mail: EmailMessage, own: str) -> str:
    """The case to whose signed address the mail was sent ("lapor+kdr-2206-7q4kx.4f…@…"); "" for no or a false one."""
    mine, _, host = own.lower().partition("@")
    for _name, address in getaddresses([str(value) for name in _TO for value in mail.get_all(name, [])]):
        local, _, there = address.lower().partition("@")
        box, plus, tag = local.partition("+")
        if plus and box == mine and there == host:
            code = code_of_tag(tag)
            if code:
                return code
    return ""


def _id_of(mail: EmailMessage, body: bytes) -> str:
    """The mail's own id; where it has none, its digest: the same mail twice is one."""
    own = str(mail.get("Message-ID", "")).strip()
    return own if 3 < len(own) <= 250 else hashlib.sha256(body).hexdigest()


def _sent_at(mail: EmailMessage) -> datetime:
    """When it says it was sent, never later than now; now when it does not say."""
    now = datetime.now(UTC)
    try:
        at = parsedate_to_datetime(str(mail.get("Date", "")))
    except (ValueError, TypeError):
        return now
    return min(at if at.tzinfo else at.replace(tzinfo=UTC), now)
