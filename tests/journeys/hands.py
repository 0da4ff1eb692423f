"""What a person does with a page, and how often they touched it. Whatever is tapped is in sight."""

from collections.abc import Callable
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser import PASSWORD

SUBMIT = "main form.form[method=post] button[type=submit]"
FAR = 120
"""More presses of Tab than any page needs."""


class Hands:
    def __init__(self, page: Page):
        self.page = page
        self.taps = 0

    @property
    def path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3]

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def go(self, path: str) -> Self:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status} for {path}"
        return self

    def tap(self, what: str | Locator) -> Self:
        self.taps += 1
        found = self.page.locator(what) if isinstance(what, str) else what
        found.first.click()
        return self

    def send(self, what: str | Locator) -> Self:
        """Tap what leads to another page, and wait until it is there."""
        with self.page.expect_navigation():
            return self.tap(what)

    def link(self, part_of_address: str, inside: str = "main") -> Self:
        """Tap the first link in sight whose address holds this."""
        return self.send(f"{inside} a[href*='{part_of_address}']:visible")

    def choose(self, name: str, value: str) -> Self:
        """Tap a radio button or tick a box by its label."""
        return self.tap(f"label.choice:has(input[name='{name}'][value='{value}'])")

    def pick(self, name: str, value: str | None = None, label: str | None = None) -> Self:
        field = self.page.locator(f"main form[method=post] select[name='{name}']")
        if label is not None:
            field.select_option(label=label)
        else:
            field.select_option(value)
        return self

    def write(self, **fields: str) -> Self:
        for name, text in fields.items():
            self.page.locator(f"main [name='{name}']:visible").fill(text)
        return self

    def unfold(self) -> Self:
        """Open whatever is folded; without counting, for the eye does it too."""
        folded = self.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()
        return self

    def save(self, which: int = 0) -> Self:
        return self.send(self.page.locator(SUBMIT).nth(which))

    def sign_in(self, username: str, password: str = PASSWORD) -> Self:
        """By the form that is on the page."""
        self.write(username=username, password=password)
        return self.send("main form button[type=submit]")

    def tab_to(self, what: str) -> Self:
        """Tab until the focus is there; where only the mouse can go is nowhere."""
        self._tab_until(what, lambda: bool(self.page.locator(f":is({what}):focus").count()))
        return self

    def key(self, *keys: str) -> Self:
        for name in keys:
            self.page.keyboard.press(name)
        return self

    def sees(self, selector: str) -> Self:
        expect(self.page.locator(selector).first).to_be_visible()
        return self

    def _tab_until(self, what: str, there: Callable[[], bool]) -> None:
        for _ in range(FAR):
            if there():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {what} on {self.page.url}")
