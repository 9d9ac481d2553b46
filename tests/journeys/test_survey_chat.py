"""A survey on WhatsApp from the invitation to the figures, on the telephone of the sandbox.

The telephone is a program of its own, and Meta's faults are on: every call comes twice.
"""

import json
import re
import time
import urllib.request
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.intake.models import Arrival, Contact, Conversation, Line
from surga.core.people import queries as people
from surga.project.work import Worker
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, RoundDraft, SurveyRefused
from surga.reactions.surveys.models import Answer, Invitation, Sitting
from surga.reactions.surveys.tokens import token_of

SRI, BUDI = "6281200000001", "6281200000002"
STORY = "Lampu jalan di depan Pasar Pahing, Kelurahan Pakelan, mati sejak Senin malam, gelap sekali"
REPLIES = ("3", "Mudah", "4", "gratis", "3. Sesuai", "sangat kompeten", "empat", "lewati")


class Talk:
    """What somebody writes and reads on the telephone, while the worker goes on beside."""

    def __init__(self, address: str, number: str) -> None:
        self.address, self.number, self.worker = address, number, Worker()

    def ask(self, path: str, form: Any = None) -> Any:
        body = None if form is None else json.dumps(form).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}{path}", body, headers)  # noqa: S310  # our own address
        with urllib.request.urlopen(request, timeout=60) as got:  # noqa: S310  # as above
            return json.load(got)

    def read(self) -> list[str]:
        """What the city said, in order."""
        said = Line.objects.filter(conversation__sender=self.number, way=Line.OUT, sent_at__isnull=False)
        return list(said.order_by("id").values_list("text", flat=True))

    def write(self, text: str, wanted: str, **more: Any) -> str:
        """Say it, and wait until something with ``wanted`` in it is on the telephone; that."""
        before = len(self.read())
        self.ask("/say", {"from": self.number, "text": text, **more})
        return self.wait(wanted, before)

    def wait(self, wanted: str, after: int = 0) -> str:
        """The first that has ``wanted`` in it, of what is said after so many."""
        end = time.monotonic() + 60
        while True:
            found = next((one for one in self.read()[after:] if wanted in one), None)
            if found is not None:
                return found
            self.worker.round()
            assert time.monotonic() < end, self.read()[after:]


def solved(talk: Talk) -> Case:
    """A case that came by WhatsApp, was dealt with, and is settled for whoever told it."""
    talk.write(STORY, "Kirim laporan ini?")
    code = re.search(r"KDR-\d{4}-\w{5}", talk.write("kirim", "KDR-"))
    assert code is not None
    officer = people.officer_named("koordinator")
    assert officer is not None
    actor = people.actor_of(officer)
    case = Case.objects.get(code=code.group())
    if case.status == "received":
        case = cases.verify_case(case.code, actor)
    if case.status == "verified":
        cases.forward_case(case.code, actor, agency="dlhkp")
    cases.resolve_case(case.code, actor, text="Lampu sudah kami ganti dan menyala.")
    talk.write("sudah beres", "Seberapa puas")
    return case


@pytest.fixture
def round_id(kediri: str) -> int:
    team = people.actor_of(people.officer_named("koordinator"))  # type: ignore[arg-type]  # made with the city
    made = actions.make_round(RoundDraft("", date(2026, 7, 1), date(2026, 12, 31), invites=True), team)
    return actions.open_round(made.id, team).id


