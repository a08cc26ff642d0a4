"""How much speaks for two reports telling one event, point by point.

Two reports are of one event where day and place allow it and enough of the rest agrees. The weights
are few and round; each point that was weighed is named, so that a link explains itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from dateline.events.traits import Site, Traits
from dateline.models.vocabulary import IncidentKind

ENOUGH = 3.5
"""The least sum of points of two reports of one event."""
DAYS_APART = 1
"""Reports differ by a day: "late on Monday", "overnight", another time zone."""
_AGAINST = -2.5
"""The weight of a point that nothing vague makes up for: another town, another sort of deed."""
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
    def contradicts(self) -> bool:
        """Whether another place or sort of deed speaks against it, and too little for it."""
        return not self.same_event and any(weight <= _AGAINST for _, weight in self.points)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was weighed, in words."""
        return tuple(f"{words} ({weight:+g})" for words, weight in self.points if weight)


def likeness(one: Traits, other: Traits) -> Likeness | None:
    """What speaks for and against one event; None where day, country or realis rule it out."""
    if one.happened != other.happened or one.key[0] == other.key[0]:
        return None
    day = _days(one, other)
    place = _places(one.site, other.site) if day is not None else None
    if day is None or place is None:
        return None
    return Likeness((day, place, _kinds(one, other), *_parties(one, other), *_tolls(one, other)))


def _days(one: Traits, other: Traits) -> tuple[str, float] | None:
    if one.days is None or other.days is None:
        return None
    gap = max((max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])).days, 0)
    if gap > DAYS_APART:
        return None
    if not (one.dated and other.dated):
        return "days that may be one", 0.5 - gap
    return ("same day", 1.5) if gap == 0 else ("a day apart", 0.5)


def _places(one: Site | None, other: Site | None) -> tuple[str, float] | None:
    if one is None or other is None:
        return "a place left open", -0.5
    if _differ(one.country, other.country) or _differ(one.admin1, other.admin1):
        return None
    if one.town is not None and one.town == other.town:
        return "same town", 2.0
    if one.at is not None and other.at is not None:
        apart = _km(one.at, other.at)
        if apart <= _NEAR_KM:
            return f"{apart:.0f} km apart", 1.5
        return (f"{apart:.0f} km apart", -3.0 if apart > _FAR_KM else -1.0)
    if one.town is not None and other.town is not None:
        return "other names of places", -2.5
    return ("same province", 0.5) if one.admin1 else ("same country", 0.0)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    lat, lat2 = radians(one[0]), radians(other[0])
    half = radians(other[1] - one[1]) / 2
    # The haversine formula.
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(half) ** 2
    return _KM_OF_RADIAN * asin(sqrt(chord))


def _kinds(one: Traits, other: Traits) -> tuple[str, float]:
    ours, theirs = one.kind, other.kind
    if ours == theirs:
        return f"both {ours.value}", 1.0
    alike = frozenset({ours, theirs}) in _ALIKE
    if alike or ours.event_type == theirs.event_type:
        return f"{ours.value} and {theirs.value}", 0.0
    return f"{ours.value}, not {theirs.value}", -2.5


def _parties(one: Traits, other: Traits) -> Iterator[tuple[str, float]]:
    if one.targets and other.targets:
        same = one.targets & other.targets
        yield (f"same target: {min(same)}", 1.0) if same else ("other targets", -1.5)
    if one.names and other.names:
        same = one.names & other.names
        yield (f"same perpetrator: {min(same)}", 1.0) if same else ("other perpetrators", -1.5)
    elif same := one.perpetrators & other.perpetrators:
        yield f"same perpetrator: {min(same)}", 0.5


def _tolls(one: Traits, other: Traits) -> Iterator[tuple[str, float]]:
    theirs = {outcome: counts for outcome, *counts in other.tolls}
    for outcome, *ours in one.tolls:
        if outcome not in theirs:
            continue
        # What one paper's counts come to may be another's greatest: some are parts of others.
        pairs = ((abs(a - b), a, b) for a in ours for b in theirs[outcome])
        apart, a, b = min(pairs)
        words = f"{a} and {b} {outcome}"
        if apart == 0:
            yield words, 1.0
        elif apart <= max(2.0, _CLOSE_TOLLS * max(a, b)):
            yield words, 0.5
        else:
            yield words, -1.0
