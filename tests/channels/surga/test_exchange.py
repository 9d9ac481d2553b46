"""The gateway and the real exchange, over a socket: what one says the other understands, once."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from PIL import Image

from surga.channels.port.gateway import Denied, FollowUp, Gone, Later, NewReport, Picture
from surga.channels.surga.gateway import SurgaGateway
from surga.core.cases import actions as cases
from surga.core.cases.models import Case, Photo
from surga.core.people.access import system
from surga.core.people.models import ApiToken, Officer

type Exchange = Callable[..., SurgaGateway]
OFFICER = system("test")
MARKER = "[Ref HLR-2611-7Q4KX]"
NEW = NewReport(
    MARKER, f"Jalan provinsi rusak\n{MARKER}", title="Jalan rusak", lat=-3.0, lon=120.0, place="Pasar"
)
EVER = datetime(2020, 1, 1, tzinfo=UTC)


def picture(colour: int = 80) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (colour, 20, 20)).save(out, "JPEG")
    return out.getvalue()


def test_what_is_submitted_is_found_listed_and_read_as_ours(exchange: Exchange) -> None:
    there = exchange()
    new = NewReport(
        **{name: getattr(NEW, name) for name in NEW.__slots__} | {"pictures": (Picture("a", data=picture()),)}
    )
    made = there.submit(new)
    assert there.submit(new) == made
    case = Case.objects.get(code=made.id)
    assert (case.title, case.text, case.lat, case.address, case.channel) == (
        "Jalan rusak", "Jalan provinsi rusak", -3.0, "Pasar", "api",
    )  # fmt: skip
    assert Photo.objects.count() == 1
    assert [each.id for each in there.find(MARKER)] == [made.id]
    assert there.find("[Ref HLR-2611-22222]") == ()
    (listed,) = there.changes(EVER, 1).reports
    assert (listed.id, listed.steps, listed.odd) == (made.id, None, ())
    found = there.report(made.id)
    assert (found.odd, found.text, found.standing) == ((), NEW.text, "unverified")
    assert (found.body_id, found.anonymous, found.secret) == ("@rawajaya", True, False)
    assert there.changes(timezone.now() + timedelta(hours=1), 1).reports == ()


def test_an_answer_is_an_answer_and_work_in_progress_is_none(exchange: Exchange) -> None:
    there = exchange()
    made = there.submit(NEW).id
    cases.verify_case(made, OFFICER, agency="umum")
    cases.forward_case(made, OFFICER)
    cases.start_work(made, OFFICER, text="Tim berangkat")
    cases.add_note(made, OFFICER, text="catatan dalam")
    cases.answer_case(made, OFFICER, text="Akan diaspal")
    found = there.report(made)
    assert (found.standing, found.odd) == ("followed_up", ())
    assert [(step.kind, step.role, step.text) for step in found.steps or ()][-2:] == [
        ("status", "agency", "Tim berangkat"), ("follow_up", "agency", "Akan diaspal"),
    ]  # fmt: skip
    assert "catatan dalam" not in found.raw


def test_a_step_has_our_reference_and_is_there_once(exchange: Exchange) -> None:
    there = exchange()
    made = there.submit(NEW).id
    told = FollowUp(made, "HLR-2611-7Q4KX.5", "Pelapor menunggu", pictures=(Picture("a", data=picture()),))
    first = there.follow_up(told)
    assert there.follow_up(told) == first
    assert [(step.id, step.ref) for step in there.report(made).steps or () if step.ref] == [(first, told.ref)]
    with pytest.raises(Denied, match="NOT_YOURS"):
        there.follow_up(FollowUp(made, "HLR-2611-7Q4KX.6", "Selesai", "done", True))
    with pytest.raises(Gone):
        there.follow_up(FollowUp("RWJ-2611-22222", "HLR-2611-7Q4KX.7", "Halo"))


def test_what_was_given_to_us_is_ours_with_its_pictures_until_we_give_it_away(exchange: Exchange) -> None:
    there, other = exchange("dinas", agency="umum"), exchange("lain")
    from surga.core.intake.message import Message
    from surga.core.intake.receive import receive

    code = receive(Message(text="Jalan rusak", photos=(picture(),)), OFFICER).code
    cases.verify_case(code, OFFICER, topic="jalan", agency="umum")
    cases.forward_case(code, OFFICER)
    (listed,) = there.changes(EVER, 1).reports
    found = there.report(listed.id)
    assert (found.id, found.body_id, found.odd) == (code, "kami", ())
    assert there.fetch(found.pictures[0])[:2] == b"\xff\xd8"
    assert other.changes(EVER, 1).reports == ()
    with pytest.raises(Gone):
        other.report(code)
    with pytest.raises(Gone):
        other.fetch(found.pictures[0])
    there.follow_up(FollowUp(code, "D.1", "Dikerjakan", "in_progress"))
    assert there.pass_on(code, "D.2", "kec-hulu", "Ini urusan kecamatan")
    assert there.report(code).body_id == "@kec-hulu"
    with pytest.raises(Denied, match="NOT_YOURS"):
        there.give_back(code, "D.3", "Bukan kami")
    names = {each.id: each.name for each in there.bodies()}
    assert (names["rawajaya"], names["umum"]) == ("Kota Rawajaya", "Dinas Umum")


def test_a_token_that_ended_waits_for_somebody_to_mend_it(exchange: Exchange) -> None:
    there = exchange()
    ApiToken.objects.update(revoked_at=timezone.now())
    for call in (lambda: there.submit(NEW), lambda: there.changes(EVER, 1)):
        with pytest.raises(Later) as later:
            call()
        assert (later.value.code, later.value.wait) == ("token", 300.0)
    assert not Case.objects.exists()


def test_an_account_that_is_no_partners_may_nothing(exchange: Exchange) -> None:
    there = exchange()
    Officer.objects.update(role="coordinator")
    with pytest.raises(Later, match="http_403"):
        there.changes(EVER, 1)


def test_who_asks_too_often_is_told_how_long_to_wait(exchange: Exchange, settings: Any) -> None:
    there = exchange()
    settings.SURGA_API_LIMITS = {"exchange": 1}
    # Both within one minute of the clock: it is by these that is counted.
    with time_machine.travel(timezone.now().replace(second=1)):
        there.bodies()
        with pytest.raises(Later) as later:
            there.submit(NEW)
    assert later.value.code == "rate_limit"
    assert 0 < (later.value.wait or 0) <= 60


def test_many_are_read_page_by_page(exchange: Exchange) -> None:
    there = exchange()
    for number in range(103):
        there.submit(NewReport(f"[Ref {number}]", f"Jalan {number} rusak"))
    first, second = there.changes(EVER, 1), there.changes(EVER, 2)
    assert (len(first.reports), first.more, len(second.reports), second.more) == (100, True, 3, False)
    assert len({each.id for each in (*first.reports, *second.reports)}) == 103
