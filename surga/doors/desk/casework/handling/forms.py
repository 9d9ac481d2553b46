"""What an officer fills in for each deed. The case's actions judge it; a form only asks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.cases import states
from surga.core.cases.deadlines import SERVICE_CLASSES
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import MaskingFailed
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.casework.triage.judged import danger_of, judged_of
from surga.doors.desk.frame.fields import Area, Choice, Photos, Words, YesNo, agency_parts, flat, topic_parts
from surga.doors.look import words

#: Where a case can go that is not for one of the city's agencies.
ESCALATION_LEVELS = ("city", "province", "centre", "neighbour")


class DeedForm(forms.Form):
    """The base of them all. ``canned`` names the field that takes ready-made replies."""

    canned: ClassVar[str] = ""
    #: No bubbles of the browser's: the sentence beside the field is ours.
    use_required_attribute = False

    def __init__(self, scene: Scene, name: str, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{name}_%s")
        self.scene = scene
        self.build(scene)

    def build(self, scene: Scene) -> None:
        """Fill the lists and first values from the case."""

    def inserted(self, key: str) -> Any:
        """What was typed, with the ready-made reply of this key below it."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict has it
        chosen = self.scene.canned.get(key, "")
        typed = data.get(self.canned, "").rstrip()
        data[self.canned] = f"{typed}\n\n{chosen}" if typed and chosen else typed or chosen
        return data


