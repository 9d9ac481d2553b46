"""Form fields as they come in, with or without files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from sandbox.national.model.things import Refused, Upload
from sandbox.national.wire.answers import Request

_PARAMETER: Final = re.compile(r';\s*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))')
_MOST_FILES: Final = 20


@dataclass(slots=True)
class Form:
    """Fields by name, the last of a name counts; files by the name of their field."""

    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[Upload]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


def read(request: Request) -> Form:
    """Raises ``Refused``."""
    told = request.headers.get("content-type", "")
    kind = told.partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            return _parts(request.body, _parameters(told).get("boundary", ""))
        if kind in {"application/x-www-form-urlencoded", ""}:
            pairs = parse_qsl(
                request.body.decode(), keep_blank_values=True, errors="strict", max_num_fields=200
            )
            return Form(dict(pairs))
    except ValueError:
        raise Refused("INVALID", "Isian tidak dapat dibaca.") from None
    raise Refused("INVALID", "Isian dikirim sebagai formulir.")


def _parts(body: bytes, boundary: str) -> Form:
    if not boundary:
        raise ValueError
    form = Form()
    sections = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if len(sections) < 2 or sections[-1].strip() != b"--":
        raise ValueError
    for section in sections[1:-1]:
        head, found, data = section.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not found:
            raise ValueError
        _take(form, head.decode(), data)
    return form


def _take(form: Form, head: str, data: bytes) -> None:
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head.split("\r\n"))
    }
    told = _parameters(headers.get("content-disposition", ""))
    name = told.get("name", "")
    if "filename" not in told:
        form.fields[name] = data.decode()
        return
    if not told["filename"] and not data:
        return  # a browser's empty field
    if sum(map(len, form.files.values())) >= _MOST_FILES:
        raise ValueError
    mime = headers.get("content-type", "application/octet-stream").partition(";")[0].lower()
    form.files.setdefault(name, []).append(Upload(_plain(told["filename"]), mime, data))


def _parameters(header: str) -> dict[str, str]:
    found = _PARAMETER.findall(header)
    return {name.lower(): re.sub(r"\\(.)", r"\1", quoted) or bare for name, quoted, bare in found}


def _plain(name: str) -> str:
    """A file's name without folders and without what breaks a header."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r'[\x00-\x1f"<>%]', "_", last)[:100] or "lampiran"
