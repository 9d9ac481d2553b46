"""Against the stand-in as a program of its own, over real HTTP: nothing of the adapter is changed for it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import urllib3

from surga.channels.port.gateway import Denied, FollowUp, Gone, Later, Lost, NewReport, Report
from surga.channels.sp4n.gateway import Sp4nGateway
from surga.channels.wire.outside import Outside
from surga.project.configuration.national import Sp4n
from tests.channels.sp4n.account import PHOTO, TOKEN

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.once


class Program:
    """The running stand-in, spoken to by its door for programs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.gateway = Sp4nGateway(Sp4n("sp4n", url, TOKEN, "3571"), Outside(whole=5))

    def post(self, path: str, **thing: Any) -> Any:
        answer = urllib3.request("POST", self.url + path, json=thing, retries=False)
        assert answer.status == 200, answer.data
        return answer.json()

    def state(self) -> Any:
        return urllib3.request("GET", f"{self.url}/state", retries=False).json()

    def fault(self, kind: str, call: str, **more: Any) -> None:
        self.post("/faults", rules=[{"kind": kind, "call": call, **more}])

    def marked(self, marker: str) -> list[Any]:
        return [each for each in self.state()["reports"] if marker in each["text"]]


@contextmanager
def started() -> Iterator[Program]:
    environment = {**os.environ, "SURGA_SP4N_TOKEN": TOKEN, "SURGA_SP4N_AGENCY": "3571"}
    running = subprocess.Popen(
        [sys.executable, "-m", "sandbox.national", "--port", "0"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    try:
        greeted = re.fullmatch(r"national side  (\S+)/\n", running.stdout.readline())
        assert greeted is not None
        yield Program(greeted[1])
    finally:
        running.kill()
        running.wait(60)
        running.stdout.close()


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    with started() as running:
        yield running


@pytest.fixture
def national(program: Program) -> Program:
    program.post("/reset", seeded=True)
    return program


def new(marker: str, **more: Any) -> NewReport:
    return NewReport(f"[Ref {marker}]", f"Lampu jalan mati & gelap <{marker}>", **more)


def of(national: Program) -> Report:
    """A report that lies with the city."""
    filed = national.post("/act", move="file", note="Jalan berlubang", agency="3571", name="Sri Contoh")
    return national.gateway.report(filed["tracking_id"])


def test_a_case_goes_there_once_and_is_found_again(national) -> None:
    gateway = national.gateway
    taken = gateway.submit(new("KDR-2206-AAAAA", anonymous=False, name="Sri Contoh", phone="0812"))
    (there,) = national.marked("KDR-2206-AAAAA")
    assert (there["tracking_id"], there["transaction_id"]) == (taken.id, taken.second_id)
    assert there["person"] == {"first_name": "Sri", "last_name": "Contoh", "email": "", "phone": "0812"}
    (found,) = gateway.find("KDR-2206-AAAAA")
    assert found.id == taken.id
    assert found.odd == ()
    assert gateway.find("KDR-2206-BBBBB") == ()
    assert gateway.report(taken.id).standing == "unverified"


def test_everything_that_it_lists_is_understood(national) -> None:
    gateway, reports, page = national.gateway, [], 0
    more = True
    while more:
        page += 1
        told = gateway.changes(datetime(2011, 1, 1, tzinfo=UTC), page)
        reports, more = [*reports, *told.reports], told.more
        assert told.skipped == ()
    assert len(reports) > 5
    assert [each for each in reports if each.odd] == []
    whole = [gateway.report(each.id) for each in reports]
    assert [each for each in whole if each.odd] == []
    assert any(each.steps for each in whole)
    assert {body.level for body in gateway.bodies()} == {"city", "neighbour", "province", "centre"}
    assert any(topic.id == "13" and topic.parent == "3" for topic in gateway.topics())


def test_a_follow_up_with_a_photo_goes_there_once(national) -> None:
    gateway, report = national.gateway, of(national)
    told = FollowUp(report.id, "KDR-2206-AAAAA.1", "Sedang diperbaiki: é", "in_progress", pictures=(PHOTO,))
    step = gateway.follow_up(told)
    assert gateway.follow_up(told) == step
    now = gateway.report(report.id)
    assert [(each.id, each.ref, each.text) for each in now.steps or () if each.ref] == [
        (step, told.ref, told.text)
    ]
    assert (now.standing, now.updated_at >= report.updated_at) == ("in_progress", True)
    assert [gateway.fetch(picture) for picture in now.pictures] == [PHOTO.data]
    gateway.follow_up(replace(told, ref="KDR-2206-AAAAA.2", text="Selesai.", standing="done", closes=True))
    assert gateway.report(report.id).standing == "done"


def test_a_report_is_passed_on_given_back_and_gone(national) -> None:
    gateway, first, second = national.gateway, of(national), of(national)
    step = gateway.pass_on(first.id, "r1", "35", "Jalan provinsi.")
    assert gateway.pass_on(first.id, "r1", "35", "Jalan provinsi.") == step != ""
    assert gateway.report(first.id).body_id == "35"
    with pytest.raises(Denied) as caught:
        gateway.pass_on(first.id, "r2", "1005", "x")
    assert caught.value.code == "NOT_YOURS"
    gateway.give_back(second.id, "r3", "Bukan wewenang kami.")
    assert gateway.report(second.id).standing == "not_ours"
    national.post("/faults", rules=[], forget_passed_on=True)
    with pytest.raises(Gone):
        gateway.report(first.id)


#: Fault → whether the stand-in has taken what was told all the same.
LOSING = {
    "cut_before": False, "cut_after": True, "cut_midway": True, "truncated": True, "wrong_types": True, "nulls": True,
    "endless": True, "huge": True, "html": True, "status_502": True, "status_503": True, "status_504": True,
    "internal": True, "maintenance": True, "redirect": True,
}  # fmt: skip


@pytest.mark.parametrize("kind", LOSING)
def test_an_act_whose_answer_was_lost_is_found_where_it_was_taken(national, kind) -> None:
    gateway, case = national.gateway, new("KDR-2206-CCCCC")
    national.fault(kind, "addstream", next=1, stored=LOSING[kind])
    with pytest.raises(Lost):
        gateway.submit(case)
    there = [each["tracking_id"] for each in national.marked(case.marker)]
    assert bool(there) == LOSING[kind]
    assert [each.id for each in gateway.find(case.marker)] == there
    report = of(national)
    national.fault(kind, "addfollowup", next=1, stored=LOSING[kind])
    told = FollowUp(report.id, "KDR-2206-CCCCC.1", "Sedang diperbaiki.", "in_progress")
    try:
        step = gateway.follow_up(told)
    except Lost:
        step = ""
    assert gateway.follow_up(told) == (step or gateway.follow_up(told))
    assert [each.ref for each in gateway.report(report.id).steps or ()].count(told.ref) == 1


@pytest.mark.parametrize("kind", ["too_many", "rate_limit", "token"])
def test_what_was_refused_was_not_done(national, kind) -> None:
    national.fault(kind, "*", next=2)
    for call in (lambda: national.gateway.submit(new("KDR-2206-DDDDD")), national.gateway.bodies):
        with pytest.raises(Later):
            call()
    assert national.marked("KDR-2206-DDDDD") == []


def _odd_of(national, report_id) -> int:
    """How much is odd about a report; one that is told otherwise each time is not believed at all."""
    try:
        found = national.gateway.report(report_id)
    except Later as later:
        assert later.code == "unreadable"  # noqa: PT017  # the other way is as good
        return 1
    assert found.id == report_id
    return len(found.odd)


@pytest.mark.parametrize("kind", ["nulls", "wrong_types", "unknown_values", "unknown_keys"])
def test_odd_answers_are_told_as_odd_and_crash_nothing(national, kind) -> None:
    report, odd = of(national), 0
    for seed in range(30):
        national.post("/faults", rules=[{"kind": kind}], seed=seed)
        page = national.gateway.changes(datetime.now(UTC) - timedelta(days=400), 1)
        odd += len(page.skipped) + sum(len(each.odd) for each in page.reports)
        odd += _odd_of(national, report.id)
        national.gateway.bodies()
        national.gateway.topics()
    assert bool(odd) == (kind != "unknown_keys")
    json.dumps(national.state())