def test_from_the_invitation_to_the_figures(
    telephone: str, kediri: str, round_id: int, live_server: Any
) -> None:
    talk = Talk(telephone, SRI)
    talk.ask("/faults", {"repeat": 2})
    case = solved(talk)
    info = queries.round_by_id(round_id)
    assert info is not None
    talk.write("5", "Terima kasih atas penilaian Anda")
    assert f"balas *{info.start_word}*" in talk.wait("Bagaimana pelayanan")
    contacts = Contact.objects.count()
    invited = Invitation.objects.get()
    assert (invited.case_id, invited.way, invited.answered_on) == (case.pk, "whatsapp", None)

    talk.write("Jawab di sini", "*1/9*", kind="choice", choice=f"survei:{info.code}")
    for n, reply in enumerate(REPLIES, 2):
        talk.write(reply, f"*{n}/9*")
    # Older than what was answered, and brought late: it answers nothing.
    late = timezone.now() - timedelta(minutes=3)
    talk.ask("/say", {"from": SRI, "text": "1", "at": late.timestamp()})
    assert "angka 1 sampai 4" in talk.write("lumayan", "*9/9*")
    talk.write(
        "pilih", "apa yang perlu kami perbaiki?", kind="choice", choice=f"survei:{info.code}:complaints:4"
    )
    thanks = talk.write("Tambah kursi tunggu", "Terima kasih")
    assert "8 dari 9 pertanyaan dijawab, dengan komentar" in thanks

    (row,) = queries.answers_of(info)
    assert tuple(row.scores.values()) == (3, 3, 4, 4, 3, 4, 4, None, 4)
    assert (row.way, row.comment) == ("whatsapp", "Tambah kursi tunggu")
    assert queries.by_way(info) == {"web": 0, "qr": 0, "whatsapp": 1, "paper": 0}
    assert (queries.response_of(info).asked, queries.response_of(info).answered) == (1, 1)
    assert Contact.objects.count() == contacts
    _once(talk, invited)
    _nothing_leads_to_it(Answer.objects.get())
    _on_the_screens(kediri, round_id)


def _once(talk: Talk, invited: Invitation) -> None:
    """The web's link is used up, the word begins nothing, no message was said twice."""
    assert Client().get(f"/survei/{token_of(invited.pk)}").status_code == 410
    with pytest.raises(SurveyRefused, match="invitation_used"):
        actions.answer_invitation(token_of(invited.pk), AnswerDraft((1,) * 9))
    talk.write("survei " + queries.rounds()[0].code, "sudah Anda isi")
    assert Answer.objects.count() == 1
    assert Arrival.objects.filter(state=Arrival.DONE).count() >= 2 * Line.objects.filter(way=Line.IN).count()
    assert set(talk.ask("/state")["refs"].values()) == {1}


def _nothing_leads_to_it(row: Answer) -> None:
    heard = Line.objects.filter(way=Line.IN)
    assert heard.filter(text="(jawaban survei)").count() == 11  # nine, the comment, the late one
    assert not heard.filter(text__in=(*REPLIES, "Tambah kursi tunggu")).exists()
    assert not Line.objects.filter(at=row.at).exists()
    assert Sitting.objects.get().scores == []


def _on_the_screens(password: str, round_id: int) -> None:
    """The way of answering stands where SIE and the desk tell of ways."""
    for name, path in (
        ("walikota", f"/sie/kepuasan/{round_id}/jawaban"),
        ("koordinator", f"/meja/survei/{round_id}"),
    ):
        client = Client()
        client.post("/masuk", {"username": name, "password": password})
        page = client.get(path)
        assert page.status_code == 200
        assert "WhatsApp" in re.sub(r"<nav.*?</nav>", "", page.content.decode(), flags=re.DOTALL)


def test_who_reads_the_poster_and_has_something_else_to_tell(
    telephone: str, kediri: str, round_id: int, live_server: Any
) -> None:
    info, talk = queries.round_by_id(round_id), Talk(telephone, BUDI)
    assert info is not None
    talk.write(info.start_word, "*1/9*")
    talk.write("2", "*2/9*")
    talk.write(STORY, "Kirim laporan ini?")
    code = talk.write("kirim", "KDR-")
    assert Case.objects.get().text == STORY
    assert Case.objects.get().code in code
    talk.write("survei", "*2/9*")
    for n in range(3, 10):
        talk.write("3", f"*{n}/9*")
    talk.write("3", "apa yang perlu kami perbaiki?")
    talk.write("berhenti", "tidak ada jawaban yang disimpan")
    assert not Answer.objects.exists()
    assert Conversation.objects.get().mode == Conversation.BOT
    assert queries.by_way(info)["whatsapp"] == 0
