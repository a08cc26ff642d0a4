"""The light survey of an article: what it holds, found by lexicons and patterns alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.models import Article, Incident, Span, Statement
from dateline.survey.actors import find_actors
from dateline.survey.coder import code_incident, code_statement
from dateline.survey.countries import context_countries
from dateline.survey.grouping import SightedIncident, group
from dateline.survey.hostile import Hostile, find_hostile
from dateline.survey.layout import SurveyedParagraph, lay_out
from dateline.survey.lexicon import Lexicon, lexicon_for, load_lexicon
from dateline.survey.policy import PolicyItem, find_policy, without_repeats
from dateline.survey.quotations import Quotation
from dateline.survey.sightings import look
from dateline.survey.statements import Attribution, find_attributions, join, runs_on
from dateline.survey.tellings import Sighting, SurveyedSentence
from dateline.survey.transcripts import find_turns


@dataclass(frozen=True, slots=True)
class Survey:
    """What an article's reporting holds.

    Attributes:
        lexicon: What it was surveyed with.
        paragraphs: The reporting, sentence by sentence, with its quotations.
        attributions: Who said what.
        incidents: Sentences that tell of incidents, by incident.
        parser_incidents: The parser's own record of each of the incidents.
        parser_statements: The parser's own record of each of the attributions.
        sentences: What each sentence of the reporting tells, in order.
        countries: The countries that it is about, the likeliest first.
        actors: Words for people and groups, in order.
        policy: Clauses that state an item of policy.
        hostile: Text that speaks to a model, or that no reader sees: no reporting.
    """

    lexicon: Lexicon
    paragraphs: tuple[SurveyedParagraph, ...]
    attributions: tuple[Attribution, ...]
    incidents: tuple[SightedIncident, ...]
    policy: tuple[PolicyItem, ...]
    parser_incidents: tuple[Incident, ...] = ()
    parser_statements: tuple[Statement, ...] = ()
    sentences: tuple[SurveyedSentence, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    hostile: tuple[Hostile, ...] = ()


# Words of a title, a nickname or a marked expression are fewer, and end without a mark.
_FEWEST_SPOKEN = 6


def spoken_quotations(found: Survey) -> Iterator[tuple[Quotation, Span]]:
    """Passages in quotation marks that somebody said, each with its sentence.

    Not titles, nicknames and words that are only marked: those are short, and neither end as
    an utterance does nor stand beside a reporting verb.
    """
    direct = {part for a in found.attributions if a.kind == "direct" for part in a.content}
    for paragraph in found.paragraphs:
        starts = [q.outer.start for q in paragraph.quotations]
        for sentence in paragraph.sentences:
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            for quotation in paragraph.quotations[first:last]:
                if quotation.outer.end > sentence.end:
                    continue
                words = quotation.inner.text.split()
                ended = quotation.inner.text.rstrip()[-1:] in ",.!?…。！？"
                long = len(words) >= _FEWEST_SPOKEN or (len(words) == 1 and len(words[0]) > 12)
                # Guillemets mark speech where English sets its words apart by other means.
                ended = ended or quotation.outer.text[0] in "«"
                if quotation.inner in direct or long or (ended and len(words) > 2):
                    yield quotation, sentence


_HEADLINES = 3  # paragraphs: headline, standfirst, byline


def _without_headlines(
    attributions: list[Attribution], paragraphs: Sequence[SurveyedParagraph]
) -> list[Attribution]:
    """Without what a headline reports, which the report says again."""
    if len(paragraphs) <= _HEADLINES:
        return attributions
    top = paragraphs[_HEADLINES - 1].span.end
    return [
        a
        for a in attributions
        if a.kind == "direct" or a.sentence.end > top or a.sentence.text[-1:] in ".!?…”\"’'"
    ]


def survey(article: Article) -> Survey:
    """Survey `article`, by the lexicon of its language, or by that of English."""
    lexicon = lexicon_for(article.language) or load_lexicon("en")
    text = article.text
    hostile = find_hostile(article)
    paragraphs = lay_out(article, lexicon, hostile)
    attributions: list[Attribution] = []
    sightings: list[Sighting] = []
    sentences: list[SurveyedSentence] = []
    actors: list[Span] = []
    policy: list[PolicyItem] = []
    before: SurveyedParagraph | None = None
    turns = find_turns(paragraphs)
    for paragraph in paragraphs:
        said = find_attributions(text, paragraph.sentences, paragraph.quotations, lexicon)
        last, first = (attributions or (None,))[-1], (said or (None,))[0]
        quoted = before.quotations if before is not None else ()
        if last and first and runs_on(text, last, quoted, first, paragraph.quotations):
            attributions[-1:] = [join(text, last, first), *said[1:]]
        else:
            attributions += said
        if paragraph.span in turns:
            attributions.append(turns[paragraph.span])
        before = paragraph
        people = tuple(find_actors(text, paragraph.span.start, paragraph.span.end, lexicon))
        actors += people
        for sentence in paragraph.sentences:
            facts, sighting = look(
                text,
                paragraph.span,
                sentence,
                paragraph.quotations,
                people,
                lexicon,
                published=article.published,
            )
            sentences.append(facts)
            if sighting is not None:
                sightings.append(sighting)
        policy += find_policy(text, paragraph.sentences, paragraph.quotations, said, lexicon)
    attributions = _without_headlines(attributions, paragraphs)
    incidents = group(sightings)
    firm = {s.sentence for incident in incidents for s in incident.sightings if s.firm}
    return Survey(
        lexicon,
        paragraphs,
        tuple(attributions),
        incidents,
        without_repeats([item for item in policy if item.sentence not in firm]),
        parser_incidents=tuple(
            code_incident(found, attributions, article.published, lexicon) for found in incidents
        ),
        parser_statements=tuple(code_statement(said, lexicon) for said in attributions),
        sentences=tuple(sentences),
        countries=context_countries(article),
        actors=tuple(actors),
        hostile=hostile,
    )
