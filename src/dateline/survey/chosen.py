"""What stands for a whole incident of what its sentences tell: kind, place, day and tolls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.expressions.counts import Reading, read_count
from dateline.expressions.date_references import read_reference
from dateline.expressions.dates import resolve_date
from dateline.expressions.gazetteer import divisions, fold_name
from dateline.expressions.places import resolve_place
from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.grouping import SightedIncident
from dateline.survey.parsed.events.scene import is_sentence
from dateline.survey.tellings import Sighting
from dateline.survey.tolls import Toll
from dateline.survey.triggers import EXPLOSIVE


def best_kind(found: SightedIncident) -> str:
    """The kind of the sentence that shows most: firm, with tolls, with a place."""
    ranked = sorted(
        (s for s in found.sightings if s.kinds),
        key=lambda s: (s.firm and not s.generic, not s.only_read, bool(s.tolls), bool(s.places)),
        reverse=True,
    )
    best = ranked[0].kinds[0]
    firm = {s.kinds[0] for s in ranked if s.firm}
    if best is IncidentKind.ATTACK and firm & EXPLOSIVE:
        # A bombing is called an attack as well; no other attack is called a bombing.
        return next(s.kinds[0] for s in ranked if s.firm and s.kinds[0] in EXPLOSIVE)
    # Who storms a village kills, takes and burns: ACLED codes the first of its list.
    told = firm & _OF_RAIDS
    return min(told, key=list(IncidentKind).index) if best in _OF_RAIDS and told else best


_OF_RAIDS = frozenset({IncidentKind.ATTACK, IncidentKind.ABDUCTION, IncidentKind.LOOTING})


def best_place(found: SightedIncident) -> Span | None:
    """The most precise of the places named, the earliest of those; else one without a name."""
    leading = _leading(found)
    if any(s.own is not None for s in found.sightings):
        spots = [s.spot for s in (*leading, *found.sightings) if s.spot]
        aside = [p for s in found.sightings for p in s.aside]
        beside = [s for s in found.sightings if s not in leading and s.own and s.own[0]]
        named = _likeliest([*leading, *beside]) or _likeliest(found.sightings)
        return named or next(iter((*spots, *aside)), None)
    places = [p for s in leading for p in s.places[:1]]
    places = places or [p for s in found.sightings for p in s.places[:1]]
    return max(places, key=_precision, default=None)


def _likeliest(sightings: Sequence[Sighting]) -> Span | None:
    """The most precise of the first places of sentences, those of the deed's own clause before."""
    ranked = [
        ((level + 1.5 * bool(s.own and s.own[0]), length), p)
        for s in sightings
        for p in s.places[:1]
        for level, length in (_detail(p),)
    ]
    return max(ranked, key=lambda r: r[0], default=(None, None))[1]


def _detail(place: Span) -> tuple[int, int]:
    """As `_precision`, with towns: a part of a country says less than a village nobody knows."""
    resolved = resolve_place(place.text, towns=True)
    length = len(place.text.split())
    if resolved is None or (resolved.country is None and not resolved.candidates):
        return 3, length
    if resolved.admin1 is None and not resolved.candidates:
        return (0 if _is_bare(place) else 1), length
    bare = fold_name(re.sub(r"\s(?:province|state|region|governorate)$", "", place.text))
    return (2 if resolved.geo_precision == 3 or bare in divisions() else 4), length


def _is_bare(place: Span) -> bool:
    """Whether it is a country's name and no more."""
    return place.text.removeprefix("the ")[:1].isupper()


def _leading(found: SightedIncident) -> Sequence[Sighting]:
    """The firm sightings; what a tree alone shows may be said in passing, and stands back."""
    firm = [s for s in found.sightings if s.firm or s.placing]
    if any(s.own is not None for s in firm):
        return firm  # the tree tells what is of the deed
    return [s for s in firm if not s.only_read] or firm


def _precision(place: Span) -> tuple[int, int]:
    """A country is the vaguest, then a bare province; a name that nobody knows is a spot."""
    resolved = resolve_place(place.text)
    length = len(place.text.split())
    if resolved is None or resolved.country is None:
        return 2, length
    if resolved.admin1 is None:
        return (0 if resolved.geo_precision == 3 else 2), length
    bare = fold_name(re.sub(r"\s(?:province|state|region|governorate)$", "", place.text))
    return (1 if bare in divisions() or resolved.geo_precision == 3 else 3), length


def best_date(found: SightedIncident, published: date | None) -> Span | None:
    """The first expression that names a day; otherwise the first of any.

    Trees tell which of a sentence's times is the deed's: a day that goes back to another counts.
    """
    leading = _leading(found)
    # "Nobody had claimed it by Monday evening": the day of a claim is not the deed's.
    told = [s for s in found.sightings if s.claim[0] == "not_mentioned"]
    own = [d for s in (*leading, *told) if s.own for d in s.dates[: s.own[1]]]
    dates = [d for s in leading for d in s.dates]
    dates = dates or [d for s in found.sightings for d in s.dates]
    reference = published or date(2000, 1, 1)
    back = any(s.own is not None for s in found.sightings)
    days = [d for d in (*own, *dates) if _is_day(d, reference, back=back)]
    hours = [h for s in leading for h in s.hours]
    return next(iter(days or hours or dates), None)


def _is_day(when: Span, reference: date, *, back: bool) -> bool:
    """Whether words name a day; `back`, whether one that goes back to another day does."""
    resolved = resolve_date(when.text, reference)
    if resolved is not None:
        return resolved.precision == "day"
    meant = read_reference(when.text.lower(), "") if back else None
    return meant is not None and meant.unit == "day"


def distinct_tolls(found: SightedIncident) -> tuple[Toll, ...]:
    """Every toll reported, the exact ones before the vague; one told twice stands once."""
    kept: dict[tuple[str, int | str | None, int | None], Toll] = {}
    lines = [s for s in found.sightings if not is_sentence(s.sentence)]
    headlines = [t for s in lines for t in s.tolls]
    texts = [t for s in found.sightings if s not in lines for t in s.tolls]
    for toll in (t for s in found.sightings for t in s.tolls):
        reading = read_count(toll.count.text)
        if _is_doubtful(toll, reading):
            continue
        # Words that name no number are kept as they stand.
        words = toll.count.text.lower()
        if toll in headlines and any(toll.outcome == told.outcome for told in texts):
            continue  # the text tells in full what a headline sums up
        key = (toll.outcome, reading.low, reading.best) if reading else (toll.outcome, words, None)
        # A headline says "14" where the text says "at least 14": the fuller words stand.
        if key not in kept or len(toll.count.text) > len(kept[key].count.text):
            kept[key] = toll
    outcomes = {outcome for outcome, *_ in kept}
    for toll in (t for s in found.sightings for t in s.singles):
        # Who is named is most often one of those whom a number counts.
        if toll.outcome not in outcomes:
            outcomes.add(toll.outcome)
            kept[toll.outcome, toll.count.text.lower(), None] = toll
    return tuple(sorted(kept.values(), key=lambda t: (_vague(t), t.count.start)))


def _is_doubtful(toll: Toll, reading: Reading | None) -> bool:
    """Whether a tree shows little reason to take the words for one person's fate."""
    single = reading is not None and reading.best == 1
    return toll.realis is not None and toll.weak and single


def _vague(toll: Toll) -> bool:
    reading = read_count(toll.count.text)
    return reading is None or reading.best is None
