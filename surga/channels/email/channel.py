"""E-mail as a channel one converses on: mails in, answers out by the same server that sends our letters."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Final, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from surga.channels.email import inbound
from surga.channels.email.mailbox import Setup
from surga.channels.email.recognising import OURS
from surga.channels.port.channel import Expired, Media, NotSent
from surga.core.intake.heard import Heard, Mark, Outgoing

_LATER: Final = 60.0


class Mailbox(Setup, Protocol):
    """A mailbox with the address that citizens write to."""

    @property
    def address(self) -> str: ...


class EmailChannel:
    """The city's mailbox. A mail has no window: one may always answer."""

    name = "email"
    window: timedelta | None = None

    def __init__(self, setup: Mailbox) -> None:
        self.setup = setup

    def walk(self, body: bytes) -> list[Heard | Mark]:
        return inbound.walk(body, self.setup.address)

    def send(self, out: Outgoing) -> str:
        """Hand one mail to the mail server. Its Message-ID is made of our reference: twice is the same mail."""
        host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
        message_id = f"<{out.ref}@{host}>"
        headers = {"Message-ID": message_id, "Auto-Submitted": "auto-replied", OURS: "1"}
        if out.answers:
            headers |= {"In-Reply-To": out.answers, "References": out.answers}
        subject = " ".join((out.subject or "Surga").split())[:180]
        mail = EmailMessage(
            f"Re: {subject}", out.text, settings.DEFAULT_FROM_EMAIL, [out.to],
            headers=headers, reply_to=[self.setup.address],
        )  # fmt: skip
        _handed_over(mail)
        return message_id

    def fetch(self, media_id: str) -> Media:
        """A mail brings its files along; there is nothing to fetch."""
        raise Expired(media_id)

    def typing(self, to: str, answers: str) -> None:
        """Nobody sees how a mail is written."""


def _handed_over(mail: EmailMessage) -> None:
    try:
        if not mailers.default.send_messages([mail]):
            raise NotSent("nothing_sent", _LATER)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        raise NotSent(
            "recipient_refused", None if all(500 <= code < 600 for code in codes) else _LATER
        ) from error
    except smtplib.SMTPDataError as error:
        raise NotSent(f"smtp_{error.smtp_code}", None if 500 <= error.smtp_code < 600 else _LATER) from error
    except (smtplib.SMTPException, OSError) as error:
        # The same Message-ID goes out again: a server that has it already drops the second.
        raise NotSent(type(error).__name__, _LATER) from error
    except ValueError as error:
        raise NotSent("header_invalid") from error
