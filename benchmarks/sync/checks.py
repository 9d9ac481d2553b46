"""The six things that must hold, two rounds after the faults. Each check gives a sentence for what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from benchmarks.sync.there.nation import STANDINGS, US
from benchmarks.sync.world import SIDE, World
from sandbox.national.model.things import Report as Theirs
from sandbox.national.model.things import Stream
from sandbox.national.model.words import DISPOSAL
from surga.reactions.sync.rules import telling
from surga.reactions.sync.rules.reconcile import is_ours
from surga.reactions.sync.rules.standing import RETOLD, fits
from surga.reactions.sync.things import DONE, DUE, ELSEWHERE, GONE, PARKED, SKIPPED, SUBMIT, TRYING, Act, Link


def wrong(world: World) -> list[str]:
    """Everything that does not hold."""
    return [f"{check.__name__}: {said}" for check in CHECKS for said in check(world)]


def once_on_each_side(world: World) -> Iterator[str]:
    """1: each complaint once on each side that should have it, each follow-up likewise, and no echo."""
    filed = Counter(
        telling.code_in(each.text) or each.text for each in _reports(world) if each.filed_by == US
    )
    yield from (f"{code} is there {n} times" for code, n in filed.items() if n > 1)
    sources = Counter(case.source for case in world.city.cases if case.source)
    yield from (f"report {report} is here {n} times" for report, n in sources.items() if n > 1)
    own = {each.tracking_id for each in _reports(world) if each.filed_by == US}
    yield from (f"our own report {report} came back as a case" for report in sources if report in own)
    for report in _reports(world):
        refs = Counter(stream.ref for stream in report.streams if stream.ref)
        yield from (f"step {ref} is there {n} times" for ref, n in refs.items() if n > 1)
    heard = Counter(
        (case_id, said)
        for case_id, what, said in world.memory.rows("told").values()
        if what == "step" and said[:1] == "S"
    )
    yield from (f"step {said} is here {n} times" for (_case, said), n in heard.items() if n > 1)
    own_steps = {
        stream.id for report in _reports(world) for stream in report.streams if _is_told(world, stream)
    }
    yield from (f"our own step {said} came back as news" for _case, said in heard if said in own_steps)
    linked = Counter(link.report_id for link in _links(world))
    yield from (f"report {report} has {n} links" for report, n in linked.items() if n > 1)
    yield from _echoes(world)


def _is_told(world: World, stream: Stream) -> bool:
    """Whether we told it ourselves, by its reference."""
    return bool(stream.ref) and world.book.act_by_ref(SIDE.name, stream.ref) is not None


def _echoes(world: World) -> Iterator[str]:
    actors = {number: actor for number, _name, _event, actor in world.city.events()}
    for act in _acts(world):
        if actors[act.event_id] == SIDE.actor and act.words not in RETOLD.values():
            yield f"act {act.ref} sends back what came from there"
        case = world.memory.rows("cases")[act.case_id]
        if act.kind == SUBMIT and case.channel == SIDE.channel:
            yield f"{case.code} came from there and is told there"


def nothing_lost(world: World) -> Iterator[str]:
    """2: what happened here and is to be told there is on its way, done, or waits with a reason."""
    if world.memory.rows("deliveries"):
        yield "events were not handed over"
    told = {act.event_id for act in _acts(world)}
    linked = {link.case_id for link in _links(world)}
    for number, name, event, actor in world.city.events():
        case = world.memory.rows("cases")[event.case_id]
        begins = (
            name in {"CaseVerified", "CaseReopened"} and not case.source and actor not in telling.NEVER_TOLD
        )
        secret = case.secret and not case.allowed
        if (
            begins
            and not secret
            and case.id not in linked
            and not any(a.case_id == case.id for a in _acts(world))
        ):
            yield f"{case.code} was verified and nobody means to tell it (event {number}, {len(told)} told)"


def sides_agree(world: World) -> Iterator[str]:
    """3: the same reports, the same steps, and standings that go with the statuses."""
    links = {link.report_id: link for link in _links(world)}
    for report in _reports(world):
        link = links.get(report.tracking_id)
        if link is None:
            if _should_be_here(world, report):
                yield f"report {report.tracking_id} is not here"
            continue
        if world.nation.national.sees(US, report):
            yield from _agrees(world, link, report)
        elif link.state != GONE and world.now - (link.looked_at or world.now) > DAY:
            yield f"{link.code} is {link.state}, and there it cannot be seen"
    yield from _told_once(world)
    yield from _told_in_order(world)


def _should_be_here(world: World, report: Theirs) -> bool:
    return world.nation.national.sees(US, report) and US in {report.agency, report.filed_by}


def _agrees(world: World, link: Link, report: Theirs) -> Iterator[str]:
    known = world.book.known(SIDE.name, report.tracking_id)
    missing = [stream.id for stream in report.streams if stream.id not in known]
    if missing:
        yield f"steps {missing} of {link.code} are not here"
    standing = STANDINGS[report.status]
    if link.standing != standing:
        yield f"{link.code} is {standing} there, and {link.standing} in the book"
    away = report.agency not in {"", US} or standing == "not_ours"
    if (link.state == ELSEWHERE) != away:
        yield f"{link.code} is {link.state}, and there with {report.agency!r}"
    case = world.memory.rows("cases")[link.case_id]
    waits = any(act.case_id == case.id and act.state == PARKED for act in _acts(world))
    secret = case.secret and not case.allowed
    explained = waits or secret or _moved_there(world, link, report)
    if not explained and not fits(case.status, standing, link.direction, elsewhere=link.state == ELSEWHERE):
        yield f"{case.code} is {case.status} here and {standing} there"


def _moved_there(world: World, link: Link, report: Theirs) -> bool:
    """Whether somebody there moved it after the standing we told last: that is theirs to say, and on the timeline.

    Giving it to us anew is no such move: then we tell where it stands.
    """
    told = {act.ref for act in _acts(world) if act.standing}
    since: list[Stream] = []
    for stream in report.streams:
        if stream.ref in told:
            since = []
        elif not is_ours(stream.ref, link.code):
            since.append(stream)
    return bool(since) and since[-1].type != DISPOSAL


def _told_once(world: World) -> Iterator[str]:
    by_ref = Counter(stream.ref for report in _reports(world) for stream in report.streams if stream.ref)
    for act in _acts(world):
        if act.kind != SUBMIT and act.state == DONE and not by_ref[act.ref] and not _given_away(world, act):
            yield f"act {act.ref} is done, and there is no such step"
        if act.kind != SUBMIT and act.state in {PARKED, DUE} and by_ref[act.ref] and not _unseen(world, act):
            yield f"act {act.ref} is {act.state} ({act.reason}), and its step is there"


def _told_in_order(world: World) -> Iterator[str]:
    """What was told of a case was told in the order in which it happened here."""
    for report in _reports(world):
        told = [int(stream.ref.split(".")[1]) for stream in report.streams if _is_told(world, stream)]
        if told != sorted(told):
            yield f"what was told of {report.tracking_id} came in another order: {told}"


def _given_away(world: World, act: Act) -> bool:
    """Somebody took the report from us in the moment in which we gave it away."""
    return act.kind != "follow_up"


def _unseen(world: World, act: Act) -> bool:
    """Whether the report is not to be seen any more, whether or not anybody has looked since."""
    reports = [
        world.nation.national.reports[link.report_id] for link in _links(world) if link.case_id == act.case_id
    ]
    return not all(world.nation.national.sees(US, report) for report in reports)


def city_decides(world: World) -> Iterator[str]:
    """4: a status from outside moves a case by the rule only, and there is an event for it."""
    allowed = {
        "OutsideNoted", "CaseLinked", "CaseOpened", "CaseAnswered", "CaseClosedBySilence", "ReporterReplied",
        "DetailsAdded", "CaseArchived",
    }  # fmt: skip
    for _number, name, event, actor in world.city.events():
        if actor == SIDE.actor and name not in allowed:
            yield f"case {event.case_id} was moved from outside: {name}"
        told_by_us = not world.memory.rows("cases")[event.case_id].source
        if (name, actor) == ("CaseClosedBySilence", SIDE.actor) and told_by_us:
            yield f"case {event.case_id} is the city's, and was closed from outside"
    told = [what for _case, what, _said in world.memory.rows("told").values()]
    closed = [
        1
        for _n, name, _e, actor in world.city.events()
        if (name, actor) == ("CaseClosedBySilence", SIDE.actor)
    ]
    if len(closed) > told.count("step"):
        yield "a case was closed from outside without a word"


def secrets_stay(world: World) -> Iterator[str]:
    """5: secret and oversight cases are told only where an officer let them; nobody is named who did not agree."""
    yield from (f"{code} left the city, and should not have" for code in world.leaks)
    for report in _reports(world):
        if report.filed_by == US and report.person.first_name not in {"", "_"}:
            yield f"the reporter of {report.tracking_id} is named"


def operator_sees(world: World) -> Iterator[str]:
    """6: what is not done waits with a reason, and nothing is in anybody's hands for ever."""
    for act in _acts(world):
        if act.state == TRYING:
            yield f"act {act.ref} hangs"
        if act.state == PARKED and not act.reason:
            yield f"act {act.ref} is parked without a reason"
        if act.state == DUE and not _behind_parked(world, act):
            yield f"act {act.ref} is due and nobody did it ({act.reason})"
        if act.state == PARKED and act.reason not in _REASONS:
            yield f"act {act.ref} is parked: {act.reason}"
    for trouble in world.memory.rows("troubles").values():
        yield f"report {trouble.report_id} could not be taken in: {trouble.reason}"


#: What an officer has to decide: nothing of it mends itself.
_REASONS: Final = frozenset({"secret", "gone", "NOT_YOURS", "INVALID"})


def _behind_parked(world: World, act: Act) -> bool:
    return any(
        other.case_id == act.case_id and other.id < act.id and other.state == PARKED for other in _acts(world)
    )


def _acts(world: World) -> list[Act]:
    return [act for act in world.memory.rows("acts").values() if act.state != SKIPPED]


def _links(world: World) -> list[Link]:
    return list(world.memory.rows("links").values())


def _reports(world: World) -> list[Theirs]:
    return list(world.nation.national.reports.values())


#: So long a report may have vanished without anybody having looked.
DAY: Final = timedelta(days=1)
CHECKS: Final[tuple[Callable[[World], Iterator[str]], ...]] = (
    once_on_each_side, nothing_lost, sides_agree, city_decides, secrets_stay, operator_sees,
)  # fmt: skip
