"""Those who go with a case are brought along by the worker, each by itself, and can leave."""

from collections.abc import Callable

import pytest

from surga.core.cases import actions
from surga.core.cases.actions.joining import follow_lead
from surga.core.cases.models import Case, Entry
from surga.core.cases.queries.together import followers_of, place_of, words_of_followers
from surga.core.cases.timeline import timeline_of
from surga.core.people.access import REPORTER, Actor, system
from surga.events import relay
from surga.events.models import Delivery, Event
from surga.reactions.notify.models import Notice
from surga.reactions.together import actions as together
from surga.reactions.together.models import Errand
from surga.reactions.together.queries import gatherings

type Filing = Callable[..., Case]


def settle() -> None:
    """Do all that follows, as the worker does."""
    while relay.run_once() + together.work_off():
        pass


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def group(file: Filing, verifier: Actor) -> list[Case]:
    """A lead and two who go with it, all told of it by letters of their own."""
    cases = [file(f"Jalan di depan pasar rusak {n}", email=f"warga{n}@example.org") for n in range(3)]
    for case in cases[1:]:
        actions.join_case(case.code, cases[0].code, verifier)
    settle()
    return cases


def letters_to(n: int) -> list[str]:
    settle()
    to = Notice.objects.filter(to=f"warga{n}@example.org").order_by("id")
    return list(to.values_list("template", flat=True))


def test_each_reporter_reads_each_piece_of_news_once(group: list[Case], verifier: Actor) -> None:
    lead = group[0].code
    actions.verify_case(lead, verifier)
    actions.forward_case(lead, verifier)
    actions.answer_case(lead, verifier, text="Ditambal minggu ini")
    actions.resolve_case(lead, verifier, text="Sudah ditambal")
    first, second, third = (letters_to(n) for n in range(3))
    assert first == ["received", "answered", "resolved"]
    assert second == third == ["received", "joined", "answered", "resolved"]
    # Told again of everything, nobody hears anything twice.
    relay.replay("together")
    assert (letters_to(0), letters_to(1)) == (first, second)
    assert not Errand.objects.exists()


