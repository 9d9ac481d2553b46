"""What a report still lacks, asked once in warm words before it is sent; whoever does not know sends it as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.core.agencies import queries as agencies
from surga.core.intake.message import MAX_ADDRESS, MAX_TEXT
from surga.core.triage.flags.complete import CODES, missing
from surga.core.triage.words import plain
from surga.doors.portal.telling.forms import point_of
from surga.doors.portal.telling.keeping.drafts import Draft

_SAID: Final[Mapping[str, tuple[str | Promise, str | Promise]]] = {
    "what": (
        _("Apa yang terjadi di sana?"),
        _("Satu kalimat saja: apa yang rusak, kurang, atau mengganggu."),
    ),
    "where": (_("Di mana tempatnya?"), _("Nama jalan, kelurahan, atau patokan terdekat.")),
    "spot": (_("Di sebelah mana persisnya?"), _("Nomor rumah terdekat, RT/RW, atau di depan apa.")),
    "which": (_("Bantuan atau surat yang mana?"), _("Misalnya PKH, BPNT, KTP, atau akta kelahiran.")),
    "who": (_("Di kantor mana, atau siapa orangnya?"), _("Yang Anda tahu saja. Umum tidak membacanya.")),
    "when": (_("Kapan kejadiannya?"), _("Kira-kira saja sudah membantu.")),
}
_PLACES: Final = frozenset({"where", "spot"})
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Question:
    """``name``: of its field."""

    name: str
    ask: str
    hint: str


def questions(draft: Draft) -> list[Question]:
    """What to ask of this draft now; nothing twice, and nothing of who goes together with another report."""
    if draft.lead or draft.kind != "complaint":
        return []
    lacks = missing(
        draft.text,
        region=draft.region,
        address=draft.address,
        point=point_of(draft.location),
        photos=len(draft.photos),
        topic=agencies.topic_of(draft.text, fresh=False),
        occurred_on=draft.day,
    )
    return [Question(f"kurang_{code}", *map(str, _SAID[code])) for code in lacks if code not in draft.asked]


def answer(draft: Draft, posted: Mapping[str, str]) -> bool:
    """Put what was answered where it belongs: a place to the address, all else to the words. Whether any was."""
    said = {code: plain(posted.get(f"kurang_{code}", ""))[:_LONGEST] for code in CODES}
    draft.asked = [code for code in CODES if code in draft.asked or f"kurang_{code}" in posted]
    for code, words in said.items():
        if words and code in _PLACES:
            draft.address = ", ".join(filter(None, (draft.address, words)))[:MAX_ADDRESS]
        elif words:
            draft.text = f"{draft.text}\n{words}"[:MAX_TEXT]
    return any(said.values())
