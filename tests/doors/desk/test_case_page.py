"""The case page: everything on one screen, quickly, and nothing that is not the officer's."""

import re

import pytest

from surga.core.cases import actions
from surga.core.people.access import ROLES, system
from surga.doors.desk.casework.handling.deeds import DEEDS

SETUP = system("setup")
STATUSES = [
    "received",
    "verified",
    "waiting_reporter",
    "forwarded",
    "returned",
    "in_progress",
    "answered",
    "closed",
]


def shown(client, subject, **query):
    return client.get(f"/meja/laporan/{subject.code}", query).content.decode()


def test_everything_is_on_one_screen(at, case):
    subject = case(
        "in_progress",
        address="Jalan Mawar 5",
        region="99.01.1002",
        lat=0.5,
        lon=0.5,
        text="Jalan rusak <b>parah</b>",
    )
    actions.add_note(subject.code, SETUP, text="Catatan kami.")
    page = shown(at("coordinator"), subject)
    for told in (
        subject.code,
        "Jalan rusak &lt;b&gt;parah&lt;/b&gt;",
        "Dikerjakan",
        "Dinas Umum",
        "Jalan Mawar 5",
        "Barat",
        "map-pin",
        "Catatan kami.",
        "Tindak lanjut pertama",
        "Penyelesaian",
        "Topik: Jalan.",
        "disembunyikan",
    ):
        assert told in page, told


def test_an_officer_is_told_who_did_what(at, case, officer):
    subject = case("verified")
    at("verifier", name="Bagus").post(f"/meja/laporan/{subject.code}/note", {"text": "Sudah ditelepon."})
    assert "Bagus" in shown(at("coordinator"), subject)


@pytest.mark.parametrize("status", STATUSES)
def test_there_is_at_most_one_filled_button(status, at, case):
    """The next right action stands out, and only that."""
    page = shown(at("coordinator"), case(status))
    filled = [classes.split() for classes in re.findall(r'<(?:button|a) class="(btn[^"]*)"', page)]
    filled = [each for each in filled if not {"btn-quiet", "btn-plain", "btn-danger"} & set(each)]
    assert len(filled) == (0 if status in {"waiting_reporter", "answered", "closed"} else 1)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"administrator", "inspectorate"}])
def test_the_page_offers_what_would_be_done(role, status, at, case):
    """A form on the page is a deed that is not refused for rights or state, and the other way round."""
    subject, client = case(status), at(role)
    answer = client.get(f"/meja/laporan/{subject.code}")
    if answer.status_code == 404:
        return
    page = answer.content.decode()
    # Forms that are complete when empty would be done; a refusal to reopen needs a request before it.
    # So does raising what is closed.
    after_refusal = {"refuse_reopen"} | ({"raise"} if status == "closed" else set())
    for name in set(DEEDS) - {"show_photo", "start", "reopen", "archive"} - after_refusal:
        offered = f'action="/meja/laporan/{subject.code}/{name}"' in page
        said = {"topic": "?", "agency": "?", "level": "?"}  # never complete: nothing is done
        status_code = client.post(f"/meja/laporan/{subject.code}/{name}", said).status_code
        assert offered == (status_code == 422), (name, status_code)


def test_an_executive_reads_and_does_nothing(at, case):
    page = shown(at("executive"), case("forwarded"))
    assert "deed-" not in page
    assert "Tidak ada yang perlu Anda kerjakan" in page


@pytest.mark.parametrize("role", ["verifier", "coordinator"])
@pytest.mark.parametrize("status", ["received", "answered"])
def test_the_page_asks_the_database_at_most_ten_times(role, status, at, case, django_assert_max_num_queries):
    subject, client = case(status, lat=0.5, lon=0.5), at(role, name="Wati")
    client.post(f"/meja/laporan/{subject.code}/note", {"text": "Sudah ditelepon."})
    shown(client, subject)
    with django_assert_max_num_queries(10):
        shown(client, subject)


def test_nothing_of_the_desk_is_kept_by_a_browser(at, case):
    subject, client = case(), at("verifier")
    for address in (f"/meja/laporan/{subject.code}", "/meja/antrean/verify", "/meja/baru"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_the_queue_stays_beside_the_case(at, case):
    first, second = case(text="Aspal terkelupas di timur"), case(text="Aspal terkelupas di barat")
    page = shown(at("verifier"), first, antrean="verify")
    assert f'href="/meja/laporan/{second.code}?antrean=verify"' in page
    assert page.count('aria-current="page"') == 2  # the queue above, and the case in it


def test_a_code_is_found_however_it_is_typed(at, case):
    subject = case()
    assert (
        subject.code
        in at("verifier").get(f"/meja/laporan/{subject.code.lower().replace('-', '')}").content.decode()
    )


@pytest.mark.parametrize("code", ["x", "RWJ-2601-AAAAA", "%00", "' OR 1=1 --", "🙂"])
def test_a_code_that_is_none_is_not_found(code, at):
    assert at("verifier").get(f"/meja/laporan/{code}").status_code == 404
