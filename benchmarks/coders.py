"""The two coders against gold, alone and together, and beside peers with the same model.

Three parts: the parser alone over a seeded sample of each corpus, with the floor and the goal of
each figure; the parser, the embedded model and both over a few documents of each; instructor and
langextract, with the same model, over some of the same.

    python benchmarks/coders.py [--only parser model peers] [--write docs/benchmarks.md]

langextract is run where it is installed: see benchmarks/requirements.txt, and
`--langextract-python` for an environment of its own.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is loaded: CPU time is measured

from coders_peers import (
    Bounds,
    guarded,
    instructor_reader,
    langextract_reader,
    read_gold_words,
)
from coders_read import (
    ByReader,
    Reading,
    coder,
    cpu_of,
    is_same,
    load,
    precision_by_finder,
    read_by_coders,
    read_each,
    seed_article,
    spread,
)
from coders_table import (
    PARTS,
    agreement_rows,
    coder_rows,
    number,
    precision_row,
    row,
    target_rows,
)
from corpora import corpora
from pages import fill

from dateline.evaluation import GoldDocument, Tally, load_gold, total
from dateline.evaluation.corpora import load_corpus
from dateline.models.agreement import together
from dateline.settings import Coders

WORDS = 600
SAME = 10
ROOT = Path(__file__).parents[1]
RESOLVED = {"toll.in_range": "tolls in range", "place.admin1": "place admin1", "when.day": "day"}
CPU = (0.25, 0.10)
SEED_RIGHT, SEED_SPURIOUS = (0.75, 0.92), (2, 0)
MEGABYTES = 1600
BOTH = (
    ("own", "incident", "incidents"),
    ("own", "statement", "statements"),
    ("own", "policy", "policy items"),
    ("wikievents/dev", "sentence", "sentences of incidents"),
    ("muc4/dev", "role", "role fillers"),
    ("polnear/dev", "statement", "statements"),
)
LEGEND = "Precision / recall / F1 (hits of predicted, gold):"


# --- the parser alone ----------------------------------------------------------------------------


def parser_part(documents: int) -> list[str]:
    """The table of targets."""
    read, gold = coder("parser", "parser"), load(documents, parts=True)
    for document in gold[PARTS[0]][:3]:  # warm
        read(document)
    found = read_each("parser", read, gold)
    found = {"own": [r for part in PARTS for r in found[part]], **found}
    every = [r for corpus, readings in found.items() if corpus != "own" for r in readings]
    grounding = total(r.scores for r in every)["grounding"]
    noise = total(r.scores for r in found["own"]).get("noise", Tally())
    same = list(is_same(read, every[:SAME]))
    cpu = cpu_of(every, WORDS)
    return [
        *target_rows({corpus: [r.scores for r in found[corpus]] for corpus in found}),
        "",
        row("all of these documents", "", "floor", "goal"),
        row("---", "---:", "---:", "---:"),
        row("articles", len(every), "", ""),
        row("failed", sum(bool(r.problems) for r in every), 0, 0),
        row("mentions and evidence grounded", _of(grounding), "all", "all"),
        row("records from menus, captions, footers of the gold set", _of(noise), 1, 0),
        row(f"CPU seconds per {WORDS} words, warm", number(cpu), *(f"{s:.2f}" for s in CPU)),
        row("articles that give the same twice", f"{sum(same)} of {len(same)}", "all", "all"),
        *_seed_rows(),
        "",
        _ceiling(),
    ]


def _seed_rows() -> list[str]:
    """The seed article, as `seed.py` judges it."""
    score = seed_article()
    if score is None:
        return []
    right = sum(judged["judged"][0] == "right" for judged in score["rows"])
    share = f"{right / len(score['rows']):.3f} ({right} of {len(score['rows'])})"
    return [
        row("seed article, fields right", share, *SEED_RIGHT),
        row("seed article, records that the gold has not", len(score["spurious"]), *SEED_SPURIOUS),
    ]


def _ceiling() -> str:
    """What the resolvers make of the gold set's own words."""
    documents = {d.id: d for d in load_corpus("own")}
    read = [read_gold_words(g, documents[g.name]) for g in load_gold(ROOT / "gold")]
    sums = total(r.scores for r in read)
    listed = ", ".join(f"{words} {number(sums[metric].f1)}" for metric, words in RESOLVED.items())
    return f"With the words that the gold set itself has, the resolvers come to: {listed} (F1)."


def _of(tally: Tally) -> str:
    return f"{tally.hits:g} of {tally.predicted:g}"


# --- with the embedded model ---------------------------------------------------------------------


