"""What a reply in a chat means to the survey: a digit, one of the four words, a wish; or none of its business.

Plain Python. What is no reply is left to the dialogue: better one question asked again than a complaint that is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from surga.core.intake.dialogue.sense import Sense
from surga.core.intake.dialogue.words import FILLERS, STARS
from surga.core.triage.words import plain, words_of
from surga.reactions.surveys.rules.elements import BY_CODE, Element
from surga.reactions.surveys.rules.score import HIGHEST, LOWEST

#: As the web takes it, in characters.
LONGEST_COMMENT: Final = 1000
#: Ids of what can be pressed begin so: "survei:k7q2mx:time:3".
PRESSED: Final = "survei"
NO_COMMENT: Final = "comment"

_READ: Final = 200
#: So many words are no reply any more; so many are none though one of the four words is among them.
_LONG: Final = 4
_VERY_LONG: Final = 8
_START: Final = re.compile(
    r"(?:(?:isi|mulai|ikut|jawab|lanjut|lanjutkan|buka|start|take|continue) )?(?:the )?surve[iy](?: kepuasan)?"
    r"(?: (?P<code>(?!english|inggris)[a-z0-9]{6,8}))?(?: (?P<english>en|english|inggris))?"
)
_DIGIT: Final = re.compile(
    r"(?:(?:no|nomor|nomer|nmr|pilih|pilihan|jawab|jawaban|jawabannya|angka|nilai|skor|number|option|answer) )?"
    r"(?P<digit>\w+)(?: (?P<rest>.+))?"
)
_WISHES: Final = {
    "stop": "berhenti stop henti batal batalkan keluar quit cancel",
    "back": "kembali mundur back sebelumnya ubah ganti ralat change",
    "skip": "lewati lewat lewatkan skip tidak_tahu kurang_tahu entah entahlah dont_know don_t_know "
    "i_don_t_know not_sure",
    "english": "english in_english bahasa_inggris",
    "indonesian": "bahasa_indonesia indonesia indonesian",
    "away": "menu bantuan help lapor",
}
_WISH_OF: Final = {
    wish.replace("_", " "): kind for kind, wishes in _WISHES.items() for wish in wishes.split()
}
#: These say that there is no comment.
_NO_WORDS: Final = frozenset(
    "kirim tidak kosong nihil lewati skip cukup selesai sudah ya no nope none nothing send done enough".split()
) | {"tidak ada", "tanpa komentar", "belum ada", "sudah cukup", "no comment"}
#: However "not", "hardly" and "very" are typed.
_SPELLED: Final = {
    **dict.fromkeys("ga gak gk nggak ngga enggak engga tdk ndak nda tak ora mboten".split(), "tidak"),
    **dict.fromkeys("krg kurng".split(), "kurang"),
    **dict.fromkeys("sgt sangaat amat".split(), "sangat"),
}
_VERY: Final = frozenset("banget bgt bgtt sekali bangettt".split())
#: Meanings with which a message is the dialogue's, however short it is.
_ELSEWHERE: Final = frozenset(
    "person status wish new add anonymous confidential done notyet settled unsettled emergency danger".split()
)
_ELSEWHERE_IN_A_COMMENT: Final = frozenset("person status wish new".split())


@dataclass(frozen=True, slots=True)
class Start:
    """They want to answer: the round with this code, or whichever they were asked for (""). ``english``: in English."""

    code: str = ""
    english: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """``kind``: score, skip, back, stop, comment, long, english, indonesian, wrong, away.

    ``element``: the code of the question that was pressed under, "" for what was typed; ``text``: the comment, "" for
    none.
    """

    kind: str
    score: int = 0
    element: str = ""
    text: str = ""


def start_of(text: str) -> Start | None:
    """The start word ("SURVEI K7Q2MX"), if the message is one and nothing else."""
    found = _START.fullmatch(_flat(text)) if len(text) <= _READ else None
    return Start(found["code"] or "", found["english"] is not None) if found else None


def pressed_in(choice: str) -> tuple[str, str, str] | None:
    """Round, question and answer of a button of ours ("survei:k7q2mx:time:3"); the last two "" on an invitation's."""
    head, *rest = choice.split(":")
    if head != PRESSED or not 1 <= len(rest) <= 3 or len(choice) > _READ:
        return None
    code, question, answer = (*rest, "", "")[:3]
    return code, question, answer


def press(question: str, answer: str) -> Reply:
    """The reply of a button of ours."""
    if question == NO_COMMENT:
        return Reply("comment")
    if question not in BY_CODE or answer not in set("01234"):
        return Reply("wrong")
    return Reply("score", int(answer), question) if answer != "0" else Reply("skip", element=question)


