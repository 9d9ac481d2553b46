"""What an analyst may ask in SQL: views of the rollups and of what is known of each case, without a word of anybody.

No view has a name, a text, a number or a place finer than a kelurahan. Cases that are never published (confidential,
oversight, protected) are left out, unless an officer asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from surga.reactions.insight.rules.known.contributions import SUMS

type Vendor = Literal["sqlite", "postgresql"]

#: Facts that are known still have this for their end (``models.facts.NOW``).
_NOW: Final = 2**62
_SUMS: Final = tuple(name for name in SUMS if "_sq" not in name and not name.endswith("_from"))


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: how ``source`` is turned: plain, date (of an ordinal), month, instant (of seconds), moment (of
    microseconds), days (of seconds)."""

    name: str
    source: str
    meaning: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class View:
    """A view: from which table, with which columns, of which rows."""

    name: str
    about: str
    table: str
    columns: tuple[Column, ...]
    rows: str = ""
    #: The column that tells of what is never published; empty: the table has none of it.
    hidden: str = "hidden"


_OF_A_CASE: Final = (
    Column("case_id", "case_id", "A number for the case; it says nothing of anybody."),
    Column("received_at", "received", "When it was received.", "instant"),
    Column("received_on", "day", "Day of receipt, in the city.", "date"),
    Column("channel", "channel", "The channel it came by."),
    Column("kind", "kind", "complaint, aspiration, information."),
    Column("topic", "topic", "Code of the topic; sie_topics has its name."),
    Column("agency", "agency", "Code of the agency that has it, or should; sie_agencies has its name."),
    Column("region", "region", "Code of the kelurahan; sie_regions has its name."),
    Column("level", "level", "Which level of government has it."),
    Column("status", "status", "How it stands."),
    Column("outcome", "outcome", "open, answered, resolved, proven, confirmed, silence, archived."),
    Column("archive_reason", "reason", "Why it was put away."),
    Column(
        "followed_up_at", "followed", "The first substantive answer; null while there is none.", "instant"
    ),
    Column("follow_up_days", "followed - received", "Calendar days from receipt to it.", "days"),
    Column("working_days", "worked", "Working days from receipt to it; the day of receipt is day 0."),
    Column("away_days", "away", "Working days of these beyond the city."),
    Column("ended_at", "ended_at", "Closed or archived; null while open.", "instant"),
    Column("reopened", "reopened", "How often it was reopened."),
    Column("bounces", "bounces", "How often an agency returned it as not its own."),
    Column("stars", "stars", "The reporter's stars, 1 to 5; not the index IKM."),
    Column("joined", "joined", "Goes with an older case of the same matter."),
    Column("hidden", "hidden", "Never published: confidential, oversight, or of a protected topic."),
)
_KNOWN: Final = (
    Column("known_from", "known_from", "Since when this is known.", "moment"),
    Column("known_to", f"NULLIF(known_to, {_NOW})", "Until when it was; null: still.", "moment"),
)
_SUMMED: Final = tuple(Column(name, name, "Sum over the cases; see sie_cases.") for name in _SUMS)
VIEWS: Final[Mapping[str, View]] = {
    view.name: view
    for view in (
        View("sie_cases", "Each case as it stands.", "insight_fact", _OF_A_CASE, f"known_to = {_NOW}"),
        View(
            "sie_known",
            "Each case as it was known from one event to the next: what was known on a day, for ever.",
            "insight_fact",
            (*_KNOWN, *_OF_A_CASE),
        ),
        View(
            "sie_daily",
            "Sums by day of receipt.",
            "insight_cell",
            (Column("day", "period", "Day of receipt.", "date"), *_SUMMED),
            "rollup = 'all' AND grain = 'd'",
        ),
        View(
            "sie_monthly",
            "Sums by month of receipt and group, one rollup below the other: filter by rollup.",
            "insight_cell",
            (
                Column("month", "period", "Month of receipt.", "month"),
                Column("rollup", "rollup", "all, channel, agency, topic, region, level, kind, topic*agency, …"),
                Column("key", "key", "Code of the group."),
                Column("other", "other", "Code of the second group, where there are two."),
                *_SUMMED,
            ),
            "grain = 'm'",
        ),
        View(
            "sie_flows",
            "What happened on a day with the cases of an agency.",
            "insight_flow",
            (
                Column("day", "day", "Day of the happening.", "date"),
                Column("agency", "agency", "Code of the agency."),
                *(
                    Column(name, name, "How many cases.")
                    for name in (
                        "opened", "followed", "resolved", "ended", "reopened", "returned", "escalated",
                        "moved_in", "moved_out",
                    )
                ),
            ),
        ),
        View(
            "sie_contacts",
            "Each contact that is over: a call, a chat, a visit, a mail. Most are no case.",
            "insight_contactfact",
            (
                Column("started_at", "started", "When it began.", "instant"),
                Column("started_on", "day", "Its day, in the city.", "date"),
                Column("channel", "channel", "The channel."),
                Column("outcome", "outcome", "What came of it."),
                Column("topic", "topic", "Code of the topic."),
                Column("region", "region", "Code of the kelurahan."),
                Column("hotline", "hotline", "The call centre's slug."),
            ),
        ),
        View(
            "sie_topics",
            "The names of the topics.",
            "agencies_topic",
            (Column("topic", "code", "Its code."), Column("name", "name", "Its name.")),
            hidden="",
        ),
        View(
            "sie_agencies",
            "The names of the agencies.",
            "agencies_agency",
            (Column("agency", "code", "Its code."), Column("name", "name", "Its name.")),
            hidden="",
        ),
        View(
            "sie_regions",
            "The names of the kelurahan and kecamatan.",
            "regions_region",
            (Column("region", "code", "Its code."), Column("name", "name", "Its name.")),
            hidden="",
        ),
    )
}  # fmt: skip
_TURNED: Final[Mapping[Vendor, Mapping[str, str]]] = {
    "sqlite": {
        "plain": "{}",
        "date": "date('0001-01-01', ({} - 1) || ' days')",
        "month": "printf('%04d-%02d', {0} / 12, {0} % 12 + 1)",
        "instant": "strftime('%Y-%m-%dT%H:%M:%SZ', {}, 'unixepoch')",
        "moment": "strftime('%Y-%m-%dT%H:%M:%SZ', {} / 1000000, 'unixepoch')",
        "days": "({}) / 86400.0",
    },
    "postgresql": {
        "plain": "{}",
        "date": "DATE '0001-01-01' + ({} - 1)",
        "month": "LPAD(({0} / 12)::text, 4, '0') || '-' || LPAD(({0} % 12 + 1)::text, 2, '0')",
        "instant": "TO_TIMESTAMP({})",
        "moment": "TO_TIMESTAMP({} / 1000000.0)",
        "days": "({}) / 86400.0::float8",
    },
}


def select(view: View, vendor: Vendor, *, hidden: bool) -> str:
    """The query that the view is; ``hidden``: with what is never published."""
    turned = _TURNED[vendor]
    columns = ", ".join(f'{turned[one.kind].format(one.source)} AS "{one.name}"' for one in view.columns)
    rows = [view.rows] if view.rows else []
    if view.hidden and not hidden:
        rows.append(f"NOT {view.hidden}")
    wanted = f" WHERE {' AND '.join(rows)}" if rows else ""
    return f"SELECT {columns} FROM {view.table}{wanted}"  # noqa: S608  # every part is written above
