"""Times of a day that go back to a day told before: "hours later", "in the afternoon"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dateline.expressions.date_references import find_hours
from dateline.models import Span

_MOST = 4


def with_hours(sentence: Span, dates: Sequence[Span]) -> tuple[Span, ...]:
    """The expressions of time in a sentence, with those that name no day themselves.

    Args:
        sentence: The sentence.
        dates: Those that name a day, a month or a year.
    """
    start = sentence.start
    hours = [
        Span(start=start + a, end=start + b, text=sentence.text[a:b])
        for a, b in islice(find_hours(sentence.text), _MOST)
    ]
    more = [h for h in hours if not any(h.overlaps(d) for d in dates)]
    return tuple(sorted((*dates, *more), key=lambda d: d.start))
