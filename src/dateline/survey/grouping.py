"""Sentences grouped into incidents: which of them tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.expressions.counts import read_count
from dateline.expressions.places import ResolvedPlace, resolve_place
from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.tellings import Sighting
from dateline.survey.tolls import Toll
from dateline.survey.triggers import CROWDS, EXPLOSIVE, PROTEST


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
        elif not any(g[0].frame == "deed" for g in groups):
            waiting.append(sighting)
    return tuple(SightedIncident(tuple(g)) for g in groups if g[0].frame == "deed")


def _home(groups: Sequence[list[Sighting]], sighting: Sighting) -> list[Sighting] | None:
    """The group that a sighting adds to, the latest first; None where it opens one."""
    if sighting.frame == "past":
        return None
    if sighting.frame == "accident":
        return _mishap(groups, sighting)
    told = [g for g in groups if g[0].frame != "past"]
    if _opens_another(told, sighting):
        return None
    if sighting.about is not None and not (sighting.firm and sighting.tolls):
        return _claimed(groups, told, sighting)
    if sighting.separate and sighting.firm and (sighting.places or sighting.tolls):
        return None
    if sighting.parsed and sighting.firm:
        told = groups = [g for g in groups if _may_be_same(g, sighting)]
    bare = not (sighting.places or sighting.dates or sighting.tolls)
    if told and not sighting.places and (sighting.generic or bare):
        return told[-1]  # "Nine people were killed": of what was told just before
    for candidate in reversed(groups):
        if _compatible(candidate, sighting):
            return candidate
    return None if sighting.firm or not told else told[-1]


def _claimed(
    groups: Sequence[list[Sighting]], told: Sequence[list[Sighting]], sighting: Sighting
) -> list[Sighting] | None:
    """The group that a claim or an accusation is of."""
    if sighting.about and re.match(r"that\b", sighting.about.text, re.IGNORECASE) and groups:
        return groups[-1]  # "for that attack": whatever was told just before, old or new
    return _meant(groups, sighting) or (told[-1] if told else None)


def _mishap(groups: Sequence[list[Sighting]], sighting: Sighting) -> list[Sighting] | None:
    """The group that an accident's sentence adds to; None where it opens one."""
    mishaps = [g for g in groups if g[0].frame == "accident"]
    if mishaps or (groups and not sighting.tolls):
        return mishaps[-1] if mishaps else None
    return None


def _opens_another(told: Sequence[list[Sighting]], sighting: Sighting) -> bool:
    """Whether a sentence that its tree shows to be an incident's opens as another's does."""
    if not (sighting.parsed and sighting.firm and told):
        return False
    if sighting.separate and (sighting.places or sighting.dates or sighting.patients):
        return True
    return not any(_may_be_same(g, sighting) for g in told)


