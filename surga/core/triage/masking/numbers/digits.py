"""Numbers in a text that lead to a person: telephones, NIK and KK, accounts. Plain Python.

Whatever is plainly something else stands aside first (money, dates, times, coordinates). What is left is read as runs
of digits with little between them, and each run is cut into what is a telephone, what is another long number, and what
is neither. Every step goes through the text once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

PHONE, NUMBER = "[telepon]", "[nomor]"

_END = r"(?![.,:-]?\d)"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
#: Numbers that are plainly no person's.
_INNOCENT = re.compile(
    rf"""
    \brp\.?\s?[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?{_END}        # Rp 10.000.000
    | \brp\.?\s?[1-9]\d{{0,11}}(?:,\d+)?{_END}(?![ ._]{{1,2}}\d{{4}})    # Rp 150000000
    | (?<![\d.,+-])(?!62\.?8)[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?{_END}
    | (?<![\d.,+-])[1-9]\d{{0,11}}(?=\s?(?:rupiah|ribu|juta|miliar|milyar)\b)
    | \b(?:jam|pukul|pkl|jm)\b\.?\s?{_CLOCK}(?:\s?[-–]\s?{_CLOCK})?{_END}
    | (?<![\d.:-]){_CLOCK}(?:\s?[-–]\s?{_CLOCK})?{_END}(?!\s\d{{3}})
    | (?<![\d./-]){_DAY}(?P<by>[ ./-]){_MONTH}(?P=by){_YEAR}(?![./-]?\d)(?!\s\d{{3}})
    | (?<![\d./-]){_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![./-]?\d)
    | (?<![\d.,+])-?(?!62\.)[1-9]\d{{0,2}}\.\d{{4,8}}(?![.\-]?\d)     # half of a point on the map
    | \b(?:puskesmas|rsud|rsu|dinas|kantor|call\s?cent(?:er|re)|hotline|pdam|pln|polres|polsek|polresta|damkar|
        pmi|kelurahan
        |kecamatan|pemkot|balai\s?kota|bpbd|samsat|posko)\b[^\n\d@]{{0,30}}?\(?0(?:354|21|
        31)\)?[ .-]?\d{{3,4}}[ .-]?\d{{3,4}}{_END}
    | \b0800[ -]?\d[\d -]{{5,9}}{_END}                          # free of charge, so an office's
    | \b(?:tracking|tiket|laporan|aduan|resi|nomor\s(?:laporan|aduan|tiket))\s?(?:id|no\.?|nomor|
        kode)?\s?[:=\#]?\s?(?!628)[1-9]\d{{5,11}}{_END}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Blanks, dots, dashes and brackets, and what cannot be seen; no comma and no slash, which make lists.
_BETWEEN = r"[ \t\u00a0.\-‐-―_()+·\u00ad\u200b-\u200d\u2060\ufeff]"
_RUN = re.compile(rf"\+?\(?\d(?:{_BETWEEN}{{0,3}}\d)*")
# Most texts have not even so many digits near one another, and are done with that.
_SIX_DIGITS = re.compile(rf"(?:\d{_BETWEEN}{{0,3}}+){{6}}")
_GROUP = re.compile(r"\d+")
_AREA = re.compile(r"0(?:[2-9][1-9]|40|90)")
_A_YEAR = re.compile(_YEAR)
# The few digits of a telephone in the same town are one only because the text says so.
_CALLED = re.compile(
    r"\b(?:no\.?\s?(?:hp|wa|telp)|telp|telpon|telepon|tlpn?|tlf|telfon|hp|wa|whatsapp|"
    r"fax)\b[ .:=]{0,4}(\d{6,8})(?!\d)",
    re.IGNORECASE,
)
# A mobile number whose groups are parted by what makes lists elsewhere, or by the end of a line.
_APART = (
    r"(?:[^\w]{1,8}|[^\w]{0,3}\b(?:lalu|terus|trus|lanjut|spasi|strip|titik|kemudian|sambung|belakangnya|dan|sama|plus)\b"
    r"[^\w]{0,3})"
)
_PARTED = re.compile(
    rf"(?:\((?=\+?\d{{2,5}}\)))?(?<![\d+])(?:\(?\+?62\)?[ .-]?|0)8\d{{1,3}}(?:{_APART}\d{{2,8}}){{1,4}}(?!\d)"
)
# Each digit by itself, with whatever it is between them.
_ONE_BY_ONE = re.compile(
    r"(?<!\d)(?:\+?6[^\w\[\]]{1,3}2[^\w\[\]]{1,3}|0[^\w\[\]]{1,3})8(?:[^\w\[\]]{1,3}\d){7,11}(?!\d)"
)
# Sixteen digits, or the thirteen of a health card, each by itself; the signs between them are always the same.
_SINGLE = re.compile(
    r"(?<!\d)(?:\d(?P<one>[^\w\[\]]{1,3})(?:\d(?P=one)){14}\d|\d(?:[ \t]?[\s.\-][ \t]?\d){15}|"
    r"0[^\w\[\]]{1,3}0[^\w\[\]]{1,3}0(?:[^\w\[\]]{1,3}\d){10})(?!\d)"
)
# A few digits a line: what they make together says whether it is a number of somebody's.
_STACKED = re.compile(r"(?<![\d.,/:])\d{1,4}(?:[ \t]*\r?\n[ \t]*\d{1,4}){3,16}(?![.,/:]?\d|%)")
_STACKED_ONE = re.compile(r"(?:\+?62|0)8\d{7,11}|000\d{10}|[1-9]\d{15}")
# The groups in which sixteen digits are written, whatever it is that stands between them, so it is always the same.
_SIXTEEN = (
    "4444 664 88 448 844 484 4C C4 6A A6 22264 646 33334 556 466 2464 2222224 224224 3337 2662 2644".split()
)
_CARD = re.compile(
    "|".join(
        rf"(?<!\d)\d{{{int(sizes[0], 16)}}}(?P<b{at}>[^\w\[\]]{{1,3}})"
        + rf"(?P=b{at})".join(rf"\d{{{int(size, 16)}}}" for size in sizes[1:])
        + r"(?!\d)"
        for at, sizes in enumerate(dict.fromkeys(_SIXTEEN))
    )
)
_DIGIT = re.compile(r"\d")
_FEWEST: Final = 6
_SHORTEST: Final = 9
_LONGEST: Final = 13
_LONGEST_ABROAD: Final = 15


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits that stand together, and what stands before them in the run."""

    start: int
    end: int
    digits: str
    before: str


# Without its first zero a telephone is one by the word before.
_SHORTENED = re.compile(
    r"\b(?:hp|no\.?\s?hp|wa|whatsapp|telp|telepon|telpon|hape|nomor|nomer|kontak|call)\b(?:\s?(?:saya|sy|ku|nya|beliau|dia|aktif|di))?"
    r"[ .:=]{1,4}(8[ .\-]{0,2}[1235789](?:[ .\-]{0,2}\d){7,10})(?!\d)",
    re.IGNORECASE,
)


def without_numbers(text: str) -> str:
    """The text with a word in brackets for each telephone and each long number."""
    if len(_DIGIT.findall(text)) < _FEWEST:
        return text
    text = _STACKED.sub(_stacked, text) if "\n" in text else text
    text = _ONE_BY_ONE.sub(PHONE, _PARTED.sub(_parted, _SINGLE.sub(NUMBER, text)))
    text = _CARD.sub(_card, text)
    if _SIX_DIGITS.search(text) is None:
        return text
    text = _SHORTENED.sub(lambda found: found.group()[: found.start(1) - found.start()] + PHONE, text)
    text = _CALLED.sub(lambda found: found.group()[: found.start(1) - found.start()] + PHONE, text)
    parts, last = [], 0
    for innocent in _INNOCENT.finditer(text):
        parts += [_RUN.sub(_read, text[last : innocent.start()]), innocent.group()]
        last = innocent.end()
    return "".join([*parts, _RUN.sub(_read, text[last:])])


def _parted(found: re.Match[str]) -> str:
    if _RUN.fullmatch(found.group()):
        return found.group()  # nothing unusual between its groups: it is read below, to its true end
    whole = found.group()
    if sum(map(str.isdigit, whole)) <= _LONGEST_ABROAD:
        return PHONE if sum(map(str.isdigit, whole)) > _SHORTEST else whole
    # The last groups are something else: the year in the next sentence.
    for group in reversed(list(_GROUP.finditer(whole))):
        if _SHORTEST < sum(map(str.isdigit, whole[: group.end()])) <= _LONGEST:
            return PHONE + whole[group.end() :]
    return whole


def _stacked(found: re.Match[str]) -> str:
    whole, groups = found.group(), list(_GROUP.finditer(found.group()))
    # A year above it, or a number below, is none of it.
    for first in groups[:2]:
        for last in reversed(groups[-2:]):
            piece = whole[first.start() : last.end()]
            digits = "".join(_GROUP.findall(piece))
            if _STACKED_ONE.fullmatch(digits):
                word = PHONE if digits.startswith(("08", "62")) else NUMBER
                return whole[: first.start()] + word + whole[last.end() :]
    return whole


def _card(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found.group())
    between = re.split(r"\d+", found.group())[1]
    # Runs with a blank, a dot or a dash are cut below, where a year before a telephone is told from a part of it.
    return found.group() if not between.strip(" .-") or all(map(_A_YEAR.fullmatch, groups)) else NUMBER


def _read(found: re.Match[str]) -> str:
    """One run, with what is in it masked."""
    run, parts, last = found.group(), [], 0
    if len(run) < _SHORTEST:
        return run
    for start, end, word in _cut(run):
        parts += [run[last:start], word]
        last = end
    return "".join([*parts, run[last:]])


def _cut(run: str) -> Iterator[tuple[int, int, str]]:
    """The pieces of a run that are masked: from where, to where, by which word."""
    groups = _groups(run)
    at = 0
    while at < len(groups):
        for length, word in (
            (_phone(groups, at), PHONE),
            (_sixteen(groups, at), NUMBER),
            (_account(groups, at), NUMBER),
        ):
            if length:
                first, last = groups[at], groups[at + length - 1]
                yield _opening(run, first, last), last.end, word
                break
        at += max(length, 1)


def _groups(run: str) -> list[_Group]:
    groups: list[_Group] = []
    last = 0
    for found in _GROUP.finditer(run):
        # Digits of other scripts are digits too.
        digits = "".join(str(int(digit)) for digit in found.group())
        groups.append(_Group(found.start(), found.end(), digits, run[last : found.start()]))
        last = found.end()
    return groups


def _opening(run: str, first: _Group, last: _Group) -> int:
    """Where the piece begins: with its plus, and with its bracket when that is closed inside."""
    start = first.start
    if first.before.endswith("(") and ")" in run[start : last.end]:
        start -= 1
        return start - 1 if first.before.endswith("+(") else start
    return start - 1 if first.before.endswith("+") else start


def _phone(groups: Sequence[_Group], at: int) -> int:
    """How many groups from `at` on make a telephone; 0 when none does."""
    abroad = groups[at].before.rstrip("(").endswith("+")
    head = "".join(group.digits for group in groups[at : at + 6])[:6]
    digit_by_digit = not abroad and len(groups[at].digits) == 1
    national = not abroad and _AREA.match(head) is not None
    inland = not abroad and head.startswith(("62", "0062"))
    if not (abroad or national or inland) or (digit_by_digit and not _single(groups, at)):
        return 0
    longest = _LONGEST if national else _LONGEST_ABROAD
    length, total = _reach(groups, at, longest)
    return length if total >= _SHORTEST + (0 if national else 1) else 0


def _single(groups: Sequence[_Group], at: int) -> bool:
    """Whether somebody wrote it digit by digit."""
    return len(groups) - at >= _SHORTEST and all(
        len(group.digits) == 1 for group in groups[at : at + _SHORTEST]
    )


def _reach(groups: Sequence[_Group], at: int, longest: int) -> tuple[int, int]:
    """How far a telephone of at most so many digits goes: groups and digits."""
    total = len(groups[at].digits)
    if total > longest:
        return 0, 0
    last = at
    for number, group in enumerate(groups[at + 1 :], at + 1):
        # A telephone that is complete goes on only as it went so far.
        another = total > _SHORTEST and (
            (last > at and group.before != groups[last].before) or _begins(groups, number)
        )
        if another or group.before.endswith("+") or total + len(group.digits) > longest:
            break
        total, last = total + len(group.digits), last + 1
    return last - at + 1, total


def _begins(groups: Sequence[_Group], at: int) -> bool:
    """Whether another telephone begins here; what is left must be long enough to be one."""
    group = groups[at]
    area = _AREA.match(group.digits) is not None and len(group.digits) > 3
    left = sum(len(each.digits) for each in groups[at : at + 8])
    return group.before.endswith("+") or (area and left >= _SHORTEST)


def _sixteen(groups: Sequence[_Group], at: int) -> int:
    """How many groups from `at` on make exactly sixteen digits: a NIK, a KK or a card."""
    total = 0
    for length, group in enumerate(groups[at : at + 16], 1):
        total += len(group.digits)
        if length > 1 and len(group.digits) >= _SHORTEST:
            return 0  # that one is masked by itself
        if total >= 16:
            years = all(_A_YEAR.fullmatch(each.digits) for each in groups[at : at + length])
            return length if total == 16 and not years else 0
    return 0


def _account(groups: Sequence[_Group], at: int) -> int:
    """How many groups from `at` on make another long number: nine digits together, or ten with dashes."""
    if len(groups[at].digits) >= _SHORTEST:
        return 1
    length = 1
    while at + length < len(groups) and groups[at + length].before == "-" and length < 20:
        length += 1
    piece = [group.digits for group in groups[at : at + length]]
    long = sum(map(len, piece)) > _SHORTEST and max(map(len, piece)) >= 3
    return length if long and not all(map(_A_YEAR.fullmatch, piece)) else 0
