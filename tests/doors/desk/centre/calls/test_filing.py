"""Taking a case for somebody who calls, comes by or writes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from surga.core.cases.models import Case
from surga.core.people.models import Reporter
from surga.events.models import Event

KEY = "0" * 32


def file(client, **said):
    return client.post(
        "/meja/baru", {"text": "Jalan rusak", "channel": "phone", "kind": "complaint", "once": KEY, **said}
    )


def test_a_call_becomes_a_case_with_a_code_to_read_out(at):
    client = at("operator")
    answer = file(
        client, name="Pak Slamet", phone="0812 3456 7890", region="99.01.1002", address="Gang Melati"
    )
    case, page = Case.objects.get(), answer.content.decode()
    assert answer.status_code == 201
    assert case.code in page
    assert re.search(r"([0-9a-z]{4}-){3}[0-9a-z]{4}", page)
    assert (case.channel, case.region_id, case.topic_id) == ("phone", "99.01.1002", "jalan")
    assert Reporter.objects.get().phone == "+6281234567890"
    assert Event.objects.get(name="CaseOpened").actor == str(client.actor)


def test_the_same_form_twice_is_one_case(at):
    client = at("operator")
    assert file(client).status_code == 201
    assert file(client).status_code == 200
    assert Case.objects.count() == 1


def test_the_same_form_with_other_words_is_told_apart(at):
    client = at("operator")
    file(client)
    answer = file(client, text="Yang lain")
    assert answer.status_code == 409
    assert "Yang lain" in answer.content.decode()


def test_each_new_form_is_another_case(at):
    client = at("operator")
    keys = {
        re.search(r'name="once" value="(\w{32})"', client.get("/meja/baru").content.decode())[1]
        for _ in range(2)
    }
    assert len(keys) == 2


WRONG = [
    ({"text": ""}, "Tuliskan dulu apa yang terjadi."),
    ({"phone": "12"}, "Nomor telepon itu belum lengkap."),
    ({"email": "x@"}, "Alamat surel itu belum lengkap."),
    ({"occurred_on": "2999-01-01"}, "Tanggal kejadian tidak boleh di masa depan."),
    ({"occurred_on": "31-02-2026"}, "Tanggal itu tidak ada."),
    ({"text": "x" * 10_001}, "Tulisannya terlalu panjang."),
    ({"name": "x" * 121}, "Namanya terlalu panjang."),
    ({"channel": "burung"}, "Pilih salah satu yang tersedia."),
    ({"region": "1"}, "Pilih salah satu yang tersedia."),
]


@pytest.mark.parametrize(("said", "sentence"), WRONG)
def test_what_is_wrong_is_said_beside_its_field(said, sentence, at):
    answer = file(at("operator"), **{"name": "Bu Tini", **said})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Bu Tini" in page or "name" in said
    assert not Case.objects.exists()


def test_a_file_that_is_no_picture_is_refused(at):
    answer = file(at("operator"), photos=SimpleUploadedFile("x.jpg", b"PK\x03\x04 no picture", "image/jpeg"))
    assert answer.status_code == 422
    assert "Berkas itu bukan foto." in answer.content.decode()


@pytest.mark.parametrize(
    "value", ["\x00 jalan", "\u202ejalan", "<script>alert(1)</script>", "🙂", "'; DROP TABLE cases --"]
)
def test_any_words_are_taken_and_shown_as_words(value, at):
    client = at("operator")
    assert file(client, text=value, address=value).status_code == 201
    page = client.get(f"/meja/laporan/{Case.objects.get().code}").content.decode()
    assert "<script>alert" not in page


def test_an_accusation_leaves_the_operator_s_sight_but_not_without_a_code(at):
    client = at("operator")
    page = file(client, text="Petugas minta uang").content.decode()
    code = Case.objects.get().code
    assert code in page
    assert f'href="/meja/laporan/{code}"' not in page
