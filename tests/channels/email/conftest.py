"""A real mailbox on this machine, and mails to put into it."""

import imaplib
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from surga.project.configuration.messaging import Mailbox

ADDRESS = "lapor@kota.example"


class Box:
    """The running server; ``put`` delivers a mail, ``setup`` is how Surga reaches it."""

    def __init__(self, port: int) -> None:
        self.setup = Mailbox("127.0.0.1", port, "lapor", "rahasia", "INBOX", tls=False, address=ADDRESS)

    def put(self, mail: EmailMessage | bytes) -> None:
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        with imaplib.IMAP4("127.0.0.1", self.setup.port) as client:
            client.login("lapor", "rahasia")
            client.append("INBOX", r"(\Flagged)", "", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


@pytest.fixture
def box(request: pytest.FixtureRequest) -> Iterator[Box]:
    options: list[Any] = getattr(request, "param", [])
    command = [sys.executable, str(Path(__file__).with_name("box.py")), *map(str, options)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield Box(int(server.stdout.readline()))
        server.communicate(timeout=60)


def letter(text: str = "Lampu jalan mati di depan pasar.", **heads: str) -> EmailMessage:
    """A mail as a citizen sends it; ``heads``: From=…, In_Reply_To=…"""
    mail = EmailMessage()
    first = {
        "From": "Sri Wahyuni <sri@contoh.example>",
        "To": ADDRESS,
        "Subject": "Lampu jalan",
        "Message-ID": "<satu@contoh.example>",
        "Date": "Wed, 25 Nov 2026 07:00:00 +0700",
    }
    for name, value in {**first, **{key.replace("_", "-"): said for key, said in heads.items()}}.items():
        mail[name] = value
    mail.set_content(text)
    return mail
