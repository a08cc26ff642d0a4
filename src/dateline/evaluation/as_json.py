"""An evaluation as JSON, for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline._version import __version__
from dateline.evaluation.corpora import digest
from dateline.evaluation.readers import code_digest, prompts_digest
from dateline.evaluation.results import CorpusResult, Effort, Figure, ReaderResult
from dateline.evaluation.significance import Difference, Interval


def as_json(results: Sequence[CorpusResult]) -> str:
    """The figures, the differences, what it took and what failed; none of the articles' words."""
    whole = {
        "dateline_version": __version__,
        "code": code_digest(),
        "prompts": prompts_digest(),
        "corpora": [_corpus(result) for result in results],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _corpus(result: CorpusResult) -> dict[str, Any]:
    return {
        "corpus": result.corpus,
        "digest": digest(result.documents),
        "documents": [document.id for document in result.documents],
        "readers": [_reader(reader) for reader in result.readers],
        "differences": {
            name: {metric: _difference(d) for metric, d in differences.items()}
            for name, differences in result.differences.items()
        },
    }


def _reader(reader: ReaderResult) -> dict[str, Any]:
    return {
        "provider": reader.name,
        "failed": {o.document.id: o.problem for o in reader.failed},
        "effort": _effort(reader.effort),
        "metrics": {name: _figure(figure) for name, figure in reader.figures.items()},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    tally = figure.tally
    return {
        "value": figure.value,
        "interval": _interval(figure.interval),
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "hits": tally.hits,
        "predicted": tally.predicted,
        "gold": tally.gold,
    }


def _effort(effort: Effort) -> dict[str, Any]:
    return {
        "articles": effort.articles,
        "words": effort.words,
        "tokens": effort.tokens,
        "cost": None if effort.cost is None else str(effort.cost),
        "seconds": effort.seconds,
        "findings": dict(effort.findings),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "value": difference.value,
        "interval": _interval(difference.interval),
        "p": difference.p,
        "more_than_noise": difference.more_than_noise,
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
