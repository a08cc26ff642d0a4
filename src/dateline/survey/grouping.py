"""Sentences grouped into incidents: which of them tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.expressions.places import resolve_place
from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.sightings import EXPLOSIVE, PROTEST, Sighting


@dataclass(frozen=True, slots=True)
class SightedIncident:
    """The sentences that tell of one incident, in order; at least one of them is firm."""

    sightings: tuple[Sighting, ...]

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        return tuple(s.sentence for s in self.sightings)


def group(sightings: Sequence[Sighting]) -> tuple[SightedIncident, ...]:
    """The incidents that `sightings`, in the order of the article, tell of."""
    groups: list[list[Sighting]] = []
    waiting: list[Sighting] = []
    for sighting in sightings:
        home = _home(groups, sighting)
        if home is not None:
            home.append(sighting)
        elif sighting.firm:
            kept = [s for s in waiting if _compatible([sighting], s)]
            groups.append([*kept, sighting])
            waiting = []
        elif not groups:
            waiting.append(sighting)
    return tuple(SightedIncident(tuple(g)) for g in groups)


def _home(groups: Sequence[list[Sighting]], sighting: Sighting) -> list[Sighting] | None:
    """The group that a sighting adds to, the latest first; None where it opens one."""
    opens = sighting.separate and sighting.firm and bool(sighting.places or sighting.tolls)
    if opens and sighting.claim[0] != "claimed":
        return None
    if sighting.generic and groups and not sighting.places:
        return groups[-1]  # "Nine people were killed": of what was told just before
    for candidate in reversed(groups):
        if _compatible(candidate, sighting):
            return candidate
    return None if sighting.firm or not groups else groups[-1]


def _compatible(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether nothing speaks against one incident: place, day, and family of kind agree."""
    places = [p.text for s in group for p in s.places[:1]]
    here = [p.text for p in sighting.places[:1]]
    named = any(_names(a) & _names(b) for a in places for b in here)
    if places and here and not named and not any(_wider(a, b) for a in places for b in here):
        return False
    days, day = _weekdays(group), _weekdays([sighting])
    if days and day and not days & day:
        return False
    return named or _same_family(group, sighting)


def _same_family(group: Sequence[Sighting], sighting: Sighting) -> bool:
    kinds = {kind for s in group if s.firm for kind in s.kinds[:2]}
    own = set(sighting.kinds[:2])
    if not own or not kinds:
        return True
    if own & kinds:
        return True
    return _family(own) == _family(kinds)


def _family(kinds: set[IncidentKind]) -> str:
    if kinds & EXPLOSIVE:
        return "explosive"
    return "protest" if kinds & PROTEST else "armed"


def _wider(left: str, right: str) -> bool:
    """Whether one of the two is the country around the other, or may be."""
    a, b = resolve_place(left), resolve_place(right)
    if a is None or b is None:
        return False
    vague = any(r.country is not None and r.admin1 is None for r in (a, b))
    return vague and (a.country == b.country or None in (a.country, b.country))


def _names(words: str) -> set[str]:
    return {w for w in re.findall(r"[A-ZÀ-ÖØ-Þ][\w’'-]+", words) if len(w) > 2}


def _weekdays(group: Sequence[Sighting]) -> set[str]:
    """The days of the week that firm sentences name; the others may speak of a later visit."""
    text = " ".join(d.text for s in group if s.firm for d in s.dates)
    return set(re.findall(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", text))
