"""What the small script adds, in a real browser under the strict policy (any breach of it fails the page)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("surga.doors.look.pages.urls"),
]


@pytest.fixture
def guide(browser_page: Page, settings: Any) -> Page:
    """The style guide on a phone's screen."""
    settings.DEMONSTRATION = True
    browser_page.goto("/gaya")
    return browser_page


def test_the_chosen_theme_is_remembered(guide: Page) -> None:
    guide.get_by_role("button", name="Tampilan gelap").click()
    assert guide.locator("html").get_attribute("data-theme") == "dark"
    guide.reload()
    assert guide.locator("html").get_attribute("data-theme") == "dark"
    expect(guide.get_by_role("button", name="Tampilan terang")).to_be_visible()


def test_the_error_summary_takes_the_focus(guide: Page) -> None:
    expect(guide.locator("[data-error-summary]")).to_be_focused()


def test_a_message_can_be_put_away(guide: Page) -> None:
    first = guide.get_by_text("Tersimpan.")
    guide.get_by_role("button", name="Tutup").first.click()
    expect(first).to_have_count(0)


def test_nothing_is_wider_than_a_phone(guide: Page) -> None:
    for address in ("/gaya", "/gaya/meja"):
        guide.goto(address)
        assert guide.evaluate("document.documentElement.scrollWidth") <= 360


def test_targets_are_large_enough_for_a_finger(guide: Page) -> None:
    heights = guide.eval_on_selector_all(
        "main .btn:not(.btn-small), main .input, main .choice, main select",
        "all => all.filter(one => one.offsetHeight).map(one => one.offsetHeight)",
    )
    assert heights
    assert min(heights) >= 44


def test_the_language_changes_in_place(guide: Page) -> None:
    guide.get_by_role("button", name="EN", exact=True).click()
    expect(guide.locator("html")).to_have_attribute("lang", "en")
    expect(guide.get_by_role("heading", name="How can we help?")).to_be_visible()


def test_a_form_is_sent_once(guide: Page) -> None:
    guide.goto("/gaya")
    sent = guide.evaluate("""() => {
        const form = document.querySelector('main form[method=post]');
        form.noValidate = true;
        let passed = 0;
        addEventListener('submit', (event) => { if (!event.defaultPrevented) passed += 1; event.preventDefault(); });
        const button = form.querySelector('button');
        button.click();
        button.click();
        return passed;
    }""")
    assert sent == 1