def _text(label: Any, missing: Any, hint: Any = "", *, rows: int = 5) -> Words:
    """Words that are needed; ``label``, ``missing`` and ``hint`` are lazy translations."""
    return Words(
        label=label,
        help_text=hint,
        widget=Area(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def _better_kept(text: str) -> str:
    """Why a text should not be published whatever its topic, in words; "" where nothing speaks against it."""
    try:
        reasons = sensitive(text)
    except MaskingFailed:
        return _("isinya tidak dapat disamarkan")
    return ", ".join(words.label("sensitive", reason).lower() for reason in reasons)


class VerifyForm(DeedForm):
    """What the matter is, who should have it, and whether the public may read it."""

    title = Words(label=gettext_lazy("Judul"), required=False)
    oversight = YesNo(
        label=gettext_lazy("Berkadar pengawasan"),
        help_text=gettext_lazy("Hanya inspektorat yang melihatnya sesudah ini."),
    )
    calm = YesNo(
        label=gettext_lazy("Tidak ada bahaya"),
        help_text=gettext_lazy("Hanya kata-katanya yang terdengar berbahaya."),
    )
    publish = YesNo(
        label=gettext_lazy("Tampilkan di daftar publik"),
        help_text=gettext_lazy("Nama, nomor, dan alamat surel disamarkan."),
        initial=True,
    )

    def build(self, scene: Scene) -> None:
        case, city = scene.case, scene.city
        proposed = scene.agency_name(case.proposed_agency)
        as_proposed = _("Sesuai usulan: %(agency)s") % {"agency": proposed} if proposed else _("Sesuai topik")
        topic = Choice(
            topic_parts(city, scene.language, keep=case.topic_id or ""), empty=_("Belum ditentukan")
        )
        agency = Choice(agency_parts(city), empty=as_proposed, required=False)
        classes = flat((code, words.label("service_class", code)) for code in SERVICE_CLASSES)
        topic.label, agency.label = _("Topik"), _("Instansi")
        topic.error_messages["required"] = _("Pilih topiknya.")
        topic.initial = case.topic_id or ""
        service = Choice(classes, empty=_("Sesuai topik"), required=False, label=_("Golongan layanan"))
        accused = Choice(agency_parts(city), empty=_("Tidak ada"), required=False, initial=case.accused)
        accused.label = _("Instansi yang dilaporkan")
        asked = {"topic": topic, "agency": agency, "service_class": service, "accused": accused}
        self.fields = {**asked, **self.fields}
        self.fields["title"].initial = case.title
        self.judged = judged_of(case, city)
        self.fields["oversight"].initial = case.oversight or bool(self.judged and self.judged.suspected)
        if danger_of(case) is None:
            del self.fields["calm"]
        if case.confidential or case.protected:
            del self.fields["publish"]
        elif why := _better_kept(f"{case.title}\n{case.text}"):
            self.fields["publish"].initial = False
            self.fields["publish"].help_text = _("Sebaiknya tidak: %(why)s.") % {"why": why}

    def clean(self) -> dict[str, Any]:
        """One of the three best counts where the list of agencies was left alone."""
        said = super().clean() or self.cleaned_data
        best = str(self.data.get("best", ""))
        if best and not said.get("agency") and self.judged and best in {c.code for c in self.judged.choices}:
            said["agency"] = best
        if said.pop("calm", False):
            said["danger"] = False
        return said


class ForwardForm(DeedForm):
    """To whom, and what colleagues there should know."""

    note = Words(
        label=gettext_lazy("Pesan untuk instansi"),
        help_text=gettext_lazy("Hanya dibaca petugas."),
        required=False,
        widget=Area(attrs={"rows": 2}),
    )

    def build(self, scene: Scene) -> None:
        agency = Choice(agency_parts(scene.city), empty=_("Pilih instansi"), label=_("Instansi"))
        agency.initial = scene.case.proposed_agency if scene.case.status != "returned" else ""
        agency.error_messages["required"] = _("Pilih instansinya.")
        self.fields = {"agency": agency, **self.fields}


class AskForm(DeedForm):
    """What is missing."""

    canned = "text"
    text = _text(
        gettext_lazy("Pertanyaan untuk pelapor"),
        gettext_lazy("Tuliskan pertanyaannya."),
        gettext_lazy("Batas waktu berhenti sampai dijawab."),
        rows=4,
    )


class StartForm(DeedForm):
    """What will be done, if there is something to tell already."""

    canned = "text"
    text = Words(
        label=gettext_lazy("Kabar untuk pelapor"),
        help_text=gettext_lazy("Tampil di riwayat laporan."),
        required=False,
        widget=Area(attrs={"rows": 3}),
    )


class ReturnForm(DeedForm):
    """Why it is not for this agency."""

    reason = _text(
        gettext_lazy("Mengapa bukan wewenang instansi ini"), gettext_lazy("Tuliskan alasannya."), rows=3
    )


class AnswerForm(DeedForm):
    """The substantive answer."""

    canned = "text"
    text = _text(
        gettext_lazy("Tanggapan"),
        gettext_lazy("Tuliskan tanggapannya."),
        gettext_lazy("Dibaca pelapor, dan publik bila laporannya terbuka."),
        rows=6,
    )


class ResolveForm(DeedForm):
    """What was done, with photos that show it."""

    canned = "text"
    text = _text(
        gettext_lazy("Apa yang sudah dikerjakan"),
        gettext_lazy("Tuliskan apa yang sudah dikerjakan."),
        gettext_lazy("Dibaca pelapor, dan publik bila laporannya terbuka."),
    )
    photos = Photos(
        label=gettext_lazy("Foto bukti"), help_text=gettext_lazy("Paling banyak lima, masing-masing 10 MB.")
    )


class EscalateForm(DeedForm):
    """Where to, and why; the reporter reads it."""

    body = Words(
        label=gettext_lazy("Lembaga"),
        help_text=gettext_lazy("Misalnya PLN."),
        required=False,
    )
    reason = _text(
        gettext_lazy("Alasan"), gettext_lazy("Tuliskan alasannya."), gettext_lazy("Dibaca pelapor."), rows=3
    )

    def build(self, scene: Scene) -> None:
        levels = flat((code, words.label("level", code)) for code in ESCALATION_LEVELS)
        level = Choice(levels, empty=_("Pilih tingkat"), label=_("Tingkat pemerintahan"))
        level.error_messages["required"] = _("Pilih tingkatnya.")
        self.fields = {"level": level, **self.fields}


class RaiseForm(DeedForm):
    """For which reason, each with where it leads; the reporter reads it."""

    text = Words(
        label=gettext_lazy("Penjelasan"),
        help_text=gettext_lazy("Dibaca pelapor. Batas waktu, riwayat, dan nomornya tetap."),
        required=False,
        widget=Area(attrs={"rows": 3}),
    )

    def build(self, scene: Scene) -> None:
        reasons = flat(
            (code, f"{words.label('raise_reason', code)} → {scene.rung_name(rung)}")
            for code, rung in scene.ways_up.items()
        )
        reason = Choice(reasons, empty=_("Pilih alasan"), label=_("Mengapa, dan ke mana"))
        reason.error_messages["required"] = _("Pilih alasannya.")
        if "clock_over" in scene.ways_up:  # what the clock itself suggests
            reason.initial = "clock_over"
        self.fields = {"reason": reason, **self.fields}


class ArchiveForm(DeedForm):
    """One of the coded reasons, and words for the reporter."""

    canned = "note"
    note = Words(
        label=gettext_lazy("Penjelasan untuk pelapor"),
        required=False,
        widget=Area(attrs={"rows": 3}),
    )

    def build(self, scene: Scene) -> None:
        reasons = flat((code, words.label("archive_reason", code)) for code in states.ARCHIVE_REASONS)
        reason = Choice(reasons, empty=_("Pilih alasan"), label=_("Alasan"))
        reason.error_messages["required"] = _("Pilih alasannya.")
        self.fields = {"reason": reason, **self.fields}


class NoteForm(DeedForm):
    """A word among officers."""

    text = _text(
        gettext_lazy("Catatan"),
        gettext_lazy("Tuliskan catatannya."),
        gettext_lazy("Hanya dibaca petugas, tidak pernah oleh pelapor atau publik."),
        rows=3,
    )


class ReopenForm(DeedForm):
    """What happens now, if there is something to tell."""

    note = Words(label=gettext_lazy("Kabar untuk pelapor"), required=False, widget=Area(attrs={"rows": 2}))


class RefuseReopenForm(DeedForm):
    """Why it stays closed."""

    canned = "reason"
    reason = _text(
        gettext_lazy("Mengapa tidak dibuka kembali"),
        gettext_lazy("Tuliskan alasannya."),
        gettext_lazy("Dibaca pelapor."),
        rows=3,
    )


class RevealForm(DeedForm):
    """What the identity is needed for."""

    reason = Words(
        label=gettext_lazy("Untuk apa identitasnya diperlukan"),
        help_text=gettext_lazy("Tercatat bersama nama Anda."),
        error_messages={"required": gettext_lazy("Tuliskan alasannya.")},
    )


class ShowPhotoForm(DeedForm):
    """Which photo, and whether the public sees it."""

    photo_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    public = YesNo()
