"""What is heard on a channel becomes a case: kept once, answered once, filed whole."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases import queries as cases
from surga.core.cases.models import Case, Entry
from surga.core.intake.actions.conversing import performing, take_in
from surga.core.intake.heard import Attachment
from surga.core.intake.message import MessageRefused
from surga.core.intake.models import Contact, Conversation, Line, Submission
from surga.events.models import Event
from tests.core.intake.writing import SENDER, STORY, drawn, filed, said, talk, write

pytestmark = pytest.mark.usefixtures("small_city")


@pytest.fixture
def picture() -> bytes:
    return drawn(10)


@pytest.fixture
def pictures() -> list[bytes]:
    return [drawn(number * 30) for number in range(7)]


def test_halo_becomes_a_case_in_four_turns() -> None:
    for text in ("halo", "lampu jalan mati", "di depan Pasar Timur", "kirim"):
        write(text, name="Sri")
    case = Case.objects.select_related("reporter").get()
    assert (case.text, case.address) == ("lampu jalan mati\ndi depan Pasar Timur", "depan Pasar Timur")
    assert case.reporter is not None
    assert (case.reporter.name, case.reporter.phone) == ("Sri", f"+{SENDER}")
    assert case.code in said()[-1]
    assert f"/lacak/{case.code}" in said()[-1]
    assert Submission.objects.get().conversation_id == talk().pk
    of_case = Line.objects.filter(way=Line.IN, case=case).order_by("id").values_list("text", flat=True)
    assert list(of_case) == ["lampu jalan mati", "di depan Pasar Timur", "kirim"]


def test_the_touch_ends_as_a_complaint_with_its_case() -> None:
    case = filed()
    contact = Contact.objects.get()
    assert (contact.touch, contact.outcome, contact.case_id) == ("chat", "complaint", case.pk)
    assert talk().contact_id is None
    write("makasih")
    assert Contact.objects.count() == 1


def test_the_same_message_twice_changes_nothing() -> None:
    heard = [write(STORY), write("kirim")]
    before = (said(), Case.objects.count(), Event.objects.count(), talk().version)
    for one in heard:
        take_in(one)
    assert (said(), Case.objects.count(), Event.objects.count(), talk().version) == before


def test_what_each_kind_of_talk_comes_to() -> None:
    write("halo")
    write("batal")
    case = filed()
    write("status", at=timezone.now() + timedelta(hours=2))
    outcomes = Contact.objects.order_by("id").values_list("outcome", "case_id")
    assert list(outcomes) == [("silent", None), ("complaint", case.pk), ("follow_up", case.pk)]


def test_the_touch_and_the_case_carry_the_channels_facts() -> None:
    write(STORY, channel="telegram", sender="42", name="Budi", phone="")
    write("anonim", channel="telegram", sender="42", phone="")
    write("kirim", channel="telegram", sender="42", phone="")
    case = Case.objects.select_related("reporter").get()
    assert (case.channel, case.anonymous) == ("telegram", True)
    assert case.reporter is not None
    assert (case.reporter.name, case.reporter.phone) == ("Budi", "")


def test_a_location_says_the_kelurahan() -> None:
    write("sampah menumpuk tidak diangkut seminggu")
    write(kind="location", lat=-2.995, lon=120.005)
    assert "Timur" in said()[-1]
    write("kirim")
    case = Case.objects.get()
    assert (case.region_id, case.lat) == ("99.01.1001", -2.995)


def test_a_place_that_cannot_be_is_not_kept() -> None:
    write("sampah menumpuk tidak diangkut seminggu")
    write(kind="location", lat=float("nan"), lon=500.0)
    assert talk().memory.get("lat") is None
    assert len(said()) == 2


def test_a_kelurahan_named_in_the_story_is_known_and_no_other_word_is() -> None:
    write("lampu mati di Barat sejak Senin malam gelap")
    assert talk().memory["region"] == "99.01.1002"
    write("batal")
    write("lampu mati di barat laut pasar sejak Senin malam")
    assert "region" not in talk().memory


def test_photos_to_be_fetched_belong_to_the_case() -> None:
    write(kind="photo", attachments=(Attachment("m1", "image/jpeg"),))
    write(STORY)
    write("kirim")
    photo = Line.objects.get(kind="photo")
    assert (photo.media_id, photo.media_state, photo.case_id) == ("m1", Line.WANTED, talk().case_id)
    write(kind="photo", attachments=(Attachment("m2", "image/jpeg"),))
    later = Line.objects.get(media_id="m2")
    assert later.case_id == talk().case_id
    assert not Entry.objects.exists()


def test_a_mails_photos_are_filed_with_it(picture: bytes) -> None:
    files = (
        Attachment(mime="image/jpeg", name="a.jpg", data=picture),
        Attachment(mime="text/plain", data=b"catatan"),
    )
    write(STORY, channel="email", sender="sri@contoh.id", phone="", email="sri@contoh.id", attachments=files)
    case = Case.objects.select_related("reporter").get()
    assert len(cases.photos_of(case)) == 1
    assert case.reporter is not None
    assert case.reporter.email == "sri@contoh.id"
    kinds = Line.objects.filter(way=Line.IN).order_by("id").values_list("kind", "media_state", "case_id")
    assert list(kinds) == [("photo", "kept", case.pk), ("document", "kept", case.pk)]


def test_a_photo_that_is_none_is_refused_and_the_mail_is_filed() -> None:
    broken = (Attachment(mime="image/jpeg", data=b"no picture"),)
    write(STORY, channel="email", sender="sri@contoh.id", phone="", email="sri@contoh.id", attachments=broken)
    assert Case.objects.count() == 1
    assert Line.objects.get(way=Line.IN).media_state == Line.REFUSED


def test_more_photos_than_a_case_begins_with_are_added_after(pictures: list[bytes]) -> None:
    files = tuple(Attachment(mime="image/jpeg", data=data) for data in pictures)
    write(STORY, channel="email", sender="sri@contoh.id", phone="", email="sri@contoh.id", attachments=files)
    assert len(cases.photos_of(Case.objects.get())) == len(pictures) == 7


def test_a_text_beyond_the_limit_loses_nothing() -> None:
    text = " ".join(f"kata{number}" for number in range(1700))
    assert len(text) > 10_000
    write(f"di depan Pasar Timur {text}")
    write("kirim")
    case = Case.objects.get()
    rest = Entry.objects.get(case=case).text
    assert (case.text + rest).endswith("kata1699")
    assert len(case.text) <= 10_000
    assert "kata800" in case.text + rest


def test_what_cannot_be_filed_is_kept_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise MessageRefused({"text": ("text_empty", {})})

    monkeypatch.setattr(performing, "receive", refuse)
    write(STORY)
    write("kirim")
    assert "tidak hilang" in said()[-1]
    conversation = talk()
    assert (conversation.mode, conversation.memory["story"]) == (Conversation.WAITING, STORY)
