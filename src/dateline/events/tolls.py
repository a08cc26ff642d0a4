"""Tolls of several reports side by side, and the range that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.events.reports import Report
from dateline.models import Incident
from dateline.models.vocabulary import Outcome


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
    """The article's own toll of an outcome: its groups added up, rival counts ranged.

    None where it has none.
    """
    tolls = list(_actual(incident, outcome))
    if not tolls:
        return None
    # Counts of one source are of different groups; those of two sources are rivals.
    sums: dict[str | None, list[int | None]] = {}
    for source, low, best, high in tolls:
        held = sums.setdefault(source, [0, 0, 0])
        for at, value in enumerate((low, best, high)):
            old = held[at]
            held[at] = None if value is None or old is None else old + value
    lows, bests, highs = zip(*sums.values(), strict=True)
    return (
        min((low for low in lows if low is not None), default=None),
        next((best for best in reversed(bests) if best is not None), None),
        max(highs) if all(high is not None for high in highs) else None,
    )


def greatest_of(incident: Incident, outcome: Outcome) -> int | None:
    """The greatest of the article's counts of an outcome; None where it has none with a number."""
    counts = (best if best is not None else low for _, low, best, _ in _actual(incident, outcome))
    return max((count for count in counts if count is not None), default=None)


def _actual(
    incident: Incident, outcome: Outcome
) -> Iterator[tuple[str | None, int | None, int | None, int | None]]:
    for casualty in incident.casualties:
        # As the exports of schemes have it: a toll that is threatened or planned is nobody's yet.
        if casualty.outcome == outcome and casualty.realis in ("actual", "historical"):
            source = casualty.according_to.text if casualty.according_to else None
            yield source, casualty.count.low, casualty.count.best, casualty.count.high


def outcomes_of(incidents: Iterable[Incident]) -> frozenset[Outcome]:
    """The outcomes that the incidents have tolls of."""
    return frozenset(c.outcome for i in incidents for c in i.casualties)
