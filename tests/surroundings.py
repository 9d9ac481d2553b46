"""The environment that the tests run in, set before Django reads its settings (loaded by pytest's `-p`).

Nothing a developer has set for a real system reaches a test: every SURGA_ variable is dropped but the two
that are meant for tests. Made things (database file, photos, mail) go to a folder that is removed afterwards.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEANT_FOR_TESTS = {"SURGA_TEST_DATABASE_URL", "SURGA_CHROMIUM"}


def place_for_made_things() -> Path:
    """Memory where the machine lends it as a folder: the tests wait for the disk thousands of times otherwise."""
    memory = Path("/dev/shm")  # noqa: S108  # only as a parent of a private folder
    parent = str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="surga-tests-", dir=parent))


def prepare() -> None:
    for name in [name for name in os.environ if name.startswith("SURGA_") and name not in MEANT_FOR_TESTS]:
        del os.environ[name]
    made = place_for_made_things()
    (made / "static").mkdir()
    os.environ["SURGA_VAR"] = str(made)
    os.environ["SURGA_SECRET_KEY"] = "a key for the tests alone, long enough to be taken for one"
    os.environ["SURGA_DATABASE_URL"] = (
        os.environ.get("SURGA_TEST_DATABASE_URL") or f"sqlite:///{made}/surga.sqlite3"
    )
    # Playwright's loop makes Django think that the fixtures around it run asynchronously.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def is_worker() -> bool:
    """Tell whether pytest-xdist started this process: it inherits what the first process prepared."""
    return "PYTEST_XDIST_WORKER" in os.environ


def prepare_worker() -> None:
    """A folder of its own in the first one's: what a test of one worker sweeps out, one of another may need."""
    made = Path(os.environ["SURGA_VAR"]) / os.environ["PYTEST_XDIST_WORKER"]
    (made / "static").mkdir(parents=True, exist_ok=True)
    os.environ["SURGA_VAR"] = str(made)


if is_worker():
    prepare_worker()
else:
    prepare()


def pytest_unconfigure() -> None:
    if not is_worker():
        shutil.rmtree(os.environ["SURGA_VAR"], ignore_errors=True)
