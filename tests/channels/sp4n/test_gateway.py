"""Each call of the gateway over a real connection: what leaves, and what is made of the recorded answer."""

from datetime import UTC, date, datetime
from email import message_from_bytes

import pytest

from surga.channels.port.gateway import Accepted, Body, Denied, FollowUp, Later, Lost, Picture, Step
from surga.channels.sp4n.client import UNTIL_MENDED
from surga.channels.sp4n.inbound import Topic
from tests.channels.sp4n.account import (
    MARKER,
    NEW,
    PHOTO,
    TOKEN,
    TOLD,
    WIB,
    error,
    form_of,
    gateway_at,
    recorded,
    said,
)
from tests.channels.stand_in import Reply, standing_in

NONE = Reply(thing={"status": "ok", "page": "1", "pages": "1", "reports": []})


def test_changes_are_asked_for_by_jakartas_time_a_hundred_at_a_time(national, gateway) -> None:
    national.answers(said("reports.json"))
    found = gateway.changes(datetime(2022, 6, 15, 18, 30, 59, 7, UTC), 1)
    (asked,) = national.asked
    assert (asked.method, asked.path) == ("POST", "/api/services/f01/getreports")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert form_of(asked) == {
        "KEYTOKEN": TOKEN, "agency": "3571", "updated_since": "2022-06-16 01:30:59", "page": "1", "per_page": "100",
    }  # fmt: skip
    assert [(each.id, each.standing, each.kind) for each in found.reports] == [
        ("9165816", "disposed", "complaint"),
        ("0165816", "in_progress", "information"),
    ]
    assert found.more
    assert found.skipped == ()
    assert [each.odd for each in found.reports] == [(), ()]
    assert all(each.steps is None for each in found.reports)


def test_the_last_page_is_the_last(national, gateway) -> None:
    national.answers(
        said("reports.json"), Reply(thing=recorded("reports.json") | {"pages": "9", "reports": []})
    )
    assert not gateway.changes(datetime(2022, 6, 15, tzinfo=UTC), 2).more
    assert not gateway.changes(datetime(2022, 6, 15, tzinfo=UTC), 3).more


def test_a_report_is_told_with_its_steps_in_order(national, gateway) -> None:
    national.answers(said("report.json"))
    found = gateway.report("0165816")
    assert form_of(national.asked[0]) == {"KEYTOKEN": TOKEN, "trackingid": "0165816"}
    assert (found.id, found.second_id, found.standing) == ("0165816", "T-20220616-000123", "followed_up")
    assert found.text == "Lampu jalan di depan pasar mati sejak hari Minggu.\nMohon diperbaiki."
    assert (found.created_at, found.updated_at) == (
        datetime(2022, 6, 16, 10, 11, 12, tzinfo=WIB),
        datetime(2022, 6, 17, 8, tzinfo=WIB),
    )
    assert found.closes_at == datetime(2022, 7, 1, 8, tzinfo=WIB)
    assert found.created_at.utcoffset() is not None
    assert (found.anonymous, found.secret, found.oversight) == (True, False, False)
    assert (found.occurred_on, found.lat, found.lon) == (date(2022, 6, 15), -7.8166, 112.0119)
    assert found.pictures == (Picture("foto.jpg", "image/jpeg", "/berkas/F1/foto.jpg"),)
    assert found.steps == (
        Step("S1", datetime(2022, 6, 16, 11, tzinfo=WIB), "disposition", "centre", "Admin Nasional",
             "Terdisposisi ke Pemerintah Kota Kediri."),
        Step("S3", datetime(2022, 6, 17, 8, tzinfo=WIB), "follow_up", "liaison", "Dinas Perhubungan",
             "Sedang kami perbaiki.", "KDR-2206-7Q4KX.41"),
    )  # fmt: skip
    assert found.odd == ()
    assert '"streamid": "S3"' in found.raw


def test_another_report_than_was_asked_for_is_no_answer(national, gateway) -> None:
    national.answers(said("report.json"), Reply(thing={"status": "ok", "report": []}))
    for report_id in ("9165816", "0165816"):
        with pytest.raises(Later):
            gateway.report(report_id)


