"""Whatever is done to cases in whatever order, joined ones go together and nothing is lost or told twice."""

from collections.abc import Callable
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from surga.core.cases import actions
from surga.core.cases.models import Case, Entry
from surga.core.cases.states import ENDED, PERSONAL_REASONS, MoveRefused, Refused
from surga.core.people.access import REPORTER, Actor, NotAllowed
from surga.events.models import Event
from surga.reactions.notify.models import Notice
from tests.reactions.together.test_bringing import settle

CASES = 4
WORDS = count()
type Filing = Callable[..., Case]
type Step = tuple[str, int, int]


def said() -> str:
    return f"Kabar nomor {next(WORDS)} dari kantor"


DEEDS: dict[str, Callable[[Actor, str, str], object]] = {
    "join": lambda who, code, other: actions.join_case(code, other, who),
    "join as reporter": lambda who, code, other: actions.join_case(code, other, REPORTER, how="reporter"),
    "split": lambda who, code, other: actions.split_case(code, who, reason="lain"),
    "verify": lambda who, code, other: actions.verify_case(code, who),
    "forward": lambda who, code, other: actions.forward_case(code, who, agency="umum", note=said()),
    "forward elsewhere": lambda who, code, other: actions.forward_case(code, who, agency="kec-hulu"),
    "start": lambda who, code, other: actions.start_work(code, who, text=said()),
    "return": lambda who, code, other: actions.return_case(
        code, Actor("officer", who.id, "liaison", "umum"), reason=said()
    ),
    "answer": lambda who, code, other: actions.answer_case(code, who, text=said()),
    "resolve": lambda who, code, other: actions.resolve_case(code, who, text=said()),
    "escalate": lambda who, code, other: actions.escalate_case(code, who, level="province", reason=said()),
    "raise": lambda who, code, other: actions.raise_case(code, who, reason="not_competent"),
    "ask": lambda who, code, other: actions.ask_reporter(code, who, text="Di mana?"),
    "reply": lambda who, code, other: actions.reply_to_case(code, REPORTER, text=f"Saya tambahkan {next(WORDS)}"),
    "confirm": lambda who, code, other: actions.confirm_case(code, REPORTER),
    "object": lambda who, code, other: actions.object_to_case(code, REPORTER, text=f"Belum {next(WORDS)}"),
    "ask to reopen": lambda who, code, other: actions.request_reopen(code, REPORTER, text="Rusak lagi"),
    "reopen": lambda who, code, other: actions.reopen_case(code, who),
    "withdraw": lambda who, code, other: actions.archive_case(code, who, reason="withdrawn"),
    "archive": lambda who, code, other: actions.archive_case(code, who, reason="in_court"),
    "settle": lambda who, code, other: settle(),
}  # fmt: skip
#: Joining and going on happen often, else nothing is ever together.
OFTEN = ["join", "join", "join", "verify", "verify", "forward", "answer", "resolve", "settle", *DEEDS]
steps = st.lists(
    st.tuples(st.sampled_from(OFTEN), st.integers(0, CASES - 1), st.integers(0, CASES - 1)),
    min_size=4,
    max_size=16,
)


def standing(case: Case) -> str:
    """Where it is on its way; whether the verifiers have it for the first time or again is its own story."""
    status = (case.waiting_from or "received") if case.status == "waiting_reporter" else case.status
    return "verified" if status == "returned" else status


def check(codes: list[str]) -> None:
    cases = {case.pk: case for case in Case.objects.filter(code__in=codes)}
    for case in cases.values():
        own = [each for each in cases.values() if each.joined_to_id == case.pk]
        assert case.followers == len(own)
        assert case.joined_to_id is None or cases[case.joined_to_id].joined_to_id is None
        for each in own:
            goes_along(each, case)
        told_once(case)


def goes_along(case: Case, lead: Case) -> None:
    assert (case.received_at, case.pk) > (lead.received_at, lead.pk)
    assert case.overdue_at is None
    assert case.due_clock in {"", "silence"}
    if case.status == "closed":
        return  # its reporter said that it is settled
    if lead.status == "closed":
        assert case.status in {"answered", "resolved"}
    elif lead.status == "archived":
        assert (case.status, case.archive_reason) == ("archived", lead.archive_reason)
    else:
        assert standing(case) == standing(lead)
        assert (case.agency_id, case.level) == (lead.agency_id, lead.level)


def told_once(case: Case) -> None:
    texts = list(
        Entry.objects.filter(case=case, text__startswith="Kabar nomor").values_list("text", flat=True)
    )
    assert len(texts) == len(set(texts))
    for template, name in (("answered", "CaseAnswered"), ("resolved", "CaseResolved")):
        happened = Event.objects.filter(case_id=case.pk, name=name).count()
        assert Notice.objects.filter(case_id=case.pk, template=template).count() == happened


# Each example files cases of its own; making a failing one smaller would take minutes.
@settings(
    max_examples=60,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps)
def test_joined_cases_go_together_and_nothing_is_lost(
    file: Filing, verifier: Actor, done: list[Step]
) -> None:
    codes = [file(email=f"w{next(WORDS)}@example.org").code for _ in range(CASES)]
    before: set[tuple[int, int, str]] = set()
    for deed, one, other in done:
        with suppress(Refused, MoveRefused, NotAllowed):
            DEEDS[deed](verifier, codes[one], codes[other])
        entries = set(Entry.objects.filter(case__code__in=codes).values_list("pk", "case", "text"))
        assert before <= entries
        before = entries
    settle()
    note(f"{done}")
    check(codes)
    ended_alone = Case.objects.filter(code__in=codes, status="archived", archive_reason__in=PERSONAL_REASONS)
    for case in ended_alone:
        assert not Case.objects.filter(joined_to=case).exclude(status__in=ENDED).exists()


@pytest.mark.parametrize("split", [True, False])
def test_joined_and_split_it_stands_where_the_lead_stood(file: Filing, verifier: Actor, split: bool) -> None:
    older, newer = file(), file()
    actions.join_case(newer.code, older.code, verifier)
    settle()
    actions.verify_case(older.code, verifier)
    actions.forward_case(older.code, verifier)
    if split:  # before the worker came to it
        actions.split_case(newer.code, verifier, reason="lain")
    settle()
    case = Case.objects.get(pk=newer.pk)
    assert (case.status, case.agency_id, case.joined_to_id is None) == ("forwarded", "umum", split)
    assert (case.due_clock != "") is split
