"""The description: complete, true (tried out by schemathesis), and readable without a script."""

from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import expect
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from surga.doors.api.describe.document import document
from surga.project.wsgi import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EFFORT = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


OPERATIONS = [(path, method.upper()) for path, methods in document()["paths"].items() for method in methods]


@pytest.fixture
def open_api(settings, api):
    # Tried out thousands of times: how often one may ask is another test's matter.
    settings.SURGA_API_LIMITS = dict.fromkeys(("create", "look", "miss", "exchange"), 0)
    with connection_kept():
        return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@contextmanager
def connection_kept():
    """As Django's own test client does: a request must not end the connection of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_that_is_sent_breaks_it_or_gets_an_undocumented_answer(
    api, open_api, filed, bearer, path, method
):
    code, reporter = filed()
    officer, partner = bearer("coordinator", sees_oversight=True), bearer("partner")
    brought = api.post("/exchange/reports", {"ref": "[Ref A]", "text": "Jalan rusak"}, partner).json()["id"]
    codes = {reporter: code, officer: code, partner: brought}
    # Who else may bring things is another test's matter, and so is everybody else's token here.
    tokens = (
        ("", "Bearer x", officer, partner) if "/exchange/" in path else ("", "Bearer x", reporter, officer)
    )

    @EFFORT
    @given(
        case=open_api[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE)
        | open_api[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE)
    )
    def try_out(case):
        for token in tokens:
            case.headers["Authorization"] = token
            if token in codes and "code" in case.path_parameters:
                case.path_parameters["code"] = codes[token]
            case.call_and_validate(checks=CHECKS)

    with connection_kept():
        try_out()


def test_everything_of_the_contract_is_described(api):
    described = api.get("/openapi.json").json()
    paths = {
        (path.removeprefix("/api/v1"), method) for path, each in described["paths"].items() for method in each
    }
    moves = "verify forward answer resolve return archive escalate note replies rating".split()
    assert paths >= {
        ("/cases", "post"),
        ("/cases", "get"),
        ("/cases/{code}", "get"),
        ("/register", "get"),
        ("/figures/{name}", "get"),
        *((f"/cases/{{code}}/{move}", "post") for move in moves),
    }
    assert described["openapi"].startswith("3.1")
    assert described["components"]["securitySchemes"]["CaseToken"]["scheme"] == "Case"
    assert described["components"]["securitySchemes"]["OfficerToken"]["scheme"] == "bearer"


def test_every_operation_names_its_problems_and_shows_an_example(api):
    described = api.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            statuses = set(operation["responses"])
            assert statuses & {"200", "201"}, path
            assert {"500", "503", "507"} <= statuses
            assert method == "get" or {"400", "413", "415", "422"} <= statuses
            if method == "post" and operation["operationId"] != "confirm_by_reporter":
                assert operation["requestBody"]["content"]["application/json"]["example"], path
    for answer in described["components"]["responses"].values():
        assert list(answer["content"]) == ["application/problem+json"]


def test_the_example_in_the_description_is_one_that_works(api):
    described = api.get("/openapi.json").json()
    body = described["paths"]["/api/v1/cases"]["post"]["requestBody"]["content"]["application/json"][
        "example"
    ]
    assert set(body) == {
        "text", "title", "kind", "channel", "reporter", "anonymous", "confidential", "region", "location",
        "occurred_on",
    }  # fmt: skip
    assert api.post("/cases", body | {"region": "99.01.1001"}).status_code == 201


def test_the_description_is_in_the_asked_language(api):
    said = {
        language: api.client.get("/api/v1/openapi.json", headers={"accept-language": language}).json()
        for language in ("id", "en")
    }
    assert said["id"]["paths"]["/api/v1/cases"]["post"]["summary"] == "Membuat laporan"
    assert said["en"]["paths"]["/api/v1/cases"]["post"]["summary"] == "File a case"


def test_the_page_shows_every_operation_problem_and_event(api):
    page = api.client.get("/api/v1/docs")
    assert page.status_code == 200
    described = api.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page.text
            assert f"<code>{path}</code>" in page.text
    for word in ("case_opened", "case_answered", 'id="problem-text_empty"', 'id="problem-too_many_requests"'):
        assert word in page.text
    assert "<script>" not in page.text
    assert "style=" not in page.text


def test_the_type_of_a_problem_leads_to_its_line(api):
    answer = api.client.get("/problems/text_empty")
    assert (answer.status_code, answer["Location"]) == (302, "/api/v1/docs#problem-text_empty")


def test_the_start_says_where_to_read_on(api):
    assert api.get("/").json()["docs"] == "http://127.0.0.1:8000/api/v1/docs"


@pytest.mark.browser
def test_the_page_works_in_a_browser_under_the_strict_policy(browser_page, transactional_db):
    browser_page.goto("/api/v1/docs")
    browser_page.get_by_role("link", name="Membuat laporan").first.click()
    operation = browser_page.locator("#file_case")
    operation.get_by_text("Contoh isi").click()
    expect(operation.get_by_text("Pasar Pahing").first).to_be_visible()
    assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
