"""A relay in a process of its own, for tests that kill it. Ends when nothing is due."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "surga.project.settings"
django.setup()

from surga.events import relay  # noqa: E402  # after setup()
from surga.events.catalogue import NoteAdded  # noqa: E402
from surga.events.subscriptions import Recorded, subscribed_only  # noqa: E402
from tests.events.conftest import leave_trace  # noqa: E402


def handle(recorded: Recorded) -> None:
    leave_trace(recorded)
    os.write(sys.stdout.fileno(), b".")


if __name__ == "__main__":
    with subscribed_only({"trace": {NoteAdded: handle}}):
        relay.drain()
