"""Who sees what of a case, and what its reporter may do."""

import re

import pytest
from django.core import signing

from surga.core.cases import actions
from surga.core.cases.codes import token_for
from surga.core.cases.models import Case, Entry, Photo
from surga.core.people.access import REPORTER
from surga.doors.portal.gate import keys
from surga.events import relay
from surga.events.models import Event
from tests.doors.portal.conftest import TEAM, page_of, upload

pytestmark = pytest.mark.django_db
SECRET = "Wulan Prameswari"


def test_the_number_alone_shows_the_status_and_no_word_of_an_unpublished_case(filed, client):
    page = page_of(client.get(f"/lacak/{filed()}"))
    assert "Diterima" in page
    assert "Petugas pemeriksa laporan" in page
    assert "depan pasar" not in page
    assert SECRET not in page


def test_the_number_alone_shows_a_published_case_masked(public, client):
    page = page_of(client.get(f"/lacak/{public()}"))
    assert "depan pasar" in page
    assert "[telepon]" in page
    assert SECRET not in page
    assert "7890" not in page
    assert "Dinas Umum" in page


def test_the_answer_is_masked_for_the_public_and_whole_for_the_reporter(public, own, client):
    code = public()
    actions.answer_case(code, TEAM, text=f"Kami sudah menelepon {SECRET} di 0812-3456-7890.")
    relay.drain()
    stranger = page_of(client.get(f"/lacak/{code}"))
    assert "Kami sudah menelepon" in stranger
    assert SECRET not in stranger
    assert "0812-3456-7890" in page_of(own(code).get(f"/lacak/{code}"))


