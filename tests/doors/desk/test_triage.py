"""What triage says at the desk: three to choose from, the danger on top, and the alarm of pages that are open."""

import pytest

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.cases.actions.opening.judging import Judged, note_judgement
from surga.core.cases.models import Case
from surga.core.people.access import system

WIRE = "ada kabel listrik putus menjuntai di depan pasar"


def judge(subject, **more):
    said = {
        "agency": "umum", "confidence": 0.873, "best": ("umum", "kel-barat", "kec-hulu"), "topic": "jalan",
        "kind": "complaint", "level": "opd", "by": "model", "clock": "ordinary", "words": ("aspal", "lubang"), **more,
    }  # fmt: skip
    note_judgement(subject.code, system("triage"), Judged(**said))


def page_of(client, subject):
    return client.get(f"/meja/laporan/{subject.code}").content.decode()


def verify(client, subject, **said):
    return client.post(f"/meja/laporan/{subject.code}/verify", {"topic": "jalan", "publish": "on", **said})


def test_the_three_best_stand_in_the_form_with_how_sure_and_why(at, case):
    subject = case()
    judge(subject)
    page = page_of(at("verifier"), subject)
    assert page.count('name="best"') == 3
    assert "Cukup yakin: 87 dari 100 laporan seperti ini benar" in page
    assert '<span class="chip">lubang</span>' in page
    assert "Menurut laporan terdahulu yang sudah diverifikasi." in page


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"by": "words"}, "Belum ada riwayat: menurut kata topik dan tabel wewenang."),
        ({"by": "nothing", "best": (), "agency": ""}, "Belum ada kata yang dikenali"),
        ({"confidence": 1.0}, "Yakin: 99 dari 100"),
        ({"confidence": 0.4}, "Kurang yakin: 40 dari 100"),
        (
            {"rule": "jalan-negara", "rule_reason": "Jalan negara"},
            "Aturan wewenang jalan-negara: Jalan negara",
        ),
        ({"alert": "r: agency_inactive"}, "Aturan wewenang gagal"),
        ({"tone": ("abuse",)}, "Ada kata kasar"),
        ({"language": "jv"}, "Bahasa Jawa"),
        ({"sensitive": ("health",)}, "kesehatan seseorang"),
        ({"oversight": True}, "Mungkin menyangkut aparat"),
    ],
)
def test_what_an_officer_must_know_is_said(at, case, said, shown):
    subject = case()
    judge(subject, **said)
    assert shown in page_of(at("verifier"), subject)


def test_a_case_that_was_not_judged_has_the_form_as_ever(at, case):
    page = page_of(at("verifier"), case())
    assert 'name="best"' not in page
    assert 'name="agency"' in page


def test_one_of_the_three_is_taken_without_any_script(at, case):
    subject = case()
    judge(subject)
    assert verify(at("verifier"), subject, best="kel-barat").status_code == 302
    assert cases.case_by_code(subject.code).proposed_agency == "kel-barat"


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ({"best": "kel-barat", "agency": "kec-hulu"}, "kec-hulu"),
        ({"best": "kel-timur"}, "umum"),
        ({"best": "x'"}, "umum"),
    ],
)
def test_the_list_goes_before_it_and_nothing_else_is_taken(at, case, said, agency):
    subject = case()
    judge(subject)
    verify(at("verifier"), subject, **said)
    assert cases.case_by_code(subject.code).proposed_agency == agency


def test_a_suspicion_is_ticked_for_the_verifier_to_look_at(at, case):
    subject = case()
    judge(subject, oversight=True)
    page = page_of(at("verifier"), subject)
    box = page.split('name="oversight"')[1].split(">")[0]
    assert "checked" in box


def test_a_danger_stands_on_the_case_and_first_in_the_queue(at, case):
    case()
    subject = case(text=WIRE)
    client = at("verifier")
    page = page_of(client, subject)
    assert "Bahaya: Listrik" in page
    assert "Hubungi 112 sekarang" in page
    queue = client.get("/meja/antrean/verify").content.decode()
    assert queue.index(subject.code) == min(
        queue.index(code) for code in Case.objects.values_list("code", flat=True)
    )
    assert '<span class="danger-mark">Bahaya: Listrik</span>' in queue


