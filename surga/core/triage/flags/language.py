"""Which language a text is in: Indonesian, Javanese, Madurese or English. Plain Python.

By the small words that a language cannot do without; where a text has too few of them, by its letters in threes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

INDONESIAN, JAVANESE, MADURESE, ENGLISH = "id", "jv", "mad", "en"

_WORDS: Final[dict[str, frozenset[str]]] = {
    INDONESIAN: frozenset(
        "yang dan di ke dari untuk dengan ini itu ada tidak tdk gak nggak sudah sdh belum akan saya sy kami kita "
        "mohon tolong "
        "karena krn agar supaya tapi juga jg masih bisa harus sangat sekali banget terima kasih warga jalan lampu "
        "rusak mati "
        "sampah banjir depan dekat kapan bagaimana kenapa mengapa apakah minta perbaikan segera bantu bantuan pak "
        "bapak ibu "
        "oleh pada adalah atau kalau jika sejak setiap hari sampai lagi lebih seperti hanya cuma mereka".split()
    ),
    JAVANESE: frozenset(
        "sing lan karo ing nang neng ning ora mboten ndak iki niki iku niku kuwi wis wes sampun durung dereng arep "
        "badhe aku "
        "kulo kula dalem tulung nyuwun njaluk amargi amarga mergo supados ben nanging ugi taksih isih iso saged "
        "kudu kedah "
        "banget sanget suwun matur nuwun dalan lampune rusake mati banyu omah griya ngarep mburi cedhak kapan piye "
        "pripun "
        "kenopo napa opo nopo panjenengan sampeyan kowe mugi mugo wonten ana ono saking teko dhateng menyang saben "
        "mbendino "
        "wengi esuk awan sonten bolong peteng mambu ambune gedhe cilik akeh kathah wae ae kok yo "
        "njih nggih inggih".split()
    ),
    MADURESE: frozenset(
        "se ban e ka dhari kaangguy sareng areya panika bada badha enten ta' lo' loh ampon mpon gi' ghi' bakal "
        "kaula kaule "
        "sengko' engko' bula tolong nyo'on polana sopaja namong tape keya jugan gitaq bisa kodu ongghu "
        "sakalangkong lorong lampo "
        "roma aeng ae' jalan neng adha' budi semma' baramma ponapa napa dika panjennengan ba'na mandar bannya' "
        "sakone' malem "
        "lagghu' are petteng rosak mate bau raja kene' settong dhu' tello' empa' para oreng tatangga kabbi "
        "saponten ghan mon "
        "dhaddhi bilanagi bila iya enggi enjha' sampe' samangken".split()
    ),
    ENGLISH: frozenset(
        "the and is are was were to of in on for with this that there it not no have has had been be will would "
        "can could "
        "please my our your we they because but also still since near front when how why street light road broken "
        "water "
        "garbage thank thanks from at by an as very more help fix repair report need you me he she".split()
    ),
}  # fmt: skip
_THREES: Final[dict[str, tuple[str, ...]]] = {
    INDONESIAN: ("kan", "ang", "nya", "men", "ber", "per", "ter", "ada", "an ", "lah", "mem"),
    JAVANESE: ("dh", "th", "ngg", "mbo", "nge", "ake", "ke ", "ku ", "one", "ane", "ipun", "tho", "wo"),
    MADURESE: ("bh", "gh", "jh", "dhd", "eng", "'", "aghi", "agi ", "na ", "eya", "ngg"),
    ENGLISH: ("th", "ing", "ed ", "tion", "ght", "wh", "oo", "ee", "ck"),
}
_WORD: Final = re.compile(r"[a-z]+'?")
_FEWEST: Final = 2


def language_of(text: str) -> str:
    """``id``, ``jv``, ``mad`` or ``en``: that of which it has the most; Indonesian where nothing else is plain."""
    words = _WORD.findall(text.lower().replace("’", "'").replace("`", "'"))
    score = Counter({code: sum(word in known for word in words) for code, known in _WORDS.items()})
    (best, most), (_, second) = score.most_common(2)
    if most >= _FEWEST and most > second:
        return best
    low = " ".join(words) + " "
    for code, threes in _THREES.items():
        score[code] += sum(low.count(three) for three in threes) / max(len(words), 1)  # type: ignore[assignment]  # a part
    # Indonesian first: of two alike it is the likelier.
    return max(_WORDS, key=lambda code: score[code]) if words else INDONESIAN
