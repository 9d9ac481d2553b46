"""Where somebody is to be found on the net: mail, links to a chat, accounts. Plain Python."""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.masking.names.lexicon import kind_of

MAIL, ACCOUNT = "[email]", "[akun]"

_PROVIDER = (
    "(?:gmail|gmial|gmai|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton|protonmail|mail|aol|"
    "yandex)"
)
_AT_WORD = r"(?:at|et|ad|a\s?keong|keong)"
_SPELLED_DOT = r"(?:\s?[\[({<]?\s?\b(?:dot|titik|dt)\b\s?[\])}>]?\s?)"
_DOT = rf"(?:\.|\s\.\s?|\s?[\[({{<]\s?\.\s?[\])}}>]\s?|{_SPELLED_DOT})"
_ENDING = r"(?:com|net|org|id|co|go|ac|sch|web|my|or|biz|info|me|io|xyz|online|site)"
# Possessive, and begun only where no part of an address stands before: a text of any length is read once.
_LOCAL = r"(?<![\w.+-])[\w.+-]++"
# "budi titik santoso at …": what stands before the first word of the address is taken along below.
_MAIL: Final = re.compile(
    rf"""
    {_LOCAL}\s?@\s?{_PROVIDER}\s?(?:\.|\bdot\b|\btitik\b|,)\s?{_ENDING}\b(?:\s?(?:\.|\bdot\b|\btitik\b)\s?{_ENDING}\b)?
    | {_LOCAL}@(?![\d.,]+(?!\w))[\w-]+(?:\.[\w-]+)*+
    | {_LOCAL}(?:@|\s@\s|@\s)[^\W\d][\w-]*+(?:\.[\w-]+)++
    | {_LOCAL}\s?\(?@\)?\s?{_PROVIDER}\b(?:{_DOT}{_ENDING}\b)*
    | {_LOCAL}\s?[\[({{<]\s?(?:{_AT_WORD}|@)\s?[\])}}>]\s?[\w-]++(?:{_DOT}[\w-]+)*+
    | {_LOCAL}\s{_AT_WORD}\s{_PROVIDER}\b(?:{_DOT}{_ENDING}\b)*+
    | {_LOCAL}\s{_AT_WORD}\s[\w-]+(?:{_SPELLED_DOT}{_ENDING}\b)++
    | (?<![\w.])(?!www\b|mail\b)[\w+-]+(?:\.[\w+-]+)*+(?<!mail)(?<!www)\.(?:gmail|yahoo|hotmail|ymail|outlook)\.com\b
    | {_LOCAL}\s?[\[({{<]\s?a\s?[\])}}>]\s?{_PROVIDER}\b(?:{_DOT}{_ENDING}\b)*+
    | {_LOCAL}\sa\s{_PROVIDER}[\s.,]{{1,3}}{_ENDING}\b
    | (?<!\w)(?:[\w.]\s){{2,30}}@(?:\s[\w.]){{4,30}}(?!\w)
    | {_LOCAL}\s?(?<!\w)_?{_AT_WORD}_?\s?{_PROVIDER}{_SPELLED_DOT}{_ENDING}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Without any of these there is no address in a text.
_SIGNS: Final = (
    "@",
    "mail",
    "yahoo",
    "outlook",
    "icloud",
    "proton",
    "yandex",
    "aol",
    "live",
    "dot",
    "titik",
    "[a",
    "(a",
    "{a",
    "<a",
)
_BEFORE_MAIL = re.compile(
    r"(?:[\w+-]{1,30}(?:\s?\.\s|\s\.\s?|\s(?:titik|dot|strip|garis\sbawah|underscore)\s|\s_\s?|\s?_\s)){1,4}"
    + re.escape(MAIL),
    re.IGNORECASE,
)
_SITES = (
    r"(?:instagram|facebook|fb|twitter|x|tiktok|t|telegram|threads|youtube|linkedin|line|m\.facebook|web\.facebook|"
    r"snapchat|linktr|wa|api\.whatsapp|chat\.whatsapp|whatsapp|michat|signal|discord|pinterest|saweria)"
)
#: A page of somebody's, and an invitation to a chat. The number in wa.me/62… is the telephone's, and its own word.
_LINK: Final = re.compile(
    rf"(?<![\w@.])(?:https?://)?(?:www\.|m\.|vm\.|vt\.|web\.)?(?P<site>{_SITES})\.(?:com|me|net|ee|id|gg|be|us|link)"
    r"/(?P<who>[^\s<>\"')\]\[,]*[^\s<>\"')\]\[,.;:!?])",
    re.IGNORECASE,
)
_CHAT: Final = re.compile(r"(?:^|\.)(?:wa|whatsapp)$", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<![\w@./&])@\s?(?P<who>[A-Za-z_](?:\.?[\w]){2,29})(?!\w)")
#: "IG: budi.santoso", "akun tiktok budi99": a name of the net after the place where it is one.
_NAMED: Final = re.compile(
    r"(?<![^\W_])(?P<cue>(?:akun|acc?|user(?:name)?|id)?\s?"
    r"(?:ig|insta(?:gram)?|fb|facebook|pesbuk|twitter|twiter|tiktok|tik\stok|telegram|tele|tg|line|threads|"
    r"x\s\(twitter\)|"
    r"youtube|michat|discord|snapchat|linkedin|shopee|tokopedia|olx|skype)(?![^\W_])"
    r"(?:-?nya|\sku)?(?:\s(?:saya|sy|nya|dia|pelaku|beliau|milik|atas\snama|dengan\snama|bernama|id|akun|username|user|a/?n))*\s?"
    r"(?P<mark>[:=@,]|\(|\bnya\b|\bid\b)?\s?[@(\"']?\s?)"
    r"(?P<who>[A-Za-z_][\w]*(?:[._-]\w+)+|[A-Za-z_]+\d\w*|(?<=[:=@(] )\w[\w.]{2,29}|"
    r"(?<=[:=@(])\w[\w.]{2,29})(?![^\W_])",
    re.IGNORECASE,
)
_USER: Final = re.compile(
    r"(?<![^\W_])(?P<cue>(?:user\s?name|akun(?:nya)?|nama\sakun|nick(?:name)?|user\s?id|id\sgame)\s?(?:nya|saya|"
    r"dia|pelaku)?\s?[:=]\s?@?)"
    r"(?P<who>\w[\w.\-]{2,29})",
    re.IGNORECASE,
)
#: "insta saya budisantoso", "follow budisantoso di ig": a word that is none of every day.
_PLAIN: Final = re.compile(
    r"(?<![^\W_])(?P<cue>(?:ig|insta(?:gram)?|fb|facebook|twitter|tiktok|telegram|tele|akun(?:nya)?)\s(?:saya|sy|nya|ku|dia|pelaku|"
    r"beliau)\s(?:adalah\s)?|follow\s|followers?\s)(?P<who>[A-Za-z]\w{4,29})(?![^\W_])",
    re.IGNORECASE,
)
#: Accounts of the public's own offices are no person's.
_OFFICE: Final = re.compile(
    r"pemkot|pemkab|pemprov|pemerintah|dinas|dinkes|disdik|dishub|dispen|dukcapil|kominfo|polres|polsek|polda|polri|"
    r"satpol|damkar|bpbd|rsud|puskesmas|pdam|pln|bpjs|kota|kabupaten|kelurahan|kecamatan|kemen|humas|lapor|surga|"
    r"ombudsman|telkom|indihome|resmi|samsat|bappeda|bapenda|diskominfo|dinsos|pupr|inspektorat|setda|pengaduan|sekretariat|jatim|info|radar|berita|news|media",
    re.IGNORECASE,
)
#: An office's own mailbox, at a government's address.
_OFFICES_OWN: Final = re.compile(r"([\w.+-]+)@[\w.-]+\.go\.id", re.IGNORECASE)
_NOBODY: Final = frozenset(
    "all admin semua everyone here channel gmail yahoo depan dekat rumah jalan harga pcs orang".split()
)


def without_mail(text: str) -> str:
    """The text with ``[email]`` for each address of a mailbox, however its signs are written."""
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return text
    if (masked := _MAIL.sub(_mail, text)) == text and MAIL not in text:
        return text
    return _BEFORE_MAIL.sub(MAIL, masked)


def _mail(found: re.Match[str]) -> str:
    office = _OFFICES_OWN.fullmatch(found.group())
    return found.group() if office and _OFFICE.search(office[1]) else MAIL


def without_accounts(text: str) -> str:
    """The text with ``[akun]`` for each account of a person, by its link, its sign, or the word before it."""
    text = _LINK.sub(_linked, text)
    if "@" in text:
        text = _HANDLE.sub(_handle, text)
    return _PLAIN.sub(_plain, _USER.sub(_named, _NAMED.sub(_named, text)))


def _linked(found: re.Match[str]) -> str:
    who = found["who"]
    if _OFFICE.search(who):
        return found.group()
    if _CHAT.search(found["site"]) and not found["site"].lower().startswith("chat"):
        # Its digits are hidden as a telephone; a link of letters leads to somebody's shop or self.
        return found.group() if re.search(r"^[+\d]|\[telepon\]", who) or "send?" in who else ACCOUNT
    return ACCOUNT


def _handle(found: re.Match[str]) -> str:
    who = found["who"].lower()
    apart = found.group()[1].isspace() and kind_of(who) == "ordinary"
    return found.group() if apart or who in _NOBODY or _OFFICE.search(who) else ACCOUNT


def _plain(found: re.Match[str]) -> str:
    ordinary = kind_of(found["who"]) == "ordinary" or found["who"].lower().startswith(
        ("di", "ter", "ke", "ber", "me")
    )
    return found.group() if ordinary or _OFFICE.search(found["who"]) else found["cue"] + ACCOUNT


def _named(found: re.Match[str]) -> str:
    who = found["who"].lower()
    plain = who in _NOBODY or _OFFICE.search(who) or who in {"live", "group", "grup", "saya", "com"}
    return found.group() if plain else found["cue"] + ACCOUNT
