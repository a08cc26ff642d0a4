"""Sentences grouped into incidents: which of them tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dateline.expressions.counts import read_count
from dateline.expressions.places import ResolvedPlace, resolve_place
from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.discourse import load_discourse
from dateline.survey.scenes import NO_SCENES, Scenes
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


def group(
    sightings: Sequence[Sighting], scenes: Scenes = NO_SCENES
) -> tuple[SightedIncident, ...]:
    """The incidents that `sightings`, in the order of the article, tell of.

    Args:
        sightings: What its sentences say of incidents.
        scenes: The parts of the report; what belongs to one is no part of another's incident.
    """
    groups: list[list[Sighting]] = []
    waiting: list[Sighting] = []
    for before, sighting in pairwise((None, *sightings)):
        home = _home(groups, sighting, before, scenes)
        if home is not None:
            home.append(sighting)
        elif sighting.firm:
            first = not any(g[0].frame == "deed" for g in groups)
            kept = [s for s in waiting if _is_met(s, sighting, scenes, first=first)]
            groups.append([*kept, sighting])
            waiting = []
        else:
            waiting.append(sighting)
    return tuple(SightedIncident(tuple(g)) for g in groups if g[0].frame == "deed")


def _is_met(waiting: Sighting, sighting: Sighting, scenes: Scenes, *, first: bool) -> bool:
    """Whether what was told without an incident is of the one that a sentence shows at last."""
    if sighting.frame != "deed" or not _compatible([sighting], waiting):
        return False
    if scenes.item(waiting.sentence) != scenes.item(sighting.sentence):
        return False
    if sighting.separate and not waiting.separate:
        return False
    return first or waiting.paragraph == sighting.paragraph


def _home(
    groups: Sequence[list[Sighting]], sighting: Sighting, before: Sighting | None, scenes: Scenes
) -> list[Sighting] | None:
    """The group that a sighting adds to, the latest first; None where it opens one."""
    if sighting.frame == "past":
        return None
    if sighting.frame == "accident":
        return _mishap(groups, sighting)
    told = [g for g in groups if g[0].frame != "past"]
    if _opens_another(told, sighting):
        return None
    if sighting.placing:
        return _placed(told, sighting, scenes)
    if sighting.about is not None and _is_only_claim(sighting):
        return _claimed(groups, told, sighting)
    if sighting.separate and sighting.firm and (sighting.places or sighting.tolls):
        return None
    bare = not (sighting.places or sighting.dates or sighting.tolls)
    plain = not sighting.places and (sighting.generic or bare)
    if plain and before is not None and _goes_on_with_past(before, sighting):
        return groups[-1]
    near = [g for g in told if _is_near(g, sighting, scenes)]
    if sighting.parsed and sighting.firm:
        told = groups = [g for g in groups if _may_be_same(g, sighting)]
        near = [g for g in near if _may_be_same(g, sighting)]
    if near and plain:
        # "Nine people were killed": of what was told just before.
        return near[-1] if _may_hold(near[-1], sighting) else None
    if not sighting.places and told and not near:
        return None  # what was told before it is another item's, or was elsewhere
    if near and _goes_on(near[-1], sighting):
        return near[-1]
    for candidate in reversed(groups):
        if _is_left(candidate, told, sighting):
            continue
        if _compatible(candidate, sighting, scenes):
            return candidate
    if sighting.firm or not near or sighting.separate or _is_of_another(near[-1], sighting):
        return None
    return near[-1] if _may_hold(near[-1], sighting) else None


def _is_left(
    group: Sequence[Sighting], told: Sequence[list[Sighting]], sighting: Sighting
) -> bool:
    """Whether another incident was told since, and nothing says that this place is the group's."""
    return (
        bool(told and group is not told[-1] and sighting.places)
        and sighting.parsed
        and not any(s.places for s in group)
    )


def _goes_on_with_past(before: Sighting, sighting: Sighting) -> bool:
    """Whether it says more of the deed of the past that the sentence before it told of."""
    if before.frame != "past" or before.paragraph != sighting.paragraph:
        return False
    return not sighting.dates and (not sighting.firm or sighting.generic)


