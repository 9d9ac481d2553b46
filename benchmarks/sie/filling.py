"""Millions of cases, half as many contacts, and their events, made by PostgreSQL itself: skewed as a city's are, the
same every time.

Each case is opened, forwarded, answered (nine in ten) and closed (most of those); some are rated, some reopened. Cases
and events tell the same, so that what is counted from the one can be held against what is counted from the other.
Nine in ten cases of a topic lie with one agency, the rest with twenty others: in the year imported from Surabaya
(docs/measured/recount.md) it is 89.5 %, and 2.7 agencies to a topic.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection

_DAYS = 2_150  # 5.9 years
#: So many cases in one statement: the progress is seen, and no statement holds everything.
_AT_A_TIME = 500_000
type Say = Callable[[str], None]

_CASES = """
INSERT INTO cases_case (id, code, kind, status, title, text, channel, anonymous, confidential, oversight, protected,
  published, topic_id, agency_id, proposed_agency, accused, region_id, lat, lon, address, service_class, level, body,
  received_at, verified_at, forwarded_at, first_follow_up_at, answered_at, closed_at, changed_at, close_reason,
  archive_reason, due_clock, urgency, promises, clocks, rule_version, bounces, decided, raised, away_days, waiting_from,
  reopened, stars, proof_count, routing, danger, triage, led_to, followers)
SELECT n, 'KDR-' || lpad(n::text, 9, '0'), kind, CASE WHEN closed_at IS NOT NULL THEN 'closed'
    WHEN answered_at IS NOT NULL THEN 'answered' ELSE 'forwarded' END,
  'Lampu jalan', 'Lampu jalan mati sejak kemarin malam', channel, false, false, false, false, true, topic, agency,
  agency, '', region, lat, lon, '', 'ordinary', level, '', received_at, forwarded_at, forwarded_at, answered_at,
  answered_at, closed_at, coalesce(closed_at, answered_at, forwarded_at),
  CASE WHEN closed_at IS NOT NULL THEN 'silence' ELSE '' END, '', '', received_at, '{}', '{}', 'bench', 0, false, 0, 0,
  '', reopened, stars, 0, '{}', '', '{}', 0, 0
