"""Sending: once, later when it fails, given up when it cannot be; killed at the worst moment; by several at once."""

import email
import email.policy
import os
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.mail import mailers
from django.db import connection
from django.utils import timezone

from surga.core.cases.codes import mail_address
from surga.project.configuration.messaging import Mailbox
from surga.reactions.notify import actions, queries
from surga.reactions.notify.letters import Letter
from surga.reactions.notify.models import Notice
from tests.reactions.notify.mailserver import MailServer

ROOT = Path(__file__).parents[3]
PATIENCE = 180  # seconds after which what is waited for has failed to come
LETTER = Letter("[RWJ-2506-22222] Laporan Anda sudah kami terima", "Halo,\n\nlubang “dalam” di jalan é.\n")


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port, ready_timeout=PATIENCE)
    controller.start()
    smtp = {"host": "127.0.0.1", "port": handler.port, "timeout": 20}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": smtp}
    }
    yield handler
    controller.stop(no_assert=True)


def put(event_id: int = 1, to: str = "wulan@example.org") -> Notice:
    actions.put_down(event_id, to, "received", "id", LETTER, case_id=7, code="RWJ-2506-22222")
    return Notice.objects.get(event_id=event_id, recipient=queries.digest_of(to))


@pytest.mark.django_db
def test_an_answer_goes_to_the_case_s_own_address(server: MailServer, settings: Any) -> None:
    settings.MAILBOX = Mailbox("127.0.0.1", 1, "x", "x", "INBOX", tls=False, address="lapor@kota.example")
    put()
    actions.deliver()
    (mail,) = server.taken
    assert mail["Reply-To"] == mail_address("RWJ-2506-22222", "lapor@kota.example")
    assert mail["X-Surga"] == "1"


@pytest.mark.django_db
def test_a_letter_arrives_whole_and_once(server: MailServer) -> None:
    notice = put()
    assert actions.deliver() == 1
    assert actions.deliver() == 0
    (message,) = server.taken
    assert message["To"] == "wulan@example.org"
    assert message["Subject"] == LETTER.subject
    assert message["Message-ID"] == notice.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["References"] == "<RWJ-2506-22222@127.0.0.1>"
    assert message.get_content().replace("\r\n", "\n") == LETTER.body
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == ("sent", 1, "")
    assert notice.sent_at is not None


@pytest.mark.django_db
def test_the_same_letter_is_put_down_once(server: MailServer) -> None:
    assert put().pk == put().pk == put(to="wulan@example.org").pk
    assert put(2).pk != put().pk != put(to="lain@example.org").pk
    assert actions.deliver() == 3
    assert set(server.ids.values()) == {1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state", "error"),
    [("550 no such user", "parked", "SMTPRecipientsRefused"), ("451 later", "due", "SMTPRecipientsRefused")],
)
def test_an_address_refused_for_good_is_given_up_and_others_go_on(
    server: MailServer, answer: str, state: str, error: str
) -> None:
    refused, other = put(to="salah@example.org"), put()
    server.refuse["salah@example.org"] = answer
    assert actions.deliver() == 1
    refused.refresh_from_db()
    other.refresh_from_db()
    assert (refused.state, refused.error, other.state) == (state, error, "sent")
    assert "salah" not in refused.error


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "state"), [("554 looks like spam", "parked"), ("452 full", "due")])
def test_a_letter_refused_for_good_is_given_up(server: MailServer, answer: str, state: str) -> None:
    put()
    server.refuse_data = answer
    assert actions.deliver() == 0
    assert Notice.objects.get().state == state


@pytest.mark.django_db
def test_without_a_server_nothing_is_lost_and_one_try_is_enough_to_see_it(settings: Any) -> None:
    smtp = {"host": "127.0.0.1", "port": 1, "timeout": 5}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": smtp}
    }
    for event in range(3):
        put(event)
    assert actions.deliver() == 0
    assert sorted(Notice.objects.values_list("attempts", "error")) == [
        (0, ""),
        (0, ""),
        (1, "ConnectionRefusedError"),
    ]