def model_part(readings: ByReader) -> list[str]:
    """What each coder adds, how sure what both have is, and how far they agree."""
    agreements = [
        agreement
        for by_reader in readings.values()
        for r in by_reader["both"]
        if r.extraction
        for agreement in r.extraction.agreement
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak * (1 if sys.platform == "darwin" else 1024) / 1e6
    return [
        LEGEND,
        "",
        *_compared(readings),
        "",
        "Precision by who found a record:",
        "",
        *_finders(readings),
        "",
        "Agreement of the two coders, over all of these documents:",
        "",
        *agreement_rows(together(agreements)),
        "",
        f"Peak memory, model and parser in one process: {megabytes:.0f} MB (at most {MEGABYTES}).",
    ]


def _compared(readings: ByReader) -> list[str]:
    """Figures side by side, and what they took."""
    scores = {
        corpus: {name: [r.scores for r in found] for name, found in by_reader.items()}
        for corpus, by_reader in readings.items()
    }
    names = list(next(iter(readings.values())))
    every = {name: [r for by in readings.values() for r in by[name]] for name in names}
    count = len(every[names[0]])
    noise = {name: total(r.scores for r in every[name]).get("noise", Tally()) for name in names}
    seconds = [sum(r.seconds for r in every[name]) / max(count, 1) for name in names]
    failed = [sum(bool(r.problems) for r in every[name]) for name in names]
    return [
        *coder_rows(scores),
        row("all", count, "grounding", *(_grounding(every[name]) for name in names)),
        row("own", "", "records from noise", *(_of(noise[name]) for name in names)),
        row("all", count, "seconds a document", *(f"{s:.1f}" for s in seconds)),
        row("all", count, "documents with a failure", *failed),
    ]


def _grounding(readings: Sequence[Reading]) -> str:
    """Of a peer the values that it wrote, of dateline those that it gives out."""
    written = sum((r.written for r in readings), Tally())
    tally = written if written.gold else total(r.scores for r in readings)["grounding"]
    return f"{number(tally.precision)} of {tally.predicted:g}"


def _finders(readings: ByReader) -> list[str]:
    found = [
        (corpus, words, tallies)
        for corpus, metric, words in BOTH
        if corpus in readings
        and (tallies := precision_by_finder(metric, readings[corpus])) is not None
    ]
    if not found:
        return []
    names = list(found[0][2])
    head = [row("corpus", "records", *names), row("---", "---", *("---:",) * len(names))]
    return head + [precision_row(*one) for one in found]


# --- peers ---------------------------------------------------------------------------------------


def peers_part(
    readings: ByReader, gold: Mapping[str, Sequence[GoldDocument]], options: argparse.Namespace
) -> list[str]:
    """The peers beside the parser and both coders, with why they failed."""
    bounds = Bounds(options.peer_tokens, options.peer_seconds)
    peers = {"instructor": guarded(instructor_reader(bounds))}
    missing = _lacks_langextract(options.langextract_python)
    if not missing:
        peers["langextract"] = guarded(langextract_reader(bounds, options.langextract_python))
    chosen = {corpus: spread(len(d), options.peer_documents) for corpus, d in gold.items()}
    compared: ByReader = {
        corpus: {name: [by_reader[name][n] for n in chosen[corpus]] for name in ("parser", "both")}
        for corpus, by_reader in readings.items()
    }
    few = {corpus: [documents[n] for n in chosen[corpus]] for corpus, documents in gold.items()}
    for name, read in peers.items():
        for corpus, found in read_each(name, read, few).items():
            compared[corpus][name] = found
    lines = [LEGEND, "", *_compared(compared), ""]
    for name in peers:
        failures = Counter(
            problem for by in compared.values() for r in by[name] for problem in r.problems
        )
        listed = ", ".join(f"{problem} ({count})" for problem, count in failures.most_common())
        lines.append(f"- {name} failed: {listed or 'never'}.")
    lines += ["- langextract is not installed here."] if missing else []
    return lines


def _lacks_langextract(python: str) -> bool:
    if python == sys.executable:
        return importlib.util.find_spec("langextract") is None
    asked = subprocess.run([python, "-c", "import langextract"], capture_output=True, check=False)
    return asked.returncode != 0


# --- the run -------------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parts = ("parser", "model", "peers")
    parser.add_argument("--only", nargs="*", default=parts, choices=parts)
    parser.add_argument("--documents", type=int, default=60, help="of each corpus, for the parser")
    parser.add_argument("--model-documents", type=int, default=6, help="of each, for the model")
    parser.add_argument("--peer-documents", type=int, default=3, help="of these, for the peers")
    parser.add_argument("--provider", default="local", help="the model (default: %(default)s)")
    parser.add_argument("--peer-tokens", type=int, default=512, help="the most of one answer")
    parser.add_argument("--peer-seconds", type=float, default=120, help="the most of a document")
    parser.add_argument("--langextract-python", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="fill the blocks of a page")
    return parser.parse_args()


def put(name: str, lines: Sequence[str], page: Path | None) -> None:
    """Print a part as soon as it is there, and write it into its block."""
    print(f"\n{name}\n", *lines, sep="\n", flush=True)
    if page:
        fill(page, f"coders-{name}", lines)


def main() -> int:
    """Print the tables. Exit status 0 whatever they say; the gate is `make evaluate`."""
    options = arguments()
    corpora()
    if "parser" in options.only:
        put("parser", parser_part(options.documents), options.write)
    if {"model", "peers"} & set(options.only):
        gold = load(options.model_documents)
        names: tuple[Coders, ...] = ("parser", "both")
        if "model" in options.only:
            names = ("model", *names)
        readings = read_by_coders(gold, names, options.provider)
        if "model" in options.only:
            put("model", model_part(readings), options.write)
        if "peers" in options.only:
            put("peers", peers_part(readings, gold, options), options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
