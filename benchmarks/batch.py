"""Articles a second through `dateline batch`, against a loopback server that answers after 0.2 s.

Articles of about 600 words, three questions each, five records an answer (see load.py, also for
`--answers`). dateline with its store, grounding and the light audit, by the command line;
instructor with the same schemas and messages and no store; langextract with prompts of its own, one
for each type of record, and once more with a single question an article. Then dateline with the
parser beside the model, and the parser alone in one process and in several. Each in a process of
its own, beside the server's, on the same cores.

A machine's speed drifts: the peers read half of `--peers` before dateline's run with a model and
half after it, and their row is the mean. A first share of each half is not counted (see
throughput.py); dateline's run is counted from the start of its process.

    python benchmarks/batch.py [--articles 20000] [--peers 400] [--write docs/benchmarks.md]

langextract runs where it is installed; --langextract names the Python of another environment.
`--processes N`: dateline asks in one process and works on the words in N others. `--no-dedupe`: it
does not look for copies. Here that is dearer than elsewhere: the articles differ in a number alone,
so each is held against others that are alike, and none is a copy.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import throughput
from load import PUBLISHED, Answers, add_answers, calls, material, start_server, text_of
from pages import add_write, fill
from watched import Ran, watched

IN_FLIGHT = 64
# The client of throughput.py, what its row is called, and how many times its rate dateline's
# should be. With one question langextract does a third of the others' work: no target.
PEERS = (
    ("instructor", "instructor", 1.4),
    ("langextract, by type", "langextract, three questions an article", 6.0),
    ("langextract", "langextract, one question an article (five records)", None),
)
MOST_MEMORY = 400  # MB
MOST_TO_RESUME = 5.0  # seconds
FLAT = 1.1  # the last quarter's memory against the second's


def write_articles(file: Path, count: int, answers: Answers) -> None:
    """So many articles as JSON Lines, no two the same."""
    texts = [text for text, _ in material(answers)]
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            row = {"id": str(number), "text": text_of(texts, number), "published": str(PUBLISHED)}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def run_batch(folder: Path, articles: Path, store: str, *arguments: str) -> Ran:
    """`dateline batch` in `folder`, watched."""
    command = [sys.executable, "-m", "dateline", "batch", str(articles), "--out", store]
    return watched([*command, *arguments], "dateline batch", folder)


def configure(folder: Path, url: str) -> None:
    """A configuration that asks the loopback server."""
    text = (
        f'default = "m"\nconcurrency = {IN_FLIGHT}\n'
        f'[providers.m]\nmodel = "openai-compatible:m"\nbase_url = "{url}"\n'
    )
    (folder / "dateline.toml").write_text(text, "utf-8")


# --- the parts of the page -----------------------------------------------------------------------


@dataclass
class Page:
    """What was measured, as the lines of a page, printed as they come."""

    lines: list[str] = field(default_factory=list)

    def add(self, *lines: str) -> None:
        for line in lines:
            print(line, flush=True)
        self.lines += lines

    def row(self, name: str, articles: int, seconds: float, cpu: str = "", peak: str = "") -> None:
        self.add(f"| {name} | {articles:,} | {articles / seconds:.1f} | {cpu} | {peak} |")


def measure(options: argparse.Namespace, folder: Path, url: str) -> list[str]:
    page = Page()
    page.add(
        f"{IN_FLIGHT} requests in flight.",
        "",
        "| | articles | articles a second | CPU an article, ms | peak memory, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    )
    halves = [_peers(options, url)]
    configure(folder, url)
    many = folder / "many.jsonl"
    write_articles(many, options.articles, options.answers)
    arguments = ["--coders", "model"]
    if options.processes > 1:
        arguments += ["--processes", str(options.processes)]
    if options.no_dedupe:
        arguments.append("--no-dedupe")
    asked = calls(url)
    ran = _batch(page, folder, many, "dateline", options.articles, *arguments)
    asked = calls(url) - asked
    halves.append(_peers(options, url))
    rates = _peer_rows(page, halves)
    resumed = run_batch(folder, many, "dateline.db", *arguments)
    _parsed(page, folder, options)
    page.add("")
    for _, name, target in PEERS:
        if name in rates:
            share = options.articles / ran.seconds / rates[name]
            wanted = f" (target {target:g})" if target else ""
            page.add(f"dateline with its store: {share:.2f} times {name}{wanted}.")
    size = (folder / "dateline.db").stat().st_size / options.articles / 1000
    page.add(
        f"{asked / options.articles:.2f} requests an article; {size:.1f} kB of store an article.",
        f"Peak memory {ran.peak:.0f} MB (at most {MOST_MEMORY}); the last quarter's is "
        f"{ran.growth:.2f} times the second's (at most {FLAT:g}).",
        f"The finished run of {options.articles:,} started once more: {resumed.seconds:.1f} s "
        f"(at most {MOST_TO_RESUME:g}), no request.",
    )
    return page.lines


def _peers(options: argparse.Namespace, url: str) -> dict[str, dict[str, float]]:
    """What half of the articles take each peer, by the name of its row."""
    half = max(1, options.peers // 2)
    found: dict[str, dict[str, float]] = {}
    for client, name, _ in PEERS:
        python = options.langextract if client.startswith("langextract") else sys.executable
        if python:
            found[name] = throughput.measured(client, url, half, IN_FLIGHT, options.answers, python)
    return found


def _peer_rows(page: Page, halves: Sequence[dict[str, dict[str, float]]]) -> dict[str, float]:
    """Articles a second of each peer, over both halves, by the name of its row."""
    rates: dict[str, float] = {}
    for name in halves[0]:
        both = [half[name] for half in halves]
        articles, seconds, cpu = (
            sum(took[of] for took in both) for of in ("articles", "seconds", "cpu")
        )
        rates[name] = articles / seconds
        peak = max(took["peak_mb"] for took in both)
        page.row(name, round(articles), seconds, f"{1000 * cpu / articles:.1f}", f"{peak:.0f}")
    return rates


def _batch(page: Page, folder: Path, articles: Path, name: str, count: int, *arguments: str) -> Ran:
    ran = run_batch(folder, articles, f"{name}.db", *arguments)
    shown = f"`dateline batch {' '.join(arguments)}`"
    page.row(shown, count, ran.seconds, f"{1000 * ran.cpu / count:.1f}", f"{ran.peak:.0f}")
    return ran


def _parsed(page: Page, folder: Path, options: argparse.Namespace) -> None:
    """The parser beside the model, and alone in one process and in as many as there are cores."""
    count = options.parsed
    if not count:
        return
    few = folder / "few.jsonl"
    write_articles(few, count, options.answers)
    _batch(page, folder, few, "both", count, "--coders", "both")
    processes = str(os.cpu_count() or 2)
    _batch(page, folder, few, "one", count, "--provider", "parser")
    _batch(page, folder, few, "many", count, "--provider", "parser", "--processes", processes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table. Exit status 0 whatever it says: it depends on the machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--peers", type=int, default=400, help="articles that each peer reads")
    parser.add_argument("--parsed", type=int, default=400, help="articles for the parser's rows")
    parser.add_argument("--processes", type=int, default=1, help="of the run with a model")
    parser.add_argument("--no-dedupe", action="store_true", help="no search for copies either")
    add_answers(parser)
    here = sys.executable if importlib.util.find_spec("langextract") else None
    parser.add_argument("--langextract", default=here, metavar="PYTHON")
    add_write(parser, "batch")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server, url = start_server(folder, options.answers)
        try:
            lines = measure(options, folder, url)
        finally:
            server.terminate()
    if options.write:
        fill(options.write, "batch", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
