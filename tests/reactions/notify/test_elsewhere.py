"""What reporters hear of a matter that another government has: where it is, what is done, and nothing twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.intake.models import Conversation, Line, Submission
from surga.core.people.access import Actor, system
from surga.events import relay
from surga.reactions.notify.models import Notice

type Filing = Callable[..., Case]
SP4N = system("sp4n")
PLANTED = "Hubungi 0812-3456-7890, NIK 3571012345678901."


def letters(case: Case, skip: tuple[str, ...] = ("received", "escalated")) -> list[Notice]:
    relay.drain()
    return list(Notice.objects.filter(case_id=case.pk).exclude(template__in=skip).order_by("id"))


def link(case: Case, number: str = "9165816", direction: str = "out", system: str = "sp4n") -> None:
    actions.note_link(case.code, SP4N, system=system, report_id=number, direction=direction)


def step(case: Case, kind: str, **more: Any) -> None:
    actions.note_step(case.code, SP4N, system="sp4n", step=kind, **more)


@pytest.fixture
def away(file: Filing, verifier: Actor) -> Callable[..., Case]:
    """A case that lies with another government, under the number 9165816."""

    def one(**more: Any) -> Case:
        case = file(**more)
        actions.verify_case(case.code, verifier)
        actions.escalate_case(case.code, verifier, level="centre", body="Balai Jalan", reason="Jalan negara.")
        link(case)
        return case

    return one


def test_the_number_there_is_told_once_and_how_to_find_it(away: Filing) -> None:
    case = away()
    link(case)  # the same again
    link(case, "7000001", direction="in")  # somebody else told it there
    (notice,) = letters(case)
    assert notice.subject == f"[{case.code}] Laporan Anda juga tercatat di SP4N-LAPOR!"
    assert "dengan nomor 9165816." in notice.body
    assert "cari nomor itu" in notice.body
    assert notice.body.count("http") == 1  # only our own page


def test_what_matters_there_is_told_and_noise_is_not(away: Filing) -> None:
    case = away()
    step(case, "note", role="centre", text="catatan dalam")
    step(case, "reporter_reply", role="reporter", text="Terima kasih")
    step(case, "status", standing="disposed")
    step(case, "status", standing="in_progress")
    assert [each.template for each in letters(case)] == ["linked"]
    step(case, "disposition", role="centre", text="Kepada Balai Jalan Wilayah II")
    step(case, "disposition", role="centre", text="Kepada Balai Jalan Wilayah II")  # the same again
    step(case, "status", role="agency", text="Menunggu anggaran.")
    step(case, "status", standing="postponed")
    step(case, "follow_up", role="agency", text=f"Sudah disurvei. {PLANTED}")
    _, passed, postponed, followed = letters(case)
    assert "diteruskan ke instansi lain" in passed.body
    assert "“Kepada Balai Jalan Wilayah II”" in passed.body
    assert "ditunda untuk sementara" in postponed.body
    assert "“Menunggu anggaran.”" in postponed.body
    assert "“Sudah disurvei. Hubungi [telepon], NIK [nomor].”" in followed.body


def test_its_answer_arrives_as_an_answer_and_names_who_gave_it(away: Filing) -> None:
    case = away()
    actions.answer_case(case.code, SP4N, text=f"Ditambal Mei. {PLANTED}")
    answer = letters(case)[-1]
    assert (answer.template, answer.subject) == ("answered", f"[{case.code}] Laporan Anda sudah ditanggapi")
    assert f"Balai Jalan menanggapi laporan {case.code} melalui SP4N-LAPOR!:" in answer.body
    assert "Hubungi [telepon], NIK [nomor]." in answer.body


def test_an_end_there_is_told_while_it_is_open_here(away: Filing, verifier: Actor) -> None:
    case = away()
    step(case, "status", standing="done")
    assert "Di kota laporan Anda masih terbuka" in letters(case)[-1].body
    actions.answer_case(case.code, verifier, text="Sudah")
    actions.close_from_outside(case.code, SP4N)
    told = len(letters(case))
    step(case, "status", standing="archived")
    assert len(letters(case)) == told


def test_what_the_city_has_and_the_centre_gives_to_the_city_is_no_news(publish: Filing) -> None:
    case = publish()
    link(case)
    step(case, "disposition", role="centre", text="Kepada Pemerintah Kota")
    assert [each.template for each in letters(case)] == ["linked"]
    step(case, "disposition", role="centre", text="Kepada Pemerintah Provinsi")
    actions.note_outside(case.code, SP4N, system="sp4n", what="elsewhere", text="9165816")
    assert "“Kepada Pemerintah Provinsi”" in letters(case)[-1].body
    actions.note_outside(case.code, SP4N, system="sp4n", what="edited", text="Isi lain")
    assert len(letters(case)) == 2


def test_history_and_a_storm_bring_no_mail(away: Filing) -> None:
    case = away()
    for n in range(9):
        step(case, "follow_up", role="agency", text=f"Dulu {n}", at=timezone.now() - timedelta(days=30))
    assert len(letters(case)) == 1
    for n in range(9):
        step(case, "follow_up", role="agency", text=f"Sekarang {n}")
    assert len(letters(case)) == 1 + 4


def test_of_a_secret_case_nothing_is_said_but_that_there_is_news(away: Filing) -> None:
    case = away(confidential=True)
    step(case, "follow_up", role="agency", text="Sudah diperiksa")
    for notice in letters(case):
        assert notice.template == "hidden"
        for secret in ("9165816", "SP4N", "diperiksa", "Balai Jalan"):
            assert secret not in notice.subject + notice.body
    assert len(letters(case)) == 2


def test_who_filed_in_a_conversation_reads_it_there(away: Filing) -> None:
    case = away(channel="whatsapp", anonymous=True)
    now = timezone.now()
    for language, sender in (("en", "62811"),):
        talk = Conversation.objects.create(
            channel="whatsapp", sender=sender, changed_at=now, last_in_at=now, language=language
        )
        Submission.objects.create(
            channel="whatsapp", digest=sender, case=case, conversation=talk, received_at=now
        )
    step(case, "follow_up", role="agency", text="Survei selesai")
    actions.answer_case(case.code, SP4N, text="Ditambal")
    assert letters(case) == []
    firsts = [line.text.partition("\n")[0] for line in Line.objects.order_by("id")]
    assert firsts[-3:] == [
        f"Report *{case.code}* also has a number in SP4N-LAPOR!: *9165816*.",
        f"Report *{case.code}* was followed up in SP4N-LAPOR!.",
        f"Report *{case.code}* was answered by Balai Jalan through SP4N-LAPOR!.",
    ]


def test_the_letters_speak_english_too(away: Filing) -> None:
    case = away(language="en")
    step(case, "status", standing="not_ours")
    linked, told = letters(case)
    assert "look for that number" in linked.body
    assert "beyond what the body that received it may decide" in told.body


def test_that_it_came_back_to_the_city_is_told_and_a_return_within_is_not(
    away: Filing, verifier: Actor
) -> None:
    case = away()
    actions.take_back(case.code, system("surga:province"), reason="Ini jalan kota")
    assert letters(case)[-1].subject == f"[{case.code}] Laporan Anda kembali ke kota"
    actions.forward_case(case.code, verifier, agency="umum")
    actions.return_case(case.code, Actor("officer", verifier.id, "liaison", "umum"), reason="Bukan kami")
    assert [each.template for each in letters(case)] == ["linked", "came_back"]
