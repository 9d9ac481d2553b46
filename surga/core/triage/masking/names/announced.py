"""Names that something before them announces: "atas nama …", "saya …", "pak …". Plain Python."""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.masking.names.cues import CALLS, PLACES, ROLES, SOFT_TELLS, TITLES, words
from surga.core.triage.masking.names.lexicon import SYLLABLES
from surga.core.triage.masking.names.runs import CALL_GAP, run, sure_next
from surga.core.triage.masking.names.tokens import Token

#: "saya … mau tanya", "saya … warga": whoever says what they want after it said who they are.
_TELLS_WHY: Final = re.compile(
    r"\s(?:(?:mau|ingin|hendak|izin|ijin)\s(?:ber|me)?(?:tanya|lapor|adu|ngadu)\w*|warga\s|dari\s(?:rt|rw|kel|desa|ds)\b)"
)
#: In a text of capitals these alone say that a name comes.
_OF_SOMEBODY: Final = re.compile(r"laporan|aduan|pesan|keluhan|nama|pelapor|pengirim|terlapor", re.IGNORECASE)
_KIN: Final = frozenset(
    "istri isteri suami anak adik kakak ibu bapak ayah mama papa nenek kakek mbah mertua menantu keponakan cucu sepupu "
    "tetangga teman kawan rekan atasan majikan sopir".split()
)
#: "sebagai", however it is typed.
_AS: Final = re.compile(r"s\w?[bv]\w{0,3}[agi]\w*|kl\w+|bag\w+")
#: Who ends a letter may do it with the letters of their name alone.
_SIGNS: Final = re.compile(r"hormat|salam|ttd|tertanda|regards|sincerely|best", re.IGNORECASE)
_NO_CALLED: Final = words("no_called")
_OFFICES: Final = words("offices")
_DOUBTFUL: Final = words("doubtful")
_SAID: Final = words("said")
_FEELING: Final = words("feeling")
SELF: Final = words("self")


def told_name(text: str, tokens: list[Token], at: int, told: re.Match[str]) -> int:
    """The name after "atas nama", "nama:" …: also words that no list has, as far as they look like a name's."""
    first = tokens[at]
    soft = SOFT_TELLS.match(told.group().strip()) is not None
    titled = at
    while titled < len(tokens) - 1 and tokens[titled].low in TITLES:
        titled += 1
    first = tokens[titled]
    if "inisial" in told.group().lower() and first.text.isupper() and len(first.text) <= 4:
        return _initials(tokens, titled)
    if _SIGNS.match(told.group()) and first.initial and text[first.end : first.end + 1] in {".", "", "\n"}:
        return _initials(tokens, titled)
    if first.kind == "masked" or first.place or first.low in ROLES | PLACES | CALLS:
        return at
    if first.kind == "ordinary" and not (
        (first.rare or first.cap) and sure_next(tokens, titled, "weak", "syllable")
    ):
        return at
    if first.kind == "" and not set(first.low) & set("aiueoy"):
        return at  # "ttd SPJ": an abbreviation
    if first.text.isupper() and len(first.text) > 3 and first.kind in {"", "syllable"}:
        soft = soft and ":" not in told.group() and not _OF_SOMEBODY.match(told.group())
    if soft and not (
        first.kind in {"sure", "form"} or first.cap or (first.kind == "weak" and "\n" in told.group())
    ):
        return at
    if len(first.text) == 1 and not first.initial:
        return at
    lowered = first.text.islower() or first.text.isupper()
    return run(
        tokens,
        titled,
        lambda each: (
            each.listed
            or (each.rare and lowered)
            or (each.kind in {"", "syllable"} and (each.cap or lowered))
        ),
    )


def _initials(tokens: list[Token], at: int) -> int:
    """Behind the initials that begin here: "AS", "M.R."."""
    end = at + 1
    while end < len(tokens) and tokens[end].initial and tokens[end].gap in {".", ". ", " "}:
        end += 1
    return end