FROM (
  SELECT n, channel, kind, received_at, level, topic, region, agency, reopened, lat, lon,
    received_at + interval '20 minutes' AS forwarded_at,
    CASE WHEN d2 < 0.9 THEN received_at + interval '20 minutes' + make_interval(secs => took) END AS answered_at,
    CASE WHEN d2 < 0.85 THEN received_at + make_interval(days => 14, secs => took + 1800) END AS closed_at,
    CASE WHEN d2 < 0.12 THEN 1 + (d1 * 5)::int %% 5 END AS stars
  FROM (
    SELECT n, d1, d2, d3,
      timestamptz '{last}' - make_interval(secs => (1 - power(n / {all}.0, 0.8)) * {days} * 86400) AS received_at,
      floor(exp(11.2 + 1.1 * (d2 + d3 + d4 + d5 - 2.0)))::int AS took,
      (ARRAY['whatsapp','web','phone','visit','sp4n','email','telegram','sms'])[1 + floor(power(d4, 3) * 8)::int]
        AS channel,
      (ARRAY['complaint','information','aspiration'])[1 + floor(power(d5, 3) * 3)::int] AS kind,
      (ARRAY['opd','kelurahan','kecamatan','city','province','centre'])[1 + floor(power(d6, 4) * 6)::int] AS level,
      topics[1 + floor(power(d3, 2) * array_length(topics, 1))::int] AS topic,
      agencies[1 + (floor(power(d3, 2) * array_length(topics, 1))::int
        + CASE WHEN d6 < 0.9 THEN 0 ELSE 1 + floor(power(10 * (d6 - 0.9), 2) * 20)::int END)
        %% array_length(agencies, 1)] AS agency,
      regions[1 + floor(d5 * array_length(regions, 1))::int] AS region,
      CASE WHEN d4 < 0.4 THEN -7.82 + 0.05 * (d1 - 0.5) END AS lat, 112.01 + 0.05 * (d2 - 0.5) AS lon,
      (d1 < 0.02 AND d2 < 0.9)::int AS reopened
    FROM (
      SELECT n, {dice}
      FROM generate_series(%s, %s) AS n OFFSET 0
    ) AS thrown, (SELECT (SELECT array_agg(code ORDER BY code) FROM agencies_topic) AS topics,
      (SELECT array_agg(code ORDER BY code) FROM agencies_agency) AS agencies,
      (SELECT array_agg(code ORDER BY code) FROM regions_region WHERE kind = 'kelurahan') AS regions
      OFFSET 0) AS known OFFSET 0
  ) AS drawn OFFSET 0
) AS made
"""
#: Uniform numbers that depend on the case's number alone.
_DICE = ", ".join(
    f"(hashint8extended(n, {seed}) & 4294967295) / 4294967296.0::float8 AS d{seed}" for seed in range(1, 7)
)
#: Case by case in the order of their numbers, and in each one in the order of its steps: nothing is sorted.
_EVENTS = """
INSERT INTO events_event (name, case_id, data, actor, at, recorded_at, archived)
SELECT e.name, c.id, e.data, 'system:bench', e.at, e.at, false
FROM (SELECT * FROM cases_case WHERE id BETWEEN %s AND %s ORDER BY id OFFSET 0) AS c CROSS JOIN LATERAL (VALUES
  ('CaseOpened', c.received_at, jsonb_build_object('code', c.code, 'kind', c.kind, 'channel', c.channel,
    'anonymous', false, 'confidential', false, 'region', c.region_id, 'topic', c.topic_id, 'agency', c.agency_id,
    'rule_version', 'bench', 'level_now', c.level, 'oversight', false, 'protected', false)),
  ('CaseForwarded', c.forwarded_at, jsonb_build_object('agency', c.agency_id, 'from_agency', NULL, 'entry_id', NULL,
    'decided', false)),
  ('CaseAnswered', c.answered_at, jsonb_build_object('agency', c.agency_id, 'entry_id', 1)),
  ('CaseObjected', CASE WHEN c.reopened > 0 THEN c.answered_at + interval '5 minutes' END, '{"entry_id": 2}'),
  ('CaseAnswered', CASE WHEN c.reopened > 0 THEN c.answered_at + interval '20 minutes' END,
    CASE WHEN c.reopened > 0 THEN jsonb_build_object('agency', c.agency_id, 'entry_id', 3) END),
  ('CaseClosedBySilence', c.closed_at, '{}'),
  ('CaseRated', CASE WHEN c.stars IS NOT NULL THEN c.closed_at END,
    CASE WHEN c.stars IS NOT NULL THEN jsonb_build_object('stars', c.stars, 'entry_id', NULL) END)
) AS e (name, at, data) WHERE e.at IS NOT NULL
"""
#: Four in ten are told at once what they want to know, three in ten become a case, or speak of one.
_CONTACTS = """
INSERT INTO intake_contact (id, touch, channel, started_at, ended_at, seconds, outcome, topic_code, region_code,
  case_id, caller_phone, text, answer, promise, article_slug, extra, published)
SELECT n, 'chat', channel, started_at, started_at + interval '4 minutes', 240, outcome, topic, region,
  CASE WHEN outcome = 'complaint' THEN 1 + floor(d1 * {cases})::bigint END, '', '', '', '',
  CASE WHEN outcome = 'information' AND d2 < 0.7 THEN 'artikel-' || floor(power(d2, 2) * 80)::int ELSE '' END,
  '{}', false
