"""The queues: what is in them, in which order, found how, and at what cost."""

from datetime import timedelta
from itertools import chain

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER, ROLES, system
from surga.doors.desk.frame.page import QUEUES_OF, queues_of
from surga.events.models import Delivery, Event

SETUP = system("setup")


def listed(client, queue, **query):
    """The codes on a page of a queue, in order."""
    page = client.get(f"/meja/antrean/{queue}", query)
    assert page.status_code == 200, page.status_code
    return [row.split("?")[0] for row in page.content.decode().split('<a href="/meja/laporan/')[1:]]


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_begins_with_the_queue_of_the_role(role, at):
    wanted = f"/meja/antrean/{QUEUES_OF[role][0]}" if role in QUEUES_OF else "/meja/kelola"
    assert at(role).get("/meja")["Location"] == wanted


@pytest.mark.parametrize("role", sorted(QUEUES_OF))
def test_every_queue_of_a_role_opens_and_others_do_not(role, at):
    client = at(role)
    for queue in queues_of(client.actor):
        assert client.get(f"/meja/antrean/{queue}").status_code == 200
    assert client.get("/meja/antrean/rahasia").status_code == 404


def test_the_most_urgent_comes_first(at, case):
    calm, late = case(), case()
    Case.objects.filter(pk=late.pk).update(urgency=timezone.now() - timedelta(days=2))
    assert listed(at("verifier"), "verify") == [late.code, calm.code]


def test_counts_stand_beside_the_queues(at, case):
    case()
    case()
    case("returned")
    page = at("verifier").get("/meja/antrean/verify").content.decode()
    assert 'Perlu diperiksa <span class="count">2</span>' in page
    assert 'Dikembalikan <span class="count count-late">1</span>' in page


def test_a_late_case_says_so_before_the_clocks_are_swept(at, case):
    subject = case()
    Case.objects.filter(pk=subject.pk).update(due_at=timezone.now() - timedelta(days=1))
    page = at("verifier").get("/meja/antrean/verify").content.decode()
    assert 'class="queue-row late"' in page
    assert "Lewat batas sejak" in page


def test_a_liaison_sees_the_work_of_their_agency_only(at, case):
    ours, theirs = case("forwarded"), case("forwarded", agency="kel-timur")
    assert listed(at("liaison"), "mine") == [ours.code]
    assert set(listed(at("coordinator"), "mine")) == {ours.code, theirs.code}


def test_filters_and_words_narrow_a_queue(at, case):
    road, letter = (
        case(text="Aspal terkelupas", region="99.01.1001"),
        case(text="Surat pengantar lama sekali"),
    )
    client = at("verifier")
    assert listed(client, "all", topic="surat") == [letter.code]
    assert listed(client, "all", region="99.01.1001") == [road.code]
    assert listed(client, "all", q="terkelupas aspal") == [road.code]
    assert listed(client, "all", q="terkelupas", topic="surat") == []
    assert listed(client, "all", status="received", agency="umum") == []


def test_a_code_typed_in_the_search_opens_its_case(at, case):
    subject = case()
    answer = at("verifier").get("/meja/antrean/verify", {"q": subject.code.lower()})
    assert answer["Location"] == f"/meja/laporan/{subject.code}?antrean=verify"


def test_pages_follow_one_another_without_gap_or_double(at, case, monkeypatch):
    codes = {case().code for _ in range(5)}
    monkeypatch.setattr("surga.doors.desk.casework.queues.pages.PAGE", 2)
    client, seen, cursor = at("verifier"), [], ""
    for _ in range(3):
        page = client.get("/meja/antrean/verify", {"cursor": cursor}).content.decode()
        seen += [row.split("?")[0] for row in page.split('<a href="/meja/laporan/')[1:]]
        _before, _found, after = page.partition('rel="next" href="?cursor=')
        cursor = after.split('"')[0]
    assert len(seen) == 5
    assert set(seen) == codes
    assert cursor == ""


@pytest.mark.parametrize("cursor", ["x", "%00", "WyJ4Il0", "🙂", "a" * 5000])
def test_a_cursor_that_is_not_ours_is_a_clear_mistake(cursor, at):
    answer = at("verifier").get("/meja/antrean/all", {"cursor": cursor})
    assert answer.status_code == 400
    assert "Penanda halaman" in answer.content.decode()


@pytest.mark.parametrize("q", ["", "\x00", "%' OR 1=1 --", "<script>", "\u202e", "x" * 9000, "🙂" * 50])
def test_any_search_is_answered(q, at, case):
    case()
    answer = at("verifier").get("/meja/antrean/all", {"q": q, "topic": q[:50], "region": q[:50]})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<main")[1]


def test_an_empty_queue_says_why(at):
    assert "Antrean ini kosong" in at("verifier").get("/meja/antrean/verify").content.decode()
    assert "Tidak ada yang cocok" in at("verifier").get("/meja/antrean/all", {"q": "gajah"}).content.decode()


@pytest.mark.parametrize("role", ["verifier", "coordinator", "liaison"])
def test_a_page_of_a_queue_asks_the_database_at_most_ten_times(role, at, case, django_assert_max_num_queries):
    for _ in range(3):
        case("forwarded")
    client = at(role)
    client.get("/meja/antrean/all")
    with django_assert_max_num_queries(10):
        client.get("/meja/antrean/all")


