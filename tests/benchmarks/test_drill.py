"""The drill: a few rounds of it on both databases, and that its checks notice what does not hold."""

import copy
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sync.drill.people import Said
from benchmarks.sync.drill.rounds import drill_on
from benchmarks.sync.drill.truth import Truth

US = "3571"
STREAM = {"id": "S2", "at": 1, "type": "tindak_lanjut", "note": "Kabar tandabb", "ref": "KDR-2206-72222.7"}
OWN = {
    "tracking_id": "9165801", "text": "Jalan rusak tandacc\n[Ref KDR-2206-72222]", "status": "ditindaklanjuti",
    "agency": US, "filed_by": US, "watchers": [], "secret": False, "person": {"first_name": "_"}, "streams": [STREAM],
}  # fmt: skip
REPLY = {"id": "S3", "at": 2, "type": "tanggapan_pelapor", "note": "Kata tandadd", "ref": ""}
CAME = OWN | {
    "tracking_id": "9165802", "text": "Lampu mati tandaff", "status": "terdisposisi", "filed_by": "",
    "streams": [REPLY],
}  # fmt: skip
CASE = {
    "id": 1, "code": "KDR-2206-72222", "status": "answered", "channel": "web", "text": "Jalan rusak tandacc",
    "confidential": False, "oversight": False, "protected": False,
}  # fmt: skip
LINK = {
    "case_id": 1, "code": "KDR-2206-72222", "report_id": "9165801", "direction": "out", "state": "linked",
    "standing": "followed_up", "twin": False,
}  # fmt: skip
ACT = {
    "case_id": 1, "event_id": 7, "kind": "follow_up", "ref": "KDR-2206-72222.7", "target": "9165801",
    "standing": "followed_up", "state": "done", "reason": "", "doubt": False, "attempts": 1,
}  # fmt: skip


def _world() -> tuple[dict[str, Any], dict[str, Any], Said]:
    """One case that was told there and answered, one report that was told here and replied to; all as it must be."""
    ours = {
        "cases": [CASE, CASE | {"id": 2, "code": "KDR-2206-82222", "status": "received", "text": CAME["text"]}],
        "said": [{"case_id": 1, "text": "Kabar tandabb"}, {"case_id": 2, "text": "Kata tandadd"}],
        "links": [
            LINK,
            LINK | {"case_id": 2, "code": "KDR-2206-82222", "report_id": "9165802", "direction": "in",
                    "standing": "disposed"},
        ],
        "acts": [ACT],
        "known": [["9165801", "S2", "KDR-2206-72222.7"], ["9165802", "S3", ""]],
        "troubles": [], "ended_from_there": [], "deliveries": 0,
    }  # fmt: skip
    said = Said(
        filed={"tandacc": "KDR-2206-72222"}, answered={"tandabb": "KDR-2206-72222"},
        reported={"tandaff": "9165802"}, replied={"tandadd": "9165802"},
    )  # fmt: skip
    return copy.deepcopy({"reports": [OWN, CAME]}), copy.deepcopy(ours), said


def test_nothing_is_said_where_everything_holds() -> None:
    assert Truth(*_world()).wrong() == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('theirs["reports"].append(OWN | {"tracking_id": "9165803"})', "is there 2 times"),
        ('theirs["reports"][0]["streams"].append(STREAM | {"id": "S9"})', "tandabb is 2 times there"),
        ('ours["cases"].append(CASE | {"id": 3})', "tandacc is 2 cases"),
        ('ours["links"][0]["direction"] = "in"', "came back as a case"),
        ('ours["cases"].pop(0); ours["links"].pop(0); ours["acts"].clear()', "was acknowledged and is not here"),
        ('ours["said"].pop(0)', "answer tandabb was acknowledged and is not here"),
        ('theirs["reports"].pop()', "report 9165802 was acknowledged and is not there"),
        ('theirs["reports"][1]["streams"].clear()', "reply tandadd was acknowledged and is not there"),
        ('ours["said"].pop()', "reply tandadd of 9165802 is not here"),
        ('theirs["reports"][0]["streams"].clear()', "answer tandabb of KDR-2206-72222 is not there"),
        ('ours["links"].pop()', "report 9165802 is not here"),
        ('ours["known"].pop()', "steps ['S3'] of 9165802 are not here"),
        ('ours["links"][1]["standing"] = "done"', "is disposed there, and done in the book"),
        ('ours["links"][1]["state"] = "elsewhere"', "is elsewhere, and there with '3571'"),
        (
            'theirs["reports"][0]["status"] = "proses"; ours["links"][0]["standing"] = "in_progress"',
            "is answered here and in_progress there",
        ),
        ('ours["ended_from_there"].append(1)', "was ended from there"),
        ('ours["cases"][0]["oversight"] = True', "left the city"),
        ('theirs["reports"][0]["person"]["first_name"] = "Warga"', "is named"),
        ('ours["acts"][0]["state"] = "trying"', "is trying"),
        ('ours["acts"][0]["state"] = "due"', "is due"),
        ('ours["acts"][0] |= {"state": "parked", "reason": "TypeError"}', "is parked: TypeError"),
        ('ours["troubles"].append({"report_id": "1", "reason": "lost"})', "was not taken in: lost"),
        ('ours["deliveries"] = 2', "were not handed over"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_noticed(broken: str, said: str) -> None:
    theirs, ours, told = _world()
    exec(broken, globals(), {"theirs": theirs, "ours": ours})  # noqa: S102  # our own lines above
    assert any(said in each for each in Truth(theirs, ours, told).wrong())


@pytest.mark.once
@pytest.mark.parametrize("postgres", [False, True], ids=["sqlite", "postgresql"])
def test_a_few_rounds(tmp_path: Path, postgres: bool) -> None:
    assert drill_on(3, seed=1, postgres=postgres, into=tmp_path) == []
