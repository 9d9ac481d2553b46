"""How much may come in, how often, and how many questions a page asks the database."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.doors.portal.gate.address import client_of
from surga.doors.portal.gate.bodies import LARGEST, BodiesMiddleware
from surga.doors.portal.telling.keeping import darkroom
from tests.doors.portal.conftest import TEAM, TIMUR, page_of, picture, upload

pytestmark = pytest.mark.django_db
STRANGE = [
    "\x00",
    "\u202eLampu\u202c",
    "🙂" * 50,
    "<script>alert(1)</script>",
    "'; DROP TABLE cases_case; --",
    "a\r\nb\tc\x07",
    "e\u0301",
]


@pytest.mark.parametrize("odd", STRANGE)
def test_strange_characters_in_every_field_never_break(telling, client, odd):
    telling.story(f"Lampu {odd}", photos=[upload(name=f"{odd}.jpg")])
    telling.place(address=f"Pasar {odd}")
    telling.contact(name=f"Wulan {odd}")
    page = page_of(client.get(telling.at))
    assert "<script>alert" not in page
    assert "\x00" not in page
    telling.send()
    case = Case.objects.get()
    assert "\u202e" not in case.text + case.address
    assert client.get(f"/lacak/{case.code}").status_code == 200


@pytest.mark.parametrize("odd", [*STRANGE, "x" * 100_000])
def test_strange_values_in_the_choices_are_said(telling, client, odd):
    assert telling.story(kind=odd).status_code == 422
    telling.at = "/lapor"
    telling.story()
    for field in ("region", "location", "occurred_on"):
        answer = telling.place(**{field: odd})
        assert answer.status_code in ({422, 302} if odd == "\x00" else {422}), field
        telling.at = telling.at.replace("kontak", "tempat")
    telling.place()
    assert telling.contact(phone=odd, email=odd).status_code in ({422, 302} if odd == "\x00" else {422})


@pytest.mark.parametrize(
    "day", ["2026-02-30", "0000-00-00", "2999-01-01", "1900-01-01", "besok", "99999-1-1"]
)
def test_wrong_days_are_said_beside_the_field(telling, day):
    telling.story()
    answer = telling.place(occurred_on=day, address="Tetap di sini")
    assert answer.status_code == 422
    assert "id_occurred_on_error" in page_of(answer)
    assert "Tetap di sini" in page_of(answer)


def test_a_megabyte_of_text_is_one_sentence(telling):
    answer = telling.story("x" * 1_000_000)
    assert answer.status_code == 422
    assert "terlalu panjang" in page_of(answer)


@pytest.mark.parametrize("path", ["/lapor", "/lacak", "/bahasa"])
def test_more_text_than_a_form_can_hold_is_413(client, city, path):
    answer = client.post(path, {"text": "x" * 3_000_000, "kind": "complaint"})
    assert answer.status_code == 413
    assert "terlalu besar" in page_of(answer)


def test_more_files_and_fields_than_a_form_can_hold_is_413(client, city):
    files = [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(11)]
    assert client.post("/lapor", {"text": "a", "kind": "complaint", "photos": files}).status_code == 413
    assert client.post("/lapor", {f"f{n}": "" for n in range(601)}).status_code == 413


def test_a_body_larger_than_all_photos_is_413_before_it_is_read():
    def never(_request):
        raise AssertionError("the view was asked")

    kind = "multipart/form-data; boundary=x"
    request = RequestFactory().post("/lapor", b"x", content_type=kind, CONTENT_LENGTH=str(LARGEST + 1))
    request.META["wsgi.input"] = io.BytesIO(b"--x")
    answer = BodiesMiddleware(never)(request)
    assert (answer.status_code, request.META["wsgi.input"].read()) == (413, b"")
    assert "terlalu besar" in page_of(answer)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\u00e9"]
)
def test_a_broken_form_is_400_and_not_500(client, city, kind):
    assert client.post("/lapor", b"--x\r\nkaput", content_type=kind).status_code == 400


def test_a_large_photo_is_said_by_its_name(telling):
    answer = telling.story(photos=[upload(b"\xff\xd8" + b"0" * (10 * 1024 * 1024), "besar.jpg")])
    assert answer.status_code == 422
    assert "besar.jpg: Foto itu terlalu besar" in page_of(answer)


def test_sending_too_often_waits_and_loses_nothing(telling, client, settings):
    settings.SURGA_PACE = {"send": (1, 600)}
    at = telling.whole()
    client.post(at)
    telling.at = "/lapor"
    at = telling.whole()
    answer = client.post(at)
    assert (answer.status_code, Case.objects.count()) == (429, 1)
    assert int(answer["Retry-After"]) >= 30
    assert "Jalan di depan pasar" in page_of(client.get(at))


def test_guessing_numbers_is_stopped_and_a_neighbour_is_not(filed, client, settings, browser_of):
    settings.SURGA_PACE = {"wrong_code": (3, 600)}
    code = filed()
    tried = [client.get(f"/lacak/RWJ-2606-2222{n}").status_code for n in range(2, 9)]
    assert tried[:3] == [404, 404, 404]
    assert tried[-1] == 429
    assert client.get(f"/lacak/{code}").status_code == 429
    assert browser_of().get(f"/lacak/{code}", REMOTE_ADDR="10.9.8.7").status_code == 200


def test_guessing_keys_is_stopped(filed, client, settings):
    settings.SURGA_PACE = {"wrong_code": (3, 600)}
    code = filed(confidential=True)
    tried = [client.post("/lacak", {"code": code, "token": f"salah{n}"}).status_code for n in range(6)]
    assert tried[0] == 403
    assert tried[-1] == 429


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "found"),
    [
        ("", "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        ("10.0.0.0/8", "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.0/8", "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.0/8", "5.5.5.5", "1.2.3.4", "5.5.5.5"),
        ("*", "", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "10.0.0.1", "kacau", "10.0.0.1"),
        ("kacau", "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        ("", "2001:db8::1234", "", "2001:db8::/64"),
        ("", "::ffff:1.2.3.4", "", "1.2.3.4"),
        ("", "", "", "unknown"),
    ],
)
def test_a_client_is_known_by_what_cannot_be_written_by_it(settings, trusted, remote, forwarded, found):
    settings.SURGA_TRUSTED_PROXY = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_of(request) == found


def test_photos_of_old_drafts_are_thrown_away(telling, monkeypatch):
    telling.story(photos=[upload()])
    assert darkroom.sweep() == 0
    monkeypatch.setattr(darkroom, "_KEPT_FOR", darkroom._KEPT_FOR * -1)
    assert darkroom.sweep() == 1
    assert default_storage.listdir("drafts") == ([], [])


def test_no_page_asks_more_than_ten_questions(public, own, client):
    code = public(photos=(picture(),))
    for n in range(12):
        public(f"Jalan rusak {n}")
    actions.ask_reporter(code, TEAM, text="Di mana?")
    mine = own(code)
    paths = [
        "/",
        "/lapor",
        "/lacak",
        "/daftar",
        f"/daftar?region={TIMUR}&q=jalan",
        f"/daftar/{code}",
        f"/lacak/{code}",
    ]
    for browser, path in [
        *((client, path) for path in paths),
        (mine, f"/lacak/{code}"),
        (mine, f"/lapor/terima/{code}"),
    ]:
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        assert len(asked) <= 10, (path, [query["sql"][:90] for query in asked])


def test_a_form_in_another_encoding_is_told_so(client):
    answer = client.post("/lacak", "code=x", content_type="application/x-www-form-urlencoded; charset=utf-16")
    assert answer.status_code == 400
    assert "Surga" in answer.content.decode()
