"""A relay in a process of its own, for tests that kill it.

It ends when nothing is due; told a number, it stops in the middle of that many-th event and waits for its end.
"""

import os
import signal
import sys

import django
from django.conf import settings

from surga.project.configuration import environment

# This room alone, on the database of the tests: the whole house would take seconds to start.
settings.configure(
    DATABASES={"default": environment.database(os.environ["SURGA_DATABASE_URL"])},
    INSTALLED_APPS=["surga.events"],
    USE_TZ=True,
)
django.setup()

from surga.events import relay  # noqa: E402  # after setup()
from surga.events.catalogue import NoteAdded  # noqa: E402
from surga.events.subscriptions import Recorded, subscribed_only  # noqa: E402
from tests.events.conftest import leave_trace  # noqa: E402

LAST = int(sys.argv[1]) if len(sys.argv) > 1 else 0
handled = []


def handle(recorded: Recorded) -> None:
    leave_trace(recorded)
    handled.append(recorded.id)
    os.write(sys.stdout.fileno(), b".")
    if len(handled) == LAST:
        signal.pause()


if __name__ == "__main__":
    with subscribed_only({"trace": {NoteAdded: handle}}):
        relay.drain()
