"""What the survey reads of tolls in single passages, and what its audit says of right answers.

The passages are of our own writing (`tests/survey/data/toll_passages.toml`); every third one is
kept aside, and is counted but never shown. An alarm is a warning about a toll where the model's
answer holds exactly the tolls of the passage.

    python benchmarks/tolls.py [--show]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from dateline.models import Article, Span
from dateline.survey.frames import Frames
from dateline.survey.lexicon import load_lexicon
from dateline.survey.tolls import find_tolls
from dateline.testing import ScriptedProvider, run_scripted

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "survey" / "data" / "toll_passages.toml"


def read(entry: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """The sums of one passage, and what is read otherwise than it was set down."""
    text, lexicon = entry["text"], load_lexicon("en")
    sentence = Span(start=0, end=len(text), text=text)
    left = list(find_tolls(text, sentence, lexicon))
    sums, wrong = Counter(passages=1, tolls=len(entry["tolls"])), []
    for outcome, words, *bent in entry["tolls"]:
        start = text.index(words)
        span = Span(start=start, end=start + len(words), text=words)
        hit = next((t for t in left if t.outcome == outcome and t.count.overlaps(span)), None)
        if hit is None:
            wrong.append(f"missed: {outcome} {words}")
            continue
        left.remove(hit)
        sums["found"] += 1
        if Frames(text, sentence, lexicon, None).happened(hit.count, hit.cue) == bool(bent):
            sums["realis"] += 1
            wrong.append(f"realis: {words}")
    sums["false"] = len(left)
    wrong += [f"false: {t.outcome} {t.count.text}" for t in left]
    sums["right"] = not wrong
    return sums, wrong


def alarms(entry: dict[str, Any]) -> list[str]:
    """The warnings about tolls that the right answer brings."""
    bent = any(more for *_, more in (t for t in entry["tolls"] if len(t) > 2))
    casualties = [
        {
            "outcome": outcome,
            "count": words,
            "group": None,
            "realis": "planned" if more else "actual",
            "according_to": None,
        }
        for outcome, words, *more in entry["tolls"]
    ]
    answer = {
        "kind": "Attack",
        "realis": "planned" if bent else "actual",
        "perpetrators": [],
        "targets": [],
        "claim": {"status": "not_mentioned", "by": None},
        "weapon": None,
        "casualties": casualties,
        "place": None,
        "when": None,
        "evidence": [entry["text"]],
    }
    article = Article.from_text(entry["text"], published=date(2024, 3, 11))
    result = run_scripted(article, ScriptedProvider({"Incident": [[answer]]}))
    return [
        f"{f.kind}: {f.message}"
        for f in result.findings
        if f.severity != "info"
        and ("toll (" in f.message or (f.field or "").startswith("casualties"))
    ]


def main() -> int:
    """Print the figures of the passages that may be looked at and of those kept aside."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print what is read otherwise")
    options = parser.parse_args()
    data = tomllib.loads(DATA.read_text("utf-8"))
    lots = {
        "looked at": [p for number, p in enumerate(data["passages"]) if number % 3 != 2],
        "set down later": data["later"],
        "kept aside": [p for number, p in enumerate(data["passages"]) if number % 3 == 2],
    }
    for name, passages in lots.items():
        sums: Counter[str] = Counter()
        for entry in passages:
            own, wrong = read(entry)
            warned = alarms(entry)
            sums.update(own)
            sums["alarms"] += len(warned)
            if options.show and name != "kept aside" and (wrong or warned):
                print(entry["text"], *wrong, *warned, sep="\n    ")
        print(
            f"{name}: {sums['passages']} passages, {sums['right'] / sums['passages']:.3f} right; "
            f"tolls found {sums['found']}/{sums['tolls']} = {sums['found'] / sums['tolls']:.3f}, "
            f"false {sums['false']}, realis wrong {sums['realis']}; "
            f"alarms on right answers {sums['alarms']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
