"""Lives of cases as chance has them: opened, passed about, answered, reopened, joined, rated, told of late."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from surga.core.cases import actions
from surga.core.cases.actions.joining import follow_lead, hand_on
from surga.core.cases.actions.opening.judging import Judged, note_judgement
from surga.core.cases.models import Case
from surga.core.cases.states import MoveRefused, Refused
from surga.core.intake.contacts import OUTCOMES
from surga.core.intake.models import Contact
from surga.core.people.access import REPORTER, Actor, NotAllowed, system
from surga.events.catalogue import ContactEnded
from surga.events.record import archived, record

ACTOR = system("import")
BEGIN = datetime(2025, 1, 6, 1, tzinfo=UTC)
TOPICS = ("jalan", "surat", "pungli", "kekerasan", "")
AGENCIES = ("umum", "pengawas", "kel-timur", "kec-hulu")
REGIONS = ("99.01.1001", "99.01.1002", "")


class Lives:
    """So many cases, and steps that happen to any of them; each life moves its own time on, not always forward."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.codes: list[str] = []
        self.at: dict[str, datetime] = {}

    def go_on(self, steps: int, *, new: float = 0.1, archive: bool = True) -> None:
        """So many steps, some told of by an archive."""
        for _ in range(steps):
            if not self.codes or self.dice.random() < new:
                self.begin()
            elif self.dice.random() < 0.1:
                touched(self.dice, self.codes)
            elif archive and self.dice.random() < 0.5:
                with archived():
                    self.step()
            else:
                self.step()

    def begin(self) -> None:
        dice = self.dice
        at = BEGIN + timedelta(days=dice.randrange(120), seconds=dice.randrange(86_400), microseconds=7)
        topic, agency = dice.choice(TOPICS), dice.choice(AGENCIES)
        draft = actions.Draft(
            text="Jalan di depan pasar rusak, lubangnya dalam", channel=dice.choice(("web", "whatsapp", "phone")),
            kind=dice.choice(("complaint", "complaint", "information", "aspiration")), topic=topic,
            region=dice.choice(REGIONS), confidential=dice.random() < 0.1,
            route={"agency": agency, "level": dice.choice(("opd", "kelurahan", "city", "centre"))},
        )  # fmt: skip
        code = actions.open_case(draft, ACTOR, at=at).code
        self.codes.append(code)
        self.at[code] = at

    def step(self) -> None:
        """One thing happens to one case, if it may."""
        dice, code = self.dice, self.dice.choice(self.codes)
        # Now and then something is told of that happened before what was told already.
        hours = dice.choice((0, 1, 5, 30, 100, 300, -20 if dice.random() < 0.2 else 2))
        at = self.at[code] = self.at[code] + timedelta(hours=hours, seconds=dice.randrange(3_000))
        for do in dice.sample(self._steps(code, at), 6):
            try:
                with transaction.atomic():
                    do()
            except (MoveRefused, Refused, NotAllowed):
                continue
            return

    def _steps(self, code: str, at: datetime) -> list[Callable[[], Any]]:
        dice, words = self.dice, {"text": "Kata-kata", "at": at}
        topic, agency = dice.choice(TOPICS[:4]), dice.choice(AGENCIES)
        level, other = dice.choice(("kelurahan", "province", "centre")), dice.choice(self.codes)
        case = Case.objects.get(code=code)
        judged = Judged(agency, 0.9, (agency,), topic, "complaint", "opd", "model", "ordinary")
        verify = dice.choice(
            ({}, {"topic": topic}, {"agency": agency}, {"oversight": True}, {"level": level})
        )
        return [
            lambda: actions.verify_case(code, ACTOR, at=at, **verify),
            lambda: actions.verify_case(code, ACTOR, at=at),
            lambda: actions.forward_case(code, ACTOR, agency=agency, at=at),
            lambda: actions.forward_case(code, ACTOR, agency=agency, at=at),
            lambda: actions.start_work(code, ACTOR, at=at),
            lambda: actions.return_case(code, ACTOR, reason="Bukan kami", at=at),
            lambda: actions.answer_case(code, ACTOR, **words),
            lambda: actions.answer_case(code, ACTOR, **words),
            lambda: actions.resolve_case(code, ACTOR, **words),
            lambda: actions.ask_reporter(code, ACTOR, **words),
            lambda: actions.reply_to_case(code, REPORTER, **words),
            lambda: actions.object_to_case(code, REPORTER, **words),
            lambda: actions.confirm_case(code, REPORTER, at=at),
            lambda: actions.rate_case(code, REPORTER, stars=dice.randint(1, 5), at=at),
            lambda: actions.escalate_case(code, ACTOR, level=level, reason="Jauh", body="Balai", at=at),
            lambda: actions.escalate_case(code, ACTOR, level="centre", reason="Jauh", body="Balai", at=at),
            lambda: actions.take_back(code, ACTOR, reason="Kembali"),
            lambda: actions.raise_case(code, ACTOR, reason="not_competent", text="Naik", at=at),
            lambda: actions.raise_case(code, REPORTER, reason="reopen_refused", text="Naik", at=at),
            lambda: actions.archive_case(code, ACTOR, reason="unclear", at=at),
            lambda: actions.request_reopen(code, REPORTER, **words),
            lambda: actions.refuse_reopen(code, ACTOR, reason="Sudah", at=at),
            lambda: actions.reopen_case(code, ACTOR, at=at),
            lambda: actions.close_from_outside(code, ACTOR, at=at),
            lambda: actions.join_case(code, other, ACTOR, at=at),
            lambda: actions.split_case(code, ACTOR, at=at),
            lambda: follow_lead(case.pk),
            lambda: hand_on(case.pk),
            lambda: note_judgement(code, ACTOR, judged, at=at),
            lambda: actions.note_link(code, ACTOR, system="sp4n", report_id=code, direction="out"),
            lambda: actions.note_step(code, ACTOR, system="sp4n", step="disposition", at=at),
        ]


def touched(dice: random.Random, codes: list[str], actor: Actor = ACTOR) -> None:
    """A contact is over; it may have spoken of a case."""
    started = BEGIN + timedelta(days=dice.randrange(120), seconds=dice.randrange(86_400))
    case = Case.objects.get(code=dice.choice(codes)) if dice.random() < 0.6 else None
    outcome, topic = dice.choice(sorted(OUTCOMES)), dice.choice(TOPICS)
    contact = Contact.objects.create(
        touch="call", channel=dice.choice(("phone", "whatsapp")), started_at=started, ended_at=started,
        outcome=outcome, topic_code=topic, region_code=dice.choice(REGIONS), case=case,
    )  # fmt: skip
    # An old event did not tell where and when.
    told = {"topic": topic, "region": contact.region_code, "started": started.isoformat()}
    with transaction.atomic():
        event = ContactEnded(
            contact_id=contact.pk, touch="call", channel=contact.channel, outcome=outcome,
            case_code=case.code if case is not None else None, **(told if dice.random() < 0.7 else {}),
        )  # fmt: skip
        record(event, str(actor), started)
