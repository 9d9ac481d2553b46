"""What an operator fills in while somebody speaks: only the text is needed, and for a prank not even that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.city import City
from surga.core.cases.states import KINDS
from surga.core.hotlines.fields import Extra
from surga.core.hotlines.hotline import HotlineInfo
from surga.core.intake.actions.contacts import ContactDraft
from surga.core.intake.contacts import IDLE, MAX_PROMISE
from surga.core.regions import queries as regions
from surga.doors.desk.frame.fields import Area, Choice, Line, Parts, Photos, Words, YesNo, flat, topic_parts
from surga.doors.look import words

CHANNELS: Final = ("phone", "visit", "whatsapp", "letter", "sms", "sp4n", "email", "other")
#: What a button may say came of it, in the order of its keys Alt+1 … Alt+7. "case": a case of the kind chosen.
ENDS: Final = ("prank", "silent", "wrong_number", "abusive", "emergency", "follow_up", "information")
#: A caller's ``ref`` is signed, so that a form cannot ask for anybody it was not shown.
_SIGNER: Final = signing.TimestampSigner(salt="desk.caller")
_KEPT: Final = 12 * 3600
_DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
_NO_DAY: Final = gettext_lazy("Tanggal itu tidak ada. Contoh yang benar: 17-06-2026.")


def signed(ref: str) -> str:
    return _SIGNER.sign(ref)


def unsigned(value: str) -> str:
    """The ``ref`` that was signed here within twelve hours, else ""."""
    try:
        return _SIGNER.unsign(value, max_age=_KEPT)
    except signing.BadSignature:
        return ""


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    errors = {"invalid": _NO_DAY}
    return forms.DateField(
        label=label, required=False, input_formats=_DAYS, widget=widget, error_messages=errors
    )


class CallForm(forms.Form):
    """One touch. ``outcome``: the button that was pressed; the others say what was heard."""

    use_required_attribute = False
    text = Words(
        label=gettext_lazy("Apa yang terjadi?"),
        required=False,
        widget=Area(attrs={"rows": 7, "autofocus": True}),
    )
    name = Words(label=gettext_lazy("Nama"), required=False, widget=Line(attrs={"autocomplete": "off"}))
    phone = Words(
        label=gettext_lazy("Nomor telepon"),
        required=False,
        widget=Line(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = Words(label=gettext_lazy("Surel"), required=False, widget=Line(attrs={"inputmode": "email"}))
    anonymous = YesNo(
        label=gettext_lazy("Anonim"),
        help_text=gettext_lazy("Publik dan instansi tidak tahu siapa pelapornya."),
    )
    confidential = YesNo(
        label=gettext_lazy("Rahasia"),
        help_text=gettext_lazy("Tidak tampil di daftar publik; instansi yang dilaporkan tidak melihatnya."),
    )
    address = Words(label=gettext_lazy("Alamat atau patokan"), required=False)
    occurred_on = _day(gettext_lazy("Tanggal kejadian"))
    photos = Photos(
        label=gettext_lazy("Foto"), help_text=gettext_lazy("Foto tidak ikut tersimpan dalam rancangan.")
    )
    promise = Words(
        label=gettext_lazy("Dijanjikan apa"), required=False, widget=Line(attrs={"maxlength": MAX_PROMISE})
    )
    promised_on = _day(gettext_lazy("Sampai tanggal"))
    not_reporter = YesNo(
        label=gettext_lazy("Bukan pelapornya"),
        help_text=gettext_lazy("Yang bicara orang lain: dicatat untuk petugas saja."),
    )
    #: Sent again, the same form is the same contact and the same case.
    once = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    seconds = forms.IntegerField(required=False, widget=forms.HiddenInput)
    caller = forms.CharField(required=False, widget=forms.HiddenInput)
    about = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    article = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    conversation = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, city: City, language: str, hotlines: Sequence[HotlineInfo], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hotlines = {each.slug: each for each in hotlines}
        self.fields = {**_choices(city, language, hotlines), **self.fields}
        for each in hotlines:
            for extra in each.fields:
                self.fields[extra_name(each.slug, extra.key)] = _asked(extra)
        self.fields["once"].initial = self.new_once()
        #: What came of it: a case ("case") or one of ``OUTCOMES``.
        self.outcome = str(self.data.get("outcome", "")) or (
            "follow_up" if self.data.get("about") else "case"
        )

    @staticmethod
    def new_once() -> str:
        return uuid4().hex

    def extras(self) -> list[tuple[HotlineInfo, list[forms.BoundField]]]:
        """Each hotline with what it asks."""
        return [
            (each, [self[extra_name(each.slug, extra.key)] for extra in each.fields])
            for each in self.hotlines.values()
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.outcome not in {"case", *ENDS}:
            raise forms.ValidationError(_("Pilih apa hasil kontaknya."))
        if self.outcome == "case" and "text" not in self.errors and not said.get("text", "").strip():
            self.add_error("text", _("Tuliskan dulu apa yang terjadi."))
        return said

    def enough(self) -> bool:
        """Whether it can be kept. A prank is, whatever else was half typed."""
        if self.outcome in IDLE:
            return self.is_bound and not {"channel", "once"} & set(self.errors)
        return self.is_valid()

    def draft(self) -> ContactDraft:
        """The contact as typed; of a prank only what fits."""
        said = self.cleaned_data
        opens, follows = self.outcome == "case", self.outcome == "follow_up"
        hotline = said.get("hotline", "")
        heard: dict[str, Any] = {name: said.get(name) or "" for name in _WORDS}
        return ContactDraft(
            **heard,
            channel=said["channel"],
            outcome=said["kind"] if opens else self.outcome,
            external_id=f"desk:{said['once']}",
            seconds=said.get("seconds"),
            opens_case=opens,
            case_code=said.get("about", "").strip().upper() if follows else "",
            by_reporter=not said.get("not_reporter"),
            article_slug=said.get("article", ""),
            hotline=hotline,
            extra=self._extra(hotline),
            conversation_id=said.get("conversation"),
            promised_on=said.get("promised_on"),
            more=self._more(opens, follows),
        )

    def _more(self, opens: bool, follows: bool) -> dict[str, Any]:
        """What a new case asks beside the words; of a known one, the photos that were brought."""
        names = _ONLY_OF_CASES if opens else ("photos",) if follows else ()
        return {name: self.cleaned_data[name] for name in names}

    def _extra(self, hotline: str) -> dict[str, Any]:
        info = self.hotlines.get(hotline)
        asked = info.fields if info is not None else ()
        return {extra.key: self.cleaned_data.get(extra_name(hotline, extra.key)) for extra in asked}


_ONLY_OF_CASES: Final = ("anonymous", "confidential", "address", "occurred_on", "photos")
_WORDS: Final = ("text", "name", "phone", "email", "topic", "region", "promise")


def extra_name(hotline: str, key: str) -> str:
    """The form's name for what a hotline asks."""
    return f"extra-{hotline}-{key}"