def _is_near(group: Sequence[Sighting], sighting: Sighting, scenes: Scenes) -> bool:
    """Whether a group is of the same item as a sentence, and of the place that it left for."""
    item, aside = scenes.item(sighting.sentence), scenes.aside(sighting.sentence)
    if aside is not None:
        return any(scenes.aside(s.sentence) == aside for s in group)
    if scenes.live and any(s.sentence.end <= scenes.head for s in group):
        return True  # what a live report is about, its entries take as known
    return any(scenes.item(s.sentence) == item for s in group)


def _goes_on(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether a sentence goes on with what was told before: "The attackers rode into …"."""
    if not load_discourse().goes_on(sighting.sentence.text) or sighting.separate:
        return False
    days, day = _weekdays(group), _weekdays([sighting])
    return not (days and day and not days & day) and not _is_elsewhere(group, sighting)


def _is_elsewhere(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether it is known that the places of the two are in different provinces."""
    provinces = [
        {r.admin1 for s in each for p in s.places[:1] if (r := _resolved(p.text)) and r.admin1}
        for each in (group, [sighting])
    ]
    return all(provinces) and not provinces[0] & provinces[1]


def _is_of_another(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether both the place and the day of a sentence are others than a group's."""
    days, day = _weekdays(group), {*_weekday_names(sighting.dates)}
    places = {n for s in group for p in s.places for n in _names(p.text)}
    here = {n for p in sighting.places for n in _names(p.text)}
    if not (days and day) or days & day:
        return False
    # The wounded may die days after; who is held, or gone, was taken on the day.
    taken = sighting.tolls and all(t.outcome in _TAKEN for t in sighting.tolls)
    return bool(taken or (places and here and not places & here))


_TAKEN = frozenset({"captured", "missing"})
_TAKES_NOBODY = EXPLOSIVE | {IncidentKind.MOB_VIOLENCE}


def _may_hold(group: Sequence[Sighting], sighting: Sighting) -> bool:
    """Whether what became of people may have become of them there: shells capture nobody."""
    if sighting.firm or not sighting.tolls or any(t.outcome != "captured" for t in sighting.tolls):
        return True
    kinds = [s.kinds[0] for s in group if s.firm and s.kinds]
    return not kinds or not all(k in _TAKES_NOBODY for k in kinds)


def _placed(
    told: Sequence[list[Sighting]], sighting: Sighting, scenes: Scenes
) -> list[Sighting] | None:
    """The group of which a sentence says no more than when and where it was."""
    near = [g for g in told if g[0].frame == "deed" and _is_near(g, sighting, scenes)]
    if not near or sighting.separate or _is_elsewhere(near[-1], sighting):
        return None
    days, day = _weekdays(near[-1]), _weekday_names(sighting.dates)
    return None if days and day and not days & day else near[-1]


def _is_only_claim(sighting: Sighting) -> bool:
    """Whether it only claims or blames: what it tells beside that has no place or day of its own."""
    if not (sighting.firm and sighting.tolls):
        return True
    return sighting.claim[0] == "claimed" and sighting.own == (0, 0)


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
    told_where = sighting.places or sighting.dates or sighting.hours
    if sighting.separate and (told_where or sighting.patients):
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


def _compatible(
    group: Sequence[Sighting], sighting: Sighting, scenes: Scenes = NO_SCENES
) -> bool:
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
        return nested and (agree is True or headline) and _same_family(group, sighting)
    return named or _same_family(group, sighting)


def _tolls_agree(group: Sequence[Sighting], sighting: Sighting) -> bool | None:
    """Whether one killed or captured number is the same; None where one side has none."""
    left, right = _lows(t for s in group for t in s.tolls), _lows(sighting.tolls)
    if not left or not right:
        return None
    told = {outcome for outcome, _ in left} & {outcome for outcome, _ in right}
    return bool(left & right) if told else None


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
    return _weekday_names(d for s in group if s.firm or s.placing for d in _own_dates(s))


def _weekday_names(dates: Iterable[Span]) -> set[str]:
    text = " ".join(d.text for d in dates)
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
