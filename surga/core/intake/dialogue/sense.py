"""What a message means: from what was heard to a few words of our own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from surga.core.intake.dialogue import words
from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.heard import Heard
from surga.core.triage.danger import Danger, danger_in
from surga.core.triage.danger.signs import sign_in
from surga.core.triage.words import plain, without_greeting, words_of

#: These begin a longer word as well: "not yet, the lamp is still dark".
_MAY_TELL: Final = frozenset({"done", "notyet"})
#: A message of more words than these is a story, whatever words stand in it.
_BARE: Final = 8
#: What is looked at of a message; its end is kept, not understood.
_READ: Final = 2_000
_SHORT: Final = 4
#: The ids of choices, and which meaning they have. Those under news of a case carry its code ("beres:KDR-2206-7Q4KX").
_CHOICES: Final = {
    **{name: name for name in (*words.BARE, "enough")},
    "send": "yes", "beres": "done", "belum": "notyet", "naik": "raise", "same": "yes", "different": "no",
}  # fmt: skip
_CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_KINDS: Final = {
    "text": "text", "choice": "text", "photo": "photo", "voice": "voice", "video": "file", "document": "file",
    "location": "location",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """``kind``: text, photo, file, voice, location, nothing, strange. ``means``: names of ``words.BARE`` "
    "and more."""

    kind: str
    text: str = ""
    means: frozenset[str] = frozenset()
    code: str = ""
    #: The case that the button pressed belongs to.
    about: str = ""
    #: The message says no more than what it means: a yes, a greeting.
    is_bare: bool = False
    #: Words besides the code.
    beside_code: int = 0
    stars: int = 0
    language: str = ""
    #: Words of the matter itself, without the greeting.
    length: int = 0
    names_place: bool = False
    #: What kind of case it would be.
    matter: str = "complaint"
    #: It takes the place of something that was written before.
    edited: bool = False
    #: The danger that the words tell of, whatever else they mean.
    danger: Danger | None = None

    def is_any(self, *meanings: str) -> bool:
        return not self.means.isdisjoint(meanings)

    @property
    def is_short(self) -> bool:
        return self.length < _SHORT

    @property
    def is_matter(self) -> bool:
        """Words that tell something, more than a yes or a greeting."""
        return bool(self.text) and not self.is_bare


def read(heard: Heard, memory: Memory, prefix: str = "") -> Sense:
    """What ``heard`` means, to somebody who remembers ``memory``; ``prefix``: how the city's codes begin."""
    text = plain(heard.text[: 10 * _READ * 2], lines=True)
    choice, about = _pressed(heard.choice, prefix)
    choice = choice or _typed_choice(text, memory)
    if heard.choice and not choice:  # a button that is not ours; what stands on it are words
        text = text or plain(heard.choice)
    kind = _KINDS.get(heard.kind, "text" if text else "strange")
    if kind == "text" and not text and not choice:
        kind = "nothing"
    flat = _flat(text[:_READ])
    code, beside = code_in(text[:_READ], prefix)
    every = flat.split()
    said = set(_bare(flat, every, choice, text))
    heard_now = text[:_READ].replace(code, " ") if code else text[:_READ]
    # What is only learned from texts like it is warned of; what they say in so many words calls somebody.
    sure = sign_in(" ".join(heard_now.lower().split())) is not None
    danger = None
    if not said and heard.kind != "card" and _tells(every, flat) and (sure or _is_long(every, memory)):
        danger = _danger(heard_now, memory)
    sure = sure and danger is not None
    means = said if choice else said | set(_of_words(flat, text, sure))
    return Sense(
        kind=kind,
        text=text,
        means=frozenset(means),
        code=code,
        about=about,
        is_bare=bool(said - _MAY_TELL) or (bool(said) and len(every) < 3),
        beside_code=beside,
        stars=_stars(flat),
        language=_language(flat),
        length=len(words_of(without_greeting(text[:_READ]))),
        names_place=bool(words.PLACE.search(text[:_READ]) or words.PLACE.search(text[:_READ].lower())),
        matter=_matter(flat, means),
        edited=heard.raw_kind == "edited",
        danger=danger,
    )


def code_in(text: str, prefix: str) -> tuple[str, int]:
    """The case code in ``text`` however it was typed ("kdr 2206 7q4kx"), and how many words stand beside it."""
    letters = re.escape(prefix) if prefix else "[a-z]{2,5}"
    tail = f"[{_CODE_ALPHABET}]{{5}}"
    patterns = [rf"\b({letters})[\W_]*(\d\d[01oO]\d)[\W_]*({tail})\b"]
    if prefix:
        patterns.append(rf"()\b(\d\d[01]\d)[-–—]({tail})\b")
    for pattern in patterns:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            month = found[2].upper().replace("O", "0")
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            beside = [word for word in words_of(rest) if word not in _ABOUT_CODES]
            return f"{(found[1] or prefix).upper()}-{month}-{found[3].upper()}", len(beside)
    return "", 0


_ABOUT_CODES: Final = frozenset(
    "status cek kode laporan nomor no saya sy tolong pak bu mohon check report my bagaimana gimana piye "
    "sampai mana sudah "
    "halo min dengan ini".split()
)


