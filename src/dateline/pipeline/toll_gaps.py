"""Tolls that the survey saw and no record holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.expressions.counts import Reading, read_count
from dateline.models import Casualty, Incident, Span
from dateline.pipeline.gaps import Gap
from dateline.pipeline.toll_beside import beside, is_counted, is_headline
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_signs import Reader, is_doubted
from dateline.survey import Lexicon, Survey, Toll

# "More than 20" is said of 22 and of 25, and hardly of 40.
_ROUNDED = 1.3
# "Dozens" of 24 and of 96, "several" of two and of eight.
_MANY = 4


def toll_gaps(
    survey: Survey, tolls: Iterable[Toll], incidents: Sequence[Incident], reader: Reader
) -> Iterator[Gap]:
    """Those of the tolls that are in no record; as information, where too much speaks against."""
    for missed in missed_tolls(survey, tolls, incidents):
        yield Gap(
            f"a toll ({missed.toll.outcome}) is in no record",
            "incident",
            missed.toll.count,
            (missed.toll.sentence,),
            "doubted" if is_doubted(missed, reader) else "sure",
        )


def missed_tolls(
    survey: Survey, tolls: Iterable[Toll], incidents: Sequence[Incident]
) -> Iterator[Missed]:
    """Those of the tolls that are in no record, each once with what stands beside it."""
    casualties = [c for i in incidents for c in i.casualties]
    for toll in tolls:
        if toll.named and _is_single(toll) and is_counted(toll, incidents, survey.lexicon):
            continue
        if not _is_held(toll, incidents, survey.lexicon) or _is_half_told(toll, casualties):
            yield Missed.of(toll, survey, incidents)


def _is_single(toll: Toll) -> bool:
    reading = read_count(toll.count.text)
    return reading is None or reading.best == 1


def _is_held(toll: Toll, incidents: Sequence[Incident], lexicon: Lexicon) -> bool:
    """Whether some record holds a toll: one that rests on its sentence, where one does.

    Three who were killed in one raid are not the three of another.
    """
    near = list(beside(toll, incidents))
    return any(
        covers(c, toll, lexicon)
        and (not near or i in near or is_headline(toll.sentence) or _is_told_here(c, toll))
        for i in incidents
        for c in i.casualties
    )


def _is_told_here(casualty: Casualty, toll: Toll) -> bool:
    return any(span.overlaps(toll.count) for span in casualty.count.mention.spans)


def tolls_rested_on(
    survey: Survey, evidence: Sequence[Span], own: Iterable[Toll] = ()
) -> Iterator[Toll]:
    """The tolls that some record should hold, in order, each number once.

    Those of any sentence that a record rests on: what it makes of a past event or a threat, it
    should make of its toll. And the `own` tolls of incidents that the survey saw and a record
    rests on.
    """
    seen: dict[tuple[str, str], Span] = {}
    at: set[int] = set()
    touched = survey.touching(evidence)
    told = [*own, *(t for s in touched for t in (*survey.resumed(s), *s.tolls, *s.singles))]
    # A headline says again what the text tells: the text is asked about.
    for toll in sorted(told, key=lambda t: (is_headline(t.sentence), t.count.start)):
        key = (toll.outcome, toll.count.text.casefold())
        if key not in seen or (seen[key] == toll.sentence and toll.count.start not in at):
            seen.setdefault(key, toll.sentence)
            at.add(toll.count.start)
            yield toll


def covers(casualty: Casualty, toll: Toll, lexicon: Lexicon) -> bool:
    """Whether a record holds the toll, at this place or told again at another."""
    reading = read_count(toll.count.text)
    if any(span.overlaps(toll.count) for span in casualty.count.mention.spans):
        return True
    if reading is None or casualty.outcome not in {toll.outcome, *toll.others}:
        return False
    count = casualty.count
    if (count.low, count.best) == (reading.low, reading.best):
        more = lexicon.more_people
        if more.search(toll.count.text) or more.search(count.mention.text):
            return False  # "two more" are others than the two of whom it told before
        if any(span in toll.sentence for span in count.mention.spans):
            return False  # "two soldiers and two nurses": nobody is told of twice in one sentence
        # One killed here and one killed there are two, unless they are called the same.
        headline = is_headline(toll.sentence)
        return reading.best != 1 or headline or _one_noun(count.mention.text, toll.count.text)
    if reading.high is not None and reading.high in (count.high, count.best):
        return True  # "up to 19" of "between 15 and 19"
    known = count.best or count.low
    return known is not None and _retold(known, reading)


def _is_half_told(toll: Toll, casualties: Sequence[Casualty]) -> bool:
    """Whether records hold only some of those who are told of together."""
    reading = read_count(toll.count.text)
    if reading is None or reading.rule != "sum":
        return False
    held = [c for c in casualties if any(s.overlaps(toll.count) for s in c.count.mention.spans)]
    numbers = [c.count.best or c.count.low for c in held]
    return bool(held) and None not in numbers and sum(n or 0 for n in numbers) < (reading.low or 0)


def _one_noun(left: str, right: str) -> bool:
    """Whether two counts name people by one noun: "a policeman", "one policeman"."""
    ours, theirs = left.lower().split(), right.lower().split()
    return ours[-1] == theirs[-1]


def _retold(known: int, reading: Reading) -> bool:
    """Whether vague or round words may be of a number that is told exactly: "dozens" of 41."""
    if reading.low is not None and (reading.vague or reading.rule == "more than N"):
        return reading.low <= known <= reading.low * (_MANY if reading.vague else _ROUNDED)
    if reading.approximate and reading.best is not None:
        return known <= _ROUNDED * reading.best and reading.best <= _ROUNDED * known
    return False
