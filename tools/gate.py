"""Measures what evaluation/floors.toml names, and fails where a floor is not reached.

python tools/gate.py                            whether all floors hold
python tools/gate.py --set                      raise them to what is measured
python tools/gate.py --set --lower "REASON"     lower them too; the file keeps the reason

Corpora that are not here (DATELINE_CORPORA) are left out, and that is said. What was read is kept
for as long as code, prompts and configuration stay as they are.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import DatelineError, InputError
from dateline.evaluation.corpora import load_corpus, sample
from dateline.evaluation.floors import as_toml, breaches, measured, read_floors
from dateline.evaluation.readers import Reader, code_digest, prompts_digest, provider_reader
from dateline.evaluation.results import CorpusResult, results_of
from dateline.evaluation.runs import Outcome, RunFolder, read_all
from dateline.settings import Settings

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "evaluation" / "floors.toml"
RUNS = ROOT / "build" / "evaluation"


def say(line: str) -> None:
    """A line on standard error."""
    print(line, file=sys.stderr, flush=True)


def measure(
    names: dict[str, int | None], provider: str, seed: int, runs: Path
) -> list[CorpusResult]:
    """The figures of the corpora that are here, on a built-in configuration."""
    corpora = {}
    for name, limit in names.items():
        try:
            corpora[name] = sample(load_corpus(name), limit, seed)
        except InputError as error:
            say(f"{name} is not gated: {error}")
    reader = provider_reader(provider, Settings())
    documents = [document for drawn in corpora.values() for document in drawn]
    done: list[Outcome] = []

    def told(_: Reader, outcome: Outcome) -> None:
        done.append(outcome)
        if len(done) % 10 == 0:
            say(f"{len(done)} of {len(documents)} articles read")

    outcomes = asyncio.run(read_all([reader], documents, RunFolder(runs), told))
    return results_of(corpora, [reader.name], outcomes)


def main() -> int:
    """The gate; status 1 where a floor is not reached."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--floors", type=Path, default=FLOORS, help="the file (default: %(default)s)"
    )
    parser.add_argument(
        "--runs", type=Path, default=RUNS, help="what was read (default: %(default)s)"
    )
    parser.add_argument("--set", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", metavar="REASON", help="with --set: lower them too, and say why")
    args = parser.parse_args()
    if args.lower is not None and (not args.set or not args.lower.strip()):
        parser.error("--lower needs --set, and a reason")
    try:
        floors = read_floors(args.floors)
        limits = {name: corpus.limit for name, corpus in floors.corpora.items()}
        results = measure(limits, floors.provider, floors.seed, args.runs)
    except DatelineError as error:
        say(str(error))
        return 2
    if args.set:
        today = datetime.now(UTC).date()
        floors = measured(floors, results, reason=args.lower, today=today)
        args.floors.write_text(as_toml(floors), "utf-8")
    elif (floors.code, floors.prompts) != (code_digest(), prompts_digest()):
        say("Code or prompts are not those that the floors were measured with; the floors stand.")
    failed = breaches(floors, results)
    for line in failed:
        say(f"FAIL {line}")
    held = sum(len(floors.corpora[result.corpus].floors) for result in results)
    gated = ", ".join(result.corpus for result in results) or "nothing"
    say(f"{'FAIL' if failed else 'PASS'} {gated}: {held} floors, {len(failed)} faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
