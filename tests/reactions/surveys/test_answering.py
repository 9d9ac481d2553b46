"""An answer is taken once, says nothing of who gave it, and can be taken back by whoever typed it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import Actor, NotAllowed
from surga.events.models import Event
from surga.reactions.surveys import actions, queries, tokens
from surga.reactions.surveys.actions import AnswerDraft, SurveyRefused
from surga.reactions.surveys.models import Answer, Invitation, Round

from .conftest import MARCH, TEAM, Hold

LIAISON = Actor("officer", "7", "liaison", "umum")
FULL = (3, 4, 3, 4, 3, 4, 3, 4, 3)


def test_an_answer_is_kept_with_its_event_and_its_comment_masked(hold: Hold) -> None:
    info = hold()
    about = {"age": "26-40", "sex": "f", "education": ""}
    assert actions.answer(info.id, AnswerDraft(FULL, "Bu Wulan, 0812-3456-7890, galak", about), "qr")
    row = Answer.objects.get()
    assert (row.way, row.requirements, row.procedure, row.age, row.typed_by) == ("qr", 3, 4, "26-40", "")
    assert "0812" in row.comment
    assert "0812" not in row.comment_masked
    assert "galak" in row.comment_masked
    event = Event.objects.get(name="SurveyAnswered")
    assert event.data == {"round_id": info.id, "unit": "", "answer_id": row.pk, "way": "qr"}
    assert (event.actor, event.case_id) == ("reporter", None)
    assert str(row) == f"answer {row.pk}"


def test_the_same_form_twice_is_one_answer(hold: Hold) -> None:
    info, once = hold(), uuid4()
    assert actions.answer(info.id, AnswerDraft(FULL, once=once), "web")
    assert not actions.answer(info.id, AnswerDraft(FULL, once=once), "web")
    assert actions.answer(info.id, AnswerDraft(FULL, once=uuid4()), "web")
    assert Answer.objects.count() == Event.objects.filter(name="SurveyAnswered").count() == 2


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (AnswerDraft((3,) * 8), "scores", "scores_count"),
        (AnswerDraft((5,) * 9), "scores", "scores_range"),
        (AnswerDraft((None,) * 9), "scores", "scores_empty"),
        (AnswerDraft(FULL, "x" * 1001), "comment", "text_too_long"),
        (AnswerDraft(FULL, about={"sex": "x"}), "sex", "choice_unknown"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(
    hold: Hold, draft: AnswerDraft, field: str, code: str
) -> None:
    info = hold()
    with pytest.raises(SurveyRefused) as refused:
        actions.answer(info.id, draft, "web")
    assert (refused.value.field, refused.value.code) == (field, code)
    assert not Answer.objects.exists()


def test_the_database_itself_refuses_a_five(hold: Hold) -> None:
    info = hold()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(round_id=info.id, time=5, way="web", at=MARCH, known_at=MARCH)


def test_closed_rounds_and_those_by_invitation_alone_take_no_walk_ins(hold: Hold) -> None:
    info = hold(walk_in=False)
    with pytest.raises(SurveyRefused, match="invited_only"):
        actions.answer(info.id, AnswerDraft(FULL), "qr")
    actions.close_round(info.id, TEAM)
    for number, code in ((info.id, "round_not_open"), (0, "round_unknown")):
        with pytest.raises(SurveyRefused, match=code):
            actions.answer(number, AnswerDraft(FULL), "qr")


def test_an_invitation_is_good_for_one_answer(hold: Hold) -> None:
    info, once = hold(walk_in=False), uuid4()
    invited = actions.invite(info.id, "whatsapp", "system:test")
    token = tokens.token_of(invited)
    assert queries.invited(token) is not None
    assert actions.answer_invitation(token, AnswerDraft(FULL, once=once))
    assert Answer.objects.get().way == "whatsapp"
    # The same form again is no mistake, another one is.
    assert not actions.answer_invitation(token, AnswerDraft(FULL, once=once))
    with pytest.raises(SurveyRefused, match="invitation_used"):
        actions.answer_invitation(token, AnswerDraft(FULL, once=uuid4()))
    known = queries.invited(token)
    assert known is not None
    assert known.used
    assert Answer.objects.count() == 1
    assert str(Invitation.objects.get()) == f"invitation {invited}"


def test_no_answer_leads_to_its_invitation() -> None:
    kept = {field.name for field in Answer._meta.get_fields()}
    assert not kept & {"invitation", "case", "case_id", "reporter", "officer"}
    assert "answered_at" not in {field.name for field in Invitation._meta.get_fields()}


def test_tokens_we_did_not_make_are_unknown(hold: Hold, settings: pytest.FixtureRequest) -> None:
    info = hold()
    invited = actions.invite(info.id, "web", "system:test")
    token = tokens.token_of(invited)
    assert tokens.invitation_of(token.upper()) == invited
    for wrong in (
        "",
        "abc",
        token[:-1],
        f"{token}x",
        token.replace("-", ""),
        "x" * 300,
        "2-222222222222",
        "ä-ö",
    ):
        assert queries.invited(wrong) is None
        with pytest.raises(SurveyRefused, match="invitation_unknown"):
            actions.answer_invitation(wrong, AnswerDraft(FULL))
    old = settings.SECRET_KEY  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert tokens.invitation_of(token) is None
    settings.SECRET_KEY_FALLBACKS = [old]  # type: ignore[attr-defined]
    assert tokens.invitation_of(token) == invited
    assert queries.invitation(10**9) is None


def test_sheets_are_typed_and_taken_back(hold: Hold) -> None:
    info = hold("umum")
    yesterday = city().calendar.day_of(timezone.now()) - timedelta(days=1)
    first = actions.type_in(info.id, AnswerDraft(FULL, "Bagus"), LIAISON, on=yesterday)
    second = actions.type_in(info.id, AnswerDraft((1,) * 9), LIAISON)
    before = timezone.now()
    assert queries.typed_today(info, str(LIAISON)) == 2
    assert queries.index_of(info).n == 2
    actions.take_back(second, LIAISON)
    actions.take_back(second, LIAISON)
    assert queries.index_of(info).n == queries.typed_today(info, str(LIAISON)) == 1
    # What was said before it was taken back stays true.
    assert queries.index_of(info, before).n == 2
    rows = queries.last_typed(info, str(LIAISON))
    assert [(row.id, row.withdrawn, row.by_hand) for row in rows] == [
        (second, True, True),
        (first, False, True),
    ]
    assert rows[1].on == yesterday
    assert rows[1].comment == "Bagus"
    assert [row.id for row in queries.answers_of(info)] == [first]


def test_taking_back_is_for_paper_of_open_rounds_by_those_who_may(hold: Hold) -> None:
    info = hold("pengawas")
    actions.answer(info.id, AnswerDraft(FULL), "web")
    with pytest.raises(SurveyRefused, match="answer_unknown"):
        actions.take_back(Answer.objects.get().pk, TEAM)
    sheet = actions.type_in(info.id, AnswerDraft(FULL), TEAM)
    with pytest.raises(NotAllowed):
        actions.take_back(sheet, LIAISON)
    actions.close_round(info.id, TEAM)
    with pytest.raises(SurveyRefused, match="round_not_open"):
        actions.take_back(sheet, TEAM)


def test_a_sheet_of_tomorrow_is_refused_and_one_of_today_is_not(hold: Hold) -> None:
    info, today = hold(), city().calendar.day_of(timezone.now())
    assert actions.type_in(info.id, AnswerDraft(FULL), TEAM, on=today)
    with pytest.raises(SurveyRefused, match="date_future"):
        actions.type_in(info.id, AnswerDraft(FULL), TEAM, on=today + timedelta(days=1))


def test_many_sheets_are_all_or_none(hold: Hold) -> None:
    info = hold()
    with pytest.raises(SurveyRefused) as refused:
        actions.type_many(info.id, [AnswerDraft(FULL), AnswerDraft((9,) * 9)], TEAM)
    assert (refused.value.field, refused.value.code) == ("row-1", "scores_range")
    assert not Answer.objects.exists()
    assert len(actions.type_many(info.id, [AnswerDraft(FULL)] * 3, TEAM)) == 3
    assert Event.objects.filter(name="SurveyAnswered").count() == 3


def test_what_was_kept_elsewhere_is_known_at_its_own_time_or_from_now_on(hold: Hold) -> None:
    info, before = hold(), timezone.now()
    assert actions.record_many(info.id, [(FULL, MARCH)], TEAM) == 1
    assert actions.record_many(info.id, [(FULL, MARCH)], TEAM, archived=False, way="web") == 1
    assert queries.index_of(info, MARCH).n == 1
    assert queries.index_of(info, before).n == 1
    assert queries.index_of(info).n == 2
    assert list(Answer.objects.order_by("id").values_list("typed_by", flat=True)) == ["system:test", ""]
    assert Event.objects.filter(name="SurveyAnswered", at=MARCH).count() == 2


def test_a_round_with_answers_is_not_removed(hold: Hold) -> None:
    from django.db.models import ProtectedError

    hold(given=[FULL])
    with pytest.raises(ProtectedError):
        Round.objects.all().delete()
