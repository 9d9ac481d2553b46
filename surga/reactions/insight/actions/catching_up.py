"""The figures as of now, where no worker runs beside: for commands that are asked on a server's own shell."""

from __future__ import annotations

from surga.core.agencies.queries import city
from surga.events import relay
from surga.reactions.insight.actions.folding import fold


def catch_up() -> None:
    """Hear all events that are due, and bring them into the sums. Raises ``NoCityError`` where there is no city yet."""
    city()
    relay.work_off("insight")
    while fold():
        pass
