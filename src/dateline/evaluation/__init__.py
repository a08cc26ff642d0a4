"""Gold, what was extracted measured against it, and whether a difference is more than noise."""

from dateline.evaluation.documents import CodedStatement, GoldDocument, GoldRecords, RoleFillers
from dateline.evaluation.gold import GoldArticle, load_gold
from dateline.evaluation.incidents import match_incidents, score_incidents
from dateline.evaluation.muc4 import read_muc4
from dateline.evaluation.muc_roles import role_fillers
from dateline.evaluation.own import read_folder
from dateline.evaluation.policy import score_policy
from dateline.evaluation.polnear import read_polnear
from dateline.evaluation.roles import score_roles
from dateline.evaluation.scoring import grounding, score_document
from dateline.evaluation.sentences import evidence_of, score_sentences
from dateline.evaluation.statements import match_statements, score_statements
from dateline.evaluation.tallies import Scores, Tally, total
from dateline.evaluation.wikievents import read_wikievents

__all__ = [
    "CodedStatement",
    "GoldArticle",
    "GoldDocument",
    "GoldRecords",
    "RoleFillers",
    "Scores",
    "Tally",
    "evidence_of",
    "grounding",
    "load_gold",
    "match_incidents",
    "match_statements",
    "read_folder",
    "read_muc4",
    "read_polnear",
    "read_wikievents",
    "role_fillers",
    "score_document",
    "score_incidents",
    "score_policy",
    "score_roles",
    "score_sentences",
    "score_statements",
    "total",
]