def read_reply(
    text: str, sense: Sense, element: Element | None, *, on_topic: bool = False, cold: bool = False
) -> Reply:
    """What a typed message means where ``element`` was asked; None: where the comment was. Raises nothing.

    ``on_topic``: its words are of something the city deals with. ``cold``: so long after the question that only what
    can be nothing else is a reply to it.
    """
    reply = _read(text, sense, element, on_topic=on_topic)
    unsure = reply.kind in {"wrong", "long"} or bool(reply.text)
    return Reply("away") if cold and unsure else reply


def _read(text: str, sense: Sense, element: Element | None, *, on_topic: bool) -> Reply:
    flat = _flat(text[:_READ])
    found = _score(flat, element) if element is not None and len(text) <= _READ else 0
    if found:
        return Reply("score", found)
    wish = _wish(flat) if len(text) <= _READ else ""
    if element is None:
        # A matter of the city's with its place is a report, wherever it is written.
        told = on_topic and sense.names_place
        return Reply("away") if told else _last_words(text, flat, wish, sense)
    if wish:
        return Reply(wish)
    if _is_elsewhere(sense, _ELSEWHERE) or _is_told(flat, sense, element, on_topic):
        return Reply("away")
    if sense.is_bare and sense.is_any("cancel"):
        return Reply("stop")
    return Reply("skip" if sense.is_bare and sense.is_any("skip") else "wrong")


def _last_words(text: str, flat: str, wish: str, sense: Sense) -> Reply:
    """Everything written is the comment, but a wish that stands alone."""
    if _is_elsewhere(sense, _ELSEWHERE_IN_A_COMMENT):
        return Reply("away")
    if flat in _NO_WORDS or wish == "skip" or (text.strip() and not flat):
        return Reply("comment")
    if wish:
        return Reply(wish)
    if sense.is_bare and sense.is_any("cancel"):
        return Reply("stop")
    words = plain(text, lines=True)
    if not words:
        return Reply("wrong")  # a sticker
    return Reply("comment", text=words) if len(words) <= LONGEST_COMMENT else Reply("long")


def _is_elsewhere(sense: Sense, meanings: frozenset[str]) -> bool:
    if sense.kind in {"photo", "file", "voice", "location"} or sense.code or sense.about:
        return True
    return sense.is_bare and not sense.means.isdisjoint(meanings)


def _is_told(flat: str, sense: Sense, element: Element, on_topic: bool) -> bool:
    """Whether it tells of something: long, or of a place or a matter of the city's."""
    several = sense.length > 1
    if several and (sense.names_place or on_topic):
        return True
    if sense.length < _LONG:
        return sense.length >= _LONG - 1 and sense.is_any("question")
    # "menurut saya pelayanannya sudah cepat": their own words for an answer; a digit is asked for.
    said = {_flat(word(language)) for word in element.answers for language in ("id", "en")}
    names = any(re.search(rf"\b{re.escape(each)}\b", flat) for each in said)
    return not names or sense.length >= _VERY_LONG


def _score(flat: str, element: Element) -> int:
    """1 to 4 for a digit or one of the four words; 0 for what is neither, or both and not the same."""
    words = {
        _flat(word(language)): n for n, word in enumerate(element.answers, 1) for language in ("id", "en")
    }
    meant = _meant(flat)
    if flat in words or meant in words:
        return words.get(flat) or words[meant]
    found = _DIGIT.fullmatch(meant)
    if found is None:
        return 0
    digit, rest = _digit(found["digit"]), found["rest"]
    return digit if not rest or words.get(_meant(rest)) == digit else 0


def _digit(word: str) -> int:
    digit = int(word) if word.isascii() and word.isdecimal() and len(word) == 1 else STARS.get(word, 0)
    return digit if LOWEST <= digit <= HIGHEST else 0


def _meant(flat: str) -> str:
    """The same without what is said to a person, "not" and "very" as the form has them."""
    words = [_SPELLED.get(word, word) for word in flat.split() if word not in FILLERS]
    if len(words) > 1 and words[-1] in _VERY:
        words = ["sangat", *words[:-1]]
    return " ".join(words)


def _wish(flat: str) -> str:
    return _WISH_OF.get(flat) or _WISH_OF.get(_meant(flat), "")


def _flat(text: str) -> str:
    """Lower-case words with one space between them; a digit in a box is the digit."""
    return " ".join(words_of(text))
