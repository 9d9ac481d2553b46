"""The shapes of the answers. What a field means stands beside it and in the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from surga.core.agencies import queries as agencies
from surga.core.cases.states import KINDS, STATUSES
from surga.doors.api.answers.happenings import TYPES
from surga.doors.look.words.dangers import DANGERS


def _local(at: datetime) -> str:
    return at.astimezone(agencies.city(fresh=False).calendar.zone).isoformat(timespec="seconds")


#: An instant, written as RFC 3339 with the city's offset.
Moment = Annotated[
    datetime,
    PlainSerializer(_local, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2022-06-15T09:30:00+07:00"]}),
]
Code = Annotated[str, Field(description=_("Nomor laporan."), examples=["KDR-2206-7Q4KX"])]
Status = Annotated[str, Field(json_schema_extra={"enum": list(STATUSES)})]
Kind = Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})]


class Answer(BaseModel):
    """The base of every answer: made by us, so nothing is checked twice."""

    model_config = ConfigDict(frozen=True)


class Danger(Answer):
    """A danger that was heard in the words: it must be told to whoever files, before anything else."""

    kind: str = Field(
        description=_("Bahaya yang terdengar di dalam isi laporan."),
        json_schema_extra={"enum": list(DANGERS)},
    )
    tell: str = Field(
        description=_("Kalimat untuk segera ditunjukkan kepada pelapor, dengan nomor darurat kota."),
        examples=["Ini terdengar berbahaya. Hubungi 112 sekarang."],
    )


class Receipt(Answer):
    """What one is told after filing."""

    code: Code
    token: str = Field(description=_("Kunci laporan: bukti bahwa Anda pelapornya. Simpan, jangan dibagikan."))
    status: Status
    url: str = Field(description=_("Halaman untuk mengikuti laporan."))
    danger: Danger | None = Field(
        default=None, description=_("Ada bila isinya terdengar berbahaya; null bila tidak.")
    )


class Happening(Answer):
    """One line of a case's timeline."""

    at: Moment
    type: str = Field(
        description=_("Apa yang terjadi, misalnya case_opened. Daftarnya ada di penjelasan API."),
        examples=list(TYPES),
    )
    by: Literal["reporter", "officer", "system"]
    text: str = Field(
        description=_("Yang ditulis; kosong bila tidak untuk Anda baca. Untuk umum disamarkan.")
    )
    agency: str | None = Field(description=_("Kode instansi yang bersangkutan."))
    reason: str | None = Field(default=None, description=_("Kode alasan, pada laporan yang diarsipkan."))
    raised: str | None = Field(default=None, description=_("Kode alasan laporan naik ke tingkat berikutnya."))
    system: str | None = Field(
        default=None, description=_("Sistem pemerintah lain tempat hal itu terjadi, misalnya sp4n.")
    )
    step: str | None = Field(default=None, description=_("Apa yang terjadi di sana, misalnya disposition."))
    standing: str | None = Field(default=None, description=_("Keadaan laporan di sana sejak itu."))


class OfficersHappening(Happening):
    """The same, with what only officers read."""

    name: str = Field(description=_("Nama petugas."))
    facts: dict[str, Any] = Field(description=_("Keterangan lain dari peristiwa itu."))


class Elsewhere(Answer):
    """A report in another government's system that is the same matter."""

    system: str = Field(examples=["sp4n"])
    report_id: str | None = Field(description=_("Nomornya di sana; null bila tidak terbuka untuk Anda."))
    direction: str = Field(
        description=_("out: disampaikan kota ke sana; in: berasal dari sana."), examples=["out", "in"]
    )
    standing: str | None = Field(description=_("Keadaannya di sana; null bila belum diketahui."))


class WorkingDays(Answer):
    """How long the matter has lain in the city and beyond it, in working days of the city."""

    city: int
    elsewhere: int


class Labels(Answer):
    """The codes as words, in the asked language."""

    status: str
    national: str = Field(default="", description=_("Kata SP4N-LAPOR! untuk status itu; kosong bila sama."))
    topic: str
    agency: str
    region: str


