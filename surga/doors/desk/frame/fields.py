"""Form fields of the desk: words that lose nothing, quick lists to choose from, photos."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.city import City
from surga.core.cases import photos
from surga.doors.look.sentences import sentence

type Options = tuple[tuple[str, str], ...]
#: A list in parts: the part's name, its options. Tuples, so that what was drawn of it can be kept.
type Parts = tuple[tuple[str, Options], ...]
type Attrs = dict[str, Any] | None

#: What is said of a field that was left empty.
NEEDED: dict[str, Any] = {"required": gettext_lazy("Bagian ini harus diisi.")}


class Line(forms.TextInput):
    """An input drawn at once, like ``Area`` and ``Pick``: Django's own render a template for each."""

    def render(self, name: str, value: Any, attrs: Attrs = None, renderer: Any = None) -> SafeString:
        shown = _attributes({**self.attrs, **(attrs or {}), "value": value or None})
        return format_html('<input type="{}" name="{}"{}>', self.input_type, name, shown)


class Tick(forms.CheckboxInput):
    """A checkbox drawn at once."""

    def render(self, name: str, value: Any, attrs: Attrs = None, renderer: Any = None) -> SafeString:
        shown = _attributes({**self.attrs, **(attrs or {}), "checked": bool(self.check_test(value))})
        return format_html('<input type="checkbox" name="{}"{}>', name, shown)


class Area(forms.Textarea):
    """A textarea drawn at once."""

    def render(self, name: str, value: Any, attrs: Attrs = None, renderer: Any = None) -> SafeString:
        shown = _attributes({**self.attrs, **(attrs or {})})
        return format_html('<textarea name="{}"{}>\n{}</textarea>', name, shown, value or "")


class Words(forms.CharField):
    """Text as typed. Marks that no database can hold are dropped, not complained about."""

    widget = Line

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value).replace("\x00", "") if value else value) or ""


class YesNo(forms.BooleanField):
    """Something to tick; never asked for."""

    widget = Tick

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class Pick(forms.Select):
    """A select of many options, drawn at once."""

    def __init__(self, parts: Parts, *, empty: str = "", attrs: Attrs = None) -> None:
        super().__init__(attrs)
        self.parts, self.empty = parts, empty

    def render(self, name: str, value: Any, attrs: Attrs = None, renderer: Any = None) -> SafeString:
        shown = _attributes({**self.attrs, **(attrs or {})})
        options = options_html(self.parts, str(value or ""), self.empty)
        return format_html('<select name="{}"{}>{}</select>', name, shown, options)


def _attributes(attrs: dict[str, Any]) -> SafeString:
    said = (
        (key, "" if value is True else value) for key, value in attrs.items() if value not in (False, None)
    )
    return format_html_join("", ' {}="{}"', said)


def options_html(parts: Parts, value: str, empty: str = "") -> SafeString:
    """``<option>`` tags, in ``<optgroup>`` where a part has a name; ``empty`` names the choice of nothing."""
    head = format_html('<option value="">{}</option>', empty) if empty else SafeString("")
    drawn = _drawn(parts)
    if value:
        plain = format_html('<option value="{}">', value)
        drawn = drawn.replace(plain, format_html('<option value="{}" selected>', value), 1)
    return format_html("{}{}", head, SafeString(drawn))


@lru_cache(maxsize=128)
def _drawn(parts: Parts) -> str:
    """The same lists are drawn on every page; only which one is chosen differs."""
    return "".join(
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))
        if name
        else _options(options)
        for name, options in parts
        if options
    )


def _options(options: Options) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', options)


class Choice(forms.CharField):
    """One code out of a list. An unknown one is refused with the field's own sentence."""

    def __init__(self, parts: Parts, *, empty: str = "", **kwargs: Any) -> None:
        super().__init__(widget=Pick(parts, empty=empty), **kwargs)
        self.codes = {code for _name, options in parts for code, _label in options}

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and value not in self.codes:
            raise forms.ValidationError(
                self.error_messages.get("unknown") or _("Pilih salah satu yang tersedia.")
            )


class ManyFiles(forms.FileInput):
    """A file input that gives every file, not the last one."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        return list(files.getlist(name))


class Photos(forms.FileField):
    """Up to ``MAX_PHOTOS`` pictures, as their bytes. What is too large is refused before it is read."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, ...]:
        files: list[UploadedFile[Any]] = [each for each in data or () if each]
        if len(files) > photos.MAX_PHOTOS:
            raise forms.ValidationError(sentence("photo_too_many", max=photos.MAX_PHOTOS))
        if any((each.size or 0) > photos.MAX_BYTES for each in files):
            raise forms.ValidationError(sentence("photo_too_big", max_mb=photos.MAX_BYTES // 1024 // 1024))
        return tuple(each.read() for each in files)


def agency_parts(city: City, *, keep: str = "") -> Parts:
    """The active agencies to choose from, by kind; ``keep`` stays in the list even when it is closed."""
    found: dict[str, list[tuple[str, str]]] = {}
    for agency in city.agencies.values():
        if agency.active or agency.code == keep:
            label = f"{agency.short} · {agency.name}" if agency.short else agency.name
            found.setdefault(agency.kind, []).append((agency.code, label))
    kinds = agency_kinds()
    return tuple(
        (label, tuple(sorted(found[kind], key=itemgetter(1))))
        for kind, label in kinds.items()
        if kind in found
    )


def agency_kinds() -> dict[str, str]:
    """What kinds of agencies are called."""
    return {
        "dinas": _("Dinas"),
        "badan": _("Badan"),
        "bagian": _("Bagian sekretariat"),
        "kecamatan": _("Kecamatan"),
        "kelurahan": _("Kelurahan"),
        "puskesmas": _("Puskesmas"),
        "rsud": _("Rumah sakit"),
        "bumd": _("BUMD"),
        "inspektorat": _("Inspektorat"),
        "setda": _("Sekretariat daerah"),
        "other": _("Lainnya"),
    }


def topic_parts(city: City, language: str, *, keep: str = "") -> Parts:
    """The active topics to choose from, by name."""
    topics = (t for t in city.topics.values() if t.active or t.code == keep)
    return flat(sorted(((t.code, t.label(language)) for t in topics), key=itemgetter(1)))


def flat(options: Iterable[tuple[str, Any]]) -> Parts:
    """Plain options as the single part of a list."""
    return (("", tuple((code, str(label)) for code, label in options)),)
