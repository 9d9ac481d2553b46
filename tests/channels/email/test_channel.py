"""Answers by mail over a real mail server on this machine."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from scripts.postgres import free_port
from surga.channels.email.channel import EmailChannel
from surga.channels.port.channel import NotSent
from surga.core.intake.heard import Outgoing
from surga.project.configuration.environment import mailer
from surga.project.configuration.messaging import Mailbox
from tests.channels.email.conftest import ADDRESS

SETUP = Mailbox("127.0.0.1", 1, "x", "x", "INBOX", tls=False, address=ADDRESS)
OUT = Outgoing(to="sri@contoh.example", text="Sudah kami catat.", ref="line-17", answers="<satu@contoh.example>",
               subject="Lampu jalan")  # fmt: skip


class Server:
    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refuse = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def server(settings: Any, tmp_path: Any) -> Iterator[Server]:
    handler = Server()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=60)
    controller.start()
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{port}", tmp_path)}
    yield handler
    controller.stop(no_assert=True)


def test_an_answer_stays_in_its_thread_and_says_that_a_machine_sent_it(server: Server) -> None:
    assert EmailChannel(SETUP).send(OUT) == "<line-17@127.0.0.1>"
    (mail,) = server.taken
    assert mail["To"] == "sri@contoh.example"
    assert mail["Subject"] == "Re: Lampu jalan"
    assert mail["In-Reply-To"] == mail["References"] == "<satu@contoh.example>"
    assert mail["Reply-To"] == ADDRESS
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Surga"] == "1"
    assert mail.get_content().strip() == "Sudah kami catat."


@pytest.mark.parametrize(("said", "again"), [("550 no such user", False), ("451 later", True)])
def test_a_refusal_is_for_good_or_for_later(server: Server, said: str, again: bool) -> None:
    server.refuse = said
    with pytest.raises(NotSent) as refused:
        EmailChannel(SETUP).send(OUT)
    assert (refused.value.wait is not None) is again


def test_a_server_that_is_away_is_tried_again(settings: Any, tmp_path: Any) -> None:
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1", tmp_path)}
    with pytest.raises(NotSent) as refused:
        EmailChannel(SETUP).send(OUT)
    assert refused.value.wait is not None
