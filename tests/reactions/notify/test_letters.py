"""Who is written to about what, in which words, and who is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from surga.core.agencies import actions as agency_actions
from surga.core.agencies.queries import city as the_city
from surga.core.cases import actions
from surga.core.cases.codes import token_for
from surga.core.cases.models import Case
from surga.core.cases.states import ARCHIVE_REASONS
from surga.core.people.access import REPORTER, Actor, system
from surga.core.people.actions import request_codes
from surga.events import relay
from surga.reactions.notify import letters
from surga.reactions.notify.handlers.cases import LETTERS
from surga.reactions.notify.models import Notice

type Filing = Callable[..., Case]


def written() -> list[str]:
    relay.drain()
    return list(Notice.objects.order_by("id").values_list("template", flat=True))


def last() -> Notice:
    relay.drain()
    notice = Notice.objects.order_by("-id").first()
    assert notice is not None
    return notice


def test_a_receipt_tells_the_code_the_day_and_the_way_back(file: Filing) -> None:
    case = file()
    notice = last()
    assert (notice.template, notice.to, notice.language) == ("received", "wulan@example.org", "id")
    assert notice.subject == f"[{case.code}] Laporan Anda sudah kami terima"
    assert notice.body.startswith("Halo,\n\nTerima kasih")
    assert f"/lacak/{case.code}?t={token_for(case.code)}\n" in notice.body
    # The address may be a stranger's: nothing that was typed stands in the first letter.
    assert case.title not in notice.body
    assert "Wulan" not in notice.body
    assert "paling lambat" in notice.body
    assert "Kota Rawajaya" in notice.body


@pytest.mark.parametrize(("language", "said"), [("id", "hubungi 112 sekarang"), ("en", "call 112 now")])
def test_a_receipt_of_a_danger_says_first_whom_to_call(file: Filing, language: str, said: str) -> None:
    file("kabel listrik putus menjuntai di depan sekolah, keluar api", language=language)
    assert said in last().body.split("\n\n")[1]
    assert "kabel" not in last().body


def test_a_stranger_s_address_gets_a_few_receipts_an_hour_and_no_more(file: Filing) -> None:
    for _ in range(8):
        file()
    assert written() == ["received"] * 5


def test_the_whole_story_brings_a_letter_for_each_step_that_matters(file: Filing, verifier: Actor) -> None:
    code = file().code
    actions.ask_reporter(code, verifier, text="Di RT berapa?")
    actions.reply_to_case(code, REPORTER, text="RT 5")
    actions.verify_case(code, verifier)
    actions.forward_case(code, verifier, agency="umum")
    actions.start_work(code, verifier, text="Mulai")
    actions.add_note(code, verifier, text="rahasia dapur")
    actions.answer_case(code, verifier, text="Kami jadwalkan <besok> & lusa.")
    actions.resolve_case(code, verifier, text="Sudah ditambal.")
    actions.confirm_case(code, REPORTER)
    actions.request_reopen(code, REPORTER, text="Rusak lagi")
    actions.refuse_reopen(code, verifier, reason="Itu jalan lain.")
    actions.request_reopen(code, REPORTER, text="Bukan")
    actions.reopen_case(code, verifier)
    actions.escalate_case(code, verifier, level="centre", body="Balai Jalan", reason="Jalan negara.")
    assert written() == [
        "received", "asked", "answered", "resolved", "confirmed", "reopen_refused", "reopened", "escalated",
    ]  # fmt: skip
    bodies = dict(Notice.objects.values_list("template", "body"))
    assert "“Di RT berapa?”" in bodies["asked"]
    assert "Dinas Umum menanggapi" in bodies["answered"]
    assert "“Kami jadwalkan <besok> & lusa.”" in bodies["answered"]
    assert "“Sudah ditambal.”" in bodies["resolved"]
    assert "“Itu jalan lain.”" in bodies["reopen_refused"]
    assert "ke Balai Jalan" in bodies["escalated"]
    assert "rahasia dapur" not in "".join(bodies.values())


def test_who_has_it_after_a_step_up_is_told_once_and_why(file: Filing, verifier: Actor) -> None:
    code = file(text="Surat pengantar tidak jadi", region="99.01.1001").code
    actions.verify_case(code, verifier, topic="surat")
    actions.forward_case(code, verifier, agency="kel-timur")
    actions.raise_case(code, verifier, reason="not_competent", text="Perlu camat.")
    assert last().template == "raised"
    assert "di tangan Kecamatan Hulu, karena hal ini di luar kewenangan" in last().body
    assert "“Perlu camat.”" in last().body
    actions.answer_case(code, verifier, text="Sudah")
    actions.confirm_case(code, REPORTER)
    actions.request_reopen(code, REPORTER, text="Belum jadi")
    actions.refuse_reopen(code, verifier, reason="Sudah jadi.")
    actions.raise_case(code, REPORTER, reason="reopen_refused", text="Saya keberatan")
    assert written()[-3:] == ["confirmed", "reopen_refused", "raised"]  # one letter, for both events
    assert "di tangan Dinas Umum, karena permintaan membuka kembali ditolak" in last().body
    assert "Saya keberatan" not in last().body


def test_a_step_beyond_the_city_names_the_body(file: Filing, verifier: Actor) -> None:
    code = file(text="Jalan negara berlubang", language="en").code
    actions.verify_case(code, verifier, topic="jalan")
    actions.forward_case(code, verifier, agency="umum")
    actions.raise_case(code, verifier, reason="not_competent")
    assert last().template == "raised"
    assert "is now with Balai Jalan, because the unit before may not decide this" in last().body


def test_silence_and_archive_are_told(file: Filing, publish: Filing, verifier: Actor) -> None:
    case = publish()
    actions.forward_case(case.code, verifier, agency="umum")
    done = actions.answer_case(case.code, verifier, text="Sudah.")
    assert done.due_at is not None
    actions.sweep_clocks(done.due_at.replace(year=done.due_at.year + 1))
    assert "silence" in written()
    actions.archive_case(file().code, verifier, reason="duplicate", note="Sudah ada laporan lain.")
    assert "sudah dilaporkan" in last().body
    assert "“Sudah ada laporan lain.”" in last().body


def test_english_for_those_who_chose_it(file: Filing, verifier: Actor) -> None:
    case = file(language="en")
    assert last().subject == f"[{case.code}] We have received your report"
    actions.ask_reporter(case.code, verifier, text="Which street?")
    assert last().body.startswith("Hello Wulan Prameswari,\n")


@pytest.mark.parametrize(
    "more",
    [
        {"anonymous": True},
        {"email": ""},
        {"email": "", "name": ""},
        {"actor": system("import")},
        {"actor": system("demo")},
    ],
)
def test_some_are_never_written_to(file: Filing, more: dict[str, object]) -> None:
    file(**more)
    assert written() == []


def test_nobody_waits_for_news_of_an_invented_or_an_expired_old_case(file: Filing, verifier: Actor) -> None:
    demo, old = file(actor=system("demo")), file(actor=system("import"))
    actions.ask_reporter(demo.code, verifier, text="?")
    actions.archive_case(old.code, system("clock"), reason="incomplete")
    assert written() == []
    other = file(actor=system("import"))
    actions.ask_reporter(other.code, verifier, text="?")
    assert written() == ["asked"]


@pytest.mark.parametrize("more", [{"confidential": True}, {"topic": "pungli"}, {"topic": "kekerasan"}])
def test_a_discreet_letter_says_nothing_of_the_case(
    file: Filing, verifier: Actor, more: dict[str, object]
) -> None:
    named = Actor("officer", verifier.id, "coordinator", oversight=True)
    case = file("Lurah minta uang untuk surat", **more)
    actions.ask_reporter(case.code, named, text="Berapa uang yang diminta?")
    actions.archive_case(case.code, named, reason="unclear", note="Lurah itu sudah pindah")
    assert written() == ["received", "asked", "archived"]
    for notice in Notice.objects.all():
        for said in ("Lurah", "uang", "pindah"):
            assert said not in notice.subject + notice.body
        assert case.code in notice.body


def test_a_subject_never_tells_what_the_case_is_about(file: Filing) -> None:
    case = file("Tetangga saya berjualan miras")
    assert last().subject.replace(f"[{case.code}]", "").strip() == "Laporan Anda sudah kami terima"


def test_a_second_delivery_writes_no_second_letter(file: Filing) -> None:
    file()
    assert written() == ["received"]
    relay.replay("notify")
    assert written() == ["received"]


def test_an_agency_with_an_address_is_told_that_a_case_waits_and_nothing_of_it(
    publish: Filing, verifier: Actor
) -> None:
    umum = the_city().agencies["umum"]
    agency_actions.save_agency(replace(umum, email="umum@rawajaya.example"), "officer:1")
    case, anonymous = publish(), publish(anonymous=True)
    for one in (case, anonymous):
        actions.forward_case(one.code, verifier, agency="kel-timur")
    assert "forwarded" not in written()
    for one in (case, anonymous):
        actions.forward_case(one.code, verifier, agency="umum")
    assert written().count("forwarded") == 2
    notice = Notice.objects.filter(template="forwarded", case_id=case.pk).get()
    assert notice.to == "umum@rawajaya.example"
    assert f"/meja/laporan/{case.code}\n" in notice.body
    assert "paling lambat" in notice.body
    for said in (case.title, "Wulan", token_for(case.code), "Jalan"):
        assert said not in notice.subject + notice.body


def test_lost_codes_are_sent_to_their_address_in_one_letter(file: Filing) -> None:
    mine, other = file(), file(name="W. Prameswari", language="en")
    hidden, foreign = file(anonymous=True), file(email="lain@example.org")
    Notice.objects.all().delete()
    relay.drain()
    Notice.objects.all().delete()
    request_codes(" Wulan@Example.org ")
    assert written() == ["codes"]
    notice = last()
    assert notice.to == "wulan@example.org"
    for case in (mine, other):
        assert letters.link_to(case.code) in notice.body
    for case in (hidden, foreign):
        assert case.code not in notice.body
    request_codes("wulan@example.org")
    request_codes("tidak-ada@example.org")
    request_codes("")
    assert written() == ["codes"]


def test_a_name_cannot_bring_in_a_subject_or_a_template(file: Filing) -> None:
    code = file(name="{{ link }} {% now 'Y' %} <b>").code
    actions.ask_reporter(code, system("test"), text="Di RT berapa?")
    assert last().body.startswith("Halo {{ link }} {% now 'Y' %} <b>,\n")


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_every_letter_is_there_in_every_language(language: str) -> None:
    for template in [*LETTERS.values(), "codes", "forwarded", "raised"]:
        for facts in ({}, {"discreet": True}, {"text": "TEKS", "title": "JUDUL", "body": "PLN", "name": "N"}):
            letter = letters.write(
                template, language, {"code": "RWJ-2506-22222", "link": "https://x/y", **facts}
            )
            assert letter.subject
            assert "\n" not in letter.subject
            assert "{" not in letter.subject + letter.body
            assert "\n\n\n" not in letter.body
            assert template == "codes" or "https://x/y" in letter.body


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_every_reason_to_archive_has_words(language: str) -> None:
    bodies = {letters.write("archived", language, {"reason": reason}).body for reason in ARCHIVE_REASONS}
    assert len(bodies) == len(ARCHIVE_REASONS) - 1  # spam and abuse are told alike
    assert letters.write("archived", language, {"reason": ""}).body not in bodies
