"""How a text speaks: abuse, a threat, hatred of a people or a faith. Flags for an officer, never a reason to refuse.

Lists of rude words flag half of what a city is told: "sampah", "anjing liar", "kandang babi". Such a word counts only
where it is thrown at somebody. Plain Python.
"""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.masking.fold import folded

ABUSE, THREAT, SARA = "abuse", "threat", "sara"

_LETTERS: Final = str.maketrans("013457@$", "oieastas")
_SOMEBODY: Final = (
    r"(?:kamu|kau|koe|kowe|kon|kalian|lu|loe|elo|mereka|dia|pemerintah|pejabat|petugas|pegawai|wali\s?kota|"
    r"walikota|lurah|camat|polisi|"
    r"dinas|kades|rt|rw|ketua|dewan|anggota|guru|admin|orang|pns|asn|you)(?:\sini|\situ|\skota|nya|e)?"
)
#: Rude whatever it is said of.
_RUDE: Final = (
    r"(?:bangsat|bajing?an|keparat|jancu?o?k+|jancok|dancok|diancuk|cok|cuk|asu\sraimu|raimu|matamu|ndasmu|kontol|"
    r"memek|ngentot|ngewe|"
    r"goblo[kg]+|gublik|tolol|bego|idiot|dungu|pekok|gendeng|sinting|brengsek|bedebah|setan\salas|lonte|pelacur|"
    r"perek|jablay|"
    r"taek|tai\slo|tai\skucing|kampret|kimak|pukimak|pantek|cangkemmu|bacot|fuck\w*|shit|bitch|asshole|bastard)"
)
#: Beasts and waste: rude only of somebody.
_BEAST: Final = (
    r"(?:anjing|anjeng|asu|babi|celeng|monyet|bedes|kethek|sampah|iblis|setan|binatang|bangkai|tikus|kadal|benalu|"
    r"tai)"
)
_ABUSE: Final = re.compile(
    rf"\b{_RUDE}\b|\b(?:dasar|woi|woy|hei|heh)\s(?:\w+\s)?{_BEAST}\b|\b{_SOMEBODY}\s(?:memang\s|emang\s|kayak\s|"
    rf"seperti\s|kok\s|cuma\s|pancen\s)?{_BEAST}\b"
    rf"(?!\s(?:liar|tetangga|warga|busuk|mati|menumpuk|berserakan|belum|tidak|tdk|sudah|sering|peliharaan|di|yang|"
    rf"yg|rumah|plastik|pasar))|"
    rf"\b{_BEAST}\s(?:kamu|kau|kowe|kalian|lu|semua\skalian)\b",
    re.IGNORECASE,
)
_HARM: Final = (
    r"(?:bunuh|bacok|bakar|hajar|habisi|ledakkan|bom|tembak|culik|gorok|santet|patahkan|hancurkan|gebuki?|pateni|"
    r"obong|kepruk|kill|burn)"
)
_TARGET: Final = (
    r"(?:kamu|kau|kowe|kalian|lu|mu|dia|mereka|lurah\w*|camat\w*|petugas\w*|pegawai\w*|walikota\w*|wali\skota|rt|"
    r"rw|ketua\s\w+|guru\w*|admin\w*|"
    r"kantor\w*|kelurahan|kecamatan|balai\skota|rumah(?:mu|nya|\slurah|\spejabat)|anakmu|keluargamu|kepala(?:mu|"
    r"nya)|ndasmu|omahmu|you|your\s\w+)"
)
_THREAT: Final = re.compile(
    rf"\b(?:saya|kami|aku|gue|gw|tak|kita|i\swill|we\swill)\s(?:akan\s|bakal\s|pasti\s|"
    rf"arep\s)?{_HARM}\s(?:\w+\s)?{_TARGET}\b|"
    rf"\b(?:akan|bakal|tunggu|siap-siap|awas)\s(?:saya\s|kami\s|aku\s|tak\s|ku)?{_HARM}\s(?:\w+\s)?{_TARGET}\b|"
    rf"\bku{_HARM}\b|\b(?:tak|takk)\s?{_HARM}\s(?:kowe|koe|kon)\b|\bawas\s(?:kamu|kau|kowe|kalian|lu|saja\skamu)\b|"
    r"\b(?:nyawa(?:mu|\skalian)|kepalamu)\b(?:\W+\w+){0,3}?\W+(?:melayang|taruhan\w*|hilang|pecah)\b|"
    r"\b(?:saya|kami)\stahu\s(?:rumah(?:mu|\skamu)|di\smana\s(?:kamu|keluargamu))\b",
    re.IGNORECASE,
)
_PEOPLE: Final = (
    r"(?:cina|china|chinese|tionghoa|arab|madura|meduro|papua|jawa|batak|ambon|dayak|flores|sunda|kristen|katolik|"
    r"islam|muslim|hindu|buddha|budha|"
    r"syiah|ahmadiyah|yahudi|konghucu|nasrani|pribumi|non\s?pribumi|pendatang)"
)
_SARA: Final = re.compile(
    rf"\b(?:aseng|kadrun|cebong\skafir|kafir\slaknat|kafir\sharbi|babi\scina|cina\sbabi|cina\sloleng|antek\saseng|"
    rf"cokin)\b|"
    rf"\b(?:dasar|usir|bunuh|bakar|ganyang|basmi|habisi|pulangkan|tolak|musnahkan)\s(?:semua\s|orang(?:-orang)?\s|"
    rf"kaum\s|umat\s|warga\s)*{_PEOPLE}\b|"
    rf"\b(?:orang|kaum|umat|warga|agama|suku)\s{_PEOPLE}\b(?:\W+\w+){{0,3}}?\W+(?:maling|pelit|licik|najis|sesat|"
    rf"kafir|haram|jorok|bodoh|perusak|penipu|rakus|"
    rf"tidak\spantas|pulang\ssaja|harus\spergi|babi|anjing|monyet)\b|\b{_PEOPLE}\s(?:kafir|najis|sesat|laknat|"
    rf"anjing|babi|monyet|bangsat)\b",
    re.IGNORECASE,
)
_STRETCHED: Final = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)
_STARRED: Final = re.compile(r"(?<=[a-z])[*#](?=[a-z])", re.IGNORECASE)
_DIGIT_IN_WORD: Final = re.compile(r"\b(?=\w*[a-z])(?=\w*[013457@$])[\w@$]{3,14}\b", re.IGNORECASE)


def tone(text: str) -> tuple[str, ...]:
    """What an officer should know before reading: some of ``abuse threat sara``, or nothing."""
    read = _plainly(text)
    found = ((ABUSE, _ABUSE), (THREAT, _THREAT), (SARA, _SARA))
    return tuple(flag for flag, pattern in found if pattern.search(read))


def _plainly(text: str) -> str:
    """Without what hides a rude word: "j4nc0k", "jancuuuk", "g*blok"."""
    read = _STRETCHED.sub(r"\1", folded(text))
    read = _DIGIT_IN_WORD.sub(lambda found: found.group().translate(_LETTERS), read)
    return _STARRED.sub("o", read)
