"""The site as it is built, and what a browser makes of it."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOOKED_AT = (
    "",
    "tutorial/",
    "howto/read-a-result/",
    "reference/models/",
    "reference/cli/",
    "exports/",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, DESK = (390, 844), (1300, 1000)


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The tool that builds it."""
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools/build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_docs"] = module  # a dataclass looks for its own module
    spec.loader.exec_module(module)
    return module


def _site(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ('<a href="gone.html">x</a>', "there is no such page"),
        ('<a href="other.html#gone">x</a>', "there is no such place"),
        ('<img src="gone.png">', "there is no such page"),
        ('<script src="https://cdn.example/x.js"></script>', "loads https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="//fonts.example/x.css">', "loads //fonts.example/x.css"),
    ],
)
def test_what_is_wrong_with_a_page_is_told(
    builder: ModuleType, tmp_path: Path, page: str, problem: str
) -> None:
    """By its page and its link."""
    (found,) = builder.problems(_site(tmp_path, index=page, other='<h1 id="here">x</h1>'))
    assert found.startswith("index.html: ")
    assert found.endswith(problem)


def test_links_that_lead_somewhere_are_no_problem(builder: ModuleType, tmp_path: Path) -> None:
    """To a page, a place, and to another site."""
    links = (
        '<a href="other.html#here">x</a><a href="#top" id="top">x</a><a href="https://a.b">x</a>'
    )
    assert not list(builder.problems(_site(tmp_path, index=links, other='<h1 id="here">x</h1>')))


def test_every_page_stands_in_the_navigation(builder: ModuleType) -> None:
    """Add it to mkdocs.yml where it does not."""
    assert not list(builder.unlisted(ROOT))


@pytest.fixture(scope="module")
def site(builder: ModuleType) -> Iterator[str]:
    """The site, built and served on this machine."""
    assert builder.build() == 0
    handler = functools.partial(_Quiet, directory=str(builder.SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "no Chromium on this machine: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium)
        yield started
        started.close()


@pytest.mark.slow
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light"), (DESK, "dark")])
@pytest.mark.parametrize("page", LOOKED_AT)
def test_a_page_asks_for_nothing_elsewhere_and_fits(
    site: str, browser: Browser, page: str, size: tuple[int, int], scheme: Any
) -> None:
    """No request leaves, nothing is on the console or runs over, and axe-core finds nothing."""
    from axe_playwright_python.sync_playwright import Axe

    troubles: list[str] = []
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.on("request", lambda r: None if r.url.startswith(site) else troubles.append(r.url))
    tab.on("console", lambda said: troubles.append(said.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto(site + page)
    tab.wait_for_load_state("networkidle")
    found = Axe().run(tab, options={"runOnly": WCAG}).response["violations"]
    wide = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert troubles == []
    assert wide <= width
    assert [f"{v['id']}: {v['nodes'][0]['target']}" for v in found] == []


@pytest.mark.slow
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_search_finds_a_name(site: str, browser: Browser) -> None:
    """Without asking anybody."""
    tab = browser.new_page()
    tab.goto(site)
    tab.keyboard.press("Control+k")
    tab.keyboard.type("Retry-After")
    tab.get_by_role("link", name="Reliability").first.wait_for()
    tab.close()
