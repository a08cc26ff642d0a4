"""Answers kept, so that the same question is not paid for twice."""

from dateline.cache.answers import AnswerCache, Kept, answer_key

__all__ = ["AnswerCache", "Kept", "answer_key"]
