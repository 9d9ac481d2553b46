"""Whatever is typed or sent, wherever: a clear answer, never a fault of ours, and nothing half done."""

import pytest

from surga.core.cases.models import Case
from surga.doors.desk.administration.sheets import SHEETS
from surga.doors.desk.casework.handling.deeds import DEEDS

VALUES = {
    "nothing": "",
    "blanks": "   \t\r\n",
    "NUL": "\x00",
    "control": "a\x01\x02\x1b[31m",
    "right to left": "\u202eterbalik\u2066",
    "emoji": "🙂" * 300,
    "html": "<script>alert(1)</script><b>",
    "sql": "'; DROP TABLE cases_case; --",
    "long": "x" * 1_000_000,
    "number": "99999999999999999999999",
}
FIELDS = (
    *("text", "note", "reason", "topic", "agency", "service_class", "accused", "title", "level", "body"),
    *("photo_id", "public", "oversight", "publish", "then", "antrean", "reply"),
)
SHEET_FIELDS = (
    *("code", "name", "name_en", "short", "kind", "level", "parent", "region", "email", "source", "words"),
    *(
        "lapor_category",
        "service_class",
        "agency",
        "id",
        "en",
        "clock",
        "amount",
        "unit",
        "starts",
        "valid_from",
    ),
    *("date", "confirmed"),
)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_deed_answers_anything(value, at, case):
    subject, client = case("in_progress"), at("coordinator")
    for name in DEEDS:
        answer = client.post(f"/meja/laporan/{subject.code}/{name}", dict.fromkeys(FIELDS, value))
        assert answer.status_code in {200, 302, 403, 409, 413, 422}, (name, answer.status_code)
        assert "<script>alert" not in answer.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_sheet_answers_anything(value, at):
    client = at("administrator")
    for slug in SHEETS:
        answer = client.post(f"/meja/kelola/{slug}/baru", dict.fromkeys(SHEET_FIELDS, value))
        assert answer.status_code in {302, 404, 413, 422}, (slug, answer.status_code)
    for address in ("petugas/baru", "petugas/administrator-kota"):
        fields = dict.fromkeys(("username", "name", "email", "role", "agency"), value)
        assert client.post(f"/meja/kelola/{address}", fields).status_code in {413, 422}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_filing_answers_anything(value, at):
    names = (
        "text",
        "name",
        "phone",
        "email",
        "address",
        "occurred_on",
        "channel",
        "kind",
        "region",
        "topic",
        "once",
    )
    assert at("operator").post("/meja/baru", dict.fromkeys(names, value)).status_code in {413, 422}
    assert not Case.objects.exists()


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_bulk_work_answers_anything(value, at, case):
    subject, client = case(), at("coordinator")
    for do in ("forward", "ask", "archive", value):
        said = {**dict.fromkeys(FIELDS, value), "do": do, "code": [subject.code, value], "sure": "1"}
        assert client.post("/meja/massal", said).status_code in {200, 302, 400, 404, 409, 413, 422}


ADDRESSES = (
    *(
        "laporan/{}",
        "antrean/{}",
        "kelola/{}",
        "kelola/petugas/{}",
        "kelola/instansi/{}",
        "kelola/hari-libur/{}",
    ),
    *("foto/{}/kecil", "foto/1/{}"),
)


NOWHERE = ("%00", "%F0%9F%99%82", "..%2F", "-1", "9" * 30, "'")


@pytest.mark.parametrize("part", NOWHERE)
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_leads_nowhere_is_not_found(address, part, at):
    role = "administrator" if "kelola" in address else "coordinator"
    assert at(role).get(f"/meja/{address.format(part)}").status_code == 404
