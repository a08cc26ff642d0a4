"""The parser's own records: what the survey found, in the product's types. It only points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.expressions.counts import Reading, read_count
from dateline.expressions.date_references import read_reference
from dateline.expressions.dates import resolve_date
from dateline.expressions.gazetteer import divisions, fold_name
from dateline.expressions.places import resolve_place
from dateline.models import (
    Actor,
    Casualty,
    Claim,
    Count,
    FoundBy,
    Incident,
    Mention,
    Perpetrator,
    Place,
    PolicyContext,
    Span,
    Statement,
    When,
)
from dateline.models.vocabulary import Basis, IncidentKind
from dateline.survey.background import Background
from dateline.survey.grouping import SightedIncident
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.events.scene import is_sentence
from dateline.survey.policy import PolicyItem
from dateline.survey.statements import Attribution
from dateline.survey.tellings import Sighting
from dateline.survey.tolls import Toll
from dateline.survey.triggers import EXPLOSIVE

PARSER: FoundBy = "parser"


def code_incident(
    found: SightedIncident,
    attributions: Sequence[Attribution],
    published: date | None,
    lexicon: Lexicon,
) -> Incident:
    """The incident that its sentences tell of, each field from the sentence that says most."""
    place, when = best_place(found), best_date(found, published)
    return Incident(
        found_by=PARSER,
        kind=best_kind(found),
        perpetrators=_perpetrators(found, lexicon),
        targets=_targets(found, lexicon),
        claim=_claim(found),
        weapon=next((_mention(s.weapon) for s in found.sightings if s.weapon), None),
        casualties=tuple(_casualty(t, attributions) for t in distinct_tolls(found)),
        place=Place(mention=_mention(place)) if place else None,
        when=When(mention=_mention(when)) if when else None,
        evidence=found.sentences,
    )


def code_background(
    found: Background, said: Sequence[Attribution], published: date | None, lexicon: Lexicon
) -> Incident:
    """The incident that is told beside the news, with how it is told."""
    told = code_incident(found.incident, said, published, lexicon)
    return told.model_copy(update={"realis": found.realis})


def code_statement(said: Attribution, lexicon: Lexicon) -> Statement:
    """The statement that an attribution makes."""
    source = said.source
    speaker = None
    if source is not None and said.continued:
        speaker = Mention.at(source.speaker, found_by=PARSER)
    elif source is not None:
        speaker = _mention(source.speaker)
    return Statement(
        found_by=PARSER,
        kind=said.kind,
        content=Mention.at(*said.content, found_by=PARSER),
        speaker=speaker,
        speaker_role=_mention(source.role) if source and source.role else None,
        anonymous=source is not None and _anonymous(source.speaker.text, lexicon),
        cue=_mention(said.cue) if said.cue else None,
        act=said.act,
    )


def code_policy(item: PolicyItem) -> PolicyContext:
    """The policy item that a clause states."""
    return PolicyContext(
        found_by=PARSER,
        kind=item.kinds[0],
        what=_mention(item.what),
        actors=tuple(_mention(a) for a in item.actors[:2]),
        when=When(mention=_mention(item.dates[0])) if item.dates else None,
        status=item.statuses[0] if item.statuses else "unknown",
        evidence=(item.sentence,),
    )


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


def _casualty(toll: Toll, attributions: Sequence[Attribution]) -> Casualty:
    said = next((a for a in attributions if any(toll.count in c for c in a.content)), None)
    source = _mention(said.source.speaker) if said and said.source else None
    if toll.source is not None:  # "the ministry put the toll at 28"
        source = _mention(toll.source)
    return Casualty(
        outcome=toll.outcome,
        count=_count(toll),
        group=_mention(toll.group) if toll.group else None,
        according_to=source,
        realis=toll.realis or "actual",
    )


def _count(toll: Toll) -> Count:
    """The words for the count; of one who is named, the one: no words of a name say so."""
    if toll.named and read_count(toll.count.text) is None:
        return Count(mention=_mention(toll.count), low=1, best=1, high=1, rule="singular")
    return Count(mention=_mention(toll.count))


def _perpetrators(found: SightedIncident, lexicon: Lexicon) -> tuple[Perpetrator, ...]:
    named: dict[str, Perpetrator] = {}
    for sighting in found.sightings:
        for agent in sighting.agents:
            if lexicon.actor_kind(agent.text) == "Civilians" and not _acts(agent, sighting):
                continue  # a bystander of the grammar, not an armed actor
            named.setdefault(_key(agent), _perpetrator(agent, "stated_as_fact", None, lexicon))
        status, claimant = sighting.claim
        if status == "claimed" and claimant is not None:
            named[_key(claimant)] = _perpetrator(claimant, "claimed", claimant, lexicon)
        accused = (sighting.blamed,) if sighting.blamed is not None else ()
        for blamed, by in (*accused, *sighting.also_blamed):
            basis: Basis = "accused"
            if by is not None and _is_authority(by.text, lexicon):
                basis = "accused_by_authorities"
            named[_key(blamed)] = _perpetrator(blamed, basis, by, lexicon)
    proper = [p for p in named.values() if any(c.isupper() for c in p.mention.text[1:])]
    chosen = proper or list(named.values())
    if any(s.parsed for s in found.sightings):
        fullest = without_shorter([p.mention.span for p in chosen if p.mention.span])
        named_ones = [p for p in chosen if not _ANAPHORIC.fullmatch(p.mention.text)]
        chosen = [p for p in named_ones or chosen if p.mention.span in fullest]
    return tuple(chosen[: _most(found.sightings, _MOST_PERPETRATORS)])


def _acts(agent: Span, sighting: Sighting) -> bool:
    """Whether a tree shows civilians to act, and none of them is hurt: "two men threw a bomb"."""
    return sighting.parsed and not any(t.count.overlaps(agent) for t in sighting.tolls)


# "The attackers" are whoever the report has named as such before.
_ANAPHORIC = re.compile(
    r"(?:the|these|those)\s(?:attackers?|assailants?|assassins?|killers?|perpetrators?|kidnappers?"
    r"|men|group|individuals?|murderers?|suspects?|criminals?|bombers?|subjects?)",
    re.IGNORECASE,
)


def _perpetrator(agent: Span, basis: Basis, by: Span | None, lexicon: Lexicon) -> Perpetrator:
    return Perpetrator(
        mention=_mention(agent),
        actor_kind=lexicon.actor_kind(agent.text),
        basis=basis,
        according_to=_mention(by) if by else None,
    )


def _is_authority(words: str, lexicon: Lexicon) -> bool:
    offices = ("governor", "minister", "official", "president", "mayor", "authorit", "government")
    return lexicon.actor_kind(words) == "State forces" or any(o in words.lower() for o in offices)


def _targets(found: SightedIncident, lexicon: Lexicon) -> tuple[Actor, ...]:
    agents = {_key(a) for s in found.sightings for a in s.agents}
    named: dict[str, Span] = {}
    for span in _patients(found.sightings):
        if _key(span) not in agents:
            named.setdefault(_key(span), span)
    spans = list(named.values())
    if any(s.parsed for s in found.sightings):
        spans = without_shorter(spans)
    return tuple(
        Actor(mention=_mention(s), actor_kind=lexicon.actor_kind(s.text))
        for s in spans[: _most(found.sightings, _MOST_TARGETS)]
    )


def without_shorter(spans: Sequence[Span]) -> list[Span]:
    """Phrases without those that a fuller one names as well, or a later "the" only repeats."""
    kept: list[Span] = []
    for span in spans:
        words = _key(span).split()
        fuller = any(
            o is not span
            and set(words) < set(_key(o).split())
            and _key(o).split()[-1:] == words[-1:]
            for o in spans
        )
        surname = len(words) == 1 and any(
            o is not span and words[0] in _key(o).split()[1:] for o in spans
        )
        if not fuller and not surname:
            kept.append(span)
    return kept


# Patterns guess at who takes part, so that only the likeliest are named; a tree knows them.
_MOST_GUESSED, _MOST_PERPETRATORS, _MOST_TARGETS = 2, 4, 8


def _most(sightings: Sequence[Sighting], read: int) -> int:
    return read if any(s.parsed for s in sightings) else _MOST_GUESSED


def _patients(sightings: Sequence[Sighting]) -> Iterable[Span]:
    """Who or what was hit; where the words do not say, whoever was killed or hurt."""
    tolls = [t for s in sightings for t in s.tolls]
    counted = [t.count for t in tolls]
    if any(s.parsed for s in sightings):
        return [p for s in sightings for p in s.patients] or [t.group for t in tolls if t.group]
    direct = [p for s in sightings for p in s.patients if not any(p.overlaps(c) for c in counted)]
    return direct or [t.group for t in tolls if t.group is not None]


def _claim(found: SightedIncident) -> Claim:
    for status, by in (s.claim for s in found.sightings):
        if status != "not_mentioned":
            return Claim(status=status, by=_mention(by) if by else None)
    return Claim()


def _anonymous(words: str, lexicon: Lexicon) -> bool:
    return lexicon.anonymous.search(words) is not None and not any(
        w[0].isupper() for w in words.split()[1:]
    )


def _key(span: Span) -> str:
    words = span.text.lower().split()
    return " ".join(w for w in words if w not in ("the", "a", "an"))


def _mention(span: Span) -> Mention:
    return Mention.at(span, found_by=PARSER)
