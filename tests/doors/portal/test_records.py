"""What everybody reads of a hotline's contacts, and when."""

import pytest

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.events import relay
from tests.doors.portal.conftest import TEAM, page_of
from tests.doors.portal.test_hotline import _records, flood, touched

pytestmark = pytest.mark.django_db
__all__ = ["flood", "touched"]


def test_the_words_that_opened_a_case_are_read_by_a_verifier_first(flood, touched, filed, client):
    code = filed("Belum diperiksa")
    touched(flood(), text="Genangan di gang", case=Case.objects.get(code=code))
    page = page_of(client.get("/hotline/posko-banjir"))
    assert "Genangan di gang" not in page
    assert "1 kontak" in page
    assert _records(client) == []
    actions.verify_case(code, TEAM, topic="jalan")
    assert "Genangan di gang" in page_of(client.get("/hotline/posko-banjir"))
    assert [row["case"] for row in _records(client)] == [""], "the register has not heard of it yet"
    relay.drain()
    assert [row["case"] for row in _records(client)] == [code]


def test_what_a_record_says_of_violence_or_of_an_illness_is_not_read(flood, touched, client):
    touched(
        flood(), text="Anak tetangga dipukuli ayahnya", answer="Ibu Sulastri menderita kanker, kami bantu"
    )
    (record,) = _records(client)
    assert (record["text"], record["answer"]) == ("[disembunyikan]", "[disembunyikan]")
