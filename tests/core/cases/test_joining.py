"""The same matter told by several: the oldest leads, and each can go by itself again."""

import pytest

from surga.core.cases import actions
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.actions.joining import follow_lead, hand_on
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.queries import queue_counts, queue_of
from surga.core.cases.states import Refused
from surga.core.cases.timeline import timeline_of
from surga.core.people.access import REPORTER, Actor, NotAllowed
from surga.events.models import Event
from tests.core.cases.test_actions import picture
from tests.core.conftest import file_case

type Staff = dict[str, Actor]


def case_of(code: str) -> Case:
    return Case.objects.get(code=code)


def two(text: str = "aspal berlubang di depan pasar", **more: object) -> tuple[str, str]:
    """The codes of two cases, the older first."""
    return file_case(text, **more), file_case(f"{text} lagi", **more)


def test_the_older_leads_whichever_was_named(staff: Staff) -> None:
    older, newer = two()
    for mine, other in ((older, newer), (newer, older)):
        assert actions.join_case(mine, other, staff["verifier"]).code == older
        assert case_of(newer).joined_to_id == case_of(older).pk
        assert (case_of(older).followers, case_of(older).joined_to_id) == (1, None)
        actions.split_case(newer, staff["verifier"], reason="Lubangnya lain")
        assert (case_of(newer).joined_to_id, case_of(older).followers) == (None, 0)
    told = Event.objects.filter(case_id=case_of(newer).pk).order_by("id")
    assert [each.name for each in told][-4:] == ["CaseJoined", "CaseSplit"] * 2
    assert Entry.objects.filter(kind="split", visibility=Entry.INTERNAL).count() == 2


def test_joined_again_nothing_happens(staff: Staff) -> None:
    older, newer = two()
    for _ in range(2):
        actions.join_case(newer, older, staff["verifier"])
    assert case_of(older).followers == 1
    assert Event.objects.filter(name="CaseJoined").count() == 1


def test_leads_are_joined_with_all_who_go_with_them(staff: Staff) -> None:
    first, second = two()
    third, fourth = two()
    actions.join_case(third, fourth, staff["verifier"])
    actions.join_case(first, second, staff["verifier"])
    # Two who follow are named, and their groups become one.
    actions.join_case(second, fourth, staff["coordinator"])
    lead = case_of(first)
    assert (lead.followers, case_of(third).followers) == (3, 0)
    assert {case_of(each).joined_to_id for each in (second, third, fourth)} == {lead.pk}


def test_who_goes_with_another_waits_in_no_queue_and_owes_nothing(staff: Staff) -> None:
    older, newer = two()
    actions.join_case(newer, older, staff["verifier"])
    assert [case.code for case in queue_of(staff["verifier"], queue="verify").items] == [older]
    assert queue_counts(staff["verifier"])["verify"] == 1
    assert {case.code for case in queue_of(staff["verifier"], queue="all").items} == {older, newer}
    assert case_of(newer).due_at is None
    actions.split_case(newer, staff["verifier"], reason="Lain")
    assert queue_counts(staff["verifier"])["verify"] == 2
    assert case_of(newer).due_at is not None


def test_what_cannot_be_joined_says_why(staff: Staff) -> None:
    older, newer = two()
    secret = file_case("aspal berlubang di depan pasar", confidential=True)
    with pytest.raises(Refused, match="join_itself"):
        actions.join_case(older, older, staff["verifier"])
    with pytest.raises(Refused, match="join_guarded"):
        actions.join_case(older, secret, staff["verifier"])
    with pytest.raises(CaseUnknown):
        actions.join_case(older, "RWJ-2601-AAAAA", staff["verifier"])
    with pytest.raises(NotAllowed):
        actions.join_case(older, newer, staff["operator"])
    actions.archive_case(newer, staff["verifier"], reason="spam")
    with pytest.raises(Refused, match="join_ended"):
        actions.join_case(older, newer, staff["verifier"])
    other = file_case()
    actions.join_case(older, other, staff["verifier"])
    with pytest.raises(Refused, match="reason_empty"):
        actions.split_case(other, staff["verifier"])