def test_one_that_cannot_come_along_leaves_the_others_in_peace(
    group: list[Case], verifier: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = group[1].pk

    def breaks(case_id: int) -> bool:
        if case_id == broken:
            raise RuntimeError
        return follow_lead(case_id)

    monkeypatch.setattr(together, "follow_lead", breaks)
    monkeypatch.setattr(together, "_LONGEST", 60.0)  # seconds: a slow machine comes to the end too
    actions.verify_case(group[0].code, verifier)
    relay.drain()
    together.work_off()
    assert (now(group[1]).status, now(group[2]).status) == ("received", "verified")
    errand = Errand.objects.get()
    assert errand.tries == 1
    monkeypatch.undo()
    Errand.objects.update(next_at=errand.next_at.replace(year=2000))
    settle()
    assert now(group[1]).status == "verified"
    assert not Delivery.objects.exists()


def test_who_says_that_it_is_not_settled_goes_alone_and_the_agency_reads_it(
    group: list[Case], verifier: Actor
) -> None:
    lead, other, third = group
    actions.verify_case(lead.code, verifier)
    actions.forward_case(lead.code, verifier)
    actions.resolve_case(lead.code, verifier, text="Sudah")
    settle()
    actions.object_to_case(other.code, REPORTER, text="Di depan rumah saya belum")
    settle()
    assert (now(other).joined_to_id, now(other).status, now(other).agency_id) == (None, "in_progress", "umum")
    assert now(other).due_clock == "resolution"
    assert (now(lead).followers, now(lead).status, now(third).status) == (1, "resolved", "resolved")
    note = Entry.objects.get(case=lead, kind="note")
    assert note.text.startswith(other.code)
    assert Event.objects.get(name="CaseSplit").data["why"] == "objected"


def test_who_asks_to_open_a_closed_case_again_goes_alone(group: list[Case], verifier: Actor) -> None:
    lead, other, _third = group
    actions.verify_case(lead.code, verifier)
    actions.answer_case(lead.code, verifier, text="Sudah")
    settle()
    actions.confirm_case(other.code, REPORTER)
    actions.request_reopen(other.code, REPORTER, text="Rusak lagi")
    settle()
    assert now(other).joined_to_id is None
    actions.reopen_case(other.code, verifier)
    settle()
    assert (now(other).status, now(lead).status) == ("verified", "answered")


def test_what_the_other_reporters_say_stands_on_the_lead(group: list[Case], verifier: Actor) -> None:
    lead, other, _third = group
    actions.reply_to_case(other.code, REPORTER, text="Lubangnya makin dalam")
    settle()
    (word,) = words_of_followers(lead.pk, verifier)
    assert (word.code, word.text, word.kind) == (other.code, "Lubangnya makin dalam", "addition")
    assert [case.code for case in followers_of(lead.pk, verifier)] == [each.code for each in group[1:]]
    place = place_of(other.pk)
    assert place is not None
    assert (place.lead_id, place.followers) == (lead.pk, 0)
    assert place_of(0) is None


def test_a_danger_told_of_by_one_warns_whoever_leads(group: list[Case]) -> None:
    actions.reply_to_case(group[1].code, REPORTER, text="Kabel listriknya putus, ada yang kesetrum")
    settle()
    assert now(group[1]).danger
    assert now(group[0]).danger == now(group[1]).danger


def test_when_the_lead_is_taken_back_the_next_oldest_leads(group: list[Case], verifier: Actor) -> None:
    lead, other, third = group
    actions.archive_case(lead.code, verifier, reason="withdrawn")
    settle()
    assert (now(other).joined_to_id, now(other).followers, now(lead).followers) == (None, 1, 0)
    assert now(third).joined_to_id == other.pk
    actions.verify_case(other.code, verifier)
    settle()
    assert (now(third).status, now(lead).status) == ("verified", "archived")


def test_many_are_joined_by_the_worker_and_it_says_how_far_it_is(
    file: Filing, verifier: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "_PORTION", 3)
    monkeypatch.setattr(together, "_LONGEST", 60.0)  # seconds: a slow machine does a whole portion too
    cases = [file(f"Tolak relokasi pasar {n}") for n in range(8)]
    actions.archive_case(cases[4].code, verifier, reason="spam")
    together.gather([case.pk for case in cases], verifier)
    (progress,) = gatherings()
    assert (progress.total, progress.done, progress.finished_at) == (7, 0, None)
    together.work_off()
    assert gatherings()[0].done == 3
    settle()
    (progress,) = gatherings()
    assert (progress.done, progress.joined, progress.left) == (7, 6, {"join_ended": 1})
    assert progress.finished_at is not None
    assert now(cases[0]).followers == 6


def test_joining_and_splitting_is_told_to_whom_it_is_news(file: Filing, verifier: Actor) -> None:
    cases = [file(email=f"warga{n}@example.org") for n in range(4)]
    actions.verify_case(cases[0].code, verifier)
    actions.join_case(cases[3].code, cases[2].code, verifier)
    assert letters_to(3) == ["received", "joined"]
    # The lead of one changes: nothing changes for its reporter.
    actions.join_case(cases[2].code, cases[0].code, verifier)
    assert letters_to(3) == ["received", "joined"]
    # Who said so themselves knows.
    actions.join_case(cases[1].code, cases[0].code, REPORTER, how="reporter")
    assert letters_to(1) == ["received"]
    actions.split_case(cases[3].code, verifier, reason="Lubang lain")
    assert letters_to(3) == ["received", "joined", "split"]
    assert cases[2].code in Notice.objects.get(to="warga3@example.org", template="joined").body
    assert "Lubang lain" not in Notice.objects.get(template="split").body


def test_an_answer_from_beyond_the_city_says_whose_it_is_to_all(group: list[Case], verifier: Actor) -> None:
    lead, other, _third = group
    actions.verify_case(lead.code, verifier)
    actions.escalate_case(lead.code, verifier, level="centre", body="Balai Jalan", reason="Jalan negara")
    actions.answer_case(lead.code, system("sp4n"), text="Masuk rencana tahun ini")
    settle()
    assert (now(other).status, now(other).body) == ("answered", "Balai Jalan")
    told = Notice.objects.get(to="warga1@example.org", template="answered").body
    assert "Balai Jalan menanggapi" in told
    assert "melalui" not in told
    (item,) = [item for item in timeline_of(now(other), "reporter") if item.type == "CaseAnswered"]
    assert (item.facts["body"], item.facts.get("system")) == ("Balai Jalan", None)
