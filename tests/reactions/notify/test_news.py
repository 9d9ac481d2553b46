"""News of a case in the conversation it came from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.cases import actions
from surga.core.cases.codes import token_for
from surga.core.cases.models import Case
from surga.core.cases.states import ARCHIVE_REASONS
from surga.core.intake.models import Conversation, Line, Submission
from surga.core.people.access import REPORTER, Actor, system
from surga.events import relay
from surga.reactions.notify import letters
from surga.reactions.notify.models import Notice
from surga.reactions.notify.news import NEWS

type Filing = Callable[..., Case]


@pytest.fixture
def chat(file: Filing) -> Callable[..., Case]:
    """File a case in a conversation."""

    def one(text: str = "Lampu jalan mati", channel: str = "whatsapp", **more: Any) -> Case:
        now = timezone.now()
        case = file(text, channel=channel, **more)
        talk = Conversation.objects.create(
            channel=channel,
            sender=f"62812{case.pk}",
            changed_at=now,
            last_in_at=now,
            language=more.get("language", "id"),
        )
        Submission.objects.create(
            channel=channel, digest=str(case.pk), case=case, conversation=talk, received_at=now
        )
        return case

    return one


def said() -> list[Line]:
    relay.drain()
    return list(Line.objects.order_by("id"))


def test_the_whole_story_is_told_where_it_began_and_nowhere_else(chat: Filing, verifier: Actor) -> None:
    code = chat().code
    actions.ask_reporter(code, verifier, text="Di RT berapa?")
    actions.reply_to_case(code, REPORTER, text="RT 5")
    actions.verify_case(code, verifier)
    actions.forward_case(code, verifier, agency="umum")
    actions.start_work(code, verifier, text="Mulai")
    actions.add_note(code, verifier, text="rahasia dapur")
    actions.answer_case(code, verifier, text="Kami jadwalkan <besok> & lusa.")
    actions.resolve_case(code, verifier, text="Sudah diganti.")
    actions.confirm_case(code, REPORTER)
    actions.request_reopen(code, REPORTER, text="Mati lagi")
    actions.reopen_case(code, verifier)
    actions.escalate_case(code, verifier, level="centre", body="Balai Jalan", reason="Jalan negara.")
    lines = said()
    firsts = [line.text.partition("\n")[0].removeprefix(f"Laporan *{code}* ") for line in lines]
    assert firsts == [
        "perlu keterangan dari Anda.",
        "diteruskan ke Dinas Umum.",
        "sudah ditanggapi Dinas Umum.",
        "dinyatakan selesai ditangani oleh Dinas Umum.",
        "dibuka kembali dan kami kerjakan lagi.",
        "diteruskan ke Balai Jalan, karena di luar kewenangan unit yang menanganinya.",
    ]
    assert "“Di RT berapa?”" in lines[0].text
    assert "“Kami jadwalkan <besok> & lusa.”" in lines[2].text
    assert f"/lacak/{code}?t={token_for(code)}" in lines[2].text
    assert lines[3].data["choices"] == [[f"beres:{code}", "Sudah beres"], [f"belum:{code}", "Belum"]]
    assert not any("choices" in line.data for line in lines if line is not lines[3])
    assert "rahasia dapur" not in "".join(line.text for line in lines)
    assert {line.author for line in lines} == {"system"}
    assert {line.case_id for line in lines} == {Case.objects.get(code=code).pk}
    assert not Notice.objects.exists()


def test_a_step_up_is_told_in_the_chat_and_nowhere_else(chat: Filing, verifier: Actor) -> None:
    code = chat("Surat pengantar tidak jadi", region="99.01.1001").code
    actions.verify_case(code, verifier, topic="surat")
    actions.forward_case(code, verifier, agency="kel-timur")
    actions.raise_case(code, verifier, reason="not_competent", text="Perlu camat.")
    told = said()[-1].text
    assert told.startswith(
        f"Laporan *{code}* naik ke Kecamatan Hulu, karena hal ini di luar kewenangan unit sebelumnya."
    )
    assert "“Perlu camat.”" in told
    assert not Notice.objects.exists()


def test_what_an_officer_files_for_them_is_told_with_its_code(chat: Filing, verifier: Actor) -> None:
    case = chat(actor=verifier)
    (line,) = said()
    assert line.text.startswith(f"Laporan *{case.code}* sudah kami terima.")
    assert f"/lacak/{case.code}?t=" in line.text


def test_an_anonymous_reporter_is_told_too(chat: Filing, verifier: Actor) -> None:
    case = chat(anonymous=True, email="", name="")
    actions.ask_reporter(case.code, verifier, text="Di mana?")
    assert len(said()) == 1


def test_who_came_by_mail_gets_letters(chat: Filing, verifier: Actor) -> None:
    case = chat(channel="email")
    actions.ask_reporter(case.code, verifier, text="Di mana?")
    assert said() == []
    assert list(Notice.objects.order_by("id").values_list("template", flat=True)) == ["received", "asked"]


def test_the_same_event_again_says_nothing_twice(chat: Filing, verifier: Actor) -> None:
    case = chat()
    actions.ask_reporter(case.code, verifier, text="Di mana?")
    assert len(said()) == 1
    relay.replay("notify")
    assert len(said()) == 1


def test_what_was_invented_or_taken_over_stays_silent(chat: Filing, verifier: Actor) -> None:
    demo, old, mine = chat(actor=system("demo")), chat(actor=system("import")), chat()
    actions.ask_reporter(demo.code, verifier, text="?")
    actions.archive_case(old.code, system("clock"), reason="incomplete")
    for name in ("demo", "import"):
        actions.ask_reporter(mine.code, system(name), text="?")
        actions.reply_to_case(mine.code, REPORTER, text="!")
    assert said() == []
    asked = chat(actor=system("import"))
    actions.ask_reporter(asked.code, verifier, text="?")
    assert len(said()) == 1


@pytest.mark.parametrize("more", [{"confidential": True}, {"topic": "pungli"}, {"topic": "kekerasan"}])
def test_discreet_news_says_nothing_of_the_case(chat: Filing, verifier: Actor, more: dict[str, Any]) -> None:
    named = Actor("officer", verifier.id, "coordinator", oversight=True)
    case = chat("Lurah minta uang untuk surat", **more)
    actions.ask_reporter(case.code, named, text="Berapa uang yang diminta?")
    actions.verify_case(case.code, named)
    actions.forward_case(case.code, named, agency="pengawas")
    actions.answer_case(case.code, named, text="Lurah itu sudah pindah")
    lines = said()
    assert len(lines) == 3
    assert "instansi yang berwenang" in lines[1].text
    for line in lines:
        assert case.code in line.text
        for word in ("Lurah", "uang", "pindah", "Inspektorat"):
            assert word not in line.text
            assert word not in str(line.data)


def test_outside_the_window_the_citys_template_tells_it(chat: Filing, verifier: Actor) -> None:
    case = chat()
    actions.verify_case(case.code, verifier)
    actions.forward_case(case.code, verifier, agency="umum")
    (line,) = said()
    assert line.data == {
        "template": "kabar",
        "language": "id",
        "params": [case.code, "diteruskan ke Dinas Umum."],
    }


def test_a_city_without_a_template_has_none(
    chat: Filing, verifier: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = chat()
    actions.ask_reporter(case.code, verifier, text="Di mana?")
    bare = agencies.city()
    monkeypatch.setattr("surga.reactions.notify.news.city", lambda: _without_chat(bare))
    (line,) = said()
    assert line.data == {}


def _without_chat(where: Any) -> Any:
    from dataclasses import replace

    return replace(where, settings={key: value for key, value in where.settings.items() if key != "chat"})


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_every_news_has_words_in_every_language(language: str) -> None:
    for name in {*NEWS.values(), "raised"}:
        for reason in ("", *ARCHIVE_REASONS):
            facts = {"code": "KDR-1", "link": "https://x/l", "text": "“kata”" * 900, "reason": reason}
            news = letters.write(name, language, facts, form="news")
            assert news.subject.endswith(".")
            assert not news.subject[0].isupper()
            assert "\n" not in news.subject
            assert "{" not in news.body
            # A message with buttons holds no more.
            assert len(news.subject) + len(news.body) < 900


def test_who_is_refused_a_reopening_is_offered_the_next_level_by_a_button(
    chat: Filing, verifier: Actor
) -> None:
    code = chat("Surat pengantar tidak jadi", region="99.01.1001").code
    actions.verify_case(code, verifier, topic="surat")
    actions.forward_case(code, verifier, agency="kel-timur")
    actions.answer_case(code, verifier, text="Sudah")
    actions.confirm_case(code, REPORTER)
    actions.request_reopen(code, REPORTER, text="Belum")
    actions.refuse_reopen(code, verifier, reason="Sudah benar")
    assert said()[-1].data["choices"] == [[f"naik:{code}", "Minta dinaikkan"]]
