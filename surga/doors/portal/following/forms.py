"""What a reporter may say on their case, and how one asks for a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from surga.core.agencies import queries as agencies
from surga.core.cases.actions.frame import MAX_WORDS
from surga.core.cases.codes import tidy_code
from surga.core.intake.message import Message, MessageRefused, check
from surga.doors.look.sentences import sentence
from surga.doors.portal.gate.fields import PhotosField, PlainField, lazy_sentence


class LookUpForm(forms.Form):
    """A number, and for its reporter the key."""

    code = PlainField(
        missing="code_unknown",
        label=_("Nomor laporan"),
        widget=forms.TextInput(
            attrs={
                "class": "input-code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    token = PlainField(
        label=_("Kunci laporan"),
        help_text=_("Hanya untuk pelapor: dengan kunci, Anda dapat membalas dan menilai."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        example = f"{_prefix()}-2606-7Q4KX"
        hint = gettext("Misalnya %(code)s. Huruf besar atau kecil sama saja.")
        self.fields["code"].help_text = hint % {"code": example}

    def clean_code(self) -> str:
        tidy = tidy_code(self.cleaned_data["code"][:40])
        if not tidy:
            raise forms.ValidationError(sentence("code_unknown"))
        return tidy


def _prefix() -> str:
    try:
        return agencies.city(fresh=False).prefix
    except agencies.NoCityError:
        return "ABC"


class LostCodeForm(forms.Form):
    """The e-mail address that was given with the case."""

    email = PlainField(
        missing="email_invalid",
        label=_("Surel yang Anda tulis saat melapor"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        try:
            tidy = check(Message(text="-", reporter_email=self.cleaned_data["email"]), timezone.localdate())
        except MessageRefused:
            tidy = None
        if tidy is None or not tidy.reporter_email:
            raise forms.ValidationError(sentence("email_invalid"))
        return tidy.reporter_email


class SayForm(forms.Form):
    """Words and photos: a reply, an objection, a wish to reopen."""

    text = PlainField(
        lines=True,
        label=_("Tulis di sini"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MAX_WORDS}),
    )
    photos = PhotosField(label=_("Tambah foto"))


class RateForm(forms.Form):
    """One to five stars, and a word if one likes."""

    stars = forms.TypedChoiceField(
        label=_("Seberapa puas Anda?"),
        coerce=int,
        choices=[
            (5, _("5 · sangat puas")),
            (4, _("4 · puas")),
            (3, _("3 · cukup")),
            (2, _("2 · kurang")),
            (1, _("1 · kecewa")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": lazy_sentence("stars_invalid"),
            "invalid_choice": lazy_sentence("stars_invalid"),
        },
    )
    text = PlainField(
        lines=True,
        label=_("Yang perlu kami ketahui"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_WORDS}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["id"] = "id_rating_text"
