"""What each form of expression means, read against the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from datetime import time as clock

from dateline.expressions.date_values import (
    WEEKDAYS,
    Expression,
    Resolved,
    day_range,
    month_of,
    months_from,
    one_day,
    stage_of,
    week_of,
    weekend_of,
    with_year,
    year_of,
)
from dateline.expressions.numbers import number_value


def read_iso(e: Expression) -> Resolved | None:
    """Year, month and day in figures: "2014-05-01"."""
    return one_day(date(int(e.get("year")), int(e.get("m")), int(e.get("d"))), relative=False)


def read_numeric(e: Expression) -> Resolved | None:
    """Figures only: read where the order of day and month cannot be mistaken."""
    a, b = int(e.get("m")), int(e.get("d"))
    if a != b and a <= 12 and b <= 12:
        return None
    month, day = (b, a) if a > 12 else (a, b)
    return one_day(date(int(e.get("year")), month, day), relative=False)


def read_calendar_day(e: Expression) -> Resolved | None:
    """A day of a month, or a few: "May 1", "1-3 May 2014"."""
    start = with_year(e, e.month, int(e.get("day")))
    relative = not e.get("year")
    if last := e.get("last"):
        end = start.replace(day=int(last))
        return day_range(start, end, relative=relative) if start < end else None
    return one_day(start, relative=relative)


def read_month(e: Expression) -> Resolved | None:
    """A month: "May", "last May", "early May 2014"."""
    direction = e.get("direction")
    first = with_year(e, e.month, 1)
    if direction in _BACK:
        ahead = (e.month, 1) >= (e.published.month, 1)
        first = date(e.published.year - ahead, e.month, 1)
    elif direction in _AHEAD:
        behind = e.month <= e.published.month
        first = date(e.published.year + behind, e.month, 1)
    return stage_of(month_of(first, relative=not e.get("year")), e.get("stage"))


def read_whole_year(e: Expression) -> Resolved | None:
    """A year or a part of it: "2014", "late 2014"; with a season, all of it."""
    return stage_of(year_of(int(e.get("year")), relative=False), e.get("stage"))


def read_decade(e: Expression) -> Resolved | None:
    """Ten years: "the 1990s"."""
    year = int(e.get("year"))
    return Resolved(date(year, 1, 1), date(year + 9, 12, 31), "unknown", relative=False)


def read_nth_weekday(e: Expression) -> Resolved | None:
    """A weekday of a month: "the last Friday in August"."""
    first = with_year(e, e.month, 1)
    month = month_of(first, relative=not e.get("year"))
    wanted = WEEKDAYS.index(e.get("weekday"))
    if e.get("nth") == "last":
        back = (month.end.weekday() - wanted) % 7
        return one_day(month.end - timedelta(days=back), relative=month.relative)
    weeks = ("first", "second", "third", "fourth").index(e.get("nth"))
    ahead = (wanted - first.weekday()) % 7 + 7 * weeks
    return one_day(first + timedelta(days=ahead), relative=month.relative)


_BACK = frozenset({"last", "this past", "the previous", "the past", "past", "previous", "the last"})
_AHEAD = frozenset({"next", "this coming", "the coming", "coming", "upcoming", "the upcoming"})


def read_weekday(e: Expression) -> Resolved | None:
    """A day of the week: "Sunday", "last Friday", "Tuesday of next week"."""
    wanted = WEEKDAYS.index(e.get("weekday"))
    direction = e.get("direction")
    week = e.get("week")
    if direction in {"the following", "the next"}:
        return None
    if week or direction == "this":
        shift = {"last": -7, "next": 7}.get(week, 0)
        monday = week_of(e.published).start
        return one_day(monday + timedelta(days=wanted + shift))
    back = (e.published.weekday() - wanted) % 7
    ahead = (wanted - e.published.weekday()) % 7
    if direction in _BACK:
        return one_day(e.published - timedelta(days=back or 7))
    if direction in _AHEAD:
        return one_day(e.published + timedelta(days=ahead or 7))
    return one_day(e.published + timedelta(days=ahead if e.future else -back))


def read_near_day(e: Expression) -> Resolved | None:
    """A day next to that of publication: "yesterday", "tonight"."""
    words = e.get("near")
    shift = next(days for start, days in _NEAR_DAYS if words.startswith(start))
    return one_day(e.published + timedelta(days=shift))


# Longest first.
_NEAR_DAYS = (
    ("the day before yesterday", -2),
    ("day before yesterday", -2),
    ("the day after tomorrow", 2),
    ("day after tomorrow", 2),
    ("yesterday", -1),
    ("last night", -1),
    ("last evening", -1),
    ("tomorrow", 1),
    ("", 0),
)


def read_overnight(e: Expression) -> Resolved | None:
    """The night before publication, which two days share."""
    return Resolved(e.published - timedelta(days=1), e.published, "day", relative=True)


def read_weekend(e: Expression) -> Resolved | None:
    """Over the weekend: the running one of a Sunday's story, else the one before."""
    running = e.published.weekday() == 6 or e.future
    return weekend_of(e.published if running else e.published - timedelta(days=7))


