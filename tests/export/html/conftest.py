"""A real browser. A machine without it fails these tests; it does not skip them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window.

    For one module: while Playwright runs, its thread has an event loop that other tests would meet.
    """
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "no Chromium on this machine: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium)
        yield started
        started.close()


@pytest.fixture
def troubles() -> list[str]:
    """What a page did that it should not: errors, words on the console, dialogs, requests."""
    return []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, troubles: list[str]) -> Iterator[Open]:
    """A page's HTML, opened from a file in a tab of its own."""
    opened = []

    def open_html(html: str, width: int = 1360, height: int = 900, **more: Any) -> Page:
        path = tmp_path / f"page-{len(opened)}.html"
        path.write_text(html, "utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": height}, **{"reduced_motion": "reduce", **more}
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda said: troubles.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
        page.on("popup", lambda popup: troubles.append(f"popup: {popup.url}"))
        page.on(
            "request",
            lambda sent: None if sent.url == path.as_uri() else troubles.append(f"to {sent.url}"),
        )
        page.goto(path.as_uri())
        return page

    yield open_html
    for context in opened:
        context.close()
