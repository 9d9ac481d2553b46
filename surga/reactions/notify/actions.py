"""Putting letters down, sending them, and forgetting them. Only here are they saved.

A letter is put down once for an event and an address (a unique row), in the transaction that handles the event. Sending
takes three steps, each in a transaction of its own:

1. *Claim*: one UPDATE that only one worker can win. It puts the letter off by `LEASE`, much longer than a try may take
   (the mail server's timeouts end it), and names the try.
2. *Hand over* to the mail server, outside of any transaction.
3. *Mark*, if it is still the same try.

A worker killed before 2 has sent nothing; after 3, everything is known. Between 2 and 3 nobody can know whether the
letter went out: no mail server takes part in our transaction. It is then sent again when the lease is over, with the
same Message-ID, the same date and the same words, so that a receiving server that has it already drops it, and a folder
of letters (`filebased.py`) holds one file. To lose it instead would be worse: somebody waits for it.
"""

from __future__ import annotations

import secrets
import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import F
from django.utils import timezone

from surga.core.cases.codes import mail_address, tidy_code
from surga.reactions.notify.letters import Letter
from surga.reactions.notify.models import Notice
from surga.reactions.notify.queries import digest_of

LEASE: Final = timedelta(minutes=10)
MAX_ATTEMPTS: Final = 12  # a day and a half in all: longer than a mail server is away
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)
KEPT: Final = timedelta(days=90)
# The server is not there at all: the next letter would fare no better.
_NO_SERVER = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError,
              smtplib.SMTPAuthenticationError)  # fmt: skip

logger = structlog.get_logger(__name__)


def put_down(
    event_id: int,
    to: str,
    template: str,
    language: str,
    letter: Letter,
    *,
    case_id: int | None = None,
    code: str = "",
) -> None:
    """Keep a letter to be sent; the second time for the same event and address does nothing."""
    recipient, now = digest_of(to), timezone.now()
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    notice = Notice(
        event_id=event_id,
        case_id=case_id,
        template=template,
        language=language,
        to=to,
        recipient=recipient,
        subject=letter.subject[:200],
        body=letter.body,
        message_id=f"<{event_id}.{recipient[:16]}@{host}>",
        thread=f"<{code}@{host}>" if code else "",
        next_at=now,
        written_at=now,
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


def deliver(limit: int = 50) -> int:
    """Send up to `limit` letters that are due; how many were handed over. Not inside a transaction.

    What fails is tried again later, and parked after `MAX_ATTEMPTS` or when the server refuses the address for good.
    """
    server, sent = _Server(), 0
    try:
        for notice in _claimed(limit):
            try:
                server.take(_message(notice))
            except Exception as error:
                server.hang_up()
                _put_off(notice, error)
                if _is_no_server(error):
                    break
            else:
                _mark_sent(notice)
                sent += 1
    finally:
        server.hang_up()
    return sent


def retry(notice_id: int) -> bool:
    """Let a parked letter be tried again, as if for the first time; False when it is not parked (any more)."""
    parked = Notice.objects.filter(pk=notice_id, state=Notice.PARKED)
    return bool(parked.update(state=Notice.DUE, attempts=0, next_at=timezone.now(), error=""))


def purge(now: datetime | None = None) -> int:
    """Empty the letters that are older than `KEPT` and will not be sent any more; how many.

    That there was a letter, about what event and when, stays: it keeps the letter from being written again.
    """
    over = Notice.objects.filter(state__in=(Notice.SENT, Notice.PARKED))
    old = over.filter(written_at__lt=(now or timezone.now()) - KEPT)
    return old.update(state=Notice.EMPTIED, to="", subject="", body="")


def _claimed(limit: int) -> Iterator[Notice]:
    """The letters that are due, one after another, each claimed only when the one before is done."""
    for _ in range(limit):
        notice = _claim()
        if notice is None:
            return
        yield notice


def _claim() -> Notice | None:
    while True:
        now = timezone.now()
        due = Notice.objects.filter(state=Notice.DUE, next_at__lte=now).order_by("next_at", "id").first()
        if due is None:
            return None
        lease = secrets.token_hex(8)
        free = Notice.objects.filter(pk=due.pk, state=Notice.DUE, lease=due.lease, next_at=due.next_at)
        if free.update(next_at=now + LEASE, attempts=F("attempts") + 1, lease=lease):
            due.lease, due.attempts = lease, due.attempts + 1
            return due


class _Server:
    """The mail server: called when the first letter is there, and anew after a failure."""

    def __init__(self) -> None:
        self._mailer: Any = None

    def take(self, message: EmailMessage) -> None:
        if self._mailer is None:
            mailer = mailers.default
            mailer.open()
            self._mailer = mailer
        if not self._mailer.send_messages([message]):
            raise OSError("nothing was sent")

    def hang_up(self) -> None:
        if self._mailer is not None:
            self._mailer.close()
            self._mailer = None


def _message(notice: Notice) -> EmailMessage:
    headers = {
        "Message-ID": notice.message_id,
        "Date": format_datetime(notice.written_at),
        "Auto-Submitted": "auto-generated",
        "X-Surga": "1",
    }
    if notice.thread:
        headers |= {"References": notice.thread, "In-Reply-To": notice.thread}
    return EmailMessage(
        notice.subject,
        notice.body,
        settings.DEFAULT_FROM_EMAIL,
        [notice.to],
        headers=headers,
        reply_to=_answers_go_to(notice),
    )


def _answers_go_to(notice: Notice) -> list[str]:
    """The case's own address in the city's mailbox, for who is the reporter; agencies answer at the desk."""
    code = tidy_code(notice.thread.strip("<>").partition("@")[0])
    if settings.MAILBOX is None or not code or notice.template == "forwarded":
        return []
    return [mail_address(code, settings.MAILBOX.address)]


def _mark_sent(notice: Notice) -> None:
    _of_this_try(notice, state=Notice.SENT, sent_at=timezone.now(), error="")


def _put_off(notice: Notice, error: Exception) -> None:
    reason = type(error).__name__[:60]
    park = notice.attempts >= MAX_ATTEMPTS or _is_for_good(error)
    wait = min(FIRST_WAIT * 3 ** (notice.attempts - 1), LONGEST_WAIT)
    state = Notice.PARKED if park else Notice.DUE
    _of_this_try(notice, state=state, next_at=timezone.now() + wait, error=reason)
    logger.warning(
        "letter parked" if park else "letter put off",
        case_id=notice.case_id,
        attempts=notice.attempts,
        error=reason,
    )


def _of_this_try(notice: Notice, **values: Any) -> None:
    Notice.objects.filter(pk=notice.pk, lease=notice.lease).update(lease="", **values)


def _is_no_server(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, _NO_SERVER)
    return isinstance(error, OSError)


def _is_for_good(error: Exception) -> bool:
    """Whether it would be refused tomorrow too: the address or the letter, not the server."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, ValueError)  # Django's word for a header that cannot be one
