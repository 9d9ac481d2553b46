"""The nine questions as a form. What an answer may be is said in one place, the survey's own room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from surga.doors.portal.browsing.surveying.said import sentence_of
from surga.doors.portal.gate.fields import PlainField, lazy_sentence
from surga.reactions.surveys.actions import LONGEST_COMMENT, AnswerDraft
from surga.reactions.surveys.queries import ABOUT, ELEMENTS, Element

_PARTS: Final = (
    (_("Layanannya"), ("requirements", "procedure", "time", "cost", "product")),
    (_("Petugasnya"), ("competence", "conduct")),
    (_("Tempatnya dan pengaduannya"), ("facilities", "complaints")),
)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is drawn: its words, and which of the four is chosen."""

    name: str
    number: int
    text: str
    choices: tuple[Choice, ...]


class AnswerForm(forms.Form):
    """Nine questions of which any may be left out, but not all; a few words; who one is, as far as one says it."""

    comment = PlainField(
        lines=True,
        label=_("Apa yang perlu kami perbaiki?"),
        help_text=_("Tanpa nama dan nomor, ya. Kalau ada, kami samarkan sebelum dibaca umum."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_COMMENT}),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, language: str) -> None:
        super().__init__(data, initial={"once": uuid4()})
        self.language = language
        refused = {"invalid_choice": lazy_sentence("choice_unknown")}
        for element in ELEMENTS:
            choices = [(str(turn), word(language)) for turn, word in enumerate(element.answers, 1)]
            self.fields[element.code] = forms.ChoiceField(
                required=False, choices=choices, label=element.question(language), error_messages=refused
            )
        for code, (name, words) in ABOUT.items():
            self.fields[code] = forms.ChoiceField(
                required=False,
                label=name(language),
                choices=[("", "–"), *((choice, word(language)) for choice, word in words.items())],
                error_messages=refused,
            )

    def parts(self) -> list[tuple[str, list[Question]]]:
        """The questions as they are drawn, in three parts."""
        drawn = {element.code: self._drawn(turn, element) for turn, element in enumerate(ELEMENTS, 1)}
        return [(str(name), [drawn[code] for code in codes]) for name, codes in _PARTS]

    def about(self) -> list[forms.BoundField]:
        return [self[code] for code in ABOUT]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not any(values.get(element.code) for element in ELEMENTS) and not self.errors:
            self.add_error(None, sentence_of("scores_empty"))
        return values

    def draft(self) -> AnswerDraft:
        """What was answered; only of a valid form."""
        values = self.cleaned_data
        return AnswerDraft(
            scores=tuple(int(values[each.code]) if values[each.code] else None for each in ELEMENTS),
            comment=values["comment"],
            about={code: values[code] for code in ABOUT},
            once=values["once"],
        )

    def _drawn(self, turn: int, element: Element) -> Question:
        chosen = str(self[element.code].value() or "")
        choices = tuple(
            Choice(str(score), word(self.language), str(score) == chosen)
            for score, word in enumerate(element.answers, 1)
        )
        return Question(element.code, turn, element.question(self.language), choices)
