"""A clock that runs ahead by the seconds that stand in the file ``DRILL_AHEAD``. Python reads this before a program.

Every time that the system writes or compares is ``timezone.now()``; what waits for a second of the machine still does.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

_FILE = Path(os.environ["DRILL_AHEAD"])


def _ahead() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(_FILE.read_text() or 0))


timezone.now = _ahead
