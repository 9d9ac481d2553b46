"""The one call in XML: read without entities and external references, a document type is refused."""

from __future__ import annotations

from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from sandbox.national.model.things import Filing, Person, Refused

_DEEPEST = 10
_WANTED = {
    "lapor/pelapor/email", "lapor/pelapor/telpon", "lapor/pelapor/namadepan", "lapor/pelapor/namabelakang",
    "lapor/laporan/isi",
}  # fmt: skip


class Reader:
    """Texts by path ("lapor/laporan/isi") and attributes by path ("lapor/laporan@rahasia")."""

    def __init__(self, body: bytes) -> None:
        self.found: dict[str, str] = {}
        self._path: list[str] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            parser.Parse(body, True)
        except expat.ExpatError:
            raise Refused("INVALID", "XML tidak dapat dibaca.") from None

    def __getitem__(self, path: str) -> str:
        return self.found.get(path, "").strip()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise Refused("INVALID", "XML terlalu dalam.")
        here = "/".join(self._path)
        if here in self.found:
            raise Refused("INVALID", f"{name} hanya boleh sekali.")
        self.found[here] = ""
        self.found.update({f"{here}@{key}": value for key, value in attributes.items()})

    def _end(self, _name: str) -> None:
        self._path.pop()

    def _text(self, text: str) -> None:
        self.found["/".join(self._path)] += text

    def _doctype(self, *_told: object) -> None:
        raise Refused("INVALID", "DTD tidak diterima.")


def filing(read: Reader) -> Filing:
    """The report in an ``addstream``. Raises ``Refused``."""
    missing = sorted(path for path in _WANTED if path not in read.found)
    if missing:
        raise Refused("INVALID", f"Tidak ada {missing[0]}.")
    secret, anonymous = (_flag(read, name) for name in ("rahasia", "anonim"))
    person = Person(
        first_name=read["lapor/pelapor/namadepan"], last_name=read["lapor/pelapor/namabelakang"],
        email=read["lapor/pelapor/email"], phone=read["lapor/pelapor/telpon"],
    )  # fmt: skip
    if not person.first_name and not anonymous:
        raise Refused("INVALID", "namadepan wajib diisi.")
    if not person.last_name:
        raise Refused("INVALID", "namabelakang wajib diisi; _ bila tidak ada.")
    return Filing(
        text=read["lapor/laporan/isi"], channel="API", anonymous=anonymous, secret=secret, person=person
    )


def _flag(read: Reader, name: str) -> bool:
    value = read[f"lapor/laporan@{name}"]
    if value not in {"0", "1"}:
        raise Refused("INVALID", f"{name} adalah 0 atau 1.")
    return value == "1"


def taken(tracking_id: str, transaction_id: str) -> bytes:
    return (
        f"<lapor><trackingid>{escape(tracking_id)}</trackingid>"
        f"<transaksiid>{escape(transaction_id)}</transaksiid></lapor>"
    ).encode()


def refused(code: str, why: str, retry_after: str = "") -> bytes:
    more = f" retry_after={quoteattr(retry_after)}" if retry_after else ""
    return f"<lapor><error code={quoteattr(code)}{more}>{escape(why)}</error></lapor>".encode()
