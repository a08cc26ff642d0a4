"""The light survey of an article: what it holds, found by lexicons and patterns alone."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models import Article
from dateline.survey.grouping import SightedIncident, group
from dateline.survey.hostile import Hostile, find_hostile
from dateline.survey.layout import SurveyedParagraph, lay_out
from dateline.survey.lexicon import load_lexicon
from dateline.survey.policy import PolicyItem, find_policy
from dateline.survey.sightings import Sighting, sight
from dateline.survey.statements import Attribution, find_attributions


@dataclass(frozen=True, slots=True)
class Survey:
    """What an article's reporting holds.

    Attributes:
        paragraphs: The reporting, sentence by sentence, with its quotations.
        attributions: Who said what.
        incidents: Sentences that tell of incidents, by incident.
        policy: Clauses that state an item of policy.
        hostile: Text that speaks to a model, or that no reader sees: no reporting.
    """

    paragraphs: tuple[SurveyedParagraph, ...]
    attributions: tuple[Attribution, ...]
    incidents: tuple[SightedIncident, ...]
    policy: tuple[PolicyItem, ...]
    hostile: tuple[Hostile, ...] = ()


def survey(article: Article) -> Survey:
    """Survey `article`, by the lexicon of English."""
    lexicon = load_lexicon("en")
    text = article.text
    hostile = find_hostile(article)
    paragraphs = lay_out(article, lexicon, hostile)
    attributions: list[Attribution] = []
    sightings: list[Sighting] = []
    policy: list[PolicyItem] = []
    for paragraph in paragraphs:
        said = find_attributions(text, paragraph.sentences, paragraph.quotations, lexicon)
        attributions += said
        sightings += [
            found
            for sentence in paragraph.sentences
            if (
                found := sight(
                    text,
                    paragraph.span,
                    sentence,
                    paragraph.quotations,
                    lexicon,
                    published=article.published,
                )
            )
        ]
        policy += find_policy(text, paragraph.sentences, paragraph.quotations, said, lexicon)
    incidents = group(sightings)
    firm = {s.sentence for incident in incidents for s in incident.sightings if s.firm}
    return Survey(
        paragraphs,
        tuple(attributions),
        incidents,
        tuple(item for item in policy if item.sentence not in firm),
        hostile,
    )