def test_a_verifier_says_that_there_is_none(at, case):
    subject = case(text=WIRE)
    client = at("verifier")
    verify(client, subject, calm="on")
    assert cases.case_by_code(subject.code).danger == ""
    assert "Bahaya: Listrik" not in page_of(client, subject).split('class="timeline')[0]


def test_verifying_leaves_the_danger(at, case):
    subject = case(text=WIRE)
    verify(at("verifier"), subject)
    assert cases.case_by_code(subject.code).danger == "wires"


class TestAlarm:
    def ask(self, client, since=""):
        return client.get("/meja/bahaya", {"sejak": since})

    def test_nothing_new_is_an_empty_answer_with_the_mark(self, at, case):
        case()
        client = at("verifier")
        quiet = self.ask(client)
        assert (quiet.status_code, quiet.content) == (204, b"")
        assert self.ask(client, quiet["ETag"].strip('"')).status_code == 204

    def test_a_new_danger_is_told_without_its_words(self, at, case):
        client = at("verifier")
        mark = self.ask(client)["ETag"].strip('"')
        subject = case(text=WIRE)
        told = self.ask(client, mark).json()
        assert told["dangers"] == [
            {
                "code": subject.code,
                "said": told["dangers"][0]["said"],
                "href": f"/meja/laporan/{subject.code}",
            }
        ]
        assert told["dangers"][0]["said"].startswith("Bahaya: Listrik")
        assert "kabel" not in str(told)
        assert int(told["mark"]) > int(mark)

    def test_what_somebody_has_begun_with_is_silent(self, at, case, officer):
        client = at("verifier")
        mark = self.ask(client)["ETag"].strip('"')
        subject = case(text=WIRE)
        actions.verify_case(subject.code, client.actor, topic="jalan")
        actions.forward_case(subject.code, client.actor, agency="umum")
        liaison = at("liaison")
        assert [one["code"] for one in self.ask(liaison, mark).json()["dangers"]] == [subject.code]
        actions.start_work(subject.code, liaison.actor)
        assert self.ask(liaison, mark).status_code == 204

    def test_nobody_hears_of_what_they_may_not_see(self, at, case):
        client, liaison = at("verifier"), at("liaison")
        mark = self.ask(client)["ETag"].strip('"')
        case(text=f"oknum petugas pungli, dan {WIRE}", topic="pungli")
        assert self.ask(client, mark).status_code == 204
        case(text=WIRE)
        assert self.ask(liaison, mark).status_code == 204
        assert self.ask(at("administrator"), mark).status_code == 403

    @pytest.mark.parametrize("since", ["-1", "x", "9" * 30, "٣", "1.5"])
    def test_a_mark_that_is_none_begins_now(self, at, case, since):
        case(text="aspal berlubang")
        assert self.ask(at("verifier"), since).status_code == 204

    def test_asking_costs_three_queries_or_fewer(self, at, case, django_assert_max_num_queries):
        client = at("verifier")
        mark = self.ask(client)["ETag"].strip('"')
        for _ in range(3):
            case(text=WIRE)
        with django_assert_max_num_queries(7):  # session, officer, city, regions, mark, events, cases
            self.ask(client, mark)


def test_the_history_says_how_sure_and_that_it_went_by_itself(at, case):
    subject = case()
    judge(subject, automatic=True, confidence=0.97)
    page = page_of(at("verifier"), subject)
    assert "Dinas Umum · Diteruskan otomatis · Yakin: 97 dari 100 laporan seperti ini benar" in page


def test_the_history_tells_of_a_danger_and_of_its_end(at, case):
    subject = case(text=WIRE)
    client = at("verifier")
    verify(client, subject, calm="on")
    page = page_of(client, subject)
    assert "Menurut petugas tidak ada bahaya." in page
