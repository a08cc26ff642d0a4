"""A real browser. A machine without it fails these tests; it does not skip them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
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


def watched(
    browser: Browser,
    troubles: list[str],
    ours: str | tuple[str, ...],
    width: int,
    height: int,
    **more: Any,
) -> Page:
    """An empty page in a browser of its own that notes what a page should not do.

    Args:
        browser: The browser.
        troubles: Where it is noted.
        ours: How the addresses begin that it may ask for.
        width: Of what is seen.
        height: Of what is seen.
        more: What else the browser is to be.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height}, **{"reduced_motion": "reduce", **more}
    )
    page = context.new_page()
    page.on("console", lambda said: troubles.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
    page.on("popup", lambda popup: troubles.append(f"popup: {popup.url}"))
    page.on(
        "request",
        lambda sent: None if sent.url.startswith(ours) else troubles.append(f"to {sent.url}"),
    )
    return page


@pytest.fixture
def open_path(browser: Browser, troubles: list[str]) -> Iterator[Open]:
    """A page's file, with what stands behind a # in its address, opened in a tab of its own.

    It may lead to other files of its folder.
    """
    opened = []

    def open_file(path: Path, width: int = 1360, height: int = 900, **more: Any) -> Page:
        name, mark, place = str(path).partition("#")
        file = Path(name)
        folder = next((p for p in file.parents if (p / "index.html").is_file()), None)
        ours = folder.as_uri() if folder else file.as_uri()
        page = watched(browser, troubles, (ours, "about:blank"), width, height, **more)
        opened.append(page.context)
        page.goto(f"{file.as_uri()}{mark}{place}")
        return page

    yield open_file
    for context in opened:
        context.close()


@pytest.fixture
def open_page(open_path: Open, tmp_path: Path) -> Open:
    """A page's HTML, opened from a file that stands alone."""
    names = count()

    def open_html(html: str, width: int = 1360, height: int = 900, **more: Any) -> Page:
        path = tmp_path / f"page-{next(names)}.html"
        path.write_text(html, "utf-8", newline="")
        return open_path(path, width, height, **more)

    return open_html


def axe_violations(page: Page, **options: Any) -> list[tuple[str, Any]]:
    """What axe-core finds against WCAG 2.2 AA, and its own best practices; it did look."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = Axe().run(page, options={"runOnly": tags, **options}).response
    rules = {rule["id"] for rule in result["passes"]}
    assert {"color-contrast", "target-size", "link-name"} <= rules
    return [(rule["id"], rule["nodes"][0]["target"]) for rule in result["violations"]]
