"""What an evaluation comes to: figures by corpus and reader, and how readers differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dateline.evaluation.documents import GoldDocument
from dateline.evaluation.metrics import METRICS, Metric
from dateline.evaluation.runs import Outcome
from dateline.evaluation.scoring import score_document
from dateline.evaluation.significance import Difference, Interval, compare, interval
from dateline.evaluation.tallies import Scores, Tally, total
from dateline.models import Extraction


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric of one reader on one corpus.

    Attributes:
        metric: The metric.
        tally: The sum over the documents.
        interval: Where its value lies, by drawing documents; None for a single one.
    """

    metric: Metric
    tally: Tally
    interval: Interval | None

    @property
    def value(self) -> float | None:
        """The number that stands for it."""
        return self.metric.value(self.tally)


@dataclass(frozen=True, slots=True)
class Effort:
    """What the articles took, all of them together.

    Attributes:
        articles: How many were read.
        words: Of their text.
        tokens: As the provider counted them.
        cost: In US dollars; None where it is not known of all.
        seconds: As the receipts have them, those of earlier runs included.
        findings: By severity.
    """

    articles: int = 0
    words: int = 0
    tokens: int = 0
    cost: Decimal | None = Decimal(0)
    seconds: float = 0.0
    findings: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """One reader on one corpus.

    Attributes:
        name: The reader's.
        outcomes: By document.
        figures: By metric, those that the corpus allows.
        effort: What it took.
    """

    name: str
    outcomes: tuple[Outcome, ...]
    figures: dict[str, Figure]
    effort: Effort

    @property
    def failed(self) -> list[Outcome]:
        """The articles that could not be read."""
        return [outcome for outcome in self.outcomes if outcome.extraction is None]


@dataclass(frozen=True, slots=True)
class CorpusResult:
    """All readers on one corpus.

    Attributes:
        corpus: Its name.
        documents: What was read.
        readers: The results, the first reader first.
        differences: Of the others to the first, by their names and by metric, on the documents
            that both could read.
    """

    corpus: str
    documents: tuple[GoldDocument, ...]
    readers: tuple[ReaderResult, ...]
    differences: dict[str, dict[str, Difference]]


def results_of(
    corpora: Mapping[str, Sequence[GoldDocument]],
    readers: Sequence[str],
    outcomes: Sequence[Sequence[Outcome]],
) -> list[CorpusResult]:
    """The figures of all readers on all corpora.

    Args:
        corpora: The documents, by the corpora's names.
        readers: The readers' names.
        outcomes: For each reader what it made of all documents, corpus after corpus.
    """
    results, start = [], 0
    for name, documents in corpora.items():
        end = start + len(documents)
        parts = [of_reader[start:end] for of_reader in outcomes]
        results.append(result_of(name, documents, list(zip(readers, parts, strict=True))))
        start = end
    return results


def result_of(
    corpus: str,
    documents: Sequence[GoldDocument],
    outcomes: Sequence[tuple[str, Sequence[Outcome]]],
) -> CorpusResult:
    """The figures of all readers on a corpus.

    Args:
        corpus: Its name.
        documents: Its documents.
        outcomes: For each reader its name and what it made of the documents, in their order.
    """
    scored = [
        (name, [_scores(o) for o in of_reader], tuple(of_reader)) for name, of_reader in outcomes
    ]
    first = scored[0][1]
    return CorpusResult(
        corpus=corpus,
        documents=tuple(documents),
        readers=tuple(
            ReaderResult(name, kept, _figures(scores), effort_of(kept))
            for name, scores, kept in scored
        ),
        differences={name: _differences(first, scores) for name, scores, _ in scored[1:]},
    )


def _scores(outcome: Outcome) -> Scores | None:
    if outcome.extraction is None:
        return None
    return score_document(outcome.document, outcome.extraction)


def _figures(scores: Sequence[Scores | None]) -> dict[str, Figure]:
    there = [one for one in scores if one is not None]
    sums = total(there)
    return {
        m.name: Figure(m, sums[m.name], interval([s.get(m.name, Tally()) for s in there], m.value))
        for m in METRICS
        if m.name in sums
    }


def _differences(
    first: Sequence[Scores | None], second: Sequence[Scores | None]
) -> dict[str, Difference]:
    both = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    found = {}
    for metric in METRICS:
        ours = [a.get(metric.name, Tally()) for a, _ in both]
        theirs = [b.get(metric.name, Tally()) for _, b in both]
        difference = compare(ours, theirs, metric.value)
        if difference is not None:
            found[metric.name] = difference
    return found


def effort_of(outcomes: Sequence[Outcome]) -> Effort:
    """What the articles took that could be read."""
    read = [outcome.extraction for outcome in outcomes if outcome.extraction is not None]
    costs = [extraction.receipt.cost for extraction in read]
    known = [cost for cost in costs if cost is not None]
    return Effort(
        articles=len(read),
        words=sum(len(extraction.article.text.split()) for extraction in read),
        tokens=sum(_tokens(extraction) for extraction in read),
        cost=sum(known, Decimal(0)) if len(known) == len(costs) else None,
        seconds=sum(extraction.receipt.seconds for extraction in read),
        findings=Counter(
            finding.severity for extraction in read for finding in extraction.findings
        ),
    )


def _tokens(extraction: Extraction) -> int:
    usage = extraction.receipt.usage
    return usage.prompt_tokens + usage.completion_tokens
