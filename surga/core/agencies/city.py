"""One city as plain values: what every room reads, and no room changes. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from surga.core.agencies.calendar import Calendar

AGENCY_KINDS = (
    "dinas", "badan", "bagian", "kecamatan", "kelurahan", "puskesmas", "rsud", "bumd",
    "inspektorat", "setda", "other",
)  # fmt: skip
LEVELS = ("kelurahan", "kecamatan", "opd", "city", "province", "centre", "neighbour")
# Levels whose matters another government settles: the case is escalated, the city stays its post office.
OUTSIDE_LEVELS = ("province", "centre", "neighbour")
SERVICE_CLASSES = ("quick", "normative", "ordinary", "examination")
CLOCKS = ("verification", "first_follow_up", "reporter_reply", "resolution", "silence", "reopen")
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class AgencyInfo:
    """A unit of the city. ``region``: the region whose office it is, for kelurahan and kecamatan."""

    code: str
    name: str
    short: str = ""
    kind: str = "other"
    level: str = "opd"
    parent: str = ""
    region: str = ""
    email: str = ""
    confirmed: bool = False
    source: str = ""
    active: bool = True

    @property
    def label(self) -> str:
        """The short name, as people say it, or the name where there is none."""
        return self.short or self.name


@dataclass(frozen=True)
class TopicInfo:
    """What a case is about. ``words``: lower-case words and phrases that give it away.

    ``protected``: never published. ``oversight``: accuses the apparatus, so the inspectorate has it.
    ``lapor_category``: SP4N-LAPOR!'s name for it, verbatim.
    """

    code: str
    name: str
    name_en: str = ""
    words: tuple[str, ...] = ()
    lapor_category: str = ""
    service_class: str = "ordinary"
    protected: bool = False
    oversight: bool = False
    agency: str = ""
    active: bool = True

    def label(self, language: str = "id") -> str:
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class RuleInfo:
    """One line of the authority table, read in ``order``: the first that fits decides.

    ``topics``: the codes it speaks of, empty for all. ``region``: a region's code, or the beginning
    of one, empty for all. ``words``: one of them must stand in the text, empty for no condition.
    ``agency``: a code, or ``@kelurahan``, ``@kecamatan``, ``@topic``. ``body``: who settles it
    outside the city.
    """

    code: str
    order: int
    topics: tuple[str, ...] = ()
    region: str = ""
    words: tuple[str, ...] = ()
    level: str = "opd"
    agency: str = "@topic"
    body: str = ""
    reason: str = ""
    source: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class DeadlineInfo:
    """How long one clock may run, while ``valid_from`` <= day <= ``valid_to`` (None: still).

    ``starts``: the moment it runs from: received, verified, forwarded, asked, answered, closed.
    ``service_class``: ``*`` for all. ``version``: the rule set it belongs to.
    """

    version: str
    clock: str
    service_class: str
    amount: int
    unit: str
    starts: str
    valid_from: date
    valid_to: date | None = None
    source: str = ""
    confirmed: bool = False

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class City:
    """A snapshot of the city's profile, shared by the whole process: read it, never change it."""

    code: str
    name: str
    prefix: str
    timezone: str
    version: int
    agencies: Mapping[str, AgencyInfo]
    topics: Mapping[str, TopicInfo]
    rules: tuple[RuleInfo, ...]
    deadlines: tuple[DeadlineInfo, ...]
    calendar: Calendar
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    #: Since when each calendar was known, the first one since ever; empty: none but ``calendar``.
    calendars: tuple[tuple[datetime, Calendar], ...] = ()

    def calendar_at(self, moment: datetime) -> Calendar:
        """The calendar as it was known at ``moment``."""
        known = [calendar for since, calendar in self.calendars[1:] if since <= moment]
        return known[-1] if known else self.calendars[0][1] if self.calendars else self.calendar

    def text(self, key: str, language: str = "id", **values: object) -> str:
        """The text ``key`` in ``language``, else in Indonesian, else empty; ``{name}`` filled in."""
        languages = self.texts.get(key, {})
        found = languages.get(language) or languages.get("id", "")
        for name, value in values.items():
            found = found.replace("{" + name + "}", str(value))
        return found

    @property
    def emergency(self) -> str:
        """The number to call when somebody is in danger: the city's own, else the one of the whole country."""
        return str(self.settings.get("contact", {}).get("emergency") or "112")

    def deadlines_on(self, day: date) -> tuple[DeadlineInfo, ...]:
        """The rules in force on ``day``: a later ``valid_from`` takes the place of an earlier one."""
        newest: dict[tuple[str, str], DeadlineInfo] = {}
        for rule in sorted(self.deadlines, key=lambda each: each.valid_from):
            if rule.valid_on(day):
                newest[rule.clock, rule.service_class] = rule
        return tuple(newest.values())

    def deadline(self, clock: str, service_class: str, day: date) -> DeadlineInfo | None:
        """The rule for ``clock`` on ``day``; one for the class goes before one for all."""
        rules = {rule.service_class: rule for rule in self.deadlines_on(day) if rule.clock == clock}
        return rules.get(service_class) or rules.get("*")

    def class_for(self, topic: str, kind: str, *, danger: bool) -> str:
        """The class of service of a matter until it is verified: of what must be examined, and of danger, whatever
        its kind. Information and aspirations need an answer, not a repair: the normative class."""
        known = self.topics.get(topic)
        if known is not None and known.oversight:
            return "examination"
        if danger:
            return "quick"
        if kind != "complaint":
            return "normative"
        return known.service_class if known is not None else "ordinary"

    def rule_version(self, day: date) -> str:
        """The newest rule set in force on ``day``, empty when none is."""
        rules = self.deadlines_on(day)
        return max(rules, key=lambda each: each.valid_from).version if rules else ""

    def offices_of(self, kind: str) -> tuple[AgencyInfo, ...]:
        """Active agencies of one kind, by name."""
        found = (each for each in self.agencies.values() if each.kind == kind and each.active)
        return tuple(sorted(found, key=lambda each: each.name))
