"""Days of an incident as the schemes write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.models import When

_WEEK, _MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which it may have happened."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many days that is."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle of them, the earlier one of two."""
        return self.first + (self.last - self.first) // 2

    @property
    def year(self) -> int | None:
        """The year, where all of them are of one."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def month(self) -> int | None:
        """The month, where all of them are of one."""
        return self.first.month if self.year and self.first.month == self.last.month else None

    @property
    def day(self) -> int | None:
        """The day of the month, where it is one."""
        return self.first.day if self.count == 1 else None


def days_of(when: When | None) -> Days | None:
    """The days of a time; None where they are not known."""
    if when is None or when.start is None:
        return None
    return Days(when.start, when.end or when.start)


def acled_day(days: Days | None) -> tuple[date | None, int | None]:
    """ACLED's date with its precision: the day, or the middle of a week or of a month.

    What is known by the year alone has no date there.
    """
    if days is None or days.count > _MONTH:
        return None, None
    precision = 1 if days.count == 1 else 2 if days.count <= _WEEK else 3
    return days.middle, precision


def ucdp_precision(days: Days | None) -> int | None:
    """UCDP's: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; None beyond."""
    if days is None:
        return None
    steps = ((1, 1), (_WEEK - 1, 2), (_WEEK, 3), (_MONTH, 4), (366, 5))
    return next((precision for most, precision in steps if days.count <= most), None)
