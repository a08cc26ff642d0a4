"""What an event is, in a line: what its reports say of kind, day and place, taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dateline.models import Incident, Place
from dateline.models.vocabulary import IncidentKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Headline:
    """An event in a line.

    Attributes:
        kind: The kind that most reports give it.
        first: The day that most reports give it, or its first; None where none tells one.
        last: The last day of the shortest stretch that begins there.
        place: The place that is known best: with coordinates, or else with a province.
    """

    kind: IncidentKind
    first: date | None
    last: date | None
    place: Place | None


def headline(incidents: Sequence[Incident]) -> Headline:
    """The headline of an event, of one report at least."""
    places = [i.place for i in incidents if i.place is not None]
    whens = [i.when for i in incidents if i.when is not None and i.when.start is not None]
    first = _commonest([w.start for w in whens]) if whens else None
    lasts = [w.end or w.start for w in whens if w.start == first]
    return Headline(
        kind=_commonest([i.kind for i in incidents]),
        first=first,
        last=min((last for last in lasts if last is not None), default=None),
        place=max(places, key=lambda p: (p.latitude is not None, bool(p.admin1)), default=None),
    )


def _commonest(values: Sequence[T]) -> T:
    return max(values, key=values.count)
