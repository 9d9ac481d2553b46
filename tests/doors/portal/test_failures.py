"""A database or a disk that fails for a moment: one sentence, a fitting status, and nothing that was typed is lost."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, connection

from surga.core.cases.models import Case, Entry
from tests.doors.portal.conftest import TEXT, page_of, upload

pytestmark = pytest.mark.django_db


class FailingWrites:
    """While it lasts, every write to a table fails as a locked (or full) database does."""

    def __init__(self, table, words="database is locked"):
        self.table, self.words = table, words

    def __enter__(self):
        self.guard = connection.execute_wrapper(self._refuse)
        self.guard.__enter__()

    def __exit__(self, *failed):
        self.guard.__exit__(*failed)

    def _refuse(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")) and self.table in sql:
            raise OperationalError(self.words)
        return execute(sql, params, many, context)


@pytest.mark.parametrize(
    ("words", "status"), [("database is locked", 503), ("database or disk is full", 507)]
)
def test_a_step_that_could_not_be_kept_comes_back_whole(telling, words, status):
    with FailingWrites("django_session", words):
        answer = telling.story()
    assert answer.status_code == status
    assert TEXT in page_of(answer)
    assert "data-error-summary" in page_of(answer)
    telling.story()
    with FailingWrites("django_session", words):
        answer = telling.place(address="Depan pasar")
        assert answer.status_code == status
        assert "Depan pasar" in page_of(answer)
    telling.place(address="Depan pasar")
    with FailingWrites("django_session", words):
        answer = telling.contact(name="Wulan")
        assert answer.status_code == status
        assert 'value="Wulan"' in page_of(answer)


@pytest.mark.parametrize("table", ["cases_case", "intake_submission", "events_event"])
def test_a_report_that_could_not_be_sent_waits_and_is_sent_once(telling, client, table):
    at = telling.whole()
    with FailingWrites(table):
        answer = client.post(at)
    assert answer.status_code == 503
    assert not Case.objects.exists()
    assert "Kirim laporan" in page_of(answer)
    assert client.post(at).status_code == 302
    assert Case.objects.count() == 1


def test_a_session_that_fails_after_the_case_was_opened_does_not_open_another(telling, client):
    at = telling.whole()
    with FailingWrites("django_session"):
        assert client.post(at).status_code == 503
    assert Case.objects.count() == 1
    assert client.post(at)["Location"] == f"/lapor/terima/{Case.objects.get().code}"
    assert Case.objects.count() == 1


def test_a_full_disk_keeps_the_words(telling, monkeypatch):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    answer = telling.story(photos=[upload()])
    assert answer.status_code == 507
    assert TEXT in page_of(answer)
    assert "Penyimpanan penuh" in page_of(answer)


def test_a_reply_that_could_not_be_kept_stays_in_its_box(public, own):
    code = public()
    client = own(code)
    with FailingWrites("cases_entry"):
        answer = client.post(f"/lacak/{code}", {"do": "reply", "text": "Sebelah utara pasar"})
    assert answer.status_code == 503
    assert "Sebelah utara pasar</textarea>" in page_of(answer)
    assert not Entry.objects.filter(kind="addition").exists()


def test_a_story_typed_on_a_page_whose_session_ended_is_not_lost(telling, client):
    telling.story("Yang pertama")
    telling.at = telling.at.replace("tempat", "cerita")
    client.cookies.pop("surga_sesi")
    telling.story("Yang diketik lama sekali")
    assert telling.at.endswith("/tempat")
    assert "Yang diketik lama sekali" in page_of(client.get(telling.at.replace("tempat", "cerita")))
