"""The sentences of one article, looked up by the words that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from dateline.models import Article, Span
from dateline.survey import Survey, SurveyedSentence


class Reporting:
    """An article with what the survey saw in it.

    Args:
        article: The article.
        survey: What was seen in it without a model.
    """

    def __init__(self, article: Article, survey: Survey) -> None:
        self.article = article
        self.survey = survey
        self._sentences = survey.sentences
        self._starts = [s.span.start for s in self._sentences]
        self._owners: dict[Span, list[int]] = {}
        for number, incident in enumerate(survey.incidents):
            for sentence in incident.sentences:
                self._owners.setdefault(sentence, []).append(number)

    def touching(self, spans: Sequence[Span]) -> list[SurveyedSentence]:
        """The sentences that the spans touch, in order."""
        found: dict[int, SurveyedSentence] = {}
        for span in spans:
            at = max(0, bisect_left(self._starts, span.start) - 1)
            while at < len(self._sentences) and self._starts[at] < span.end:
                if self._sentences[at].span.overlaps(span):
                    found[at] = self._sentences[at]
                at += 1
        return [found[at] for at in sorted(found)]

    def sentence_of(self, span: Span) -> SurveyedSentence | None:
        """The sentence that a span stands in."""
        return next(iter(self.touching([span])), None)

    def paragraphs(self, spans: Sequence[Span]) -> list[Span]:
        """The paragraphs that the spans touch."""
        return [p for p in self.article.paragraphs if any(p.overlaps(s) for s in spans)]

    def owners(self, sentence: SurveyedSentence | None) -> list[int]:
        """The incidents, by number, that a sentence tells of as far as the survey sees."""
        return self._owners.get(sentence.span, []) if sentence else []

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands in quotation marks."""
        return [q.inner for p in self.survey.paragraphs for q in p.quotations]
