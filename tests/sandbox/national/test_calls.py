"""The calls by real HTTP: the published shapes to the letter, the assumed ones as the gateway page has them."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.sandbox.national.conftest import CITY, MINISTRY, NOW, PROVINCE, TOKENS, Caller, Clock

#: What the gateway page lists, in its order.
REPORT = (
    "trackingid transaksiid judul isi klasifikasi topic_id agency status anonim rahasia channel tanggal_kejadian "
    "lokasi lat lon created_at updated_at auto_close_at attachments streams"
).split()
STREAM = "streamid at by role type note ref".split()
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


def leaves(form: Any) -> Iterator[Any]:
    if isinstance(form, dict | list):
        for each in form.values() if isinstance(form, dict) else form:
            yield from leaves(each)
    else:
        yield form


def test_topics_are_a_bare_array_of_strings_as_published(national: Caller) -> None:
    answer = national.call("gettopics")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert {"id": "13", "parent": "3", "topic_name": "Teknologi Informasi dan Komunikasi"} in answer.form
    assert all(list(each) == ["id", "parent", "topic_name"] for each in answer.form)
    ids = {each["id"] for each in answer.form}
    assert {each["parent"] for each in answer.form} <= {"0", *ids}


def test_addstream_answers_both_ids_as_published(national: Caller) -> None:
    answer = national.add("Lampu <mati> & gelap\n[Ref KDR-2206-7Q4KX]")
    assert answer.headers["content-type"].startswith("text/xml")
    assert re.fullmatch(
        r"<lapor><trackingid>\d{7,10}</trackingid><transaksiid>T-20220616-\d{6}</transaksiid></lapor>",
        answer.body.decode(),
    )
    (found,) = national.call("getreports", agency=CITY, q="[ref kdr-2206-7q4kx]").form["reports"]
    assert found["isi"] == "Lampu <mati> & gelap\n[Ref KDR-2206-7Q4KX]"
    assert (found["status"], found["agency"]) == ("belum terverifikasi", "")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<lapor", "XML tidak dapat dibaca."),
        ('<!DOCTYPE lapor [<!ENTITY a "b">]><lapor token="{CITY-TOKEN}"/>', "DTD tidak diterima."),
        ('<!DOCTYPE lapor SYSTEM "http://127.0.0.1:1/x.dtd"><lapor token="{CITY-TOKEN}"/>', "DTD tidak diterima."),
        ('<lapor token="{CITY-TOKEN}">&x;</lapor>', "XML tidak dapat dibaca."),
        ('<lapor token="{CITY-TOKEN}"><pelapor/></lapor>', "Tidak ada lapor/laporan/isi."),
        (f'<lapor token="{{CITY-TOKEN}}">{"<a>" * 20}{"</a>" * 20}</lapor>', "XML terlalu dalam."),
    ],
)  # fmt: skip
def test_xml_that_cannot_be_taken_is_refused_and_nothing_is_kept(
    national: Caller, body: str, why: str
) -> None:
    answer = national.send_xml(body)
    assert answer.body.decode() == f'<lapor><error code="INVALID">{why}</error></lapor>'
    assert national.state()["reports"] == []


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"text": "  "}, "isi wajib diisi."), ({"text": "a" * 5001}, "isi paling panjang 5000 huruf."),
        ({"secret": "ya"}, "rahasia adalah 0 atau 1."), ({"name": ""}, "namadepan wajib diisi."),
    ],
)  # fmt: skip
def test_a_report_that_lacks_something_is_refused(national: Caller, more: dict[str, str], why: str) -> None:
    assert f'code="INVALID">{why}' in national.add(**{"text": "Lampu", **more}).body.decode()
    assert national.state()["reports"] == []
    assert national.added("a" * 5000, name="", anonymous="1")


@pytest.mark.parametrize(
    "call", ["gettopics", "getagencies", "getreports", "getreport", "addfollowup", "dispose", "returnreport"]
)
def test_a_wrong_token_is_refused_everywhere(national: Caller, call: str) -> None:
    answer = national.call(call, "{NOBODY}")
    assert answer.status == 200
    assert (answer.form["status"], answer.form["code"]) == ("error", "TOKEN_INVALID")
    assert 'code="TOKEN_INVALID"' in national.add("Lampu", "{NOBODY}").body.decode()
    assert 'code="TOKEN_INVALID"' in national.add("Lampu", "").body.decode()
    assert national.ask("GET", f"/api/services/f01/{call}").status == 405


def test_agencies_have_a_level_each(national: Caller) -> None:
    found = {each["id"]: each for each in national.call("getagencies").form["agencies"]}
    assert found[CITY] == {
        "id": "3571", "parent": "35", "agency_name": "Pemerintah Kota Kediri", "level": "kota",
    }  # fmt: skip
    assert {each["level"] for each in found.values()} == {"kota", "kabupaten", "provinsi", "pusat"}


def test_a_report_has_the_agreed_keys_all_of_them_strings(national: Caller) -> None:
    key = national.act("file", note="Jalan rusak", agency=CITY, place="Jl. Dhoho", lat="-7.8", lon="112.0")[
        "tracking_id"
    ]
    national.upload(
        "addfollowup", [("foto jalan.jpg", "image/jpeg", b"\xff\xd8\r\n--x\r\n\x00")], trackingid=key, ref="r1",
        note="Ditambal", new_status="ditindaklanjuti", closes="0",
    )  # fmt: skip
    answer = national.call("getreport", trackingid=key).form
    assert answer["status"] == "ok"
    report = answer["report"]
    assert list(report) == REPORT
    assert [list(each) for each in report["streams"]] == [STREAM, STREAM]
    assert all(isinstance(each, str) for each in leaves(answer))
    assert all(re.fullmatch(TIME, report[name]) for name in ("created_at", "updated_at", "auto_close_at"))
    assert (report["created_at"], report["auto_close_at"]) == ("2022-06-16 11:11:12", "2022-06-26 11:11:12")
    assert report["streams"][1] | {"streamid": ""} == {
        "streamid": "", "at": "2022-06-16 11:11:12", "by": "Pemerintah Kota Kediri", "role": "pejabat_penghubung",
        "type": "tindak_lanjut", "note": "Ditambal", "ref": "r1",
    }  # fmt: skip
    (attached,) = report["attachments"]
    assert list(attached) == ["url", "name", "mime"]
    assert national.get(attached["url"].partition(str(national.port))[2]).body == b"\xff\xd8\r\n--x\r\n\x00"
    (listed,) = national.call("getreports", agency=CITY).form["reports"]
    assert list(listed) == REPORT[:-1]


def test_the_same_reference_again_gives_the_first_stream(national: Caller) -> None:
    key = national.act("file", note="Jalan rusak", agency=CITY)["tracking_id"]
    first = national.call("addfollowup", trackingid=key, ref="r1", note="Ditambal", closes="0").form
    again = national.call("addfollowup", trackingid=key, ref="r1", note="Ditambal", closes="0").form
    assert (again["code"], again["streamid"]) == ("DUPLICATE_STREAM", first["streamid"])
    moved = national.call("dispose", trackingid=key, ref="r2", agency=PROVINCE, note="Jalan provinsi").form
    assert (
        national.call("dispose", trackingid=key, ref="r2", agency=PROVINCE, note="").form["streamid"]
        == moved["streamid"]
    )
    assert len(national.report(key)["streams"]) == 3


def test_many_at_once_write_one_reference_once(national: Caller) -> None:
    key = national.act("file", note="Jalan rusak", agency=CITY)["tracking_id"]

    def send(number: int) -> str:
        return str(
            national.call("addfollowup", trackingid=key, ref=f"r{number % 4}", note="Ditambal").form[
                "streamid"
            ]
        )

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(send, range(40)))
    assert [given[number] for number in range(40)] == [given[number % 4] for number in range(40)]
    assert len(national.report(key)["streams"]) == 5


def test_dispose_and_return_between_three_levels(national: Caller) -> None:
    key = national.act("file", note="Tanggul retak", agency=CITY)["tracking_id"]
    assert national.call("getreport", PROVINCE, trackingid=key).form["code"] == "NOT_FOUND"
    assert national.call("dispose", trackingid=key, ref="a", agency=PROVINCE, note="").form["status"] == "ok"
    assert (
        national.call("dispose", trackingid=key, ref="b", agency=MINISTRY, note="").form["code"]
        == "NOT_YOURS"
    )
    assert (
        national.call("returnreport", PROVINCE, trackingid=key, ref="a", reason="Pusat").form["status"]
        == "ok"
    )
    assert (national.report(key)["status"], national.report(key)["agency"]) == ("bukan wewenang", "")
    national.act("dispose", key, agency=MINISTRY)
    assert national.call("getreport", trackingid=key).form["code"] == "NOT_FOUND"
    assert national.report(key, MINISTRY)["status"] == "terdisposisi"
    national.act("dispose", key, agency=CITY)
    assert [each["type"] for each in national.report(key)["streams"]] == [
        "disposisi", "disposisi", "status", "disposisi", "disposisi",
    ]  # fmt: skip


def test_what_was_filed_by_api_stays_in_sight_wherever_it_goes(national: Caller) -> None:
    key = national.added("Jalan provinsi rusak [Ref A]")
    national.act("verify", key, agency=PROVINCE, title="Jalan rusak")
    national.call("addfollowup", PROVINCE, trackingid=key, ref="p1", note="Dijadwalkan", new_status="proses")
    report = national.report(key)
    assert (report["judul"], report["agency"], report["status"]) == ("Jalan rusak", PROVINCE, "proses")
    assert [each["trackingid"] for each in national.call("getreports", agency=CITY).form["reports"]] == [key]


@pytest.mark.parametrize(
    ("call", "fields", "code"),
    [
        ("getreport", {"trackingid": "1"}, "NOT_FOUND"), ("getreports", {"updated_since": "kemarin"}, "INVALID"),
        ("getreports", {"per_page": "101"}, "INVALID"), ("getreports", {"page": "0"}, "INVALID"),
        ("getreports", {"agency": "9"}, "INVALID"),
        ("addfollowup", {"ref": "a", "note": "x", "new_status": "terdisposisi"}, "INVALID"),
        ("addfollowup", {"ref": "a", "note": ""}, "INVALID"), ("addfollowup", {"note": "x"}, "INVALID"),
        ("addfollowup", {"ref": "a", "note": "x", "closes": "ya"}, "INVALID"),
        ("dispose", {"ref": "a", "agency": "9"}, "INVALID"), ("returnreport", {"ref": "a"}, "INVALID"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    national: Caller, call: str, fields: dict[str, str], code: str
) -> None:
    key = national.act("file", note="Jalan rusak", agency=CITY)["tracking_id"]
    before = national.state()["reports"]
    assert national.call(call, **{"trackingid": key, **fields}).form["code"] == code
    assert national.state()["reports"] == before


def test_pages_give_every_report_once_and_in_order(national: Caller, clock: Clock) -> None:
    keys = []
    for number in range(7):
        clock.now = NOW + number // 2
        keys.append(national.added(f"Laporan {number}"))
    pages = [
        national.call("getreports", agency=CITY, page=str(page), per_page="3").form for page in (1, 2, 3, 4)
    ]
    assert [each["pages"] for each in pages] == ["3"] * 4
    assert [row["trackingid"] for page in pages for row in page["reports"]] == keys
    since = national.call("getreports", agency=CITY, updated_since="2022-06-16 11:11:14").form["reports"]
    assert [row["trackingid"] for row in since] == keys[4:]


def test_secret_reports_and_identities_never_leave(national: Caller) -> None:
    secret = national.added("Pungutan liar", secret="1")
    assert secret
    national.act("verify", secret, agency=CITY)
    national.act(
        "follow_up", secret, note="Diperiksa", files=[{"name": "a.png", "mime": "image/png", "data": "YQ=="}]
    )
    known = national.act(
        "file",
        note="Lampu",
        agency=CITY,
        name="Sembunyi Rahasianama",
        email="s@contoh.example",
        phone="089912345678",
    )
    said = (
        national.call("getreports", agency=CITY).body
        + national.call("getreport", trackingid=known["tracking_id"]).body
    )
    for word in (b"Rahasianama", b"s@contoh", b"089912345678", b"Pungutan", secret.encode()):
        assert word not in said
    for call in ("getreport", "addfollowup", "dispose", "returnreport"):
        answer = national.call(call, trackingid=secret, ref=call, note="x", reason="x", agency=PROVINCE)
        assert answer.form["code"] == "NOT_FOUND", call
    (file,) = national.state()["files"]
    assert national.get(f"/berkas/{file}/a.png").status == 404


def test_the_clock_moves_by_hand_and_ends_what_is_silent(national: Caller) -> None:
    key = national.act("file", note="Lampu", agency=CITY)["tracking_id"]
    national.call("addfollowup", trackingid=key, ref="a", note="Menyala", new_status="ditindaklanjuti")
    assert national.post("/tick", {"seconds": 10 * 86400}).form["now"] >= NOW + 10 * 86400
    report = national.report(key)
    assert (report["status"], report["auto_close_at"]) == ("selesai", "")
    assert report["streams"][-1]["role"] == "sistem"
    assert national.post("/tick", {"seconds": -1}).status == 400


def test_tokens_are_known_with_and_without_braces(national: Caller) -> None:
    assert isinstance(national.call("gettopics", TOKENS[CITY].strip("{}")).form, list)
