"""The survey of an article: what it holds, found by lexicons and patterns, and by a syntax parser.

Without a parser it is a light one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from dateline.models import Article, Incident, PolicyContext, Span, Statement
from dateline.models.once import once
from dateline.survey.background import find_background
from dateline.survey.coder import code_background, code_incident, code_policy, code_statement
from dateline.survey.countries import context_countries
from dateline.survey.grouping import Grouped, SightedIncident, group
from dateline.survey.hostile import Hostile, find_hostile
from dateline.survey.layout import SurveyedParagraph, lay_out
from dateline.survey.lexicon import Lexicon, lexicon_for, load_lexicon
from dateline.survey.parsed.policy.combine import CombinedPolicy, combine
from dateline.survey.parsed.policy.reader import read_policy
from dateline.survey.parsed.speech.quoted import with_earlier_speakers
from dateline.survey.parsed.speech.reader import TreeReader
from dateline.survey.policy import PolicyItem, find_policy, without_repeats
from dateline.survey.quotations import Quotation
from dateline.survey.scenes import Scenes, find_scenes, opener, tells_lead
from dateline.survey.sightings import SurveyedSentence
from dateline.survey.spoken import find_spoken
from dateline.survey.statements import Attribution, find_attributions, join, runs_on
from dateline.survey.tellings import Sighting
from dateline.survey.toll_figures import resumed_figures
from dateline.survey.tolls import Toll
from dateline.survey.transcripts import find_turns
from dateline.syntax import SyntaxParser, Tree


@dataclass(frozen=True, eq=False)
class Survey:
    """What an article's reporting holds. Each part is found when it is first asked for.

    Attributes:
        article: The article.
        lexicon: What it is surveyed with.
        parser: What makes trees of its sentences; without one they have none.
    """

    article: Article = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    parser: SyntaxParser | None = field(default=None, repr=False)

    @once
    def hostile(self) -> tuple[Hostile, ...]:
        """Text that speaks to a model, or that no reader sees: no reporting."""
        return find_hostile(self.article)

    @once
    def paragraphs(self) -> tuple[SurveyedParagraph, ...]:
        """The reporting, with its sentences and quotations."""
        return lay_out(self.article, self.lexicon, self.hostile)

    @once
    def sentences(self) -> tuple[SurveyedSentence, ...]:
        """The sentences of the reporting, in order."""
        return tuple(
            SurveyedSentence(s, p, self.trees.get(s.start))
            for p in self.paragraphs
            for s in p.sentences
        )

    @once
    def trees(self) -> dict[int, Tree]:
        """The sentences' trees by where they begin; none without a parser."""
        if self.parser is None:
            return {}
        trees = self.parser.parse([p.sentences for p in self.paragraphs])
        return {tree.span.start: tree for tree in trees}

    @once
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def touching(self, spans: Sequence[Span]) -> list[SurveyedSentence]:
        """The sentences that the spans touch, in order."""
        found: set[int] = set()
        for span in spans:
            at = max(0, bisect_left(self._starts, span.start) - 1)
            while at < len(self._starts) and self._starts[at] < span.end:
                if self.sentences[at].span.overlaps(span):
                    found.add(at)
                at += 1
        return [self.sentences[at] for at in sorted(found)]

    def sentence_at(self, offset: int) -> SurveyedSentence | None:
        """The sentence that an offset stands in."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].span.end else None

    def resumed(self, sentence: SurveyedSentence) -> tuple[Toll, ...]:
        """The tolls of a sentence that tells only how many, of what was told before it."""
        start, known = sentence.span.start, self._resumed
        if start not in known:
            known[start] = tuple(resumed_figures(self.before(start), sentence))
        return known[start]

    @once
    def _resumed(self) -> dict[int, tuple[Toll, ...]]:
        """Those found so far: each sentence is asked for them by several questions."""
        return {}

    def before(self, start: int) -> tuple[SurveyedSentence, ...]:
        """The three sentences before the one that begins at `start`."""
        at = bisect_left(self._starts, start)
        return self.sentences[max(0, at - 3) : at]

    @once
    def incidents(self) -> tuple[SightedIncident, ...]:
        """Sentences that tell of incidents, by incident."""
        return self._grouped.incidents

    @once
    def _grouped(self) -> Grouped:
        return group(list(self._sightings()), self.scenes)

    @once
    def scenes(self) -> Scenes:
        """The parts of the report that tell of different incidents."""
        return find_scenes([p.span for p in self.paragraphs], self.sentences)

    def _sightings(self) -> Iterator[Sighting]:
        """What its sentences say of incidents, and those that say where what follows was."""
        left = {start for start, _ in self.scenes.asides}
        untold = bool(self.trees)
        for sentence, following in zip_longest(self.sentences, self.sentences[1:]):
            seen = sentence.sighting
            if seen is None and sentence.span.start in left:
                seen = opener(sentence)
            elif seen is None and untold and following and tells_lead(sentence, following):
                seen = opener(sentence, separate=False)
            if seen is not None:
                untold = False
                yield seen

    @once
    def violent_sentences(self) -> tuple[Span, ...]:
        """Sentences that report an attack, a death or an injury, be it news or background."""
        return tuple(s.span for s in self.sentences if s.reports_violence)

    @once
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what."""
        return _without_headlines(self._said, self.paragraphs)

    @once
    def _said(self) -> tuple[Attribution, ...]:
        text, paragraphs = self.article.text, self.paragraphs
        if not self.trees:
            return _join_paragraphs(text, paragraphs, [p.attributions for p in paragraphs])
        reader = TreeReader.of(text, self.trees, self.lexicon)
        found = [
            find_attributions(text, p.sentences, p.quotations, self.lexicon, reader)
            for p in paragraphs
        ]
        return with_earlier_speakers(_join_paragraphs(text, paragraphs, found))

    @once
    def spoken(self) -> tuple[tuple[Quotation, Span], ...]:
        """See `spoken_quotations`."""
        return find_spoken(self.paragraphs)

    @once
    def policy(self) -> tuple[PolicyItem, ...]:
        """Clauses that state an item of policy."""
        items = (
            item
            for p in self.paragraphs
            for item in find_policy(
                self.article.text, p.sentences, p.quotations, p.attributions, self.lexicon
            )
        )
        firm = {s.sentence for incident in self.incidents for s in incident.sightings if s.firm}
        return without_repeats([item for item in items if item.sentence not in firm])

    @once
    def actors(self) -> tuple[Span, ...]:
        """Words for people and groups, in order."""
        return tuple(actor for p in self.paragraphs for actor in p.actors)

    @once
    def countries(self) -> tuple[str, ...]:
        """The countries that it is about, the likeliest first."""
        return context_countries(self.article)

    @once
    def parser_incidents(self) -> tuple[Incident, ...]:
        """The parser's own record of each of the incidents."""
        published = self.article.published
        return tuple(
            code_incident(found, self.attributions, published, self.lexicon)
            for found in self.incidents
        )

    @once
    def parser_background(self) -> tuple[Incident, ...]:
        """The parser's records of what is told beside the news; none without trees.

        What is told as past, threatened, planned or denied, so plainly that nobody would doubt it.
        """
        if not self.trees:
            return ()
        news = {sentence for incident in self.incidents for sentence in incident.sentences}
        published = self.article.published
        return tuple(
            code_background(found, self.attributions, published, self.lexicon)
            for found in find_background(self.sentences, news, self._grouped.past)
        )

    @once
    def parser_statements(self) -> tuple[Statement, ...]:
        """The parser's own record of each of the attributions."""
        return tuple(code_statement(said, self.lexicon) for said in self.attributions)

    @once
    def parser_policy(self) -> tuple[PolicyContext, ...]:
        """The parser's own record of each of the items of policy, by its tree where it has one."""
        return tuple(code_policy(item) for item in self._combined_policy.seen)

    @once
    def parser_policy_sure(self) -> tuple[PolicyContext, ...]:
        """The parser's records of policy that it stands by: with trees, those that a tree shows.

        Patterns propose clauses, for a model to choose among; trees find more, and find fewer that
        are none.
        """
        if not self.trees:
            return self.parser_policy
        found = self._combined_policy
        seen = (r for r, sure in zip(self.parser_policy, found.sure, strict=True) if sure)
        every = (*seen, *(code_policy(item) for item in found.beside))
        return tuple(sorted(every, key=lambda p: (p.what.spans[0].start, p.what.spans[0].end)))

    @once
    def _combined_policy(self) -> CombinedPolicy:
        by_tree = (
            item
            for s in self.sentences
            if s.tree is not None
            for item in read_policy(s.tree, s.paragraph.quotations)
        )
        return combine(self.policy, tuple(by_tree))


