"""A survey in a conversation beside all else: the web's form, a repeat, a complaint, an officer, a danger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.intake.actions.conversing import take_in
from surga.core.intake.models import Contact
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, SurveyRefused
from surga.reactions.surveys.models import Answer, Invitation, Sitting
from tests.core.intake.writing import STORY, said, write

from .chatting import NINE, SCORES, invite, press, replies, scores, start
from .conftest import Hold


def test_each_answers_a_round_once(hold: Hold) -> None:
    info = hold()
    for _ in range(2):
        start(info)
        replies(*NINE, "-")
    assert scores() == [SCORES]
    assert any("sudah Anda isi" in text for text in said())
    start(info, sender="6281111111111")
    assert Sitting.objects.count() == 2


def test_whoever_is_invited_writes_the_word_alone(hold: Hold) -> None:
    info = hold(walk_in=False)
    start(info)
    assert "hanya untuk yang menerima undangan" in said()[-1]
    token = invite(info)
    write("survei")
    replies(*NINE, "-")
    assert scores() == [SCORES]
    invited = Invitation.objects.get()
    assert invited.answered_on == Sitting.objects.get().answered_on is not None
    with pytest.raises(SurveyRefused, match="invitation_used"):
        actions.answer_invitation(token, AnswerDraft((1,) * 9))
    assert queries.response_of(info).answered == 1


@pytest.mark.parametrize("replied", [0, 4, 9])
def test_the_web_may_come_first(hold: Hold, replied: int) -> None:
    info = hold()
    write("halo")
    token = invite(info)
    start(info)
    replies(*NINE[:replied])
    actions.answer_invitation(token, AnswerDraft((1,) * 9))
    write("3")
    assert "sudah Anda isi" in said()[-1]
    start(info)
    assert "sudah Anda isi" in said()[-1]
    assert scores() == [(1,) * 9]


def test_the_same_message_again_and_an_older_one_answer_nothing(hold: Hold) -> None:
    info = hold()
    start(info)
    now = timezone.now()
    first = write("3", at=now + timedelta(seconds=9))
    before = said()
    take_in(first)
    write("1", at=now + timedelta(seconds=4))
    assert said() == before
    assert Sitting.objects.get().scores == [3, *[None] * 8]
    write("2", at=now + timedelta(seconds=9))
    assert Sitting.objects.get().scores[:2] == [3, 2]


@pytest.mark.parametrize("text", ["lapor", "menu", STORY, "petugas"])
def test_what_is_no_reply_goes_to_the_dialogue_and_the_survey_waits(hold: Hold, text: str) -> None:
    info = hold()
    start(info)
    replies("3", text)
    assert not any(word in said()[-1] for word in ("/9*", "belum kami pahami"))
    assert Contact.objects.exists()
    write("batal")
    write("survei")
    assert "Kita lanjutkan" in said()[-1]
    assert "*2/9*" in said()[-1]
    replies(*NINE[1:], "-")
    assert scores() == [SCORES]
    assert info.id == Answer.objects.get().round_id


def test_a_complaint_that_is_being_told_goes_first(hold: Hold) -> None:
    info = hold()
    write(STORY)
    start(info)
    assert f"*{info.start_word}* lagi" in said()[-1]
    press(f"survei:{info.code}")
    assert not Sitting.objects.exists()
    write("kirim")
    case = Case.objects.get()
    assert "SURVEI" not in case.text
    start(info)
    assert "*1/9*" in said()[-1]


def test_a_complaint_begun_in_between_takes_the_digits(hold: Hold) -> None:
    info = hold()
    start(info)
    write("3")
    write("lampu jalan mati sejak Senin malam dan gelap")
    write("1")
    press(f"survei:{info.code}:procedure:2")
    assert "Kita selesaikan dulu" in said()[-1]
    assert Sitting.objects.get().scores == [3, *[None] * 8]


def test_an_officer_who_waits_for_a_word_goes_first(hold: Hold) -> None:
    info = hold()
    start(info)
    invite(info)
    Case.objects.update(status="waiting_reporter")
    write("3")
    assert Sitting.objects.get().scores == [None] * 9
    Case.objects.update(status="waiting_reporter")
    start(info)
    assert "Kita selesaikan dulu" in said()[-1]


@pytest.mark.parametrize(("told", "after"), [(9, timedelta(minutes=11)), (4, timedelta(hours=25))])
def test_what_is_said_long_after_is_no_reply(hold: Hold, told: int, after: timedelta) -> None:
    start(hold())
    replies(*NINE[:told])
    before = Sitting.objects.get().scores
    later = timezone.now() + after
    write("halo, mau tanya", at=later)
    assert "/9*" not in said()[-1]
    assert not Answer.objects.exists()
    write("survei", at=later + timedelta(minutes=1))
    assert "Kita lanjutkan" in said()[-1]
    assert Sitting.objects.get().scores == before
    assert Contact.objects.exists()


def test_a_danger_is_told_whatever_is_asked(hold: Hold) -> None:
    start(hold())
    replies(*NINE, "ada kebakaran di kantor pelayanan, tolong cepat")
    assert "112" in "".join(said()[-2:])
    assert not Answer.objects.exists()


def test_what_was_answered_on_the_web_meanwhile_is_not_kept_again(hold: Hold) -> None:
    info = hold()
    write("halo")
    token = invite(info)
    start(info)
    replies(*NINE)
    actions.answer_invitation(token, AnswerDraft((1,) * 9))
    assert actions.keep_left(timezone.now() + timedelta(hours=25)) == 0
    assert scores() == [(1,) * 9]
    assert not Sitting.objects.exists()
