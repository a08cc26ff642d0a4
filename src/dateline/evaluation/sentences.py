"""Whether sentences that report an attack, a death or an injury are told from those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.evaluation.documents import GoldDocument, Sentence, offsets
from dateline.evaluation.tallies import Scores, Tally
from dateline.evaluation.words import Offsets
from dateline.models import Incident


def score_sentences(document: GoldDocument, predicted: Iterable[Offsets]) -> Scores:
    """The tally of the sentences that `predicted` spans stand in.

    Args:
        document: A gold document with sentences.
        predicted: Where incidents are told: a record's evidence, or sentences of a survey.
    """
    sentences = document.sentences or ()
    told = told_of(sentences, predicted)
    hits = sum(yes and sentence.positive for yes, sentence in zip(told, sentences, strict=True))
    return {"sentence": Tally(hits, sum(told), sum(s.positive for s in sentences))}


def told_of(sentences: Sequence[Sentence], predicted: Iterable[Offsets]) -> list[bool]:
    """For each sentence, whether one of the spans covers half of it, or lies half within it."""
    spans = list(predicted)
    return [any(_same(sentence, *span) for span in spans) for sentence in sentences]


def _same(sentence: Sentence, start: int, end: int) -> bool:
    shared = min(sentence.end, end) - max(sentence.start, start)
    shorter = min(sentence.end - sentence.start, end - start)
    return shared > 0 and 2 * shared >= shorter


def evidence_of(incidents: Iterable[Incident]) -> set[Offsets]:
    """Where the sentences stand that incidents rest on.

    Args:
        incidents: The incidents of one document.
    """
    return {span for incident in incidents for span in offsets(incident.evidence)}
