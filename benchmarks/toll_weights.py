"""What each sign weighs for or against a toll that no record holds: fitted, and cross-validated.

From the articles of the gold set that may be learnt from: the tuning half and `development`. Of
each, the right answers are audited, and the tolls that the audit then misses are none that a record
should hold; and the right answers less one toll, which is one. A logistic regression tells the two
kinds apart by their signs (`dateline.pipeline.toll_signs`), for the parser and for patterns alone.

What is printed is cross-validated by article: of tolls dropped how many are warned of, and how many
false alarms an article has, at several thresholds. `--write` fits all of the articles and writes
the weights that the audit reads.

    python benchmarks/toll_weights.py [--write src/dateline/pipeline/toll_weights.toml]

scikit-learn is needed: see benchmarks/requirements.txt.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit import Answers, Forgetful, Remembering, dropped_tolls

from dateline.evaluation import GoldArticle, load_gold
from dateline.models import Incident, Span
from dateline.pipeline import audit, light_audit
from dateline.pipeline.records import Records
from dateline.pipeline.run import Options
from dateline.pipeline.toll_gaps import missed_tolls
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_signs import NEVER, Reader, signs
from dateline.survey import survey
from dateline.syntax import SyntaxParser, load_parser
from dateline.testing import run_scripted

ROOT = Path(__file__).parents[1]
LEAST = 0.85
"""The likelihood from which a toll is warned of: the highest here at which nine in ten are."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, LEAST, 0.9)
STRENGTH = 3.0  # the inverse of the regression's penalty
FEWEST = 5  # tolls with a sign, below which it is not weighed
FOLDS = 12


@dataclass(frozen=True)
class Example:
    """A toll that the audit misses.

    Attributes:
        article: The name of the article.
        dropped: Which of its tolls was dropped; None where it is none that a record should hold.
        signs: Its signs.
    """

    article: str
    dropped: int | None
    signs: frozenset[str]


def examples(golds: Sequence[GoldArticle], reader: Reader) -> list[Example]:
    """All tolls that the audit misses in right answers, and in those less one toll."""
    parser = Remembering(load_parser()) if reader == "parser" else None
    found = (example for gold in golds for example in _of_article(gold, reader, parser))
    return [example for example in found if NEVER.isdisjoint(example.signs)]


def _of_article(
    gold: GoldArticle, reader: Reader, parser: SyntaxParser | None
) -> Iterator[Example]:
    right = {_place(m) for m in _missed(gold, dict(gold.answers), reader, parser)}
    for missed in _missed(gold, dict(gold.answers), reader, parser):
        yield Example(gold.name, None, frozenset(signs(missed)))
    for number, error in enumerate(dropped_tolls(gold)):
        for missed in _missed(gold, error.answers, reader, parser):
            if _place(missed) not in right:
                yield Example(gold.name, number, frozenset(signs(missed)))


def _missed(
    gold: GoldArticle, answers: Answers, reader: Reader, parser: SyntaxParser | None
) -> list[Missed]:
    coders: Any = "both" if reader == "parser" else "model"
    result = run_scripted(
        gold.article, Forgetful(answers), options=Options(parser=parser, coders=coders)
    )
    incidents: tuple[Incident, ...] = result.incidents
    seen = survey(gold.article, parser)
    reads = audit if reader == "parser" else light_audit
    tolls = reads.tolls_to_hold(seen, Records(incidents))
    return list(missed_tolls(seen, tolls, incidents))


def _place(missed: Missed) -> tuple[Span, str]:
    return missed.toll.count, missed.toll.outcome


# --- the regression ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Fitted:
    """What a regression makes of examples: the weight of each sign, and what any toll weighs."""

    always: float
    signs: dict[str, float]


def fitted(told: Sequence[Example]) -> Fitted:
    """The weights that tell the examples apart."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    reader = CountVectorizer(analyzer=lambda example: example.signs, min_df=FEWEST, binary=True)
    counted = reader.fit_transform(told)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(counted, [e.dropped is not None for e in told])
    weights = zip(reader.get_feature_names_out(), model.coef_[0], strict=True)
    return Fitted(float(model.intercept_[0]), {str(n): round(float(w), 2) for n, w in weights})


def validated(told: Sequence[Example]) -> list[float]:
    """The likelihood of each example, by the weights that the other articles give."""
    from sklearn.model_selection import GroupKFold

    likely = [0.0] * len(told)
    groups = [e.article for e in told]
    for learnt, left in GroupKFold(FOLDS).split(told, groups=groups):
        weights = fitted([told[n] for n in learnt])
        for n in left:
            likely[n] = _likelihood(weights, told[n])
    return likely


def _likelihood(weights: Fitted, example: Example) -> float:
    from scipy.special import expit

    return float(expit(weights.always + sum(weights.signs.get(s, 0) for s in example.signs)))


def lines(told: Sequence[Example], golds: Sequence[GoldArticle], reader: Reader) -> Iterator[str]:
    """What comes of several thresholds, as a table."""
    dropped = sum(sum(1 for _ in dropped_tolls(gold)) for gold in golds)
    yield f"{reader}: {len(golds)} articles, {dropped} tolls dropped one at a time."
    yield from ("", "| likelihood | dropped tolls warned of | false alarms an article |")
    yield "| ---: | ---: | ---: |"
    likely = validated(told)
    for least in THRESHOLDS:
        warned = [e for e, likelihood in zip(told, likely, strict=True) if likelihood >= least]
        caught = len({(e.article, e.dropped) for e in warned if e.dropped is not None})
        alarms = sum(e.dropped is None for e in warned)
        yield f"| {least} | {caught / dropped:.3f} | {alarms / len(golds):.2f} |"
    yield ""


def as_toml(weights: Fitted, reader: Reader) -> str:
    """The weights as a table of the file that the audit reads."""
    from scipy.special import logit

    heaviest = sorted(weights.signs.items(), key=lambda item: item[1])
    return "\n".join(
        [
            f"[{reader}]",
            f"least = {logit(LEAST):.2f}",
            f"always = {weights.always:.2f}",
            f"[{reader}.signs]",
            *(f'"{name}" = {weight}' for name, weight in heaviest),
            "",
        ]
    )


def main() -> int:
    """Print the tables, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="fit all articles, and write")
    options = parser.parse_args()
    golds = (*load_gold(ROOT / "gold", "tuning"), *load_gold(ROOT / "gold" / "development"))
    tables = ["# Written by benchmarks/toll_weights.py --write. Log odds; see toll_signs.py.\n"]
    readers: tuple[Reader, ...] = ("parser", "light")
    for reader in readers:
        told = examples(golds, reader)
        print("\n".join(lines(told, golds, reader)), flush=True)
        tables.append(as_toml(fitted(told), reader))
    if options.write:
        options.write.write_text("\n".join(tables), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
