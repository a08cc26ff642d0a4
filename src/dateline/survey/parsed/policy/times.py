"""Words that name a day, an hour or a span of time, by themselves or behind a preposition."""

from __future__ import annotations

from dateline.expressions.date_values import MONTHS, WEEKDAYS
from dateline.survey.parsed.policy.policy_lexicon import words_of
from dateline.syntax import Word

_MONTHS = frozenset({*MONTHS, *(m[:3] for m in MONTHS), "sept"})
_DAYS = frozenset(WEEKDAYS)
_ORDINAL = ("st", "nd", "rd", "th")


def is_time(word: Word) -> bool:
    """Whether a noun or a number names a time."""
    low = word.text.lower().rstrip(".")
    if low in _MONTHS or low in _DAYS or word.lemma in words_of("times"):
        return True
    if low[:1].isdigit():
        return low.endswith(_ORDINAL) or (len(low) == 4 and low.isdigit()) or ":" in low
    return False


def is_span(word: Word) -> bool:
    """Whether it is a number of days or the like."""
    return word.lemma in ("hour", "day", "week", "fortnight", "month", "year") and bool(
        word.having("nummod", "det", "amod") or word.pos == "NUM"
    )


def names_time(child: Word) -> bool:
    """Whether a phrase says when: "on Friday", "by the end of June", "tomorrow"."""
    if child.dep == "prep":
        return any(is_time(w) for w in child.having("pobj"))
    return is_time(child)
