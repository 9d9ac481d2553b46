"""How a citizen goes from one page of the portal to the next; none of them may move sideways."""

from playwright.sync_api import Page


def fits(page: Page) -> None:
    """Nothing makes the page move sideways, once all of it is there."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def go_on(page: Page, name: str = "Lanjut") -> None:
    fits(page)
    page.get_by_role("button", name=name, exact=True).last.click()
