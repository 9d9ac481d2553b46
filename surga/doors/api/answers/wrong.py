"""What the shape of a request got wrong, from pydantic's findings to our codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: A field that is missing, empty or of a wrong kind, where the rooms have a code for exactly that.
_MISSING = {
    "text": "text_empty",
    "reason": "reason_empty",
    "stars": "stars_invalid",
    "level": "level_unknown",
}
_OWN = {
    "limit": "limit_invalid",
    "stars": "stars_invalid",
    "occurred_on": "date_invalid",
    "from": "date_invalid",
    "to": "date_invalid",
    "as_of": "moment_invalid",
    "since": "moment_invalid",
}
#: How pydantic's names begin → what should have stood there.
_KINDS = (
    ("string_unicode", "control_characters"),
    ("string", "value_text"),
    ("int", "value_number"),
    ("float", "value_number"),
    ("finite", "value_number"),
    ("bool", "value_yes_no"),
    ("date", "date_invalid"),
    ("model", "value_object"),
    ("dict", "value_object"),
    ("list", "value_list"),
)


def faults_of(errors: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Path and code of each finding; paths are written as in JSON: ``reporter.phone``."""
    for error in errors:
        path = _path(error["loc"])
        yield path, _code(path.rpartition(".")[2], str(error["type"]))


def _path(place: Sequence[object]) -> str:
    # ("body", "draft", "reporter", "phone"): where it came in, and our name for the whole, say nothing.
    inner = place[2:] if place and place[0] == "body" else place[1:]
    return ".".join(str(part) for part in inner)


def _code(name: str, kind: str) -> str:
    if kind == "missing":
        return _MISSING.get(name, "value_missing")
    if name in _OWN and not kind.startswith("string_unicode"):
        return _OWN[name]
    return next((code for begin, code in _KINDS if kind.startswith(begin)), "value_wrong")