FROM (
  SELECT n, d1, d2, timestamptz '{last}' - make_interval(secs => (1 - power(n / {all}.0, 0.8)) * {days} * 86400)
      AS started_at,
    (ARRAY['whatsapp','phone','visit','email','telegram','sms'])[1 + floor(power(d4, 6) * 6)::int] AS channel,
    (ARRAY['information','information','information','information','complaint','complaint','complaint','silent',
      'prank','wrong_number'])[1 + floor(d5 * 10)::int] AS outcome,
    topics[1 + floor(power(d3, 2) * array_length(topics, 1))::int] AS topic,
    regions[1 + floor(d6 * array_length(regions, 1))::int] AS region
  FROM (SELECT n, {dice} FROM generate_series(%s, %s) AS n OFFSET 0) AS thrown,
    (SELECT (SELECT array_agg(code ORDER BY code) FROM agencies_topic) AS topics,
      (SELECT array_agg(code ORDER BY code) FROM regions_region WHERE kind = 'kelurahan') AS regions OFFSET 0) AS known
  OFFSET 0
) AS made
"""
_ENDED = """
INSERT INTO events_event (name, case_id, data, actor, at, recorded_at, archived)
SELECT 'ContactEnded', NULL, jsonb_build_object('contact_id', id, 'touch', touch, 'channel', channel,
    'outcome', outcome, 'hotline', NULL, 'case_code', 'KDR-' || lpad(case_id::text, 9, '0'), 'topic', topic_code,
    'region', region_code, 'started', to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'),
    'article', article_slug),
  'system:bench', ended_at, ended_at, false
FROM (SELECT * FROM intake_contact WHERE id BETWEEN %s AND %s ORDER BY id OFFSET 0) AS c
"""


def fill(cases: int, say: Say) -> int:
    """Make so many cases in the order in which they came, and their events, in an emptied table; how many events."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cases_case, intake_contact, events_event CASCADE")
        # Every code is taken from its own table: no row needs to be asked for it again.
        cursor.execute("SET session_replication_role = replica")
        with _without_indexes("cases_case"), _without_indexes("events_event"):
            for low in range(1, cases + 1, _AT_A_TIME):
                _some(cursor, (_CASES, _EVENTS), low, min(low + _AT_A_TIME - 1, cases), cases, cases, say)
            fill_contacts(cursor, cases, say)
        cursor.execute("SET session_replication_role = origin")
        for table in ("cases_case", "intake_contact", "events_event"):
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("SELECT count(*) FROM events_event")
        return int(cursor.fetchone()[0])


def fill_contacts(cursor: Any, cases: int, say: Say) -> None:
    """Half as many contacts as there are cases, and their events."""
    of = cases // 2
    with _without_indexes("intake_contact"):
        for low in range(1, of + 1, _AT_A_TIME):
            _some(cursor, (_CONTACTS, _ENDED), low, min(low + _AT_A_TIME - 1, of), of, cases, say)


def _last_midnight() -> str:
    """The cases end today, for the pages ask for the last days first."""
    return f"{datetime.now(UTC):%Y-%m-%d} 00:00:00+00"


def _some(cursor: Any, statements: Sequence[str], low: int, high: int, of: int, cases: int, say: Say) -> None:
    started = time.monotonic()
    said = {"{days}": _DAYS, "{last}": _last_midnight(), "{all}": of, "{cases}": cases, "{dice}": _DICE}
    for statement in statements:
        filled = statement
        for name, value in said.items():
            filled = filled.replace(name, str(value))
        cursor.execute(filled, [low, high])
    say(
        f"{'cases' if statements[0] is _CASES else 'contacts'} up to {high:,}: {time.monotonic() - started:.0f} s"
    )


@contextmanager
def _without_indexes(table: str) -> Iterator[None]:
    """Take the indexes away and make them again at the end: filling them row by row takes most of the time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes AS i"
            " LEFT JOIN pg_constraint AS c ON c.conname = i.indexname"
            " WHERE i.tablename = %s AND c.conname IS NULL",
            [table],
        )
        known = cursor.fetchall()
        for name, _definition in known:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, definition in known:
            cursor.execute(definition)
