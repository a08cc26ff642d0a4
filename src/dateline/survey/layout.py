"""The reporting of an article, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.models import Article, Span
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation, find_quotations
from dateline.survey.sentences import split_sentences

# "KABUL, June 6 (Reuters) - ", "Imphal, Sept 8: ", "MEXICO CITY — ": where and when the story was
# filed, which is no part of its first sentence.
_NAMES = r"[A-ZÀ-ÖØ-Þ][\w’'.-]+(?:[ ,/]+[A-ZÀ-ÖØ-Þ][\w’'.-]*){0,4}?"
_DAY = (
    r",?\s+(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?:\s+\d{1,2})?"
)
_DATELINE = re.compile(
    rf"(?:{_NAMES}(?:{_DAY})?\s*\([A-Z][\w ./-]{{1,30}}\)\s*[-—–:]+"
    rf"|{_NAMES}{_DAY}\s*[-—–:]+"
    r"|[A-ZÀ-ÖØ-Þ]{3,}(?:[ ,]+[A-ZÀ-ÖØ-Þ][\w.]*){0,3}\s+[-—–]+)\s+"
)
# Characters. Nothing that somebody wrote to be read is longer; the rest is no prose.
_LONGEST_SENTENCE = 4000


@dataclass(frozen=True, slots=True)
class SurveyedParagraph:
    """A paragraph of reporting with its sentences and quotations.

    No sentence ends inside a quotation: where one would, the two are one.
    """

    span: Span
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]


def lay_out(article: Article, lexicon: Lexicon) -> tuple[SurveyedParagraph, ...]:
    """The paragraphs that are not set aside."""
    paragraphs = []
    for span in article.body:
        quotations = find_quotations(article.text, span)
        sentences = split_sentences(span, lexicon.abbreviations)
        whole = tuple(
            _without_dateline(article, s)
            for s in _unbroken(article, sentences, quotations)
            if len(s.text) <= _LONGEST_SENTENCE
        )
        paragraphs.append(SurveyedParagraph(span, whole, quotations))
    return tuple(paragraphs)


def _without_dateline(article: Article, sentence: Span) -> Span:
    match = _DATELINE.match(sentence.text)
    if match is None or match.end() == len(sentence.text):
        return sentence
    return article.span(sentence.start + match.end(), sentence.end)


def _unbroken(
    article: Article, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> tuple[Span, ...]:
    if not sentences:
        return ()
    starts = [sentences[0].start]
    ends = []
    for left, right in pairwise(sentences):
        if not any(q.outer.start < left.end < q.outer.end for q in quotations):
            ends.append(left.end)
            starts.append(right.start)
    ends.append(sentences[-1].end)
    return tuple(article.span(start, end) for start, end in zip(starts, ends, strict=True))
