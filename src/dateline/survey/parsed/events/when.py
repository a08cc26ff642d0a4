"""Times of a day that go back to a day told before: "hours later", "in the afternoon"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dateline.expressions.date_references import find_hours as hours_in
from dateline.models import Span

_MOST = 4


def find_hours(sentence: Span, dates: Sequence[Span]) -> tuple[Span, ...]:
    """The expressions in a sentence that name a time of a day told before, and no day.

    Args:
        sentence: The sentence.
        dates: Those in it that name a day, a month or a year.
    """
    start = sentence.start
    found = (
        Span(start=start + a, end=start + b, text=sentence.text[a:b])
        for a, b in islice(hours_in(sentence.text), _MOST)
    )
    return tuple(h for h in found if not any(h.overlaps(d) for d in dates))