class Case(Answer):
    """What every view of a case says."""

    code: Code
    kind: Kind
    status: Status
    topic: str | None = Field(description=_("Kode topik."))
    agency: str | None = Field(description=_("Kode instansi yang memegangnya sekarang."))
    region: str | None = Field(description=_("Kode kelurahan."))
    channel: str
    received_at: Moment
    due_at: Moment | None = Field(description=_("Batas waktu berikutnya; null bila tidak ada yang ditunggu."))
    title: str | None = Field(
        description=_("Judul; null bila tidak terbuka untuk Anda. Untuk umum disamarkan.")
    )
    text: str | None = Field(
        description=_("Isi laporan; null bila tidak terbuka untuk Anda. Untuk umum disamarkan.")
    )
    joined_to: str | None = Field(
        default=None,
        description=_(
            "Nomor laporan yang memimpin, bila laporan ini ditangani bersamanya; null bila sendiri."
        ),
    )
    followers: int = Field(
        default=0,
        description=_("Berapa laporan lain tentang hal yang sama yang ditangani bersama laporan ini."),
    )
    labels: Labels


class PublicCase(Case):
    """A case as everybody, or its reporter, may read it."""

    view: Literal["public", "reporter"]
    level: str | None = Field(
        default=None,
        description=_("Tingkat yang memegangnya sekarang; null bila belum ada atau sudah selesai."),
    )
    body: str | None = Field(default=None, description=_("Lembaga di luar kota, bila sudah dibawa ke sana."))
    elsewhere: list[Elsewhere] = []
    working_days: WorkingDays | None = None
    timeline: list[Happening]


class Details(Case):
    """What officers work with, beside the rest."""

    address: str
    lat: float | None
    lon: float | None
    occurred_on: date | None
    anonymous: bool
    confidential: bool
    oversight: bool
    protected: bool
    published: bool
    service_class: str
    level: str
    body: str = Field(description=_("Lembaga di luar kota, bila sudah dibawa ke sana."))
    proposed_agency: str | None
    accused: str | None = Field(description=_("Kode instansi yang dikeluhkan."))
    due_clock: str
    overdue_at: Moment | None
    clocks: dict[str, dict[str, Any]]
    bounces: int
    decided: bool
    reopened: int
    reopen_requested_at: Moment | None
    first_follow_up_at: Moment | None
    closed_at: Moment | None
    stars: int | None
    changed_at: Moment


class OfficersCase(Details):
    """A case as an officer who may see it reads it. The reporter's identity is not in it: that takes a reason."""

    view: Literal["officer"]
    elsewhere: list[Elsewhere] = []
    working_days: WorkingDays | None = None
    timeline: list[OfficersHappening]


class CasePage(Answer):
    """A page of cases, and the cursor of the next."""

    items: list[Details]
    next: str | None


class RegisterItem(Case):
    """One public case in the list; its timeline is in its own view."""

    answer: str = Field(description=_("Tanggapan terakhir, disamarkan."))
    stars: int | None
    url: str


class RegisterPage(Answer):
    """A page of the public register, newest first."""

    items: list[RegisterItem]
    next: str | None


class FigureRow(Answer):
    """One group of a figure: its value, how many cases it is of, and its 95 % interval."""

    by: str
    value: float | None
    n: int | None = Field(description=_("Banyaknya laporan; null bila dikosongkan."))
    low: float | None
    high: float | None
    suppressed: bool = Field(
        default=False,
        description=_("true bila dikosongkan: kelompok terlalu kecil, atau akan membocorkan yang kecil."),
    )


class Figure(Answer):
    """A figure, with everything one needs to check it."""

    name: str
    as_of: Moment
    definition: str
    unit: str = Field(description=_("Satuannya: cases, days, working days, share, stars, index, …"))
    filter: dict[str, str]
    n: int | None = Field(description=_("Banyaknya laporan seluruhnya; null bila 1 sampai 4, untuk umum."))
    rows: list[FigureRow]


class Fault(Answer):
    """One thing that is wrong in a request."""

    path: str = Field(description=_("Di bagian mana, misalnya reporter.phone; kosong bila seluruhnya."))
    code: str = Field(examples=["text_empty"])
    detail: str


class Problem(Answer):
    """A refusal (RFC 9457). ``type`` never changes; ``detail`` is a sentence to show."""

    type: str = Field(json_schema_extra={"format": "uri"})
    title: str
    status: int
    detail: str
    errors: list[Fault]
