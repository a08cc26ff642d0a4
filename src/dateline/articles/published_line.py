"""The line above a story that says when it came out: "Published 12 March 2024 10:42 GMT".

Only a line that holds nothing else is read, above the story. A date in running text is that of
an event; several such lines are a timeline or a live blog, and none of them is the publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.models.text import Span

_TOP = 8  # lines; kicker, headline, standfirst, byline and date stand above the story
_STORY = 200  # characters; no line above a story is as long as its paragraphs
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = (
    r"(?:at\s+)?\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?(?:[A-Z]{1,5}|local time|hours)\)?)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?"
)
_LABEL = (
    r"(?:(?:first\s+|originally\s+)?(?:published|posted|issued|released|filed)(?:\s+on|\s+at)?"
    r"|(?:publication\s+|release\s+)?date(?:\s+of\s+publication)?|dated)\s*:?\s*"
)
_DATE_LINE = re.compile(
    rf"\s*(?:{_LABEL})?(?:{_TIME},?\s+)?(?:on\s+)?"
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('month')},?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.format('month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}\S{0,20})?)"
    rf"(?:[,;]?\s*[-–—]?\s*{_TIME})?\s*"
    r"(?:[,;(–—-]?\s*(?:last\s+)?(?:updated|modified|edited)\b.{0,60})?[.)]?\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•]\s*")


def published_in(paragraphs: Sequence[Span]) -> date | None:
    """The day that a line above the story gives as its own, None where none or several do."""
    top = set(_top_lines(paragraphs))
    days = {
        day: line
        for paragraph in paragraphs
        for line in paragraph.text.splitlines()
        if (day := _day_of(line)) is not None
    }
    if len(days) != 1:
        return None
    ((day, line),) = days.items()
    return day if line in top else None


def _top_lines(paragraphs: Sequence[Span]) -> Iterator[str]:
    lines = (line for p in paragraphs[:_TOP] for line in p.text.splitlines() if line.strip())
    for _, line in zip(range(_TOP), lines, strict=False):
        if len(line) > _STORY:
            return
        yield line


def _day_of(line: str) -> date | None:
    """The day of a line that is only a date, or of the part that is where bars divide it."""
    if len(line) > _STORY or not any(map(str.isdigit, line)):
        return None
    days = [day for part in _PARTS.split(line) if (day := _day(part)) is not None]
    return days[0] if len(days) == 1 else None


def _day(words: str) -> date | None:
    match = _DATE_LINE.fullmatch(words)
    if match is None:
        return None
    try:
        if match["iso"]:
            day = date.fromisoformat(match["iso"])
        else:
            month = (match["month"] or match["month2"])[:3].lower()
            day = date(
                int(match["year"] or match["year2"]),
                _MONTHS.index(month) + 1,
                int(match["day"] or match["day2"]),
            )
    except ValueError:  # 31 June
        return None
    weekday = match["weekday"]
    # A weekday that the date does not have is a misprint in one of the two.
    fits = weekday is None or _WEEKDAYS[day.weekday()] == weekday[:3].lower()
    return day if fits and day.year >= 1900 else None
