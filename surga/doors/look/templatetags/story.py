"""One timeline item as a person would tell it: a title, a detail, who and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from surga.doors.look import words

#: Events that tell of a step up the ladder when they say why it was taken.
_RAISES = frozenset({"CaseForwarded", "CaseEscalated"})


@dataclass(frozen=True)
class Told:
    """A line of the timeline, ready for its template. `photos` as given: each with `url`, maybe `thumb_url`."""

    word: words.Word
    title: str
    detail: str
    who: str
    at: datetime | None
    text: str
    photos: Any
    internal: bool


def told(item: Any, agencies: Mapping[str, Any]) -> Told:
    """Tell an item (attributes or keys `at type by text name agency facts photos internal`); `agencies` by code."""
    code, facts = str(_of(item, "agency") or ""), _of(item, "facts") or {}
    kind = _kind(str(_of(item, "type")), code, facts)
    return Told(
        word=words.word("event", kind),
        title=_title(kind, getattr(agencies.get(code), "name", code), facts),
        detail=_detail(kind, facts),
        who=_who(item),
        at=_of(item, "at") or None,
        text=str(_of(item, "text") or ""),
        photos=_of(item, "photos") or (),
        internal=bool(_of(item, "internal")) or kind == "NoteAdded",
    )


def _kind(kind: str, agency: str, facts: Mapping[str, Any]) -> str:
    if facts.get("raised") and kind in _RAISES:
        return "case_raised"
    # Given back by nobody of the city: whoever had it beyond.
    return "case_came_back" if kind == "CaseReturned" and not agency else kind


def _title(kind: str, agency: str, facts: Mapping[str, Any]) -> str:
    if kind == "CaseAnswered" and facts.get("level"):  # it came back from beyond the city
        agency = str(facts.get("body") or words.label("level", str(facts.get("level") or "")))
    return words.happening_there(words.event_code(kind), facts) or words.happening(kind, agency)


def _of(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)


def _who(item: Any) -> str:
    """A name when the reader may know it, else what kind of person acted; nobody for the system's own steps."""
    by = str(_of(item, "by") or "")
    if by == "system":
        return ""
    return str(_of(item, "name") or "") or (words.label("role", by) if by in ("reporter", "officer") else by)


def _detail(kind: str, facts: Mapping[str, Any]) -> str:
    """The facts beside the text that a reader asks for: which clock, which reason, which level, how many stars."""
    if facts.get("system"):
        through = _("melalui %(side)s") % {"side": words.side_name(str(facts["system"]))}
        return through if kind == "CaseAnswered" else ""
    told = [
        words.label("clock", str(facts["clock"])) if facts.get("clock") else "",
        words.label("archive_reason", str(facts["reason"])) if facts.get("reason") else "",
        words.label("raise_reason", str(facts["raised"])).lower() if facts.get("raised") else "",
        words.label("level", str(facts["level"])) if facts.get("level") else "",
        str(facts.get("body") or ""),
        str(facts.get("lead") or ""),
        "\u2605" * int(facts["stars"]) if facts.get("stars") else "",
    ]
    return ", ".join(part for part in told if part)