def without(code, answer):
    """The page, but for the number that was asked for and the form's own token."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page_of(answer)).replace(code, "")


@pytest.mark.parametrize("flags", [{"confidential": True}, {"text": "Petugas minta uang, ini pungli"}])
def test_a_hidden_case_is_a_number_that_does_not_exist(filed, client, own, flags):
    code = filed(**flags)
    hidden, missing = client.get(f"/lacak/{code}"), client.get("/lacak/RWJ-2606-22222")
    assert hidden.status_code == missing.status_code == 404
    assert without(code, hidden) == without("RWJ-2606-22222", missing)
    assert own(code).get(f"/lacak/{code}").status_code == 200


def test_a_protected_case_does_not_say_whose_desk_it_lies_on(filed, client):
    code = filed("Ada kekerasan di rumah sebelah")
    actions.verify_case(code, TEAM, topic="kekerasan")
    actions.forward_case(code, TEAM, agency="umum")
    page = page_of(client.get(f"/lacak/{code}"))
    assert "Diteruskan" in page
    assert "Dinas Umum" not in page
    assert "rumah sebelah" not in page


def test_the_answer_of_an_unpublished_case_is_for_its_reporter(filed, client, own):
    code = filed()
    actions.verify_case(code, TEAM, topic="jalan", publish=False)
    actions.answer_case(code, TEAM, text="Sudah kami tambal")
    stranger = page_of(client.get(f"/lacak/{code}"))
    assert "Dijawab" in stranger
    assert "Sudah kami tambal" not in stranger
    assert "Sudah kami tambal" in page_of(own(code).get(f"/lacak/{code}"))


def test_the_link_in_a_mail_becomes_a_cookie_and_leaves_the_address(filed, client):
    code = filed(confidential=True)
    answer = client.get(f"/lacak/{code}", {"t": token_for(code)})
    assert answer.status_code == 302
    assert answer["Location"] == f"/lacak/{code}"
    cookie = answer.cookies[keys.COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert token_for(code) not in cookie.value
    assert "Jalan di depan pasar" in page_of(client.get(f"/lacak/{code}"))


@pytest.mark.parametrize("token", ["salah", "aaaa-bbbb-cccc-dddd", "\x00", "☃" * 500])
def test_a_wrong_key_opens_nothing_and_says_nothing_of_the_number(filed, client, token):
    code = filed(confidential=True)
    for asked in (code, "RWJ-2606-22222"):
        answer = client.get(f"/lacak/{asked}", {"t": token})
        assert answer.status_code == 403
        assert "tidak cocok" in page_of(answer)
        assert keys.COOKIE not in answer.cookies
    assert client.get(f"/lacak/{code}").status_code == 404


def test_the_key_of_one_case_does_not_open_another(filed, client):
    one, other = filed(confidential=True), filed("Yang lain", confidential=True)
    assert client.get(f"/lacak/{other}", {"t": token_for(one)}).status_code == 403


def test_a_cookie_that_we_did_not_sign_opens_nothing(filed, client):
    code = filed(confidential=True)
    client.cookies[keys.COOKIE] = code
    assert client.get(f"/lacak/{code}").status_code == 404
    client.cookies[keys.COOKIE] = signing.get_cookie_signer(salt="another").sign(code)
    assert client.get(f"/lacak/{code}").status_code == 404


def test_number_and_key_can_be_typed_by_hand(filed, client):
    code = filed(confidential=True)
    typed = {"code": code.lower().replace("-", " "), "token": token_for(code).upper()}
    assert client.post("/lacak", typed)["Location"] == f"/lacak/{code}"
    assert client.get(f"/lacak/{code}").status_code == 200


@pytest.mark.parametrize(
    "typed", ["", "bukan nomor", "RWJ-2606-0OIL1", "\x00" * 20, "\u202eRWJ", "x" * 5000, "<b>"]
)
def test_what_is_no_number_is_said_beside_the_field(client, city, typed):
    answer = client.post("/lacak", {"code": typed})
    assert answer.status_code == 422
    assert "tidak ditemukan" in page_of(answer)
    assert "<b>" not in page_of(answer)


def test_the_home_page_leads_to_the_number(filed, client):
    code = filed()
    assert client.get("/lacak", {"kode": code.lower()})["Location"] == f"/lacak/{code}"
    assert client.get("/lacak", {"kode": "apa saja"}).status_code == 200


def test_the_reporter_answers_a_question_with_words_and_a_photo(public, own):
    code = public()
    actions.ask_reporter(code, TEAM, text="Di sebelah mana pasar?")
    client = own(code)
    page = page_of(client.get(f"/lacak/{code}"))
    assert "Petugas bertanya kepada Anda" in page
    assert "Di sebelah mana pasar?" in page
    answer = client.post(f"/lacak/{code}", {"do": "reply", "text": "Sebelah utara", "photos": [upload()]})
    assert answer.status_code == 302
    assert Case.objects.get(code=code).status == "forwarded"
    page = page_of(client.get(f"/lacak/{code}"))
    assert "Sebelah utara" in page
    photo = Photo.objects.get()
    assert f"/foto/{photo.pk}/kecil.jpg" in page


@pytest.mark.parametrize(
    ("text", "photos"), [("", []), (" \n ", []), ("x" * 10_001, []), ("Ini fotonya", [b"zip"])]
)
def test_a_reply_that_cannot_be_taken_stays_in_its_box(public, own, text, photos):
    code = public()
    sent = {"do": "reply", "text": text, "photos": [upload(each) for each in photos]}
    answer = own(code).post(f"/lacak/{code}", sent)
    assert answer.status_code == 422
    assert text.strip() in page_of(answer)
    assert "data-error-summary" in page_of(answer)
    assert not Entry.objects.filter(kind="addition").exists()


def test_the_reporter_confirms_and_rates(public, own):
    code = public()
    actions.resolve_case(code, TEAM, text="Sudah diperbaiki")
    client = own(code)
    assert "Sudah beres?" in page_of(client.get(f"/lacak/{code}"))
    client.post(f"/lacak/{code}", {"do": "confirm"})
    client.post(f"/lacak/{code}", {"do": "rate", "stars": "4", "text": "Cepat"})
    case = Case.objects.get(code=code)
    assert (case.status, case.close_reason, case.stars) == ("closed", "confirmed", 4)
    assert "★★★★☆" in page_of(client.get(f"/lacak/{code}"))


def test_the_reporter_objects_and_must_say_why(public, own):
    code = public()
    actions.answer_case(code, TEAM, text="Sudah dijadwalkan")
    client = own(code)
    wrong = client.post(f"/lacak/{code}", {"do": "object", "text": ""})
    assert wrong.status_code == 422
    assert "#id_object_text" in page_of(wrong)
    client.post(f"/lacak/{code}", {"do": "object", "text": "Belum ada yang datang"})
    assert Case.objects.get(code=code).status == "in_progress"


def test_the_reporter_asks_to_reopen_and_reads_the_refusal(public, own):
    code = public()
    actions.resolve_case(code, TEAM, text="Sudah diperbaiki")
    client = own(code)
    client.post(f"/lacak/{code}", {"do": "confirm"})
    client.post(f"/lacak/{code}", {"do": "request_reopen", "text": "Rusak lagi"})
    assert "Petugas sedang memutuskannya" in page_of(client.get(f"/lacak/{code}"))
    actions.refuse_reopen(code, TEAM, reason="Kerusakan yang baru: silakan lapor lagi")
    assert "Kerusakan yang baru: silakan lapor lagi" in page_of(client.get(f"/lacak/{code}"))


def test_after_a_refused_reopening_the_next_level_may_be_asked_for_once(filed, own):
    code = filed(region="99.01.1001")
    client = own(code)
    actions.verify_case(code, TEAM, topic="surat")
    actions.forward_case(code, TEAM, agency="kel-timur")
    actions.answer_case(code, TEAM, text="Sudah")
    actions.confirm_case(code, REPORTER)
    offer = "Minta dinaikkan ke tingkat berikutnya"
    assert offer not in page_of(client.get(f"/lacak/{code}"))
    assert client.post(f"/lacak/{code}", {"do": "raise", "text": "Saya keberatan"}).status_code == 422
    actions.request_reopen(code, REPORTER, text="Belum jadi")
    assert offer not in page_of(client.get(f"/lacak/{code}"))
    actions.refuse_reopen(code, TEAM, reason="Sudah jadi.")
    page = page_of(client.get(f"/lacak/{code}"))
    assert offer in page
    assert "satu kali: Kecamatan Hulu." in page
    assert client.post(f"/lacak/{code}", {"do": "raise", "text": " "}).status_code == 422
    client.post(f"/lacak/{code}", {"do": "raise", "text": "Saya keberatan"})
    page = page_of(client.get(f"/lacak/{code}"))
    assert "Dinaikkan ke Kecamatan Hulu" in page
    assert "Saya keberatan" in page
    assert offer not in page
    assert Case.objects.get(code=code).agency_id == "kec-hulu"


@pytest.mark.parametrize("stars", ["", "0", "6", "4.5", "-1", "banyak", "٤", "\x00"])
def test_stars_are_one_to_five(public, own, stars):
    code = public()
    actions.answer_case(code, TEAM, text="Sudah")
    answer = own(code).post(f"/lacak/{code}", {"do": "rate", "stars": stars})
    assert answer.status_code == 422
    assert Case.objects.get(code=code).stars is None


@pytest.mark.parametrize(("do", "status"), [("confirm", 409), ("rate", 409), ("terbang", 400), ("", 400)])
def test_what_the_state_does_not_allow_is_refused_with_a_page(filed, own, do, status):
    code = filed()
    answer = own(code).post(f"/lacak/{code}", {"do": do, "stars": "5", "text": "Halo"})
    assert answer.status_code == status
    assert Case.objects.get(code=code).status == "received"


@pytest.mark.parametrize("do", ["reply", "confirm", "object", "rate", "request_reopen", "raise"])
def test_a_stranger_with_the_number_does_nothing(public, client, do):
    code = public()
    actions.answer_case(code, TEAM, text="Sudah")
    answer = client.post(f"/lacak/{code}", {"do": do, "text": "Bukan saya", "stars": "1"})
    assert answer.status_code == 403
    assert Case.objects.get(code=code).status == "answered"
    assert not Entry.objects.filter(text="Bukan saya").exists()


def test_a_borrowed_telephone_forgets(filed, own):
    code = filed(confidential=True)
    client = own(code)
    client.post(f"/lacak/{code}/lupakan")
    assert client.get(f"/lacak/{code}").status_code == 404


def test_the_receipt_is_for_the_browser_that_filed(filed, own, client):
    code = filed()
    assert token_for(code) in page_of(own(code).get(f"/lapor/terima/{code}"))
    assert client.get(f"/lapor/terima/{code}")["Location"] == f"/lacak/{code}"
    card = own(code).get(f"/lapor/terima/{code}/kartu.png")
    assert card.content.startswith(b"\x89PNG")
    assert client.get(f"/lapor/terima/{code}/kartu.png").status_code == 404


def test_the_receipt_says_what_was_promised_by_when(filed, own):
    code = filed()
    page = page_of(own(code).get(f"/lapor/terima/{code}"))
    assert page.count("paling lambat") == len(Case.objects.get(code=code).promises) > 1


@pytest.mark.parametrize("email", ["wulan@example.org", "tidak-dikenal@example.org"])
def test_a_lost_number_gets_the_same_answer_known_or_not(filed, client, email):
    filed(reporter_email="wulan@example.org")
    answer = client.post("/lacak/lupa", {"email": email})
    assert answer["Location"] == "/lacak/lupa/terkirim"
    assert email not in page_of(client.get(answer["Location"]))
    assert Event.objects.filter(name="CodesRequested").exists() == email.startswith("wulan")


@pytest.mark.parametrize("email", ["", "bukan surel", "a@b", "\x00@x.id", "x" * 300 + "@example.org"])
def test_a_lost_number_needs_an_address(client, city, email):
    assert client.post("/lacak/lupa", {"email": email}).status_code == 422
