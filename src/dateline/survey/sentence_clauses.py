"""The clauses of a sentence and its expressions of time, by patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from dateline.expressions.dates import find_dates, resolve_date
from dateline.models import Span
from dateline.survey.lexicon import Lexicon

# What is dated further back than this before publication is background.
_NEWS = timedelta(days=21)
_OVER = timedelta(days=7)
# A sentence with more is no sentence of a report, and each costs a look at all of it.
_MOST_CLAUSES = 24
_MOST_DATES = 12
_RANK = (
    r"(?:the|its|their)\s(?:deadliest|worst|bloodiest|biggest|largest|heaviest|latest|first|second|"
    r"third|fourth|fifth|most)"
)
# A clause that says more of what stands before its comma, and ends at the next.
_ASIDE = rf"(?:which|who|whose|whom|where|that\s(?:has|have|had)|in\swhat|{_RANK}|one\sof\sthe)\b"
_BOUNDARY = re.compile(
    rf"[;:](?=\s)|,(?=\s(?:but|and|while|after|when|as|though|although|since|{_ASIDE}))"
    rf"|\s(?=(?:but|while|after|when|where|as\s(?:the|they|he|she|it|a|an))\s)",
    re.IGNORECASE,
)
_IS_ASIDE = re.compile(rf",?\s*{_ASIDE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; an aside says more of what stands before it."""

    start: int
    end: int
    aside: bool


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time with its distance from the news; None where that is open.

    `long` is a month or a year, in which much happens; `over`, one that has been over for days.
    """

    span: Span
    recent: bool | None
    long: bool = False
    over: bool = False


def clauses(text: str, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order and without gaps."""
    cuts: list[tuple[int, bool]] = [(sentence.start, False)]
    found = list(islice(_BOUNDARY.finditer(text, sentence.start + 1, sentence.end), _MOST_CLAUSES))
    for index, match in enumerate(found):
        aside = _IS_ASIDE.match(text, match.start()) is not None
        cuts.append((match.start(), aside))
        if aside and match[0] == ",":
            end = found[index + 1].start() if index + 1 < len(found) else sentence.end
            closing = text.find(", ", match.end(), end)
            if closing > 0:
                cuts.append((closing, False))
    ends = [start for start, _ in cuts[1:]] + [sentence.end]
    return tuple(Clause(start, end, aside) for (start, aside), end in zip(cuts, ends, strict=True))


def times(text: str, sentence: Span, lexicon: Lexicon, published: date | None) -> Iterator[Time]:
    """The expressions of time in a sentence that tell when things happened, not were said."""
    start = sentence.start
    for found in islice(find_dates(sentence.text), _MOST_DATES):
        words = sentence.text[found.start : found.end]
        span = Span.at(start + found.start, words)
        if not lexicon.saying_time.search(text[max(start, span.start - 40) : span.start]):
            yield Time(span, *_distance(words, published))


@lru_cache(maxsize=1024)
def _distance(words: str, published: date | None) -> tuple[bool | None, bool, bool]:
    """Whether an expression is of the last weeks, None where open; whether long, and over."""
    resolved = resolve_date(words, published or date(2000, 6, 15))
    if resolved is None:
        return None, False, False
    long = resolved.precision not in ("day", "week") and (resolved.end - resolved.start).days > 20
    if published is None:
        near = resolved.relative and resolved.precision in ("day", "week")
        return (True if near else None), long, False
    over = long and resolved.end < published - _OVER
    if resolved.end < published - _NEWS:
        return False, long, over
    return (True if resolved.precision in ("day", "week") else None), long, over
