"""Fixtures for every test: a database like the real one, quick passwords, and a browser that notices faults."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from scripts import chromium

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# Milliseconds. What comes ends the wait at once; only what never comes costs all of it.
PATIENCE = 60_000
# Without a sandbox, because root has none; quiet, because nothing outside is there to be asked.
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
RUN_ONCE = ("tests/bootstrap/", "tests/architecture/")
type Other = Callable[[Callable[[], object]], Future[object]]


def pytest_configure() -> None:
    # No test is timed: a slow machine is no fault. The same examples in every run: what it says is due to what was
    # changed; others by `--hypothesis-profile=explore`.
    hypothesis_settings.register_profile("surga", deadline=None, derandomize=True)
    hypothesis_settings.register_profile("explore", deadline=None, max_examples=1_000)
    hypothesis_settings.load_profile("surga")
    expect.set_options(timeout=PATIENCE)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: connections then wait for one another as they do in a city.
        database.setdefault("TEST", {})["NAME"] = str(Path(database["NAME"]).with_name("test.sqlite3"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    root = Path(__file__).parent.parent
    for item in items:
        if item.path.relative_to(root).as_posix().startswith(RUN_ONCE):
            item.add_marker("once")


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request in English leaves English behind in its thread: the next test begins in the city's language."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _figures_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures know of what just happened: no worker runs beside a test, so they catch up when they are asked."""
    from surga.core.agencies.queries import NoCityError
    from surga.reactions.insight.actions.folding import catch_up
    from surga.reactions.insight.queries.counted import kept

    def caught_up() -> datetime:
        with suppress(NoCityError):
            catch_up()
        return timezone.now()

    monkeypatch.setattr(kept, "now", caught_up)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, started once. Without one the browser tests fail; they are never skipped."""
    executable = chromium.find_chromium()
    if executable is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS)
        yield started
        started.close()


def open_page(browser: Browser, address: str, size: dict[str, int]) -> Iterator[Page]:
    """Give a page in a context of its own, and fail its test if a script broke or the CSP stopped something."""
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    context = browser.new_context(
        base_url=address, viewport=size, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def browser_page(browser: Browser, live_server) -> Iterator[Page]:
    """A page on a phone's screen (360 x 740) with the running system as its base address."""
    yield from open_page(browser, live_server.url, PHONE)


@pytest.fixture
def desktop_page(browser: Browser, live_server) -> Iterator[Page]:
    """A second person's page, on a desktop's screen (1280 x 900), with a session of its own."""
    yield from open_page(browser, live_server.url, DESKTOP)


@pytest.fixture
def other() -> Iterator[Other]:
    """Run something in a thread, and so on a connection, of its own."""

    def alone(work: Callable[[], object]) -> object:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        yield lambda work: pool.submit(alone, work)
