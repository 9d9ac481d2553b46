"""What a person is: the day of birth, and an illness that is told of somebody. Plain Python.

An illness in a kelurahan is news and stays; an illness of "my mother" or of "[nama]" is hidden. Whether such a text may
be published at all is asked of ``surga.core.triage.flags.sensitive``.
"""

from __future__ import annotations

import re
from typing import Final

BORN, HEALTH = "[tanggal lahir]", "[kesehatan]"

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari|r)?|peb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|agu(?:stus|s)?|ags|"
    r"sep(?:tember|t)?|"
    r"okt(?:ober)?|nov(?:ember|p(?:ember)?)?|des(?:ember)?|january|february|march|may|june|july|august|october|"
    r"december)"
)
_SAID = (
    r"(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|\w{3,8}\sbelas|"
    r"\w{3,8}\spuluh(?:\s\w{4,8})?)"
)
_YEAR_SAID = r"(?:se|dua\s)ribu(?:\s[a-z]{3,10}){0,5}"
_DAY = (
    rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|"
    rf"\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?(?:\d{{4}}|\d{{2}})(?!\d)|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"(?:\d{{1,2}}(?:-?an)?|{_SAID})\s?[-/., ]?\s?{_MONTH}\b\.?(?:\s?[-/.,' ]?\s?(?:\d{{4}}|\d{{2}}|{_YEAR_SAID}))?|"
    rf"\d{{1,2}}\sbulan\s(?:\d{{1,2}}|{_MONTH})\s(?:tahun|thn|th)\.?\s?(?:\d{{4}}|\d{{2}})(?!\d)|"
    rf"(?<!\d)\d{{8}}(?!\d))"
)
_BORN: Final = re.compile(
    r"(?<!akta[ _])(?<!akte[ _])(?<!hari )(?<![^\W_])(?P<cue>"
    r"(?:(?:tempat\s?(?:,|/|&|dan)?\s?)?(?:tgl|tanggal|tg)\.?\s?(?:/\s?)?lahir(?:nya|ku)?|"
    r"(?:di)?lahir(?:kan|nya)?|(?:(?:tgl|tanggal)\.?\s)?lhr|kelahiran|ttl|tmp/tgl\slahir|t\.t\.l|dob|date\sof\sbirth|born|ulang\stahun(?:nya)?|"
    r"ultah(?:nya)?|lair)\b"
    rf"(?:[^\n.;!?\d]|\.(?=[\s:]{0, 3}\d)|\n(?=\s?\d)){{0,45}}?)(?P<day>(?<![\d]){_DAY})",
    re.IGNORECASE,
)
_OF_BIRTH: Final = re.compile(r"la?hi?r|ttl|t\.t\.l|dob|birth|born|ulang tahun|ultah|lair", re.IGNORECASE)
_BORN_YEAR: Final = re.compile(
    r"(?<![^\W_])(kelahiran|lahir)(\s(?:pada\s)?(?:tahun\s|thn\s)?)(?:19|20)\d\d(?!\d)", re.IGNORECASE
)
_ILL: Final = (
    r"hiv(?:\s?/?\s?aids)?|aids|odha|odgj|tbc|tb\sparu|tuberkulosis|kanker(?:\s\w+)?|tumor(?:\s\w+)?|stroke|"
    r"diabetes|kencing\smanis|gula\sdarah|"
    r"jantung(?:\skoroner|\sbocor)?|gagal\sginjal|ginjal|cuci\sdarah|hemodialisa|hepatitis(?:\s[abc])?|lumpuh|"
    r"epilepsi|ayan|skizofrenia|"
    r"depresi|bipolar|gangguan\s(?:jiwa|mental)|autis(?:me)?|down\ssyndrome|cerebral\spalsy|tunanetra|tunarungu|"
    r"tunagrahita|disabilitas(?:\s\w+)?|"
    r"difabel|cacat(?:\s\w+)?|hamil(?:\s\d+\s(?:bulan|minggu))?|keguguran|sifilis|raja\ssinga|gonore|kusta|lepra|"
    r"asma|dbd|demam\sberdarah|"
    r"tifus|tipes|covid(?:-?19)?|stunting|gizi\sburuk|hipertensi|darah\stinggi|leukemia|thalas?semia|hemofilia|"
    r"lupus|hidrosefalus|katarak|"
    r"hernia|usus\sbuntu|vertigo|alzheimer|pikun|demensia|parkinson|kecanduan(?:\s\w+)?|positif\s(?:covid|hiv|"
    r"corona|narkoba)|operasi\s(?:sesar|caesar|jantung|usus\sbuntu|\w+)"
)
_WHO: Final = (
    r"(?:\[nama\]|(?:anak|istri|suami|ibu|bapak|ayah|mama|papa|adik|kakak)\stetangga|"
    r"(?:nenek|kakek|mbah|simbah|emak|paman|bibi|tante|mertua|ibu\smertua|bapak\smertua|ipar)(?!\s(?:saya|sy|kami))|"
    r"(?:anak|istri|suami|ibu|bapak|ayah|mama|papa|adik|kakak|nenek|kakek|mbah|keponakan|cucu|mertua|ipar|"
    r"orang\s?tua|saudara|"
    r"tetangga|tante|om|paman|bibi|menantu|sepupu|pacar|teman|bayi|keluarga|emak|simbah|anake|bojo|bojoku|ibuk)"
    r"(?:\s?(?:saya|sy|kami|ku|nya|kulo|kula|beliau|\[nama\])|ku|nya)|saya|pasien(?:\sini|\situ|\s\[nama\])|"
    r"almarhum(?:ah)?|penderita\s(?:itu|tersebut)|dia|beliau|ia)"
)
_TELLS: Final = (
    r"(?:menderita|mengidap|terkena|kena|sakit|penyakit|penderita|didiagnosa|didiagnosis|terdiagnosa|positif|"
    r"dinyatakan|punya|mempunyai|memiliki|"
    r"penyandang|riwayat|divonis|sedang|lagi|baru|sudah|sdh|habis|yang|yg|ini|itu|adalah|seorang|terinfeksi|mengalami|dengan|"
    r"karena|krn|gara-gara|dirawat|"
    r"opname|meninggal|menjalani|harus|akan|mau|rutin|kontrol|pasca|keadaan|kondisi|juga|kemarin|dulu|jadi|usia|"
    r"umur|\d{1,3}|tahun|thn|th|bulan|"
    r"di|rumah|rs|rsud|gambiran|akibat|stadium|parah|(?:(?:bu|pak|ibu|bapak|bpk|mbak|mas|mbah|si)\.?\s)?\[nama\]|,)"
)
_SICK: Final = re.compile(
    rf"(?<![^\W_])(?P<who>{_WHO}(?:\s?,?\s?{_TELLS}){{0,8}}\s?)(?<![^\W_])(?P<ill>{_ILL})(?![^\W_])"
    rf"(?P<more>(?:\s?(?:,|dan|serta|sama|plus)\s?(?:{_ILL})(?![^\W_]))*)",
    re.IGNORECASE,
)
#: Whatever stands between, within the sentence: of these verbs the illness is somebody's.
_SUFFERS: Final = re.compile(
    rf"(?<![^\W_])(?P<who>{_WHO}(?:\s?,?\s?[^\W\d_]+){{0,4}}?\s?,?\s(?:menderita|mengidap|divonis|didiagnos[ai]s?|"
    rf"terdiagnosa|terinfeksi|terkena|kena|sakit)\s)(?<![^\W_])(?P<ill>{_ILL})(?![^\W_])",
    re.IGNORECASE,
)
_ANY_ILL: Final = re.compile(rf"(?<![^\W_])(?:{_ILL})(?![^\W_])", re.IGNORECASE)


def without_births(text: str) -> str:
    """The text with ``[tanggal lahir]`` for each day of birth: a day after a word that tells of birth."""
    if _OF_BIRTH.search(text) is None:
        return text
    text = _BORN.sub(lambda found: found["cue"] + BORN, text)
    return _BORN_YEAR.sub(lambda found: found[1] + found[2] + BORN, text)


def without_illness(text: str) -> str:
    """The text with ``[kesehatan]`` for each illness, disability or pregnancy that is told of one person."""
    if _ANY_ILL.search(text) is None:
        return text
    text = _SICK.sub(lambda found: found["who"] + HEALTH, text)
    return _SUFFERS.sub(lambda found: found["who"] + HEALTH, text)
