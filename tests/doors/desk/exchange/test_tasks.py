"""Tasks typed by hand: copied whole, ended by a number, refused with a sentence, given up with a reason."""

import pytest
from django.utils import timezone

from surga.events import relay
from surga.project.configuration.national import Sp4n
from surga.reactions.sync import queries
from surga.reactions.sync.models import Act, Link

TASKS = "/meja/pertukaran/tugas"


@pytest.fixture(autouse=True)
def _by_hand(settings, city):
    settings.SP4N = Sp4n("manual")


@pytest.fixture
def told(case):
    """A verified case that is to be told, and its act."""

    def make(**more):
        made = case("verified", **more)
        relay.drain()
        return made, Act.objects.get(case_id=made.pk, state="due")

    return make


def page(client, address=TASKS, language="id"):
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_oldest_task_stands_there_whole(at, told):
    (first, _), (second, _) = (
        told(text="Lampu jalan mati di depan pasar"),
        told(text="Sampah menumpuk di sungai"),
    )
    html = page(at("verifier"))
    assert f"[Ref {first.code}]</pre>" in html
    assert "Lampu jalan mati di depan pasar" in html
    assert "Sampah menumpuk" not in html
    assert f">{second.code}</span>" in html
    assert "2 tugas menunggu" in html
    assert 'class="pick">Anonim<' in html
    assert 'class="pick">Pengaduan<' in page(at("verifier"), language="en")


def test_a_number_ends_it_and_the_next_comes(at, told):
    made, act = told()
    client = at("verifier")
    answer = client.post(
        f"{TASKS}/{act.pk}/selesai", {"report_id": "#0916581", "on": timezone.localdate().isoformat()}
    )
    assert (answer.status_code, answer["Location"]) == (302, TASKS)
    assert Link.objects.get().report_id == "0916581"
    assert f"{made.code}: dicatat sudah dikerjakan." in page(client)
    again = client.post(f"{TASKS}/{act.pk}/selesai", {"report_id": "0916582"}, follow=True)
    assert "sudah tidak menunggu" in again.content.decode()
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said", "english"),
    [
        ({"report_id": "12a"}, "Nomor di sana hanya angka", "digits"),
        ({"report_id": ""}, "Nomor di sana hanya angka", "digits"),
        ({"report_id": "1234567", "on": "2020-01-01"}, "dalam sebulan terakhir", "last month"),
        ({"report_id": "1234567", "on": "kemarin"}, "Tanggal itu tidak ada", "date"),
        ({"report_id": "7777777"}, "sudah terhubung", "already"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_kept(at, told, typed, said, english):
    other, _ = told(text="Sampah menumpuk di sungai")
    Link.objects.create(
        system="sp4n", case_id=other.pk, code=other.code, report_id="7777777", direction="out"
    )
    _, act = told()
    client = at("verifier")
    for language, words in (("id", said), ("en", english)):
        client.cookies["bahasa"] = language
        answer = client.post(f"{TASKS}/{act.pk}/selesai", typed)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert words in html
        assert f'value="{typed["report_id"]}"' in html
    assert Link.objects.count() == 1
    assert Act.objects.get(pk=act.pk).state == "due"


def test_giving_up_needs_a_reason(at, told):
    _, act = told()
    client = at("verifier")
    answer = client.post(f"{TASKS}/{act.pk}/lewati", {"reason": " "})
    assert answer.status_code == 422
    assert "Tuliskan alasannya." in answer.content.decode()
    assert client.post(f"{TASKS}/{act.pk}/lewati", {"reason": "Sudah ada di sana"}).status_code == 302
    assert Act.objects.get(pk=act.pk).state == "skipped"
    assert "Tidak ada yang harus diketik" in page(client)


def test_a_follow_up_names_the_number_and_the_standing(at, told):
    from surga.core.cases import actions as cases

    made, act = told()
    client = at("coordinator")
    client.post(f"{TASKS}/{act.pk}/selesai", {"report_id": "0916581"})
    cases.answer_case(made.code, client.actor, text="Lampu sudah diganti")
    relay.drain()
    html = page(client)
    assert "Buka laporan 0916581" in html
    assert "“Ditindaklanjuti”" in html
    assert "Lampu sudah diganti" in html
    assert 'name="report_id"' not in html
    assert "Ditindaklanjuti" in page(client, language="en")


@pytest.mark.parametrize("role", ["operator", "liaison", "executive", "administrator", "coordinator"])
def test_who_may_type(at, told, role):
    status = 200 if role == "coordinator" else 403
    _, act = told()
    client = at(role)
    assert client.get(TASKS).status_code == status
    answer = client.post(f"{TASKS}/{act.pk}/selesai", {"report_id": "0916581"})
    assert answer.status_code == (302 if status == 200 else 403)


def test_a_case_that_an_officer_may_not_see_is_no_task_of_theirs(at, told):
    made, act = told()
    type(made).objects.filter(pk=made.pk).update(oversight=True)
    client = at("verifier")
    assert made.code not in page(client)
    assert client.post(f"{TASKS}/{act.pk}/selesai", {"report_id": "0916581"}).status_code == 302
    assert not Link.objects.exists()
    assert queries.task_lines("sp4n", at("verifier", oversight=True).actor)[0] == 1
