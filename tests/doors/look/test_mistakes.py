"""A refusal of the rooms below becomes a page with its status and its sentence; a fault of ours does not hide."""

from errno import EACCES, ENOSPC

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.test import Client, RequestFactory

from surga.core.cases.states import MoveRefused, Refused
from surga.core.intake.message import MessageRefused
from surga.core.people.access import NotAllowed
from surga.doors.look.pages import mistakes
from surga.doors.look.sentences import sentence

pytestmark = pytest.mark.urls("surga.doors.look.pages.urls")


@pytest.mark.parametrize(
    ("error", "status", "code", "params"),
    [
        (MoveRefused("closed", "forward"), 409, "move_refused", {"status": "closed", "move": "forward"}),
        (Refused("photo_too_big", "photos", max_mb=10), 422, "photo_too_big", {"max_mb": 10}),
        (Refused("code_unknown", "code"), 404, "code_unknown", {}),
        (MessageRefused({"text": ("text_too_long", {"max": 9})}), 422, "text_too_long", {"max": 9}),
        (OperationalError("database is locked"), 503, "database_busy", {}),
        (OperationalError("could not connect to server"), 503, "database_gone", {}),
        (OperationalError("database or disk is full"), 507, "disk_full", {}),
        (OSError(ENOSPC, "No space left"), 507, "disk_full", {}),
    ],
)
def test_a_known_mistake_has_its_status_and_sentence(
    error: Exception, status: int, code: str, params: dict[str, object]
) -> None:
    assert mistakes.status_and_sentence(error) == (status, sentence(code, **params))


def test_what_is_not_allowed_is_403() -> None:
    assert mistakes.status_and_sentence(NotAllowed("verify")) == (403, sentence("not_allowed"))


@pytest.mark.parametrize("fault", [KeyError("x"), OSError(EACCES, "no"), DatabaseError("syntax error")])
def test_a_fault_of_ours_stays_a_fault(fault: Exception) -> None:
    assert mistakes.status_and_sentence(fault) is None


def test_the_page_of_a_broken_machine_needs_no_database() -> None:
    # No django_db here: any query fails this test.
    answer = mistakes.problem_page(RequestFactory().get("/lapor"), 503, sentence("database_gone"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert sentence("database_gone") in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(RequestDataTooBig(), 413), (SuspiciousOperation(), 400)])
def test_a_request_that_cannot_be_read_is_named(error: Exception, status: int) -> None:
    assert mistakes.bad_request(RequestFactory().post("/lapor"), error).status_code == status


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/bahasa", {"language": "en"})
    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()
