"""How fast a report is made, and how fast it opens in Chromium.

The report of an example article as the parser reads it, and of an article of 11,000 words with 300
records that is made up for the purpose (`tests/export/html/made.py`). Opened from a file in a new
page, from the start of the navigation to the second frame after `load`.

    python benchmarks/report.py [--write docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from pages import add_write, fill
from playwright.sync_api import Browser, sync_playwright

from dateline import Article, Extraction, extract

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.export.html.made import large  # noqa: E402

LIMIT_S = 1.5
ROUNDS = 7
SHOWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(performance.now()))))"""


def opened(browser: Browser, page: Path) -> float:
    """Seconds until it is there."""
    tab = browser.new_page(viewport={"width": 1360, "height": 900})
    tab.goto(page.as_uri())
    milliseconds = tab.evaluate(SHOWN)
    tab.close()
    return milliseconds / 1000


def made(result: Extraction) -> float:
    """Seconds that the page takes to be made, once its tables are loaded."""
    result.to_html()
    start = time.perf_counter()
    result.to_html()
    return time.perf_counter() - start


def main() -> int:
    """Print the table. Exit status 1: a report opens more slowly than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_write(parser, "report")
    options = parser.parse_args()

    article = Article.from_file(ROOT / "examples/raid-and-roadside-bomb.txt")
    results = {
        "the example article": extract(article, provider="parser", published=date(2024, 3, 11)),
        "11,000 words, 300 records": large(),
    }
    lines = [
        "| report of | KB | made, s | opened, s (median) | slowest |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    slow = False
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, result in results.items():
            page = Path(folder) / "report.html"
            page.write_text(result.to_html(), "utf-8")
            times = [opened(browser, page) for _ in range(ROUNDS)]
            slow = slow or max(times) > LIMIT_S
            size = page.stat().st_size / 1000
            figures = f"{made(result):.2f} | {median(times):.2f} | {max(times):.2f}"
            lines.append(f"| {name} | {size:.0f} | {figures} |")
        browser.close()
    print("\n".join(lines))
    if options.write:
        fill(options.write, "report", lines)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
