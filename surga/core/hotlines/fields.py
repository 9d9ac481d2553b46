"""What a hotline asks beside the text: its extra fields, and what fits them. Plain Python.

A value is kept as JSON: text and choices as text, dates as ISO text, numbers as int or float, yes and no as a bool.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from surga.core.triage.words import plain

TYPES: Final = ("text", "number", "date", "choice", "yes_no")
MAX_TEXT: Final = 500
MAX_FIELDS: Final = 20
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
#: Beyond this a number of floating point no longer tells one from the next.
_LARGEST: Final = 10**15
_YES: Final = frozenset({"yes", "on", "1", "true", "ya"})
_NO: Final = frozenset({"", "no", "off", "0", "false", "tidak"})
_DAY_FIRST: Final = ("%d-%m-%Y", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Extra:
    """One field. ``key``: its name in ``Contact.extra``; ``least``, ``most``: of a number; ``choices``: of a choice."""

    key: str
    label: str
    type: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    def data(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "choices": list(self.choices)}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Extra:
        """As it was kept."""
        return cls(**{**data, "choices": tuple(data.get("choices", ()))})


class Checked(NamedTuple):
    """What fits, by key; and the code of what is wrong, by key. Only one without errors may be kept."""

    cleaned: dict[str, Any]
    errors: dict[str, str]


class _Wrong(Exception):
    """The value does not fit; the argument is the code of the sentence that says so."""


def check_extra(fields: Iterable[Extra], values: Mapping[str, Any]) -> Checked:
    """The values typed into the fields, cleaned; keys of no field are left out, and so is what was left empty.

    Codes: name_empty (required), text_too_long, number_invalid, number_range, date_invalid, choice_unknown.
    """
    cleaned: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        try:
            value = _READ[field.type](field, _typed(values.get(field.key)))
        except _Wrong as wrong:
            errors[field.key] = str(wrong)
            continue
        if value is not None:
            cleaned[field.key] = value
        elif field.required:
            errors[field.key] = "name_empty"
    return Checked(cleaned, errors)


def wrong_field(fields: Sequence[Extra]) -> tuple[int, str] | None:
    """Which of the definitions cannot be, and the code that says why; None when all of them can."""
    if len(fields) > MAX_FIELDS:
        return MAX_FIELDS, "fields_too_many"
    keys: set[str] = set()
    for place, field in enumerate(fields):
        code = "field_twice" if field.key in keys else _wrong(field)
        if code:
            return place, code
        keys.add(field.key)
    return None


def _wrong(field: Extra) -> str:
    if not field.label.strip():
        return "name_empty"
    if not _KEY.fullmatch(field.key):
        return "key_invalid"
    if field.type not in TYPES:
        return "type_unknown"
    if max(map(len, (field.label, *field.choices))) > 120:
        return "text_too_long"
    if field.type == "choice" and len(set(field.choices)) < 2:
        return "choices_few"
    if any(choice != plain(choice) or not choice for choice in field.choices):
        return "choices_few"
    if field.least is not None and field.most is not None and field.least > field.most:
        return "number_range"
    return ""


def _typed(value: Any) -> str:
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else plain(str(value))


def _text(_field: Extra, typed: str) -> str | None:
    if len(typed) > MAX_TEXT:
        raise _Wrong("text_too_long")
    return typed or None


def _number(field: Extra, typed: str) -> float | None:
    """A comma is a decimal comma; int where the number is whole."""
    if not typed:
        return None
    try:
        number = float(typed.replace(",", ".") if typed.isascii() and "_" not in typed else "x")
    except ValueError:
        raise _Wrong("number_invalid") from None
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise _Wrong("number_invalid")
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        raise _Wrong("number_range")
    return int(number) if number == int(number) else number


def _date(_field: Extra, typed: str) -> str | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        pass
    for pattern in _DAY_FIRST:
        try:
            # No time of day is in it, so no zone is lost.
            return datetime.strptime(typed, pattern).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    raise _Wrong("date_invalid")


def _choice(field: Extra, typed: str) -> str | None:
    if typed and typed not in field.choices:
        raise _Wrong("choice_unknown")
    return typed or None


def _yes_no(_field: Extra, typed: str) -> bool | None:
    """What is not ticked was not said: no, unless the field must be answered."""
    said = typed.lower()
    if said in _YES:
        return True
    if said not in _NO:
        raise _Wrong("choice_unknown")
    return False if said else None


_READ: Final[Mapping[str, Callable[[Extra, str], Any]]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "yes_no": _yes_no,
}
