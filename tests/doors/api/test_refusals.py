"""Requests that cannot be read, clients that ask too often, and a database that does not answer."""

import io

import pytest
import time_machine
from django.core.files.uploadhandler import StopUpload
from django.db import OperationalError
from django.test import RequestFactory

from surga.doors.api.answers.problems import problem_of
from surga.doors.api.asking import limits
from surga.doors.api.operations import citizens
from tests.doors.api.conftest import codes

PATHS = ("/cases", "/cases/RWJ-2601-ZZZZZ/note")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5_000 + b"}",
        b"text=jalan",
        b"\0",
    ],
)
def test_a_body_that_is_no_json_is_a_bad_request(api, body):
    for path in PATHS:
        answer = api.post(path, body)
        assert answer.status_code == 400
        assert codes(answer) == {"": "json_invalid"}


@pytest.mark.parametrize("body", [b"[]", b"5", b'"x"', b"null", b"true"])
def test_json_that_is_no_object_is_refused(api, body):
    answer = api.post("/cases", body)
    assert answer.status_code == 422
    assert codes(answer) == {"": "value_object"}


def test_a_body_of_two_megabytes_is_read_and_a_larger_one_is_not(api):
    fits = b'{"text": "Jalan rusak", "more": "%s"}' % (b"x" * (2 * 1024 * 1024 - 40))
    assert len(fits) < 2 * 1024 * 1024
    assert api.post("/cases", fits).status_code == 201
    answer = api.post("/cases", fits + b" " * 100)
    assert answer.status_code == 413
    assert codes(answer) == {"": "body_too_large"}


@pytest.mark.parametrize(
    ("body", "status"),
    [(b'{"text": "Jalan rusak"}', 201), (b"", 422), (b"{", 400), (b" " * (2 * 1024 * 1024 + 1), 413)],
)
def test_a_body_that_comes_in_pieces_is_read_too(api, body, status):
    answer = api._checked(
        api.client.post(
            "/api/v1/cases",
            b"",
            content_type="application/json",
            headers={"transfer-encoding": "chunked"},
            CONTENT_TYPE="application/json",
            CONTENT_LENGTH="",
            **{"wsgi.input": io.BytesIO(body)},
        )
    )
    assert answer.status_code == status


def test_a_long_text_is_refused_by_its_length(api):
    assert codes(api.post("/cases", {"text": "x" * 1_000_000})) == {"text": "text_too_long"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_only_json_is_taken(api, kind):
    answer = api.post("/cases", b'{"text": "Jalan rusak"}', content_type=kind)
    assert answer.status_code == 415
    assert codes(answer) == {"": "content_type_unknown"}
    assert api.post("/cases", b'{"text": "Jalan rusak"}', content_type="application/json; charset=utf-8")


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/v1/cases/", "/api/v2/cases", "/api", "/api/v1/figures"]
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_address_that_is_none_is_not_found(api, path, method):
    answer = api._checked(getattr(api.client, method)(path))
    assert answer.status_code == 404
    assert codes(answer) == {"": "address_unknown"}


@pytest.mark.parametrize(
    "path", ["/", "/openapi.json", "/cases", "/cases/RWJ-2601-ZZZZZ", "/register", "/figures/cases"]
)
def test_another_method_is_not_allowed(api, path):
    for method in ("put", "delete", "patch", "options"):
        answer = api._checked(getattr(api.client, method)(f"/api/v1{path}"))
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]


def test_the_headers_can_be_asked_for_alone(api, filed):
    code, _ = filed()
    for path in ("/register", f"/cases/{code}", "/openapi.json"):
        assert api.client.head(f"/api/v1{path}").status_code == 200


def test_the_sentence_is_in_the_asked_language(api):
    said = {
        language: api.post("/cases", {}, accept_language=language).json()
        for language in ("id", "en-GB,en", "fr")
    }
    assert said["id"]["detail"] == said["fr"]["detail"] == "Tuliskan dulu apa yang terjadi."
    assert said["en-GB,en"]["detail"] == "Write down what happened first."
    assert said["en-GB,en"]["title"] == "Something in it is not right yet"
    assert said["id"]["type"] == said["en-GB,en"]["type"]


def test_no_cookie_and_no_csrf_token_is_needed_to_file(api):
    api.client = type(api.client)(enforce_csrf_checks=True)
    answer = api.post("/cases", {"text": "Jalan rusak"})
    assert answer.status_code == 201
    assert not answer.cookies


