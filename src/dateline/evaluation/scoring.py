"""All metrics of one document, whatever its corpus annotates."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from dateline.evaluation.documents import GoldDocument
from dateline.evaluation.incidents import rests_on, score_incidents
from dateline.evaluation.muc_roles import counts, role_fillers
from dateline.evaluation.policy import score_policy
from dateline.evaluation.roles import score_roles
from dateline.evaluation.sentences import evidence_of, score_sentences
from dateline.evaluation.statements import score_statements
from dateline.evaluation.tallies import Scores, Tally
from dateline.models import Article, Extraction, Mention, Span
from dateline.pipeline.records import Records


def score_document(document: GoldDocument, predicted: Extraction | Records) -> Scores:
    """The tallies of all metrics that the document's annotations allow.

    Args:
        document: The gold.
        predicted: What was extracted from the same article, or the records alone.
    """
    records = predicted if isinstance(predicted, Records) else records_of(predicted)
    scores = {"grounding": grounding(document.article, records), **_noise(document, records)}
    scores |= score_incidents(document, records.incidents)
    scores |= score_policy(document, records.policy)
    if document.statements is not None:
        scores |= score_statements(document, records.statements)
    if document.roles is not None:
        scores |= score_roles(document, role_fillers(records.incidents))
    if document.sentences is not None:
        scores |= score_sentences(document, evidence_of(records.incidents))
    if document.relevant is not None:
        told = any(counts(incident) for incident in records.incidents)
        scores["relevant"] = Tally(told and document.relevant, told, document.relevant)
    return scores


def records_of(extraction: Extraction) -> Records:
    """The records of an extraction."""
    return Records(extraction.incidents, extraction.statements, extraction.policy_context)


def _noise(document: GoldDocument, records: Records) -> Scores:
    if document.gold is None or not document.gold.noise:
        return {}
    every = (*records.incidents, *records.statements, *records.policy)
    on_noise = sum(rests_on(document.gold.noise, record) for record in every)
    return {"noise": Tally(on_noise, len(every))}


def grounding(article: Article, records: Records) -> Tally:
    """The share of mentions and evidence that stand in the article where they say they do.

    Args:
        article: The article that they were read in.
        records: Its records.
    """
    every = (*records.incidents, *records.statements, *records.policy)
    held = [_holds(article, value) for record in every for value in _grounded_values(record)]
    return Tally.share(sum(held), len(held))


def _grounded_values(value: object) -> Iterator[Mention | Span]:
    """The mentions that are not inferred, and the spans outside of mentions."""
    if isinstance(value, Mention):
        if not value.inferred:
            yield value
    elif isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _grounded_values(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _grounded_values(item)


def _holds(article: Article, value: Mention | Span) -> bool:
    spans = value.spans if isinstance(value, Mention) else (value,)
    return bool(spans) and all(article.text[s.start : s.end] == s.text for s in spans)
