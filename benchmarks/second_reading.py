"""How far a second reader of the gold set agrees with its gold: what a program can reach at most.

The second reading was made from the articles and the guide (`gold/README.md`) alone, before either
reader saw the other's or any program's. It is scored as a program's records are; of incidents
that one of the two calls optional neither is counted.

    python benchmarks/second_reading.py [--write docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pages import add_write, fill

from dateline.errors import InputError
from dateline.evaluation.documents import GoldDocument
from dateline.evaluation.incidents import match_incidents, score_incidents
from dateline.evaluation.own import read_folder
from dateline.evaluation.tallies import Scores, Tally, total

ROOT = Path(__file__).parents[1]
GOLD, SECOND = ROOT / "gold", ROOT / "gold" / "second-reading"
ROWS = (
    ("incident", "incidents, F1"),
    ("incident.kind", "kind"),
    ("incident.realis", "realis"),
    ("toll.in_range", "tolls in range"),
    ("place.admin1", "place admin1"),
    ("when.day", "day"),
)
_UNSAID = {
    "perpetrators": [],
    "targets": [],
    "claim": {"status": "not_mentioned", "by": None},
    "weapon": None,
}
"""What the second reading does not hold."""


def second_reading(gold: Sequence[GoldDocument]) -> Iterator[GoldDocument]:
    """The second reader's documents, in the order of the gold's."""
    with tempfile.TemporaryDirectory() as folder:
        for document in gold:
            file = SECOND / f"{document.id}.json"
            data = json.loads(file.read_text("utf-8"))
            data["incidents"] = [{**_UNSAID, **i} for i in data["incidents"]]
            data["published"] = str(document.article.published)
            data["split"] = "tuning" if document.shown else "held-out"
            (Path(folder) / file.name).write_text(json.dumps(data), "utf-8")
            text = (GOLD / f"{document.id}.txt").read_text("utf-8")
            (Path(folder) / f"{document.id}.txt").write_text(text, "utf-8")
        yield from read_folder(Path(folder))


def agreement(first: GoldDocument, second: GoldDocument) -> Scores:
    """The second reader's tallies against the first's, without what either calls optional."""
    assert first.gold is not None and second.gold is not None
    gold, theirs = first.gold, second.gold.records.incidents
    pairs = match_incidents(first.words, second.gold, gold.records.incidents)
    waived = {id(incident) for _, incident in pairs.waived}
    optional = tuple(
        may_be_left_out or id(incident) in waived
        for incident, may_be_left_out in zip(gold.records.incidents, gold.optional, strict=True)
    )
    met = {id(incident) for incident, _ in (*pairs.waived, *pairs.matched)}
    kept = [
        incident
        for incident, may_be_left_out in zip(theirs, second.gold.optional, strict=True)
        if id(incident) in met or not may_be_left_out
    ]
    return score_incidents(replace(first, gold=replace(gold, optional=optional)), kept)


def table(by_split: dict[str, Scores]) -> list[str]:
    """The rows of the page."""
    lines = ["| " + " | ".join(("of found incidents", *by_split)) + " |"]
    lines.append("| --- |" + " ---: |" * len(by_split))
    for name, title in ROWS:
        cells = (_share(scores.get(name, Tally())) for scores in by_split.values())
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return lines


def _share(tally: Tally) -> str:
    return "-" if tally.f1 is None else f"{tally.f1:.3f}"


def main() -> int:
    """Print the table; with --write put it into the page too."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    add_write(parser, "second-reading")
    args = parser.parse_args()
    try:
        gold = read_folder(GOLD)
        pairs = list(zip(gold, second_reading(gold), strict=True))
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    scores = [(first.shown, agreement(first, second)) for first, second in pairs]
    lines = table(
        {
            "tuning": total(s for shown, s in scores if shown),
            "held-out": total(s for shown, s in scores if not shown),
            "all": total(s for _, s in scores),
        }
    )
    print("\n".join(lines))
    if args.write:
        fill(args.write, "second-reading", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
