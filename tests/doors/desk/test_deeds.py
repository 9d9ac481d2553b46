"""What is done on the case page: each deed by its form, and what is said when it cannot be done."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.cases.models import Entry, Photo
from surga.core.people.access import system
from surga.events.models import Event

SETUP = system("setup")


def page_of(subject):
    return f"/meja/laporan/{subject.code}"


def fresh(subject):
    return cases.case_by_code(subject.code)


def picture(name="bukti.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


DONE = [
    ("verifier", "received", "verify", {"topic": "surat"}, "verified"),
    ("verifier", "verified", "forward", {"agency": "kel-timur", "note": "Mohon dicek."}, "forwarded"),
    ("verifier", "verified", "ask", {"text": "Di mana tepatnya?"}, "waiting_reporter"),
    ("liaison", "forwarded", "start", {"text": "Tim berangkat besok."}, "in_progress"),
    ("liaison", "forwarded", "return", {"reason": "Jalan provinsi."}, "returned"),
    ("liaison", "in_progress", "answer", {"text": "Kami jadwalkan."}, "answered"),
    ("liaison", "in_progress", "resolve", {"text": "Sudah ditambal."}, "resolved"),
    ("liaison", "in_progress", "escalate", {"level": "province", "body": "PU", "reason": "X."}, "escalated"),
    ("liaison", "in_progress", "raise", {"reason": "not_competent", "text": "Jalan pusat."}, "escalated"),
    ("verifier", "received", "archive", {"reason": "spam", "note": "Terima kasih."}, "archived"),
    ("operator", "forwarded", "note", {"text": "Sudah ditelepon."}, "forwarded"),
    ("coordinator", "closed", "reopen", {"note": "Kami periksa lagi."}, "in_progress"),
]


#: Reasons that are chosen, not written.
CODES = {"spam", "not_competent"}


@pytest.mark.parametrize(("role", "before", "name", "said", "after"), DONE)
def test_a_deed_moves_the_case_and_leads_back(role, before, name, said, after, at, case):
    subject, client = case(before), at(role)
    answer = client.post(f"{page_of(subject)}/{name}", said)
    assert answer.status_code == 302
    assert fresh(subject).status == after
    assert Event.objects.filter(case_id=subject.pk, actor=str(client.actor)).exists()
    texts = [
        words for field, words in said.items() if field in {"text", "note", "reason"} and words not in CODES
    ]
    for words in texts:
        assert Entry.objects.filter(case=subject, text=words).exists()


def test_verify_and_forward_in_one_go(at, case):
    subject = case()
    said = {
        "topic": "surat",
        "agency": "kel-barat",
        "title": "Surat lama",
        "publish": "on",
        "then": "forward",
    }
    at("verifier").post(f"{page_of(subject)}/verify", said)
    after = fresh(subject)
    assert (after.status, after.agency_id, after.topic_id, after.title) == (
        "forwarded",
        "kel-barat",
        "surat",
        "Surat lama",
    )
    assert after.published


def test_what_is_not_ticked_is_not_published(at, case):
    subject = case()
    at("verifier").post(f"{page_of(subject)}/verify", {"topic": "jalan"})
    assert not fresh(subject).published


@pytest.mark.parametrize(
    ("text", "why", "ticked"),
    [
        ("Anak tetangga dipukuli ayahnya setiap malam", "kekerasan terhadap anak", False),
        ("Petugas loket meminta uang Rp 50.000 untuk KTP", "dugaan terhadap aparat", False),
        ("Lampu jalan mati sejak Senin", "", True),
    ],
)
def test_what_nobody_should_read_is_not_ticked_and_the_verifier_told_why(text, why, ticked, at, case):
    page = at("verifier").get(page_of(case(text=text))).content.decode()
    box = re.search(r'<input[^>]*name="publish"[^>]*>', page)
    assert ("checked" in box.group()) == ticked
    assert ("Sebaiknya tidak" in page) != ticked
    assert why in page


def test_a_verifier_gives_an_oversight_case_away_and_sees_it_no_more(at, case):
    subject = case()
    said = {"topic": "jalan", "oversight": "on", "then": "forward", "antrean": "verify"}
    answer = at("verifier").post(f"{page_of(subject)}/verify", said)
    assert answer["Location"] == "/meja/antrean/verify"
    after = fresh(subject)
    assert (after.oversight, after.status) == (True, "verified")
    assert at("verifier").get(page_of(subject)).status_code == 404


def test_a_return_takes_the_case_from_the_liaison_and_back_to_their_queue(at, case):
    subject = case("forwarded")
    answer = at("liaison").post(f"{page_of(subject)}/return", {"reason": "Bukan kami.", "antrean": "mine"})
    assert answer["Location"] == "/meja/antrean/mine"


def test_a_resolution_keeps_its_photos_as_proof(at, case):
    subject = case("in_progress")
    at("liaison").post(
        f"{page_of(subject)}/resolve", {"text": "Selesai.", "photos": [picture(), picture("b.jpg")]}
    )
    assert [photo.proof for photo in Photo.objects.filter(case=subject)] == [
        True
    ]  # the same picture twice is one


def test_a_photo_is_shown_to_the_public_and_taken_back(at, case, client):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG")
    subject, verifier = case(photos=(out.getvalue(),)), at("verifier")
    photo = Photo.objects.get(case=subject)
    verifier.post(f"{page_of(subject)}/show_photo", {"photo_id": photo.pk, "public": "1"})
    assert Photo.objects.get(pk=photo.pk).public
    verifier.post(f"{page_of(subject)}/show_photo", {"photo_id": photo.pk})
    assert not Photo.objects.get(pk=photo.pk).public
    small = verifier.get(f"/meja/foto/{photo.pk}/kecil")
    assert small.getvalue().startswith(b"\xff\xd8")
    assert at("liaison").get(f"/meja/foto/{photo.pk}/besar").status_code == 404
    assert at("liaison").get(f"/meja/foto/{photo.pk}/asli").status_code in {403, 404}
    assert "no-store" in verifier.get(f"/meja/foto/{photo.pk}/asli")["Cache-Control"]
    assert Event.objects.filter(case_id=subject.pk, name="OriginalSeen").count() == 1


@pytest.mark.parametrize("look", ["held", "unsure"])
def test_what_must_be_decided_first_leads_there_and_offers_no_showing(at, case, look):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG")
    subject = case(photos=(out.getvalue(),))
    Photo.objects.filter(case=subject).update(look=look)
    shown = at("verifier").get(page_of(subject)).content.decode()
    assert f"/meja/foto/{Photo.objects.get(case=subject).pk}" in shown
    assert "Putuskan foto ini" in shown
    assert "/show_photo" not in shown


def test_the_identity_is_shown_once_with_its_reason_on_record(at, case):
    subject, client = case("forwarded"), at("coordinator", name="Hendra")
    assert "Sumarni" not in client.get(page_of(subject)).content.decode()
    answer = client.post(f"{page_of(subject)}/reveal", {"reason": "Memastikan alamat."})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    shown = answer.content.decode()
    assert "Sumarni" in shown
    assert "+6281234567890" in shown
    again = client.get(page_of(subject)).content.decode()
    assert "Sumarni" not in again
    assert "Hendra" in again
    assert "Memastikan alamat." in again


def test_no_reason_reveals_nothing(at, case):
    subject = case("forwarded")
    answer = at("coordinator").post(f"{page_of(subject)}/reveal", {"reason": "  "})
    assert answer.status_code == 422
    assert "Tuliskan alasannya." in answer.content.decode()
    assert "Sumarni" not in answer.content.decode()
    assert not Event.objects.filter(name="IdentityRevealed").exists()


MISSING = [
    ("verify", "received", {"topic": ""}, "Pilih topiknya."),
    ("verify", "received", {"topic": "tidak-ada"}, "Pilih salah satu yang tersedia."),
    ("forward", "verified", {"agency": ""}, "Pilih instansinya."),
    ("ask", "verified", {"text": "   "}, "Tuliskan pertanyaannya."),
    ("answer", "verified", {"text": ""}, "Tuliskan tanggapannya."),
    (
        "answer",
        "verified",
        {"text": "x" * 10_001},
        "Tulisannya terlalu panjang. Ringkas menjadi paling banyak 10000 huruf.",
    ),
    ("archive", "received", {"reason": "", "note": "Sudah saya tulis"}, "Pilih alasannya."),
    ("escalate", "verified", {"level": "", "reason": "Sudah saya tulis"}, "Pilih tingkatnya."),
]


@pytest.mark.parametrize(("name", "status", "said", "sentence"), MISSING)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(name, status, said, sentence, at, case):
    subject = case(status)
    answer = at("verifier").post(f"{page_of(subject)}/{name}", said)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert "Sudah saya tulis" in shown or "Sudah saya tulis" not in str(said)
    assert fresh(subject).status == status


def test_a_case_that_moved_on_meanwhile_says_so_and_keeps_the_text(at, case):
    subject, client = case("in_progress"), at("liaison")
    actions.return_case(subject.code, SETUP, reason="Orang lain lebih dulu.")
    assert client.post(f"{page_of(subject)}/answer", {"text": "Jawaban panjang saya"}).status_code == 404
    other = case("in_progress")
    actions.ask_reporter(other.code, SETUP, text="Di mana?")
    answer = client.post(f"{page_of(other)}/answer", {"text": "Jawaban panjang saya"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Jawaban panjang saya" in shown
    assert "“Tanggapi” tidak dapat dilakukan saat laporan berstatus “Perlu dilengkapi”." in shown


def test_after_two_returns_only_a_coordinator_decides(at, case):
    subject = case("returned")
    actions.forward_case(subject.code, SETUP, agency="kel-timur")
    actions.return_case(subject.code, SETUP, reason="Bukan kami juga.")
    verifier = at("verifier")
    answer = verifier.post(f"{page_of(subject)}/forward", {"agency": "umum"})
    assert answer.status_code == 403
    assert "Koordinator yang memutuskan" in answer.content.decode()
    assert f'action="{page_of(subject)}/forward"' not in verifier.get(page_of(subject)).content.decode()
    at("coordinator").post(f"{page_of(subject)}/forward", {"agency": "umum"})
    assert fresh(subject).decided
    assert 'id="deed-return"' not in at("liaison").get(page_of(subject)).content.decode()


def test_a_ready_made_reply_is_put_in_by_a_round_trip(at, case):
    subject = case("verified")
    said = {"text": "Salam.", "reply": "reply_photo", "insert": "1"}
    answer = at("verifier").post(f"{page_of(subject)}/ask", said)
    assert answer.status_code == 200
    assert (
        f"Salam.\n\nMohon kirim foto untuk {subject.code} ke Dinas Umum.</textarea>"
        in answer.content.decode()
    )
    assert fresh(subject).status == "verified"


def test_a_ready_made_reply_speaks_the_reporter_s_language(at, case):
    subject = case("verified", language="en")
    said = {"text": "", "reply": "reply_photo", "insert": "1"}
    assert "Please send a photo for" in at("verifier").post(f"{page_of(subject)}/ask", said).content.decode()


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_deeds_are_posted(method, at, case):
    subject = case()
    assert getattr(at("verifier"), method)(f"{page_of(subject)}/verify").status_code == 405


def test_a_deed_that_is_none_is_not_found(at, case):
    assert at("verifier").post(f"{page_of(case())}/explode").status_code == 404


def test_deeds_need_the_form_s_own_token(at, case):
    subject = case()
    client = at("verifier")
    client.handler.enforce_csrf_checks = True
    assert client.post(f"{page_of(subject)}/note", {"text": "x"}).status_code == 403
