"""Why one person of whom no record holds a toll may be one whom a record does hold."""

from __future__ import annotations

import re

from dateline.expressions.counts import read_count
from dateline.models import Casualty
from dateline.pipeline.toll_beside import is_headline, may_count, on_other_sides
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import has_own_clause
from dateline.survey import Toll

_NAME = re.compile(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+|^[A-Z][\w’'-]+$")


def is_detail(missed: Missed) -> bool:
    """One person may be among those of a larger number that the same sentence gives.

    "The dead were now two, a lorry driver having died on the operating table."
    """
    toll = missed.toll
    if not missed.is_someone or missed.sentence is None or has_own_clause(toll):
        return False
    return any(
        other.outcome == toll.outcome
        and other.cue != toll.cue
        and other.count.end < toll.count.start
        and (read := read_count(other.count.text)) is not None
        and (read.best or read.low or 0) > 1
        for other in missed.sentence.tolls
    )


def is_retold(missed: Missed) -> bool:
    """It may be one of those whom a record counts by other words.

    A headline sums up what the text tells; "a man" is he whom the text names later, in what
    may be the same incident.
    """
    toll = missed.toll
    if is_headline(toll.sentence):
        return bool(missed.same)
    return missed.is_someone and any(
        c.count.best in (1, None) and _is_named_after(c, toll)
        for i in missed.beside or missed.incidents
        for c in i.casualties
        if c.outcome in missed.outcomes
    )


def _is_named_after(casualty: Casualty, toll: Toll) -> bool:
    mention = casualty.count.mention
    name = _NAME.search(mention.text)
    return name is not None and any(s.start > toll.sentence.end for s in mention.spans)


def is_one_of_more(missed: Missed) -> bool:
    """One person may be among the several that a record of the sentence counts."""
    toll = missed.toll
    if toll.seen_by == "both" or toll.realis is None or not missed.is_someone:
        return False
    return any(
        c.outcome == toll.outcome
        and (c.count.best or c.count.low or 0) > 1
        and may_count(c, toll)
        and not on_other_sides(c, toll, missed.lexicon)
        for i in missed.beside
        for c in i.casualties
    )


def is_in_quotation(missed: Missed) -> bool:
    """Someone in a quotation may be he of whom the report tells: "killing a good man"."""
    sentence = missed.sentence
    return (
        missed.is_someone
        and bool(missed.same)
        and sentence is not None
        and any(missed.toll.count in q.outer for q in sentence.paragraph.quotations)
    )
