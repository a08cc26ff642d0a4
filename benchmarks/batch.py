"""Articles a second through `dateline batch`, against a loopback server that answers after 0.2 s.

Articles of about 600 words, three questions each, five records an answer (see throughput.py).
dateline with its store, grounding and the light audit, by the command line; instructor with the
same schemas and messages and no store; langextract with one question an article in a format of its
own. Then dateline with the parser beside the model, and the parser alone in one process and in
several. Each in a process of its own, beside the server's, on the same cores.

    python benchmarks/batch.py [--articles 20000] [--peers 400] [--write docs/benchmarks.md]

langextract runs where it is installed; --langextract names the Python of another environment.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import throughput
from pages import add_write, fill

IN_FLIGHT = 64
QUESTIONS = 3
TARGETS = {"instructor": 1.4, "langextract": 6.0}
MOST_MEMORY = 400  # MB
MOST_TO_RESUME = 5.0  # seconds
FLAT = 1.1  # the last quarter's memory against the second's


@dataclass
class Ran:
    """One run of the command line.

    Attributes:
        seconds: From start to end, the start of the process included.
        cpu: Seconds of processor time.
        memory: The process and its children, in MB, twice a second.
        text: What it printed.
    """

    seconds: float
    cpu: float
    memory: list[float] = field(default_factory=list)
    text: str = ""

    @property
    def peak(self) -> float:
        return max(self.memory, default=0.0)

    @property
    def growth(self) -> float:
        """The last quarter's memory against the second's."""
        quarters = [
            self.memory[i * len(self.memory) // 4 :][: max(1, len(self.memory) // 4)]
            for i in (1, 3)
        ]
        second, last = (sum(q) / max(1, len(q)) for q in quarters)
        return last / second if second else 1.0


def write_articles(file: Path, count: int) -> None:
    """So many articles as JSON Lines, no two the same."""
    texts = [text for text, _ in throughput.material()]
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = throughput.text_of(texts, number)
            row = {"id": str(number), "text": text, "published": str(throughput.PUBLISHED)}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def run_batch(folder: Path, articles: Path, store: str, *arguments: str) -> Ran:
    """`dateline batch` in `folder`, watched."""
    command = [sys.executable, "-m", "dateline", "batch", str(articles), "--out", store, *arguments]
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_env()
    )
    memory: list[float] = []
    watching = threading.Thread(target=_watch, args=(process, memory), daemon=True)
    watching.start()
    out, err = process.communicate()
    seconds = time.perf_counter() - started
    watching.join()
    after = os.times()
    if process.returncode:
        raise SystemExit(f"dateline batch ended with {process.returncode}: {err[-2000:]}")
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Ran(seconds, cpu, memory, out)


def _env() -> dict[str, str]:
    """This environment, with the checkout's own code wherever the command runs."""
    return {**os.environ, "PYTHONPATH": str(throughput.ROOT / "src")}


def _watch(process: subprocess.Popen[str], memory: list[float]) -> None:
    while process.poll() is None:
        memory.append(sum(map(_resident, _family(process.pid))))
        time.sleep(0.5)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _resident(pid: int) -> float:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0


def configure(folder: Path, url: str) -> None:
    """A configuration that asks the loopback server."""
    text = (
        f'default = "m"\nconcurrency = {IN_FLIGHT}\n'
        f'[providers.m]\nmodel = "openai-compatible:m"\nbase_url = "{url}"\n'
    )
    (folder / "dateline.toml").write_text(text, "utf-8")


def peer(name: str, url: str, count: int, python: str) -> dict[str, float]:
    """What a peer took for `count` articles."""
    own, sys.executable = sys.executable, python
    try:
        return throughput.measured(name, url, count, IN_FLIGHT)
    finally:
        sys.executable = own


def calls(url: str) -> int:
    with urllib.request.urlopen(url.replace("/v1", "/counts")) as answer:
        return int(json.load(answer).get("calls", 0))


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
    rates = _peers(page, options, url)
    configure(folder, url)
    many = folder / "many.jsonl"
    write_articles(many, options.articles)
    asked = calls(url)
    ran = _batch(page, folder, many, "dateline", options.articles, "--coders", "model")
    asked = calls(url) - asked
    resumed = run_batch(folder, many, "dateline.db", "--coders", "model")
    _parsed(page, folder, options.parsed)
    page.add("")
    for name, rate in rates.items():
        share = options.articles / ran.seconds / rate
        page.add(f"dateline with its store: {share:.2f} times {name} (target {TARGETS[name]:g}).")
    size = (folder / "dateline.db").stat().st_size / options.articles / 1000
    page.add(
        f"{asked / options.articles:.2f} requests an article; {size:.1f} kB of store an article.",
        f"Peak memory {ran.peak:.0f} MB (at most {MOST_MEMORY}); the last quarter's is "
        f"{ran.growth:.2f} times the second's (at most {FLAT:g}).",
        f"The finished run of {options.articles:,} started once more: {resumed.seconds:.1f} s "
        f"(at most {MOST_TO_RESUME:g}), no request.",
    )
    return page.lines


def _peers(page: Page, options: argparse.Namespace, url: str) -> dict[str, float]:
    pythons = {"instructor": sys.executable, "langextract": options.langextract}
    rates: dict[str, float] = {}
    for name, python in pythons.items():
        if python:
            took, count = peer(name, url, options.peers, python), options.peers
            rates[name] = count / took["seconds"]
            cpu, peak = f"{1000 * took['cpu'] / count:.1f}", f"{took['peak_mb']:.0f}"
            page.row(name, count, took["seconds"], cpu, peak)
    return rates


def _batch(page: Page, folder: Path, articles: Path, name: str, count: int, *arguments: str) -> Ran:
    ran = run_batch(folder, articles, f"{name}.db", *arguments)
    shown = f"`dateline batch {' '.join(arguments)}`"
    page.row(shown, count, ran.seconds, f"{1000 * ran.cpu / count:.1f}", f"{ran.peak:.0f}")
    return ran


def _parsed(page: Page, folder: Path, count: int) -> None:
    """The parser beside the model, and alone in one process and in as many as there are cores."""
    if not count:
        return
    few = folder / "few.jsonl"
    write_articles(few, count)
    _batch(page, folder, few, "both", count, "--coders", "both")
    processes = str(os.cpu_count() or 2)
    _batch(page, folder, few, "one", count, "--provider", "parser")
    _batch(page, folder, few, "many", count, "--provider", "parser", "--processes", processes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table. Exit status 0 whatever it says: it depends on the machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--peers", type=int, default=400, help="articles that the peers read")
    parser.add_argument("--parsed", type=int, default=400, help="articles for the parser's rows")
    here = sys.executable if importlib.util.find_spec("langextract") else None
    parser.add_argument("--langextract", default=here, metavar="PYTHON")
    add_write(parser, "batch")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server, url = throughput.start_server(folder)
        try:
            lines = measure(options, folder, url)
        finally:
            server.terminate()
    if options.write:
        fill(options.write, "batch", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