def test_what_is_parked_and_what_no_rule_could_place_is_shown_above(at, case):
    subject = case()
    Case.objects.filter(pk=subject.pk).update(routing={"alert": True, "reason": "agency_unknown"})
    event = Event.objects.filter(case_id=subject.pk)[0]
    Delivery.objects.filter(event=event).delete()
    Delivery.objects.create(
        event=event,
        case_id=subject.pk,
        reaction="notify",
        attempts=8,
        next_at=timezone.now(),
        parked_at=timezone.now(),
    )
    page = at("coordinator").get("/meja/antrean/verify").content.decode()
    assert "1 kiriman tertahan" in page
    assert "1 laporan gagal dicarikan instansi" in page
    assert "tertahan dan perlu" not in at("verifier").get("/meja/antrean/verify").content.decode()


def test_a_topic_that_is_not_known_yet_is_no_alarm(at, case):
    case(text="Tolong bantu kami")
    assert "gagal dicarikan" not in at("verifier").get("/meja/antrean/verify").content.decode()


def bulk(client, name, codes, **said):
    return client.post("/meja/massal", {"do": name, "code": codes, "antrean": "verify", **said})


@pytest.mark.parametrize(
    ("role", "offered"),
    [("verifier", ["forward", "ask", "archive"]), ("liaison", ["ask"]), ("operator", []), ("executive", [])],
)
def test_only_what_a_role_may_do_is_offered_for_many(role, offered, at, case):
    case("forwarded")
    page = at(role).get("/meja/antrean/all").content.decode()
    assert [part.split('"')[0] for part in page.split('name="do" value="')[1:]] == offered
    assert ('name="code"' in page) == bool(offered)


def test_many_at_once_are_asked_about_first(at, case):
    codes = [case("verified").code for _ in range(2)]
    page = bulk(at("verifier"), "forward", codes).content.decode()
    assert all(code in page for code in codes)
    assert "Masing-masing sesuai usulan" in page
    assert not Case.objects.filter(status="forwarded").exists()


def test_many_at_once_each_to_its_own_agency(at, case):
    road, letter = case("verified"), case("verified", text="Surat pengantar lama sekali", region="99.01.1002")
    answer = bulk(at("verifier"), "forward", [road.code, letter.code], sure="1")
    assert "Berhasil: 2 laporan" in answer.content.decode()
    assert dict(Case.objects.values_list("code", "agency_id")) == {
        road.code: "umum",
        letter.code: "kel-barat",
    }


def test_one_refusal_leaves_the_others_done(at, case):
    good, ended, secret = case(), case("closed"), case(text="Petugas minta uang")
    answer = bulk(
        at("verifier"), "archive", [good.code, ended.code, secret.code, "x"], sure="1", reason="spam"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Berhasil: 1 laporan" in page
    assert "Tidak dapat: 3 laporan" in page
    assert "“Arsipkan” tidak dapat dilakukan saat laporan berstatus “Selesai”." in page
    assert secret.title not in page
    statuses = dict(Case.objects.values_list("code", "status"))
    assert statuses == {good.code: "archived", ended.code: "closed", secret.code: "received"}


def test_what_many_need_is_asked_for(at, case):
    subject = case()
    answer = bulk(at("verifier"), "archive", [subject.code], sure="1", note="Sudah saya tulis")
    assert answer.status_code == 422
    assert "Pilih alasannya." in answer.content.decode()
    assert "Sudah saya tulis" in answer.content.decode()
    assert Case.objects.get().status == "received"


def test_many_without_a_choice_lead_back(at):
    assert bulk(at("verifier"), "archive", [])["Location"] == "/meja/antrean/verify"
    assert bulk(at("verifier"), "hapus", []).status_code == 400


def test_a_whole_queue_of_reopen_requests(at, case):
    subject = case("closed")
    actions.request_reopen(subject.code, REPORTER, text="Rusak lagi.")
    client = at("coordinator")
    assert listed(client, "reopen") == [subject.code]
    page = client.get(f"/meja/laporan/{subject.code}").content.decode()
    assert page.index('id="deed-reopen"') < page.index('id="deed-refuse_reopen"')
    client.post(f"/meja/laporan/{subject.code}/refuse_reopen", {"reason": "Sudah kami periksa."})
    assert listed(client, "reopen") == []


@pytest.mark.parametrize("role", sorted(QUEUES_OF))
def test_every_queue_is_one_click_away_and_the_open_one_on_the_line(role, at):
    client = at(role)
    for queue in queues_of(client.actor):
        page = client.get(f"/meja/antrean/{queue}").content.decode()
        nav = page.partition('<nav class="queues"')[2].partition("</nav>")[0]
        assert {name for name in chain(*QUEUES_OF.values()) if f'href="/meja/antrean/{name}"' in nav} == set(
            queues_of(client.actor)
        )
        line = nav.partition("<details")[0]
        assert f'href="/meja/antrean/{queue}" aria-current="page"' in line
        assert line.count("<a ") <= 7
