"""Rows become cases, once each, with the steps and times of the source."""

import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from surga.channels.spreadsheet import inbound
from surga.channels.spreadsheet.inbound import Report
from surga.channels.spreadsheet.mapping import MappingBroken, mapping_of
from surga.core.cases.models import Case
from surga.core.intake.models import Submission
from surga.events.models import Event
from tests.channels.spreadsheet.conftest import HEADER, LINE

pytestmark = pytest.mark.django_db
type Take = Callable[..., Report]


def row(**cells: str) -> str:
    """A whole file with one row; what is not given is as in `LINE`."""
    names = HEADER.strip().split(",")
    usual = dict(zip(names, LINE.format(id=1).strip().split(","), strict=True))
    return HEADER + ",".join((usual | cells)[name] for name in names) + "\n"


def cases() -> list[tuple[Any, ...]]:
    """Every case but for what is drawn: code and number."""
    ids = dict(Submission.objects.values_list("case_id", "external_id"))
    fields = (
        "pk", "text", "status", "topic_id", "agency_id", "proposed_agency", "region_id", "address", "channel",
        "received_at", "verified_at", "forwarded_at", "first_follow_up_at", "answered_at", "due_at", "promises",
    )  # fmt: skip
    found = Case.objects.values_list(*fields)
    return sorted((ids[values[0]], *values[1:-1], str(values[-1])) for values in found)


def test_a_row_becomes_a_case_with_its_steps(take: Take) -> None:
    report = take(row())
    assert (report.read, report.created, report.known, dict(report.skipped)) == (1, 1, 0, {})
    case = Case.objects.get()
    assert (case.topic_id, case.agency_id, case.region_id) == ("jalan", "umum", "99.01.1001")
    assert (case.status, case.channel, case.published) == ("answered", "other", False)
    assert case.received_at == case.verified_at == case.forwarded_at == datetime(2025, 3, 3, 1, tzinfo=UTC)
    assert case.first_follow_up_at == case.answered_at == datetime(2025, 3, 4, 2, tzinfo=UTC)
    assert list(Event.objects.filter(case_id=case.pk).order_by("id").values_list("name", "actor")) == [
        (name, "system:import") for name in ("CaseOpened", "CaseVerified", "CaseForwarded", "CaseAnswered")
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"masuk": ""}, "received_at: missing"),
        ({"masuk": "kemarin"}, "received_at: not a time"),
        ({"masuk": "2025-02-30T10:00:00"}, "received_at: not a time"),
        ({"masuk": "0001-01-01T00:00:00"}, "received_at: before 1990"),
        ({"masuk": "9999-12-31T23:59:59"}, "received_at: in the future"),
        ({"dijawab": "9999-12-31T23:59:59"}, "answered_at: in the future"),
        ({"dijawab": "2025-03-03T00:59:59"}, "answered before it was received"),
        ({"isi": " \u200f "}, "text: text_empty"),
        ({"isi": "a" * 10_001}, "text: text_too_long"),
        ({"id": ""}, "external_id: missing"),
        ({"id": "9" * 200}, "external_id: too long"),
        ({"alamat": "Jl. A,Jl. B"}, "more cells than the header"),
    ],
)
def test_a_row_that_cannot_become_a_case_says_why(take: Take, cells: dict[str, str], reason: str) -> None:
    report = take(row(**cells) + LINE.format(id=2))
    assert (report.read, report.created, dict(report.skipped)) == (2, 1, {reason: [2]})
    assert [case[0] for case in cases()] == ["lama:2"]


def test_an_unknown_agency_is_left_to_the_verifiers(take: Take) -> None:
    report = take(row(dinas="Dinas Antah", dijawab=""))
    assert dict(report.remarks) == {"agency is not in the city's profile, left to the verifiers": [2]}
    case = Case.objects.get()
    assert (case.status, case.agency_id) == ("received", None)


def test_an_answer_is_kept_whoever_gave_it(take: Take) -> None:
    take(row(dinas=""))
    case = Case.objects.get()
    assert (case.status, case.agency_id) == ("answered", None)
    assert case.first_follow_up_at == datetime(2025, 3, 4, 2, tzinfo=UTC)


def test_what_accuses_the_apparatus_goes_to_the_inspectorate(take: Take) -> None:
    report = take(row(kategori="Pungutan liar", dijawab=""))
    assert dict(report.skipped) == {}
    case = Case.objects.get()
    assert (case.oversight, case.agency_id, case.published) == (True, "pengawas", False)


