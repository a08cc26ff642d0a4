"""What speaks for and against two sentences telling of one incident: place, day, kind, toll."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dateline.expressions.counts import read_count
from dateline.expressions.places import ResolvedPlace, resolve_place
from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.discourse import load_discourse
from dateline.survey.parsed.events.scene import is_sentence
from dateline.survey.scenes import NO_SCENES, Scenes
from dateline.survey.tellings import Sighting
from dateline.survey.tolls import Toll
from dateline.survey.triggers import CROWDS, EXPLOSIVE, PROTEST


def is_elsewhere(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether it is known that the places of the two are in different provinces."""
    provinces = [
        {r.admin1 for s in each for p in s.places[:1] if (r := _resolved(p.text)) and r.admin1}
        for each in (group, [sighting])
    ]
    return all(provinces) and not provinces[0] & provinces[1]


def is_of_another(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether both the place and the day of a sentence are others than a group's."""
    days = weekdays(group) | _calendar_days(group)
    day = weekday_names(sighting.dates) | _month_days(sighting.dates)
    places = {n for s in group for p in s.places for n in _names(p.text)}
    here = {n for p in sighting.places for n in _names(p.text)}
    if not (days and day) or days & day:
        return False
    # The wounded may die days after; who is held, or gone, was taken on the day.
    taken = sighting.tolls and all(t.outcome in _TAKEN for t in sighting.tolls)
    return bool(taken or (places and here and not places & here))


_TAKEN = frozenset({"captured", "missing"})
_TAKES_NOBODY = EXPLOSIVE | {IncidentKind.MOB_VIOLENCE}


def may_hold(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether what became of people may have become of them there: shells capture nobody."""
    if sighting.firm or not sighting.tolls or any(t.outcome != "captured" for t in sighting.tolls):
        return True
    kinds = [s.kinds[0] for s in group if s.firm and s.kinds]
    return not kinds or not all(k in _TAKES_NOBODY for k in kinds)


_VIOLENT_CROWDS = (
    IncidentKind.VIOLENT_DEMONSTRATION,
    IncidentKind.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
)


def may_be_same(group: Sequence[Sighting], sighting: Sighting, scenes: Scenes = NO_SCENES) -> bool:
    """Whether a group may be of the same sort of thing: an arrest is no part of a bombing."""
    if group[0].frame != "deed":
        return True
    if is_headline_of(group, sighting, scenes) and _tolls_agree(group, sighting):
        return True  # "Two shot dead": at a protest, as the lead says
    kinds = {_sort(s.kinds[0]) for s in group if s.firm and s.kinds}
    own = _sort(sighting.kinds[0]) if sighting.kinds else None
    if own is None or not kinds or own in kinds:
        return True
    bare = not (sighting.places or sighting.dates or sighting.separate)
    violent = any(s.kinds and s.kinds[0] in _VIOLENT_CROWDS for s in group if s.firm)
    if own == "violence" and violent and bare:
        return True  # whoever was hurt there
    # "Four were taken into custody": at the protest that was told of just before.
    return own == "arrests" and "protest" in kinds and not sighting.places


def _sort(kind: IncidentKind) -> str:
    if kind is IncidentKind.ARRESTS:
        return "arrests"
    if kind is IncidentKind.DISRUPTED_WEAPONS_USE:
        return "disrupted"
    return "protest" if kind in CROWDS else "violence"


def compatible(group: Sequence[Sighting], sighting: Sighting, scenes: Scenes = NO_SCENES) -> bool:
    """Whether nothing speaks against one incident: place, day, and family of kind agree."""
    if group[0].frame != "deed":
        return False
    days, day = weekdays(group), weekdays([sighting])
    if days and day and not days & day:
        return False
    if sighting.parsed:
        dated, own = _calendar_days(group), _calendar_days([sighting])
        if dated and own and not dated & own:
            return False
    places = [p.text for s in group if s.firm or s.placing for p in s.places[:1]]
    here = [p.text for p in sighting.places[:1]]
    named = any(_names(a) & _names(b) for a in places for b in here)
    if places and here and not named:
        if any(_country_of(a, b) for a in places for b in here):
            return _same_family(group, sighting) and _tolls_agree(group, sighting) is not False
        # A headline or a lead names the province, the text a spot in it; the toll tells.
        nested = any(_within(a, b) for a in places for b in here)
        agree = _tolls_agree(group, sighting)
        headline = agree is None and len(group) == 1 and not (group[0].tolls or group[0].dates)
        headline = headline and (not scenes.head or group[0].sentence.end <= scenes.head)
        if agree is not False and is_headline_of(group, sighting, scenes):
            return _same_family(group, sighting)
        return nested and (agree is True or headline) and _same_family(group, sighting)
    return named or _same_family(group, sighting)


def is_headline_of(group: Sequence[Sighting], sighting: Sighting, scenes: Scenes) -> bool:
    """Whether only a headline told of a group so far, and the sentence is of the lead."""
    lines = not any(is_sentence(s.sentence) for s in group)
    return lines and sighting.sentence.end <= scenes.head


def _tolls_agree(group: Sequence[Sighting], sighting: Sighting) -> bool | None:
    """Whether one number of both may be the same; None where they have no outcome in common."""
    told = [t for s in group for t in s.tolls if t.outcome in {o.outcome for o in sighting.tolls}]
    if not told:
        return None
    return any(may_be_one(toll, other) for toll in told for other in sighting.tolls)


def may_be_one(toll: Toll, told: Toll) -> bool:
    """Whether two numbers of people, of one outcome, may be one: their bounds overlap."""
    left, right = read_count(toll.count.text), read_count(told.count.text)
    if toll.outcome != told.outcome or left is None or right is None:
        return False
    least = max(left.low or 0, right.low or 0)
    most = [n for n in (left.high, right.high) if n is not None]
    return not most or least <= min(most)


def _same_family(group: Sequence[Sighting], sighting: Sighting) -> bool:
    told = [s.kinds for s in group if s.firm and s.kinds]
    if not told or not sighting.kinds or {k for ks in told for k in ks[:2]} & {*sighting.kinds[:2]}:
        return True
    return family(sighting.kinds[0]) in {family(kinds[0]) for kinds in told}


def family(kind: IncidentKind) -> str:
    """The family of a kind: no incident is of two of them."""
    if kind is IncidentKind.ARRESTS:
        return "arrests"
    if kind in EXPLOSIVE:
        return "explosive"
    return "protest" if kind in PROTEST else "armed"


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
    """The names in a place's words, without those that many places have."""
    found = {w for w in re.findall(r"[A-ZÀ-ÖØ-Þ][\w’'-]+", words) if len(w) > 2}
    areas = load_discourse().areas
    return {name for name in found if name.lower() not in areas} or found


def weekdays(group: Sequence[Sighting]) -> set[str]:
    """The days of the week that firm sentences name; the others may speak of a later visit."""
    return weekday_names(d for s in group if s.firm or s.placing for d in _own_dates(s))


def weekday_names(dates: Iterable[Span]) -> set[str]:
    """The days of the week in expressions of time."""
    text = " ".join(d.text for d in dates)
    return set(re.findall(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", text))


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_OF_MONTH = re.compile(rf"\b([0-9]{{1,2}})\s(?:{_MONTHS})|(?:{_MONTHS})\s([0-9]{{1,2}})\b")


def _calendar_days(group: Sequence[Sighting]) -> set[str]:
    """The days of a month that firm sentences name."""
    return _month_days(d for s in group if s.firm for d in _own_dates(s))


def _month_days(dates: Iterable[Span]) -> set[str]:
    text = " ".join(d.text for d in dates)
    return {one or other for one, other in _DAY_OF_MONTH.findall(text)}


def _own_dates(sighting: Sighting) -> Sequence[Span]:
    """The times of the deed itself, where a tree tells them from those around it."""
    return sighting.dates if sighting.own is None else sighting.dates[: sighting.own[1]]
