"""Topics that are never published, by the words of the text itself. Plain Python.

Children as victims, sexual and domestic violence, the health of one person, suspicion of an office. UU 27/2022 art. 4;
UU 11/2012 (children); UU 12/2022 (victims of sexual violence); LAPOR!'s "berkadar pengawasan". A topic
chosen by somebody may be wrong; this reads what is written. It flags a text too many rather than one too few, but not
the many in which the same words mean nothing of the kind: children who pass a broken road, a campaign against bribes.
"""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.mask import HEALTH, mask
from surga.core.triage.masking.fold import folded

CHILDREN, SEXUAL, DOMESTIC, ILLNESS, OVERSIGHT = "children", "sexual", "domestic", "health", "oversight"

#: As far as the two halves of a suspicion may stand apart, within one sentence.
_NEAR: Final = r"(?:\W+\w+){0,8}?\W+"
_CHILD: Final = (
    r"(?:anak(?:nya|ku)?|bocah|balita|bayi|siswa|siswi|murid|santri|santriwati|pelajar|remaja|keponakan|cucu(?:nya|"
    r"ku)?|"
    r"arek\scilik|lare|di\s?bawah\sumur|child|children|pupil)"
)
_HARMED: Final = (
    r"(?:di(?:pukul|pukuli|tampar|tendang|aniaya|siksa|culik|bully|rundung|telantarkan|terlantarkan|buang|sekap|"
    r"eksploitasi|jual|"
    r"cubit|gebuk|gebuki|keroyok|hajar|ancam|peras|paksa|paksa\smengemis|cabuli|lecehkan|perkosa|bakar|"
    r"hukum\sfisik|antemi|"
    r"gepuk|gepuki)|bullying|perundungan|penganiayaan|penculikan|penelantaran|ditinggal\sorang\s?tuanya|"
    r"korban\skekerasan|"
    r"kekerasan|menganiaya|memukuli?|menampar|menyiksa|mencabuli|menelantarkan|merundung|abused|beaten|kidnapped)"
)
_CHILDREN: Final = re.compile(
    rf"\b{_CHILD}\b{_NEAR}{_HARMED}\b|\b{_HARMED}\b{_NEAR}{_CHILD}\b|\b(?:kekerasan|eksploitasi|perdagangan|"
    rf"pekerja|pernikahan|"
    r"perkawinan|penculikan)\s(?:terhadap\s)?anak\b",
    re.IGNORECASE,
)
_SEXUAL: Final = re.compile(
    r"\b(?:(?:di|men|pen)?cabul(?:i|an)?|(?:di|mem|pem)?perkosa(?:an)?|dirudapaksa|rudapaksa|pelecehan\sseks\w*|"
    r"kekerasan\sseks\w*|"
    r"(?:di|me)lecehkan|pelecehan|begal\spayudara|(?:di|me)raba(?:-raba)?|(?:di|me)grepe|(?:di|meny)etubuhi|"
    r"persetubuhan|"
    r"eksibisionis|pamer\s(?:alat\s)?kelamin|sodomi|disodomi|inses|incest|asusila|rape[ds]?|raped|sexual\w*|"
    r"molest\w*|"
    r"(?:pegang|remas)(?:-pegang)?\s(?:pantat|payudara|dada|kemaluan)|video\sintim|revenge\sporn)\b",
    re.IGNORECASE,
)
_KIN: Final = (
    r"(?:suami|istri|isteri|bapak|ayah|ibu|mertua|pacar|mantan|bojo|kakak|adik|anak|paman|menantu|husband|"
    r"wife)(?:\s?(?:saya|nya|ku|kulo|tiri))?"
)
_BEATS: Final = (
    r"(?:memukul(?:i|\ssaya)?|menganiaya|menyiksa|menampar|mencekik|menendang|menyekap|menghajar|"
    r"mengancam\s(?:akan\s)?membunuh|"
    r"melempari?|mbalang|ngantemi|nggepuki?|beats?|hits?)"
)
_DOMESTIC: Final = re.compile(
    rf"\bkdrt\b|\bkekerasan\s(?:dalam|di)\srumah\stangga\b|\bdomestic\sviolence\b|"
    rf"\b{_KIN}\b(?:\W+\w+){{0,3}}?\W+{_BEATS}\b|"
    rf"\b(?:dipukuli?|dianiaya|disiksa|ditampar|dicekik|ditendang|disekap|dihajar|diantemi)(?:\soleh)?\s(?:sama\s|"
    rf"ambek\s)?{_KIN}\b",
    re.IGNORECASE,
)
_SELF_HARM: Final = re.compile(
    r"\b(?:(?:percobaan|mau|ingin|akan|mencoba|pengen)\sbunuh\sdiri|bunuh\sdiri|mengakhiri\shidup|gantung\sdiri|"
    r"suicid\w+)\b",
    re.IGNORECASE,
)
_OFFICE: Final = (
    r"(?:petugas|pegawai|oknum|lurah|camat|kades|kepala\s(?:desa|dinas|sekolah|kelurahan|bagian|bidang|puskesmas)|"
    r"kepsek|kasi|kabid|"
    r"kadis|rt|rw|pns|asn|polisi|polantas|guru|staf|perangkat|pejabat|panitia|dinas|kelurahan|kecamatan|dishub|"
    r"satpol|"
    r"dispenduk\w*|sekolah|puskesmas|rsud|walikota|wali\skota|bupati|dewan|anggota\sdprd|operator|pendamping|"
    r"official|officer)"
)
_WRONG: Final = (
    r"(?:pungli|pungutan\sliar|(?:di|me)?pungut\w*\suang|suap|menyuap|disuap|sogok\w*|menyogok|korupsi|dikorupsi|"
    r"koruptor|"
    r"gratifikasi|nepotisme|kolusi|kkn|penyalahgunaan\s(?:wewenang|jabatan|anggaran)|menyalahgunakan|"
    r"jual\sbeli\sjabatan|uang\spelicin|"
    r"(?:minta|meminta|nyuwun|njaluk|nagih|menarik|narik|minta-minta|dimintai)\s(?:\w+\s){0,2}?(?:uang|duit|dhuwit|"
    r"imbalan|bayaran|jatah|sumbangan|"
    r"setoran|rp|\d+\s?(?:rb|ribu|jt|juta))|memeras|pemerasan|mark\s?-?up|fiktif|penyelewengan|diselewengkan|"
    r"menyelewengkan|"
    r"penggelapan|menggelapkan|digelapkan|(?:di)?potong(?:an)?\s(?:dana|bantuan|bansos|blt|pkh)|(?:dana|bantuan|"
    r"bansos|blt|pkh)\s(?:\w+\s)?dipotong|"
    r"manipulasi\sdata|memalsukan|bribe\w*|corrupt\w*|extort\w*)"
)
_OVERSIGHT: Final = re.compile(
    rf"\b{_OFFICE}\b{_NEAR}{_WRONG}(?!\w)|\b{_WRONG}(?!\w){_NEAR}{_OFFICE}\b", re.IGNORECASE
)
_NO_SUSPICION: Final = re.compile(
    r"\b(?:anti\W{0,2}|bebas\s(?:dari\s)?|tanpa\s|tidak\sada\s|tdk\sada\s|bukan\s|cegah\s|pencegahan\s|"
    r"sosialisasi\s|stop\s|hari\s(?:anti\s?)?)"
    r"(?:pungli|korupsi|suap|gratifikasi|kkn|pungutan\sliar|narkoba|kekerasan(?:\sanak)?|bullying|perundungan)\b",
    re.IGNORECASE,
)


def sensitive(text: str, masked: str | None = None) -> tuple[str, ...]:
    """Why the text is never published: some of ``children sexual domestic health oversight``, or nothing.

    ``masked``: the text as ``mask`` made it, where that is known already.
    Raises ``MaskingFailed`` where the text cannot be read: then it is not published either.
    """
    read = _NO_SUSPICION.sub(" ", folded(text))
    sentences = re.split(r"(?<=[.!?\n])\s+", read)
    reasons = [
        reason
        for reason, pattern in (
            (CHILDREN, _CHILDREN),
            (SEXUAL, _SEXUAL),
            (DOMESTIC, _DOMESTIC),
            (OVERSIGHT, _OVERSIGHT),
        )
        if any(pattern.search(sentence) for sentence in sentences)
    ]
    if _SELF_HARM.search(read) or HEALTH in (mask(read) if masked is None else masked):
        reasons.append(ILLNESS)
    return tuple(reasons)
