"""What a coordinator fills in to make a hotline, and how that becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.city import City
from surga.core.hotlines.actions import RefusedError
from surga.core.hotlines.fields import Extra
from surga.core.hotlines.hotline import Reach
from surga.core.hotlines.queries import BoardLine, HotlineInfo
from surga.core.knowledge import queries as knowledge
from surga.doors.desk.centre.hotlines.rows import OFFERED, FieldRow, NumberRow, PlaceRow, Rows
from surga.doors.desk.frame.fields import NEEDED, Area, Words, YesNo
from surga.doors.look import words
from surga.doors.look.sentences import sentence

_DAY: dict[str, Any] = {
    "widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    "input_formats": ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
}


class Several(forms.MultipleChoiceField):
    """Codes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Iterable[tuple[str, Any]], label: str, unknown: str, **options: Any) -> None:
        wrong = {"invalid_choice": sentence(unknown)}
        super().__init__(choices=list(choices), label=label, required=False, error_messages=wrong, **options)


class HotlineForm(forms.Form):
    """The hotline itself; its numbers, extra fields and board are rows beside it."""

    use_required_attribute = False
    name = Words(label=gettext_lazy("Nama"), max_length=120, error_messages=NEEDED)
    name_en = Words(label=gettext_lazy("Nama Inggris"), max_length=120, required=False)
    about = Words(
        label=gettext_lazy("Tentang"),
        max_length=2000,
        required=False,
        widget=Area(attrs={"rows": 3}),
        help_text=gettext_lazy("Untuk siapa hotline ini, dan apa yang dapat ditanyakan. Tampil untuk umum."),
    )
    opens_on = forms.DateField(label=gettext_lazy("Hari pertama"), error_messages=NEEDED, **_DAY)
    closes_on = forms.DateField(
        label=gettext_lazy("Hari terakhir"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila belum tahu."),
        **_DAY,
    )
    script = Words(
        label=gettext_lazy("Panduan untuk operator"),
        max_length=10_000,
        required=False,
        widget=Area(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa yang dikatakan dan ditanyakan. Hanya tampil di meja."),
    )
    stale_hours = forms.IntegerField(
        label=gettext_lazy("Papan dianggap lama setelah (jam)"),
        min_value=1,
        max_value=1440,
        initial=24,
        error_messages=NEEDED,
    )
    publishes = YesNo(
        label=gettext_lazy("Terbitkan catatannya"),
        initial=True,
        help_text=gettext_lazy("Umum dapat membaca catatan kontaknya, disamarkan."),
    )

    def __init__(
        self, city: City, known: HotlineInfo | None, language: str, data: Any = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.city, self.known = city, known
        for name in ("opens_on", "closes_on"):
            self.fields[name].error_messages["invalid"] = sentence("date_invalid")
        wrong = {"invalid": sentence("number_invalid")}
        self.fields["stale_hours"].error_messages |= {
            n: sentence("number_range") for n in ("min_value", "max_value")
        } | wrong
        self.fields |= self._lists(language)
        if known is None:
            self.fields["slug"] = self._slug()
        self.order_fields(["name", "slug", "name_en", "about", "opens_on", "closes_on", "channels"])

    def _lists(self, language: str) -> dict[str, forms.Field]:
        channels = dict.fromkeys((*OFFERED, *(self.known.channels if self.known else ())))
        topics = [
            (topic.code, topic.label(language))
            for topic in self.city.topics.values()
            if topic.active or (self.known and topic.code in self.known.topics)
        ]
        articles = [(each.slug, each.label(language)) for each in knowledge.articles()]
        every = _("Tidak ada yang dipilih: semua topik.")
        return {
            "channels": Several(words.choices("channel", channels), _("Kanal"), "channel_unknown"),
            "topics": Several(topics, _("Topik"), "topic_unknown", help_text=every),
            "articles": Several(articles, _("Artikel panduan"), "choice_unknown"),
        }

    def _slug(self) -> forms.Field:
        return forms.RegexField(
            r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
            label=_("Alamat halaman"),
            required=False,
            max_length=60,
            help_text=_("Misalnya posko-banjir. Kosongkan: dibuat dari namanya. Tidak dapat diubah lagi."),
            error_messages={"invalid": sentence("slug_invalid")},
        )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "channels" in said and not said["channels"]:
            self.add_error("channels", sentence("channels_empty"))
        first, last = said.get("opens_on"), said.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", sentence("period_invalid"))
        return said


class Filled:
    """The whole page: the form and its three kinds of rows."""

    def __init__(
        self, city: City, known: HotlineInfo | None, board: list[BoardLine], language: str, data: Any = None
    ) -> None:
        self.known = known
        first = _first(known)
        self.main = HotlineForm(city, known, language, data, first)
        self.numbers = Rows(NumberRow, "numbers", city, data, first.get("numbers", ()))
        self.fields = Rows(FieldRow, "fields", city, data, first.get("fields", ()))
        self.board = Rows(PlaceRow, "board", city, data, [_first_line(line) for line in board])
        self.rows = (self.numbers, self.fields, self.board)

    def is_valid(self) -> bool:
        return all([self.main.is_valid(), *(rows.is_valid() for rows in self.rows)])

    def quiet(self) -> None:
        """Say nothing about mistakes yet: only more rows were asked for."""
        for form in (self.main, *(row for rows in self.rows for row in rows.used)):
            form.errors.clear()

    def wrong(self) -> dict[str, Any]:
        """Every mistake by the name of its field."""
        found = dict(self.main.errors)
        for rows in self.rows:
            found |= rows.wrong()
        return found

    def info(self) -> HotlineInfo:
        """The hotline as filled in."""
        said = self.main.cleaned_data
        slug = self.known.slug if self.known else said.pop("slug") or slugify(said["name"])[:60].strip("-")
        said = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return HotlineInfo(
            slug=slug,
            numbers=tuple(Reach(**form.cleaned_data) for form in self.numbers.used),
            fields=_extras([form.cleaned_data for form in self.fields.used]),
            **{name: value for name, value in said.items() if name != "slug"},
        )

    def lines(self) -> list[BoardLine]:
        """The board as filled in; what its agencies said is kept by the action."""
        said = [form.cleaned_data for form in self.board.used]
        return [BoardLine(**{**each, "id": each["id"] or 0}) for each in said]

    def refuse(self, refused: RefusedError) -> None:
        """Show what the action refused at the field it speaks of."""
        kind, _dash, place = refused.field.partition("-")
        told = sentence(refused.code)
        rows = {rows.prefix: rows.used for rows in self.rows}.get(kind, [])
        if place.isdigit() and int(place) < len(rows):
            rows[int(place)].add_error(rows[int(place)].HEAD, told)
        else:
            self.main.add_error(kind if kind in self.main.fields else None, told)


def _extras(said: list[dict[str, Any]]) -> tuple[Extra, ...]:
    """The fields; a new one gets its key from its label, once and for ever."""
    taken = {each["key"] for each in said if each["key"]}
    found = []
    for each in said:
        key = each["key"] or _key(each["label"], taken)
        taken.add(key)
        found.append(Extra(**{**each, "key": key}))
    return tuple(found)


def _key(label: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", slugify(label)).strip("_")[:36]
    start = plain if plain[:1].isalpha() else f"isian_{plain}".rstrip("_")
    key, number = start, 2
    while key in taken:
        key, number = f"{start}_{number}", number + 1
    return key


def _first(known: HotlineInfo | None) -> dict[str, Any]:
    if known is None:
        return {}
    names = ("name", "name_en", "about", "opens_on", "closes_on", "script", "stale_hours", "publishes")
    return {
        **{name: getattr(known, name) for name in names},
        **{name: list(getattr(known, name)) for name in ("channels", "topics", "articles")},
        "numbers": [{"channel": each.channel, "value": each.value} for each in known.numbers],
        "fields": [_first_field(each) for each in known.fields],
    }


def _first_field(extra: Extra) -> Mapping[str, Any]:
    return {**extra.data(), "choices": "; ".join(extra.choices)}


def _first_line(line: BoardLine) -> dict[str, Any]:
    return {"id": line.id, "place": line.place, "unit": line.unit, "total": line.total, "agency": line.agency}