def own_name(text: str, tokens: list[Token], at: int) -> int:
    """The name that somebody tells of themselves without capitals ("saya putri permata"); ``at`` where it is none."""
    token = tokens[at]
    kin = at > 1 and tokens[at - 2].low in _KIN and tokens[at - 1].low in {"saya", "sy", "kami"}
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    kin = kin and token.gap == " " and follows != "kasih"
    if kin and token.cap and token.kind in {"", "weak"} and token.low not in PLACES and len(token.text) > 3:
        return run(tokens, at, lambda each: each.listed or (each.cap and each.kind == ""))
    if token.low in PLACES or token.kind == "sure" or token.cap or len(token.text) < 3:
        return at
    told = token.kind in {"weak", ""} and len(token.text) > 3 and not token.rare and not _AS.match(token.low)
    if told and _TELLS_WHY.match(text, token.end):
        return at + 1
    strange = token.rare or (token.kind == "" and len(token.text) > 3)
    chinese = token.low in SYLLABLES and sure_next(tokens, at, "syllable")
    weak = token.kind == "weak" and sure_next(tokens, at, "weak")
    if chinese:
        return run(tokens, at, lambda each: each.listed or each.low in SYLLABLES)
    if not weak and not (strange and sure_next(tokens, at)):
        return at
    end = run(tokens, at, lambda each: each.listed or each is token)
    return at if weak and token.low in _FEELING and end - at < 3 else end


def called(tokens: list[Token], at: int) -> int:
    """The name after "pak", "bu" …: one word at least, whatever it is unless a word of every day or an office."""
    titled = at
    while (
        titled < len(tokens) - 1
        and tokens[titled].low in TITLES
        and CALL_GAP.fullmatch(tokens[titled + 1].gap)
    ):
        titled += 1
    first = tokens[titled]
    if not _may_be_called(first, tokens[at - 1]):
        return _syllables(tokens, titled)
    if "," in tokens[at].gap and first.kind not in {"sure", "form"} and not first.cap:
        return at  # "Pak, nomor itu …": who is called is spoken to, and not named
    if len(first.text) == 1:
        # "Pak M." and "bu S" are somebody; "pak d" is nobody.
        return titled + 1 if first.initial else at
    # Where capitals say nothing, a word that nobody knows goes on the name: "SAUDARA ZULFIKAR CHANIAGO".
    shouted = first.text.isupper() and len(first.text) > 3
    end = run(
        tokens,
        titled,
        lambda each: (
            each.listed
            or (each.cap and each.kind in {"", "syllable"})
            or (each.rare and each.text.istitle() and first.text.istitle())
            or (shouted and each.text.isupper() and each.low in SYLLABLES)
            or (shouted and each.kind == "" and each.text.isupper() and len(each.text) > 4)
        ),
    )
    return max(end, titled + 1)


def _syllables(tokens: list[Token], at: int) -> int:
    """Behind a Chinese name without capitals: "bu tan mei hwa"; two of its syllables at least."""
    end = at
    while end < len(tokens) and end < at + 3 and tokens[end].low in SYLLABLES:
        if end > at and tokens[end].gap != " ":
            break
        end += 1
    plain = sum(tokens[each].kind == "ordinary" and not tokens[each].rare for each in range(at, end))
    return end if end - at > 1 and plain < 2 else at


def _may_be_called(first: Token, call: Token) -> bool:
    if (
        first.kind in {"ordinary", "masked"}
        or first.low in _NO_CALLED
        or first.low in PLACES
        or first.low in CALLS
    ):
        return False
    if first.kind == "sure":
        return True
    # "dr" is also short for "dari", "de" and "non" are words of their own, an office is followed by its place.
    if (
        first.place
        or call.low in _OFFICES
        or (call.low in _DOUBTFUL and not (first.cap and call.text[0].isupper()))
    ):
        return False
    if first.kind == "weak":
        return first.cap or first.low not in _SAID
    vowels = sum(first.low.count(vowel) for vowel in "aiueo")
    if first.text.isupper() and not first.listed and len(first.text) < 7:
        return vowels > 1 and len(first.text) > 3
    return vowels > 1 or (vowels == 1 and len(first.low) <= 4)


def office(tokens: list[Token], at: int) -> bool:
    """Whether the word at ``at`` is an office that somebody is called by: "pak RT", "bu lurah"."""
    return at > 0 and tokens[at].low in _OFFICES and tokens[at - 1].low in CALLS
