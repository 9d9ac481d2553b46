import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from sandbox.phone.credentials import as_environment, from_environment
from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from surga.project.commands.preparing import accounts
from surga.project.configuration.messaging import Telegram, WhatsApp

ROOT = Path(__file__).resolve().parents[2]
KEDIRI = ROOT / "cities" / "kediri"


@pytest.fixture
def kediri(transactional_db: None) -> str:
    """Kediri with its demonstration accounts; their password."""
    agencies.forget()
    regions.forget()
    cache.clear()  # counts of another journey, and how often it asked
    load_city(KEDIRI, "system:setup", load_regions)
    return accounts()


@contextmanager
def stand_in(command: Sequence[str], environment: Mapping[str, str], *, says: str) -> Iterator[str]:
    """The address of a program of the sandbox that runs until the block ends; ``says``: how its first line begins."""
    started = subprocess.Popen(
        [sys.executable, "-m", *command, "--port", "0"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert started.stdout is not None
    greeting = started.stdout.readline()
    assert greeting.startswith(says)
    yield greeting.split()[-1].rstrip("/")
    started.terminate()
    assert started.wait(60) == 0
    started.stdout.close()


@pytest.fixture
def telephone(live_server: Any, settings: Any) -> Iterator[str]:
    """The telephone's address; the system is set up for it as for WhatsApp and Telegram themselves."""
    credentials = from_environment({})
    command = ["sandbox.phone", "--hook", live_server.url]
    environment = {**os.environ, **as_environment(credentials, "")}
    with stand_in(command, environment, says="telephone") as address:
        settings.WHATSAPP = WhatsApp(
            credentials.phone_id,
            credentials.token,
            credentials.app_secret,
            credentials.verify_token,
            f"{address}/v23.0",
        )
        settings.TELEGRAM = Telegram(credentials.telegram_token, address, credentials.telegram_secret)
        yield address
