"""Days and ranges of days: what an expression of time resolves to, and how they are reckoned."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.models.vocabulary import DatePrecision


@dataclass(frozen=True, slots=True)
class Resolved:
    """A range of days, both ends included."""

    start: date
    end: date
    precision: DatePrecision
    relative: bool
    """Whether it was read against the date of publication."""


# A date without a year is the coming one where that is this near: a reader in late April takes
# "the May 1 deadline" for the next one, not for that of a year ago.
_NEAR = timedelta(days=60)

# Where the words around it are of the past, no more than clocks and zones may differ by.
_ON_TIME = timedelta(days=2)

# Almost a year ahead it would be told with its year: in March "the March 1 vote" is just past.
_FAR = timedelta(days=340)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True, slots=True)
class Expression:
    """What a pattern caught, and the day it is read against.

    Attributes:
        groups: The pattern's groups.
        published: The day it is read against.
        ahead: Tells whether the words around it look ahead, None where they do not tell;
            asked only where the meaning hangs on it.
    """

    groups: dict[str, str | None]
    published: date
    ahead: Callable[[], bool | None]

    @property
    def future(self) -> bool:
        """Whether a day to come is meant."""
        return self.ahead() is True

    def get(self, group: str) -> str:
        """A group in single spaces, empty where the words have no such part."""
        return " ".join((self.groups.get(group) or "").split())

    @property
    def month(self) -> int:
        """The number of the month."""
        name = self.get("month")[:3]
        return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(name))

    @property
    def year(self) -> int | None:
        """The year, where the words have one: "2019", "of last year"."""
        if which := self.get("which"):
            return self.published.year + {"last": -1, "this": 0, "next": 1}[which]
        year = self.get("year")
        return int(year) if year else None


def one_day(day: date, *, relative: bool = True) -> Resolved:
    """A single day."""
    return Resolved(day, day, "day", relative)


def day_range(start: date, end: date, *, relative: bool) -> Resolved:
    """A range of days, as precise as it is short."""
    length = (end - start).days + 1
    precision: DatePrecision = "unknown"
    for longest, name in _LONGEST:
        if length <= longest:
            precision = name
            break
    return Resolved(start, end, precision, relative)


_LONGEST: tuple[tuple[int, DatePrecision], ...] = (
    (1, "day"),
    (8, "week"),
    (32, "month"),
    (367, "year"),
)


def month_of(day: date, *, relative: bool) -> Resolved:
    """The month that holds the day."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Resolved(day.replace(day=1), last, "month", relative)


def year_of(year: int, *, relative: bool) -> Resolved:
    """The whole year."""
    return Resolved(date(year, 1, 1), date(year, 12, 31), "year", relative)


def week_of(day: date) -> Resolved:
    """The week that holds the day, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return Resolved(monday, monday + timedelta(days=6), "week", relative=True)


def weekend_of(day: date) -> Resolved:
    """The Saturday and Sunday of the week that holds the day."""
    week = week_of(day)
    return Resolved(week.end - timedelta(days=1), week.end, "week", relative=True)


def months_from(day: date, months: int) -> date:
    """The first day of the month that is so many months on."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def with_year(expression: Expression, month: int, day: int) -> date:
    """A day of the year that was named, or of the year that is meant where none was."""
    if expression.year is not None:
        return date(expression.year, month, day)
    published = expression.published
    # Eight years hold a 29 February in any case.
    years = range(max(published.year - 8, 1), min(published.year + 9, 10_000))
    days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
    coming = min(d for d in days if d >= published)
    ahead = expression.ahead()
    if ahead and coming - published <= _FAR:
        return coming
    near = _ON_TIME if ahead is False else _NEAR
    return max(d for d in days if d - published <= near)


def stage_of(whole: Resolved, stage: str) -> Resolved:
    """The third of a month or year that "early", "mid" and "late" mean."""
    third = ((whole.end - whole.start).days + 1) // 3
    first, second = whole.start + timedelta(days=third), whole.start + timedelta(days=2 * third)
    if not stage:
        return whole
    if stage.startswith(("early", "the beg", "the sta")):
        return Resolved(whole.start, first - timedelta(days=1), whole.precision, whole.relative)
    if stage.startswith("mid"):
        return Resolved(first, second - timedelta(days=1), whole.precision, whole.relative)
    return Resolved(second, whole.end, whole.precision, whole.relative)
