"""The judgement on one case in words: three agencies to choose from, how sure, why, and what to look out for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from surga.core.agencies.city import City
from surga.doors.look import words

#: From so sure on it is said that triage is sure, fairly sure.
_SURE, _FAIRLY = 0.9, 0.7
#: Nobody has begun yet, or nobody has answered: the danger may still be there.
_MAY_STILL_BE = frozenset(
    {"received", "waiting_reporter", "verified", "forwarded", "returned", "in_progress", "escalated"}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three best. ``key``: the digit that chooses it; ``topic``: chosen with it, or empty."""

    key: int
    code: str
    name: str
    topic: str
    said: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the case page shows of a judgement. ``why``: a sentence; ``flags``: what to look out for."""

    choices: tuple[Choice, ...]
    why: str
    words: tuple[str, ...]
    rule: str
    flags: tuple[str, ...]
    sensitive: tuple[str, ...]
    suspected: bool
    automatic: bool
    cold: bool
    version: str


def judged_of(case: Any, city: City) -> Judged | None:
    """None where the case was not judged: it came before there was triage, or was verified at once."""
    said = case.triage or {}
    if not said:
        return None
    learned = said.get("by") == "model"
    return Judged(
        choices=_choices(said, city, learned),
        why=_why(said, learned),
        words=tuple(said.get("words") or ()),
        rule=_rule(said),
        flags=_flags(said),
        sensitive=tuple(words.label("sensitive", one).lower() for one in said.get("sensitive") or ()),
        suspected=bool(said.get("oversight")) and not case.oversight,
        automatic=bool(said.get("automatic")),
        cold=not learned,
        version=str(said.get("version") or ""),
    )


def danger_of(case: Any) -> words.Word | None:
    """The danger that the case tells of, while it may still be there."""
    return words.word("danger", case.danger) if case.danger and case.status in _MAY_STILL_BE else None


def told_of(kind: str, facts: dict[str, Any], city: City) -> str | None:
    """What the timeline says of a judgement or a danger, to officers; None for every other event."""
    if kind == "DangerSeen":
        danger = str(facts.get("danger") or "")
        return words.label("danger", danger) if danger else _("Menurut petugas tidak ada bahaya.")
    if kind != "CaseTriaged":
        return None
    agency = city.agencies.get(str(facts.get("agency") or ""))
    if agency is None:
        return _("Instansinya belum diketahui: verifikator memilih.")
    sure = _sure(int(facts.get("confidence") or 0) / 1000) if facts.get("by") == "model" else ""
    went = _("Diteruskan otomatis") if facts.get("automatic") else ""
    return " · ".join(part for part in (agency.name, went, sure) if part)


def _choices(said: dict[str, Any], city: City, learned: bool) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for code in said.get("best") or ():
        agency = city.agencies.get(code)
        if agency is None or not agency.active:
            continue
        first = code == said.get("agency")
        sure = (
            _sure(float(said.get("confidence") or 0.0)) if first and learned and not said.get("rule") else ""
        )
        topic = str(said.get("topic") or "") if first else ""
        found.append(Choice(len(found) + 1, code, agency.name, topic, sure))
    return tuple(found[:3])


def _sure(confidence: float) -> str:
    """ "Yakin: 93 dari 100 laporan seperti ini benar." Never a hundred, for nobody knows that."""
    n = min(99, round(confidence * 1000) // 10)
    if confidence >= _SURE:
        return _("Yakin: %(n)s dari 100 laporan seperti ini benar") % {"n": n}
    if confidence >= _FAIRLY:
        return _("Cukup yakin: %(n)s dari 100 laporan seperti ini benar") % {"n": n}
    return _("Kurang yakin: %(n)s dari 100 laporan seperti ini benar") % {"n": n}


def _why(said: dict[str, Any], learned: bool) -> str:
    if learned:
        return _("Menurut laporan terdahulu yang sudah diverifikasi.")
    if said.get("by") == "words":
        return _("Belum ada riwayat: menurut kata topik dan tabel wewenang.")
    return _("Belum ada kata yang dikenali: pilih sendiri topik dan instansinya.")


def _rule(said: dict[str, Any]) -> str:
    if said.get("alert"):
        return _("Aturan wewenang gagal: pilih instansinya, dan laporkan ke pengelola kota.")
    if not said.get("rule") or said["rule"] == "topic_default":
        return ""
    reason = str(said.get("rule_reason") or "")
    told = _("Aturan wewenang %(rule)s") % {"rule": said["rule"]}
    return f"{told}: {reason}" if reason else told


def _flags(said: dict[str, Any]) -> tuple[str, ...]:
    found = [words.label("tone", one) for one in said.get("tone") or ()]
    language = said.get("language") or "id"
    if language != "id":
        found.append(words.label("language", language))
    return tuple(found)
