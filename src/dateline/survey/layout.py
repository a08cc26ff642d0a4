"""The reporting of an article, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.expressions.datelines import match_dateline
from dateline.models import Article, Span
from dateline.models.once import once
from dateline.survey.actors import find_actors
from dateline.survey.hostile import Hostile, is_hostile
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation, find_quotations
from dateline.survey.sentences import split_sentences
from dateline.survey.statements import Attribution, find_attributions

# Characters. Nothing that somebody wrote to be read is longer; the rest is no prose.
_LONGEST_SENTENCE = 4000
_HEADLINE = 300  # characters
_PARTS = re.compile(r";\s+")
_GLUED = re.compile(r"[a-z](?=[A-ZÀ-ÖØ-Þ]{3})")


@dataclass(frozen=True, eq=False)
class SurveyedParagraph:
    """A paragraph of reporting; what stands in it is looked for when it is first asked for.

    Attributes:
        span: Where it stands.
        article: The article.
        lexicon: What it is surveyed with.
        hostile: Text of the article that is no reporting.
    """

    span: Span
    article: Article = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    hostile: tuple[Hostile, ...] = field(default=(), repr=False)

    @once
    def quotations(self) -> tuple[Quotation, ...]:
        """The passages in quotation marks, outermost only."""
        return find_quotations(self.article.text, self.span)

    @once
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, without those that are hostile.

        None ends inside a quotation: where one would, the two are one.
        """
        sentences = split_sentences(self.span, self.lexicon.abbreviations, self.quotations)
        if len(sentences) == 1:
            sentences = _headlines(self.article, sentences[0])
        told = _after_dateline(self.span)
        return tuple(
            _without_dateline(self.article, s, told)
            for s in sentences
            if s.end > told and len(s.text) <= _LONGEST_SENTENCE and not is_hostile(s, self.hostile)
        )

    @once
    def actors(self) -> tuple[Span, ...]:
        """Words for people and groups, in order."""
        return tuple(find_actors(self.article.text, self.span.start, self.span.end, self.lexicon))

    @once
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what in it, as far as it alone shows."""
        return find_attributions(self.article.text, self.sentences, self.quotations, self.lexicon)


def lay_out(
    article: Article, lexicon: Lexicon, hostile: tuple[Hostile, ...] = ()
) -> tuple[SurveyedParagraph, ...]:
    """The paragraphs that are not set aside."""
    return tuple(SurveyedParagraph(span, article, lexicon, hostile) for span in article.body)


def _headlines(article: Article, sentence: Span) -> tuple[Span, ...]:
    """The parts of a headline that tells of several things: "Post overrun; mine kills traders"."""
    if len(sentence.text) > _HEADLINE or sentence.text.rstrip("\"”’'»").endswith(tuple(".!?…")):
        return (sentence,)
    cuts = [sentence.start, *(sentence.start + m.end() for m in _PARTS.finditer(sentence.text))]
    ends = [*(sentence.start + m.start() for m in _PARTS.finditer(sentence.text)), sentence.end]
    return tuple(article.span(a, b) for a, b in zip(cuts, ends, strict=True) if a < b)


def _after_dateline(paragraph: Span) -> int:
    """Where a paragraph's story begins, behind the place, the day and the agency of its filing."""
    found = match_dateline(paragraph.text)
    if found is not None:
        return paragraph.start + found.end
    # A headline glued to it, as in text that lost its line breaks: "River risesKARSA, May 3 - ".
    for glue in _GLUED.finditer(paragraph.text[:_HEADLINE]):
        found = match_dateline(paragraph.text[glue.end() :])
        if found is not None and (found.day is not None or found.agency is not None):
            return paragraph.start + glue.end() + found.end
    return paragraph.start


def _without_dateline(article: Article, sentence: Span, told: int) -> Span:
    if sentence.start < told:
        return article.span(told, sentence.end)
    # A headline may stand before the dateline in one line; place alone is too little there.
    found = match_dateline(sentence.text)
    if found is None or (found.day is None and found.agency is None):
        return sentence
    return article.span(sentence.start + found.end, sentence.end)