def _unit_of(unit: str, day: date, shift: int) -> Resolved:
    """The calendar week, month or year so many after that of `day`."""
    match unit:
        case "week":
            return week_of(day + timedelta(days=7 * shift))
        case "weekend":
            return weekend_of(day + timedelta(days=7 * shift))
        case "month":
            return month_of(months_from(day, shift), relative=True)
        case _:
            return year_of(day.year + shift, relative=True)


def read_calendar_unit(e: Expression) -> Resolved | None:
    """A week, month or year by the calendar: "last week", "earlier this month"."""
    direction, unit, stage = e.get("direction"), e.get("unit"), e.get("stage")
    if direction in {"the past", "past", "this past", "the last"}:
        return _back_from(e.published, 1, unit)
    if unit == "decade" and direction in {"the next", "the coming", "coming", "next"}:
        return day_range(e.published, _years_on(e.published, 10), relative=True)
    if unit == "decade" or direction in {"the previous", "the following", "the next", "previous"}:
        return None
    shift = -1 if direction in _BACK else 1 if direction in _AHEAD else 0
    if (unit, direction) == ("weekend", "this"):
        # On a Monday it is the one just past, unless something is still to come.
        shift = -1 if e.published.weekday() < _MIDWEEK and not e.future else 0
        return weekend_of(e.published + timedelta(days=7 * shift))
    whole = _unit_of(unit, e.published, shift)
    if stage == "earlier":
        return Resolved(whole.start, min(e.published, whole.end), whole.precision, relative=True)
    if stage == "later":
        return Resolved(max(e.published, whole.start), whole.end, whole.precision, relative=True)
    if stage or shift or unit == "weekend":
        return stage_of(whole, stage)
    if e.future:
        return Resolved(e.published, whole.end, whole.precision, relative=True)
    return Resolved(whole.start, e.published, whole.precision, relative=True)


_MIDWEEK = 2


def _years_on(day: date, years: int) -> date:
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def read_end_of_unit(e: Expression) -> Resolved | None:
    """A third of the running week, month or year: "the end of the month"."""
    whole = _unit_of(e.get("unit"), e.published, 0)
    return stage_of(whole, e.get("stage"))


def _back_from(published: date, amount: int, unit: str) -> Resolved | None:
    """The past two weeks: up to the day of publication."""
    start = _ago(published, amount, unit)
    return day_range(start, published, relative=True) if start else None


def read_duration(e: Expression) -> Resolved | None:
    """A length of time up to publication: "the past two weeks"."""
    amount = _amount(e.get("amount"))
    return _back_from(e.published, amount, e.get("unit")) if amount else None


def _amount(words: str) -> int | None:
    if words.startswith("a couple"):
        return 2
    if words in {"a", "an"}:
        return 1
    # "several weeks ago" names no day.
    return number_value(words)


def read_amount_ago(e: Expression) -> Resolved | None:
    """A day, week, month or year so far back: "two weeks ago"."""
    amount, unit = _amount(e.get("amount")), e.get("unit")
    if not amount or e.get("since") != "ago":
        return None
    day = _ago(e.published, amount, unit)
    if day is None:
        return None
    if unit in {"hour", "minute"}:
        return Resolved(day, e.published, "day", relative=True)
    return one_day(day) if unit == "day" else _unit_of(unit, day, 0)


_UNIT_DAYS = {"year": 366, "decade": 3660, "month": 31, "week": 7, "day": 1}
_UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}


def _ago(published: date, amount: int, unit: str) -> date | None:
    """So many calendar units before the day; a month's last day where it has no such day."""
    if amount * _UNIT_DAYS.get(unit, 1) >= 366 * published.year:
        return None
    if unit in _UNIT_MONTHS:
        first = months_from(published, -amount * _UNIT_MONTHS[unit])
        return first.replace(day=min(published.day, monthrange(first.year, first.month)[1]))
    if unit in {"hour", "minute"}:
        # An hour ago may be the day before: the article gives a day, so its start is taken.
        start = datetime.combine(published, clock())
        return (start - timedelta(**{f"{unit}s": amount})).date()
    days = _UNIT_DAYS.get(unit)  # a weekend has none that are its own
    return published - timedelta(days=amount * days) if days is not None else None


def read_nothing(_: Expression) -> Resolved | None:
    """The following day: one after another that only the reader knows."""
    return None


# Those of most newspapers. dateparser knows two hundred, and the first phrase that is none, as
# "the eve of Yom Kippur 2022", would have it load them all: two seconds.
_LANGUAGES = (
    "en ar bg bn cs da de el es fa fi fr he hi hr hu id it ja ko nl pl pt ro ru sr sv sw th tr uk "
    "ur vi zh"
)


def read_any_absolute(text: str) -> Resolved | None:
    """A full date in other words or another language, as dateparser reads it."""
    if len(text) > 40 or not re.search(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", text):
        return None
    # Imported on first use: it takes 0.1 s, and most articles don't need it.
    import dateparser

    settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
    parsed = dateparser.parse(text, languages=_LANGUAGES.split(), settings=settings)
    return one_day(parsed.date(), relative=False) if parsed else None
