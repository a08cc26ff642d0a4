"""Answers kept, so that the same question is not paid for twice."""

from dateline.cache.answers import AnswerCache, Batched, Kept, answer_key
from dateline.cache.database import Contents, measure
from dateline.cache.layers import Layered
from dateline.cache.stored import StoredAnswers

__all__ = [
    "AnswerCache",
    "Batched",
    "Contents",
    "Kept",
    "Layered",
    "StoredAnswers",
    "answer_key",
    "measure",
]
