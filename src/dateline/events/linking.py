"""Reports joined to events, one after another: a new report joins an event or begins one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

from dateline.events.likeness import DAYS_APART, Likeness, likeness
from dateline.events.reports import Report
from dateline.events.tolls import RangedToll, ranged


@dataclass(frozen=True, slots=True)
class Link:
    """Why a report was put to an event.

    Attributes:
        report: The report.
        like: The report of the event that it is most like; None for the event's first.
        likeness: What was weighed; None for the first.
    """

    report: Report
    like: Report | None = None
    likeness: Likeness | None = None

    @property
    def explanation(self) -> str:
        """What speaks for it, and what against, in a line."""
        if self.likeness is None:
            return "the event's first report"
        return ", ".join(self.likeness.reasons)


@dataclass
class Event:
    """One event and its reports, every version kept.

    Attributes:
        id: Made of its first report, and kept as reports join.
        links: Its reports in the order in which they came, each with the reason.
    """

    id: str
    links: list[Link] = field(default_factory=list)

    @property
    def reports(self) -> list[Report]:
        """Its reports."""
        return [link.report for link in self.links]

    @property
    def tolls(self) -> tuple[RangedToll, ...]:
        """What all of them say of its tolls."""
        return ranged(self.reports)

    @property
    def weakest(self) -> Likeness | None:
        """The link that is least sure; None where there is but one report."""
        found = [link.likeness for link in self.links if link.likeness is not None]
        return min(found, key=lambda each: each.total, default=None)


def choose(events: Iterable[Event], report: Report) -> tuple[Event, Link]:
    """The event that a report joins, and why; a new one where it joins none of these.

    Args:
        events: Those that it may belong to. None of them is changed.
        report: The report.
    """
    best: tuple[float, Event, Link] | None = None
    for event in events:
        link = _joined(event, report)
        if link is not None and link.likeness is not None:
            total = link.likeness.total
            if best is None or total > best[0]:
                best = (total, event, link)
    if best is None:
        return Event(_event_id(report)), Link(report)
    return best[1], best[2]


class Linker:
    """Events, found again by country and day.

    Reports are to be added in the order of their articles' publication: what joins an event never
    leaves it, so that ids stay what they are as articles come in.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._by_block: dict[tuple[str | None, date], list[Event]] = {}

    def add(self, report: Report) -> Event:
        """The event that a report belongs to, which may be a new one."""
        event, link = choose(self._candidates(report), report)
        event.links.append(link)
        if link.like is None:
            self.events.append(event)
        self._keep(event, report)
        return event

    def add_all(self, reports: Iterable[Report]) -> dict[tuple[str, str], str]:
        """The event's id for each report's key."""
        return {report.key: self.add(report).id for report in reports}

    def _candidates(self, report: Report) -> list[Event]:
        found: dict[str, Event] = {}
        for block in _blocks(report, reach=DAYS_APART):
            for event in self._by_block.get(block, ()):
                found[event.id] = event
        return list(found.values())

    def _keep(self, event: Event, report: Report) -> None:
        for block in _blocks(report, reach=0):
            held = self._by_block.setdefault(block, [])
            if event not in held:
                held.append(event)


_LONGEST = 31
"""Days of the longest stretch in which an incident is looked for: a month."""


def _blocks(report: Report, *, reach: int) -> Iterator[tuple[str | None, date]]:
    """Country and day, under which a report is kept, and with some reach looked for.

    One without a country is kept under none, and looked for everywhere.
    """
    if report.days is None:
        return
    first, last = report.days
    place = report.incident.place
    country = place.country if place else None
    countries = (country, None) if reach and country else (country,)
    for days in range(-reach, min((last - first).days, _LONGEST) + 1 + reach):
        for each in countries:
            yield each, first + timedelta(days=days)


def _joined(event: Event, report: Report) -> Link | None:
    """The report as one of the event's, if it is like enough, and like all on the whole.

    By the most like report alone, chains of small differences would join what is not one event.
    """
    weighed = [(r, likeness(r, report)) for r in event.reports]
    if any(found is None for _, found in weighed):
        return None
    like, best = max(weighed, key=lambda pair: pair[1].total if pair[1] else 0.0)
    mean = sum(found.total for _, found in weighed if found) / len(weighed)
    if best is None or not best.same_event or mean < 0:
        return None
    return Link(report, like, best)


def _event_id(report: Report) -> str:
    digest = blake2b("\0".join(report.key).encode(), digest_size=6).hexdigest()
    return f"ev-{digest}"
