"""Which reaction hears which event: the one page to read.

The handlers say it themselves (``HANDLERS`` maps an event class to a function);
here is only who is listening at all.
"""

from surga.events import relay
from surga.reactions.notify import handlers as notify
from surga.reactions.register import handlers as register


def connect() -> None:
    relay.subscribe("register", register.HANDLERS)
    relay.subscribe("notify", notify.HANDLERS)
