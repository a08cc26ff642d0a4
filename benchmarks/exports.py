"""How much memory and time an export takes, of few records and of many.

The articles of `examples/`, as the parser reads them, are written to a JSON Lines file again and
again, each with a line of its own at its end, until there are as many records as wanted. Every
export is a process of its own, from that file to the format's; what it held at most is what Linux
says (`VmHWM`). Needs the extras `export` and `parser`.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import count
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
FORMATS = ("jsonl", "csv", "parquet", "duckdb", "acled", "ucdp", "gtd", "plover", "jsonld")
MEGABYTE = 1024  # kilobytes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=FORMATS)
    parser.add_argument("--growth", type=float, default=1.15, help="at most, of any but DuckDB's")
    parser.add_argument("--one", nargs=3, metavar=("FORMAT", "IN", "OUT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(*given.one)))
        return 0
    held = {}
    with tempfile.TemporaryDirectory() as folder:
        sizes = {size: written(size, Path(folder) / f"{size}.jsonl") for size in given.records}
        print("| format | " + " | ".join(f"{n:,} records" for n in sizes) + " |")
        print("| --- |" + " ---: |" * len(sizes))
        for name in given.formats:
            runs = [run(name, file, Path(folder) / f"{name}-{n}") for n, file in sizes.items()]
            held[name] = [run["megabytes"] for run in runs]
            cells = [f"{r['megabytes']:.0f} MB, {r['seconds']:.1f} s" for r in runs]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    grown = [n for n, found in held.items() if max(found) > given.growth * min(found)]
    # DuckDB keeps what it has written as long as there is room in what it is given.
    return 1 if {*grown} - {"duckdb"} else 0


def written(size: int, file: Path) -> Path:
    """A file with so many records, incidents, statements and policy together."""
    from dateline import Article, extract

    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    read = [
        extract(Article.from_text(t), provider="parser", published=date(2024, 3, 11)) for t in texts
    ]
    left, number = size, count(1)
    with file.open("w", encoding="utf-8") as lines:
        while left > 0:
            for one in read:
                article = one.article.model_copy(
                    update={"text": f"{one.article.text}\n\nNo. {next(number)}"}
                )
                lines.write(one.model_copy(update={"article": article}).model_dump_json() + "\n")
                left -= len(one.incidents) + len(one.statements) + len(one.policy_context)
                if left <= 0:
                    break
    return file


def run(name: str, file: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", name, str(file), str(out)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def measured(name: str, file: str, out: str) -> dict[str, float]:
    from dateline.export import coded, export, read_extractions

    began = time.perf_counter()
    export(coded(read_extractions(Path(file))), name, out)
    seconds = time.perf_counter() - began
    status = Path("/proc/self/status").read_text("utf-8")
    held = int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])
    return {"seconds": seconds, "megabytes": held / MEGABYTE}


if __name__ == "__main__":
    sys.exit(main())
