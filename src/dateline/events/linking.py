"""Reports joined to events, one after another: a new report joins an event or begins one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count

from dateline.events.likeness import Likeness, likeness
from dateline.events.nearby import Nearby
from dateline.events.reports import Report
from dateline.events.tolls import RangedToll, ranged
from dateline.events.traits import Traits, traits_of

COMPARED = 12
"""Of an event's reports the first so many are weighed and the latest so many: beyond that they
repeat each other, and a day's greatest story would take longer with every report of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Why a report was put to an event.

    Attributes:
        report: The report.
        like: The key of the event's report that it is most like; None for the event's first.
        likeness: What was weighed; None for the first.
    """

    report: Report
    like: tuple[str, str] | None = None
    likeness: Likeness | None = None

    @property
    def explanation(self) -> str:
        """What speaks for it, and what against, in a line."""
        return explained(self.likeness)


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


@dataclass(frozen=True, slots=True)
class Joined:
    """The event that a report joins.

    Attributes:
        event: Its id.
        like: The key of its report that this one is most like.
        likeness: What was weighed.
    """

    event: str
    like: tuple[str, str]
    likeness: Likeness


def choose(events: Iterable[tuple[str, Sequence[Traits]]], traits: Traits) -> Joined | None:
    """The event that a report joins, and why; None where it joins none of these.

    Args:
        events: Those that it may belong to: the id, and what is weighed of their reports.
        traits: The report.
    """
    best: Joined | None = None
    for event, reports in events:
        joined = _joined(event, reports, traits)
        if joined and (best is None or joined.likeness.total > best.likeness.total):
            best = joined
    return best


def explained(found: Likeness | None) -> str:
    """What was weighed, in a line."""
    return "the event's first report" if found is None else ", ".join(found.reasons)


def event_id(key: tuple[str, str], is_taken: Callable[[str], bool]) -> str:
    """The id of an event that begins with a report.

    A report may begin one twice: it was read again, and the event that it began has others left.
    """
    turns = (key if not turn else (*key, str(turn)) for turn in count())
    digests = (blake2b("\0".join(words).encode(), digest_size=6) for words in turns)
    names = (f"ev-{digest.hexdigest()}" for digest in digests)
    return next(name for name in names if not is_taken(name))


def keep_compared(reports: list[Traits], new: Traits) -> None:
    """Put a report to those of its event that are weighed, which stay few."""
    reports.append(new)
    if len(reports) > 2 * COMPARED:
        del reports[COMPARED]


class Linker:
    """Events, found again by country and day.

    Reports are to be added in the order of their articles' publication: what joins an event never
    leaves it, so that ids stay what they are as articles come in.
    """

    def __init__(self) -> None:
        self._events: dict[str, Event] = {}
        self._compared: dict[str, list[Traits]] = {}
        self._nearby = Nearby()

    @property
    def events(self) -> list[Event]:
        """All of them, in the order in which they began."""
        return list(self._events.values())

    def add(self, report: Report) -> Event:
        """The event that a report belongs to, which may be a new one."""
        traits = traits_of(report)
        near = self._nearby.events(traits)
        joined = choose(((name, self._compared[name]) for name in near), traits)
        name = joined.event if joined else event_id(report.key, self._events.__contains__)
        event = self._events.setdefault(name, Event(name))
        link = Link(report, joined.like, joined.likeness) if joined else Link(report)
        event.links.append(link)
        keep_compared(self._compared.setdefault(name, []), traits)
        self._nearby.add(name, traits)
        return event

    def add_all(self, reports: Iterable[Report]) -> dict[tuple[str, str], str]:
        """The event's id for each report's key."""
        return {report.key: self.add(report).id for report in reports}


def _joined(event: str, reports: Sequence[Traits], traits: Traits) -> Joined | None:
    """The report as one of the event's, if it is like enough, and like all on the whole.

    By the most like report alone, chains of small differences would join what is not one event: so
    would a vague report that goes with either of two.
    """
    best: tuple[float, Traits, Likeness] | None = None
    total = 0.0
    for other in reports:
        found = likeness(other, traits)
        if found is None or found.contradicts:
            return None
        points = found.total
        total += points
        if best is None or points > best[0]:
            best = points, other, found
    if best is None or not best[2].same_event or total < 0:
        return None
    return Joined(event, best[1].key, best[2])
