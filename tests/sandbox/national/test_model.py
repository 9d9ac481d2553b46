"""What must hold of the national workflow, whatever is done in whatever order."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.national.model import agency, centre, citizen, words
from sandbox.national.model.agency import FollowUp
from sandbox.national.model.national import National
from sandbox.national.model.things import Filing, Person, Refused, Upload
from tests.sandbox.national.conftest import CITY, MINISTRY, NOW, PROVINCE, nation

AGENCIES = (CITY, PROVINCE, MINISTRY)
STATUSES = ("", *words.STATUSES)
MOVES: dict[str, Callable[..., Any]] = {
    "file": lambda n, k, a, r, s, t: citizen.file(
        n, Filing(f"Isi {r}", agency=a if s else "", secret=r == "r3", person=Person("Rahasianama")), t
    ),
    "add": lambda n, k, a, r, s, t: citizen.file(n, Filing(f"Lewat API {r}", channel="API"), t, filed_by=a),
    "reply": lambda n, k, a, r, s, t: citizen.reply(n, k, "Belum", t),
    "edit": lambda n, k, a, r, s, t: citizen.edit(n, k, f"Isi baru {r}", t),
    "verify": lambda n, k, a, r, s, t: centre.verify(n, k, a, t),
    "dispose": lambda n, k, a, r, s, t: centre.dispose(n, k, a, "", t),
    "hold": lambda n, k, a, r, s, t: centre.hold(n, k, "Lengkapi", t),
    "take back": lambda n, k, a, r, s, t: centre.take_back(n, k, "Kembali", t),
    "archive": lambda n, k, a, r, s, t: centre.archive(n, k, "Ganda", t),
    "follow up": lambda n, k, a, r, s, t: agency.follow_up(
        n, a, k, FollowUp(r, "Ditangani", s, not s, (Upload("a.txt", "text/plain", b"a"),)), t
    ),
    "note": lambda n, k, a, r, s, t: agency.follow_up(n, a, k, FollowUp(r, "Catatan"), t),
    "pass on": lambda n, k, a, r, s, t: agency.pass_on(n, a, k, PROVINCE, "", r, t),
    "give back": lambda n, k, a, r, s, t: agency.give_back(n, a, k, "Bukan kami", r, t),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(MOVES)), st.integers(0, 4), st.sampled_from(AGENCIES),
        st.sampled_from(["", *(f"r{number}" for number in range(12))]), st.sampled_from(STATUSES),
        st.sampled_from([0, 1, 3600, 5 * 86400]),
    ),
    max_size=40,
)  # fmt: skip


def snapshot(national: National) -> Any:
    return deepcopy((
        {key: asdict(each) for key, each in national.reports.items()}, national.refs, national.files,
        asdict(national.changes),
    ))  # fmt: skip


def refused(move: Callable[[], Any]) -> Refused | None:
    """Why a move is not allowed; ``None`` when it was done."""
    try:
        move()
    except Refused as error:
        return error
    return None


def run(steps: list[Any], after: Callable[[National, Any, int], None] = lambda *_told: None) -> National:
    """Do what can be done. What is refused must leave everything as it was, numbers given away aside."""
    national, now = nation(), NOW
    for move, which, who, ref, status, pause in steps:
        now += pause
        before = snapshot(national)
        key = (list(national.reports) or ["9999999"])[which % max(1, len(national.reports))]
        centre.close_silent(national, now)
        between = snapshot(national)
        refusal = refused(lambda: MOVES[move](national, key, who, ref, status, now))  # noqa: B023  # called at once
        assert refusal is None or snapshot(national) == between
        after(national, before, now)
    return national


@given(STEPS)
@settings(max_examples=150)
def test_a_report_is_always_in_one_sound_state(steps: list[Any]) -> None:
    def sound(national: National, before: Any, now: int) -> None:
        streams: list[str] = []
        for report in national.reports.values():
            assert report.status in words.STATUSES
            assert report.agency or report.status not in words.WITH_AGENCY
            assert not report.agency or report.status not in words.AT_CENTRE
            assert (report.auto_close_at > now) == (report.status == words.FOLLOWED_UP)
            assert report.created_at <= report.updated_at <= now
            assert report.text.strip()
            streams += [each.id for each in report.streams]
            assert {each.type for each in report.streams} <= set(words.STREAM_TYPES)
            assert {each.role for each in report.streams} <= set(words.ROLES)
            old = before[0].get(report.tracking_id)
            if old is not None:
                assert [asdict(each) for each in report.streams][: len(old["streams"])] == old["streams"]
                assert old["status"] not in words.ENDED or report.status == old["status"]
        assert len(streams) == len(set(streams))
        assert set(before[0]) <= set(national.reports)

    national = run(steps, sound)
    assert all(key.isdigit() and 7 <= len(key) <= 10 for key in national.reports)


@given(STEPS)
def test_a_reference_is_written_once(steps: list[Any]) -> None:
    national = run(steps)
    written = [each.ref for report in national.reports.values() for each in report.streams if each.ref]
    assert len(written) == len(national.refs)
    for (who, ref), stream_id in national.refs.items():
        with pytest.raises(Refused) as error:
            agency.follow_up(national, who, "9999999", FollowUp(ref, "Sekali lagi"), NOW)
        assert (error.value.code, error.value.stream_id) == ("DUPLICATE_STREAM", stream_id)


@given(STEPS)
def test_whoever_reads_by_time_misses_no_change(steps: list[Any]) -> None:
    """Reading what changed since the last reading, and each of those whole, gives what reading all gives."""
    known: dict[str, dict[str, Any]] = {who: {} for who in AGENCIES}

    def read(national: National, before: Any, now: int) -> None:
        for who in AGENCIES:
            for report in national.listing(who, since=now if before[0] else None):
                known[who][report.tracking_id] = asdict(report)
            seen = {
                key: each for key, each in known[who].items() if national.sees(who, national.reports[key])
            }
            assert seen == {each.tracking_id: asdict(each) for each in national.listing(who)}

    run(steps, read)


@given(STEPS)
def test_secret_reports_are_seen_by_no_system(steps: list[Any]) -> None:
    national = run(steps)
    for who in AGENCIES:
        assert not [each for each in national.listing(who) if each.secret]
    for report in national.reports.values():
        assert not report.secret or not any(national.sees(who, report) for who in AGENCIES)


@given(STEPS)
def test_the_same_moves_give_the_same_nation(steps: list[Any]) -> None:
    assert snapshot(run(steps)) == snapshot(run(steps))


def test_silence_of_ten_days_ends_a_report_and_a_reply_stops_the_clock() -> None:
    national = nation()
    first, second = (
        citizen.file(national, Filing("Lampu mati", agency=CITY), NOW).tracking_id for _ in range(2)
    )
    for key in (first, second):
        agency.follow_up(national, CITY, key, FollowUp("", "Sudah", words.FOLLOWED_UP), NOW)
    citizen.reply(national, second, "Belum", NOW + 9 * 86400)
    assert centre.close_silent(national, NOW + 10 * 86400 - 1) == []
    closed = centre.close_silent(national, NOW + 10 * 86400)
    assert [each.tracking_id for each in closed] == [first]
    assert national.reports[first].status == words.DONE
    assert national.reports[second].status == words.REPLIED
    assert national.reports[first].streams[-1].role == words.SYSTEM


def test_who_passed_a_report_on_reads_along_until_the_centre_moves_it() -> None:
    national = nation()
    key = citizen.file(national, Filing("Jalan provinsi", agency=CITY), NOW).tracking_id
    report = national.reports[key]
    agency.pass_on(national, CITY, key, PROVINCE, "", "a", NOW)
    assert national.sees(CITY, report)
    national.forgetful = True
    assert not national.sees(CITY, report)
    national.forgetful = False
    centre.dispose(national, key, MINISTRY, "", NOW)
    assert (national.sees(CITY, report), national.sees(PROVINCE, report)) == (False, False)
    centre.dispose(national, key, CITY, "Kembali", NOW)
    assert national.sees(CITY, report)


def test_an_ended_report_takes_follow_ups_and_stays_ended() -> None:
    national = nation()
    key = citizen.file(national, Filing("Lampu", agency=CITY), NOW).tracking_id
    agency.follow_up(national, CITY, key, FollowUp("a", "Selesai", closes=True), NOW)
    agency.follow_up(national, CITY, key, FollowUp("b", "Menyusul", words.IN_HAND), NOW)
    assert national.reports[key].status == words.DONE
    assert [each.ref for each in national.reports[key].streams[-2:]] == ["a", "b"]


def test_what_one_filed_is_ones_own_until_the_centre_gives_it_to_another() -> None:
    national = nation()
    key = citizen.file(national, Filing("Lewat API"), NOW, filed_by=CITY).tracking_id
    agency.follow_up(national, CITY, key, FollowUp("a", "Ditangani", words.IN_HAND), NOW)
    assert national.reports[key].agency == CITY
    centre.dispose(national, key, PROVINCE, "", NOW)
    noted = agency.follow_up(national, CITY, key, FollowUp("b", "Dari pelapor"), NOW)
    assert noted.type == words.NOTE
    with pytest.raises(Refused) as error:
        agency.follow_up(national, CITY, key, FollowUp("c", "Selesai", words.DONE), NOW)
    assert error.value.code == "NOT_YOURS"
