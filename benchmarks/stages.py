"""CPU time of the pure stages: survey, grounding, and reconciling to audit.

Once with both coders, and once with the model as the only one, where the survey finds no more than
the audit asks it for. An article of about a thousand words is put together from articles of the
gold set, with twenty of their records as a model would answer them.

    python benchmarks/stages.py [--write docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

from pages import add_write, fill

from dateline.evaluation import load_gold
from dateline.models import Article, draft_model
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.ground import ground
from dateline.pipeline.types import RECORD_TYPES
from dateline.survey import Survey, survey

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
ARTICLES = ("sahel-three-attacks", "azaz-car-bomb-denial", "congo-by-election-shooting")
RECORDS = 20
LIMIT_MS = 10.0
ROUNDS = 30


def timed(work: Callable[[T], object], prepare: Callable[[], T]) -> float:
    """The median CPU time of one round, in milliseconds, what it is prepared with not counted."""
    times = []
    for _ in range(ROUNDS):
        given = prepare()
        start = time.process_time()
        work(given)
        times.append(time.process_time() - start)
    return 1000 * median(times)


def whole(found: Survey) -> Survey:
    """The survey with all that both coders need of it found."""
    _ = found.policy, found.countries, found.actors, found.parser_incidents
    _ = found.parser_statements, [(s.telling, s.not_actual) for s in found.sentences]
    return found


def main() -> int:
    """Print the table. Exit status 1: the stages take longer than they may."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_write(parser, "stages")
    options = parser.parse_args()

    golds = [g for g in load_gold(ROOT / "gold") if g.name in ARTICLES]
    text = "\n\n".join(g.article.text for g in golds)
    published = golds[0].article.published
    drafts = [
        (record_type.model, draft_model(record_type.model).model_validate(answer))
        for gold in golds
        for record_type in RECORD_TYPES
        for answer in gold.answers.get(record_type.model.__name__, [])[:3]
    ][:RECORDS]

    def fresh() -> Article:
        return Article.from_text(text, published=published)

    def seen() -> Survey:
        return whole(survey(fresh()))

    def grounded(one: Article) -> list[tuple[object, None]]:
        found = (ground(draft, model, one) for model, draft in drafts)
        return [(g.record, None) for g in found if g.record is not None]

    records = grounded(fresh())

    def assembled(found: Survey) -> None:
        assembly = Assembly(found.article, found, "model")
        assembly.finished(assembly.coded(records).records)  # type: ignore[arg-type]

    def lightly(article: Article) -> None:
        assembly = Assembly(article, survey(article), "model", coders="model")
        assembly.finished(assembly.coded(records).records)  # type: ignore[arg-type]

    rows = {
        "reading the text (boilerplate, dateline)": timed(lambda _: fresh(), lambda: None),
        "survey": timed(lambda article: whole(survey(article)), fresh),
        "grounding, the index of the article included": timed(grounded, fresh),
        "reconciling, resolving, linking, audit": timed(assembled, seen),
        'with `coders = "model"`: the light survey, resolving, linking, audit': timed(
            lightly, fresh
        ),
    }
    judged = sum(list(rows.values())[2:4])
    lines = [
        f"{len(text.split())} words, {len(records)} records, median of {ROUNDS} rounds.",
        "",
        "| stage | CPU, ms |",
        "| --- | ---: |",
        *(f"| {name} | {ms:.1f} |" for name, ms in rows.items()),
        "",
        f"Grounding to audit together: {judged:.1f} ms (at most {LIMIT_MS:g}).",
    ]
    print("\n".join(lines))
    if options.write:
        fill(options.write, "stages", lines)
    return 0 if judged <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
