"""Where a person lives, to the door; and points on the map. Plain Python.

The place of a hole in the road stays, house number, RT and RW and all: it is where the city must go. What is hidden is
an address that the text itself says somebody lives at ("rumah saya di …", "alamat: …", "rumah Pak [nama] no. 7").
Of a home only a street's name, a kelurahan or more may be read.
"""

from __future__ import annotations

import re
from typing import Final

ADDRESS, POINT = "[alamat]", "[koordinat]"

_NUMBER = (
    r"(?:\d{1,4}(?:\s?[-/]\s?\d{1,3})?(?:\s?[A-Za-z](?![^\W_]))?|"
    r"[IVX]{1,5}(?![^\W_])|[A-Z](?:\s?[-/]?\s?\d{1,3}))"
)
_SAID = (
    r"(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|\w{3,8}\sbelas|"
    r"\w{3,8}\spuluh(?:\s\w{4,8})?)"
)
_RT = rf"(?:r\.?\s?t\.?|rukun\stetangga)\s?[.:]?\s?(?:\d{{1,3}}|{_SAID})"
_RW = rf"(?:r\.?\s?w\.?|rukun\swarga)\s?[.:]?\s?(?:\d{{1,3}}|{_SAID})"
_RTRW = (
    rf"(?:rt\s?[/.\- ]\s?rw\s?[.:]?\s?\d{{1,3}}\s?[/\-. ]\s?\d{{1,3}}|rt\s?[.:]?\s?\d{{1,3}}\s?/\s?\d{{1,3}}|"
    rf"{_RT}[\s,./\-–&]{{0,3}}(?:dan\s)?{_RW}|{_RT}|{_RW})"
)
_HOUSE = (
    rf"(?:(?:no(?:mor|mer)?|nmr)\b\.?\s?:?\s?(?:{_NUMBER}|{_SAID})|(?:blok|blk|kav(?:ling|\.)?|unit|kamar|lantai|"
    rf"lt\.?)\s?(?:{_NUMBER}|[A-Z]{{1,2}}(?![^\W_]))(?:\s?(?:no\.?|nomor|/|-)?\s?\d{{1,3}})?)"
)
_STREET = (
    r"(?:jln?\b\.?|jalan|gg\b\.?|gang|lorong|perum(?:ahan)?\b\.?|komplek|kompleks|griya|dusun|dsn\b\.?|dukuh|"
    r"lingkungan|(?:ds|kel|kec)\b\.?|desa|kelurahan|kecamatan|"
    r"link\b\.?|kampung|kp\b\.?|apartemen|rusunawa|rusun|kos(?:t|an)?\b)"
)
# A street with its name of a few words, or with the number of a lane.
_NAME = r"(?:[^\W\d_][\w.'’\-]*)"
_NOT_NAME = (
    r"(?:no|nomor|nomer|nmr|rt|rw|blok|blk|kav|kavling|kel|kelurahan|kec|kecamatan|desa|kota|kab|kabupaten|yang|"
    r"dan|di|ada|"
    r"sudah|mohon|telp|hp|wa|nik|ktp|pekerjaan|dengan|untuk|karena|sejak|tidak|nama|email|alamat|umur|usia|"
    r"provinsi|gg|gang)\b"
)
_STREETS = rf"(?:{_STREET}\s?\.?\s?(?:(?!{_NOT_NAME}){_NAME}[\s,]{{0,2}}){{1,4}})"
_PART = rf"(?:{_HOUSE}|{_RTRW}|{_STREETS}|(?:gg\b\.?|gang)\s?{_NUMBER}|(?<=[\s,]){_NUMBER}(?=[\s,.;]|$))"
_EXACT: Final = re.compile(rf"{_HOUSE}|{_RTRW}|(?<![\w./])\d{{1,4}}[A-Za-z]?(?![\w/.])", re.IGNORECASE)
_WHOSE = (
    r"(?:saya|sy|kami|ku|aku|gue|pelapor|pengadu|beliau|dia|nya|mereka|bersangkutan|korban|pelaku|terlapor|ybs|"
    r"orang\s?tua(?:\s(?:saya|kami))?|ibu\s(?:saya|kami)|bapak\s(?:saya|kami)|nenek(?:\ssaya)?|mertua(?:\ssaya)?|"
    r"kakak(?:\ssaya)?|"
    r"(?:(?:pak|bu|bapak|ibu|sdr|mas|mbak|mbah|keluarga)\.?\s)?\[nama\]|kulo|kula|dalem)"
)
_LIVES = (
    rf"(?:rumah|rmh|kediaman|griya)(?:nya|ku)?(?:\s(?:tinggal|pribadi|kontrakan|dinas|kos))?\s?{_WHOSE}?|kos(?:t|an)?(?:nya|ku|\s{_WHOSE})|"
    rf"kontrakan(?:nya|ku|\s{_WHOSE})|griyo\s(?:kulo|kula)|omah(?:ku|e|\skulo)|"
    rf"(?:ber)?tinggal|bertempat\stinggal|tempat\stinggal(?:nya|\s{_WHOSE})?|berdomisili|domisili(?:nya|\s{_WHOSE})?|"
    rf"beralamat(?:kan)?|alamat(?:nya|ku)?(?:\s(?:rumah|tinggal|lengkap|asal|ktp|sesuai\sktp|domisili|pelapor|"
    rf"pengadu|kami|saya|sy|"
    rf"beliau|pelaku|terlapor|korban|di\sktp|dalam\sktp|{_WHOSE}))*|warga\sasal|"
    rf"saya\s(?:warga|penduduk|orang)|almt|alamt|i\slive\s(?:at|in|on)|my\s(?:house|home|address)(?:\sis)?(?:\s(?:at|on|in))?|manggon(?:e|\swonten)?|dalem(?:\skulo|ipun)"
)
_CUE: Final = re.compile(
    rf"(?<![^\W_])(?P<cue>{_LIVES})(?![^\W_])(?P<gap>[\s:=,\-(]{{0,4}}(?:(?:saya|sy|kami|beliau|dia|yang|ada|"
    rf"berada|terletak|adalah|"
    r"yaitu|tepatnya|rumah|rmh|di|ing|wonten|neng|nang|daerah|sekarang|lama|no|itu|ini|pas|persis)\b[\s:.,]{1,2}){0,5})"
    rf"(?P<address>{_PART}(?:[\s,./\-–()]{{0,4}}(?:dan\s)?{_PART}){{0,6}})",
    re.IGNORECASE,
)
#: An office, a shop, the place of a matter: no home, though it has an address.
_NO_HOME: Final = re.compile(
    r"(?:alamat|lokasi|rumah)\s?(?:kejadian|kantor|toko|sekolah|proyek|instansi|usaha|perusahaan|makan|sakit|"
    r"ibadah|warga|potong|"
    r"kosong|dinas|jalan|surat|web|email|ip)",
    re.IGNORECASE,
)
_BUSINESS: Final = re.compile(
    r"(?<![^\W_])(?:pt|cv|ud|toko|usaha|warung|hotel|kantor|gudang|pabrik|cafe|kafe|sekolah|klinik|apotek|bengkel|perusahaan)(?![^\W_])",
    re.IGNORECASE,
)
#: A number that nothing says to be a house's, or a storey.
_BARE: Final = re.compile(r"(?:\d{1,4}\w?|(?:lantai|lt\.?)\s?\d{1,2})", re.IGNORECASE)
_A_HOUSE: Final = re.compile(r"rumah\s?$", re.IGNORECASE)

