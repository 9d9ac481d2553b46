"""A citizen with nothing but mail: writes, gets a code, answers a question, hears that it is done."""

import io
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from PIL import Image

from surga.core.cases import actions
from surga.core.cases.models import Case, Entry
from surga.core.cases.queries import case_by_code, photos_of
from surga.core.intake.actions import holding
from surga.core.intake.models import Arrival, Conversation, Line
from surga.core.people.access import Actor
from surga.project.configuration.environment import mailer
from surga.project.work import Worker
from tests.channels.email.conftest import ADDRESS, Box, box, letter
from tests.core.conftest import small_city, staff
from tests.reactions.notify.mailserver import MailServer

__all__ = ["box", "small_city", "staff"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def out(settings: Any, tmp_path: Path) -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, ready_timeout=60)
    controller.start()
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{server.port}", tmp_path)}
    yield server
    controller.stop(no_assert=True)


@pytest.fixture
def worker(box: Box, settings: Any) -> Worker:
    settings.MAILBOX = box.setup
    return Worker()


def work(worker: Worker) -> None:
    for _ in range(4):
        worker.round()


def with_photo(text: str) -> EmailMessage:
    mail, data = letter(text), io.BytesIO()
    Image.new("RGB", (640, 480), "#335577").save(data, "JPEG")
    mail.add_attachment(data.getvalue(), maintype="image", subtype="jpeg", filename="lampu.jpg")
    return mail


def test_from_a_first_mail_to_the_answer(
    box: Box, out: MailServer, worker: Worker, staff: dict[str, Actor]
) -> None:
    box.put(with_photo("Lampu jalan mati di depan pasar sejak Senin, gelap sekali kalau malam."))
    work(worker)
    case = Case.objects.get()
    assert (case.channel, case.status) == ("email", "received")
    assert len(photos_of(case)) == 1
    assert [mail["To"] for mail in out.taken] == ["sri@contoh.example"]
    receipt = out.taken[0]
    assert case.code in receipt["Subject"]

    actions.ask_reporter(case.code, staff["verifier"], text="Di RT berapa?")
    work(worker)
    asked = out.taken[-1]
    assert "Di RT berapa?" in asked.get_content()
    answer = letter(
        "RT 5, Bu.\n\nPada Rab, 25 Nov 2026 Surga menulis:\n> Di RT berapa?",
        To=asked["Reply-To"], Message_ID="<dua@contoh.example>", In_Reply_To=asked["Message-ID"],
    )  # fmt: skip
    box.put(answer)
    work(worker)
    after = case_by_code(case.code)
    assert after is not None
    assert after.status == "received"
    assert Entry.objects.filter(case=case, author="reporter").values_list("text", flat=True)[0] == "RT 5, Bu."
    assert Case.objects.count() == 1


def test_an_officer_s_answer_goes_under_the_citizen_s_subject(
    box: Box, out: MailServer, worker: Worker, staff: dict[str, Actor]
) -> None:
    box.put(letter("Lampu jalan mati di depan pasar sejak Senin, gelap sekali.", Subject="Lampu di pasar"))
    work(worker)
    talk = Conversation.objects.get()
    holding.take(talk.pk, staff["operator"])
    holding.answer(talk.pk, staff["operator"], "Baik, kami cek.", once="a" * 32)
    work(worker)
    sent = out.taken[-1]
    assert sent["Subject"] == "Re: Lampu di pasar"
    assert sent["In-Reply-To"] == "<satu@contoh.example>"
    assert "Baik, kami cek." in sent.get_content()


def test_nobody_answers_a_machine_and_one_bad_mail_holds_up_nothing(
    box: Box, out: MailServer, worker: Worker, staff: dict[str, Actor]
) -> None:
    box.put(letter("Saya sedang cuti.", Auto_Submitted="auto-replied", Message_ID="<a@x.example>"))
    box.put(letter("tidak ada alamatnya", From="bukan alamat", Message_ID="<b@x.example>"))
    box.put(letter("Jalan berlubang di depan pasar, sudah ada yang jatuh.", Message_ID="<c@x.example>"))
    work(worker)
    assert Case.objects.count() == 1
    assert Arrival.objects.filter(state=Arrival.PARKED).count() == 1
    assert len(out.taken) == 1


def test_the_same_mail_twice_is_one_case(
    box: Box, out: MailServer, worker: Worker, staff: dict[str, Actor]
) -> None:
    for _ in range(2):
        box.put(letter("Jalan berlubang di depan pasar, sudah ada yang jatuh."))
    work(worker)
    assert Case.objects.count() == 1
    assert Line.objects.filter(way=Line.IN).count() == 1
    assert box.setup.address == ADDRESS
