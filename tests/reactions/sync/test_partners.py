"""What another government's program brings, sees and says here; and that nothing of it is told back to it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from surga.channels.port.gateway import Report
from surga.core.cases import actions as cases
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.models import Case
from surga.core.cases.timeline import timeline_of
from surga.core.people.access import REPORTER, Actor
from surga.events import relay
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.actions import partners as acts
from surga.reactions.sync.actions.partners import FollowUp, NotYours, RefReused
from surga.reactions.sync.models import Act, OtherBody
from surga.reactions.sync.queries import partners as seen
from surga.reactions.sync.rules.telling import marker_of
from surga.reactions.sync.store.book import act_of
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.things import Partner, Side

CITY = Partner("kota", "Kota Hilir")
MARKER = marker_of("HLR-2611-7Q4KX")


def report(marker: str = MARKER, text: str = "Jalan provinsi rusak") -> Report:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    return Report(marker, "", text, "unverified", now, now, anonymous=True)


@pytest.fixture
def brought(city: None) -> str:
    return acts.bring(CITY, report())[0]


def shown(code: str, partner: Partner = CITY) -> seen.Shown:
    found = seen.report_shown(partner, code)
    assert found is not None
    return found


def steps(code: str) -> list[tuple[str, str]]:
    return [(step.kind, step.text) for step in shown(code).report.steps or ()]


def test_a_matter_is_brought_once_by_its_marker(brought: str) -> None:
    assert acts.bring(CITY, report(text="Jalan provinsi rusak sekali")) == (brought, False)
    assert acts.bring(Partner("lain"), report())[0] != brought
    case = Case.objects.get(code=brought)
    assert (case.channel, case.reporter_id, case.anonymous) == ("api", None, True)
    (found,) = seen.reports_changed(CITY, marker=MARKER).items
    assert (found.report.id, found.marker, found.yours) == (brought, MARKER, False)


def test_nobody_elses_matter_is_there(brought: str, publish: Any) -> None:
    own = publish()
    other = Partner("lain", agency="tidak-ada")
    assert seen.reports_changed(other).items == ()
    assert seen.report_shown(other, brought) is None
    assert seen.report_shown(CITY, own.code) is None
    with pytest.raises(CaseUnknown):
        acts.follow_up(CITY, own.code, FollowUp("r1", "Halo"))


def test_an_answer_is_read_and_what_officers_say_among_themselves_is_not(
    brought: str, verifier: Actor
) -> None:
    cases.verify_case(brought, verifier, agency="umum")
    cases.forward_case(brought, verifier, agency="umum", note="rahasia dapur")
    cases.add_note(brought, verifier, text="catatan dalam")
    cases.start_work(brought, verifier, text="Tim berangkat")
    cases.answer_case(brought, verifier, text="Akan diaspal, hubungi 081234567890")
    assert shown(brought).report.standing == "followed_up"
    told = steps(brought)
    assert ("status", "Tim berangkat") in told
    assert [text for kind, text in told if kind == "follow_up"] == ["Akan diaspal, hubungi [telepon]"]
    assert not {"rahasia dapur", "catatan dalam"} & {text for _kind, text in told}


def test_the_same_reference_is_the_same_step(brought: str) -> None:
    first = acts.follow_up(CITY, brought, FollowUp("HLR.1", "Pelapor menunggu"))
    assert acts.follow_up(CITY, brought, FollowUp("HLR.1", "Pelapor menunggu")) == first
    own = [step for step in shown(brought).report.steps or () if step.ref]
    assert [(step.id, step.ref, step.text) for step in own] == [(first, "HLR.1", "Pelapor menunggu")]
    other = acts.bring(CITY, report("[Ref HLR-2611-22222]"))[0]
    with pytest.raises(RefReused):
        acts.follow_up(CITY, other, FollowUp("HLR.1", "Lagi"))


def test_what_is_with_others_takes_words_and_no_standing(brought: str) -> None:
    with pytest.raises(NotYours):
        acts.follow_up(CITY, brought, FollowUp("HLR.1", "Selesai", "followed_up"))
    with pytest.raises(NotYours):
        acts.give_back(CITY, brought, "HLR.2", "Bukan kami")
    assert steps(brought) == []


def test_a_question_is_answered_by_whoever_brought_it(brought: str, verifier: Actor) -> None:
    cases.verify_case(brought, verifier)
    cases.ask_reporter(brought, verifier, text="Di kilometer berapa?")
    assert ("note", "Di kilometer berapa?") in steps(brought)
    acts.follow_up(CITY, brought, FollowUp("HLR.1", "Kilometer 12"))
    assert Case.objects.get(code=brought).status == "verified"


def test_given_back_it_is_theirs_until_they_give_it_back(brought: str, verifier: Actor) -> None:
    cases.verify_case(brought, verifier)
    cases.escalate_case(brought, verifier, level="neighbour", reason="Jalan kota", body="kota hilir")
    assert shown(brought).yours
    acts.give_back(CITY, brought, "HLR.1", "Bukan jalan kami")
    assert Case.objects.get(code=brought).status == "returned"
    assert not shown(brought).yours


def test_a_case_given_to_their_agency_is_shown_worked_on_and_answered(file: Any, verifier: Actor) -> None:
    partner = Partner("dinas", agency="umum")
    case = file("Jalan rusak, saya Wulan Prameswari")
    cases.verify_case(case.code, verifier, agency="umum")
    cases.forward_case(case.code, verifier)
    assert acts.show_given(partner) == 1
    assert acts.show_given(partner) == 0
    found = shown(case.code, partner)
    assert (found.yours, found.marker) == (True, "")
    assert "Wulan" not in found.report.text
    acts.follow_up(partner, case.code, FollowUp("D.1", "Dikerjakan", "in_progress"))
    acts.follow_up(partner, case.code, FollowUp("D.2", "Sudah ditambal", "followed_up"))
    assert Case.objects.get(pk=case.pk).status == "answered"
    assert shown(case.code, partner).yours


def test_a_secret_case_is_given_to_nobody(file: Any, verifier: Actor) -> None:
    partner = Partner("dinas", agency="umum")
    case = file("Jalan rusak")
    cases.verify_case(case.code, verifier, agency="umum")
    cases.forward_case(case.code, verifier)
    acts.show_given(partner)
    Case.objects.filter(pk=case.pk).update(confidential=True)
    assert seen.report_shown(partner, case.code) is None
    assert seen.reports_changed(partner).items == ()


def test_what_changed_is_listed_by_when_it_was_recorded(brought: str, verifier: Actor) -> None:
    """An answer that another side gave an hour ago, and that came to us now, has changed now."""
    before = shown(brought).report.updated_at
    cases.verify_case(brought, verifier, at=datetime(2025, 1, 1, tzinfo=UTC))
    (found,) = seen.reports_changed(CITY, since=before).items
    assert found.report.updated_at > before
    assert seen.reports_changed(CITY, since=datetime(2999, 1, 1, tzinfo=UTC)).items == ()


def told(case: str) -> list[tuple[str, str, str]]:
    relay.drain()
    return [
        (act.system, act.kind, act.body_id)
        for act in Act.objects.filter(case_id=Case.objects.get(code=case).pk).order_by("id")
    ]


def test_what_a_partner_brought_is_told_on_only_when_it_goes_up(
    brought: str, verifier: Actor, settings: Any
) -> None:
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "t", "35")
    settings.SYNC_SIDES = (Side("surga:kota", "surga", takes="escalated", level="neighbour", body="kami"),)
    cases.verify_case(brought, verifier)
    assert told(brought) == []
    cases.escalate_case(brought, verifier, level="neighbour", reason="Jalan kota", body="")
    assert told(brought) == []  # whoever brought it asks for that
    acts.give_back(CITY, brought, "HLR.1", "Bukan jalan kami")
    cases.forward_case(brought, verifier, agency="umum")
    OtherBody.objects.create(system="sp4n", body_id="1005", name="Kementerian", level="centre")
    cases.escalate_case(brought, verifier, level="centre", reason="Jalan nasional")
    assert told(brought) == [("sp4n", "submit", ""), ("sp4n", "pass_on", "1005")]


def test_what_the_national_side_has_already_is_not_told_it_twice(
    city: None, verifier: Actor, settings: Any
) -> None:
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "t", "35")
    code = acts.bring(CITY, report(), known_above=True)[0]
    cases.verify_case(code, verifier)
    cases.escalate_case(code, verifier, level="centre", reason="Jalan nasional")
    assert told(code) == []


def test_what_the_reporter_adds_is_told_to_whom_the_case_went_up(
    publish: Any, verifier: Actor, settings: Any
) -> None:
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "t", "3571")
    side = Side("surga:provinsi", "surga", takes="escalated", level="province", body="kami")
    settings.SYNC_SIDES = (side,)
    case = publish()
    cases.escalate_case(case.code, verifier, level="province", reason="Jalan provinsi")
    cases.reply_to_case(case.code, REPORTER, text="Di kilometer 12, hubungi 081234567890")
    assert told(case.code) == [
        ("sp4n", "submit", ""), ("sp4n", "follow_up", ""),
        ("surga:provinsi", "submit", ""), ("surga:provinsi", "follow_up", ""),
    ]  # fmt: skip
    last = Act.objects.order_by("-id").first()
    assert CityHouse().said(act_of(last))[0] == "Di kilometer 12, hubungi [telepon]"


def test_what_the_bringer_says_is_not_published_here(brought: str, verifier: Actor) -> None:
    cases.verify_case(brought, verifier)
    acts.follow_up(CITY, brought, FollowUp("HLR.1", "Di kilometer 12"))
    case = Case.objects.get(code=brought)
    assert "Di kilometer 12" not in [item.text for item in timeline_of(case, "public")]
    assert "Di kilometer 12" in [item.text for item in timeline_of(case, "officer")]
