"""Nine questions in a conversation: asked one by one, answered once, and nothing said of whose answer it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.intake.models import Contact, Line
from surga.events.models import Event
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.models import Answer, Sitting
from surga.reactions.surveys.queries import ELEMENTS
from tests.core.intake.writing import said, talk, write

from .chatting import NINE, SCORES, invite, press, replies, scores, start
from .conftest import TEAM, Hold


def test_nine_questions_a_comment_and_thanks(hold: Hold) -> None:
    info = hold("umum")
    start(info)
    assert "sembilan pertanyaan" in said()[0]
    for n, (element, reply) in enumerate(zip(ELEMENTS, NINE, strict=True), 1):
        assert f"*{n}/9* {element.question.id}" in said()[-1]
        for number, word in enumerate(element.answers, 1):
            assert f"{number}. {word.id}" in said()[-1]
        write(reply)
    assert "apa yang perlu kami perbaiki?" in said()[-1]
    write("Bu Wulan galak, 0812-3456-7890")
    assert "9 dari 9 pertanyaan dijawab, dengan komentar" in said()[-1]
    assert len(said()) == 11
    row = Answer.objects.get()
    assert scores() == [SCORES]
    assert (row.way, row.round_id, row.comment) == ("whatsapp", info.id, "Bu Wulan galak, 0812-3456-7890")
    assert "0812" not in row.comment_masked
    assert queries.by_way(info)["whatsapp"] == 1
    event = Event.objects.get(name="SurveyAnswered")
    assert event.data == {"round_id": info.id, "unit": "umum", "answer_id": row.pk, "way": "whatsapp"}


def test_the_answer_says_nothing_of_the_conversation_nor_the_conversation_of_the_answer(hold: Hold) -> None:
    start(hold())
    replies(*NINE, "Antrean lama")
    row, sitting = Answer.objects.get(), Sitting.objects.get()
    midnight = row.at.astimezone(city().calendar.zone)
    assert (midnight.hour, midnight.minute, midnight.second, row.known_at) == (0, 0, 0, row.at)
    assert Event.objects.get(name="SurveyAnswered").at == row.at
    assert (sitting.scores, sitting.turn, sitting.heard_at) == ([], 0, None)
    theirs = list(Line.objects.filter(way=Line.IN).order_by("id").values_list("text", "data"))
    assert theirs[1:] == [("(jawaban survei)", {})] * 10
    assert "Antrean" not in "".join([*said(), talk().preview])
    assert not {"conversation_id", "invitation", "phone"} & {
        field.name for field in Answer._meta.get_fields()
    }
    assert not Contact.objects.exists()
    assert not Line.objects.filter(case__isnull=False).exists()


def test_in_english(hold: Hold) -> None:
    info = hold()
    write(f"{info.start_word} EN")
    assert "Did what you had to bring fit the service?" in said()[-1]
    write("Fitted very well")
    write("bahasa indonesia")
    assert "Apakah prosedurnya mudah?" in said()[-1]
    write("english")
    assert "Was the procedure easy?" in said()[-1]
    replies(*"22222222", "none")
    assert "9 of 9 questions answered, without a comment" in said()[-1]
    assert scores() == [(4, *(2,) * 8)]


def test_one_may_leave_out_and_go_back_but_not_leave_out_all(hold: Hold) -> None:
    start(hold())
    write("kembali")
    assert "pertanyaan yang pertama" in said()[-1]
    replies(*["lewati"] * 9)
    assert "paling sedikit satu" in said()[-1]
    assert "*9/9*" in said()[-1]
    write("kembali")
    assert "*8/9*" in said()[-1]
    replies("2", "lewati", "kembali", "1", "tidak ada")
    assert "2 dari 9 pertanyaan dijawab, tanpa komentar" in said()[-1]
    assert scores() == [(*(None,) * 7, 2, 1)]


def test_a_wrong_reply_gets_one_sentence_and_the_question_again(hold: Hold) -> None:
    start(hold())
    question = said()[-1].split("*1/9*")[1]
    write("lumayan")
    sentence, again = said()[-1].split("*1/9*")
    assert sentence.strip().count(".") <= 1
    assert again == question
    assert len(said()) == 2
    write("x" * 1500)
    assert not Answer.objects.exists()


def test_to_stop_keeps_nothing_and_one_may_begin_again(hold: Hold) -> None:
    info = hold()
    start(info)
    replies("1", "1", "berhenti")
    assert "tidak ada jawaban yang disimpan" in said()[-1]
    assert not Sitting.objects.exists()
    write("3")
    assert "survei" not in said()[-1].lower()
    start(info)
    replies(*NINE, "-")
    assert scores() == [SCORES]


def test_a_press_counts_for_the_question_it_stands_under(hold: Hold) -> None:
    info = hold()
    write("halo")
    invite(info)
    press(f"survei:{info.code}")
    assert "*1/9*" in said()[-1]
    press(f"survei:{info.code}:requirements:2")
    assert "*2/9*" in said()[-1]
    press(f"survei:{info.code}:requirements:4")
    assert "Sudah kami ganti" in said()[-1]
    press(f"survei:{info.code}:complaints:4")
    assert "belum kami pahami" in said()[-1]
    for element in ELEMENTS[1:]:
        press(f"survei:{info.code}:{element.code}:0")
    press(f"survei:{info.code}:comment")
    assert scores() == [(4, *(None,) * 8)]
    for choice in ("comment", "time:1", "requirements:1"):
        press(f"survei:{info.code}:{choice}")
        assert "sudah Anda isi" in said()[-1]
    press("survei:zzzzzz:time:3")
    assert "tidak ada" in said()[-1]
    assert Answer.objects.count() == 1


def test_the_buttons_are_those_that_are_understood(hold: Hold) -> None:
    info = hold()
    start(info)
    for _ in range(10):
        choices = Line.objects.filter(way=Line.OUT).order_by("id").last().data["choices"]
        assert len(choices) <= 10
        press(choices[0][0])
    assert scores() == [(1,) * 9]


def test_a_closed_round_says_so(hold: Hold) -> None:
    info = hold()
    start(info)
    write("3")
    actions.close_round(info.id, TEAM)
    write("3")
    assert "tidak menerima jawaban" in said()[-1]
    assert not Sitting.objects.exists()
    start(info)
    assert "tidak menerima jawaban" in said()[-1]
    assert not Answer.objects.exists()


def test_words_that_start_nothing(hold: Hold) -> None:
    hold(walk_in=False)
    write("survei")
    assert "Survei yang mana?" in said()[-1]
    write("survei k7q2m9")
    assert "Kode survei itu tidak ada" in said()[-1]
    write("survei sampah")
    assert not Sitting.objects.exists()
    assert Contact.objects.exists()


def test_two_rounds_do_not_mix(hold: Hold) -> None:
    first, second = hold(), hold("umum")
    start(first)
    write("1")
    start(second)
    write("2")
    assert {row.round_id: row.scores[0] for row in Sitting.objects.all()} == {first.id: 1, second.id: 2}
    press(f"survei:{first.code}:procedure:3")
    write("4")
    assert Sitting.objects.get(round=first.id).scores[:3] == [1, 3, 4]


@pytest.mark.parametrize("channel", ["telegram", "email"])
def test_only_whatsapp_is_a_way_of_answering(hold: Hold, channel: str) -> None:
    start(hold(), channel=channel, sender="42", phone="")
    assert not Sitting.objects.exists()


def test_nine_replies_without_a_comment_are_kept_a_day_after(hold: Hold) -> None:
    info = hold()
    start(info)
    replies(*NINE)
    start(info, sender="6281111111111")
    now = timezone.now()
    assert actions.keep_left(now) == 0
    assert actions.keep_left(now + timedelta(hours=25)) == 1
    assert scores() == [SCORES]
    assert Answer.objects.get().way == "whatsapp"
    assert actions.keep_left(now + timedelta(hours=26)) == 0
    assert Sitting.objects.filter(answered_on=None).count() == 1
    actions.close_round(info.id, TEAM)
    actions.keep_left(now)
    assert not Sitting.objects.filter(answered_on=None).exists()
    assert str(Sitting.objects.get()).startswith("sitting ")
