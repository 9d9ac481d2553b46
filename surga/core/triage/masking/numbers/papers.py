"""Numbers of papers and accounts that are known by the word beside them, or by their own shape. Plain Python.

NIK and KK, BPJS, passport, driving licence, NPWP, bank and customer accounts. What is nine digits or more is hidden by
``digits`` in any case; here are the shorter ones, those in pieces, and those with letters.
"""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.masking.numbers.digits import NUMBER

# A number of a person's: its name, then perhaps whose it is or of what bank, then the number.
_PAPER: Final = (
    r"nik|n\.i\.k|nkk|no\.?\s?kk|nomor\s(?:induk|kk|ktp|kartu)|kk|e?-?ktp|npwp|nisn|nip|nrp|nuptk|paspor|passport|"
    r"sim(?:\s[abcd]1?)?|bpjs(?:\s?(?:kesehatan|kes|ketenagakerjaan|tk))?|kis|kpj|kartu\s(?:kis|bpjs|keluarga)|"
    r"(?:no\.?\s?)?jkn(?:-?kis)?|no(?:m[oe]r)?\.?\s?(?:rek(?:ening)?|jkn|kk|peserta|pelanggan|sambungan|meter|paspor|passport|sim|ktp|kartu|bpjs|polis|"
    r"rangka|mesin|bpkb|stnk|akta|rm|rekam\smedis|va)|rek(?:ening)?|norek|id\s?(?:pel|pelanggan)|idpel|"
    r"virtual\saccount|va|bca|bri|bni|btn|bsi|bank\s(?:mandiri|jatim|mega|permata|danamon|muamalat|syariah|"
    r"[a-z]{3,9})|"
    r"mandiri|dana|gopay|ovo|shopeepay|linkaja"
)
_BETWEEN: Final = r"(?:[^\w\[\]]|_){0,3}"
_CUED: Final = re.compile(
    rf"(?<![^\W_])(?P<word>{_PAPER})(?![^\W_])"
    r"(?P<gap>(?:[ \t:=.,#()\-–'\"/]|\b(?:no|nomor|nomer|nmr|saya|sy|kami|adalah|yaitu|ini|dengan|an|atas|ke|di|"
    r"milik|nya|"
    r"ibu|bapak|bank|bca|bri|bni|btn|bsi|mandiri|jatim|syariah|kes|tk|kesehatan|ketenagakerjaan|anak|istri|suami|"
    r"beliau"
    r"|nomornya|nomernya|no\.?nya|noreknya|kartu|lama|baru|jkn|kis|va|simpedes|britama|tabungan|panitia|bendahara|usaha|peserta|penumpang|jenis|golongan|gol|[abc])\b\.?){0,10})"
    rf"(?P<number>[A-Z]{{0,2}}[ \-]?\d(?:{_BETWEEN}\d){{4,20}}(?![^\W_]))",
    re.IGNORECASE,
)
#: Passports: a letter or two, then six or seven digits.  NPWP: fifteen digits in its own dress.
_SHAPED: Final = re.compile(
    r"(?<![\w\-/])(?!ID|NO|RP|PO)[A-Z]{1,2}\s?\d{7}(?![\w\-/])|(?<![\d.])\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}(?![\d.])"
)
_MONEY_BEFORE: Final = re.compile(r"rp\.?\s?$", re.IGNORECASE)
_AMOUNT_AFTER: Final = re.compile(
    r"\s?(?:rb|ribu|jt|juta|rupiah|,-|,00|orang|kali|x|hari|bulan|tahun|an)\b", re.IGNORECASE
)
_AMOUNT: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{1,3}0{3,}")
_DATE: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|(?:19|20)\d\d(?:[-/](?:19|20)\d\d)?")


def without_papers(text: str) -> str:
    """The text with ``[nomor]`` for each of them."""
    return _SHAPED.sub(NUMBER, _CUED.sub(_read, text))


def _read(found: re.Match[str]) -> str:
    whole, number = found.group(), found["number"].strip()
    digits = "".join(filter(str.isdigit, number))
    after = found.string[found.end() : found.end() + 10]
    amount = _AMOUNT.fullmatch(number) is not None and len(digits) < 9
    plain = (
        amount or _AMOUNT_AFTER.match(after) or _DATE.fullmatch(number) or _MONEY_BEFORE.search(found["gap"])
    )
    if plain or (found["word"].lower() in {"dana", "va", "di"} and len(digits) < 8):
        return whole
    return whole[: found.start("number") - found.start()] + NUMBER
