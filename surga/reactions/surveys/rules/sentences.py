"""What the survey says in a chat, in both languages: one question a message, and short. Plain Python."""

from __future__ import annotations

from typing import Final

from surga.core.intake.dialogue.turn import Say
from surga.reactions.surveys.rules.elements import ELEMENTS, Element, Said
from surga.reactions.surveys.rules.replies import NO_COMMENT, PRESSED
from surga.reactions.surveys.rules.score import Scores

SENTENCES: Final = {
    "intro": Said(
        "Survei kepuasan *{unit}*, {period}: sembilan pertanyaan, sekitar dua menit. Kami tidak menanyakan nama, dan "
        "jawaban Anda tidak dihubungkan dengan nomor Anda.\n\nBalas dengan angkanya atau katanya. *lewati* bila tidak "
        "tahu, *kembali* untuk mengubah, *berhenti* bila tidak jadi. In English? Reply *english*.",
        "Satisfaction survey of *{unit}*, {period}: nine questions, about two minutes. We do not ask your name, and "
        "your answer is not tied to your number.\n\nReply with the number or the word. *skip* what you do not know, "
        "*back* to change, *stop* if you would rather not.",
    ),
    "resumed": Said("Kita lanjutkan surveinya.", "Let us go on with the survey."),
    "wrong": Said(
        "Itu belum kami pahami sebagai jawaban: balas dengan angka 1 sampai 4, atau tulis *lapor* untuk hal lain.",
        "We do not understand that as an answer: reply with a number from 1 to 4, or write *report* for another "
        "matter.",
    ),
    "wrong_comment": Said(
        "Itu belum dapat kami baca: tulis dengan kata-kata, atau balas *tidak ada*.",
        "We cannot read that: please write it in words, or reply *none*.",
    ),
    "long": Said(
        "Komentarnya terlalu panjang: paling banyak 1.000 huruf.",
        "The comment is too long: 1,000 characters at most.",
    ),
    "back": Said("Baik, yang sebelumnya sekali lagi.", "All right, the one before once more."),
    "first": Said("Ini pertanyaan yang pertama.", "This is the first question."),
    "changed": Said("Sudah kami ganti.", "We have changed it."),
    "one": Said("Jawab paling sedikit satu pertanyaan.", "Please answer at least one question."),
    "comment": Said(
        "*Terakhir:* apa yang perlu kami perbaiki? Tulis singkat, tanpa nama dan nomor, ya. Bila tidak ada, balas "
        "*tidak ada*. Tanpa balasan, jawaban tadi kami simpan besok.",
        "*Last:* what should we do better? A few words, without names and numbers, please. If there is nothing, reply "
        "*none*. Without a reply we keep your answers tomorrow.",
    ),
    "thanks": Said(
        "Terima kasih, jawaban Anda kami terima: {summary}.\n\nJawaban semua orang dihitung bersama menjadi nilai "
        "{unit}; hasilnya, dan apa yang akan diperbaiki, diumumkan setelah survei ditutup.",
        "Thank you, we have your answer: {summary}.\n\nAll answers together make the mark of {unit}; the result, and "
        "what will be done about it, is published after the survey has closed.",
    ),
    "stopped": Said(
        "Baik, survei dihentikan dan tidak ada jawaban yang disimpan. Mau mulai lagi? Balas *SURVEI {code}*.",
        "All right, the survey is stopped and no answer is kept. To begin again, reply *SURVEI {code}*.",
    ),
    "later": Said(
        "Kita selesaikan dulu yang sedang dibicarakan, ya. Sesudah itu balas *SURVEI {code}* lagi.",
        "Let us first finish what we are talking about. After that reply *SURVEI {code}* again.",
    ),
    "which": Said(
        "Survei yang mana? Tulis *SURVEI* dan kode di posternya, misalnya SURVEI K7Q2MX.",
        "Which survey? Write *SURVEI* and the code on the poster, for example SURVEI K7Q2MX.",
    ),
    "invitation_used": Said(
        "Survei ini sudah Anda isi. Satu orang cukup mengisi satu kali; terima kasih.",
        "You have answered this survey already. Once is enough for each person; thank you.",
    ),
    "round_not_open": Said(
        "Survei ini sedang tidak menerima jawaban.", "This survey takes no answers at present."
    ),
    "invited_only": Said(
        "Survei ini hanya untuk yang menerima undangan.", "This survey is for those who were invited."
    ),
    "round_unknown": Said(
        "Kode survei itu tidak ada. Periksa lagi hurufnya.",
        "There is no survey with that code. Please check its letters.",
    ),
    #: Stands in the conversation in place of a reply.
    "kept": Said("(jawaban survei)", "(survey answer)"),
}
_SKIP: Final = Said("Lewati", "Skip")
_NONE: Final = Said("Tanpa komentar", "No comment")
_ANSWERED: Final = Said("{n} dari {all} pertanyaan dijawab", "{n} of {all} questions answered")
_WITH: Final = Said("dengan komentar", "with a comment")
_WITHOUT: Final = Said("tanpa komentar", "without a comment")


def sentence(key: str, language: str, **values: object) -> str:
    """What is said for ``key``; the survey's codes of refusal are keys as well."""
    return _filled(SENTENCES[key](language), **values)


def question(element: Element | None, code: str, language: str, *before: str) -> Say:
    """The question with its four words, by number and to press; for None the comment. ``before``: said above it."""
    if element is None:
        text = SENTENCES["comment"](language)
        return Say(_joined(*before, text), ((f"{PRESSED}:{code}:{NO_COMMENT}", _NONE(language)),))
    words = [f"{n}. {word(language)}" for n, word in enumerate(element.answers, 1)]
    asked = f"*{ELEMENTS.index(element) + 1}/{len(ELEMENTS)}* {element.question(language)}"
    labels = [*words, _SKIP(language)]
    numbers = [*range(1, len(words) + 1), 0]
    choices = [
        (f"{PRESSED}:{code}:{element.code}:{n}", label) for n, label in zip(numbers, labels, strict=True)
    ]
    return Say(_joined(*before, f"{asked}\n\n" + "\n".join(words)), tuple(choices))


def summary(scores: Scores, comment: str, language: str) -> str:
    """How much was answered. Not what: it would stand in the conversation, with the number beside it."""
    n = sum(score is not None for score in scores)
    said = _filled(_ANSWERED(language), n=n, all=len(scores))
    return f"{said}, {(_WITH if comment else _WITHOUT)(language)}"


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _filled(text: str, **values: object) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
