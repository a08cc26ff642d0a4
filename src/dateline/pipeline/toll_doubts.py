"""Why a toll that no record holds may be none that a record should hold.

Each doubt is one reason; what one of them holds for is information and no warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Incident
from dateline.pipeline.toll_again import is_told_again
from dateline.pipeline.toll_beside import is_headline, may_count
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import (
    has_own_clause,
    is_in_risen_total,
    is_of_nobody,
    is_part,
    is_sentenced,
    is_stock,
)
from dateline.pipeline.toll_undone import is_as_many_as_possible, is_doer, is_undone
from dateline.survey import Lexicon, Toll
from dateline.survey.toll_figures import may_give, ordinal
from dateline.survey.toll_statistics import is_accident, is_over_years, is_rate
from dateline.survey.toll_sums import is_sum_since
from dateline.survey.triggers import ARMED

_MANY_OF_PERIOD = 50
_OPEN = ("threatened", "planned", "hypothetical", "attempted")
_GOES_ON = re.compile(r"(?:They|These|Those|The|Such|In\sall|Altogether|Together|Among)\b")
_UNDONE = ("threatened", "planned", "denied", "hypothetical")
_NAME = re.compile(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+|^[A-Z][\w’'-]+$")


def is_weak(missed: Missed) -> bool:
    """Its noun may be a thing, or says only who somebody is; or a court's sentence is all."""
    return missed.toll.weak or is_of_nobody(missed.toll) or is_sentenced(missed.toll)


def is_vague(missed: Missed) -> bool:
    """Only its tree shows the toll, of one who is threatened or feared for, or of no deed done."""
    toll = missed.toll
    single = (missed.reading is None or missed.reading.best == 1) and not missed.is_another
    undone = bool(missed.beside) and all(i.realis in _UNDONE for i in missed.beside)
    bent = undone or toll.realis not in (None, "actual")
    return toll.seen_by == "tree" and single and bent


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


def is_in_new_total(missed: Missed) -> bool:
    """They are among those of a total that their sentence says has risen, and a record holds.

    "Two more bodies were found, raising to nine the number of those killed."
    """
    return is_in_risen_total(missed.toll, missed.held) or is_stock(missed.toll, missed.held)


def is_told_as_part(missed: Missed) -> bool:
    """They are some of those whom a record counts: "including two elders and the cook"."""
    return is_part(missed.toll, missed.held)


def is_one_of_more(missed: Missed) -> bool:
    """One person may be among the several that a record of the sentence counts."""
    toll = missed.toll
    if toll.seen_by == "both" or toll.realis is None or not missed.is_someone:
        return False
    return any(
        c.outcome == toll.outcome
        and (c.count.best or c.count.low or 0) > 1
        and may_count(c, toll)
        and not _on_other_sides(c, toll, missed.lexicon)
        for i in missed.beside
        for c in i.casualties
    )


def _on_other_sides(casualty: Casualty, toll: Toll, lexicon: Lexicon) -> bool:
    """Whether those counted are of another side than these: "seven assailants", "a soldier"."""
    theirs, ours = (lexicon.actor_kind(t) for t in (casualty.count.mention.text, toll.count.text))
    return None not in (theirs, ours) and theirs is not ours and bool({theirs, ours} & ARMED)


def is_of_period(missed: Missed) -> bool:
    """It is a sum over more than the news: "11 were murdered in the state this year"."""
    sentence, toll, reading = missed.sentence, missed.toll, missed.reading
    if sentence is None or toll.cue is None:
        return False
    if is_rate(toll):
        return True
    if any(i.realis == "historical" for i in missed.beside):
        return False  # of what is long ago the month is told, and no day
    if is_sum_since(toll, sentence.lexicon) or is_over_years(toll):
        return True
    many = reading is not None and (reading.low or reading.best or 0) >= _MANY_OF_PERIOD
    summed = many or sentence.lexicon.sum_of.search(sentence.span.text) is not None
    return summed and sentence.frames.is_of_period(toll.count)


def is_of_period_before(missed: Missed) -> bool:
    """It goes on from a sum over more than the news: "They cost 367 lives"."""
    sentence, reading, before = missed.sentence, missed.reading, missed.before
    if sentence is None or before is None or missed.beside or reading is None:
        return False
    many = (reading.low or reading.best or 0) >= _MANY_OF_PERIOD
    summed = is_over_years(replace(missed.toll, sentence=before.span, count=before.span))
    return many and summed and _GOES_ON.match(sentence.span.text) is not None


def is_only_aimed_at(missed: Missed) -> bool:
    """It counts those at whom a threat or a plan is aimed, and whom the record has as targets."""
    toll = missed.toll
    return toll.realis in _OPEN and any(
        i.realis in _OPEN and any(s.overlaps(toll.count) for s in target.mention.spans)
        for i in missed.beside
        for target in i.targets
    )