def test_unknown_topics_and_places_are_read_from_the_text(take: Take) -> None:
    report = take(
        row(kategori="Entah", kelurahan="Antah", kecamatan="Berantah", isi="aspal di Kelurahan Barat")
    )
    assert set(report.remarks) == {
        "topic is not in the city's profile, read from the text",
        "region is not in the city's profile, read from the text",
    }
    case = Case.objects.get()
    assert (case.topic_id, case.region_id) == ("jalan", "99.01.1002")


def test_nothing_a_cell_holds_breaks_the_import(take: Take) -> None:
    nasty = [
        "\x00",
        "\u202eterbalik",
        "😀" * 50,
        "'; DROP TABLE cases_case; --",
        "<script>alert(1)</script>",
        "nan",
    ]
    lines = [
        f"{n},{text},2025-03-03T01:00:00,,{text},{text},{text},{text},{text}" for n, text in enumerate(nasty)
    ]
    report = take(HEADER + "\n".join(lines) + "\n")
    assert (report.created, dict(report.skipped)) == (5, {"text: text_empty": [2]})
    jsonl = '{"id": {"a": [1]}, "isi": "\\ud800 ya", "masuk": "2025-03-03T01:00:00", "kategori": null, "dinas": true}'
    assert take(jsonl, "a.jsonl").created == 1


def test_an_answer_that_comes_later_is_taken_then(take: Take) -> None:
    take(row(dijawab=""))
    assert Case.objects.get().status == "forwarded"
    report = take(row())
    assert (report.created, report.known) == (0, 1)
    assert Case.objects.get().status == "answered"


def test_a_row_whose_words_changed_is_no_second_case(take: Take) -> None:
    take(row())
    report = take(row(isi="Ternyata lain"))
    assert dict(report.skipped) == {"changed since it was imported": [2]}
    assert Case.objects.get().text == "Jalan rusak parah"


def test_the_same_record_under_another_channel_is_no_second_case(
    take: Take, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {"external_id": "id", "text": "isi", "received_at": "masuk"}
    for channel in ("phone", "web"):
        raw = {"source": "lama", "columns": columns, "constants": {"channel": channel}}
        source = inbound.source_of(write("a.csv", row()), mapping_of(raw, "m.toml"))
        report = inbound.import_source(source)
    assert dict(report.skipped) == {"changed since it was imported": [2]}
    assert Case.objects.count() == 1


LINES = [
    LINE.format(id=n).replace("T01", f"T0{n}")
    if n % 3
    else f"{n},Aspal bolong,2025-03-0{n}T01:00:00,,,,Barat,,\n"
    for n in range(1, 9)
]


def test_any_part_in_any_order_any_times_gives_the_same_cases(take: Take) -> None:
    """What is there in the end depends on the rows alone."""
    dice = random.Random(7)
    taken: set[int] = set()
    for _ in range(6):
        some = dice.sample(range(len(LINES)), dice.randint(1, len(LINES)))
        report = take(HEADER + "".join(LINES[place] for place in some))
        assert report.created == len(set(some) - taken)
        taken |= set(some)
        assert Case.objects.count() == len(taken)
    take(HEADER + "".join(LINES))
    in_parts = cases()
    Submission.objects.all().delete()
    Case.objects.all().delete()
    take(HEADER + "".join(LINES))
    assert cases() == in_parts


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_repeated(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    """A death between any two writes leaves whole rows or none, and a repeat completes them."""
    monkeypatch.setattr(inbound, "_AT_A_TIME", 2)
    answer, calls = inbound.actions.answer_case, itertools.count(1)

    def die(*args: Any, **more: Any) -> Any:
        if next(calls) == 4:
            raise KeyboardInterrupt
        return answer(*args, **more)

    monkeypatch.setattr(inbound.actions, "answer_case", die)
    with pytest.raises(KeyboardInterrupt):
        take(HEADER + "".join(LINES))
    left = Case.objects.count()
    assert left == 4  # two portions; the third died in its second row
    assert Event.objects.filter(name="CaseOpened").count() == left
    monkeypatch.setattr(inbound.actions, "answer_case", answer)
    report = take(HEADER + "".join(LINES))
    assert (report.created, report.known) == (len(LINES) - left, left)
    assert Submission.objects.values("external_id").distinct().count() == Case.objects.count() == len(LINES)


def test_a_mapping_that_leads_nowhere_changes_nothing(take: Take, write: Callable[..., Path]) -> None:
    raw = {"source": "s", "columns": {"external_id": "id", "text": "isi", "received_at": "masuk"},
           "values": {"agency": {"DPU": "dpu"}}}  # fmt: skip
    source = inbound.source_of(write("a.csv", row()), mapping_of(raw, "m.toml"))
    with pytest.raises(
        MappingBroken, match=r"^m\.toml: values\.agency\.'DPU': the city has no agency 'dpu'\.$"
    ):
        inbound.import_source(source)
    assert not Case.objects.exists()