def _choices(city: City, language: str, hotlines: Sequence[HotlineInfo]) -> dict[str, forms.Field]:
    channels = flat((code, words.label("channel", code)) for code in CHANNELS)
    kinds = flat((code, words.label("kind", code)) for code in KINDS)
    places: Parts = flat((r.code, r.name) for r in regions.regions_of("kelurahan"))
    found: dict[str, forms.Field] = {
        "channel": Choice(channels, label=_("Lewat apa"), initial="phone"),
        "kind": Choice(kinds, label=_("Jenis"), initial="complaint"),
        "region": Choice(places, empty=_("Belum diketahui"), label=_("Kelurahan"), required=False),
        "topic": Choice(
            topic_parts(city, language), empty=_("Dicarikan dari isinya"), label=_("Topik"), required=False
        ),
    }
    if hotlines:
        options = flat((each.slug, each.label(language)) for each in hotlines)
        found["hotline"] = Choice(options, empty=_("Bukan untuk hotline"), label=_("Hotline"), required=False)
    return found


def _asked(extra: Extra) -> forms.Field:
    """A field for what a hotline asks. Whether it fits is judged by the hotline's own rules, once it is chosen."""
    if extra.type == "choice":
        options = flat((each, each) for each in extra.choices)
        return Choice(options, empty=_("Belum dipilih"), label=extra.label, required=False)
    if extra.type == "yes_no":
        return YesNo(label=extra.label)
    kind = {"number": {"inputmode": "decimal"}, "date": {"placeholder": "17-06-2026"}}.get(extra.type, {})
    return Words(label=extra.label, required=False, widget=Line(attrs=kind))
