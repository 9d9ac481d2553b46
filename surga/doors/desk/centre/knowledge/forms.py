"""What the keeper of an article fills in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from surga.core.agencies.city import City
from surga.core.knowledge.article import ArticleInfo
from surga.core.triage.words import plain
from surga.doors.desk.frame.fields import Area, Choice, Words, YesNo, agency_parts, flat, topic_parts
from surga.doors.look import words

NEEDED: dict[str, Any] = {"required": gettext_lazy("Bagian ini harus diisi.")}


def _lines(label: Any, hint: Any) -> Words:
    return Words(label=label, help_text=hint, required=False, widget=Area(attrs={"rows": 5}))


class ArticleForm(forms.Form):
    """One article. ``agency``: the only one whose articles the officer keeps, empty for who keeps them all."""

    use_required_attribute = False

    title = Words(label=gettext_lazy("Judul"), max_length=160, error_messages=NEEDED)
    title_en = Words(label=gettext_lazy("Judul Inggris"), max_length=160, required=False)
    summary = Words(
        label=gettext_lazy("Ringkasan"),
        help_text=gettext_lazy(
            "Satu atau dua kalimat; inilah yang dibacakan lewat telepon dan dikirim lewat WhatsApp."
        ),
        max_length=1000,
        widget=Area(attrs={"rows": 3}),
        error_messages=NEEDED,
    )
    summary_en = Words(
        label=gettext_lazy("Ringkasan Inggris"),
        max_length=1000,
        required=False,
        widget=Area(attrs={"rows": 3}),
    )
    requirements = _lines(gettext_lazy("Yang disiapkan"), gettext_lazy("Satu baris satu syarat."))
    steps = _lines(gettext_lazy("Langkah"), gettext_lazy("Satu baris satu langkah, menurut urutannya."))
    cost = Words(label=gettext_lazy("Biaya"), max_length=200, required=False)
    place = Words(label=gettext_lazy("Tempat"), max_length=300, required=False)
    hours = Words(label=gettext_lazy("Jam"), max_length=200, required=False)
    words = _lines(
        gettext_lazy("Kata lain"),
        gettext_lazy(
            "Sebutan yang dipakai warga: singkatan, bahasa Jawa, salah kaprah. Satu baris satu sebutan."
        ),
    )
    source = Words(
        label=gettext_lazy("Sumber"),
        help_text=gettext_lazy("Peraturan, pengumuman, atau siapa yang memastikannya."),
        max_length=300,
        required=False,
    )
    confirmed = YesNo(
        label=gettext_lazy("Sudah dipastikan"),
        help_text=gettext_lazy("Tanpa tanda ini artikel tampil sebagai contoh."),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Diperiksa lagi sebelum"),
        help_text=gettext_lazy("Sesudah hari ini artikel tampil dengan peringatan."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tanggal itu tidak ada. Contoh yang benar: 17-06-2026.")},
    )
    active = YesNo(label=gettext_lazy("Ditampilkan kepada warga"), initial=True)

    def __init__(self, city: City, agency: str, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.bound_agency = agency
        language, first = get_language() or "id", initial or {}
        themes = flat(words.choices("theme"))
        self.fields["theme"] = Choice(themes, label=_("Keperluan"), error_messages=NEEDED)
        topics = topic_parts(city, language, keep=first.get("topic", ""))
        self.fields["topic"] = Choice(topics, empty=_("Tidak ada"), label=_("Topik"), required=False)
        if not agency:
            offices = agency_parts(city, keep=first.get("agency", ""))
            self.fields["agency"] = Choice(offices, label=_("Instansi yang menjaga"), error_messages=NEEDED)
        self.order_fields(["title", "title_en", "summary", "summary_en", "theme", "agency", "topic"])

    def article(self, kept: ArticleInfo) -> ArticleInfo:
        """What was filled in, on top of what is kept: other topics than the first stay."""
        said = dict(self.cleaned_data)
        topic = said.pop("topic")
        for field in ("requirements", "steps", "words"):
            said[field] = tuple(dict.fromkeys(filter(None, map(plain, said[field].splitlines()))))
        for field in ("title", "title_en", "summary", "summary_en", "cost", "place", "hours", "source"):
            said[field] = plain(said[field])
        said.setdefault("agency", self.bound_agency)
        topics = tuple(dict.fromkeys(filter(None, (topic, *kept.topics[1:]))))
        return replace(kept, **said, topics=topics)


def first_of(article: ArticleInfo) -> dict[str, Any]:
    """An article as the form's beginning."""
    lists = {field: "\n".join(getattr(article, field)) for field in ("requirements", "steps", "words")}
    plain_fields = (
        "title", "title_en", "summary", "summary_en", "cost", "place", "hours", "source", "confirmed",
        "valid_until", "active", "theme", "agency",
    )  # fmt: skip
    said = {field: getattr(article, field) for field in plain_fields}
    return {**said, **lists, "topic": article.topics[0] if article.topics else ""}