_DEGREES = r"-?\d{1,3}[.,]\d{3,10}"
_DMS = r"\d{1,3}\s?°\s?\d{1,2}\s?['’′]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:\"|”|″|''|’’)?)?\s?[NSEWULBT]{0,2}"
_POINT: Final = re.compile(
    rf"""
    (?<![\d.,])-?(?:\d|1[01])[.,]\d{{3,10}}°?\s?(?:[,;/|]|\s|dan|,\s?long(?:itude)?:?|
        ,?\s?bujur:?)\s{{0,2}}-?(?:9[4-9]|1[0-4]\d)[.,]\d{{3,10}}(?!\d)
    | (?<![\d.,])-?(?:9[4-9]|1[0-4]\d)[.,]\d{{3,10}}\s?[,;/\s]\s{{0,2}}-(?:\d|1[01])[.,]\d{{3,10}}(?!\d)
    | (?<![^\W_])(?:lat(?:itude)?|lintang|long?(?:itude)?|lng|bujur)\b[\s:=]{{0,3}}(?:selatan|utara|
        timur)?[\s:=]{{0,3}}{_DEGREES}
    | \d{{1,2}}[.,]\d{{3,10}}°?\s?L[SU]\W{{0,4}}\d{{2,3}}[.,]\d{{3,10}}°?\s?B[TB]
    | {_DMS}[\s,;]{{0,3}}(?:{_DMS})?
    | (?<![^\W_])[NS]\s?\d{{1,2}}[.,]\d{{3,10}}°?[\s,;]{{0,3}}[EW]\s?\d{{2,3}}[.,]\d{{3,10}}°?
    | \d{{1,3}}\sderajat(?:\s\d{{1,2}}(?:[.,]\d+)?\s(?:menit|detik)){{0,2}}(?:\s(?:L[SU]|B[TB]|lintang\s\w+|bujur\s\w+))
    | (?<![A-Z0-9])[23456789CFGHJMPQRVWX]{{4,8}}\+[23456789CFGHJMPQRVWX]{{2,3}}(?![A-Z0-9])
    """,
    re.VERBOSE,
)
_MAP: Final = re.compile(
    r"(?:https?://)?(?:maps\.app\.goo\.gl/|goo\.gl/maps/|g\.co/kgs/|(?:www\.)?google\.[a-z.]{2,6}/maps|"
    r"maps\.google\.[a-z.]{2,6}|"
    r"(?:www\.)?openstreetmap\.org|waze\.com/ul|what3words\.com/|w3w\.co/|///(?=\w+\.\w+\.\w+))[^\s<>\"')\]\[]*",
    re.IGNORECASE,
)


