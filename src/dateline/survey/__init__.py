"""What an article holds, found without a model: by lexicons and patterns."""

from dateline.survey.coder import code_incident, code_policy, code_statement, distinct_tolls
from dateline.survey.grouping import SightedIncident
from dateline.survey.lexicon import load_lexicon
from dateline.survey.policy import PolicyItem
from dateline.survey.statements import Attribution
from dateline.survey.survey import Survey, survey
from dateline.survey.tolls import Toll

__all__ = [
    "Attribution",
    "PolicyItem",
    "SightedIncident",
    "Survey",
    "Toll",
    "code_incident",
    "code_policy",
    "code_statement",
    "distinct_tolls",
    "load_lexicon",
    "survey",
]
