"""How much speaks for two reports telling one event, point by point.

Two reports are of one event where day and place allow it and enough of the rest agrees. The weights
are few and round; each point that was weighed is named, so that a link explains itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from dateline.events.reports import Report, is_region
from dateline.events.tolls import bounds_of, outcomes_of
from dateline.models import Place
from dateline.models.vocabulary import IncidentKind

ENOUGH = 3.0
"""The least sum of points of two reports of one event."""
DAYS_APART = 1
"""Reports differ by a day: "late on Monday", "overnight", another time zone."""
_NEAR_KM, _FAR_KM = 10.0, 25.0
_KM_OF_RADIAN = 6371.0 * 2
_CLOSE_TOLLS = 0.34
"""How much of the greater of two tolls may be missing in an early report."""
_ALIKE = (
    frozenset({IncidentKind.ATTACK, IncidentKind.ARMED_CLASH}),
    frozenset({IncidentKind.ATTACK, IncidentKind.ABDUCTION}),
    frozenset({IncidentKind.ATTACK, IncidentKind.REMOTE_EXPLOSIVE}),
    frozenset({IncidentKind.REMOTE_EXPLOSIVE, IncidentKind.SUICIDE_BOMB}),
    frozenset({IncidentKind.REMOTE_EXPLOSIVE, IncidentKind.GRENADE}),
    frozenset({IncidentKind.SHELLING, IncidentKind.AIR_DRONE_STRIKE}),
    frozenset({IncidentKind.PROTEST_WITH_INTERVENTION, IncidentKind.PEACEFUL_PROTEST}),
    frozenset({IncidentKind.VIOLENT_DEMONSTRATION, IncidentKind.PROTEST_WITH_INTERVENTION}),
    frozenset({IncidentKind.VIOLENT_DEMONSTRATION, IncidentKind.MOB_VIOLENCE}),
    frozenset({IncidentKind.ATTACK, IncidentKind.MOB_VIOLENCE}),
)
"""Kinds that two papers call one event by."""
_HAPPENED = frozenset({"actual", "historical"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was weighed of two reports.

    Attributes:
        points: Each point with its weight, for or against.
    """

    points: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """The sum of the weights."""
        return sum(weight for _, weight in self.points)

    @property
    def same_event(self) -> bool:
        """Whether they tell one event."""
        return self.total >= ENOUGH

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was weighed, in words."""
        return tuple(f"{words} ({weight:+g})" for words, weight in self.points if weight)


def likeness(one: Report, other: Report) -> Likeness | None:
    """What speaks for and against one event; None where day, country or realis rule it out."""
    happened = {report.incident.realis in _HAPPENED for report in (one, other)}
    if len(happened) > 1 or one.article == other.article:
        return None
    day, place = _days(one, other), _places(one, other)
    if day is None or place is None:
        return None
    rest = (_kinds(one, other), *_parties(one, other), *_tolls(one, other))
    return Likeness((day, place, *rest))


def _days(one: Report, other: Report) -> tuple[str, float] | None:
    if one.days is None or other.days is None:
        return None
    gap = max((max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])).days, 0)
    if gap > DAYS_APART:
        return None
    if not (one.is_dated and other.is_dated):
        return "days that may be one", 0.5 - gap
    return ("same day", 1.5) if gap == 0 else ("a day apart", 0.5)


def _places(one: Report, other: Report) -> tuple[str, float] | None:
    ours, theirs = one.incident.place, other.incident.place
    if ours is None or theirs is None:
        return "a place left open", 0.0
    if _differ(ours.country, theirs.country):
        return None
    if _differ(ours.admin1, theirs.admin1):
        return None
    if one.town is not None and one.town == other.town:
        return "same town", 2.0
    apart = _km(ours, theirs)
    if apart is not None and not is_region(ours) and not is_region(theirs):
        if apart <= _NEAR_KM:
            return f"{apart:.0f} km apart", 1.5
        return (f"{apart:.0f} km apart", -3.0 if apart > _FAR_KM else -1.0)
    if one.town is not None and other.town is not None:
        return "other names of places", -2.5
    return ("same province", 0.5) if ours.admin1 else ("same country", 0.0)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _km(one: Place, other: Place) -> float | None:
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    lat, lat2 = radians(one.latitude), radians(other.latitude)
    half = radians(other.longitude - one.longitude) / 2
    # The haversine formula.
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(half) ** 2
    return _KM_OF_RADIAN * asin(sqrt(chord))


def _kinds(one: Report, other: Report) -> tuple[str, float]:
    ours, theirs = one.incident.kind, other.incident.kind
    if ours == theirs:
        return f"both {ours.value}", 1.0
    alike = frozenset({ours, theirs}) in _ALIKE
    if alike or ours.event_type == theirs.event_type:
        return f"{ours.value} and {theirs.value}", 0.0
    return f"{ours.value}, not {theirs.value}", -2.5


def _parties(one: Report, other: Report) -> Iterator[tuple[str, float]]:
    if one.targets and other.targets:
        same = one.targets & other.targets
        yield (f"same target: {min(same)}", 1.0) if same else ("other targets", -1.5)
    if one.names and other.names:
        same = one.names & other.names
        yield (f"same perpetrator: {min(same)}", 1.0) if same else ("other perpetrators", -1.5)
    elif one.perpetrators & other.perpetrators:
        yield f"same perpetrator: {min(one.perpetrators & other.perpetrators)}", 0.5


def _tolls(one: Report, other: Report) -> Iterator[tuple[str, float]]:
    ours, theirs = one.incident, other.incident
    for outcome in sorted(outcomes_of([ours]) & outcomes_of([theirs])):
        first, second = (bounds_of(i, outcome) for i in (ours, theirs))
        if first is None or second is None:
            continue
        a, b = (best if best is not None else low for low, best, _ in (first, second))
        if a is None or b is None:
            continue
        words = f"{a} and {b} {outcome}"
        if a == b:
            yield words, 1.0
        elif abs(a - b) <= max(2.0, _CLOSE_TOLLS * max(a, b)):
            yield words, 0.5
        else:
            yield words, -1.0
