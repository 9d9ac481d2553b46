"""How a case goes on: who acts when, with the delays a city has."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from surga.core.agencies.queries import city
from surga.core.cases import actions, queries
from surga.core.cases.models import Case
from surga.core.cases.states import OUTSIDE_LEVELS, MoveRefused
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people import queries as people
from surga.core.people.access import REPORTER, Actor, system
from surga.project.demo.citizens import Scene, words

_DEMO = system("demo")


@dataclass(frozen=True, slots=True)
class Cast:
    """The officers who act in the demonstration, and the agencies a case may be sent to."""

    verifier: Actor
    liaison: Actor
    offices: tuple[str, ...]

    @classmethod
    def of_city(cls) -> Cast:
        verifier, liaison = people.officer_named("verifikator"), people.officer_named("penghubung")
        offices = tuple(code for code, one in city().agencies.items() if one.active and one.kind == "dinas")
        return cls(
            people.actor_of(verifier) if verifier else _DEMO,
            people.actor_of(liaison) if liaison else _DEMO,
            offices,
        )

    def of(self, agency: str) -> Actor:
        """Somebody of that agency."""
        return replace(self.liaison, agency=agency) if self.liaison.kind == "officer" else self.liaison


class _TooEarly(Exception):
    """What comes next has not happened yet: the story stops here."""


class _Story:
    """One case being told; every step moves its own time forward, and stops at now."""

    def __init__(self, dice: random.Random, cast: Cast, now: datetime, case: Case) -> None:
        self.dice, self.cast, self.now, self.case, self.at = dice, cast, now, case, case.received_at

    def later(self, middle: float, spread: float = 0.8) -> datetime:
        """After about ``middle`` working days (log-normal), in office hours; clocks that pass are wound."""
        calendar = city(fresh=False).calendar
        hours = min(8.0 * middle * self.dice.lognormvariate(0, spread), 8.0 * 60)
        then = calendar.add_working_hours(self.at, max(hours, 0.3))
        while self.case.due_at is not None and self.case.overdue_at is None:
            passed = self.case.due_at + timedelta(minutes=1)
            if passed > min(then, self.now):
                break
            actions.sweep_clocks(passed, only=self.case.pk)
            self.case = _read(self.case.code)
        if then >= self.now:
            raise _TooEarly
        self.at = then
        return then

    def until_now(self) -> None:
        """What the clocks did since somebody last did something, each at its own time."""
        while self.case.due_at is not None and self.case.due_at + timedelta(minutes=1) <= self.now:
            before = (self.case.status, self.case.overdue_at, self.case.due_at)
            actions.sweep_clocks(self.case.due_at + timedelta(minutes=1), only=self.case.pk)
            self.case = _read(self.case.code)
            if before == (self.case.status, self.case.overdue_at, self.case.due_at):
                return

    def does(self, action: Callable[..., Case], actor: Actor, **what: Any) -> None:
        """Take one step at the story's time."""
        self.case = action(self.case.code, actor, at=self.at, **what)

    def office(self) -> Actor:
        """Somebody of the agency that has the case; nobody by name on an oversight case."""
        return _DEMO if self.case.oversight else self.cast.of(self.case.agency_id or "")


def tell(dice: random.Random, scene: Scene, cast: Cast, now: datetime, external_id: str) -> None:
    """Bring the scene in and let it go on as far as it has come by now."""
    actor = _DEMO if scene.channel != "web" else REPORTER
    receipt = receive(_message(scene, external_id), actor, at=scene.at)
    story = _Story(dice, cast, now, _read(receipt.code))
    try:
        if _sorted_out(story, scene):
            _worked_on(story, scene)
            _ended(story, scene)
    except (_TooEarly, MoveRefused):
        pass  # not yet; or a clock closed the case before somebody came to it
    story.until_now()


def _read(code: str) -> Case:
    case = queries.case_by_code(code)
    assert case is not None  # noqa: S101  # it was opened above
    return case


