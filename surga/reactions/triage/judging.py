"""From a case to a judgement in the city's own codes, by what the city has now: its tables, and what was learned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock

import structlog
from django.conf import settings

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import OUTSIDE_LEVELS, City
from surga.core.agencies.routing import DEFAULT_RULE
from surga.core.cases.actions.opening import title_of
from surga.core.cases.actions.opening.judging import MODEL, Judged
from surga.core.cases.models import Case
from surga.core.cases.queries.learning import place_names
from surga.core.regions import queries as regions
from surga.core.regions.names import Gazetteer
from surga.core.triage.flags.language import language_of
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.flags.tone import tone
from surga.core.triage.mask import MaskingFailed
from surga.core.triage.routing import Judgement, Model, ModelUnreadable, Told, judge, load
from surga.core.triage.routing.place import class_of
from surga.reactions.triage.queries import automatic_wanted
from surga.reactions.triage.table import Filed, Table

log = structlog.get_logger("surga.triage")

_PLACE_KINDS = {"@kelurahan": "kelurahan", "@kecamatan": "kecamatan"}
#: So much of a topic's cases is an agency's when the topic is one of its own.
_SHARE = 0.1
#: Not published, for nobody could tell whether it may be.
UNREADABLE = "unreadable"


class _Kept:
    """The process's own copies: a model of tens of megabytes is read once, and anew when its file changes."""

    lock = Lock()
    stamp: tuple[str, int, int] | None = None
    model: Model | None = None
    version = -1
    table: Table | None = None


def model() -> Model | None:
    """What was learned, None where nothing was, or where the file cannot be read (which is logged once)."""
    path = Path(settings.TRIAGE_MODEL)
    try:
        found = path.stat()
        stamp = (str(path), found.st_mtime_ns, found.st_size)
    except OSError:
        stamp = None
    if stamp == _Kept.stamp:
        return _Kept.model
    with _Kept.lock:
        _Kept.model = _read(path) if stamp is not None else None
        _Kept.stamp = stamp
        return _Kept.model


def _read(path: Path) -> Model | None:
    try:
        return load(path)
    except (ModelUnreadable, OSError) as error:
        log.warning("model_unreadable", error=type(error).__name__)
        return None


def table() -> Table:
    """The city's table as officers have it now."""
    city = agencies.city()
    if _Kept.table is None or _Kept.version != city.version:
        names = Gazetteer(regions.regions())
        _Kept.table = Table(city.agencies, city.topics, city.rules, names)
        _Kept.version = city.version
    return _Kept.table


def forget() -> None:
    """Drop the process's copies."""
    _Kept.stamp = _Kept.model = _Kept.table = None
    _Kept.version = -1


def judged(case: Case) -> Judged:
    """The judgement on a case. ``automatic`` says that nothing speaks against its going by itself."""
    learned, known = model(), table()
    city = agencies.city(fresh=False)
    told, chosen = _told(case), _chosen_topic(case)
    said = judge(told, known.known(learned, Filed(case.region_id or "", chosen)))
    found = _in_codes(said, city, case.region_id or "", learned)
    found = replace(
        found, given_topic=bool(chosen), tone=tone(told.text), language=language_of(told.text),
        sensitive=_kept_back(told.text),
    )  # fmt: skip
    return replace(found, automatic=said.automatic and _may_go(case, found, city))


def _told(case: Case) -> Told:
    text = case.text if case.title == title_of(case.text)[:160] else f"{case.title}\n{case.text}"
    place = place_names(case.region_id)
    return Told(text, case.address, place.get("kecamatan", ""), place.get("kelurahan", ""), case.channel)


def _chosen_topic(case: Case) -> str:
    """The topic that somebody chose: the words alone would not have said it."""
    topic = case.topic_id or ""
    return topic if topic and topic != agencies.topic_of(f"{case.title} {case.text}", fresh=False) else ""


def _kept_back(text: str) -> tuple[str, ...]:
    try:
        return sensitive(text)
    except MaskingFailed:
        return (UNREADABLE,)


def _in_codes(said: Judgement, city: City, region: str, learned: Model | None) -> Judged:
    """The model knows agencies by the names they had; those that are closed or gone drop out."""
    codes = _codes(city, learned)
    named = [(name, codes.get(name) or _office(class_of(name), region, city)) for name in said.best]
    best = tuple(dict.fromkeys(code for _, code in named if code))
    first = dict(named).get(said.agency, "")
    topic = city.topics.get(said.topic)
    if topic is not None and not (topic.active and _goes_together(said, learned)):
        topic = None
    return Judged(
        agency=first,
        confidence=said.confidence,
        best=best,
        topic=topic.code if topic is not None else "",
        kind=said.kind,
        level=said.level,
        by=said.by,
        clock=said.clock,
        words=said.words,
        rule=said.rule,
        rule_reason=said.rule_reason,
        alert=said.alert or ("agency_gone" if said.agency and not first else ""),
        version=said.version,
        urgent=said.urgent,
        oversight=said.oversight,
    )


def _codes(city: City, learned: Model | None) -> dict[str, str]:
    """Name → code of every active agency; names of the time of learning, too, where nobody bears them now."""
    then = (learned.learned.get("codes") or {}) if learned is not None else {}
    active = {code: agency for code, agency in city.agencies.items() if agency.active}
    before = {name: code for name, code in then.items() if code in active}
    return before | {agency.name: code for code, agency in active.items()}


def _goes_together(said: Judgement, learned: Model | None) -> bool:
    """Whether the topic that was learned is one of the agency's; else the words tell of what none was about."""
    if learned is None or said.by != MODEL or said.topic not in learned.topics or not said.best:
        return True
    label = class_of(said.best[0])
    if label not in learned.labels:
        return True
    share = learned.shares[learned.topics.index(said.topic), learned.labels.index(label)]
    return float(share) >= _SHARE


def _office(label: str, region: str, city: City) -> str:
    """The office of the place, for what is learned only as "a kelurahan's" or "a kecamatan's"."""
    kind = _PLACE_KINDS.get(label, "") or _PLACE_KINDS.get(f"@{label.lower()}", "")
    for office in city.offices_of(kind) if kind and region else ():
        if office.region and (region == office.region or region.startswith(f"{office.region}.")):
            return office.code
    return ""


def _may_go(case: Case, found: Judged, city: City) -> bool:
    """Whether a case whose judgement is sure enough may go to the agency with nobody looking at it before."""
    agency, topic = city.agencies.get(found.agency), city.topics.get(case.topic_id or found.topic)
    secret = case.oversight or case.confidential or case.protected or bool(topic and topic.protected)
    failed = bool((case.routing or {}).get("alert")) and case.routing.get("reason") != "topic_missing"
    outside = found.level in OUTSIDE_LEVELS or case.level in OUTSIDE_LEVELS or bool(case.body)
    rule = (case.routing or {}).get("rule") not in {"", DEFAULT_RULE, None}
    elsewhere = case.accused == found.agency or (rule and case.proposed_agency != found.agency)
    if secret or failed or outside or elsewhere or found.alert or found.oversight or case.joined_to_id:
        return False
    if topic is None:
        return False  # what it is about would be nobody's word
    return (
        found.by == MODEL and agency is not None and agency.kind != "inspektorat" and automatic_wanted(city)
    )