@pytest.mark.django_db
def test_a_failing_letter_is_tried_ever_more_rarely_then_given_up_and_can_be_retried(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    put()
    server.refuse["wulan@example.org"] = "451 not now, wulan@example.org"
    waits: list[timedelta] = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(actions.MAX_ATTEMPTS):
            before = timezone.now()
            assert actions.deliver() == 0
            assert actions.deliver() == 0  # not due yet
            notice = Notice.objects.get()
            waits.append(notice.next_at - before)
            clock.move_to(notice.next_at)
        assert (notice.state, notice.attempts) == ("parked", actions.MAX_ATTEMPTS)
        assert waits == sorted(waits)
        assert sum(waits[:-1], timedelta()) > timedelta(hours=24)
        assert queries.waiting() == queries.Waiting(0, 1, None)
        assert [told.error for told in queries.parked()] == ["SMTPRecipientsRefused"]
        server.refuse.clear()
        assert actions.deliver() == 0
        assert actions.retry(notice.pk)
        assert not actions.retry(notice.pk)
        assert actions.deliver() == 1
    assert "wulan" not in caplog.text
    assert "lubang" not in caplog.text


@pytest.mark.django_db
def test_a_header_that_cannot_be_one_is_given_up(server: MailServer) -> None:
    Notice.objects.filter(pk=put().pk).update(subject="a\nBcc: lain@example.org")
    assert actions.deliver() == 0
    assert Notice.objects.get().state == "parked"
    assert server.taken == []


@pytest.mark.django_db
def test_a_try_that_took_too_long_does_not_speak_for_the_next(server: MailServer) -> None:
    notice = put()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        slow = actions._claim()
        assert slow is not None
        assert actions._claim() is None  # leased
        clock.shift(actions.LEASE + timedelta(seconds=1))
        assert actions.deliver() == 1
        actions._put_off(slow, smtplib.SMTPServerDisconnected())
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("sent", 2)


@pytest.mark.django_db
def test_old_letters_are_emptied_but_not_written_again(server: MailServer) -> None:
    put(1)
    assert actions.deliver() == 1
    waiting = put(2)
    later = timezone.now() + actions.KEPT + timedelta(days=1)
    assert actions.purge() == 0
    assert actions.purge(later) == 1
    assert actions.purge(later) == 0
    emptied = Notice.objects.get(event_id=1)
    assert (emptied.to, emptied.subject, emptied.body, emptied.state) == ("", "", "", "emptied")
    assert put(1).pk == emptied.pk
    assert Notice.objects.get(pk=waiting.pk).body
    assert actions.deliver() == 1
    assert [told.template for told in queries.notices_of(7)] == ["received", "received"]


# --- in processes of their own ---


def own_process(step: str = "", **environ: str) -> subprocess.Popen[bytes]:
    chosen = connection.settings_dict
    address = f"sqlite:///{chosen['NAME']}"
    if connection.vendor != "sqlite":
        owner = f"{quote(chosen['USER'])}:{quote(chosen['PASSWORD'] or '')}"
        address = f"postgresql://{owner}@{chosen['HOST']}:{chosen['PORT']}/{chosen['NAME']}"
    made = {
        "DJANGO_SETTINGS_MODULE": "surga.project.settings",
        "SURGA_DATABASE_URL": address,
        "PYTHONPATH": str(ROOT),
    }
    program = [sys.executable, str(Path(__file__).with_name("mailroom.py")), step]
    return subprocess.Popen(program, stdout=subprocess.PIPE, env={**os.environ, **made, **environ})


def folder_of_letters(folder: Path) -> dict[str, Any]:
    backend = "surga.reactions.notify.filebased.EmailBackend"
    return {"default": {"BACKEND": backend, "OPTIONS": {"file_path": folder}}}


def end_leases() -> None:
    Notice.objects.filter(state="due").update(next_at=timezone.now(), lease="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["claimed", "handed-over"])
def test_killed_at_the_worst_moment_a_folder_holds_each_letter_once(
    step: str, tmp_path: Path, settings: Any
) -> None:
    letters = {put(event).message_id.strip("<>") + ".eml" for event in range(4)}
    with own_process(step, SURGA_VAR=str(tmp_path)) as killed:
        out, _ = killed.communicate(timeout=PATIENCE)
    assert (out.strip(), killed.returncode) == (b"here", -9)
    folder = tmp_path / "mail"
    assert len(list(folder.glob("*.eml"))) == (1 if step == "handed-over" else 0)
    assert Notice.objects.filter(state="sent").count() == 0
    end_leases()
    settings.MAILERS = folder_of_letters(folder)
    assert actions.deliver() == 4
    assert {path.name for path in folder.iterdir()} == letters
    assert Notice.objects.filter(state="sent").count() == 4
    for path in folder.iterdir():
        assert (
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Subject"]
            == LETTER.subject
        )


@pytest.mark.django_db(transaction=True)
def test_killed_after_handing_over_the_server_gets_the_very_same_letter_again(server: MailServer) -> None:
    put()
    address = f"smtp://127.0.0.1:{server.port}"
    with own_process("handed-over", SURGA_EMAIL_URL=address) as killed:
        assert killed.wait(timeout=PATIENCE) == -9
    end_leases()
    assert actions.deliver() == 1
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert first.as_bytes() == second.as_bytes()


@pytest.mark.django_db(transaction=True)
def test_several_at_once_send_each_letter_once(server: MailServer) -> None:
    for event in range(30):
        put(event)
    address = f"smtp://127.0.0.1:{server.port}"
    workers = [own_process(SURGA_EMAIL_URL=address) for _ in range(2)]
    for worker in workers:
        with worker:
            assert worker.wait(timeout=PATIENCE) == 0
    assert len(server.ids) == 30
    assert set(server.ids.values()) == {1}
    assert set(Notice.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_folder_of_letters_keeps_to_its_folder(settings: Any, tmp_path: Path) -> None:
    settings.MAILERS = folder_of_letters(tmp_path / "mail")
    notice = Notice(
        subject="s", body="b", to="a@example.org", message_id="<../../x/1.2@h>", written_at=timezone.now()
    )
    for _ in range(2):
        assert mailers.default.send_messages([actions._message(notice)]) == 1
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.eml")] == [
        "mail/....x1.2@h.eml"
    ]