def is_by_accident(missed: Missed) -> bool:
    """An accident or a storm killed them, and no record rests on its sentence."""
    sentence = missed.sentence
    if sentence is None or missed.beside:
        return False
    return sentence.holds(sentence.lexicon.accidents) or is_accident(sentence.span.text)


def is_in_quotation(missed: Missed) -> bool:
    """Someone in a quotation may be he of whom the report tells: "killing a good man"."""
    sentence = missed.sentence
    return (
        missed.is_someone
        and bool(missed.same)
        and sentence is not None
        and any(missed.toll.count in q.outer for q in sentence.paragraph.quotations)
    )


def is_divided(missed: Missed) -> bool:
    """A record says of each of them what became of him: "shot two boys; one died, one is blind".

    Of those who were killed nothing else became.
    """
    toll, number = missed.toll, _number(missed.toll)
    if toll.outcome == "killed":
        return False
    told = [_behind(i, toll) for i in missed.beside]
    return number > 1 and any(
        {c.outcome for c in after} - {toll.outcome}
        and number == sum(c.count.best or c.count.low or 1 for c in after)
        for after in told
    )


def is_part_elsewhere(missed: Missed) -> bool:
    """No record rests on its sentence, and one holds more: "11 bodies were brought to his ward".

    Or holds as many, where one is named: he may be the one.
    """
    number = _number(missed.toll) - missed.toll.named
    return not missed.beside and any(
        (c.count.best or c.count.low or 0) > number for c in missed.same
    )


def _number(toll: Toll) -> int:
    reading = read_count(toll.count.text)
    return (reading.best or reading.low or 0) if reading is not None else 0


def _behind(incident: Incident, toll: Toll) -> list[Casualty]:
    """The tolls of a record that are told after it."""
    return [
        c
        for c in incident.casualties
        if any(s.start >= toll.count.end for s in c.count.mention.spans)
    ]


def is_of_earlier_total(missed: Missed) -> bool:
    """Some of those whom an earlier sentence of its record counts together.

    News gives the whole first: "killed fifteen people … Six died on the spot". Another source's
    figure is another toll, and so are those of another side, "two more", "a ninth" and "a
    second raid".
    """
    toll, number = missed.toll, _number(missed.toll) or 1
    if _is_given_anew(missed) or ordinal(toll.sentence.text) is not None:
        return False
    return any(
        c.outcome in missed.outcomes
        and (c.count.best or c.count.low or 0) > number
        and all(span.end <= toll.sentence.start for span in c.count.mention.spans)
        and not _on_other_sides(c, toll, missed.lexicon)
        for i in missed.beside
        for c in i.casualties
    )


def _is_given_anew(missed: Missed) -> bool:
    """Whether the sentence of a toll has a source, or adds to those told of before."""
    toll, sentence = missed.toll, missed.sentence
    behind = toll.sentence.text[toll.count.end - toll.sentence.start :]
    if toll.source is not None or missed.is_another or missed.lexicon.more_people.match(behind[1:]):
        return True
    said = sentence is not None and any(
        a.sentence == toll.sentence for a in sentence.paragraph.attributions
    )
    return said or may_give(toll.sentence.text)


def is_seen_by_tree_elsewhere(missed: Missed) -> bool:
    """Its tree alone shows it, and no record rests on its sentence.

    In articles that no rule was made for, three in eight of those were wrong; of those that the
    words show too, one in fourteen.
    """
    return missed.toll.seen_by == "tree" and not missed.beside


DOUBTS: Mapping[str, Callable[[Missed], bool]] = {
    "weak": is_weak,
    "vague": is_vague,
    "undone": is_undone,
    "as many as possible": is_as_many_as_possible,
    "the doer": is_doer,
    "seen by its tree, elsewhere": is_seen_by_tree_elsewhere,
    "detail": is_detail,
    "retold": is_retold,
    "in a new total": is_in_new_total,
    "told as part": is_told_as_part,
    "told again": is_told_again,
    "one of more": is_one_of_more,
    "of a period": is_of_period,
    "goes on from a period": is_of_period_before,
    "only aimed at": is_only_aimed_at,
    "by accident": is_by_accident,
    "in a quotation": is_in_quotation,
    "divided": is_divided,
    "part, elsewhere": is_part_elsewhere,
    "of an earlier total": is_of_earlier_total,
}
"""Every doubt by its name, the cheapest first."""


def doubts(missed: Missed) -> Iterator[str]:
    """The names of the doubts that hold for a toll."""
    return (name for name, holds in DOUBTS.items() if holds(missed))