def _sorted_out(story: _Story, scene: Scene) -> bool:
    """Verification; False when the case ends there."""
    dice, verifier = story.dice, story.cast.verifier
    if story.case.oversight:  # the inspectorate's own way: no verifier sees it
        story.later(0.6)
        story.does(actions.verify_case, _DEMO, topic=scene.topic)
        story.does(actions.forward_case, _DEMO)
        return True
    if dice.random() < 0.04:
        story.later(0.5)
        reason = dice.choice(["unclear", "spam", "too_general", "duplicate"])
        story.does(actions.archive_case, verifier, reason=reason, note=words()["archived"])
        return False
    if dice.random() < 0.07:
        _completed(story)
    story.later(0.35)
    story.does(actions.verify_case, verifier, topic=scene.topic)
    if story.case.level in OUTSIDE_LEVELS:
        _passed_on(story, scene)
        return False
    agency = story.case.proposed_agency or story.cast.offices[0]
    story.does(actions.forward_case, verifier, agency=agency)
    return True


def _completed(story: _Story) -> None:
    """The reporter is asked for more; one in five never replies, and the clock archives the case."""
    dice = story.dice
    story.later(0.3)
    story.does(actions.ask_reporter, story.cast.verifier, text=dice.choice(words()["questions"]))
    story.later(30 if dice.random() < 0.2 else 1.2)
    story.does(actions.reply_to_case, REPORTER, text=dice.choice(words()["replies"]))


def _passed_on(story: _Story, scene: Scene) -> None:
    """Beyond the city; three in four are answered from there."""
    case, verifier = story.case, story.cast.verifier
    reason = words()["escalated"].format(body=case.body or case.level)
    story.does(actions.escalate_case, verifier, level=case.level, reason=reason, body=case.body)
    if story.dice.random() < 0.75:
        story.later(6)
        story.does(actions.answer_case, verifier, text=scene.answer)
        _ended(story, scene)


def _worked_on(story: _Story, scene: Scene) -> None:
    """At the agency; some topics take longer there than others, so that there is something to find."""
    dice, pace = story.dice, words()["topic"][scene.topic].get("pace", 1)
    if not story.case.oversight and dice.random() < 0.05:
        story.later(1)
        story.does(actions.return_case, story.office(), reason=words()["returned"])
        story.later(0.5)
        story.does(actions.forward_case, _DEMO, agency=dice.choice(story.cast.offices))
    if dice.random() < 0.6:
        story.later(0.6 * pace)
        text = dice.choice(words()["started"]) if dice.random() < 0.5 else ""
        story.does(actions.start_work, story.office(), text=text)
    if dice.random() < 0.03:
        story.later(200)  # lies there
    # Some agencies are quick with what they do all day, some wait for a crane: the executive has something to find.
    story.later(1.7 * words()["topic"].get(scene.topic, {}).get("pace", 1.0))
    story.does(actions.answer_case, story.office(), text=scene.answer)
    if scene.kind == "complaint" and dice.random() < 0.7:
        story.later(2.5)
        story.does(actions.resolve_case, story.office(), text=scene.resolution)


def _ended(story: _Story, scene: Scene) -> None:
    dice = story.dice
    if story.case.agency_id and dice.random() < 0.05:
        story.later(1.5)
        story.does(actions.object_to_case, REPORTER, text=dice.choice(words()["objections"]))
        story.later(2)
        story.does(actions.answer_case, story.office(), text=scene.answer)
    if dice.random() < 0.35:
        story.later(1.5)
        story.does(actions.confirm_case, REPORTER)
        if dice.random() < 0.6:
            stars = dice.choices((1, 2, 3, 4, 5), (3, 4, 12, 41, 40))[0]
            story.does(actions.rate_case, REPORTER, stars=stars)
        return
    story.later(30)  # silence closes it on the way


def _message(scene: Scene, external_id: str) -> Message:
    return Message(
        text=scene.text,
        kind=scene.kind,
        channel=scene.channel,
        external_id=external_id,
        reporter_name="" if scene.anonymous and scene.channel == "web" else scene.name,
        reporter_phone=scene.phone,
        reporter_email=scene.email,
        anonymous=scene.anonymous,
        confidential=scene.confidential,
        region=scene.region,
        lat=scene.lat,
        lon=scene.lon if scene.lat is not None else None,
        address=scene.address,
        topic=scene.topic,
    )
