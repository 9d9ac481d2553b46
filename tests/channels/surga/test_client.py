"""What is certain after each kind of answer of another Surga, and after none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.channels.port.gateway import (
    Denied,
    FollowUp,
    Gone,
    Later,
    Lost,
    NewReport,
    Picture,
    Report,
    ReportPage,
)
from surga.channels.surga import reading
from surga.channels.surga.gateway import SurgaGateway
from surga.channels.wire.outside import Outside
from tests.channels.mutations import mutated
from tests.channels.stand_in import Reply, StandIn, refused_url, standing_in

MARKER = "[Ref KDR-2606-7Q4KX]"
NEW = NewReport(MARKER, f"Jalan rusak\n{MARKER}", title="Jalan rusak")
SINCE = datetime(2026, 6, 1, tzinfo=UTC)
REPORT = {
    "id": "JTM-2606-7Q4KX", "ref": MARKER, "title": "Jalan rusak", "text": "Jalan rusak", "kind": "complaint",
    "standing": "in_progress", "topic": "jalan", "body": {"id": "pu", "name": "Dinas PU"}, "yours": False,
    "anonymous": True, "secret": False, "oversight": False, "channel": "api", "occurred_on": "2026-05-30",
    "address": "Pasar", "lat": -7.8, "lon": 112.0, "created_at": "2026-06-01T02:00:00.000001+00:00",
    "updated_at": "2026-06-02T02:00:00.000001+00:00",
    "pictures": [{"id": "7", "name": "a.jpg", "mime": "image/jpeg"}],
    "steps": [
        {"id": "99", "at": "2026-06-01T03:00:00+00:00", "kind": "disposition", "role": "centre", "by": "", "text": "",
         "ref": ""},
        {"id": "100", "at": "2026-06-01T03:00:00+00:00", "kind": "follow_up", "role": "agency", "by": "Dinas PU",
         "text": "Akan diaspal", "ref": ""},
    ],
}  # fmt: skip
#: Each kind of call; the first four are acts.
CALLS: list[Callable[[SurgaGateway], object]] = [
    lambda there: there.submit(NEW),
    lambda there: there.follow_up(FollowUp("JTM-2606-7Q4KX", "KDR.1", "Kabar")),
    lambda there: there.pass_on("JTM-2606-7Q4KX", "KDR.1", "pu", ""),
    lambda there: there.give_back("JTM-2606-7Q4KX", "KDR.1", "Bukan kami"),
    lambda there: there.report("JTM-2606-7Q4KX"),
    lambda there: there.changes(SINCE, 1),
    lambda there: there.find(MARKER),
    lambda there: there.bodies(),
]
ACTS, QUESTIONS = CALLS[:4], CALLS[4:]


@dataclass(frozen=True)
class Account:
    url: str
    token: str = "a-token"


@pytest.fixture
def there() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        yield stand_in


@pytest.fixture
def gateway(there: StandIn) -> SurgaGateway:
    return gateway_at(there.url)


def gateway_at(url: str) -> SurgaGateway:
    return SurgaGateway("surga:province", Account(url), "kami", Outside())


def problem(status: int, code: str, **headers: str) -> Reply:
    thing = {
        "type": f"https://surga.example.go.id/problems/{code}",
        "title": "",
        "status": status,
        "detail": "",
    }
    return Reply(status, thing, headers={"Content-Type": "application/problem+json", **headers})


PAGE = Reply(200, data=b"<!doctype html><p>Perbaikan</p>", headers={"Content-Type": "text/html"})
UNCLEAR = {
    "a page instead": PAGE,
    "half an answer": Reply(200, data=b'{"id": "JTM-26'),
    "torn": Reply(200, REPORT, torn=True),
    "a list": Reply(200, [1]),
    "null": Reply(200, None),
    "an empty object": Reply(200, {}),
    "very deep": Reply(200, data=b'{"id":' + b"[" * 100_000),
    "a number without end": Reply(200, data=b'{"id": ' + b"9" * 10_000 + b"}"),
    "no answer": Reply(lost=True),
    "bad gateway": Reply(502, data=b"<html>", headers={"Content-Type": "text/html"}),
    "a fault of theirs": problem(500, "fault"),
    "a busy database": problem(503, "database_busy", **{"Retry-After": "10"}),
    "elsewhere": Reply(302, headers={"Location": "http://127.0.0.1:9/"}),
    "endless": Reply(200, data=b'{"id": "' + b" " * (6 * 1024 * 1024)),
}


@pytest.mark.parametrize("fault", UNCLEAR)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_whose_answer_is_not_clear_may_have_been_done(
    there: StandIn, gateway: SurgaGateway, act: Callable[[SurgaGateway], object], fault: str
) -> None:
    there.answers(UNCLEAR[fault])
    with pytest.raises(Lost):
        act(gateway)
    assert len(there.asked) == 1


@pytest.mark.parametrize("fault", UNCLEAR)
@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_question_whose_answer_is_not_clear_is_asked_later(
    there: StandIn, gateway: SurgaGateway, ask: Callable[[SurgaGateway], object], fault: str
) -> None:
    there.answers(UNCLEAR[fault])
    if fault == "an empty object" and ask is QUESTIONS[3]:
        return
    with pytest.raises(Later):
        ask(gateway)
    assert len(there.asked) == 1


REFUSED = {
    "expired token": (problem(401, "credentials_wrong"), Later, "token"),
    "no partner": (problem(403, "not_allowed"), Later, "http_403"),
    "no such report": (problem(404, "code_unknown"), Gone, "code_unknown"),
    "no such address": (problem(404, "address_unknown"), Later, "http_404"),
    "a proxy's 404": (Reply(404, data=b"<html>"), Later, "http_404"),
    "with others": (problem(409, "not_yours"), Denied, "NOT_YOURS"),
    "wrong": (problem(422, "text_empty"), Denied, "text_empty"),
    "a proxy's 409": (Reply(409, data=b"{}"), Later, "http_409"),
    "too big": (problem(413, "body_too_large"), Denied, "too_big"),
    "a proxy's 413": (Reply(413), Denied, "too_big"),
}


@pytest.mark.parametrize("refusal", REFUSED)
@pytest.mark.parametrize("call", CALLS)
def test_a_refusal_is_certain_and_has_its_reason(
    there: StandIn, gateway: SurgaGateway, call: Callable[[SurgaGateway], object], refusal: str
) -> None:
    reply, kind, code = REFUSED[refusal]
    there.answers(reply)
    with pytest.raises(kind) as refused:
        call(gateway)
    assert (type(refused.value), getattr(refused.value, "code", "")) == (kind, code)


@pytest.mark.parametrize("call", CALLS)
def test_who_asks_too_often_waits_as_long_as_is_asked(
    there: StandIn, gateway: SurgaGateway, call: Callable[[SurgaGateway], object]
) -> None:
    there.answers(problem(429, "too_many_requests", **{"Retry-After": "17"}))
    with pytest.raises(Later) as later:
        call(gateway)
    assert (later.value.code, later.value.wait) == ("rate_limit", 17)


@pytest.mark.parametrize("call", CALLS)
def test_who_was_not_reached_was_told_nothing(call: Callable[[SurgaGateway], object]) -> None:
    with pytest.raises(Later) as later:
        call(gateway_at(refused_url()))
    assert later.value.code == "connect"


def test_the_token_goes_to_nobody_else(there: StandIn, gateway: SurgaGateway) -> None:
    with standing_in() as stranger:
        for call in CALLS:
            there.answers(Reply(307, headers={"Location": f"{stranger.url}/api/v1/exchange/reports"}))
            with pytest.raises((Lost, Later)):
                call(gateway)
        odd = REPORT | {"pictures": [{"id": f"{stranger.url}/x", "name": "", "mime": ""}]}
        there.answers(Reply(200, odd), Reply(200, {"mime": "", "data": ""}))
        (picture,) = gateway.report("JTM-2606-7Q4KX").pictures
        with pytest.raises(Gone):
            gateway.fetch(picture)
        assert stranger.asked == []
    assert {asked.headers["Authorization"] for asked in there.asked} == {"Bearer a-token"}


def test_an_id_of_theirs_is_one_word_of_an_address(there: StandIn, gateway: SurgaGateway) -> None:
    there.answers(Reply(200, REPORT | {"id": "../../cases?x#y"}))
    assert gateway.report("../../cases?x#y").id == "../../cases?x#y"
    assert there.asked[0].path == "/api/v1/exchange/reports/..%2F..%2Fcases%3Fx%23y"


def test_a_report_is_read(there: StandIn, gateway: SurgaGateway) -> None:
    there.answers(Reply(200, REPORT))
    found = gateway.report("JTM-2606-7Q4KX")
    assert found.odd == ()
    assert (found.text, found.standing, found.body_id) == (f"Jalan rusak\n{MARKER}", "in_progress", "@pu")
    assert [step.id for step in found.steps or ()] == ["99", "100"]
    there.answers(Reply(200, REPORT | {"yours": True}))
    assert gateway.report("JTM-2606-7Q4KX").body_id == "kami"


def test_another_report_than_the_one_asked_for_is_none(there: StandIn, gateway: SurgaGateway) -> None:
    for other in (REPORT | {"id": "JTM-2606-22222"}, REPORT | {"steps": None}):
        there.answers(Reply(200, other))
        with pytest.raises(Later):
            gateway.report("JTM-2606-7Q4KX")


def test_what_is_found_by_the_marker_is_ours(there: StandIn, gateway: SurgaGateway) -> None:
    other = REPORT | {"id": "JTM-2606-22222", "ref": "[Ref KDR-2606-22222]"}
    there.answers(Reply(200, {"items": [REPORT, other, REPORT], "next": None}))
    assert [each.id for each in gateway.find(MARKER)] == ["JTM-2606-7Q4KX"]
    assert "q=%5BRef+KDR-2606-7Q4KX%5D" in there.asked[0].path
    there.answers(Reply(200, {"items": [{"id": None}], "next": None}))
    with pytest.raises(Later):
        gateway.find(MARKER)


def test_the_marker_and_the_pictures_go_with_a_new_report(there: StandIn, gateway: SurgaGateway) -> None:
    there.answers(Reply(201, {"id": "JTM-2606-7Q4KX", "created": True}))
    pictures = (Picture("a.jpg", data=b"\xff\xd8"), Picture("b.jpg", data=b"x" * 9_000_000))
    report = NewReport(MARKER, f"Jalan rusak\n{MARKER}", pictures=pictures)
    assert gateway.submit(report).id == "JTM-2606-7Q4KX"
    sent = there.asked[0].thing
    assert (sent["ref"], sent["text"], sent["pictures"]) == (MARKER, "Jalan rusak", [{"data": "/9g="}])
    assert not {"name", "phone", "email"} & set(sent)


def test_a_page_says_whether_another_follows(there: StandIn, gateway: SurgaGateway) -> None:
    there.answers(Reply(200, {"items": [REPORT], "next": "2"}), Reply(200, {"items": [], "next": "3"}))
    assert gateway.changes(SINCE, 1).more
    assert not gateway.changes(SINCE, 2).more
    assert "cursor=2" in there.asked[1].path


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_answer_is_too_strange_to_be_read(data: Any) -> None:
    now = datetime(2026, 6, 3, tzinfo=UTC)
    page = reading.page_of({"items": [mutated(data, REPORT), REPORT], "next": None}, now, "kami")
    assert isinstance(page, ReportPage)
    assert page.reports[-1].id == REPORT["id"]
    for report in page.reports:
        assert isinstance(report, Report)
        assert report.updated_at <= now
        assert "\x00" not in report.text