def without_points(text: str) -> str:
    """The text with ``[koordinat]`` for each point of the map: in degrees, as a code, as a link."""
    text = _MAP.sub(POINT, text) if "/" in text or "geo:" in text else text
    return _POINT.sub(POINT, text)


def without_homes(text: str) -> str:
    """The text with ``[alamat]`` for each address that somebody is said to live at."""
    return _CUE.sub(_read, text)


def _read(found: re.Match[str]) -> str:
    whole, address = found.group(), found["address"]
    cue = found["cue"]
    near = whole[: found.start("address") - found.start()]
    before = found.string[max(0, found.start() - 14) : found.start()]
    plain_house = _A_HOUSE.fullmatch(cue) is not None or (
        cue.lower() == "tinggal" and re.search(r"\b(?:tidak|belum|tetap)\s$", before)
    )
    business = cue.lower().startswith("beralamat") and _BUSINESS.search(
        found.string, max(0, found.start() - 70), found.start()
    )
    of_matter = cue.lower() == "alamat" and re.search(
        r"\b(?:di|titik\W*|pohon|pju)\s$", before, re.IGNORECASE
    )
    if business or of_matter or _BARE.fullmatch(address):
        return whole
    if _EXACT.search(address) is None or _NO_HOME.match(found.string, found.start()) or plain_house:
        return whole
    *_, last = _EXACT.finditer(address)
    return near + ADDRESS + address[last.end() :]
