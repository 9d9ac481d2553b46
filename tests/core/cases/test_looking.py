"""A photo is hidden until it was looked at; an error hides it; an officer decides; seeing it as it came is kept."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from django.core.files.storage import default_storage
from PIL import Image

from surga.core.cases import actions, photos, queries
from surga.core.cases.models import Case, Photo
from surga.core.cases.states import Refused
from surga.core.cases.timeline import timeline_of
from surga.core.people.access import Actor, NotAllowed
from surga.core.triage.pictures import looking
from surga.core.triage.pictures.finding import Box, Finding
from surga.events.models import Event
from surga.reactions.triage.looking import look_at_waiting
from tests.core.conftest import file_case

pytestmark = pytest.mark.usefixtures("small_city")
type Staff = dict[str, Actor]


def jpeg(tone: int = 90, size: tuple[int, int] = (400, 300)) -> bytes:
    rough = np.random.default_rng(tone).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(rough).save(out, "JPEG")
    return out.getvalue()


def filed(**more: Any) -> Photo:
    code = file_case(photos=(jpeg(),), **more)
    return Photo.objects.select_related("case", "entry").get(case__code=code)


def finds(monkeypatch: pytest.MonkeyPatch, *found: Finding) -> None:
    monkeypatch.setattr(looking, "look_at", lambda picture: list(found))


def events(photo: Photo, name: str = "PhotoJudged") -> list[dict[str, Any]]:
    return [row.data for row in Event.objects.filter(case_id=photo.case_id, name=name).order_by("id")]


def read(name: str) -> Any:
    with default_storage.open(name) as file:
        return np.asarray(Image.open(io.BytesIO(file.read()))).astype(int)


FACE = Finding("face", Box(40, 30, 80, 90), 0.9)
CARD = Finding("card", Box(10, 10, 300, 200), 0.9)
DOUBT = Finding("plate", Box(40, 30, 80, 40), 0.3)


def test_nobody_outside_sees_a_photo_before_it_was_looked_at(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = filed()
    actions.show_photo(photo.case.code, staff["verifier"], photo_id=photo.pk, public=True)
    case = Case.objects.select_related("reporter").get(pk=photo.case_id)
    assert not queries.photos_of(case, public_only=True)
    photo = filed_again(photo)
    assert not queries.is_shown(photo)
    assert queries.copy_for_officer(photo) == "veiled"
    assert queries.copy_for_reporter(photo) == "file"  # their own
    finds(monkeypatch)
    assert look_at_waiting() == 1
    assert look_at_waiting() == 0
    photo = filed_again(photo)
    assert photo.look == "clear"
    assert queries.is_shown(photo)
    assert queries.photos_of(case, public_only=True) == [photo]
    assert events(photo) == [{"photo_id": photo.pk, "look": "clear", "kinds": []}]


def filed_again(photo: Photo) -> Photo:
    return Photo.objects.select_related("case", "entry").get(pk=photo.pk)


def test_what_was_found_is_covered_on_both_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = filed()
    before = photo.file, photo.thumb
    finds(monkeypatch, FACE)
    look_at_waiting()
    after = filed_again(photo)
    assert after.look == "masked"
    assert after.found == [{"kind": "face", "box": [40, 30, 80, 90], "sure": 0.9}]
    for old, new, scale in ((before[0], after.file, 1), (before[1], after.thumb, 320 / 400)):
        assert old != new
        plain, covered = read(old), read(new)
        inside = tuple(slice(round(a * scale) + 8, round(b * scale) - 8) for a, b in ((30, 120), (40, 120)))
        assert covered[inside].std() < 0.5 * plain[inside].std()
        corner = slice(round(200 * scale), None), slice(round(200 * scale), None)
        assert np.abs(covered[corner] - plain[corner]).mean() < 12
    # What came is kept as it was.
    with default_storage.open(after.original) as kept:
        assert kept.read() == jpeg()


@pytest.mark.parametrize(("found", "look"), [(DOUBT, "unsure"), (CARD, "held")])
def test_doubt_and_cards_stay_hidden(
    found: Finding, look: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = filed()
    actions.show_photo(photo.case.code, staff["verifier"], photo_id=photo.pk, public=True)
    finds(monkeypatch, found)
    look_at_waiting()
    photo = filed_again(photo)
    assert photo.look == look
    assert not queries.is_shown(photo)
    with pytest.raises(Refused, match=f"photo_{look}"):
        actions.show_photo(photo.case.code, staff["verifier"], photo_id=photo.pk, public=True)


def test_an_error_hides_the_photo_and_asks_an_officer(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(picture: object) -> list[Finding]:
        raise MemoryError

    photo = filed()
    actions.show_photo(photo.case.code, staff["verifier"], photo_id=photo.pk, public=True)
    monkeypatch.setattr(looking, "look_at", stumble)
    assert look_at_waiting() == 1
    photo = filed_again(photo)
    assert (photo.look, photo.found) == ("unsure", [{"kind": "error", "reason": "MemoryError"}])
    assert not queries.is_shown(photo)
    assert queries.copy_for_officer(photo) == "veiled"
    assert list(queries.photos_to_decide(staff["verifier"])) == [photo]


def test_an_error_while_covering_hides_the_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = filed()
    finds(monkeypatch, FACE)
    monkeypatch.setattr(photos, "keep_covered", lambda *_: 1 / 0)
    look_at_waiting()
    assert filed_again(photo).look == "unsure"


def test_a_file_that_is_gone_hides_the_photo() -> None:
    photo = filed()
    default_storage.delete(photo.original)
    look_at_waiting()
    assert filed_again(photo).found == [{"kind": "error", "reason": "FileNotFoundError"}]


def test_an_officer_covers_more_and_lets_it_be_seen(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    photo, verifier = filed(), staff["verifier"]
    code = photo.case.code
    finds(monkeypatch, CARD)
    look_at_waiting()
    with pytest.raises(Refused, match="photo_cover_first"):
        actions.decide_photo(code, verifier, photo_id=photo.pk, safe=True)
    actions.cover_photo(code, verifier, photo_id=photo.pk, boxes=[Box(200, 100, 50, 50)], off=[0])
    covered = filed_again(photo)
    assert covered.look == "held"
    assert [one.get("off", False) for one in covered.found] == [True, False]
    actions.decide_photo(code, verifier, photo_id=photo.pk, safe=True)
    shown = filed_again(photo)
    assert (shown.look, shown.public, shown.file) == ("masked", True, covered.file)
    actions.start_photo_over(code, verifier, photo_id=photo.pk)
    again = filed_again(photo)
    assert [one["kind"] for one in again.found] == ["card"]
    assert (again.look, again.public) == ("unsure", False)
    actions.decide_photo(code, verifier, photo_id=photo.pk, safe=False)
    assert (filed_again(photo).look, filed_again(photo).public) == ("held", False)
    assert [each["look"] for each in events(photo)] == ["held", "held", "masked", "unsure", "held"]


@pytest.mark.parametrize("box", [Box(900, 10, 50, 50), Box(10, 10, 1, 40), Box(-50, 0, 50, 9)])
def test_a_box_outside_of_the_photo_is_refused(box: Box, staff: Staff) -> None:
    photo = filed()
    with pytest.raises(Refused, match="box_outside"):
        actions.cover_photo(photo.case.code, staff["verifier"], photo_id=photo.pk, boxes=[box])


def test_each_look_at_it_as_it_came_is_on_record(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = filed()
    finds(monkeypatch, FACE)
    look_at_waiting()
    for _ in range(2):
        seen = actions.see_original(photo.case.code, staff["verifier"], photo_id=photo.pk)
    assert Image.open(io.BytesIO(seen)).size == (400, 300)
    assert len(events(photo, "OriginalSeen")) == 2
    with pytest.raises(NotAllowed):
        actions.see_original(photo.case.code, staff["operator"], photo_id=photo.pk)
    with pytest.raises(NotAllowed):
        actions.decide_photo(photo.case.code, staff["liaison"], photo_id=photo.pk, safe=True)
    case = Case.objects.select_related("reporter").get(pk=photo.case_id)
    assert "OriginalSeen" in {item.type for item in timeline_of(case, "officer")}
    for audience in ("public", "reporter"):
        assert not {"OriginalSeen", "PhotoJudged"} & {item.type for item in timeline_of(case, audience)}


def test_whoever_was_quicker_decided(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = filed()

    def meanwhile(picture: object) -> list[Finding]:
        actions.decide_photo(photo.case.code, staff["verifier"], photo_id=photo.pk, safe=False)
        return []

    monkeypatch.setattr(looking, "look_at", meanwhile)
    assert look_at_waiting() == 0
    assert filed_again(photo).look == "held"


def test_the_newest_are_looked_at_first() -> None:
    first, second = filed(), filed()
    assert queries.waiting_photos(1) == [second.pk]
    assert queries.waiting_photos(9) == [second.pk, first.pk]


def test_proof_is_not_shown_to_the_reporter_before_it_was_looked_at(staff: Staff) -> None:
    code = file_case()
    actions.verify_case(code, staff["verifier"])
    actions.forward_case(code, staff["coordinator"], agency="umum")
    actions.resolve_case(code, staff["coordinator"], text="Sudah ditambal.", photos=[jpeg()])
    photo = Photo.objects.select_related("case", "entry").get(case__code=code)
    assert photo.proof
    assert queries.copy_for_reporter(photo) == "nothing"


def test_who_may_not_judge_has_no_queue(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = filed()
    finds(monkeypatch, DOUBT)
    look_at_waiting()
    assert queries.count_to_decide(staff["verifier"]) == queries.count_to_decide(staff["coordinator"]) == 1
    for role in ("operator", "liaison", "executive", "administrator"):
        assert queries.count_to_decide(staff[role]) == 0
    Case.objects.filter(pk=photo.case_id).update(oversight=True)
    assert queries.count_to_decide(staff["verifier"]) == 0
