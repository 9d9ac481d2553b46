"""The words of a mail, without what it quotes; and its files."""

from __future__ import annotations

import re
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Final

from surga.core.intake.heard import Attachment

MOST_FILES: Final = 10
#: Where the quoted letter begins, as mail programs say it in the languages people use here.
_QUOTED = re.compile(
    r"^(?:-{2,}\s?(?:original message|pesan asli|forwarded message|pesan terusan)\s?-{2,}.*"
    r"|_{10,}\s*|(?:on|pada)\s.{6,200}\s(?:wrote|menulis|menulis pesan berikut)\s?:\s*|(?:from|dari)\s?:\s.+@.+)$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:-- ?|(?:sent from|dikirim dari|get outlook for)\s.*|(?:terkirim|diperoleh) dari\s.*)$",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote", "table"})
_UNSEEN = frozenset({"script", "style", "head", "title"})


def words_of(mail: EmailMessage) -> str:
    """What the sender wrote in this mail: plain text where there is some, else the HTML's words."""
    part = mail.get_body(preferencelist=("plain", "html"))
    if not isinstance(part, EmailMessage):
        # A broken frame around the words: they are there all the same.
        left = mail.get_payload()
        return without_quotes(left) if isinstance(left, str) else ""
    text = _decoded(part)
    if part.get_content_type() == "text/html":
        text = _from_html(text)
    return without_quotes(text)


def without_quotes(text: str) -> str:
    """The text up to the letter it answers, without lines quoted by ">" and without a signature.

    When nothing would be left, everything is kept: somebody who writes between the lines is not cut off.
    """
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if _QUOTED.match(line.strip()) or _SIGNATURE.match(line.rstrip("\r")):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return said or text.strip()


def files_of(mail: EmailMessage) -> tuple[Attachment, ...]:
    """The files that came along, and pictures that stand in the text; at most ten."""
    found = []
    for part in mail.walk():
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() != "attachment" and not kind.startswith(
            ("image/", "audio/", "application/")
        ):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            found.append(Attachment(mime=kind, name=str(part.get_filename() or "")[:120], data=data))
    return tuple(found[:MOST_FILES])


def _decoded(part: EmailMessage) -> str:
    """The part's text; bytes that its character set does not have become marks, never an exception."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _from_html(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return "\n".join(re.sub(r" {2,}", " ", line).strip() for line in "".join(words.parts).split("\n"))
