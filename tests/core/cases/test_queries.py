"""Who sees what in lists, pages without holes, and the story by audience."""

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.utils import timezone

from surga.core.cases import actions, queries
from surga.core.cases.codes import new_code, tidy_code, token_for, token_matches
from surga.core.cases.models import Case
from surga.core.cases.timeline import timeline_of
from surga.core.people.access import REPORTER, Actor, may
from tests.core.cases.test_actions import forwarded
from tests.core.conftest import file_case

type Staff = dict[str, Actor]


def test_lists_show_exactly_what_the_access_table_allows(staff: Staff) -> None:
    file_case()
    file_case(confidential=True, agency="umum")
    file_case("pungli: minta uang", topic="pungli")
    forwarded(staff)
    actors = [
        *staff.values(),
        Actor("officer", "9", "verifier", oversight=True),
        Actor("officer", "9", "liaison"),
    ]
    for actor in actors:
        listed = {case.pk for case in queries.queue_of(actor, queue="all").items}
        allowed = {case.pk for case in Case.objects.all() if may(actor, "see", queries.facts_of(case))}
        assert listed == allowed, actor


@pytest.mark.parametrize("queue", queries.QUEUES)
def test_pages_join_without_holes_or_repeats(staff: Staff, queue: str) -> None:
    for _ in range(7):
        file_case()
    whole = [c.pk for c in queries.queue_of(staff["verifier"], queue=queue).items]
    paged: list[int] = []
    cursor = ""
    while True:
        page = queries.queue_of(staff["verifier"], queue=queue, cursor=cursor, limit=3)
        paged += [c.pk for c in page.items]
        cursor = page.next
        if not cursor:
            break
    assert paged == whole


@pytest.mark.parametrize("cursor", ["x", "e30", "WzEsMl0", "💥", "WyIyMDI2LTAxLTAxIiwxXQ"])
def test_a_cursor_that_is_not_ours_is_refused(staff: Staff, cursor: str) -> None:
    with pytest.raises(queries.CursorBroken):
        queries.queue_of(staff["verifier"], cursor=cursor)


@pytest.mark.parametrize("q", ["\x00", "%", "'; DROP TABLE", "RWJ-2606-22222", "😀" * 500, "a " * 5000])
def test_any_search_ends_in_an_answer(staff: Staff, q: str) -> None:
    file_case()
    queries.queue_of(staff["verifier"], q=q)


def test_a_code_is_found_however_it_is_typed(staff: Staff) -> None:
    code = file_case()
    assert queries.case_by_code(code.lower().replace("-", " ")) == queries.case_by_code(code)
    assert queries.case_by_code("nothing") is None


def test_rows_do_not_fetch_behind_our_back(staff: Staff) -> None:
    file_case()
    with pytest.raises(FieldFetchBlocked):
        _ = Case.objects.get().topic


def test_the_public_reads_less_than_the_reporter_and_the_reporter_less_than_officers(staff: Staff) -> None:
    code = forwarded(staff)
    actions.add_note(code, staff["liaison"], text="antar petugas")
    actions.ask_reporter(code, staff["liaison"], text="Di mana?")
    actions.reply_to_case(code, REPORTER, text="Di sini")
    actions.answer_case(code, staff["liaison"], text="Sudah")
    case = queries.case_by_code(code)
    assert case is not None
    texts = {
        who: [item.text for item in timeline_of(case, who) if item.text]
        for who in ("public", "reporter", "officer")
    }
    assert texts["public"] == ["Sudah"]
    assert texts["reporter"] == ["Di mana?", "Di sini", "Sudah"]
    assert texts["officer"] == ["antar petugas", "Di mana?", "Di sini", "Sudah"]
    assert {item.name for item in timeline_of(case, "reporter")} == {""}
    assert "liaison" in {item.name for item in timeline_of(case, "officer")}


def test_the_queue_and_its_counts_take_few_queries(staff: Staff, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(20):
        file_case()
    with django_assert_max_num_queries(4):
        page = queries.queue_of(staff["verifier"], queue="verify")
        counts = queries.queue_counts(staff["verifier"])
    assert counts["verify"] == len(page.items) == 20


def test_codes_and_tokens() -> None:
    from datetime import date

    code = new_code("RWJ", date(2026, 6, 1))
    assert code.startswith("RWJ-2606-")
    assert tidy_code(code.lower()) == code
    assert token_matches(code, token_for(code).upper().replace("-", " "))
    assert not token_matches(code, token_for(new_code("RWJ", date(2026, 6, 1))))
    assert not token_matches(code, "")


def test_the_routing_learns_from_verified_cases_without_those_that_accuse(staff: Staff) -> None:
    file_case("belum diperiksa")
    forwarded(staff, text="aspal berlubang di depan pasar")
    Case.objects.filter(code=forwarded(staff, text="jalan berlubang di alun-alun")).update(oversight=True)
    (learned,) = queries.verified_cases()
    assert learned["text"] == "aspal berlubang di depan pasar"
    assert learned["agency"]
    assert learned["date"] <= timezone.now().isoformat()
    assert all(isinstance(value, str) for value in learned.values())


def test_the_routing_does_not_learn_from_its_own_word(staff: Staff) -> None:
    codes = [
        forwarded(staff, text=text, region="99.01.1001") for text in ("satu aspal", "dua aspal", "tiga aspal")
    ]
    Case.objects.filter(code__in=codes[:2]).update(triage={"automatic": True})
    Case.objects.filter(code=codes[2]).update(triage={"automatic": False})
    assert [case["text"] for case in queries.verified_cases()] == ["tiga aspal"]
    actions.start_work(codes[0], staff["liaison"])
    learned = list(queries.verified_cases())
    assert [case["text"] for case in learned] == ["satu aspal", "tiga aspal"]
    assert (learned[0]["kelurahan"], learned[0]["kecamatan"]) == ("Timur", "Hulu")
