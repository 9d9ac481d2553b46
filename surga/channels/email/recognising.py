"""Who wrote a mail: a person, a machine, a mailing list, ourselves, or a server that could not deliver ours.

Only a person is answered. The marks are those of RFC 3834 (automatic answers), RFC 3464 (delivery reports) and of the
mail programs that follow neither.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final

from flufl.bounce import scan_message

#: Our own letters carry this line; one that comes back is a loop.
OURS: Final = "X-Surga"
_ADDRESS = re.compile(r"[^@\s<>\"',;:()]{1,64}@[^@\s<>\"',;:()]{1,185}")
_MACHINES = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|bounces?|listserv|majordomo)\b",
    re.IGNORECASE,
)
_MARKS: Final = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Response-Suppress",
    "List-Id",
    "List-Unsubscribe",
    "X-Loop",
)
_AWAY = re.compile(
    r"^\s*(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of office|balasan otomatis|jawaban otomatis"
    r"|sedang cuti|undeliver|delivery status|mail delivery failed|returned mail)",
    re.IGNORECASE,
)
#: What became of a letter, for each who was to have it (RFC 3464, 2.3.3).
_ACTION = re.compile(
    rb"^Action:[ \t]*(failed|delayed|delivered|relayed|expanded)\b", re.IGNORECASE | re.MULTILINE
)
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE)


def sender_of(mail: EmailMessage) -> str:
    """The address in From, lower case; "" when there is none that can be one."""
    said = str(mail.get("From", ""))
    address = parseaddr(said)[1].strip()
    if not _ADDRESS.fullmatch(address):
        # A name with a quote that never ends hides the address from the library.
        found = _ADDRESS.search(said)
        address = found.group() if found is not None else ""
    return address.lower()


def is_bounce(mail: EmailMessage, body: bytes) -> bool:
    """Whether a mail server says that it could not deliver what we sent."""
    if mail.get_content_type() == "multipart/report" and mail.get_param("report-type") == "delivery-status":
        return True
    # The detectors were written for the older class.
    return bool(scan_message(message_from_bytes(body)))


def bounced_id(mail: EmailMessage, body: bytes) -> str:
    """The Message-ID of the letter that came back for good, as far as the report quotes it; else ""."""
    actions = {each.decode("ascii").lower() for each in _ACTION.findall(body)}
    if actions and "failed" not in actions:
        return ""  # it is late, or arrived after all
    own = str(mail.get("Message-ID", "")).strip()
    found = [one.decode("ascii", "replace") for one in _MESSAGE_ID.findall(body)]
    others = [one for one in found if one != own]
    return others[0] if others else ""


def is_automatic(mail: EmailMessage, own: str) -> bool:
    """Whether no person waits for an answer to it. ``own``: the address citizens write to."""
    sender = sender_of(mail)
    said = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return (
        sender == own.lower()
        or mail.get(OURS) is not None
        # That it was delivered, or read: the mail program says so, not the person.
        or mail.get_content_type() == "multipart/report"
        or said != "no"
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or str(mail.get("Return-Path", "x")).strip() == "<>"
        or any(mail.get(mark) is not None for mark in _MARKS)
        or _MACHINES.match(sender) is not None
        or _AWAY.match(str(mail.get("Subject", ""))) is not None
    )
