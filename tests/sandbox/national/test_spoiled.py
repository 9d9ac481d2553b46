"""Every fault, as a client meets it."""

import http.client
import json
import time
from typing import Any

import pytest

from sandbox.national.wire.faults.faults import Faults
from sandbox.national.wire.faults.kinds import KINDS
from tests.sandbox.national.conftest import CITY, NOW, PATIENCE, Caller, Clock

DROPPED = (http.client.RemoteDisconnected, http.client.IncompleteRead, ConnectionError)


def count(national: Caller) -> int:
    return len(national.state()["reports"])


@pytest.mark.parametrize(("kind", "kept"), [("cut_before", 0), ("cut_after", 1), ("cut_midway", 1)])
def test_a_connection_is_cut_before_or_after_the_report_is_kept(
    national: Caller, kind: str, kept: int
) -> None:
    national.faults({"kind": kind, "call": "addstream", "next": 1})
    with pytest.raises(DROPPED):
        national.add("Lampu [Ref A]")
    assert len(national.call("getreports", agency=CITY, q="[Ref A]").form["reports"]) == kept
    assert national.added("Lampu [Ref B]")
    assert national.state()["faults"]["rules"][0]["happened"] == 1


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize(
    ("kind", "status", "begin"),
    [
        ("html", 200, b"<!DOCTYPE html>"), ("status_502", 502, b"<!DOCTYPE html>"),
        ("status_503", 503, b"<!DOCTYPE html>"),
        ("status_504", 504, b"<!DOCTYPE html>"), ("too_many", 429, b"<!DOCTYPE html>"),
        ("rate_limit", 200, b'<lapor><error code="RATE_LIMIT" retry_after="30">'),
        ("maintenance", 200, b'<lapor><error code="MAINTENANCE">'),
        ("internal", 200, b'<lapor><error code="INTERNAL">'),
        ("token", 200, b'<lapor><error code="TOKEN_INVALID">'), ("redirect", 302, b""),
    ],
)  # fmt: skip
def test_something_else_comes_in_place_of_the_answer(
    national: Caller, kind: str, status: int, begin: bytes, stored: bool
) -> None:
    national.faults({"kind": kind, "stored": stored})
    answer = national.add("Lampu")
    assert answer.status == status
    assert answer.body.startswith(begin)
    assert count(national) == stored


def test_errors_of_the_json_calls(national: Caller) -> None:
    national.faults({"kind": "rate_limit", "retry_after": "7"})
    assert national.call("getreports").form == {
        "status": "error", "code": "RATE_LIMIT", "message": "Terlalu banyak permintaan.", "retry_after": "7",
    }  # fmt: skip
    national.faults({"kind": "redirect", "to": "http://lain.invalid/"})
    assert (
        national.call("getreports").headers["location"] == "http://lain.invalid/api/services/f01/getreports"
    )


def test_too_many_with_and_without_a_time(national: Caller) -> None:
    national.faults(
        {"kind": "too_many", "retry_after": "3", "next": 1}, {"kind": "too_many", "call": "gettopics"}
    )
    assert national.call("gettopics").headers["retry-after"] == "3"
    assert "retry-after" not in national.call("gettopics").headers


def test_truncated_answers_have_an_honest_length(national: Caller) -> None:
    national.faults({"kind": "truncated"})
    answer = national.call("getagencies")
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)
    assert not national.add("Lampu").body.endswith(b"</lapor>")
    assert count(national) == 1


def test_a_slow_answer_is_late_although_the_report_is_kept(national: Caller) -> None:
    national.faults({"kind": "slow", "call": "addstream", "seconds": "600"})
    line = http.client.HTTPConnection(national.host, national.port, timeout=0.5)
    line.request("POST", "/api/stream/addstream", _xml(), {"Content-Type": "text/xml"})
    end = time.monotonic() + PATIENCE
    while not count(national):
        assert time.monotonic() < end
    assert count(national) == 1
    with pytest.raises(TimeoutError):
        line.getresponse()
    line.close()


def _xml() -> bytes:
    return (
        b'<lapor token="{CITY-TOKEN}"><pelapor><email/><telpon/><namadepan>A</namadepan>'
        b"<namabelakang>_</namabelakang></pelapor>"
        b'<laporan rahasia="0" anonim="0"><isi>Lampu</isi></laporan></lapor>'
    )


