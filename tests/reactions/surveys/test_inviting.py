"""The reporter of an ended case is asked once, where they are, and not about what is kept secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from surga.core.agencies.queries import city as the_city
from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.intake.models import Conversation, Line, Submission
from surga.core.people.access import REPORTER, Actor, system
from surga.events import relay
from surga.events.models import Event
from surga.reactions.notify.handlers import surveys as handler
from surga.reactions.notify.models import Notice
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.models import Invitation

from .conftest import TEAM, Hold

type Filing = Callable[..., Case]


@pytest.fixture
def ended(publish: Filing, verifier: Actor) -> Filing:
    """A case that its reporter says is solved."""

    def one(**more: Any) -> Case:
        case = publish(**more)
        cases.forward_case(case.code, verifier, agency="umum")
        cases.resolve_case(case.code, verifier, text="Sudah ditambal.")
        cases.confirm_case(case.code, REPORTER)
        return Case.objects.select_related("reporter").get(pk=case.pk)

    return one


def letters() -> list[Notice]:
    relay.drain()
    return list(Notice.objects.filter(template="survey"))


def test_the_reporter_is_asked_by_mail_with_a_link_that_works_once(hold: Hold, ended: Filing) -> None:
    info = hold(invites=True)
    case = ended()
    (letter,) = letters()
    invited = Invitation.objects.get()
    assert (invited.round_id, invited.case_id, invited.way) == (info.id, case.pk, "web")
    told = queries.invitation(invited.pk)
    assert told is not None
    assert told.link in letter.body
    assert (letter.to, letter.subject) == ("wulan@example.org", f"[{case.code}] Bagaimana pelayanan kami?")
    assert "Kota Rawajaya" in letter.body
    event = Event.objects.get(name="SurveyInvited")
    assert event.data == {"round_id": info.id, "invitation_id": invited.pk}


def test_the_letter_is_in_the_reporter_s_language(hold: Hold, ended: Filing) -> None:
    hold(invites=True)
    ended(language="en", email="made@example.org")
    (letter,) = letters()
    assert letter.subject.endswith("How did we do?")
    assert "Nine questions" in letter.body


def test_the_agency_s_own_round_goes_before_the_city_s(hold: Hold, ended: Filing) -> None:
    hold(invites=True)
    own = hold("umum", invites=True)
    hold("pengawas", invites=True)
    ended()
    letters()
    assert Invitation.objects.get().round_id == own.id


def test_nobody_is_asked_twice_in_a_round(hold: Hold, ended: Filing) -> None:
    info = hold(invites=True)
    first, second = ended(), ended()
    assert first.reporter_id == second.reporter_id
    assert len(letters()) == 1
    known = Invitation.objects.get()
    assert actions.invite_reporter(first, "system:test") is None
    assert actions.invite(info.id, "web", "system:test", case_id=known.case_id) == known.pk


@pytest.mark.parametrize(
    "more",
    [
        {"confidential": True},
        {"anonymous": True},
        {"email": "", "phone": "081234567890"},
        {"actor": system("import")},
        {"actor": system("demo")},
    ],
    ids=["confidential", "anonymous", "no-address", "imported", "invented"],
)
def test_some_are_never_asked(hold: Hold, ended: Filing, more: dict[str, Any]) -> None:
    hold(invites=True)
    ended(**more)
    assert letters() == []
    assert not Invitation.objects.exists()


def test_nobody_is_asked_while_no_round_invites(hold: Hold, ended: Filing) -> None:
    hold()
    closed = hold("umum", invites=True)
    actions.close_round(closed.id, TEAM)
    ended()
    assert letters() == []


@pytest.mark.parametrize(("channel", "way"), [("whatsapp", "whatsapp"), ("telegram", "web")])
def test_who_came_by_a_conversation_is_asked_there(hold: Hold, ended: Filing, channel: str, way: str) -> None:
    info = hold(invites=True)
    case = ended(anonymous=True, channel=channel)
    now = timezone.now()
    talk = Conversation.objects.create(channel=channel, sender="62812", changed_at=now, last_in_at=now)
    Submission.objects.create(channel=channel, digest="1", case=case, conversation=talk, received_at=now)
    assert letters() == []
    invited = Invitation.objects.get()
    assert invited.way == way
    told = queries.invitation(invited.pk)
    line = Line.objects.order_by("-id").first()
    assert told is not None
    assert line is not None
    assert line.text.startswith(f"Bagaimana pelayanan Kota Rawajaya untuk laporan *{case.code}*?")
    assert told.link in line.text
    # Where one can answer in the chat itself, the word and the button say so.
    by_word = f"Atau jawab di sini: balas *SURVEI {info.code.upper()}*." in line.text
    assert (by_word, line.data) == {
        "web": (False, {}),
        "whatsapp": (True, {"choices": [[f"survei:{info.code}", "Jawab di sini"]]}),
    }[way]


def test_who_wrote_too_long_ago_is_asked_by_the_city_s_template(
    hold: Hold, ended: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"chat": {"templates": {"survey": {"name": "survei", "id": "{{1}} {{2}} {{3}}"}}}}
    monkeypatch.setattr(handler, "city", lambda: replace(the_city(), settings=known))
    hold(invites=True)
    case = ended(channel="whatsapp", language="en")
    now = timezone.now()
    talk = Conversation.objects.create(channel="whatsapp", sender="1", changed_at=now, language="en")
    Submission.objects.create(channel="whatsapp", digest="1", case=case, conversation=talk, received_at=now)
    relay.drain()
    line = Line.objects.order_by("-id").first()
    told = queries.invitation(Invitation.objects.get().pk)
    assert line is not None
    assert told is not None
    assert line.data == {
        "template": "survei",
        "language": "id",
        "params": ["Kota Rawajaya", case.code, told.link],
        "choices": [[f"survei:{told.round.code}", "Answer here"]],
    }


def test_without_a_source_nobody_is_asked(hold: Hold, ended: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "_source", handler._nothing)
    hold(invites=True)
    ended()
    assert letters() == []
    assert Invitation.objects.exists()


def test_what_was_answered_already_brings_no_letter(hold: Hold, ended: Filing) -> None:
    from surga.reactions.surveys.tokens import token_of

    info, case = hold(), ended()
    letters()
    invited = actions.invite(info.id, "web", "system:test", case_id=case.pk)
    actions.answer_invitation(token_of(invited), actions.AnswerDraft((3,) * 9))
    assert letters() == []
