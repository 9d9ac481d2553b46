"""A report that came in over there, typed in: once, with what hides it, and with a sentence for every mistake."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.models import Link

TYPED = "/meja/pertukaran/masuk"


@pytest.fixture(autouse=True)
def _by_hand(settings, city):
    settings.SP4N = Sp4n("manual")


def said(**more):
    day = (timezone.localdate() - timedelta(days=3)).isoformat()
    return {
        "report_id": "0916581", "received_on": day, "kind": "complaint", "standing": "disposed", "title": "Lampu",
        "text": "Lampu jalan mati", "place": "Jalan Melati", **more,
    }  # fmt: skip


def test_what_was_typed_is_a_case_with_its_number(at):
    answer = at("operator").post(TYPED, said(anonymous="on", secret="on"), follow=True)
    case = Case.objects.get()
    assert (case.channel, case.anonymous, case.confidential) == ("sp4n", True, True)
    assert (case.text, case.title) == ("Lampu jalan mati", "Lampu")
    assert Link.objects.get().report_id == "0916581"
    assert f'href="/meja/laporan/{case.code}"' in answer.content.decode()


def test_the_same_number_again_changes_nothing_and_leads_to_the_case(at):
    client = at("operator")
    client.post(TYPED, said())
    answer = client.post(TYPED, said(text="Lampu jalan mati lagi"), follow=True)
    assert Case.objects.count() == 1
    html = answer.content.decode()
    assert "Nomor itu sudah ada dan tidak ada yang berubah" in html
    assert Case.objects.get().code in html
    client.cookies["bahasa"] = "en"
    assert "nothing has changed" in client.post(TYPED, said(), follow=True).content.decode()
    moved = client.post(TYPED, said(standing="in_progress"), follow=True)
    assert "its status was updated" in moved.content.decode()
    assert Link.objects.get().standing == "in_progress"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"report_id": "12a"}, "Nomor di sana hanya angka"),
        ({"report_id": "1" * 16}, "Nomor di sana hanya angka"),
        ({"report_id": ""}, "Bagian ini harus diisi"),
        ({"received_on": "31-02-2026"}, "Tanggal itu tidak ada"),
        ({"received_on": "2999-01-01"}, "di masa depan"),
        ({"text": "  "}, "Bagian ini harus diisi"),
        ({"text": "a" * 10_001}, "terlalu panjang"),
        ({"kind": "lain"}, "Pilih salah satu"),
        ({"standing": "not_ours"}, "bukan wewenang kota ini"),
        ({"region": "99"}, "Pilih salah satu"),
    ],
)
def test_a_mistake_is_said_beside_what_was_typed(at, wrong, sentence):
    answer = at("operator").post(TYPED, said(**wrong))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Jalan Melati" in html
    assert not Case.objects.exists()


@pytest.mark.parametrize("role", ["liaison", "executive", "administrator", "verifier"])
def test_who_may_type_in(at, role):
    status = 200 if role == "verifier" else 403
    client = at(role)
    assert client.get(TYPED).status_code == status
    client.post(TYPED, said())
    assert Case.objects.exists() == (status == 200)
