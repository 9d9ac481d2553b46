"""The browser that the journeys walk in: the sizes it has, and the faults it does not let pass."""

import pytest

from tests.conftest import DESKTOP, PHONE, open_page

pytestmark = pytest.mark.browser
STRICT = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\">"


def test_a_page_is_as_large_as_a_phone_and_speaks_indonesian(browser):
    opened = open_page(browser, "http://127.0.0.1", PHONE)
    page = next(opened)
    assert page.evaluate("[innerWidth, innerHeight, navigator.language]") == [360, 740, "id-ID"]
    assert next(opened, None) is None


def test_two_pages_are_two_persons(browser, live_server):
    first, second = open_page(browser, live_server.url, PHONE), open_page(browser, live_server.url, DESKTOP)
    one, other = next(first), next(second)
    one.goto("/healthz")
    other.goto("/healthz")
    one.evaluate("document.cookie = 'who=one'")
    # The page for a missing favicon may bring either of them a cookie of its own.
    assert "who=one" in one.evaluate("document.cookie")
    assert "who=one" not in other.evaluate("document.cookie")
    assert next(first, None) is next(second, None) is None


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<script>nowhere()</script>", "nowhere is not defined"),
        (f"{STRICT}<p style='color: red'>", "Content Security Policy"),
    ],
)
def test_a_broken_script_or_a_blocked_style_fails_the_test(browser, html, fault):
    opened = open_page(browser, "http://127.0.0.1", PHONE)
    page = next(opened)
    page.set_content(html)
    page.wait_for_load_state()
    with pytest.raises(AssertionError, match=fault):
        next(opened)
