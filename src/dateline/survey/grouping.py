"""Sentences grouped into incidents: which of them tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.survey.discourse import load_discourse
from dateline.survey.likeness import (
    compatible,
    family,
    is_elsewhere,
    is_headline_of,
    is_of_another,
    may_be_same,
    may_hold,
    weekday_names,
    weekdays,
)
from dateline.survey.scenes import NO_SCENES, Scenes
from dateline.survey.tellings import Sighting


@dataclass(frozen=True, slots=True)
class SightedIncident:
    """The sentences that tell of one incident, in order; at least one of them is firm."""

    sightings: tuple[Sighting, ...]

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        return tuple(s.sentence for s in self.sightings)


@dataclass(frozen=True, slots=True)
class Grouped:
    """What the sentences of a report tell of, by what they tell of.

    Attributes:
        incidents: The deeds of the news.
        past: The deeds of the past, each by its first sentence, with what was said of it after.
    """

    incidents: tuple[SightedIncident, ...]
    past: tuple[tuple[Sighting, ...], ...]


def group(sightings: Sequence[Sighting], scenes: Scenes = NO_SCENES) -> Grouped:
    """What `sightings`, in the order of the article, tell of.

    Args:
        sightings: What its sentences say of incidents.
        scenes: The parts of the report; what belongs to one is no part of another's incident.
    """
    groups: list[list[Sighting]] = []
    waiting: list[Sighting] = []
    for before, sighting in zip((None, *sightings), sightings, strict=False):
        if _is_aftermath(groups, sighting, scenes):
            sighting = replace(sighting, frame="deed", firm=False, places=(), generic=True)
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
    return Grouped(
        tuple(SightedIncident(tuple(g)) for g in groups if g[0].frame == "deed"),
        tuple(tuple(g) for g in groups if g[0].frame == "past"),
    )


def _is_aftermath(groups: Sequence[list[Sighting]], sighting: Sighting, scenes: Scenes) -> bool:
    """Whether an accident is what came of the deed told before: "the stampede that followed"."""
    if sighting.frame != "accident" or sighting.dates or not groups:
        return False
    last = groups[-1]
    return (
        last[0].frame == "deed"
        and _is_near(last, sighting, scenes)
        and load_discourse().is_aftermath(sighting.sentence.text)
    )


def _is_met(waiting: Sighting, sighting: Sighting, scenes: Scenes, *, first: bool) -> bool:
    """Whether what was told without an incident is of the one that a sentence shows at last."""
    if sighting.frame != "deed" or not compatible([sighting], waiting):
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
    if _opens_another(told, sighting, scenes):
        return None
    if sighting.placing:
        return _placed(told, sighting, scenes)
    if sighting.about is not None and _is_only_claim(sighting):
        return _claimed(groups, told, sighting)
    if sighting.separate and sighting.firm and (sighting.places or sighting.tolls):
        return None
    if before is not None and _is_plain(sighting) and _goes_on_with_past(before, sighting):
        return groups[-1]
    if sighting.parsed and sighting.firm:
        groups = [g for g in groups if may_be_same(g, sighting, scenes)]
        told = [g for g in groups if g[0].frame != "past"]
    return _told_before(groups, told, sighting, scenes)


def _told_before(
    groups: Sequence[list[Sighting]],
    told: Sequence[list[Sighting]],
    sighting: Sighting,
    scenes: Scenes,
) -> list[Sighting] | None:
    """The group of `groups` that a sentence goes on with; those of `told` are none of the past."""
    near = next((g for g in reversed(told) if _is_near(g, sighting, scenes)), None)
    if near is not None and _is_plain(sighting):
        # "Nine people were killed": of what was told just before.
        return near if may_hold(near, sighting) else None
    if not sighting.places and told and near is None:
        return None  # what was told before it is another item's, or was elsewhere
    if near is not None and _goes_on(near, sighting):
        return near
    for candidate in reversed(groups):
        if _is_left(candidate, told, sighting) and not is_headline_of(candidate, sighting, scenes):
            continue
        if compatible(candidate, sighting, scenes) and may_hold(candidate, sighting):
            return candidate
    if near is None or sighting.firm or sighting.separate or is_of_another(near, sighting):
        return None
    return near if may_hold(near, sighting) else None


def _is_plain(sighting: Sighting) -> bool:
    """Whether it names no place, and says no more than that somebody was hurt, or not that."""
    bare = not (sighting.places or sighting.dates or sighting.tolls)
    return not sighting.places and (sighting.generic or bare)


def _is_left(group: Sequence[Sighting], told: Sequence[list[Sighting]], sighting: Sighting) -> bool:
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
    days, day = weekdays(group), weekdays([sighting])
    return not (days and day and not days & day) and not is_elsewhere(group, sighting)


def _placed(
    told: Sequence[list[Sighting]], sighting: Sighting, scenes: Scenes
) -> list[Sighting] | None:
    """The group of which a sentence says no more than when and where it was."""
    near = [g for g in told if g[0].frame == "deed" and _is_near(g, sighting, scenes)]
    if not near or sighting.separate or is_elsewhere(near[-1], sighting):
        return None
    days, day = weekdays(near[-1]), weekday_names(sighting.dates)
    return None if days and day and not days & day else near[-1]


def _is_only_claim(sighting: Sighting) -> bool:
    """Whether it only claims or blames: what it tells has no place or day of its own."""
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


def _opens_another(told: Sequence[list[Sighting]], sighting: Sighting, scenes: Scenes) -> bool:
    """Whether a sentence that its tree shows to be an incident's opens as another's does."""
    if not (sighting.parsed and sighting.firm and told):
        return False
    told_where = sighting.places or sighting.dates or sighting.hours
    if sighting.separate and (told_where or sighting.patients):
        return True
    return not any(may_be_same(g, sighting, scenes) for g in told)


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
    kinds = {family(s.kinds[0]) for s in group if s.firm and s.kinds}
    alike = bool(sighting.kinds) and family(sighting.kinds[0]) in kinds
    return 2 * named + alike
