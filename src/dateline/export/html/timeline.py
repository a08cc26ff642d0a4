"""Incidents, decisions and deadlines on one scale of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from dateline.export.html.cards import Card
from dateline.export.wording import flat, spaced
from dateline.models import Extraction, Incident, PolicyContext

WIDTH = 100
"""Of the scale: places on it are percent."""

_REACH = timedelta(days=200)
"""How far from the middle of the story the scale goes; what is further off stands at its edge."""
_LEAST = timedelta(days=6)
_NARROWEST = 1.2
_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One record on the timeline.

    Attributes:
        anchor: The id of the record's card.
        kind: Of the record.
        start: Its first day.
        end: Its last.
        title: What it is.
        words: More of it.
        x: Where its bar begins on the scale.
        width: How long that is.
        beyond: On which side it is off the scale.
    """

    anchor: str
    kind: str
    start: date
    end: date
    title: str
    words: str
    x: float = 0
    width: float = 0
    beyond: Literal["before", "after"] | None = None

    @property
    def days(self) -> str:
        """The day, or the first and the last of them."""
        first, last = (f"{d.day} {d:%b} {d.year}" for d in (self.start, self.end))
        if self.start == self.end:
            return first
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return f"{self.start.day}–{last}"
        if (self.start.day, self.start.month, self.end.day, self.end.month) == (1, 1, 31, 12):
            years = dict.fromkeys((self.start.year, self.end.year))
            return "–".join(map(str, years))
        return f"{first} – {last}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the scale."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The records in the order of their days.

    Attributes:
        entries: The records.
        ticks: Days to read the scale by.
        published: Where the article's own day is on the scale.
    """

    entries: tuple[Entry, ...]
    ticks: tuple[Tick, ...]
    published: float | None


def timeline_of(result: Extraction, cards: Iterable[tuple[object, Card]]) -> Timeline | None:
    """The timeline of an extraction; None where no record has a day.

    Args:
        result: The extraction.
        cards: Its records, each with its card.
    """
    found = sorted(_entries(cards), key=lambda e: (e.start, e.end))
    if not found:
        return None
    published = result.article.published
    first, last = _scale(found, published)
    scale = _Scale(first, last)
    return Timeline(
        tuple(scale.placed(entry) for entry in found),
        tuple(Tick(scale.x(day), words) for day, words in _ticks(first, last)),
        scale.x(published) if published and first <= published <= last else None,
    )


def _entries(cards: Iterable[tuple[object, Card]]) -> Iterator[Entry]:
    for record, card in cards:
        if not isinstance(record, Incident | PolicyContext):
            continue
        when = record.when
        if when is None or when.start is None or when.end is None or when.start > when.end:
            continue
        if isinstance(record, Incident):
            words = flat(record.place.mention.text) if record.place else ""
            title = card.title if record.realis == "actual" else f"{card.title}, {record.realis}"
        else:
            words = flat(record.what.text)
            status = "" if record.status == "unknown" else f", {spaced(record.status)}"
            title = f"{card.title}{status}"
        if len(words) > _EXCERPT:
            words = words[:_EXCERPT].rsplit(" ", 1)[0] + " …"
        yield Entry(card.anchor, card.kind, when.start, when.end, title, words)


def _scale(entries: Sequence[Entry], published: date | None) -> tuple[date, date]:
    """The first and the last day of the scale: those of all entries that are not far off."""
    middle = published or date.fromordinal(round(median(e.start.toordinal() for e in entries)))
    near = [e for e in entries if abs(e.start - middle) <= _REACH and e.end - middle <= _REACH]
    days = [day for e in near for day in (e.start, e.end)] or [middle]
    if published is not None:
        days.append(published)
    first, last = min(days), max(days)
    pad = max(_LEAST - (last - first), timedelta(days=2)) // 2
    return _moved(first, -pad), _moved(last, pad)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:  # the first or the last day that there is
        return day


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        days = (self.last - self.first).days + 1
        return round(WIDTH * (day - self.first).days / days, 2)

    def placed(self, entry: Entry) -> Entry:
        beyond: Literal["before", "after"] | None = None
        if entry.end < self.first:
            beyond = "before"
        elif entry.start > self.last:
            beyond = "after"
        start = self.x(max(self.first, min(entry.start, self.last)))
        end = self.x(max(self.first, min(entry.end, self.last))) + self.x(
            _moved(self.first, timedelta(days=1))
        )
        width = max(round(min(end, WIDTH) - start, 2), _NARROWEST)
        return Entry(
            entry.anchor,
            entry.kind,
            entry.start,
            entry.end,
            entry.title,
            entry.words,
            min(start, round(WIDTH - width, 2)),
            width,
            beyond,
        )


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Some five days that are even: days of one month, Mondays, or the first days of months."""
    span = (last - first).days
    if span <= 10:
        for days in range(0, span + 1, 2):
            day = first + timedelta(days=days)
            yield day, f"{day.day} {day:%b}"
    elif span <= 45:
        monday = _moved(first, timedelta(days=-first.weekday() % 7))
        for days in range(0, (last - monday).days + 1, 7):
            day = monday + timedelta(days=days)
            yield day, f"{day.day} {day:%b}"
    else:
        yield from _months(first, last, every=1 + span // 190)


def _months(first: date, last: date, *, every: int) -> Iterator[tuple[date, str]]:
    begin, end = (12 * day.year + day.month - 1 for day in (first, last))
    for month in range(begin + 1, end + 1, every):
        day = date(month // 12, month % 12 + 1, 1)
        yield day, f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}"