def test_a_citizen_joins_a_public_case_and_learns_of_no_other(staff: Staff) -> None:
    older, newer = two()
    with pytest.raises(CaseUnknown):
        actions.join_case(newer, older, REPORTER, how="reporter")
    actions.verify_case(older, staff["verifier"], topic="jalan")
    assert actions.join_case(newer, older, REPORTER, how="reporter").followers == 1
    with pytest.raises(NotAllowed):
        actions.split_case(newer, REPORTER)


def follow(*codes: str) -> None:
    for code in codes:
        follow_lead(case_of(code).pk)


def names_of(code: str) -> list[str]:
    return list(Event.objects.filter(case_id=case_of(code).pk).order_by("id").values_list("name", flat=True))


def test_it_goes_where_its_lead_goes_with_the_words_and_the_proof(staff: Staff) -> None:
    older, newer = two()
    actions.join_case(newer, older, staff["verifier"])
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    actions.forward_case(older, staff["verifier"], note="Dekat pasar")
    actions.start_work(older, staff["liaison"], text="Kami mulai Senin")
    actions.answer_case(older, staff["liaison"], text="Ditambal minggu ini")
    actions.resolve_case(older, staff["liaison"], text="Sudah ditambal", photos=[picture()])
    for _ in range(2):
        follow(newer)
    case = case_of(newer)
    assert (case.status, case.agency_id, case.topic_id, case.proof_count) == ("resolved", "umum", "jalan", 1)
    assert names_of(newer) == [
        "CaseOpened", "CaseJoined", "CaseVerified", "CaseForwarded", "WorkStarted", "CaseAnswered", "CaseResolved",
    ]  # fmt: skip
    items = timeline_of(case, "reporter")
    assert [item.text for item in items if item.text] == [
        "Kami mulai Senin",
        "Ditambal minggu ini",
        "Sudah ditambal",
    ]
    assert [len(item.photos) for item in items][-1] == 1
    assert {each.actor for each in Event.objects.filter(case_id=case.pk)[2:]} == {"system:together"}
    # Its own reporter says of it what they think.
    assert actions.rate_case(newer, REPORTER, stars=4).stars == 4
    assert actions.confirm_case(newer, REPORTER).status == "closed"
    assert case_of(older).status == "resolved"


def test_who_joins_late_is_told_where_the_matter_stands(staff: Staff) -> None:
    older, newer = two()
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    actions.forward_case(older, staff["verifier"])
    actions.return_case(older, staff["liaison"], reason="Bukan kami")
    actions.forward_case(older, staff["verifier"], agency="kec-hulu")
    actions.answer_case(older, staff["coordinator"], text="Pertama")
    actions.object_to_case(older, REPORTER, text="Belum, rumah saya nomor 7")
    actions.join_case(newer, older, REPORTER, how="reporter")
    follow(newer)
    case = case_of(newer)
    assert (case.status, case.agency_id, case.bounces) == ("in_progress", "kec-hulu", 0)
    assert names_of(newer)[2:] == ["CaseVerified", "CaseForwarded", "WorkStarted"]
    assert not Entry.objects.filter(case=case, text__contains="nomor 7").exists()
    # Nobody of the city has read its words: they are not published.
    assert (case_of(older).published, case.published) == (True, False)


def test_the_older_is_brought_to_where_the_newer_is(staff: Staff) -> None:
    older, newer = two()
    actions.verify_case(newer, staff["verifier"], topic="jalan", agency="umum")
    actions.forward_case(newer, staff["verifier"])
    actions.start_work(newer, staff["liaison"], text="Mulai")
    lead = actions.join_case(older, newer, staff["verifier"])
    assert (lead.code, lead.status, lead.agency_id) == (older, "in_progress", "umum")
    follow(newer)
    assert names_of(newer)[-1] == "CaseJoined"
    actions.split_case(newer, staff["verifier"], reason="Lain")
    actions.answer_case(newer, staff["liaison"], text="Sudah")
    with pytest.raises(Refused, match="join_answered"):
        actions.join_case(newer, older, staff["verifier"])