def _flat(text: str) -> str:
    """Lower-case words with one space between them; signs as words; "haloooo" as "halo"."""
    spoken = text.translate(words.SIGNS)
    joined = " ".join(words_of(spoken))
    return re.sub(r"([a-z])\1{2,}", r"\1", joined)


def _bare(flat: str, every: list[str], choice: str, text: str) -> Iterator[str]:
    """The meanings of a message that says nothing else."""
    if choice:
        yield _CHOICES[choice]
    elif not every:
        yield "nothing"
    elif text.startswith("/") and every[0] not in _COMMANDS:  # as messengers offer them
        yield "greeting"
    elif len(every) <= _BARE:
        whole = _corrected(every)
        without = " ".join(word for word in whole.split() if word not in words.FILLERS)
        for name, pattern in words.BARE.items():
            if pattern.fullmatch(whole) or (without and pattern.fullmatch(without)):
                yield name


_COMMANDS: Final = frozenset({"batal", "cancel", "petugas", "officer", "status", "kirim", "send", "lapor"})


def _corrected(every: list[str]) -> str:
    if len(every) > 2:
        return " ".join(every)
    return " ".join(_keyword(word) for word in every)


def _keyword(word: str) -> str:
    near = difflib.get_close_matches(word, words.KEYWORDS, n=1, cutoff=0.85) if len(word) > 3 else []
    return near[0] if near and near[0][0] == word[0] and near[0][-1] == word[-1] else word


def _tells(every: list[str], flat: str) -> bool:
    """Whether it is enough to be heard as a danger: no number, no word on a case that was answered."""
    told = sum(len(word) > 2 and not word.isdecimal() for word in every) > 1 or "kebakaran" in every
    return told and not any(pattern.match(flat) for pattern in words.OF_A_CASE.values())


def _is_long(every: list[str], memory: Memory) -> bool:
    """Whether there is enough to hear a danger that has no word of its own; a word added to a case is not."""
    return memory.is_open or (len(every) >= _SHORT and not (memory.filed and memory.step == "fresh"))


def _danger(text: str, memory: Memory) -> Danger | None:
    """The danger that the words tell of together with the story so far, or, where that is known, by themselves."""
    found = danger_in(f"{memory.story[-_READ:]}\n{text}") if memory.is_open else danger_in(text)
    if found is None or found.kind not in memory.warned:
        return found
    new = danger_in(text)
    return new if new is not None and new.kind not in memory.warned else found


def _of_words(flat: str, text: str, danger: bool) -> Iterator[str]:
    """The meanings that a longer text has as well."""
    if words.HIDE_NAME.search(flat):
        yield "anonymous"
    yield from (name for name, pattern in words.OF_A_CASE.items() if pattern.match(flat))
    if text.startswith("/"):
        return  # a command tells of nothing that happens
    once = list(dict.fromkeys(flat.split()))  # "tolong tolong tolong"
    if len(once) <= _BARE and words.CALL_FOR_HELP.fullmatch(" ".join(once)):
        yield "emergency"
    elif words.DANGER.search(words.ONLY_CALLED.sub(" ", flat)) or (
        danger and not words.ONLY_CALLED.search(flat)
    ):
        yield "danger" if words.NOT_NOW.search(flat) else "emergency"
    matter = _flat(without_greeting(text[:_READ]))
    asks = words.QUESTION.match(matter) is not None
    if asks or (text.rstrip().endswith("?") and not words.WHY.search(flat)):
        yield "question"


def _matter(flat: str, means: set[str]) -> str:
    if words.IDEA.search(" ".join(flat.split()[:8])):
        return "aspiration"
    return "information" if "question" in means else "complaint"


def _pressed(pressed: str, prefix: str) -> tuple[str, str]:
    """The choice that was pressed, and the case it belongs to; empty for a button that is not ours."""
    choice, _, code = pressed.partition(":")
    return (choice, code_in(code, prefix)[0]) if choice in _CHOICES else ("", "")


def _typed_choice(text: str, memory: Memory) -> str:
    """Whoever has no buttons types their number."""
    typed = text.strip().strip(".)( ")
    if memory.step != "rating" and typed.isdecimal() and len(typed) == 1:
        number = int(typed)
        if 1 <= number <= len(memory.choices) and memory.choices[number - 1] in _CHOICES:
            return memory.choices[number - 1]
    return ""


def _stars(flat: str) -> int:
    every = flat.split()
    signs = every.count("bintang")
    if signs > 1 or (signs == 1 and len(every) == 1):
        return min(signs, 5)
    for word in every[:6]:
        stars = int(word) if word.isdecimal() and len(word) == 1 else words.STARS.get(word, 0)
        if 1 <= stars <= 5:
            return stars
    return 0


def _language(flat: str) -> str:
    """ "en" or "id" where the words leave no doubt, else empty."""
    every = flat.split()[:40]
    english = sum(word in words.ENGLISH for word in every)
    indonesian = sum(word in words.INDONESIAN for word in every)
    if english > indonesian and (english >= 2 or every == ["hello"]):
        return "en"
    return "id" if indonesian > english else ""