def test_huge_and_endless_answers(national: Caller) -> None:
    national.faults({"kind": "huge", "megabytes": "3"})
    answer = national.call("gettopics")
    assert len(answer.body) > 3 * 1024 * 1024
    assert answer.form[0]["id"] == "3"
    national.faults({"kind": "endless"})
    line = http.client.HTTPConnection(national.host, national.port, timeout=PATIENCE)
    line.request("POST", "/api/services/f01/gettopics", b"")
    assert len(line.getresponse().read(2_000_000)) == 2_000_000
    line.close()


def test_rows_repeat_slip_and_lose_their_order(national: Caller, clock: Clock) -> None:
    keys = []
    for number in range(9):
        clock.now = NOW + number
        keys.append(national.added(f"Laporan {number}"))

    def read() -> list[str]:
        pages = (national.call("getreports", page=str(page), per_page="3") for page in (1, 2, 3))
        return [row["trackingid"] for page in pages for row in page.form["reports"]]

    national.faults({"kind": "repeat_row"})
    assert read() == [*keys[:3], keys[2], *keys[3:6], keys[5], *keys[6:]]
    national.faults({"kind": "shifted"})
    assert read() == [*keys[:3], *keys[4:]][: len(read())]
    assert keys[3] not in read()
    national.faults({"kind": "any_order"}, seed=3)
    shuffled = read()
    assert sorted(shuffled) == keys
    assert shuffled != keys


def test_shapes_nobody_agreed_upon(national: Caller) -> None:
    key = national.act("file", note="Lampu", agency=CITY)["tracking_id"]
    national.faults({"kind": "nulls"})
    assert "null" in national.call("getreport", trackingid=key).body.decode()
    national.faults({"kind": "wrong_types"}, seed=1)
    assert {type(each) for each in _leaves(national.report(key))} - {str}
    assert "<trackingid>LP-" in national.add("Lampu").body.decode()
    national.faults({"kind": "unknown_values"})
    report = national.report(key)
    assert (report["status"], report["streams"][0]["type"]) == ("menunggu konfirmasi", "eskalasi")
    national.faults({"kind": "unknown_keys"})
    assert national.report(key)["x_baru"] == "nilai baru"
    national.faults()
    assert set(map(type, _leaves(national.report(key)))) == {str}


def _leaves(form: Any) -> list[Any]:
    if isinstance(form, dict):
        return [leaf for each in form.values() for leaf in _leaves(each)]
    if isinstance(form, list):
        return [leaf for each in form for leaf in _leaves(each)] or []
    return [form]


def test_the_clock_may_be_off_and_numbers_may_start_with_a_nought(national: Caller) -> None:
    national.faults(skew_seconds=-600, leading_zero=True)
    key = national.added("Lampu")
    assert (key[0], len(key)) == ("0", 8)
    assert national.report(key)["created_at"] == "2022-06-16 11:01:12"


def test_whoever_passed_a_report_on_may_lose_sight_of_it(national: Caller) -> None:
    key = national.act("file", note="Lampu", agency=CITY)["tracking_id"]
    national.call("dispose", trackingid=key, ref="a", agency="35", note="")
    assert national.report(key)["agency"] == "35"
    national.faults(forget_passed_on=True)
    assert national.call("getreport", trackingid=key).form["code"] == "NOT_FOUND"


def test_the_same_seed_gives_the_same_chances() -> None:
    def fallen() -> list[bool]:
        faults = Faults()
        faults.set({"seed": 7, "rules": [{"kind": "html", "share": 0.3}]})
        return [bool(faults.fallen("getreports")) for _ in range(200)]

    first = fallen()
    assert first == fallen()
    assert 30 < sum(first) < 90


@pytest.mark.parametrize(
    "wanted",
    [
        {"rules": [{"kind": "htlm"}]}, {"rules": [{"kind": "html", "share": 2}]},
        {"rules": [{"kind": "html", "call": "x"}]},
        {"rules": [{"kind": "html", "next": True}]}, {"rules": [{"kind": "html", "seconds": 1}]}, {"rules": {}},
        {"seed": "x"}, {"sead": 1}, {"leading_zero": 1},
    ],
)  # fmt: skip
def test_a_fault_that_does_not_exist_is_refused_and_changes_nothing(
    national: Caller, wanted: dict[str, Any]
) -> None:
    before = national.get("/faults").form
    assert national.post("/faults", {"skew_seconds": 5, **wanted}).status == 400
    assert national.get("/faults").form == before


def test_every_kind_can_be_switched_on_for_every_call(national: Caller) -> None:
    national.faults(*({"kind": kind, "next": 0} for kind in KINDS))
    assert national.call("gettopics").status == 200
    assert len(national.get("/faults").form["rules"]) == len(KINDS)
    assert national.post("/reset").status == 200
    assert national.get("/faults").form["rules"] == []
