"""The same gateway without a socket, as a simulation runs it: with a clock of its own, and the same every time."""

import json
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlencode

from sandbox.national.model import centre, citizen
from sandbox.national.model.things import Filing
from sandbox.national.wire.answers import Answer, Request
from sandbox.national.wire.faults.faults import Faults
from sandbox.national.wire.gateway import Gateway
from tests.sandbox.national.conftest import CITY, NOW, TOKENS, nation


def story(seed: int) -> list[Any]:
    """A few calls under faults; what came of each, and what is there in the end."""
    national, faults, told = nation(), Faults(), []
    gateway = Gateway(
        faults, lambda: nullcontext(national), lambda: NOW + len(told), "http://national.invalid"
    )
    faults.set(
        {"seed": seed, "rules": [{"kind": "cut_after", "share": 0.3}, {"kind": "status_503", "share": 0.3}]}
    )
    keys = [
        citizen.file(national, Filing(f"Laporan {number}", agency=CITY), NOW).tracking_id
        for number in range(3)
    ]
    for number in range(30):
        fields = {
            "KEYTOKEN": TOKENS[CITY],
            "trackingid": keys[number % 3],
            "ref": f"r{number // 2}",
            "note": "Ditangani",
        }
        answer = gateway.answer(request("addfollowup", fields))
        assert answer is not None
        told.append((answer.status, answer.cut, answer.body))
    centre.close_silent(national, NOW)
    told.append([[stream.ref for stream in report.streams] for report in national.reports.values()])
    return told


def request(call: str, fields: dict[str, str]) -> Request:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Request("POST", f"/api/services/f01/{call}", {}, headers, urlencode(fields).encode())


def test_the_same_seed_tells_the_same_story() -> None:
    assert story(3) == story(3)
    assert story(3) != story(4)


def test_every_kind_of_thing_happened_and_no_reference_was_written_twice() -> None:
    *calls, written = story(3)
    assert {(status, cut) for status, cut, _body in calls} == {(200, ""), (503, ""), (0, "silent")}
    codes = {json.loads(body).get("code", "ok") for status, _cut, body in calls if status == 200}
    assert codes == {"ok", "DUPLICATE_STREAM"}
    refs = [ref for refs in written for ref in refs if ref]
    assert len(refs) == len(set(refs))


def test_a_path_that_is_no_call_is_left_to_others() -> None:
    gateway = Gateway(Faults(), lambda: nullcontext(nation()), lambda: NOW, "")
    assert gateway.answer(Request("GET", "/laporan/1", {}, {}, b"")) is None
    refused = gateway.answer(
        Request("POST", "/api/services/f01/getreport", {}, {"content-type": "text/plain"}, b"x")
    )
    assert isinstance(refused, Answer)
    assert json.loads(refused.body)["code"] == "INVALID"
