"""What sort of case it is: kind, suspicion against the apparatus, level of authority, class of clock. Plain Python.

First guesses by words, for a verifier to confirm; the city's authority table goes before the level given here.
"""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.routing.features import LONGEST_TEXT, words_in
from surga.core.triage.routing.place import class_of

KINDS: Final = ("complaint", "aspiration", "information")
_ASKS = re.compile(
    r"\b(?:bagaimana (?:cara|prosedur|syarat)\w*|apa (?:saja )?(?:syarat|persyaratan)\w*|(?:syarat|"
    r"persyaratan)nya apa|"
    r"(?:mohon|minta|butuh|tanya|bertanya|menanyakan|ingin tahu) (?:\w+ )?(?:info|informasi|nomor|alamat|"
    r"jadwal|penjelasan|"
    r"syarat|cara)\w*|(?:saya )?(?:mau|ingin|ijin|izin|numpang) (?:ber)?tanya|apakah (?:bisa|ada|masih|"
    r"boleh)|kapan|dimana|"
    r"di mana|berapa (?:biaya|lama|tarif)\w*|pripun|kados pundi|piye carane)\b"
)
_WISHES = re.compile(
    r"\b(?:usul\w*|mengusulkan|saran\w*|menyarankan|aspirasi|harapan|berharap|alangkah baiknya|sebaiknya|"
    r"seyogyanya|"
    r"(?:mohon|minta|tolong) (?:agar )?(?:\w+ )?(?:di ?bangun\w*|di ?ada ?kan|di ?sedia ?kan|di ?tambah\w*|"
    r"di ?pasang\w*)|"
    r"pengajuan|mengajukan|proposal|masukan)\b"
)
_SUFFERS = re.compile(
    r"\b(?:rusak|mati|padam|bau|macet|mampet|buntu|banjir|bocor|lambat|dipersulit|belum (?:ada|di|juga)\w*|"
    r"tidak (?:bisa|"
    r"ada|di)\w*|sudah (?:lama|berkali|\d+|0 )\w*|meresahkan|mengganggu|keluh\w*|lapor\w*|mengadu\w*|aduan|"
    r"kecewa|parah)\b"
)
_APPARATUS = (
    r"(?:petugas|pegawai|oknum|aparat\w*|pejabat|lurah|camat|kepala (?:dinas|sekolah|puskesmas)|kades|asn|"
    r"pns|staf|rt|rw|"
    r"satpol|dishub|guru|panitia|kasi|sekdes|perangkat)"
)
_CORRUPT = re.compile(
    r"\b(?:pungli|pungutan liar|suap|menyuap|sogok\w*|nyogok|korupsi|dikorupsi|gratifikasi|nepotisme|"
    r"kolusi|mark ?up|"
    r"uang (?:pelicin|rokok|damai)|penyalahgunaan (?:wewenang|jabatan|anggaran|dana)|menyalahgunakan "
    r"(?:wewenang|jabatan)|"
    r"(?:dana|bantuan|bansos|uang)\w* (?:\w+ )?(?:di ?potong|di ?sunat|di ?gelapkan|di ?selewengkan)|"
    r"penyelewengan|"
    r"tidak netral|netralitas asn|politik praktis|jual beli jabatan|orang dalam|fiktif)\b"
)
_ASKS_MONEY = re.compile(
    rf"\b{_APPARATUS}\b(?:\W+\w+){{0,6}}?\W+(?:minta|meminta|mematok|menarik|narik|jaluk|njaluk|memungut|dimintai)\W+"
    r"(?:\w+\W+){0,3}?(?:uang|duit|bayar\w*|imbalan|rp|biaya|jatah|0)\b|"
    r"\b(?:dimintai|diminta|dipungut|dijaluki) (?:\w+ ){0,3}?(?:uang|duit|bayar\w*|biaya|rp)\b"
    rf"(?:\W+\w+){{0,6}}?\W+{_APPARATUS}\b"
)
#: Whose matter it is by law, where the city's own table says nothing (UU 23/2014, annex; UU 38/2004 for roads).
_OF_THE_PROVINCE = (
    r"\b(?:jalan|jl) (?:provinsi|propinsi)\b|\b(?:sma|smk|slb|sman|smkn)\b|\bsamsat\b|"
    r"\bpajak (?:motor|mobil|kendaraan)\b|"
    r"\b(?:pengawas|upah|gaji) (?:\w+ )?(?:ketenagakerjaan|perusahaan|di bawah umk)\b"
)
_OF_THE_CENTRE = (
    r"\b(?:jalan|jl) (?:nasional|negara|tol)\b|\bbpn\b|\bsertifikat tanah\b|\bptsl\b|\bpln\b|\btoken listrik\b|"
    r"\b(?:stasiun|kereta api|rel kereta|kai|pertamina|imigrasi|paspor|telkom|indihome|telkomsel)\b|"
    r"\b(?:polres\w*|polsek|polisi|sim|stnk|skck|bpkb|pkh|bpnt|kemensos|program keluarga harapan)\b|"
    r"\b(?:kemenag|madrasah|haji|umroh|kua|kampus|universitas|kuliah)\b"
)
_LEVEL_WORDS: Final = (
    ("province", re.compile(_OF_THE_PROVINCE)),
    ("centre", re.compile(_OF_THE_CENTRE)),
)
_OF_PLACE: Final = {"@kelurahan": "kelurahan", "@kecamatan": "kecamatan"}


def kind_of(text: str) -> str:
    """One of ``KINDS``; a complaint wherever something is wrong, whatever else is asked or wished."""
    said = _said(text)
    suffers, asks, wishes = (len(cue.findall(said)) for cue in (_SUFFERS, _ASKS, _WISHES))
    if asks and asks >= suffers and asks >= wishes:
        return "information"
    return "aspiration" if wishes > suffers else "complaint"


def suspects_apparatus(text: str) -> bool:
    """Does it accuse somebody in office? Then it is guarded and never public (berkadar pengawasan)."""
    said = _said(text)
    return _CORRUPT.search(said) is not None or _ASKS_MONEY.search(said) is not None


def level_of(text: str, agency: str, oversight: bool) -> str:
    """Who can settle it: kelurahan, kecamatan, opd, city, province or centre."""
    if oversight:
        return "city"
    place = _OF_PLACE.get(class_of(agency))
    if place:
        return place
    said = _said(text)
    return next((level for level, words in _LEVEL_WORDS if words.search(said)), "opd")


def clock_of(kind: str, *, oversight: bool, urgent: bool, topic_class: str = "") -> str:
    """The class of clock: quick, normative, ordinary or examination."""
    if urgent:
        return "quick"
    if oversight:
        return "examination"
    return topic_class or ("normative" if kind == "information" else "ordinary")


def _said(text: str) -> str:
    return " ".join(words_in(text[:LONGEST_TEXT]))
