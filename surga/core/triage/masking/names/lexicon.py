"""Which words are names: the lists beside this, and the forms that Indonesian names have. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

_WORDS: Final = Path(__file__).with_name("words")


def _read(name: str) -> frozenset[str]:
    lines = (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


#: Hardly anything but a name: "suparman", "wahyuningsih".
SURE: Final = _read("sure")
#: Also a word, a street, a month: a name only in company.
WEAK: Final = _read("weak")
#: First of all a word, and a name now and then: "hari", "garang"; Chinese syllables that are words, too.
RARE: Final = _read("rare")
#: Words that are no names, whatever stands before them.
ORDINARY: Final = _read("ordinary")
#: Chinese family names and syllables: a name by two or three.
SYLLABLES: Final = _read("syllables")

# Endings and beginnings that few words but names have. Checked only for words of six letters or more that are no
# ordinary word.
_FORM: Final = re.compile(
    r"\w{2,}(?:ningsih|ningrum|ningtyas|ningtias|wati|watik|yanto|yanti|yantini|yono|yani|anto|antoro|arto|artono|"
    r"arti|"
    r"artini|astuti|astutik|istiani|udin|uddin|ullah|ulloh|ansyah|iansyah|wijaya|nugroho|kusuma|saputra|saputri|"
    r"ningtiyas|"
    r"hadi|joyo|negoro|prasetyo|widodo|wibowo|susilo|utomo|atmojo|atmaja|winata|kusumo|setiawan|irawan|hermawan|"
    r"darmawan|"
    r"tiawan|niawan|riawan|diawan|wardana|wardani|wardhana|wardhani|iyem|inem|iyah|atun|osin|jono|jiono|giono|"
    r"miono|riono|"
    r"marno|parno|darno|sono|sari|puspita|rahayu|lestari|permana|pratama|maulana|hidayat|rrahman|rrohman|rahmawati|"
    r"isyah|atul|otul|iatin|iningsih|oatmodjo|odjo|adji|aldi|andi|ianto|iono|rianti|ianti|dini|tarini|trisno|tyas|"
    r"hutagalung|hutapea|nababan)"
    r"|(?:abd[ou]l|abdur|moh?am|mukh?am|much?am|nur|noor|tri|dwi|eko|heru|sri|khoir|choir|syamsu|saiful|syaiful|"
    r"zainal|"
    r"zaenal|miftah|muh|siti|soe[bdghjkmnprstwy])\w{3,}"
    r"|nga[dt]\w{3,}|su[bdghjkmnprstwy]\w{1,5}(?:no|to|di|man|jo|ni|ti|mi|nah|yo|wo|mo|lo|gio|ra|so)"
)
_FORM_IS_NONE: Final = re.compile(
    r"(?:me|ber|di|ter|pe|ke|se)\w{4,}(?:kan|nya|an|i)|(?:mem|men|meng|meny|peng|pem|peny)\w{4,}|\w+(?:kan|nya|lah|"
    r"kah|pun|isasi|itas|isme|mya)|"
    r"\w+(?:rejo|sari|harjo|dadi|agung|anyar|kidul|wetan|kulon)"
)


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> str:
    """``sure``, ``weak``, ``form`` (it has a name's form), ``rare``, ``syllable``, ``ordinary`` or ``""`` for an "
    "unknown word."""
    flat = word.lower()
    if not flat.isascii():
        bare = unicodedata.normalize("NFKD", flat).encode("ascii", "ignore").decode()
        if len(bare) < len(flat):
            return "ordinary"  # another script: none of the names we know
        flat = bare
    flat = flat.replace("’", "'").replace("`", "'").strip("'-").removesuffix("'s")
    if flat.startswith(("al-", "as-", "an-", "az-", "ar-")):
        flat = flat[3:]
    if flat in SURE or flat.replace("'", "") in SURE:
        return "sure"
    if flat in WEAK:
        return "weak"
    if flat in RARE or (flat in SYLLABLES and flat in ORDINARY):
        return "rare"
    if flat in SYLLABLES:
        return "syllable"
    return "ordinary" if flat in ORDINARY else _by_form(flat)


def _by_form(flat: str) -> str:
    for ending in ("nya", "lah", "kah", "pun", "ku", "mu", "e"):
        if flat.endswith(ending) and flat.removesuffix(ending) in ORDINARY:
            return "ordinary"
    if "-" in flat:
        halves = {kind_of(half) for half in flat.split("-") if half}
        return (
            "sure" if halves == {"sure"} else "ordinary" if "ordinary" in halves or len(halves) == 1 else ""
        )
    if len(flat) >= 6 and _FORM_IS_NONE.fullmatch(flat) is None and _FORM.fullmatch(flat):
        return "form"
    return "ordinary" if _FORM_IS_NONE.fullmatch(flat) else ""
