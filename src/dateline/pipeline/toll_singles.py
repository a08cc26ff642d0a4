"""Why one person of whom no record holds a toll may be one whom a record does hold."""

from __future__ import annotations

import re

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Incident
from dateline.pipeline.toll_beside import (
    again_words,
    are_of_two_sides,
    is_headline,
    is_of_anybody,
    is_other,
    may_be_one,
    may_count,
    noun_of,
)
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import has_own_clause, is_of_them
from dateline.survey import Toll

_NAME = re.compile(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+|^[A-Z][\w’'-]+$")
# "Ali Khan, a carpenter", "Ali Khan, a 42-year-old carpenter from Mach".
_SAID = re.compile(r",\s(?:\d+,\s)?(?P<who>(?:an?|the)\s[^,.;]{2,50})[,.;]")


def is_detail(missed: Missed) -> bool:
    """One person may be among those of a larger number that the same sentence gives.

    "The dead were now two, a lorry driver having died on the operating table." What a side says
    that it lost itself is no part of what it says before.
    """
    toll = missed.toll
    if not missed.is_someone or missed.sentence is None or has_own_clause(toll):
        return False
    if _is_own_loss(toll):
        return False
    text, start, _ = toll.placed
    return any(
        other.outcome == toll.outcome
        and other.cue != toll.cue
        and not are_of_two_sides(other.count.text, toll.count.text, missed.lexicon)
        and other.count.end < toll.count.start
        and ";" not in text[other.placed[2] : start]
        and (read := read_count(other.count.text)) is not None
        and (read.best or read.low or 0) > 1
        for other in missed.sentence.tolls
    )


def _is_own_loss(toll: Toll) -> bool:
    """Whether one side tells of its own: "losing one of its men", "for the loss of a private"."""
    return toll.cue is not None and again_words("own_loss").fullmatch(toll.cue.text) is not None


def is_retold(missed: Missed) -> bool:
    """It may be one of those whom a record counts by other words.

    A headline sums up what the text tells; "a man" or "his colleague" is he whom the text names
    later, in what may be the same incident.
    """
    toll = missed.toll
    if is_headline(toll.sentence):
        return bool(missed.same)
    own = again_words("own").match(toll.count.text) is not None
    if not missed.is_someone or not (own or again_words("one").match(toll.count.text)):
        return False
    if own and again_words("companion").fullmatch(noun_of(toll.count.text)) is None:
        return False  # "his wife"
    named = [
        c
        for i in (() if own else missed.beside) or missed.incidents
        for c in i.casualties
        if c.outcome in missed.outcomes
        and c.count.best in (1, None)
        and _is_named_after(c, toll)
        and not _is_another(c, i, missed)
    ]
    # "Killed a reporter and his colleague": the one who is named may be either.
    return len(named) >= (_told_with(missed) if own else 1)


def _told_with(missed: Missed) -> int:
    """Of how many single people the sentence tells that the same became of them."""
    tolls = missed.sentence.tolls if missed.sentence is not None else ()
    ones = {t.count.start for t in tolls if t.outcome in missed.outcomes and _is_one(t)}
    return len(ones | {missed.toll.count.start})


def _is_one(toll: Toll) -> bool:
    reading = read_count(toll.count.text)
    return reading is None or reading.best == 1


def _is_named_after(casualty: Casualty, toll: Toll) -> bool:
    mention = casualty.count.mention
    name = _NAME.search(mention.text)
    return name is not None and any(s.start > toll.sentence.end for s in mention.spans)


def _is_another(casualty: Casualty, incident: Incident, missed: Missed) -> bool:
    """Whether what is said of a name is not what he was: "a soldier", "Ali Khan, a carpenter"."""
    noun = noun_of(missed.toll.count.text)
    behind = (
        _SAID.match(evidence.text, span.end - evidence.start)
        for span in casualty.count.mention.spans
        for evidence in incident.evidence
        if span in evidence
    )
    said = [noun_of(found["who"]) for found in behind if found is not None]
    return bool(said) and not any(may_be_one(s, noun, missed.lexicon) for s in said)


def is_one_of_more(missed: Missed) -> bool:
    """One person may be among the several that a record of the sentence counts."""
    toll = missed.toll
    if toll.seen_by == "both" or toll.realis is None or not missed.is_someone:
        return False
    if _is_own_loss(toll) or _is_of_others(missed):
        return False
    return any(
        c.outcome == toll.outcome
        and (c.count.best or c.count.low or 0) > 1
        and may_count(c, toll)
        and not is_other(c, toll, missed.lexicon)
        for i in missed.beside
        for c in i.casualties
    )


def _is_of_others(missed: Missed) -> bool:
    """Whether he is told to be one of some to whom something else happened.

    "Nine with gunshot wounds were brought in; one of them could not be saved."
    """
    toll = missed.toll
    text, start, end = toll.placed
    if toll.outcome == "killed" and again_words("of_hurt").match(text, start) is not None:
        return True
    if missed.sentence is None or not is_of_them(text, start, end):
        return False
    near = [t for t in missed.sentence.tolls if t.count.end < toll.count.start]
    return bool(near) and toll.outcome not in {near[-1].outcome, *near[-1].others}


def is_in_quotation(missed: Missed) -> bool:
    """Anybody in a quotation may be he of whom the report tells: "killing a good man"."""
    sentence = missed.sentence
    return (
        missed.is_someone
        and bool(missed.same)
        and sentence is not None
        and is_of_anybody(noun_of(missed.toll.count.text))
        and any(missed.toll.count in q.outer for q in sentence.paragraph.quotations)
    )
