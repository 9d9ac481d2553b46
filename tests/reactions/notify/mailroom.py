"""A program for the tests: sends what is due, as `surga work` does, and may be killed at a chosen step.

`python mailroom.py [handed-over | claimed]`: stops for good at that step, after having said so.
"""

import os
import signal
import sys

import django

django.setup()

from surga.reactions.notify import actions  # noqa: E402  # after the settings are read
from surga.reactions.notify.models import Notice  # noqa: E402


def die(*_: object) -> None:
    print("here", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    step = sys.argv[1] if len(sys.argv) > 1 else ""
    if step == "handed-over":
        actions._mark_sent = die
    if step == "claimed":
        actions._message = die  # type: ignore[assignment]  # it never returns
    while Notice.objects.filter(state="due", lease="").exists():
        actions.deliver(limit=3)
