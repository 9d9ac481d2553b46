"""Form fields that take what people type, say our own sentences, and never stumble over a strange character."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from surga.core.triage.words import plain
from surga.doors.look.sentences import sentence

#: The sentence of a code, in the language of the reader and not of the import.
lazy_sentence = lazy(sentence, str)


class PlainField(forms.CharField):
    """Text without control characters and direction marks. ``lines`` keeps its line breaks.

    ``missing``: the error code for an empty field; without one it may stay empty.
    """

    def __init__(self, *, lines: bool = False, missing: str = "", **options: Any) -> None:
        self.lines = lines
        if missing:
            options["error_messages"] = {"required": lazy_sentence(missing)}
        super().__init__(required=bool(missing), **options)

    def to_python(self, value: Any) -> str:
        return plain(str(value), lines=self.lines) if value not in self.empty_values else ""


class QuickSelect(forms.Select):
    """A select that draws its options at once: Django renders a template for each, and a city has hundreds."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = value[0] if isinstance(value, list | tuple) and value else value
        start = format_html("<select {}>", flatatt({**self.build_attrs(self.attrs, attrs), "name": name}))
        return SafeString(f"{start}{_options(_plain(self.choices), str(chosen or ''))}</select>")


def _plain(choices: Any) -> tuple[Any, ...]:
    """The choices as plain tuples in the reader's language, so that what was drawn can be found again."""
    return tuple(
        (str(code), _plain(said) if isinstance(said, list | tuple) else str(said)) for code, said in choices
    )


@lru_cache(maxsize=256)
def _options(choices: tuple[Any, ...], chosen: str) -> SafeString:
    parts = []
    for code, said in choices:
        if isinstance(said, tuple):
            parts.append(format_html('<optgroup label="{}">{}</optgroup>', code, _options(said, chosen)))
        else:
            mark = SafeString(" selected") if code == chosen else ""
            parts.append(format_html('<option value="{}"{}>{}</option>', code, mark, said))
    return SafeString("".join(parts))


class PhotosInput(forms.FileInput):
    """One control for several files. Naming the types makes a telephone send JPEG instead of its own format."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"accept": "image/jpeg,image/png,image/webp", "multiple": True})


class PhotosField(forms.FileField):
    """The files as they came; the darkroom looks at them one by one."""

    widget = PhotosInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [file for file in files if isinstance(file, UploadedFile)]


class DayField(forms.DateField):
    """A day from the browser's own calendar, or typed as people do."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": lazy_sentence("date_invalid")},
            **options,
        )
