"""What dateline itself does with an article of throughput.py: CPU time, an article and a call.

Everything but asking: reading the article, proving fifteen records, the first look for what no
record holds, and resolving, linking and auditing, with `coders="model"`. The SDK, the connection,
the store and the messages between processes are not in it.

    python benchmarks/own_work.py [--write docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

from load import PUBLISHED, material
from pages import add_write, fill
from stages import timed

from dateline.models import Article, Record, draft_model
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.ground import ground
from dateline.pipeline.records import Records
from dateline.pipeline.types import RECORD_TYPES
from dateline.survey import survey

CALLS = len(RECORD_TYPES)  # an article; its records are complete, and nothing is asked again
MATERIAL = material()


class Stage(NamedTuple):
    """An article on its way: how far it has come, and its records so far."""

    assembly: Assembly
    records: Records


def read() -> list[Article]:
    """The articles."""
    return [Article.from_text(text, published=PUBLISHED) for text, _ in MATERIAL]


def proved(articles: list[Article]) -> list[Stage]:
    """Each with its records, as a model would answer them, proved."""
    return [
        Stage(
            Assembly(article, survey(article), "model", coders="model"),
            Records.of(
                record
                for kind in RECORD_TYPES
                for answer in answers[kind.model.__name__]
                if (record := _proved(kind.model, answer, article))
            ),
        )
        for article, (_, answers) in zip(articles, MATERIAL, strict=True)
    ]


def _proved(model: type[Record], answer: object, article: Article) -> Record | None:
    return ground(draft_model(model).model_validate(answer), model, article).record


def looked_at(stages: list[Stage]) -> list[Stage]:
    """After the first look for what no record holds, which decides what is asked again."""
    for stage in stages:
        stage.assembly.gaps_as_read(stage.records)
    return stages


def finished(stages: list[Stage]) -> None:
    """The results."""
    for stage in stages:
        stage.assembly.finished(stage.records)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_write(parser, "own-work")
    options = parser.parse_args()
    rows = {
        "reading the text": timed(lambda _: read(), lambda: None),
        "reading the answers and proving them": timed(proved, read),
        "a first look for what no record holds": timed(looked_at, lambda: proved(read())),
        "resolving, linking, audit": timed(finished, lambda: looked_at(proved(read()))),
    }
    each = {name: ms / len(MATERIAL) for name, ms in rows.items()}
    whole = sum(each.values())
    lines = [
        "| what | CPU an article, ms |",
        "| --- | ---: |",
        *(f"| {name} | {ms:.1f} |" for name, ms in each.items()),
        "",
        f"Together {whole:.1f} ms an article: {whole / CALLS:.1f} ms a call (target 1.5).",
    ]
    print("\n".join(lines))
    if options.write:
        fill(options.write, "own-work", lines)


if __name__ == "__main__":
    main()