def survey(article: Article, parser: SyntaxParser | None = None) -> Survey:
    """The survey of `article`, by the lexicon of its language, or by that of English.

    The parser reads English; in an article of another language it takes no part.
    """
    lexicon = lexicon_for(article.language) or load_lexicon("en")
    english = article.language in (None, "en")
    return Survey(article, lexicon, parser if english else None)


def spoken_quotations(found: Survey) -> Sequence[tuple[Quotation, Span]]:
    """Passages in quotation marks that somebody said, each with its sentence.

    Not titles, nicknames and single words that are only marked.
    """
    return found.spoken


def _join_paragraphs(
    text: str,
    paragraphs: Sequence[SurveyedParagraph],
    said_in: Sequence[tuple[Attribution, ...]],
) -> tuple[Attribution, ...]:
    """The attributions of all paragraphs, with what runs on from one to the next as one."""
    attributions: list[Attribution] = []
    turns = find_turns(paragraphs)
    quoted: Sequence[Quotation] = ()
    for paragraph, said in zip(paragraphs, said_in, strict=True):
        last, first = (attributions or (None,))[-1], (said or (None,))[0]
        if last and first and runs_on(text, last, quoted, first, paragraph.quotations):
            attributions[-1:] = [join(text, last, first), *said[1:]]
        else:
            attributions += said
        if paragraph.span in turns:
            attributions.append(turns[paragraph.span])
        quoted = paragraph.quotations
    return tuple(attributions)


_HEADLINES = 3  # paragraphs: headline, standfirst, byline


def _without_headlines(
    attributions: tuple[Attribution, ...], paragraphs: Sequence[SurveyedParagraph]
) -> tuple[Attribution, ...]:
    """Without what a headline reports, which the report says again."""
    if len(paragraphs) <= _HEADLINES:
        return attributions
    top = paragraphs[_HEADLINES - 1].span.end
    return tuple(
        a
        for a in attributions
        if a.kind == "direct" or a.sentence.end > top or a.sentence.text[-1:] in ".!?…”\"’'"
    )
