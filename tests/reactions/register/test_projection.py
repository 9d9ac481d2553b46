"""What the public reads of a case, when, and what it never reads."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from surga.core.agencies import actions as agency_actions
from surga.core.agencies.queries import city as the_city
from surga.core.cases import actions
from surga.core.cases.models import Case, Photo
from surga.core.cases.queries import KEPT_BACK, hiding
from surga.core.people.access import REPORTER, Actor
from surga.core.people.models import Officer
from surga.core.triage.mask import MaskingFailed
from surga.events import relay
from surga.reactions.register import queries
from surga.reactions.register.actions import rebuild, show_cases
from surga.reactions.register.models import PublicCase

type Filing = Callable[..., Case]
INSPECTOR = {"kind": "officer", "role": "inspectorate", "agency": "pengawas"}


def codes() -> set[str]:
    relay.drain()
    return set(PublicCase.objects.values_list("code", flat=True))


def shown(case: Case) -> PublicCase:
    relay.drain()
    found = queries.public_case(case.code)
    assert found is not None
    return found


def test_a_case_is_public_after_verification_and_not_before(file: Filing, verifier: Actor) -> None:
    case = file()
    assert codes() == set()
    actions.verify_case(case.code, verifier)
    assert codes() == {case.code}


def test_the_verifier_may_keep_a_case_from_the_public(file: Filing, verifier: Actor) -> None:
    actions.verify_case(file().code, verifier, publish=False)
    assert codes() == set()


@pytest.mark.parametrize("more", [{"confidential": True}, {"topic": "kekerasan"}])
def test_confidential_cases_and_protected_topics_are_never_public(
    publish: Filing, more: dict[str, object]
) -> None:
    publish(**more)
    assert codes() == set()


def test_an_oversight_case_is_never_public(file: Filing, verifier: Actor) -> None:
    named = Actor("officer", verifier.id, "coordinator", oversight=True)
    actions.verify_case(file(topic="pungli").code, named)
    actions.verify_case(file().code, named, oversight=True)
    assert codes() == set()


def test_a_case_that_becomes_hidden_leaves_the_register(publish: Filing) -> None:
    case = publish()
    assert codes() == {case.code}
    for change in ({"confidential": True}, {"oversight": True}, {"protected": True}, {"published": False}):
        Case.objects.filter(pk=case.pk).update(**change)
        assert show_cases([case.pk]) == 0, change
        assert codes() == set(), change
        Case.objects.filter(pk=case.pk).update(**{name: not value for name, value in change.items()})
        assert show_cases([case.pk]) == 1, change


def test_cases_of_a_topic_that_is_not_published_any_more_leave_the_register(publish: Filing) -> None:
    case, other = publish(), publish(topic="surat")
    assert codes() == {case.code, other.code}
    topic = the_city().topics["jalan"]
    agency_actions.save_topic(topic.__class__(**{**topic.__dict__, "protected": True}), "officer:1")
    assert codes() == {other.code}
    show_cases([case.pk])
    assert codes() == {other.code}


@pytest.mark.parametrize(("reason", "public"), [("spam", False), ("withdrawn", False), ("duplicate", True)])
def test_some_reasons_to_archive_hide_the_case(
    publish: Filing, verifier: Actor, reason: str, public: bool
) -> None:
    case = publish()
    actions.archive_case(case.code, verifier, reason=reason)
    assert (case.code in codes()) is public


def test_text_answer_and_timeline_are_masked(publish: Filing, verifier: Actor) -> None:
    case = publish(
        "Saya Wulan, hp 0812-3456-7890, NIK 3571 0101 0190 0001, motor AG 1234 XY, wulan@example.org"
    )
    actions.forward_case(case.code, verifier, agency="umum")
    actions.start_work(case.code, verifier, text="Bu Wulan kami hubungi di 081234567890")
    actions.answer_case(
        case.code, verifier, text="Ibu PRAMESWARI yth., aspal AG 9 B datang, hubungi (0354) 289400"
    )
    actions.escalate_case(
        file_again(publish, verifier).code,
        verifier,
        level="centre",
        reason="Milik PLN",
        body="PLN 0812 3456 7890",
    )
    everything = " ".join(
        f"{row.title} {row.text} {row.answer} {row.search_text} {row.timeline}"
        for row in map(shown, [case, *Case.objects.exclude(pk=case.pk)])
    ).lower()
    for secret in ("wulan", "prameswari", "7890", "3571", "0190", "1234 xy", "289400", "example"):
        assert secret not in everything, secret
    assert shown(case).answer.startswith("Ibu [nama] yth., aspal")


def test_what_an_answer_says_of_violence_or_of_an_illness_is_kept_back(
    publish: Filing, verifier: Actor
) -> None:
    case = publish()
    actions.forward_case(case.code, verifier, agency="umum")
    actions.start_work(case.code, verifier, text="Kami cek besok")
    actions.answer_case(case.code, verifier, text="Ibu Sulastri sakit kanker, kami bantu dulu")
    row = shown(case)
    assert row.answer == KEPT_BACK
    assert [each["text"] for each in row.timeline if each["text"]] == ["Kami cek besok", KEPT_BACK]
    assert "kanker" not in f"{row.timeline} {row.search_text}"


def test_officers_are_named_by_no_text_and_places_stay(publish: Filing, verifier: Actor) -> None:
    Officer.objects.create(username="loket", first_name="Banyu", last_name="Bening Rasa")
    case = publish("Ditangani banyu bening rasa di Kelurahan Timur, banyu ledeng tetap mati")
    assert shown(case).text == "Ditangani [nama] di Kelurahan Timur, banyu ledeng tetap mati"


def file_again(publish: Filing, verifier: Actor) -> Case:
    case = publish()
    return actions.forward_case(case.code, verifier, agency="umum")


def test_the_public_reads_no_talk_between_reporter_and_city(publish: Filing, verifier: Actor) -> None:
    case = publish()
    actions.add_note(case.code, verifier, text="catatan dalam")
    actions.ask_reporter(case.code, verifier, text="pertanyaan petugas")
    actions.reply_to_case(case.code, REPORTER, text="balasan pelapor")
    actions.forward_case(case.code, verifier, agency="umum", note="pesan disposisi")
    row = shown(case)
    assert [item["type"] for item in row.timeline] == ["CaseOpened", "CaseVerified", "CaseForwarded"]
    for said in ("catatan", "pertanyaan", "balasan", "pesan"):
        assert said not in str(row.timeline)
    assert row.timeline[-1]["facts"] == {"agency": "umum"}


def test_the_row_tells_where_the_case_stands(publish: Filing, verifier: Actor) -> None:
    case = publish()
    actions.forward_case(case.code, verifier, agency="umum")
    actions.answer_case(case.code, verifier, text="Kami jadwalkan.")
    actions.resolve_case(case.code, verifier, text="Sudah ditambal.")
    actions.confirm_case(case.code, REPORTER)
    actions.rate_case(case.code, REPORTER, stars=4)
    row, case = shown(case), Case.objects.get(pk=case.pk)
    assert (row.status, row.close_reason, row.stars, row.answer) == (
        "closed",
        "confirmed",
        4,
        "Sudah ditambal.",
    )
    assert (row.topic_code, row.agency_code, row.region_code) == ("jalan", "umum", "99.01.1001")
    assert (row.answered_at, row.resolved_at, row.closed_at) == (
        case.answered_at,
        case.resolved_at,
        case.closed_at,
    )
    assert row.published_at == case.verified_at


def test_only_photos_that_were_shown_are_public(publish: Filing, verifier: Actor) -> None:
    case = publish()
    seen, unseen = (
        Photo.objects.create(
            case=case, file="f", thumb="t", original="o", sha256=str(n), width=1, height=1, at=timezone.now()
        )
        for n in range(2)
    )
    actions.show_photo(case.code, verifier, photo_id=seen.pk, public=True)
    assert shown(case).photos == []
    for look, is_shown in (("clear", True), ("masked", True), ("unsure", False), ("held", False)):
        Photo.objects.filter(pk=seen.pk).update(look=look)
        show_cases([case.pk])
        assert shown(case).photos == ([seen.pk] if is_shown else [])
    Photo.objects.update(look="clear")
    show_cases([case.pk])
    assert shown(case).photos == [seen.pk]
    actions.show_photo(case.code, verifier, photo_id=seen.pk, public=False)
    assert shown(case).photos == []
    assert unseen.public is False


def test_place_and_address_stay_inside(publish: Filing) -> None:
    case = publish(lat=-3.01, lon=120.01, address="Jalan Cempaka Nomor Sembilan")
    row = shown(case)
    values = str({field.name: getattr(row, field.name) for field in PublicCase._meta.concrete_fields})
    for secret in ("-3.01", "120.01", "Cempaka", "Sembilan"):
        assert secret not in values


def test_a_second_delivery_of_the_same_event_changes_nothing(publish: Filing) -> None:
    case = publish()
    first = PublicCase.objects.filter(pk=shown(case).pk).values().get()
    relay.replay("register")
    relay.drain()
    assert PublicCase.objects.values().get() == first


def test_a_rebuild_makes_the_same_rows_and_drops_strangers(publish: Filing, file: Filing) -> None:
    cases = [publish(f"Lubang nomor {n}") for n in range(3)]
    file("belum diverifikasi")
    assert codes() == {case.code for case in cases}
    before = list(PublicCase.objects.order_by("code").values())
    PublicCase.objects.filter(case_id=cases[0].pk).delete()
    PublicCase.objects.filter(case_id=cases[1].pk).update(text="rusak")
    for stranger in (0, cases[2].pk + 1000):
        row = {**before[0], "code": f"X{stranger}"[:20], "case_id": stranger, "place": stranger}
        PublicCase.objects.create(**row)
    told: list[tuple[int, int]] = []
    assert rebuild(lambda done, total: told.append((done, total))) == 3
    assert list(PublicCase.objects.order_by("code").values()) == before
    assert told[-1] == (4, 4)


def test_showing_a_case_takes_few_queries(publish: Filing, django_assert_max_num_queries: object) -> None:
    case = publish()
    relay.drain()
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # pytest-django's fixture has no exported type
        show_cases([case.pk])


def test_a_case_that_cannot_be_masked_is_not_shown(publish: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    case = publish()
    assert codes() == {case.code}

    def broken(*_: object, **__: object) -> str:
        raise MaskingFailed("RecursionError")

    monkeypatch.setattr(hiding, "mask", broken)
    show_cases([case.pk])
    assert codes() == set()
