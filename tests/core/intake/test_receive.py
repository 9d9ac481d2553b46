"""The way in: once each, routed, promised, and nothing half done."""

import pytest
from django.db import IntegrityError

from surga.core.cases import codes, queries
from surga.core.cases.models import Case
from surga.core.intake.message import Message, MessageRefused
from surga.core.intake.models import Submission
from surga.core.intake.receive import KeyReused, receive
from surga.core.people.access import REPORTER
from surga.events.models import Event

pytestmark = pytest.mark.usefixtures("small_city")


def test_a_text_becomes_a_case_with_code_agency_and_promises() -> None:
    receipt = receive(Message("aspal berlubang di jalan negara", region="99.01.1001"), REPORTER)
    case = queries.case_by_code(receipt.code)
    assert case is not None
    assert (case.status, case.topic_id, case.proposed_agency, case.level) == (
        "received",
        "jalan",
        "umum",
        "centre",
    )
    assert case.routing["trace"]
    assert set(case.promises) == {"verification", "first_follow_up", "resolution"}
    assert case.due_clock == "verification"
    assert codes.token_matches(receipt.code, receipt.token)
    assert list(Event.objects.values_list("name", flat=True)).count("CaseOpened") == 1


def test_the_same_message_twice_is_one_case() -> None:
    message = Message("aspal rusak", external_id="wamid.1", channel="whatsapp")
    first, again = receive(message, REPORTER), receive(message, REPORTER)
    assert (first.created, again.created) == (True, False)
    assert (first.code, first.token) == (again.code, again.token)
    assert Case.objects.count() == 1


def test_the_same_id_in_another_channel_is_another_message() -> None:
    for channel in ("whatsapp", "telegram"):
        receive(Message("aspal rusak", external_id="1", channel=channel), REPORTER)
    assert Case.objects.count() == 2


def test_another_message_under_the_same_id_is_refused() -> None:
    receive(Message("aspal rusak", external_id="k"), REPORTER)
    with pytest.raises(KeyReused):
        receive(Message("aspal lain", external_id="k"), REPORTER)
    assert Case.objects.count() == 1


def test_a_taken_code_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = receive(Message("satu"), REPORTER).code
    drawn = iter([taken, taken, "RWJ-2606-22222"])
    monkeypatch.setattr(codes, "new_code", lambda prefix, day: next(drawn))
    assert receive(Message("dua"), REPORTER).code == "RWJ-2606-22222"


def test_codes_that_stay_taken_end_in_an_error_not_in_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = receive(Message("satu"), REPORTER).code
    monkeypatch.setattr(codes, "new_code", lambda prefix, day: taken)
    with pytest.raises(IntegrityError):
        receive(Message("dua"), REPORTER)
    assert (Case.objects.count(), Submission.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("region", "99.99", "region_unknown"),
        ("topic", "ufo", "topic_unknown"),
        ("agency", "cia", "agency_unknown"),
    ],
)
def test_codes_that_the_city_does_not_have_are_refused(field: str, value: str, code: str) -> None:
    with pytest.raises(MessageRefused) as refused:
        receive(Message("x", **{field: value}), REPORTER)
    assert refused.value.errors[field][0] == code
    assert Case.objects.count() == 0


def test_a_point_on_the_map_says_the_kelurahan() -> None:
    code = receive(Message("surat pengantar", lat=-2.995, lon=120.005), REPORTER).code
    case = queries.case_by_code(code)
    assert case is not None
    assert case.region_id == "99.01.1001"
    assert case.proposed_agency == "kel-timur"


def test_what_no_rule_can_route_waits_for_a_verifier_and_alerts() -> None:
    code = receive(Message("surat pengantar", topic="surat"), REPORTER).code
    case = queries.case_by_code(code)
    assert case is not None
    assert case.status == "received"
    assert case.due_at is not None


def test_an_oversight_topic_is_protected_from_the_first_moment() -> None:
    case = queries.case_by_code(
        receive(Message("dimintai uang, ini pungli: minta uang", topic="pungli"), REPORTER).code
    )
    assert case is not None
    assert case.oversight
    assert case.service_class == "examination"


def test_who_tells_of_a_danger_is_told_so_each_time() -> None:
    message = Message("tolong rumah tetangga kebakaran api besar", external_id="wamid.2", channel="whatsapp")
    first, again = receive(message, REPORTER), receive(message, REPORTER)
    assert (first.danger, again.danger, again.created) == ("fire", "fire", False)
    assert receive(Message("aspal rusak"), REPORTER).danger == ""


def test_a_danger_is_noted_and_never_left_to_the_ordinary_clock() -> None:
    receipt = receive(Message("aspal ambles, ada kabel listrik putus di jalan", kind="aspiration"), REPORTER)
    case = queries.case_by_code(receipt.code)
    assert case is not None
    assert (case.danger, case.service_class) == ("wires", "quick")
    noted = Event.objects.get(name="DangerSeen")
    assert (noted.case_id, noted.data["danger"]) == (case.pk, "wires")
