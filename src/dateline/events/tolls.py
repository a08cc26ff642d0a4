"""Tolls of several reports side by side, and the range that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.events.counting import Bounds, bounds, came_about, reliable, source_of, toll_of
from dateline.events.reports import Report
from dateline.models import Count, Incident
from dateline.models.vocabulary import Outcome

_OPEN = 10**12  # people: more than there are, in whatever sum it stands


@dataclass(frozen=True, slots=True)
class RangedToll:
    """What the reports of one event say of one outcome, taken together.

    Attributes:
        outcome: What became of the people.
        low: The least that any report vouches for.
        best: That of the latest report that gives one.
        high: The most that any report allows for; None where one leaves it open.
        rule: How they were taken.
        versions: Each report's own, by article: low, best, high.
    """

    outcome: Outcome
    low: int | None
    best: int | None
    high: int | None
    rule: str
    versions: tuple[tuple[str, int | None, int | None, int | None], ...]


def ranged(reports: Sequence[Report]) -> tuple[RangedToll, ...]:
    """The tolls of an event's reports, by outcome.

    Later reports know more, so the latest number is the best; the range holds them all. An outcome
    that none tells as come about is not there.
    """
    latest = sorted(reports, key=lambda r: (r.published is not None, r.published or 0, r.article))
    outcomes = dict.fromkeys(c.outcome for r in latest for c in r.incident.casualties)
    tolls = (_ranged(outcome, latest) for outcome in outcomes)
    return tuple(toll for toll in tolls if toll.versions)


def _ranged(outcome: Outcome, reports: Sequence[Report]) -> RangedToll:
    versions = [
        (r.article, *bounds)
        for r in reports
        if (bounds := bounds_of(r.incident, outcome)) is not None
    ]
    lows = [low for _, low, _, _ in versions if low is not None]
    highs = [high for _, _, _, high in versions]
    bests = [best for _, _, best, _ in versions if best is not None]
    known = [high for high in highs if high is not None]
    return RangedToll(
        outcome=outcome,
        low=min(lows, default=None),
        best=bests[-1] if bests else None,
        high=max(known) if highs and len(known) == len(highs) else None,
        rule="one report" if len(versions) == 1 else "latest of all reports, range of all",
        versions=tuple(versions),
    )


def bounds_of(
    incident: Incident, outcome: Outcome
) -> tuple[int | None, int | None, int | None] | None:
    """The article's own toll of an outcome, as the exports of schemes count it; None without one.

    But an end that its words leave open stays open: a scheme's columns want numbers, here nobody
    needs one. And whose the people are is left aside, so that figures of two sources are rivals.
    """
    tolls = reliable(incident, outcome)
    if not tolls:
        return None
    toll = toll_of(tolls, lambda _: "unknown", _as_told)
    return (
        toll.low if any(t.count.low is not None for t in tolls) else None,
        toll.best if any(t.count.best is not None for t in tolls) else None,
        toll.high if toll.high < _OPEN else None,
    )


def _as_told(count: Count) -> Bounds:
    return replace(
        bounds(count),
        low=count.low or 0,
        high=count.high if count.high is not None else _OPEN,
    )


def compared_of(incident: Incident, outcome: Outcome) -> tuple[int, int] | None:
    """What another report of the same may have as its toll; None where there is no number.

    All that a source counts, added up, and the greatest of its counts: one paper has as a toll and
    a part of it what another has as two. So it is for likeness alone, and no toll to be told.
    """
    sums: dict[str | None, list[int]] = {}
    for toll in came_about(incident, outcome):
        number = toll.count.best if toll.count.best is not None else toll.count.low
        if number is not None:
            sums.setdefault(source_of(toll), []).append(number)
    if not sums:
        return None
    last = [*sums.values()][-1]
    return sum(last), max(last)


def outcomes_of(incidents: Iterable[Incident]) -> frozenset[Outcome]:
    """The outcomes that the incidents have tolls of."""
    return frozenset(c.outcome for i in incidents for c in i.casualties)
