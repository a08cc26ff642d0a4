"""Numbers of people with what became of them.

A number is given the outcome of the words that govern it: of a verb or a noun before it
("killed 14", "the deaths of 14"), of a predicate behind it ("14 people were killed"), of its own
noun ("14 bodies"), or of the number that it is joined to or goes on from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.expressions.counts import FoundCount
from dateline.models import Span
from dateline.models.vocabulary import Outcome, Realis
from dateline.survey.lexicon import Lexicon
from dateline.survey.toll_counts import Counted, counted_words, find_counted
from dateline.survey.toll_cues import Cue, find_cues
from dateline.survey.toll_government import Reading, outcome_of
from dateline.survey.toll_sharing import (
    after_parts,
    drop_breakdown,
    fits,
    last,
    of_part,
    pass_back,
    shared,
    tells_of_whole,
)
from dateline.survey.toll_sources import figure_source, is_freed, is_speaker

_NAME = re.compile(r"[A-Z][\w’'-]+,\s(?:\d+,\s)?$")


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, killed or otherwise, by one sentence.

    Attributes:
        source: Who gives the figure.
        cue: The words of the outcome.
        sure: Whether these stand right beside the number; at some distance, or where the outcome
            is another number's too, it is the likely one.
        others: What else the sentence may say became of the same people.
        weak: Whether the noun is in no list and may be a thing, is all that tells of captives, or
            only says who somebody named is.
        seen_by: Whether the patterns see it, the sentence's tree, or both.
        realis: Whether it happened, as the tree has it; None without one.
        named: Whether it is told beside the news: of one person who is named or told of as "the
            driver", known already, and perhaps one of those whom a number counts elsewhere; or of
            those who are looked for, held, or gone from home.
    """

    outcome: Outcome
    count: Span
    group: Span | None
    sentence: Span
    source: Span | None = None
    cue: Span | None = None
    sure: bool = True
    others: frozenset[Outcome] = frozenset()
    weak: bool = False
    seen_by: Literal["light", "tree", "both"] = "light"
    realis: Realis | None = None
    named: bool = False

    @property
    def placed(self) -> tuple[str, int, int]:
        """The sentence's text, and where in it the number stands."""
        at = self.sentence.start
        return self.sentence.text, self.count.start - at, self.count.end - at


def find_tolls(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of a sentence, in order. A number of which nothing became is none."""
    cues = find_cues(text, sentence, lexicon)
    if not cues:
        return ()
    numbers = find_counted(sentence, cues, lexicon)
    readings = _read(text, sentence, cues, numbers, lexicon)
    return tuple(
        _toll(text, number, reading, sentence)
        for number, reading in zip(numbers, readings, strict=True)
        if reading is not None
        and (number.count.of_people or not number.count.bare or not _other_noun(text, number, cues))
        and not (
            reading.cue.outcome == "captured"
            and is_freed(text, number.count, reading.cue, sentence, lexicon)
        )
    )


def _read(
    text: str,
    sentence: Span,
    cues: Sequence[Cue],
    numbers: Sequence[Counted],
    lexicon: Lexicon,
) -> list[Reading | None]:
    """What became of each number."""
    readings: list[Reading | None] = []
    speaks: list[bool] = []
    for index, number in enumerate(numbers):
        before = numbers[index - 1].count.end if index else sentence.start
        speaks.append(is_speaker(text, number.count, cues, before, sentence, lexicon))
        reading = None
        if not speaks[-1]:
            after = _reach(text, cues, numbers, index, sentence)
            reading = _own_or_shared(text, cues, numbers[: index + 1], readings, before, after)
        if tells_of_whole(text, number, reading, numbers[:index], readings):
            readings[-1], reading = reading, None
        readings.append(of_part(text, number, reading, last(readings, numbers)))
    drop_breakdown(text, numbers, readings)
    pass_back(text, numbers, readings, speaks)
    return readings


def _own_or_shared(
    text: str,
    cues: Sequence[Cue],
    numbers: Sequence[Counted],
    readings: Sequence[Reading | None],
    before: int,
    after: int,
) -> Reading | None:
    """What became of the last of the numbers, by its own words or by those of another."""
    number = numbers[-1]
    reading = outcome_of(text, number.count, cues, before, after)
    if reading is not None and not fits(number, reading):
        reading = None
    if reading is None and len(numbers) > 1:
        return shared(text, numbers[-2].count, number, last(readings, numbers))
    return reading


def _reach(
    text: str, cues: Sequence[Cue], numbers: Sequence[Counted], index: int, sentence: Span
) -> int:
    """Where the words end that may say what became of a number: at the next."""
    if index + 1 == len(numbers):
        return sentence.end
    if numbers[index + 1].part and not numbers[index].part:
        return after_parts(text, cues, numbers, index, sentence)
    return numbers[index + 1].count.start


def _other_noun(text: str, number: Counted, cues: Sequence[Cue]) -> bool:
    """Whether a bare number counts something else: "killed 14 buffaloes"."""
    end = number.count.end
    rest = text[end : end + 25]
    if re.match(
        r"\s*(?:[.,;:)]|$|and\b|in\b|on\b|at\b|were\b|was\b|have\b|had\b|are\b|"
        r"others?\b|more\b|dead\b|by\b|when\b|so far|as\b|of\b|the\b|from\b|up\b|down\b|"
        r"among\b|for\b|to\b|after\b|during\b|since\b|while\b|but\b|including\b|with\b|"
        r"near\b|outside\b|who\b|"
        r"lay\b|died?\b|later\b|is\b|remain)",
        rest,
    ):
        return False
    return not any(cue.start - end <= 1 for cue in cues if cue.start >= end)


def _tells_of_held(text: str, count: FoundCount, cue: Cue) -> bool:
    """Whether the noun alone tells of captives, and not of such as nobody may take by right."""
    if cue.outcome != "captured" or not count.start < cue.start < count.end:
        return False
    held = counted_words("held").search(text, count.number_end, count.end) is not None
    known = counted_words("the_known").search(text, max(0, count.start - 30), count.start)
    return not held or known is not None


def _is_of_known(text: str, count: FoundCount, cue: Cue) -> bool:
    """Whether they are some of those told of before: "three of the slain constables"."""
    own = count.start < cue.start < count.end
    return own and counted_words("known_already").match(text, count.number_end) is not None


def _describes(text: str, count: FoundCount, cue: Cue) -> bool:
    """Whether the one counted is somebody named just before: "Amina Sow, a nurse, was killed"."""
    return (
        count.reading.rule == "singular"
        and "," in text[count.end : cue.start]
        and _NAME.search(text, max(0, count.start - 40), count.start) is not None
    )


def _toll(text: str, number: Counted, reading: Reading, sentence: Span) -> Toll:
    count = number.count
    span = Span(start=count.start, end=count.end, text=text[count.start : count.end])
    noun = text[count.number_end : count.end]
    partitive = re.match(r"\s*(?:of\s+(?:(?:the|them|his|her|their|its)\s+)?)?", noun)
    start = count.number_end + (partitive.end() if partitive else 0)
    group = Span(start=start, end=count.end, text=text[start : count.end]) if noun.strip() else None
    cue = reading.cue
    return Toll(
        cue.outcome,
        span,
        group,
        sentence,
        figure_source(text, count, sentence),
        Span(start=cue.start, end=cue.end, text=text[cue.start : cue.end]),
        reading.sure,
        reading.others,
        weak=not number.known
        or count.reading.rule == "many"
        or _tells_of_held(text, count, cue)
        or _is_of_known(text, count, cue)
        or _describes(text, count, cue),
    )
