"""What appears beside the text: callers, similar cases, articles. And the paper, and the list of contacts."""

import re
from datetime import timedelta

import pytest
import segno
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.intake.actions.contacts import ContactDraft, log_contact
from surga.core.intake.models import Contact
from surga.core.knowledge.models import Article
from surga.core.knowledge.queries import forget


@pytest.fixture
def operator(at):
    return at("operator")


def ask(client, **fields):
    return client.post("/meja/baru/penelepon", fields)


def test_a_caller_is_found_and_then_shown_with_history(operator, case):
    known = case()
    log_contact(ContactDraft("phone", "prank", phone="081234567890"), operator.actor)
    answer = ask(operator, q="suma")
    (found,) = answer.json()["callers"]
    assert (found["name"], found["tail"], found["marks"], found["cases"]) == (
        "Sumarni",
        "7890",
        1,
        [known.code],
    )
    assert "+6281234567890" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    panel = ask(operator, pilih=found["ref"]).json()
    assert (panel["name"], panel["tail"]) == ("Sumarni", "7890")
    assert "1 kali iseng atau kasar" in panel["html"]
    assert known.title in panel["html"]
    assert "1234567890" not in panel["html"]


def test_the_next_operator_reads_what_was_promised(operator, at):
    late = timezone.localdate() - timedelta(days=1)
    draft = ContactDraft(
        "phone", "information", phone="081234567890", promise="Ditelepon <lagi>", promised_on=late
    )
    log_contact(draft, operator.actor)
    html = ask(at("verifier"), q="0812 3456 7890").json()["html"]
    assert "Sudah dijanjikan" in html
    assert "Ditelepon &lt;lagi&gt;" in html
    assert 'small late"' in html


def test_a_whole_number_tells_of_earlier_pranks_before_anybody_is_chosen(operator):
    for n in range(2):
        log_contact(ContactDraft("phone", "prank", phone="08551112222", external_id=f"x{n}"), operator.actor)
    assert "2 kali iseng" in ask(operator, q="0855 1112222").json()["html"]
    assert ask(operator, q="0855 1112").json()["html"] == ""


@pytest.mark.parametrize("ref", ["r1", "r1:x", "", "c1", "x" * 5000])
def test_nobody_is_shown_for_a_name_that_was_not_signed(ref, operator, case):
    case()
    assert "name" not in ask(operator, pilih=ref).json()


@pytest.mark.parametrize("address", ["/meja/baru/penelepon", "/meja/baru/bantuan"])
def test_only_who_may_file_and_only_by_post(address, operator, at):
    assert operator.get(address).status_code == 405
    assert at("liaison").post(address).status_code == 403
    assert at("executive").post(address).status_code == 403


def helps(client, **fields):
    return client.post("/meja/baru/bantuan", fields).json()


def test_similar_open_cases_and_articles_stand_beside_the_text(operator, case):
    open_case = case(text="Lampu jalan mati di Gang Melati")
    ended = case("closed", text="Lampu jalan mati di Gang Mawar")
    other = case(text="Sampah menumpuk di sungai")
    article = {"summary": "Syarat lampu baru", "topics": [], "changed_at": timezone.now()}
    Article.objects.create(slug="lampu", title="Meminta lampu jalan baru", words=["lampu jalan"], **article)
    forget()
    found = helps(operator, text="pak lampu jalannya mati di gang melati")
    assert open_case.code in found["similar"]
    assert ended.code not in found["similar"]
    assert other.code not in found["similar"]
    assert "Meminta lampu jalan baru" in found["articles"]


def test_the_own_kelurahan_comes_first(operator, case):
    far = case(text="Lampu jalan mati", region="99.01.1001")
    near = case(text="Lampu jalan mati", region="99.01.1002")
    found = helps(operator, text="lampu jalan mati", region="99.01.1002")["similar"]
    assert found.index(near.code) < found.index(far.code)


