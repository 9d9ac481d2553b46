"""What follows here from an event."""

from collections.abc import Callable

from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded

HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {}