def test_agencies_are_seen_from_the_city(national, gateway) -> None:
    national.answers(said("agencies.json"))
    assert {body.id: body.level for body in gateway.bodies()} == {
        "35": "province", "3571": "city", "357101": "city", "3573": "neighbour", "3506": "neighbour",
        "1005": "centre",
    }  # fmt: skip
    national.answers(said("agencies.json"))
    assert Body("3573", "Pemerintah Kota Malang", "35", "neighbour") in gateway.bodies()


def test_topics_are_a_bare_list(national, gateway) -> None:
    national.answers(said("topics.json"), error("TOKEN_INVALID"))
    assert gateway.topics() == (
        Topic("3", "Layanan Pemerintahan", "0"),
        Topic("13", "Teknologi Informasi dan Komunikasi", "3"),
    )
    assert form_of(national.asked[0]) == {"KEYTOKEN": TOKEN}
    with pytest.raises(Later) as caught:
        gateway.topics()
    assert (caught.value.code, caught.value.wait) == ("token", UNTIL_MENDED)


def test_a_marker_counts_only_as_the_last_line(national, gateway) -> None:
    national.answers(said("reports.json"), NONE)
    assert [each.id for each in gateway.find(MARKER)] == ["9165816"]
    assert form_of(national.asked[0]) == {
        "KEYTOKEN": TOKEN, "agency": "3571", "updated_since": "2011-01-01 07:00:00", "q": MARKER, "page": "1",
        "per_page": "100",
    }  # fmt: skip
    assert [form_of(each)["page"] for each in national.asked] == ["1", "2"]


def test_what_is_not_with_us_is_looked_for_anywhere(national, gateway) -> None:
    one_page = Reply(thing=recorded("reports.json") | {"pages": "1"})
    national.answers(NONE, one_page)
    assert [each.id for each in gateway.find("KDR-2206-7Q4KX")] == ["9165816"]
    assert [form_of(each)["agency"] for each in national.asked] == ["3571", ""]
    national.answers(NONE, NONE)
    assert gateway.find(MARKER) == ()
    national.answers(NONE, error("INVALID"))
    assert gateway.find(MARKER) == ()


@pytest.mark.parametrize(
    "broken", [{"trackingid": None}, {"trackingid": "LP-9165816"}, {"isi": None}, {"isi": 7}]
)
def test_what_cannot_be_read_may_be_what_is_looked_for(national, gateway, broken) -> None:
    rows = recorded("reports.json")["reports"]
    national.answers(Reply(thing={"status": "ok", "page": "1", "pages": "1", "reports": [rows[0] | broken]}))
    with pytest.raises(Later) as caught:
        gateway.find(MARKER)
    assert caught.value.code == "unreadable"


def test_a_case_is_told_as_published(national, gateway) -> None:
    national.answers(said("taken.xml"))
    assert gateway.submit(NEW) == Accepted("0165816", "T-20220616-000123")
    (asked,) = national.asked
    assert (asked.method, asked.path) == ("POST", "/api/stream/addstream")
    assert asked.headers["Content-Type"] == "text/xml; charset=UTF8"
    assert f"mati &amp; gelap &lt;sekali&gt;\n{MARKER}</isi>" in asked.body.decode()


@pytest.mark.parametrize("told", ["", "LP-0165816", "123", "12345678901"])
def test_an_id_that_is_none_was_given_all_the_same(national, gateway, told) -> None:
    data = f"<lapor><trackingid>{told}</trackingid><transaksiid>T</transaksiid></lapor>".encode()
    national.answers(Reply(data=data))
    with pytest.raises(Lost):
        gateway.submit(NEW)


def test_a_follow_up_says_what_and_under_which_reference(national, gateway) -> None:
    national.answers(said("followup.json"))
    assert gateway.follow_up(TOLD) == "S7"
    (asked,) = national.asked
    assert asked.path == "/api/services/f01/addfollowup"
    assert form_of(asked) == {
        "KEYTOKEN": TOKEN, "trackingid": "0165816", "ref": "KDR-2206-7Q4KX.41", "note": "Sudah diperbaiki.",
        "closes": "0", "new_status": "ditindaklanjuti",
    }  # fmt: skip
    national.answers(said("followup.json"))
    gateway.follow_up(FollowUp("0165816", "r", "Selesai.", closes=True))
    told = form_of(national.asked[1])
    assert (told["closes"], "new_status" in told) == ("1", False)


