"""A mail server on the loopback, for the tests."""

import email
import email.policy
from collections import Counter

from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.postgres import free_port


class MailServer:
    """A mail server on the loopback: keeps what it is given, and refuses what it is told to."""

    def __init__(self) -> None:
        self.taken: list[email.message.EmailMessage] = []
        self.refuse: dict[str, str] = {}
        self.refuse_data = ""
        self.port = free_port()

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refuse_data:
            return self.refuse_data
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, email.message.EmailMessage)
        self.taken.append(message)
        return "250 OK"

    @property
    def ids(self) -> Counter[str]:
        return Counter(message["Message-ID"] for message in self.taken)
