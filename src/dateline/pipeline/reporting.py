"""The sentences of one article, looked up by the words that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from dateline.models import Article, Span
from dateline.pipeline.stretches import Stretches
from dateline.survey import Attribution, Survey, SurveyedSentence

# What opens an item of a list: a number, a bullet, an ordinal, or "that".
_ITEM = re.compile(
    r"\s*(?:\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|[ivxIVX]+[.)]\s|[•·*–—-]\s*\S|that\s"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)(?:ly)?\s*[.:,])",
    re.IGNORECASE,
)


class Reporting:
    """An article with what the survey saw in it.

    Args:
        article: The article.
        survey: What was seen in it without a model.
        light: Whether no more of it is surveyed than the records rest on.
    """

    def __init__(self, article: Article, survey: Survey, *, light: bool = False) -> None:
        self.article = article
        self.survey = survey
        self._light = light

    def touching(self, spans: Sequence[Span]) -> list[SurveyedSentence]:
        """The sentences that the spans touch, in order."""
        return self.survey.touching(spans)

    def sentence_of(self, span: Span) -> SurveyedSentence | None:
        """The sentence that a span stands in."""
        return next(iter(self.touching([span])), None)

    def paragraphs(self, spans: Sequence[Span]) -> list[Span]:
        """The paragraphs that the spans touch."""
        stretches = Stretches(spans)
        return [p for p in self.article.paragraphs if stretches.touch(p)]

    def introductions(self, spans: Sequence[Span]) -> list[Span]:
        """The paragraphs that the spans' own are told under: "The council demands:", and a list.

        A question that a paragraph answers is one too.
        """
        paragraphs = self.article.body
        touched = self.paragraphs(spans)
        first = next((n for n, p in enumerate(paragraphs) if p in touched), 0)
        at = first - 1
        while at >= 0 and _ITEM.match(paragraphs[at].text) and _ITEM.match(paragraphs[first].text):
            at -= 1
        if at < 0:
            return []
        ending = paragraphs[at].text.rstrip()[-1:]
        answers = ending == "?" and at == first - 1
        return [paragraphs[at]] if ending == ":" or answers else []

    def owners(self, sentence: SurveyedSentence) -> list[int]:
        """The incidents, by number, that a sentence tells of as far as the survey sees.

        In a light look none: which sentences go together takes all of them to say.
        """
        return [] if self._light else self._owners.get(sentence.span, [])

    def owners_at(self, span: Span | None) -> list[int]:
        """Those of the sentence that a span stands in."""
        sentence = self.sentence_of(span) if span and not self._light else None
        return self.owners(sentence) if sentence else []

    def attributions(self, spans: Sequence[Span]) -> list[Attribution]:
        """Who said what of the words that the spans touch."""
        if not self._light:
            return [a for a in self.survey.attributions if _touch(a.content, spans)]
        return [
            a
            for p in self.survey.paragraphs
            if _touch([p.span], spans)
            for a in p.attributions
            if _touch(a.content, spans)
        ]

    @cached_property
    def _owners(self) -> dict[Span, list[int]]:
        owners: dict[Span, list[int]] = {}
        for number, incident in enumerate(self.survey.incidents):
            for sentence in incident.sentences:
                owners.setdefault(sentence, []).append(number)
        return owners

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands in quotation marks."""
        return [q.inner for p in self.survey.paragraphs for q in p.quotations]


def _touch(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)