@pytest.mark.parametrize(
    "text", ["", "   ", "di ke dan", "\x00", "🙂🙂🙂", "<script>alert(1)</script>", "x" * 20_000]
)
def test_any_text_is_taken(text, operator, case):
    case()
    answer = operator.post("/meja/baru/bantuan", {"text": text, "topic": "ufo", "region": "x"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.json()["similar"]


def test_secrets_are_not_similar_to_anything(operator, case):
    secret = case(text="Petugas minta uang di loket")
    assert secret.code not in helps(operator, text="petugas minta uang di loket")["similar"]


def file(client, text="Jalan rusak", **more):
    draft = ContactDraft("visit", "complaint", text=text, opens_case=True, external_id="desk:1", **more)
    return log_contact(draft, client.actor).case


def test_the_slip_has_the_code_the_key_and_a_code_to_scan(operator, settings):
    settings.PUBLIC_URL = "https://lapor.contoh.id"
    code = file(operator).code
    page = operator.get(f"/meja/baru/{code}/tanda-terima").content.decode()
    assert code in page
    assert f"https://lapor.contoh.id/lacak/{code}" in page
    assert re.search(r"([0-9a-z]{4}-){3}[0-9a-z]{4}", page)
    drawn = segno.make(f"https://lapor.contoh.id/lacak/{code}", error="m", micro=False)
    path = drawn.svg_inline(svgclass="qr", omitsize=True, border=2).partition("<path")[2]
    assert path in page, "each module is that of this link"
    assert '<svg viewBox="0 0' in page
    assert " style=" not in page


def test_what_was_promised_stands_on_the_slip(operator):
    case = file(operator, promise="Ditelepon lagi", promised_on=timezone.localdate())
    page = operator.get(f"/meja/baru/{case.code}/tanda-terima").content.decode()
    assert "Ditelepon lagi" in page


def test_nobody_prints_the_key_of_a_case_that_came_by_itself(operator, case):
    for address in ("", "/tanda-terima"):
        assert operator.get(f"/meja/baru/{case().code}{address}").status_code == 404
        assert operator.get(f"/meja/baru/RWJ-2601-AAAAA{address}").status_code == 404


def test_a_case_out_of_sight_is_printed_by_who_filed_it_and_only_now(operator, at):
    code = file(operator, "Petugas minta uang").code
    address = f"/meja/baru/{code}/tanda-terima"
    assert operator.get(address).status_code == 200
    assert at("coordinator").get(address).status_code == 404
    assert at("liaison").get(address).status_code == 403
    Case.objects.update(received_at=timezone.now() - timedelta(hours=13))
    assert operator.get(address).status_code == 404


def test_contacts_of_the_day_are_one_s_own_and_apart_from_cases(operator, at, case):
    case()
    mine = file(operator)
    other = at("coordinator")
    log_contact(ContactDraft("phone", "prank", text="wkwk"), other.actor)
    page = operator.get("/meja/kontak").content.decode()
    assert mine.code in page
    assert "wkwk" not in page
    assert "wkwk" not in operator.get("/meja/kontak?petugas=semua").content.decode()
    assert mine.code in other.get("/meja/kontak?petugas=semua").content.decode()
    assert mine.code not in operator.get("/meja/kontak?hasil=prank").content.decode()
    assert mine.code not in operator.get("/meja/kontak?lewat=phone").content.decode()
    assert mine.code not in operator.get("/meja/kontak?hari=2020-01-01").content.decode()
    assert at("liaison").get("/meja/kontak").status_code == 403


@pytest.mark.parametrize(
    "asked", ["hari=x", "hari=0001-01-01", "hari=9999-12-31", "hasil=x", "lewat=\x00", "petugas=x"]
)
def test_odd_filters_are_no_fault(asked, operator):
    assert operator.get(f"/meja/kontak?{asked}").status_code == 200


@pytest.mark.parametrize("cursor", ["x", "999999", "-1", "9" * 40])
def test_a_page_that_is_not_there(cursor, operator):
    assert operator.get("/meja/kontak", {"setelah": cursor}).status_code == 404


def test_the_words_of_a_secret_case_are_not_in_the_list(operator):
    file(operator, "Tetangga saya dipukul", phone="0812345678", more={"anonymous": True})
    page = operator.get("/meja/kontak").content.decode()
    assert "dipukul" not in page
    assert "5678" not in page


def test_an_outcome_is_corrected_by_who_had_the_contact(operator, at):
    log_contact(ContactDraft("phone", "silent"), operator.actor)
    contact = Contact.objects.get()
    address = f"/meja/kontak/{contact.pk}"
    assert at("verifier").post(address, {"outcome": "prank"}).status_code == 403
    answer = operator.post(address, {"outcome": "prank", "kembali": "//jahat.example/meja/kontak"})
    assert answer["Location"] == "/meja/kontak"
    assert Contact.objects.get().outcome == "prank"
    answer = operator.post(address, {"outcome": "lunch", "kembali": "/meja/kontak?hasil=prank"})
    assert answer["Location"] == "/meja/kontak?hasil=prank"
    assert Contact.objects.get().outcome == "prank"
    assert operator.post("/meja/kontak/999999", {"outcome": "prank"}).status_code == 404


def test_the_list_asks_the_database_little(operator, django_assert_max_num_queries):
    for n in range(12):
        log_contact(ContactDraft("phone", "silent", external_id=f"x{n}"), operator.actor)
    with django_assert_max_num_queries(8):
        operator.get("/meja/kontak")


def test_a_long_day_has_pages(operator):
    for n in range(51):
        log_contact(ContactDraft("phone", "silent", text=f"ke-{n}.", external_id=f"x{n}"), operator.actor)
    first = operator.get("/meja/kontak").content.decode()
    assert "ke-0." not in first
    older = re.search(r'href="(/meja/kontak\?[^"]*setelah=[^"]*)"', first)[1].replace("&amp;", "&")
    assert "ke-0." in operator.get(older).content.decode()


def test_a_danger_is_said_before_anything_is_sent(operator):
    found = helps(operator, text="halo bu, ada kabel listrik putus menjuntai di gang")
    assert "Hubungi 112 sekarang" in found["alarm"]
    assert helps(operator, text="lampu jalan mati di gang melati")["alarm"] == ""


def test_whose_it_would_be_is_proposed_while_one_types(operator):
    assert helps(operator, text="aspal berlubang di depan pasar")["agency"] == "Dinum"
    assert helps(operator, text="halo selamat pagi")["agency"] == ""
