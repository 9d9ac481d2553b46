"""What holds whatever anybody replies, in whatever order."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.core.cases import actions as cases
from surga.core.intake.actions.conversing import take_in
from surga.core.intake.heard import Heard
from surga.core.intake.models import Conversation, Submission
from surga.core.people.access import REPORTER
from surga.doors.portal.browsing.surveying.forms import AnswerForm
from surga.reactions.surveys import actions
from surga.reactions.surveys.actions import AnswerDraft, SurveyRefused
from surga.reactions.surveys.models import Answer, Invitation, Round, Sitting
from surga.reactions.surveys.queries import CODES, ELEMENTS
from surga.reactions.surveys.rules.replies import Reply
from surga.reactions.surveys.rules.standing import Standing, after
from surga.reactions.surveys.tokens import token_of

from .conftest import TEAM, Hold

_number = count(1)
KINDS = ("score", "skip", "back", "comment", "long", "wrong", "away", "stop", "english", "?")
REPLIES = st.builds(
    Reply,
    st.sampled_from(KINDS),
    st.integers(1, 4),
    st.sampled_from(["", "", "", *CODES]),
    st.text(max_size=5),
)
DIGITS = st.sampled_from(["1", "2", "3", "4"])
WORDS = st.sampled_from(
    "lewati|kembali|berhenti|tidak ada|SURVEI|survei|english|Sesuai|mudah|5|halo|ya|👍||lapor|batal|kirim|"
    "Antrean lama, tambah loket|lampu jalan mati di depan pasar sejak Senin|".split("|")
)
#: Beside words: a press (element, answer), the web's form, the round closed and opened, the last message once more.
DEEDS = st.one_of(
    DIGITS, DIGITS, DIGITS, DIGITS, WORDS, st.text(max_size=20),
    st.tuples(st.sampled_from([*CODES, "comment"]), st.sampled_from("01234")),
    st.sampled_from([("web",), ("close",), ("open",), ("again",), ("late",), ("day",)]),
)  # fmt: skip


@given(st.lists(REPLIES, max_size=30))
def test_nine_scores_of_one_to_four_whatever_is_replied(replies: list[Reply]) -> None:
    standing = Standing()
    for reply in replies:
        step = after(standing, reply)
        standing = step.standing
        assert 0 <= standing.turn <= len(ELEMENTS)
        assert len(standing.scores) == len(ELEMENTS)
        # Nothing is filled in ahead, and a complete answer is one.
        if step.done:
            assert standing.turn == len(ELEMENTS)
            assert any(standing.scores)
            assert all(score in {None, 1, 2, 3, 4} for score in standing.scores)


@given(
    told=st.sampled_from([0, 3, 8, 9, 9]),
    deeds=st.lists(DEEDS, min_size=3, max_size=14),
    walk_in=st.booleans(),
    invited=st.booleans(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_never_two_answers_and_only_what_the_web_would_take(
    hold: Hold, told: int, deeds: list[object], walk_in: bool, invited: bool
) -> None:
    one = _One(hold, walk_in=walk_in, invited=invited)
    one.do("survei " + one.code)
    for deed in (*["3"] * told, *deeds):
        before = Answer.objects.filter(round=one.round_id).count()
        was_open = Round.objects.get(pk=one.round_id).state == Round.OPEN
        one.do(deed)
        now = Answer.objects.filter(round=one.round_id).count()
        assert now == before or (now == 1 and was_open and (walk_in or invited)), deed
    for row in Answer.objects.filter(round=one.round_id):
        given_scores = {code: str(getattr(row, code) or "") for code in CODES}
        form = AnswerForm({**given_scores, "comment": row.comment}, "id")
        assert form.is_valid(), form.errors
        assert row.way == "whatsapp"
    used = Invitation.objects.filter(round=one.round_id, answered_on__isnull=False).count()
    assert used == (Answer.objects.filter(round=one.round_id).count() if invited else 0)
    assert all(row.scores == [] for row in Sitting.objects.filter(answered_on__isnull=False))


class _One:
    """Somebody new, asked in a round of its own, with a clock of its own."""

    def __init__(self, hold: Hold, *, walk_in: bool, invited: bool) -> None:
        number = next(_number)
        day = date(2026, 1, 1) + timedelta(days=number)
        info = hold(first=day, last=day, walk_in=walk_in)
        self.round_id, self.code = info.id, info.code
        self.sender, self.at = f"62811{number:07}", timezone.now()
        self.last = Heard("whatsapp", self.sender, f"first-{number}", self.at, text="halo")
        take_in(self.last, at=self.at)
        self.token = ""
        if invited:
            draft = cases.Draft(
                text="Jalan rusak sekali", kind="complaint", channel="whatsapp", topic="jalan"
            )
            case, talk = cases.open_case(draft, REPORTER), Conversation.objects.get(sender=self.sender)
            Submission.objects.create(
                channel="whatsapp", digest="1", case=case, conversation=talk, received_at=self.at
            )
            self.token = token_of(actions.invite(info.id, "whatsapp", "system:test", case_id=case.pk))

    def do(self, deed: object) -> None:
        match deed:
            case str():
                self._write(deed)
            case ("web",):
                with suppress(SurveyRefused):
                    actions.answer_invitation(self.token, AnswerDraft((1,) * 9))
            case ("close",):
                with suppress(SurveyRefused):
                    actions.close_round(self.round_id, TEAM)
            case ("open",):
                actions.open_round(self.round_id, TEAM)
            case ("again",):
                take_in(self.last, at=self.at)
            case ("late",):
                self._write("1", at=self.at - timedelta(minutes=5))
            case ("day",):
                self.at += timedelta(hours=25)
                actions.keep_left(self.at)
            case (str(element), str(answer)):
                choice = f"survei:{self.code}:{element}:{answer}"
                self._write("", kind="choice", choice=choice)

    def _write(self, text: str, **more: Any) -> None:
        self.at += timedelta(minutes=4)
        heard = Heard(
            "whatsapp", self.sender, f"{self.sender}-{next(_number)}", **{"at": self.at, "text": text, **more}
        )
        self.last = heard
        take_in(heard, at=self.at)
