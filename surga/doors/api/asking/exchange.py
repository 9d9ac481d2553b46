"""The shapes of what another government's program sends, and its token."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja.security.base import AuthBase
from pydantic import BaseModel, Field

from surga.core.cases.states import KINDS
from surga.core.intake.message import MAX_ADDRESS, MAX_TEXT, MAX_TITLE
from surga.core.people import queries as people
from surga.core.people.access import NotAllowed, may
from surga.doors.api.asking.shapes import Day, Degrees, Line, Words, YesNo, one_of
from surga.doors.api.asking.tokens import bearer_of
from surga.reactions.sync.queries.partners import partner_of
from surga.reactions.sync.things import Partner

#: What a partner may say of where a matter stands that lies with it.
SAYABLE = ("in_progress", "followed_up", "done", "archived")
MAX_REF = 60


class PartnerToken(AuthBase):
    """``Authorization: Bearer``: the token of another government's program."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Partner:
        officer = bearer_of(request)
        if not may(people.actor_of(officer), "exchange"):
            raise NotAllowed("exchange")
        return partner_of(officer)


Ref = Annotated[
    str,
    Field(
        description=_("Rujukan Anda sendiri; kiriman ulang dengan rujukan yang sama tidak menambah apa pun.")
    ),
]
Pictures = Annotated[
    list["PictureIn"], Field(default_factory=list, description=_("Gambar, paling banyak lima."), max_length=5)
]


class PictureIn(BaseModel):
    """A picture in base64."""

    data: str = Field(description=_("Isi gambar dalam base64."), json_schema_extra={"format": "byte"})


class MatterIn(BaseModel):
    """A matter that is brought. It names no reporter: whoever brings it stands for them."""

    ref: Ref
    text: str = Field(
        description=_("Apa yang terjadi."), json_schema_extra={"minLength": 1, "maxLength": MAX_TEXT}
    )
    title: Line = Field(
        default="", description=_("Judul singkat."), json_schema_extra={"maxLength": MAX_TITLE}
    )
    kind: Line = Field(
        default="", description=_("Jenis laporan; biasanya complaint."), json_schema_extra=one_of(KINDS)
    )
    lat: Degrees | None = Field(default=None, description=_("Lintang dalam derajat (WGS 84)."))
    lon: Degrees | None = Field(default=None, description=_("Bujur dalam derajat (WGS 84)."))
    address: Line = Field(
        default="", description=_("Alamat atau patokan."), json_schema_extra={"maxLength": MAX_ADDRESS}
    )
    occurred_on: Day = Field(default=None, description=_("Tanggal kejadian."))
    known_above: YesNo = Field(default=False, description=_("Sistem nasional sudah menerimanya dari Anda."))
    pictures: Pictures


class StepIn(BaseModel):
    """Words on a matter; a standing only while it lies with whoever says it."""

    ref: Ref
    text: Words = Field(default="", description=_("Yang ingin dikatakan."))
    standing: Line = Field(
        default="",
        description=_("Keadaannya, hanya selama laporan ada pada Anda."),
        json_schema_extra=one_of(SAYABLE),
    )
    closes: YesNo = Field(default=False, description=_("Sekaligus menyatakan selesai."))
    pictures: Pictures


class PassOnIn(BaseModel):
    """To which agency of ours."""

    ref: Ref
    body: Line = Field(description=_("Kode instansi, dari daftar instansi."))
    text: Words = Field(default="", description=_("Catatan untuk instansi itu."))


class GiveBackIn(BaseModel):
    """Why it is not theirs."""

    ref: Ref
    reason: str = Field(description=_("Alasannya."))


def is_partner(request: HttpRequest) -> bool:
    """Whether the token is another government's, which may send more at once. Refuses nobody."""
    scheme, _space, token = str(request.headers.get("Authorization", "")).strip().partition(" ")
    officer = people.officer_by_token(token.strip()) if scheme.lower() == "bearer" else None
    return officer is not None and may(people.actor_of(officer), "exchange")


def partner_in(request: HttpRequest) -> Partner:
    """Who asks, as the token said."""
    found: Any = vars(request)["auth"]
    partner: Partner = found
    return partner
