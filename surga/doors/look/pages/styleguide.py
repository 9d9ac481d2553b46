"""Every component on one page with example data: for the eye and for tests, at /gaya while debugging only."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from surga.doors.look import sentences, words
from surga.doors.look.pages.pictures import examples

AT = datetime(2026, 6, 19, 7, 5, tzinfo=UTC)


class ExampleForm(forms.Form):
    """One field of each sort."""

    text = forms.CharField(
        label=_("Apa yang terjadi?"), widget=forms.Textarea, help_text=_("Tulis dengan kata Anda.")
    )
    region = forms.ChoiceField(
        label=_("Kelurahan"), choices=[("", "—"), ("a", "Ngronggo"), ("b", "Kampung Dalem")]
    )
    kind = forms.ChoiceField(
        label=_("Jenis laporan"), widget=forms.RadioSelect, choices=words.choices("kind")
    )
    phone = forms.CharField(label=_("Nomor telepon"), required=False, help_text=_("Hanya dibaca petugas."))
    photos = forms.FileField(label=_("Foto"), required=False)
    anonymous = forms.BooleanField(label=_("Sembunyikan nama saya"), required=False)


def _wrong_form() -> ExampleForm:
    form = ExampleForm({"text": "", "region": "a", "kind": "complaint", "phone": "12"})
    form.is_valid()
    form.add_error("phone", sentences.sentence("phone_invalid"))
    form.errors["text"] = form.error_class([sentences.sentence("text_empty")])
    return form


def _happenings() -> list[dict[str, Any]]:
    office = "Dinas Perumahan dan Kawasan Permukiman"
    told = "Lampu jalan mati di depan pasar sejak Senin."
    return [
        {"at": AT, "type": "CaseOpened", "by": "reporter", "text": told},
        {"at": AT + timedelta(hours=3), "type": "CaseVerified", "by": "officer"},
        {"at": AT + timedelta(hours=3), "type": "CaseForwarded", "by": "officer", "agency": office},
        {"at": AT + timedelta(days=1), "type": "NoteAdded", "by": "officer", "text": "Cek gardu dulu."},
        {
            "at": AT + timedelta(days=3),
            "type": "ClockOverdue",
            "by": "system",
            "facts": {"clock": "first_follow_up"},
        },
        {
            "at": AT + timedelta(days=4),
            "type": "CaseAnswered",
            "agency": office,
            "text": "Lampu baru dipasang besok.",
        },
        {"at": AT + timedelta(days=6), "type": "CaseRated", "by": "reporter", "facts": {"stars": 4}},
    ]


def _squares() -> list[tuple[str, str, str]]:
    return [
        (
            f"{row}{col}",
            f"Wilayah {row}{col}",
            f"M{col * 40} {row * 30}h38v28h-38z".replace("h38v28h-38", corners),
        )
        for row in range(4)
        for col in range(6)
        for corners in [
            f"L{col * 40 + 38} {row * 30}L{col * 40 + 38} {row * 30 + 28}L{col * 40} {row * 30 + 28}"
        ]
    ]


def example_context() -> dict[str, Any]:
    """The data of the style guide."""
    return {
        "statuses": list(words.STATUSES),
        "colours": ["river", "sun", "leaf", "brick", "sky", "muted", "plain"],
        "form": ExampleForm(),
        "wrong": _wrong_form(),
        "items": _happenings(),
        "upcoming": [{"at": AT + timedelta(days=9), "text": _("Instansi menyelesaikan pekerjaannya")}],
        "shapes": _squares(),
        "shades": {"00": 1, "01": 2, "02": 3, "03": 4},
        "pin": (130, 50),
        "at": AT,
        "queues": [
            {"href": "#", "label": _("Perlu diperiksa"), "count": 12, "on": True},
            {"href": "#", "label": _("Lewat batas"), "count": 3, "late": True},
            {"href": "#", "label": _("Semua"), "count": 1284},
        ],
    }


def styleguide(request: HttpRequest, page: str = "portal") -> HttpResponse:
    """The components as citizens see them (`portal`) or as officers do (`meja`), and the charts (`gambar`)."""
    if not settings.DEMONSTRATION:
        raise Http404
    if page == "gambar":
        return render(request, "look/styleguide/charts.html", {"charts": examples()})
    if page == "portal":
        messages.success(request, _("Tersimpan."))
        messages.error(request, sentences.sentence("database_busy"))
    template = "look/styleguide/desk.html" if page == "meja" else "look/styleguide/portal.html"
    return render(request, template, example_context())
