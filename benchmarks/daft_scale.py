"""Articles a second through Daft, beside `extract_many`, against a loopback server of 0.2 s.

The articles and answers of batch.py (600 words, three questions, five records an answer), the model
as the only coder. `extract_many` with its store, and without the search for copies, which Daft does
not make; Daft's own runner with a checkpoint; and its Ray runner on a cluster of two workers that
is started for it on this machine. Each in a process of its own, beside the server's, on the same
cores. Seconds are from the call to the last row written; with Ray they hold the start of its
workers. On the cluster once more with a worker killed when a third of the articles are kept.

    python benchmarks/daft_scale.py [--articles 5000] [--ray 1000] [--write docs/scale.md]

`--kept FILE --most 1` measures one of them and keeps what it took, so that a machine which others
want too is taken a few minutes at a time: start it again until all are there.

Exit status 1: records differ, a finished article was asked about again, a killed worker lost
something, or Daft's own runner is slower than 0.8 times `extract_many`; 2: some are left to be
measured.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import throughput
from pages import add_write, fill

from batch import calls
from dateline import Extraction, Settings, extract_many
from dateline.settings import Profile

IN_FLIGHT = 64
WORKERS = 2  # of the Ray cluster
TARGET = 0.8
Took = dict[tuple[str, int], dict[str, Any]]
KINDS = ("extract_many", "native", "ray", "killed")
KILLED_AFTER = 3  # a third of the articles


def rows(count: int) -> Iterator[dict[str, str]]:
    """So many articles, no two the same."""
    texts = [text for text, _ in throughput.material()]
    for number in range(count):
        text = throughput.text_of(texts, number)
        yield {"id": str(number), "text": text, "published": str(throughput.PUBLISHED)}


def settings(url: str) -> Settings:
    """That ask the loopback server, with the model as the only coder."""
    profile = Profile(model="openai-compatible:m", base_url=url)
    return Settings(coders="model", concurrency=IN_FLIGHT, providers={"m": profile})


def digest(found: Iterable[tuple[str, Extraction]]) -> str:
    """The records of all articles in a few letters; how they were come by is left out."""
    told = sorted((name, one.model_dump_json(exclude={"receipt"})) for name, one in found)
    return sha256("\n".join(f"{name} {one}" for name, one in told).encode()).hexdigest()[:12]


# --- the three, each in a process of its own -----------------------------------------------------


def by_extract_many(url: str, count: int, folder: Path) -> dict[str, Any]:
    list(extract_many(rows(6), settings(url)))  # imports, caches
    asked, started, cpu = calls(url), time.perf_counter(), time.process_time()
    many = extract_many(rows(count), settings(url), out=folder / "runs.db", dedupe=False)
    found = [(o.given_id, o.extraction) for o in many]
    return {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "calls": calls(url) - asked,
        "failed": sum(one is None for _, one in found),
        "digest": digest((name, one) for name, one in found if name and one),
    }


def by_daft(
    url: str, count: int, folder: Path, *, on_ray: bool, kill: bool = False
) -> dict[str, Any]:
    import daft

    if on_ray:
        import ray

        ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)
        daft.set_runner_ray()
    else:
        _daft_job(url, 6, folder, "warm")  # imports, caches
    asked, cpu = calls(url), time.process_time()
    killed: list[int] = []
    if kill:
        told = (folder / "kept-first", count // KILLED_AFTER, killed)
        threading.Thread(target=_kill_one, args=told, daemon=True).start()
    took: dict[str, Any] = {"seconds": _daft_job(url, count, folder, "first")}
    if not on_ray:  # there others do the work
        took["cpu"] = time.process_time() - cpu
    took["calls"], asked = calls(url) - asked, calls(url)
    took["again"] = _daft_job(url, count, folder, "second", kept="first")
    took["asked again"] = calls(url) - asked
    both = [_read(folder / f"out-{name}") for name in ("first", "second")]
    took["failed"] = sum(1 for _, one in both[0] if one is None)
    digests = {digest((name, one) for name, one in found if one) for found in both}
    kept = sum(file.stat().st_size for file in (folder / "kept-first/parts").iterdir())
    return {**took, "digest": " and ".join(sorted(digests)), "kept": kept, "killed": killed}


def _kill_one(kept: Path, after: int, killed: list[int]) -> None:
    """Kill one of the cluster's workers when so many articles are in the checkpoint."""
    import pyarrow.parquet as pq
    from ray._private.state import actors

    def finished() -> int:
        return sum(pq.read_metadata(file).num_rows for file in (kept / "parts").glob("*.parquet"))

    while finished() < after:
        time.sleep(0.1)
    alive = [a for a in actors().values() if a["State"] == "ALIVE"]
    pid = next(int(a["Pid"]) for a in alive if a["ActorClassName"] == "UDFActor")
    os.kill(pid, signal.SIGKILL)
    killed.append(pid)


def _daft_job(url: str, count: int, folder: Path, name: str, *, kept: str = "") -> float:
    import daft
    import dateline.daft

    started = time.perf_counter()
    df = daft.from_pylist(list(rows(count)))
    read = dateline.daft.extract(df, settings(url), checkpoint=str(folder / f"kept-{kept or name}"))
    read.write_parquet(str(folder / f"out-{name}"))
    return time.perf_counter() - started


