"""A matter through three governments: a kelurahan, its city, its province, and the centre; and the answer back.

The city and the province each run Surga, with a database of their own; the centre is the stand-in for SP4N-LAPOR!.
Between them is HTTP only.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.journeys.levels import MINISTRY_AGENCY, Levels, ask, three_levels, until

TEXT = "Jalan di depan pasar Kelurahan Timur berlubang dalam, saya Wulan Prameswari 081234567890"


@pytest.fixture(scope="module")
def levels() -> Iterator[Levels]:
    # Where the tests make their things: in memory, where the machine lends it as a folder.
    with TemporaryDirectory(dir=os.environ["SURGA_VAR"]) as made, three_levels(Path(made)) as running:
        yield running


def raised_to_the_province(levels: Levels, text: str) -> tuple[str, str, dict[str, Any]]:
    """A case filed at a kelurahan and raised rung by rung; its code, its reporter's token, and how it was before."""
    city = levels.city
    reporter = {"name": "Wulan Prameswari", "phone": "081234567890"}
    receipt = city.post("/cases", {"text": text, "region": "99.01.1001", "reporter": reporter}, "")
    code = receipt["code"]
    city.post(f"/cases/{code}/verify", {"topic": "jalan", "agency": "kel-timur"})
    before = city.post(f"/cases/{code}/forward", {"agency": "kel-timur"})
    up = [
        city.post(f"/cases/{code}/raise", {"reason": "not_competent", "text": "Bukan wewenang tingkat ini"})
        for _ in range(3)
    ]
    assert [(each["agency"], each["level"]) for each in up] == [
        ("kec-hulu", "kecamatan"), ("umum", "opd"), ("umum", "province"),
    ]  # fmt: skip
    assert up[-1]["status"] == "escalated"
    return code, f"Case {receipt['token']}", before


def brought_to_the_province(levels: Levels, text: str) -> dict[str, Any]:
    def there() -> list[dict[str, Any]]:
        return [each for each in levels.province.cases() if text in each["text"]]

    (found,) = until(there, "the province did not get it")
    return found


def test_it_goes_up_to_the_centre_and_the_answer_comes_back_to_the_citizen(levels: Levels) -> None:
    city, province = levels.city, levels.province
    code, reporter, before = raised_to_the_province(levels, TEXT)
    brought = brought_to_the_province(levels, "berlubang dalam")
    assert brought["channel"] == "api"
    for private in ("Wulan", "081234567890"):
        assert private not in brought["text"] + brought["title"]
    there = brought["code"]
    assert until(
        lambda: there in str(city.get(f"/cases/{code}")["timeline"]), "the city does not know its number"
    )

    more = "Lubangnya di dekat tiang nomor 12"
    city.post(f"/cases/{code}/replies", {"text": more}, reporter)
    until(lambda: more in str(province.get(f"/cases/{there}")["timeline"]), "what was added did not go up")
    assert more not in province.page(f"/lacak/{there}")

    province.post(f"/cases/{there}/verify", {"topic": "jalan", "agency": "umum"})
    assert levels.reports() == []  # whether the centre hears of it from here, nobody has said yet
    why = "Ruas ini jalan nasional"
    body = {"level": "centre", "body": "Kementerian Pekerjaan Umum", "reason": why}
    province.post(f"/cases/{there}/escalate", body)

    def above() -> list[dict[str, Any]]:
        return [each for each in levels.reports() if each["agency"] == MINISTRY_AGENCY]

    (report,) = until(above, "the centre did not get it")
    assert f"[Ref {there}]" in str(report)
    assert until(lambda: why in city.page(f"/lacak/{code}"), "the citizen does not see where it went")
    assert city.get(f"/cases/{code}", reporter)["status"] == "escalated"

    answer = "Lubang ditambal besok oleh balai kami"
    tracking = report.get("trackingid") or report.get("tracking_id")
    act = {"move": "follow_up", "trackingid": tracking, "note": answer, "as": MINISTRY_AGENCY}
    ask(f"{levels.nation}/act", act | {"status": "ditindaklanjuti"})
    assert until(lambda: answer in city.page(f"/lacak/{code}"), "the answer did not come back")

    seen = city.get(f"/cases/{code}", reporter)
    assert (seen["code"], seen["status"], seen["received_at"]) == (code, "answered", before["received_at"])
    after = city.get(f"/cases/{code}")
    assert after["clocks"]["verification"] == before["clocks"]["verification"]
    assert after["clocks"]["resolution"]["started"] == before["clocks"]["resolution"]["started"]
    assert [each for each in after["timeline"] if each in before["timeline"]] == before["timeline"]
    told = [each["text"] for each in seen["timeline"]]
    assert (told.count(answer), told.count(why)) == (1, 1)
    assert len(levels.reports()) == 1
    assert [each["code"] for each in province.cases() if "berlubang dalam" in each["text"]] == [there]
    assert [each["code"] for each in city.cases() if "berlubang dalam" in each["text"]] == [code]


def test_what_the_province_gives_back_is_the_citys_again(levels: Levels) -> None:
    city, province = levels.city, levels.province
    code, _reporter, _before = raised_to_the_province(levels, "Jalan gang rusak di dekat sekolah")
    there = brought_to_the_province(levels, "dekat sekolah")["code"]
    province.post(f"/cases/{there}/verify", {"topic": "jalan"})
    why = "Jalan lingkungan adalah wewenang kota"
    province.post(f"/cases/{there}/escalate", {"level": "neighbour", "body": "Kota Rawajaya", "reason": why})
    assert until(lambda: city.get(f"/cases/{code}")["status"] == "returned", "the city did not get it back")
    assert why in str(city.get(f"/cases/{code}")["timeline"])

    # The city answers it after all, and the province learns of it by the same link.
    city.post(f"/cases/{code}/forward", {"agency": "umum"})
    city.post(f"/cases/{code}/answer", {"text": "Akan kami perbaiki pekan ini"})
    answered = until(
        lambda: province.get(f"/cases/{there}")["status"] == "answered" and province.get(f"/cases/{there}"),
        "the province did not hear of it",
    )
    assert str(answered["timeline"]).count("Akan kami perbaiki pekan ini") == 1
    assert len([each for each in province.cases() if "dekat sekolah" in each["text"]]) == 1
