"""The reporting of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.expressions.datelines import match_dateline
from dateline.models import Article, Span
from dateline.survey.hostile import Hostile, is_hostile
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation, find_quotations
from dateline.survey.sentences import split_sentences

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


def lay_out(
    article: Article, lexicon: Lexicon, hostile: Sequence[Hostile] = ()
) -> tuple[SurveyedParagraph, ...]:
    """The paragraphs that are not set aside, without the sentences that are `hostile`."""
    paragraphs = []
    for span in article.body:
        quotations = find_quotations(article.text, span)
        sentences = split_sentences(span, lexicon.abbreviations, quotations)
        whole = tuple(
            _without_dateline(article, s)
            for s in sentences
            if len(s.text) <= _LONGEST_SENTENCE and not is_hostile(s, hostile)
        )
        paragraphs.append(SurveyedParagraph(span, whole, quotations))
    return tuple(paragraphs)


def _without_dateline(article: Article, sentence: Span) -> Span:
    found = match_dateline(sentence.text)
    return sentence if found is None else article.span(sentence.start + found.end, sentence.end)
