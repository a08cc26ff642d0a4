"""Embedded models on the example articles, beside the parser: what they add, and what they cost.

Each model in a process of its own, with both coders; the last row is the parser alone.

    python benchmarks/models.py [MODEL.gguf ...] [--write docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from pages import add_write, fill

from dateline import Article, Extraction, Extractor, Settings
from dateline.providers import resolve

ROOT = Path(__file__).parents[1]
ARTICLES = ("ceasefire-talks", "conflicting-tolls", "raid-and-roadside-bomb")
PUBLISHED = date(2024, 5, 8)  # any day: the same for all
MEGABYTES = 1600
REFUSED = ("ungrounded", "invalid", "unanswered")
HEAD = (
    "| model | asked by | questions | read by the model | as the parser | alone, kept "
    "| otherwise, dropped | refused | CPU, s an article | peak memory, MB |"
)


def counted(result: Extraction) -> dict[str, int]:
    """What the model read of the article, beside what the parser read."""
    readings = [r for field in result.agreement for r in field.readings if r.model is not None]
    return {
        "questions": len(result.receipt.calls),
        "read": sum(r.count for r in readings),
        "same": sum(r.count for r in readings if r.model == r.parser),
        "alone": sum(r.count for r in readings if r.parser is None),
        "otherwise": sum(r.count for r in readings if r.parser not in (None, r.model)),
        "refused": sum(f.kind in REFUSED for f in result.findings),
    }


def measure(name: str) -> dict[str, Any]:
    """One model over the articles, in this process: its server runs inside."""
    sums: dict[str, Any] = {}
    with Extractor(name, settings=Settings()) as extractor:
        started = time.process_time()
        for article in ARTICLES:
            text = (ROOT / "examples" / f"{article}.txt").read_text("utf-8")
            result = extractor.extract(Article.from_text(text, published=PUBLISHED))
            for key, value in counted(result).items():
                sums[key] = sums.get(key, 0) + value
        sums["seconds"] = (time.process_time() - started) / len(ARTICLES)
    resolved = resolve(Settings(), name)
    sums["model"] = Path(resolved.model).name
    sums["asking"] = resolved.asking if resolved.is_asked else "-"
    sums["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sums


def in_own_process(name: str) -> dict[str, Any]:
    """The same, where nothing else takes memory."""
    ran = subprocess.run(
        [sys.executable, __file__, "--one", name], stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(ran.stdout)


def row(sums: dict[str, Any]) -> str:
    return (
        "| {model} | {asking} | {questions} | {read} | {same} | {alone} | {otherwise} | {refused} "
        "| {seconds:.1f} | {megabytes:.0f} |".format(**sums)
    )


def main() -> int:
    """Print the table. Exit status 1: the packaged model and the parser take too much memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", type=Path, help="model files beside the packaged one")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    add_write(parser, "models")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return 0
    own = [f"llama.cpp:{path.resolve()}" for path in options.models]
    packaged, *others = [in_own_process(name) for name in ("local", *own, "parser")]
    memory = f"{packaged['megabytes']:.0f} MB (at most {MEGABYTES})"
    lines = [
        f"{len(ARTICLES)} articles; the start of the model is in its seconds.",
        "",
        HEAD,
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *map(row, (packaged, *others)),
        "",
        f"Packaged model and parser in one process: {memory}.",
    ]
    print("\n".join(lines))
    if options.write:
        fill(options.write, "models", lines)
    return 0 if packaged["megabytes"] <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