def test_worked_on_again_they_all_are_but_who_said_that_it_is_settled(staff: Staff) -> None:
    older, newer = two()
    third = file_case("aspal berlubang di depan pasar juga")
    for each in (newer, third):
        actions.join_case(each, older, staff["verifier"])
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    actions.forward_case(older, staff["verifier"])
    actions.resolve_case(older, staff["liaison"], text="Sudah")
    follow(newer, third)
    actions.confirm_case(third, REPORTER)
    actions.object_to_case(older, REPORTER, text="Belum")
    actions.resolve_case(older, staff["liaison"], text="Sekarang sudah")
    follow(newer, third)
    assert (case_of(newer).status, case_of(newer).reopened, case_of(third).status) == (
        "resolved",
        1,
        "closed",
    )
    assert names_of(newer)[-2:] == ["CaseReopened", "CaseResolved"]


def test_an_officer_works_where_the_lead_is(staff: Staff) -> None:
    older, newer = two()
    actions.join_case(newer, older, staff["verifier"])
    with pytest.raises(Refused, match="case_joined"):
        actions.verify_case(newer, staff["verifier"], topic="jalan")
    actions.ask_reporter(newer, staff["verifier"], text="Di mana tepatnya?")
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    follow(newer)
    assert case_of(newer).status == "verified"
    actions.reply_to_case(newer, REPORTER, text="Depan toko")
    assert names_of(newer)[-1] == "DetailsAdded"


def test_a_lead_that_ends_for_its_own_reason_hands_on(staff: Staff) -> None:
    older, newer = two()
    third = file_case("aspal berlubang di depan pasar juga")
    for each in (newer, third):
        actions.join_case(each, older, staff["verifier"])
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    actions.archive_case(older, staff["verifier"], reason="withdrawn")
    follow(newer)
    assert hand_on(case_of(older).pk) == case_of(newer).pk
    assert hand_on(case_of(older).pk) is None
    follow(third)
    assert (case_of(newer).status, case_of(newer).followers, case_of(newer).joined_to_id) == (
        "verified",
        1,
        None,
    )
    assert case_of(third).joined_to_id == case_of(newer).pk
    assert case_of(newer).due_at is not None
    actions.archive_case(newer, staff["verifier"], reason="in_court", note="Sedang di pengadilan")
    follow(third)
    assert case_of(third).archive_reason == "in_court"


def test_a_danger_that_one_tells_of_is_the_whole_matter_s(staff: Staff) -> None:
    older, newer = two()
    Case.objects.filter(code=newer).update(danger="fire")
    assert actions.join_case(newer, older, staff["verifier"]).danger == "fire"
    assert names_of(older)[-1] == "DangerSeen"
    assert queue_of(staff["verifier"], queue="verify").items[0].code == older


def test_words_are_shown_to_others_without_the_name_they_speak_to(staff: Staff) -> None:
    older = file_case("aspal berlubang di depan pasar", reporter_name="Sulastri Wening")
    newer = file_case("aspal berlubang di depan pasar lagi")
    actions.join_case(newer, older, staff["verifier"])
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    actions.answer_case(older, staff["coordinator"], text="Ibu Sulastri Wening, besok kami datang")
    follow(newer)
    said = Entry.objects.get(case=case_of(newer), kind="answer").text
    assert "Sulastri" not in said
    assert "besok kami datang" in said


def test_proof_is_looked_at_once_for_all(staff: Staff) -> None:
    older, newer = two()
    actions.join_case(newer, older, staff["verifier"])
    actions.verify_case(older, staff["verifier"], topic="jalan", agency="umum")
    actions.forward_case(older, staff["verifier"])
    actions.resolve_case(older, staff["liaison"], text="Sudah", photos=[picture()])
    follow(newer)
    there, here = Photo.objects.get(case=case_of(older)), Photo.objects.get(case=case_of(newer))
    assert (there.look, here.look, here.file) == ("waiting", "held", there.file)
    actions.decide_photo(older, staff["verifier"], photo_id=there.pk, safe=True)
    follow(newer)
    here.refresh_from_db()
    assert (here.look, here.public) == ("clear", True)
