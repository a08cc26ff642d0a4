"""How long a folder of pages takes to be written and its index to be opened, of many articles.

Reports of made-up events (`events_corpus.py`), as the parser reads them, and the example articles
are linked, and then repeated with their days moved and a line of its own at each text's end until
there are as many articles as wanted. Writing is a process of its own: its CPU seconds, and what it
held at most, as Linux says (`VmHWM`). The index is opened from a file in a new page of 1,360 by 900
pixels, from the start of the navigation to the second frame after `load`; then a kind is chosen and
a name searched for, each to the second frame after. The medians of three.

    python benchmarks/site.py [--articles 2000 20000] [--folder FOLDER] [--write docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from events_corpus import events, reports
from pages import add_write, fill
from playwright.sync_api import Browser, Page, sync_playwright

from dateline import Article, Extraction, extract
from dateline.events import Linker, Report
from dateline.export import Coded, Linked, article_id, read_extractions
from dateline.models import When

EXAMPLES = Path(__file__).parents[1] / "examples"
EVENTS = 60
APART = timedelta(days=3)
ROUNDS = 3
FIGURES = {"seconds": 0, "held": 0, "size": 0, "index": 1}
"""What is told of the writing, with digits after the point."""
SHOWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(performance.now()))))"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--one", nargs=3, metavar=("IN", "COUNT", "OUT"), help=argparse.SUPPRESS)
    parser.add_argument(
        "--folder", type=Path, help="where pages are kept, and taken from where they are there"
    )
    add_write(parser, "site")
    given = parser.parse_args()
    if given.one:
        file, count, out = given.one
        print(json.dumps(written(Path(file), int(count), Path(out))))
        return 0
    names = "articles", "written, CPU s", "held, MB", "folder, MB", "index, MB"
    seen = "opened, s", "filtered, s", "searched, s"
    lines = [f"| {' | '.join((*names, *seen))} |", f"|{' ---: |' * 8}"]
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = given.folder or Path(temporary)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for count in given.articles:
            out = folder / f"site-{count}"
            wrote = made(folder, count, out)
            cells = [
                f"{count:,}",
                *(f"{wrote[name]:.{digits}f}" for name, digits in FIGURES.items()),
                *(f"{seconds:.2f}" for seconds in opened(browser, out / "index.html")),
            ]
            lines.append(f"| {' | '.join(cells)} |")
            print(lines[-1], file=sys.stderr, flush=True)
        browser.close()
    print("\n".join(lines))
    if given.write:
        fill(given.write, "site", lines)
    return 0


def made(folder: Path, count: int, out: Path) -> dict[str, float]:
    """What it took to write so many; read back where that was done before."""
    figures = folder / f"site-{count}.json"
    if figures.exists():
        return json.loads(figures.read_text("utf-8"))
    base = folder / "read.jsonl"
    if not base.exists():
        base.write_text("".join(f"{each.model_dump_json()}\n" for each in read()), "utf-8")
    command = [sys.executable, __file__, "--one", str(base), str(count), str(out)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    figures.write_text(ran.stdout, "utf-8")
    return json.loads(ran.stdout)


def read() -> Iterator[Extraction]:
    """The articles as the parser reads them."""
    rng = random.Random(7)
    for told in reports(events(EVENTS, rng), rng):
        day = date.fromisoformat(told["published"])
        yield extract(Article.from_text(told["text"]), provider="parser", published=day)
    for path in sorted(EXAMPLES.glob("*.txt")):
        article = Article.from_file(path)
        yield extract(article, provider="parser", published=date(2024, 3, 11))


def linked(found: Sequence[Extraction]) -> list[dict[str, Linked]]:
    """Each article's events."""
    linker = Linker()
    for number, each in sorted(enumerate(found), key=lambda pair: str(pair[1].article.published)):
        for incident in each.incidents:
            linker.add(Report(str(number), incident, each.article.published))
    events: list[dict[str, Linked]] = [{} for _ in found]
    for event in linker.events:
        for link in event.links:
            events[int(link.report.article)][link.report.incident.id] = Linked(
                event.id, link.explanation, None, len(event.links)
            )
    return events


def repeated(found: Sequence[Extraction], count: int) -> Iterator[Coded]:
    """So many articles: those that are there, again and again, each time some days later."""
    events = linked(found)
    for number in range(count):
        again, at = divmod(number, len(found))
        each, later = found[at], APART * again
        text = f"{each.article.text}\n\nNo. {number}"
        changed = {"text": text, "published": _moved(each.article.published, later)}
        incidents = tuple(
            i.model_copy(update={"when": _later(i.when, later)}) for i in each.incidents
        )
        result = each.model_copy(
            update={"article": each.article.model_copy(update=changed), "incidents": incidents}
        )
        links = {
            record: replace(link, event_id=f"{link.event_id}-{again}")
            for record, link in events[at].items()
        }
        yield Coded(article_id(result), result, events=links)


def _moved(day: date | None, by: timedelta) -> date | None:
    return day and day + by


def _later(when: When | None, by: timedelta) -> When | None:
    if when is None:
        return None
    changed = {"start": _moved(when.start, by), "end": _moved(when.end, by)}
    return when.model_copy(update=changed)


def written(file: Path, count: int, out: Path) -> dict[str, float]:
    from dateline.export import export

    found = list(read_extractions(file))
    began = time.process_time()
    export(repeated(found, count), "html", out)
    seconds = time.process_time() - began
    status = Path("/proc/self/status").read_text("utf-8")
    held = int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])
    return {
        "seconds": seconds,
        "held": held / 1024,
        "size": sum(each.stat().st_size for each in out.rglob("*.html")) / 1e6,
        "index": (out / "index.html").stat().st_size / 1e6,
    }


def opened(browser: Browser, index: Path) -> list[float]:
    """Seconds until the index is there, until a filter is through, until a search is."""
    times = [_opened_once(browser, index) for _ in range(ROUNDS)]
    return [median(column) for column in zip(*times, strict=True)]


def _opened_once(browser: Browser, index: Path) -> tuple[float, float, float]:
    tab = browser.new_page(viewport={"width": 1360, "height": 900})
    tab.goto(index.as_uri())
    there = tab.evaluate(SHOWN) / 1000
    chosen = _took(tab, lambda: tab.locator("#facets input[type=checkbox]").first.check())
    tab.locator("#clear").click()
    searched = _took(tab, lambda: tab.fill("#q", "damaturu"))
    tab.close()
    return there, chosen, searched


def _took(tab: Page, act: Callable[[], object]) -> float:
    """Seconds from an act until the page says what is found, and shows it."""
    before = tab.text_content("#count")
    start = tab.evaluate("performance.now()")
    act()
    for _ in range(2000):
        if tab.text_content("#count") != before:
            break
        tab.wait_for_timeout(5)
    return (tab.evaluate(SHOWN) - start) / 1000


if __name__ == "__main__":
    sys.exit(main())
