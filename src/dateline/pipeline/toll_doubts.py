"""Why a toll that no record holds may be none that a record should hold.

Each doubt is one reason; what one of them holds for is information and no warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.expressions.counts import Reading, read_count
from dateline.models import Casualty, Incident, Span
from dateline.pipeline.toll_parts import (
    is_beside_one,
    is_in_risen_total,
    is_of_nobody,
    is_part,
    is_sentenced,
    is_stock,
)
from dateline.survey import Lexicon, Survey, SurveyedSentence, Toll
from dateline.survey.toll_sums import is_sum_since

_MANY_OF_PERIOD = 50
_UNDONE = ("threatened", "planned", "denied", "hypothetical")
_NAME = re.compile(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+|^[A-Z][\w’'-]+$")


@dataclass(frozen=True, eq=False)
class Missed:
    """A toll that no record holds, with what is told and recorded around it.

    Attributes:
        toll: The toll.
        sentence: The sentence that tells it.
        incidents: All records of incidents.
        lexicon: What the article is surveyed with.
    """

    toll: Toll
    sentence: SurveyedSentence | None
    incidents: Sequence[Incident]
    lexicon: Lexicon

    @classmethod
    def of(cls, toll: Toll, survey: Survey, incidents: Sequence[Incident]) -> Missed:
        """A toll of an article."""
        return cls(toll, survey.sentence_at(toll.sentence.start), incidents, survey.lexicon)

    @cached_property
    def reading(self) -> Reading | None:
        """The bounds of its count."""
        return read_count(self.toll.count.text)

    @property
    def is_one(self) -> bool:
        """Whether it counts one person."""
        return self.reading is not None and self.reading.best == 1

    @property
    def is_someone(self) -> bool:
        """Whether it counts one person who may be one of several: no figure, and no other one.

        "One fatality" is a figure, and "a third man" is nobody of whom was told before.
        """
        toll = self.toll
        figure = toll.cue is not None and toll.cue in toll.count
        return self.is_one and not figure and not self.is_another

    @cached_property
    def is_another(self) -> bool:
        """Whether its words set them apart from those told of before: "two more", "a third"."""
        return self.lexicon.more_people.search(self.toll.count.text) is not None

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """What may have become of them."""
        return frozenset({self.toll.outcome, *self.toll.others})

    @cached_property
    def same(self) -> tuple[Casualty, ...]:
        """The tolls of like outcome that records hold."""
        return tuple(c for c in self.held if c.outcome in self.outcomes)

    @cached_property
    def held(self) -> tuple[Casualty, ...]:
        """All tolls that records hold."""
        return tuple(c for i in self.incidents for c in i.casualties)

    @cached_property
    def beside(self) -> tuple[Incident, ...]:
        """The records that rest on its sentence."""
        return tuple(beside(self.toll, self.incidents))


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
    if not missed.is_someone or missed.sentence is None:
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


def is_told_again(missed: Missed) -> bool:
    """Somebody is told of twice, and held: "one dead man, a baker"."""
    return missed.is_someone and is_beside_one(missed.toll, missed.same)


def is_one_of_more(missed: Missed) -> bool:
    """One person may be among the several that a record of the sentence counts."""
    toll = missed.toll
    if toll.seen_by == "both" or toll.realis is None or not missed.is_someone:
        return False
    return any(
        c.outcome == toll.outcome and (c.count.best or c.count.low or 0) > 1 and _may_count(c, toll)
        for i in missed.beside
        for c in i.casualties
    )


def is_of_period(missed: Missed) -> bool:
    """It is a sum over more than the news: "11 were murdered in the state this year"."""
    sentence, toll, reading = missed.sentence, missed.toll, missed.reading
    if sentence is None or toll.cue is None:
        return False
    if any(i.realis == "historical" for i in missed.beside):
        return False  # of what is long ago the month is told, and no day
    if is_sum_since(toll, sentence.lexicon):
        return True
    many = reading is not None and (reading.low or reading.best or 0) >= _MANY_OF_PERIOD
    summed = many or sentence.lexicon.sum_of.search(sentence.span.text) is not None
    return summed and sentence.frames.is_of_period(toll.count)


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
    """A record says of each of them what became of him: "shot two boys; one died, one is blind"."""
    number = _number(missed.toll)
    told = [_behind(i, missed.toll) for i in missed.beside]
    return number > 1 and any(
        len({c.outcome for c in after}) > 1
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


DOUBTS: Mapping[str, Callable[[Missed], bool]] = {
    "weak": is_weak,
    "vague": is_vague,
    "detail": is_detail,
    "retold": is_retold,
    "in a new total": is_in_new_total,
    "told as part": is_told_as_part,
    "told again": is_told_again,
    "one of more": is_one_of_more,
    "of a period": is_of_period,
    "in a quotation": is_in_quotation,
    "divided": is_divided,
    "part, elsewhere": is_part_elsewhere,
}
"""Every doubt by its name, the cheapest first."""


def doubts(missed: Missed) -> Iterator[str]:
    """The names of the doubts that hold for a toll."""
    return (name for name, holds in DOUBTS.items() if holds(missed))


def is_counted(toll: Toll, incidents: Sequence[Incident]) -> bool:
    """Whether someone who is named may be among those whom a record beside it counts.

    A number is told before those whom it counts are named. Of two people in one sentence, each
    counted as one, neither is the other.
    """
    return any(
        casualty.outcome in {toll.outcome, *toll.others} and _may_count(casualty, toll)
        for incident in beside(toll, incidents)
        for casualty in incident.casualties
    )


def _may_count(casualty: Casualty, toll: Toll) -> bool:
    spans = casualty.count.mention.spans
    if any(span.overlaps(toll.count) for span in spans):
        return True
    if (casualty.count.best or casualty.count.low) == 1:
        return not any(span in toll.sentence for span in spans)
    return any(span.start < toll.count.start or span in toll.sentence for span in spans)


def beside(toll: Toll, incidents: Sequence[Incident]) -> Iterator[Incident]:
    """The records that rest on the sentence of a toll."""
    return (i for i in incidents if any(toll.sentence.overlaps(span) for span in i.evidence))


def is_headline(sentence: Span) -> bool:
    """Whether a sentence ends without a mark, as headlines do."""
    return sentence.text.rstrip("\"”’'»)")[-1:] not in ".!?…:;"
