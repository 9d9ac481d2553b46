"""Which reaction hears which event, which channels one converses on, which governments one exchanges cases with.

The handlers say it themselves (``HANDLERS`` maps an event class to a function);
here is only who is listening at all.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from surga.channels.port.channel import Channel
from surga.channels.port.gateway import Gateway
from surga.core.intake.actions.conversing import guests
from surga.core.intake.queries import alike
from surga.events import relay
from surga.project.configuration.partners import OURSELVES
from surga.reactions.insight import handlers as insight
from surga.reactions.insight import queries as figures
from surga.reactions.insight.queries.watching import letter_to_send
from surga.reactions.notify import handlers as notify
from surga.reactions.notify.handlers import officers
from surga.reactions.notify.handlers import surveys as survey_letters
from surga.reactions.register import handlers as register
from surga.reactions.similar import handlers as similar
from surga.reactions.similar.queries import like_text
from surga.reactions.surveys import actions as survey_deeds
from surga.reactions.surveys import handlers as surveys
from surga.reactions.surveys import queries as survey_queries
from surga.reactions.sync import handlers as sync
from surga.reactions.together import handlers as together
from surga.reactions.triage import handlers as triage


def connect() -> None:
    # First, so that whoever looks at a case at once finds it judged.
    relay.subscribe("triage", triage.HANDLERS)
    relay.subscribe("insight", insight.HANDLERS, insight.on_portion)
    relay.subscribe("register", register.HANDLERS, register.on_portion)
    relay.subscribe("notify", notify.HANDLERS)
    relay.subscribe("similar", similar.HANDLERS)
    relay.subscribe("together", together.HANDLERS)
    relay.subscribe("surveys", surveys.HANDLERS)
    relay.subscribe("sync", sync.HANDLERS)
    relay.subscribe("sync-upwards", sync.UPWARDS)
    alike.connect(like_text)
    officers.connect(letter_to_send)
    survey_letters.connect(survey_queries.invitation)
    guests.connect("surveys", survey_deeds.hear)
    figures.connect("ikm", _ikm)


def _ikm(
    from_: date | None, to: date | None, by: str, as_of: datetime | None
) -> tuple[int, list[figures.FigureRow], str]:
    n, rows = survey_queries.ikm_rows(from_, to, by, as_of)
    told = [figures.FigureRow(row.by, row.value, row.n, row.low, row.high) for row in rows]
    return n, told, survey_queries.DEFINITION


def channels() -> list[Channel]:
    """The channels that the environment sets up. Only the worker speaks to them."""
    found: list[Channel] = []
    if settings.WHATSAPP is not None:
        from surga.channels.whatsapp.channel import WhatsAppChannel

        found.append(WhatsAppChannel(settings.WHATSAPP))
    if settings.TELEGRAM is not None:
        from surga.channels.telegram.channel import TelegramChannel

        found.append(TelegramChannel(settings.TELEGRAM))
    if settings.MAILBOX is not None:
        from surga.channels.email.channel import EmailChannel

        found.append(EmailChannel(settings.MAILBOX))
    return found


def gateways() -> list[Gateway]:
    """The other governments' systems that the environment sets up. Only the worker speaks to them."""
    found: list[Gateway] = []
    if settings.SP4N.adapter == "sp4n":
        from surga.channels.sp4n.gateway import Sp4nGateway

        found.append(Sp4nGateway(settings.SP4N))
    if settings.SP4N.adapter == "surga" or settings.PARTNERS:
        from surga.channels.surga.gateway import SurgaGateway

        if settings.SP4N.adapter == "surga":
            found.append(SurgaGateway("sp4n", settings.SP4N, settings.SP4N.agency))
        found += [SurgaGateway(each.system, each, OURSELVES) for each in settings.PARTNERS]
    return found
