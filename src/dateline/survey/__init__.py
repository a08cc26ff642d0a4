"""What an article holds, found without a model: by lexicons and patterns."""

from dateline.survey.actors import find_actors
from dateline.survey.chosen import distinct_tolls
from dateline.survey.coder import code_incident, code_policy, code_statement
from dateline.survey.grouping import SightedIncident
from dateline.survey.lexicon import Lexicon, lexicon_for, load_lexicon
from dateline.survey.policy import PolicyItem
from dateline.survey.sightings import SurveyedSentence
from dateline.survey.statements import Attribution
from dateline.survey.survey import Survey, spoken_quotations, survey
from dateline.survey.tellings import Telling
from dateline.survey.tolls import Toll, find_tolls

__all__ = [
    "Attribution",
    "Lexicon",
    "PolicyItem",
    "SightedIncident",
    "Survey",
    "SurveyedSentence",
    "Telling",
    "Toll",
    "code_incident",
    "code_policy",
    "code_statement",
    "distinct_tolls",
    "find_actors",
    "find_tolls",
    "lexicon_for",
    "load_lexicon",
    "spoken_quotations",
    "survey",
]
