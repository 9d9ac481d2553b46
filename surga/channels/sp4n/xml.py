"""The one call in XML, addstream: published by the code of a client of 2018, not by a document.

Written by a library, never by joining texts. Read without a document type, hence without entities and references.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from surga.channels.port.gateway import Accepted, NewReport

MIME: Final = "text/xml; charset=UTF8"
#: An answer holds two ids.
LARGEST: Final = 64 * 1024
LONGEST_TEXT: Final = 5_000
#: The last words of a text that was cut, for whoever reads it there.
CUT: Final = " … (teks dipotong; selengkapnya di Surga)"
#: Where there is no name: the published client sends it, so it is probably wanted.
_NOBODY: Final = "_"
#: A declaration: anything that begins so and is neither a comment nor plain characters.
_DECLARES: Final = re.compile(r"<!(?!--|\[CDATA\[)")
#: What XML 1.0 has no way to write.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotXml(Exception):
    """The answer is none of this call's: another page, half an answer, or one with a document type."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error in XML, as its attributes say it."""

    code: str
    retry_after: str = ""


def filing(token: str, new: NewReport) -> bytes:
    """The body of the call. Identity is left out of an anonymous report here too, whatever was given."""
    lapor = ET.Element("lapor", token=_writable(token))
    who = ET.SubElement(lapor, "pelapor")
    first, last = _names("" if new.anonymous else new.name)
    ET.SubElement(who, "email").text = "" if new.anonymous else _writable(new.email)
    ET.SubElement(who, "telpon").text = "" if new.anonymous else _writable(new.phone)
    ET.SubElement(who, "namadepan").text = first
    ET.SubElement(who, "namabelakang").text = last
    report = ET.SubElement(lapor, "laporan", rahasia=_flag(new.secret), anonim=_flag(new.anonymous))
    ET.SubElement(report, "isi").text = text_of(new)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(ET.tostring(lapor, encoding="utf-8"))


def text_of(new: NewReport) -> str:
    """The text with our marker as its last line; what is too long loses words of the text, never of the marker."""
    line = marker_line(new.marker)
    text = re.sub(r"\r\n?", "\n", _writable(new.text)).strip()
    # Whoever tells it may have put the marker there already; twice would tell no more.
    text = text[: text.rindex("[Ref")].rstrip() if carries(text, new.marker) else text
    return f"{shortened(text, LONGEST_TEXT - len(line) - 1)}\n{line}"


def shortened(text: str, room: int) -> str:
    """At most ``room`` characters, with a word about it where some were cut."""
    return text if len(text) <= room else text[: room - len(CUT)].rstrip() + CUT


def marker_line(marker: str) -> str:
    """The marker as it stands in a text: "[Ref KDR-2206-7Q4KX]", whether it was given with its frame or without."""
    return f"[Ref {_writable(marker).removeprefix('[Ref ').removesuffix(']').strip()}]"


def carries(text: str, marker: str) -> bool:
    """Whether the marker is the last line. Elsewhere somebody may have quoted it."""
    lines = text.strip().splitlines()
    return bool(lines) and " ".join(lines[-1].split()) == marker_line(marker)


def answered(data: bytes) -> Accepted | Refusal:
    """What the answer says; ids as they stand there. Raises ``NotXml``."""
    if len(data) > LARGEST:
        raise NotXml
    try:
        text = data.decode("utf-8-sig")
        if _DECLARES.search(text):
            # A document type could bring entities, external ones too; nothing of this call has one.
            raise NotXml
        root = ET.fromstring(text)  # noqa: S314  # without a document type there is nothing to expand
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        raise NotXml from None
    if root.tag != "lapor":
        raise NotXml
    error = root.find("error")
    if error is not None:
        return Refusal(error.get("code", ""), error.get("retry_after", ""))
    return Accepted(_child(root, "trackingid"), _child(root, "transaksiid"))


def _child(root: ET.Element, name: str) -> str:
    return (root.findtext(name) or "").strip()


def _names(name: str) -> tuple[str, str]:
    first, _, last = " ".join(_writable(name).split()).partition(" ")
    return first or _NOBODY, last or _NOBODY


def _flag(value: bool) -> str:
    return "1" if value else "0"


def _writable(words: str) -> str:
    return _NOT_XML.sub("", words)