def _may_be_same(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether a group may be of the same sort of thing: an arrest is no part of a bombing."""
    if group[0].frame != "deed":
        return True
    kinds = {_sort(s.kinds[0]) for s in group if s.firm and s.kinds}
    own = _sort(sighting.kinds[0]) if sighting.kinds else None
    if own is None or not kinds or own in kinds:
        return True
    # "Four were taken into custody": at the protest that was told of just before.
    return own == "arrests" and "protest" in kinds and not sighting.places


def _sort(kind: IncidentKind) -> str:
    if kind is IncidentKind.ARRESTS:
        return "arrests"
    if kind is IncidentKind.DISRUPTED_WEAPONS_USE:
        return "disrupted"
    return "protest" if kind in CROWDS else "violence"


# Words of a claim that fit any incident.
_ANY_DEED = frozenset(
    {
        "attack",
        "assaul",
        "respon",
        "incide",
        "violen",
        "killin",
        "operat",
        "the",
        "deadly",
        "latest",
    }
)


def _meant(groups: Sequence[list[Sighting]], sighting: Sighting) -> list[Sighting] | None:
    """The group that a claim or an accusation is of, by the words for its object."""
    if sighting.about is None:
        return None
    stems = {w.lower()[:6] for w in re.findall(r"[^\W\d_]{4,}", sighting.about.text)} - _ANY_DEED
    scored = [(_score(g, sighting, stems), i) for i, g in enumerate(groups) if g[0].frame == "deed"]
    best = max(scored, default=(0, 0))
    return groups[best[1]] if best[0] > 0 else None


def _score(group: Sequence[Sighting], sighting: Sighting, stems: set[str]) -> int:
    words = " ".join(s.sentence.text.lower() for s in group if s.firm)
    named = sum(re.search(rf"\b{re.escape(stem)}", words) is not None for stem in stems)
    kinds = {k for s in group if s.firm for k in s.kinds[:1]}
    alike = _family(kinds) == _family(set(sighting.kinds[:1])) if sighting.kinds else False
    return 2 * named + alike


def _compatible(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether nothing speaks against one incident: place, day, and family of kind agree."""
    if group[0].frame != "deed":
        return False
    days, day = _weekdays(group), _weekdays([sighting])
    if days and day and not days & day:
        return False
    if sighting.parsed:
        dated, own = _calendar_days(group), _calendar_days([sighting])
        if dated and own and not dated & own:
            return False
    places = [p.text for s in group if s.firm for p in s.places[:1]]
    here = [p.text for p in sighting.places[:1]]
    named = any(_names(a) & _names(b) for a in places for b in here)
    if places and here and not named:
        if any(_country_of(a, b) for a in places for b in here):
            return _same_family(group, sighting) and _tolls_agree(group, sighting) is not False
        # A headline or a lead names the province, the text a spot in it; the toll tells.
        nested = any(_within(a, b) for a in places for b in here)
        agree = _tolls_agree(group, sighting)
        headline = agree is None and len(group) == 1 and not (group[0].tolls or group[0].dates)
        return nested and (agree is True or headline) and _same_family(group, sighting)
    return named or _same_family(group, sighting)


def _tolls_agree(group: Sequence[Sighting], sighting: Sighting) -> bool | None:
    """Whether one killed or captured number is the same; None where one side has none."""
    left, right = _lows(t for s in group for t in s.tolls), _lows(sighting.tolls)
    if not left or not right:
        return None
    return bool(left & right)


def _lows(tolls: Iterable[Toll]) -> set[tuple[str, int]]:
    read = ((t.outcome, read_count(t.count.text)) for t in tolls)
    return {(outcome, r.low) for outcome, r in read if r and r.low is not None}


def _same_family(group: Sequence[Sighting], sighting: Sighting) -> bool:
    kinds = {kind for s in group if s.firm for kind in s.kinds[:2]}
    own = set(sighting.kinds[:2])
    if not own or not kinds:
        return True
    if own & kinds:
        return True
    return _family(own) == _family(kinds)


def _family(kinds: set[IncidentKind]) -> str:
    if IncidentKind.ARRESTS in kinds and len(kinds) == 1:
        return "arrests"
    if kinds & EXPLOSIVE:
        return "explosive"
    return "protest" if kinds & PROTEST else "armed"


@lru_cache(maxsize=1024)
def _resolved(words: str) -> ResolvedPlace | None:
    return resolve_place(words)


def _country_of(left: str, right: str) -> bool:
    """Whether one of the two is the country around the other, or may be."""
    a, b = _resolved(left), _resolved(right)
    if a is None or b is None:
        return False
    vague = any(r.country and r.admin1 is None and r.geo_precision == 3 for r in (a, b))
    return vague and (a.country == b.country or None in (a.country, b.country))


def _within(left: str, right: str) -> bool:
    """Whether one of the two may lie in the other: nothing known of them speaks against it."""
    a, b = _resolved(left), _resolved(right)
    if a is None or b is None or not (a.country or b.country):
        return False
    if None not in (a.country, b.country) and a.country != b.country:
        return False
    return a.admin1 == b.admin1 or None in (a.admin1, b.admin1)


def _names(words: str) -> set[str]:
    return {w for w in re.findall(r"[A-ZÀ-ÖØ-Þ][\w’'-]+", words) if len(w) > 2}


def _weekdays(group: Sequence[Sighting]) -> set[str]:
    """The days of the week that firm sentences name; the others may speak of a later visit."""
    text = " ".join(d.text for s in group if s.firm for d in _own_dates(s))
    return set(re.findall(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", text))


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_OF_MONTH = re.compile(rf"\b([0-9]{{1,2}})\s(?:{_MONTHS})|(?:{_MONTHS})\s([0-9]{{1,2}})\b")


def _calendar_days(group: Sequence[Sighting]) -> set[str]:
    """The days of a month that firm sentences name."""
    text = " ".join(d.text for s in group if s.firm for d in _own_dates(s))
    return {one or other for one, other in _DAY_OF_MONTH.findall(text)}


def _own_dates(sighting: Sighting) -> Sequence[Span]:
    """The times of the deed itself, where a tree tells them from those around it."""
    return sighting.dates if sighting.own is None else sighting.dates[: sighting.own[1]]