def _read(out: Path) -> list[tuple[str, Extraction | None]]:
    import pyarrow.parquet as pq

    found = pq.read_table(out, columns=["id", "extraction"]).to_pylist()
    return [
        (r["id"], Extraction.model_validate_json(r["extraction"]) if r["extraction"] else None)
        for r in found
    ]


def client(kind: str, url: str, count: int) -> None:
    """Run one in this process, and print what it took."""
    with tempfile.TemporaryDirectory() as name:
        if kind == "extract_many":
            took = by_extract_many(url, count, Path(name))
        else:
            on_ray = kind in ("ray", "killed")
            took = by_daft(url, count, Path(name), on_ray=on_ray, kill=kind == "killed")
    print("\n" + json.dumps(took))


# --- the run -------------------------------------------------------------------------------------


def measured(kind: str, url: str, count: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--client", kind, "--url", url, "--articles", str(count)]
    env = {**os.environ, "PYTHONPATH": str(throughput.ROOT / "src"), "DO_NOT_TRACK": "true"}
    env["DAFT_PROGRESS_BAR"] = "0"
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if ended.returncode != 0:
        raise SystemExit(f"{kind}: {ended.stderr[-3000:]}")
    result: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return result


def pieces(articles: int, on_ray: int) -> list[tuple[str, int]]:
    """What is measured, over how many articles, in order."""
    ours = [("extract_many", articles), ("native", articles)]
    theirs = [("extract_many", on_ray), ("ray", on_ray), ("killed", on_ray)]
    return list(dict.fromkeys([*ours, *theirs] if on_ray else ours))


def measured_so_far(url: str, wanted: list[tuple[str, int]], kept: Path | None, most: int) -> Took:
    """What each took; at most so many are measured now, others stand in the file or are left."""
    told = json.loads(kept.read_text("utf-8")) if kept is not None and kept.exists() else {}
    for kind, count in wanted:
        name = f"{kind} {count}"
        if name not in told and most > 0:
            told[name] = measured(kind, url, count)
            most -= 1
            print(name, told[name], flush=True)
            if kept is not None:
                kept.write_text(json.dumps(told), "utf-8")
    return {(k, c): told[f"{k} {c}"] for k, c in wanted if f"{k} {c}" in told}


def table(took: Took, count: int) -> tuple[list[str], bool]:
    """Those over so many articles, as the lines of a page, and whether all that must hold holds."""
    these = {kind: told for (kind, articles), told in took.items() if articles == count}
    lines = [
        "| | articles | a second | CPU each, ms | requests | failed | restarted, s | requests |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, told in these.items():
        again = f"{told['again']:.1f} | {told['asked again']}" if "again" in told else "|"
        cpu = f"{1000 * told['cpu'] / count:.0f}" if "cpu" in told else ""
        lines.append(
            f"| {_NAMES[kind]} | {count:,} | {count / told['seconds']:.1f} | {cpu} "
            f"| {told['calls']:,} | {told['failed']} | {again} |"
        )
    same = len({told["digest"] for told in these.values()}) == 1
    holds = same and not any(t["failed"] or t.get("asked again") for t in these.values())
    lines += ["", f"{count:,} articles: the records are {'' if same else 'NOT '}the same."]
    if "native" in these:
        share = these["extract_many"]["seconds"] / these["native"]["seconds"]
        lines.append(f"Daft's own runner: {share:.2f} of extract_many (at least {TARGET:g}).")
        holds &= share >= TARGET
    if "killed" in these:
        more = these["killed"]["calls"] - these["extract_many"]["calls"]
        died = len(these["killed"]["killed"])
        lines.append(f"Workers killed: {died}; {more} requests were put once more for it.")
        holds &= died == 1
    return lines, holds


_NAMES = {
    "extract_many": "`extract_many`, with its store",
    "native": "Daft's own runner",
    "ray": f"Daft's Ray runner, {WORKERS} workers",
    "killed": "the same, one of them killed",
}


def main() -> int:
    """Print the table; see the exit status above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--ray", type=int, default=1_000, help="articles on the cluster; 0 is none")
    add_write(parser, "daft")
    parser.add_argument("--kept", type=Path, help="a file for what was measured")
    parser.add_argument("--most", type=int, default=9, help="how many are measured in this start")
    parser.add_argument("--client", choices=KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.client:
        client(options.client, options.url, options.articles)
        return 0
    wanted = pieces(options.articles, options.ray)
    with tempfile.TemporaryDirectory() as folder:
        server, url = throughput.start_server(Path(folder))
        try:
            took = measured_so_far(url, wanted, options.kept, options.most)
        finally:
            server.terminate()
    if len(took) < len(wanted):
        return 2
    lines = [f"{IN_FLIGHT} requests in flight, {os.cpu_count()} cores for all of it."]
    holds = True
    for count in dict.fromkeys(count for _, count in wanted):
        told, held = table(took, count)
        lines, holds = [*lines, "", *told], holds and held
    print("\n".join(lines))
    if options.write:
        fill(options.write, "daft", lines)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
