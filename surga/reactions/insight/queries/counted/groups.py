"""How cases are grouped, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from surga.reactions.insight.rules.row import Row


def monday(day: date) -> str:
    """The Monday of a day's week."""
    return (day - timedelta(days=day.weekday())).isoformat()


#: How rows may be grouped.
BY: dict[str, Callable[[Row], str]] = {
    "month": lambda row: row.received.month,
    "channel": lambda row: row.channel,
    "agency": lambda row: row.agency,
    "topic": lambda row: row.topic,
    "region": lambda row: row.region,
    "level": lambda row: row.level,
    "kind": lambda row: row.kind,
    "all": lambda _row: "",
    "day": lambda row: row.received.date.isoformat(),
    "week": lambda row: monday(row.received.date),
    # Two at once: "topic*agency" gives rows whose ``by`` is "pju*dishub".
    "topic*agency": lambda row: f"{row.topic}*{row.agency}",
    "topic*region": lambda row: f"{row.topic}*{row.region}",
    "topic*month": lambda row: f"{row.topic}*{row.received.month}",
    "region*month": lambda row: f"{row.region}*{row.received.month}",
    "agency*month": lambda row: f"{row.agency}*{row.received.month}",
    "channel*month": lambda row: f"{row.channel}*{row.received.month}",
    "level*month": lambda row: f"{row.level}*{row.received.month}",
}


@dataclass(frozen=True, slots=True)
class Where:
    """Only cases of this channel, agency, topic, region, level and kind, by their codes; empty: of any."""

    channel: str = ""
    agency: str = ""
    topic: str = ""
    region: str = ""
    level: str = ""
    kind: str = ""

    def chosen(self) -> dict[str, str]:
        """Field → code, of what is asked for only."""
        return {name: code for name, code in asdict(self).items() if code}


EVERYTHING = Where()


#: Grouping → the fields of a case whose codes it goes by, and the period of its receipt beside: month, week or day.
PARTS: dict[str, tuple[tuple[str, ...], str]] = {
    name: (tuple(part for part in name.split("*") if part not in {"month", "week", "day", "all"}),
           next((part for part in name.split("*") if part in {"month", "week", "day"}), ""))
    for name in BY
}  # fmt: skip


def matches(row: Row, where: Where) -> bool:
    """Whether the case is one of those asked for."""
    return all(getattr(row, name) == code for name, code in where.chosen().items())
