"""How a case goes on: who acts when, with the delays a city has."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from surga.core.agencies.queries import city
from surga.core.cases import actions, queries
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

    def __init__(self, dice: random.Random, cast: Cast, now: datetime, code: str, at: datetime) -> None:
        self.dice, self.cast, self.now, self.code, self.at = dice, cast, now, code, at

    def later(self, middle: float, spread: float = 0.8) -> datetime:
        """After about ``middle`` working days (log-normal), in office hours; clocks that pass are wound."""
        calendar = city(fresh=False).calendar
        hours = min(8.0 * middle * self.dice.lognormvariate(0, spread), 8.0 * 60)
        then = calendar.add_working_hours(self.at, max(hours, 0.3))
        case = queries.case_by_code(self.code)
        while case is not None and case.due_at is not None and case.overdue_at is None:
            passed = case.due_at + timedelta(minutes=1)
            if passed > min(then, self.now):
                break
            actions.sweep_clocks(passed, only=case.pk)
            case = queries.case_by_code(self.code)
        if then >= self.now:
            raise _TooEarly
        self.at = then
        return then

    @property
    def status(self) -> str:
        case = queries.case_by_code(self.code)
        return case.status if case is not None else ""


def tell(dice: random.Random, scene: Scene, cast: Cast, now: datetime, external_id: str) -> None:
    """Bring the scene in and let it go on as far as it has come by now."""
    receipt = receive(
        _message(scene, external_id), _DEMO if scene.channel != "web" else REPORTER, at=scene.at
    )
    story = _Story(dice, cast, now, receipt.code, scene.at)
    try:
        if _sorted_out(story, scene):
            _worked_on(story, scene)
            _ended(story, scene)
    except _TooEarly:
        return


def _sorted_out(story: _Story, scene: Scene) -> bool:
    """Verification; False when the case ends there."""
    dice, verifier = story.dice, story.cast.verifier
    case = queries.case_by_code(story.code)
    if case is not None and case.oversight:
        return _examined(story, scene)
    if dice.random() < 0.04:
        reason = dice.choice(["unclear", "spam", "too_general", "duplicate"])
        actions.archive_case(
            story.code, verifier, reason=reason, note=words()["archived"], at=story.later(0.5)
        )
        return False
    if dice.random() < 0.07:
        actions.ask_reporter(
            story.code, verifier, text=dice.choice(words()["questions"]), at=story.later(0.3)
        )
        if dice.random() < 0.2:
            story.later(30)  # never replied: the clock archives it
            return False
        at = story.later(1.2)
        if story.status != "waiting_reporter":
            return False
        actions.reply_to_case(story.code, REPORTER, text=dice.choice(words()["replies"]), at=at)
    at = story.later(0.35)
    case = actions.verify_case(story.code, verifier, topic=scene.topic, at=at)
    if case.level in ("province", "centre", "neighbour"):
        reason = words()["escalated"].format(body=case.body or case.level)
        actions.escalate_case(story.code, verifier, level=case.level, reason=reason, body=case.body, at=at)
        return False
    actions.forward_case(story.code, verifier, agency=case.proposed_agency or story.cast.offices[0], at=at)
    return True


def _examined(story: _Story, scene: Scene) -> bool:
    """The inspectorate's own way: no verifier sees it."""
    at = story.later(0.6)
    actions.verify_case(story.code, _DEMO, topic=scene.topic, at=at)
    actions.forward_case(story.code, _DEMO, at=at)
    return True


def _worked_on(story: _Story, scene: Scene) -> None:
    dice = story.dice
    if dice.random() < 0.05:
        actions.return_case(story.code, _agency(story), reason=words()["returned"], at=story.later(1))
        agency = dice.choice(story.cast.offices)
        actions.forward_case(story.code, _DEMO, agency=agency, at=story.later(0.5))
    if dice.random() < 0.6:
        text = dice.choice(words()["started"]) if dice.random() < 0.5 else ""
        actions.start_work(story.code, _agency(story), text=text, at=story.later(0.6))
    if dice.random() < 0.03:
        story.later(200)  # lies there
    actions.answer_case(story.code, _agency(story), text=scene.answer, at=story.later(1.7))
    if scene.kind == "complaint" and dice.random() < 0.7:
        actions.resolve_case(story.code, _agency(story), text=scene.resolution, at=story.later(2.5))


def _ended(story: _Story, scene: Scene) -> None:
    dice = story.dice
    if dice.random() < 0.05:
        actions.object_to_case(
            story.code, REPORTER, text=dice.choice(words()["objections"]), at=story.later(1.5)
        )
        actions.answer_case(story.code, _agency(story), text=scene.answer, at=story.later(2))
    if dice.random() < 0.35:
        at = story.later(1.5)
        if story.status in ("answered", "resolved"):
            actions.confirm_case(story.code, REPORTER, at=at)
            if dice.random() < 0.6:
                stars = dice.choices((1, 2, 3, 4, 5), (3, 4, 12, 41, 40))[0]
                actions.rate_case(story.code, REPORTER, stars=stars, at=at)
        return
    story.later(30)  # silence closes it on the way


def _agency(story: _Story) -> Actor:
    case = queries.case_by_code(story.code)
    if case is None or case.oversight:
        return _DEMO
    return story.cast.of(case.agency_id or "")


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