@time_machine.travel("2026-02-03T01:00:20Z", tick=False)
def test_filing_too_often_has_to_wait(api, settings):
    settings.SURGA_API_LIMITS = {"create": 2}
    statuses = [api.post("/cases", {"text": "Jalan rusak"}) for _ in range(3)]
    assert [answer.status_code for answer in statuses] == [201, 201, 429]
    assert statuses[-1]["Retry-After"] == "40"
    assert codes(statuses[-1]) == {"": "too_many_requests"}
    with time_machine.travel("2026-02-03T01:01:00Z", tick=False):
        assert api.post("/cases", {"text": "Jalan rusak"}).status_code == 201


@time_machine.travel("2026-02-03T01:00:20Z", tick=False)
def test_trying_codes_or_tokens_has_to_wait(api, filed, settings):
    settings.SURGA_API_LIMITS = {"miss": 3}
    code, token = filed()
    for tried in ("/cases/RWJ-2601-ZZZZZ", "/cases/x"):
        assert api.get(tried).status_code == 404
    assert api.get(f"/cases/{code}", "Case 2222").status_code == 401
    assert api.get(f"/cases/{code}").status_code == 429
    assert api.get(f"/cases/{code}", token).status_code == 429


@time_machine.travel("2026-02-03T01:00:20Z", tick=False)
def test_looking_up_too_often_has_to_wait(api, filed, settings, bearer):
    settings.SURGA_API_LIMITS = {"look": 2}
    code, _ = filed()
    assert [api.get(f"/cases/{code}").status_code for _ in range(3)] == [200, 200, 429]
    assert api.get(f"/cases/{code}", bearer("verifier")).status_code == 200


@pytest.mark.parametrize(
    ("trusted", "near", "told", "client"),
    [
        ("", "10.0.0.5", "1.2.3.4", "10.0.0.5"),
        ("10.0.0.5", "10.0.0.5", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.0/8, ::1", "10.0.0.5", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.0/8", "11.0.0.5", "1.2.3.4", "11.0.0.5"),
        ("10.0.0.0/8", "10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.0/8", "10.0.0.5", "<script>", "unknown"),
        ("10.0.0.0/8", "10.0.0.5", "9.9.9.9, 1.2.3.4, 10.0.0.7", "1.2.3.4"),
        ("*", "10.0.0.5", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("", "::ffff:1.2.3.4", "", "1.2.3.4"),
        ("nonsense", "10.0.0.5", "1.2.3.4", "10.0.0.5"),
        ("", "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("", "", "", "unknown"),
    ],
)
def test_a_client_is_its_address_and_a_proxy_is_believed_only_when_it_is_named(
    settings, trusted, near, told, client
):
    settings.SURGA_TRUSTED_PROXY = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=told)
    assert limits.client_of(request) == client


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("database is locked"), 503, "database_busy"),
        (OperationalError("connection refused"), 503, "database_gone"),
        (OperationalError("database or disk is full"), 507, "disk_full"),
        (OSError(28, "No space left on device"), 507, "disk_full"),
    ],
)
def test_a_machine_in_trouble_is_said_so(api, monkeypatch, error, status, code):
    def fail(*_args):
        raise error

    monkeypatch.setattr(citizens, "receive", fail)
    answer = api.post("/cases", {"text": "Jalan rusak"})
    assert answer.status_code == status
    assert codes(answer) == {"": code}
    assert ("Retry-After" in answer) == (status == 503)


def test_a_fault_of_ours_is_a_problem_document_too_and_says_nothing_of_itself(api, monkeypatch):
    def fail(*_args):
        raise RuntimeError("Sri 0812")

    monkeypatch.setattr(citizens, "receive", fail)
    api.client.raise_request_exception = False
    answer = api.post("/cases", {"text": "Jalan rusak"})
    assert answer.status_code == 500
    assert codes(answer) == {"": "fault"}
    assert "Sri" not in answer.text


def test_what_is_no_mistake_we_know_stays_a_fault():
    assert problem_of(StopUpload()) is None


def test_without_a_city_nothing_can_be_filed(db):
    from tests.doors.api.conftest import Api

    answer = Api().post("/cases", {"text": "Jalan rusak"})
    assert answer.status_code == 503
    assert codes(answer) == {"": "city_missing"}
