"""The shapes of what is sent. Unknown fields are ignored; a field of another kind is refused.

How long a text may be, or which codes exist, the rooms below say: here is only its kind.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, Field, WithJsonSchema

from surga.core.agencies.city import LEVELS, SERVICE_CLASSES
from surga.core.cases.states import ARCHIVE_REASONS, KINDS, RAISE_REASONS
from surga.core.intake.message import CHANNELS, MAX_ADDRESS, MAX_NAME, MAX_TEXT, MAX_TITLE
from surga.core.triage.words import plain

#: The days that we can do sums with in any time zone.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


def _read_day(value: Any) -> date | None:
    """A day as YYYY-MM-DD and nothing else; "" is none."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("not a day")
    day = date.fromisoformat(value)
    if not FIRST <= day <= LAST:
        raise ValueError("no day of ours")
    return day


def _nothing(value: Any) -> Any:
    """null says as little as an empty text."""
    return "" if value is None else value


Day = Annotated[
    date | None,
    BeforeValidator(_read_day),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}),
]
_TEXT_OR_NULL = WithJsonSchema({"type": ["string", "null"]})
#: Words of several lines; the rooms clean them.
Words = Annotated[str, BeforeValidator(_nothing), _TEXT_OR_NULL]
#: A code or a title: one line, without what cannot be seen.
Line = Annotated[str, BeforeValidator(_nothing), AfterValidator(plain), _TEXT_OR_NULL]
YesNo = Annotated[bool, Field(strict=True)]
#: Keeps something back, or leaves it to the rules: a program has read no reason against it, so it cannot overrule one.
ByTheRules = Annotated[YesNo | None, AfterValidator(lambda said: None if said else said)]
Degrees = Annotated[float, Field(strict=True)]


def one_of(codes: tuple[str, ...]) -> dict[str, Any]:
    """The codes as the document lists them; which of them holds, the rooms check, with a code of their own."""
    return {"examples": list(codes)}


class ReporterIn(BaseModel):
    """How to reach the reporter; all of it may be left out."""

    name: Line = Field(default="", description=_("Nama."), json_schema_extra={"maxLength": MAX_NAME})
    phone: Line = Field(
        default="", description=_("Nomor telepon, misalnya +6281234567890 atau 081234567890.")
    )
    email: Line = Field(default="", description=_("Alamat surel."))


class LocationIn(BaseModel):
    """Where it is: a point, an address, or both."""

    lat: Degrees | None = Field(default=None, description=_("Lintang dalam derajat (WGS 84)."))
    lon: Degrees | None = Field(default=None, description=_("Bujur dalam derajat (WGS 84)."))
    address: Line = Field(
        default="", description=_("Alamat atau patokan."), json_schema_extra={"maxLength": MAX_ADDRESS}
    )


class CaseIn(BaseModel):
    """One case to file. Only ``text`` is needed."""

    text: str = Field(
        description=_("Apa yang terjadi."), json_schema_extra={"minLength": 1, "maxLength": MAX_TEXT}
    )
    title: Line = Field(
        default="", description=_("Judul singkat."), json_schema_extra={"maxLength": MAX_TITLE}
    )
    kind: Line = Field(
        default="", description=_("Jenis laporan; biasanya complaint."), json_schema_extra=one_of(KINDS)
    )
    channel: Line = Field(
        default="", description=_("Kanal asal laporan; biasanya web."), json_schema_extra=one_of(CHANNELS)
    )
    reporter: ReporterIn | None = None
    anonymous: YesNo = Field(
        default=False, description=_("Umum dan instansi tidak melihat siapa pelapornya.")
    )
    confidential: YesNo = Field(
        default=False,
        description=_("Tidak pernah dipublikasikan, dan tidak dilihat instansi yang dikeluhkan."),
    )
    region: Line = Field(default="", description=_("Kode kelurahan."))
    location: LocationIn | None = None
    occurred_on: Day = Field(default=None, description=_("Tanggal kejadian."))
    topic: Line = Field(default="", description=_("Kode topik; bila kosong, diperkirakan dari isinya."))
    agency: Line = Field(default="", description=_("Kode instansi yang dikeluhkan."))


def _said(name: str, *others: str, **more: Any) -> Any:
    """Words under their own name, or under one that another move uses for the same."""
    return Field(validation_alias=AliasChoices(name, *others), **more)


class TextIn(BaseModel):
    """Words that the move cannot do without."""

    text: str = _said("text", "note", "reason", description=_("Yang ingin dikatakan."))


class MaybeTextIn(BaseModel):
    """Words that may be left out."""

    text: Words = _said("text", "note", default="", description=_("Yang ingin dikatakan."))


class RatingIn(BaseModel):
    """One to five stars, and words if one likes."""

    stars: Annotated[int, Field(strict=True)] = Field(
        description=_("1 sampai 5 bintang."), json_schema_extra={"minimum": 1, "maximum": 5}
    )
    text: Words = Field(default="", description=_("Kesan, bila ada."))


class NothingIn(BaseModel):
    """Nothing needs to be said."""


class VerifyIn(BaseModel):
    """What the matter is, who should have it; what is left out stays as proposed."""

    topic: Line = ""
    agency: Line = ""
    service_class: Line = Field(default="", json_schema_extra=one_of(SERVICE_CLASSES))
    oversight: YesNo | None = Field(default=None, description=_("Berkadar pengawasan."))
    title: Line = ""
    publish: ByTheRules = Field(
        default=None,
        description=_(
            "false: jangan tampilkan di daftar publik. true atau kosong: sesuai aturan penyamaran."
        ),
    )
    level: Line = Field(default="", json_schema_extra=one_of(LEVELS))
    accused: Line = Field(default="", description=_("Kode instansi yang dikeluhkan."))


class ForwardIn(BaseModel):
    """To whom; to the proposed agency when none is named."""

    agency: Line = ""
    note: Words = _said("note", "text", default="", description=_("Catatan untuk instansi itu."))


class ReasonIn(BaseModel):
    """Why, in words."""

    reason: str = _said("reason", "text", "note", description=_("Alasannya."))


class EscalateIn(BaseModel):
    """To which level, and why."""

    level: str = Field(json_schema_extra=one_of(LEVELS))
    reason: str = _said("reason", "text", "note", description=_("Alasannya; dibaca pelapor."))
    body: Line = Field(default="", description=_("Lembaga yang berwenang, misalnya PLN."))


class RaiseIn(BaseModel):
    """For which reason it goes up one level, by the city's own tables; the words are for the reporter."""

    reason: str = Field(json_schema_extra=one_of(RAISE_REASONS))
    text: Words = _said("text", "note", default="", description=_("Penjelasan untuk pelapor."))


class ArchiveIn(BaseModel):
    """For which of the coded reasons; the note is for the reporter."""

    reason: str = Field(json_schema_extra=one_of(ARCHIVE_REASONS))
    note: Words = _said("note", "text", default="", description=_("Penjelasan untuk pelapor."))


class NoteIn(BaseModel):
    """A note that may be left out."""

    note: Words = _said("note", "text", "reason", default="", description=_("Catatan untuk pelapor."))