def test_pictures_go_along_as_files(national, gateway) -> None:
    national.answers(said("followup.json"))
    second = Picture("", "", data=b"%PDF")
    gateway.follow_up(
        FollowUp("0165816", "r", "Ini fotonya: é", pictures=(PHOTO, second, Picture("x", url="/x")))
    )
    (asked,) = national.asked
    head = f"Content-Type: {asked.headers['Content-Type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + asked.body).get_payload()
    named = {part.get_param("name", header="content-disposition") for part in parts}
    assert named == {"KEYTOKEN", "trackingid", "ref", "note", "closes", "attachment"}
    files = [part for part in parts if part.get_filename()]
    assert [part.get_payload(decode=True) for part in files] == [PHOTO.data, b"%PDF"]
    assert [part.get_content_type() for part in files] == ["image/jpeg", "application/octet-stream"]
    assert "Ini fotonya: é".encode() in asked.body


def test_the_same_reference_again_is_the_first_step(national, gateway) -> None:
    national.answers(said("duplicate.json"), said("duplicate.json"), said("duplicate.json"))
    assert gateway.follow_up(TOLD) == "S3"
    assert gateway.pass_on("0165816", "r", "35", "Jalan provinsi.") == "S3"
    assert gateway.give_back("0165816", "r", "Bukan wewenang kami.") == "S3"
    assert [form_of(each) | {"KEYTOKEN": ""} for each in national.asked[1:]] == [
        {"KEYTOKEN": "", "trackingid": "0165816", "ref": "r", "agency": "35", "note": "Jalan provinsi."},
        {"KEYTOKEN": "", "trackingid": "0165816", "ref": "r", "reason": "Bukan wewenang kami."},
    ]
    assert [each.path.rpartition("/")[2] for each in national.asked[1:]] == ["dispose", "returnreport"]


@pytest.mark.parametrize("told", [None, 7, [], ""])
def test_a_step_without_an_id_has_to_be_looked_up(national, gateway, told) -> None:
    national.answers(Reply(thing={"status": "ok", "streamid": told}), Reply(thing={"status": "ok"}))
    with pytest.raises(Lost):
        gateway.follow_up(TOLD)
    assert gateway.pass_on("0165816", "r", "35", "Jalan provinsi.") == ""


def test_words_that_are_too_long_for_them_are_told_shorter(national, gateway) -> None:
    national.answers(error("INVALID"), said("followup.json"))
    assert gateway.follow_up(FollowUp("0165816", "r", "a" * 9_000)) == "S7"
    long, short = (form_of(each)["note"] for each in national.asked)
    assert (len(long), len(short)) == (9_000, 5_000)
    assert short.endswith("(teks dipotong; selengkapnya di Surga)")
    national.answers(error("INVALID"))
    with pytest.raises(Denied):
        gateway.follow_up(TOLD)


def test_a_standing_without_a_word_of_theirs_is_not_told(national, gateway) -> None:
    with pytest.raises(Denied) as caught:
        gateway.follow_up(FollowUp("0165816", "r", "x", standing="unknown"))
    assert caught.value.code == "standing"
    assert national.asked == []


def test_a_file_is_fetched_without_the_token(national, gateway) -> None:
    national.answers(Reply(data=b"\xff\xd8\xff", headers={"Content-Type": "image/jpeg"}))
    assert gateway.fetch(Picture("foto.jpg", "image/jpeg", "/berkas/F1/foto.jpg")) == b"\xff\xd8\xff"
    (asked,) = national.asked
    assert (asked.method, asked.path, asked.body) == ("GET", "/berkas/F1/foto.jpg", b"")
    assert TOKEN not in str(asked.headers)
    assert gateway.fetch(PHOTO) == PHOTO.data


def test_nothing_is_fetched_from_elsewhere(national) -> None:
    gateway = gateway_at("https://www.lapor.example")
    with standing_in() as foreign:
        host = foreign.url.removeprefix("http://")
        for url in (
            f"{foreign.url}/x", f"//{host}/x", f"https://www.lapor.example@{host}/x",
            f"https://{host}\\@www.lapor.example/x", f"https://{host}#.lapor.example", "http://www.lapor.example/x",
            "https://notlapor.example/x", "https://www.lapor.example:8443/x", "file:///etc/passwd", "https://[", "",
        ):  # fmt: skip
            with pytest.raises(Denied) as caught:
                gateway.fetch(Picture("x", url=url))
            assert caught.value.code == "foreign_host", url
        assert foreign.asked == []
