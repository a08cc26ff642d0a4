"""Who did it and who was hit, of those whom an incident's sentences name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.models import Actor, FoundBy, Mention, Perpetrator, Span
from dateline.models.vocabulary import Basis
from dateline.survey.grouping import SightedIncident
from dateline.survey.lexicon import Lexicon
from dateline.survey.tellings import Sighting
from dateline.survey.word_lists import any_of, read_lexicon

_WORDS = read_lexicon("en")["participants"]
PARSER: FoundBy = "parser"


def mention(span: Span) -> Mention:
    """The words as the parser's own mention."""
    return Mention.at(span, found_by=PARSER)


def perpetrators(found: SightedIncident, lexicon: Lexicon) -> tuple[Perpetrator, ...]:
    """Who did it, with what is known of it: the likeliest, those with names before others."""
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
_ANAPHORIC = re.compile(rf"(?:the|these|those)\s{any_of(_WORDS['anaphoric'])}", re.IGNORECASE)


def _perpetrator(agent: Span, basis: Basis, by: Span | None, lexicon: Lexicon) -> Perpetrator:
    return Perpetrator(
        mention=mention(agent),
        actor_kind=lexicon.actor_kind(agent.text),
        basis=basis,
        according_to=mention(by) if by else None,
    )


def _is_authority(words: str, lexicon: Lexicon) -> bool:
    if lexicon.actor_kind(words) == "State forces":
        return True
    return any(office in words.lower() for office in _WORDS["offices"])


def targets(found: SightedIncident, lexicon: Lexicon) -> tuple[Actor, ...]:
    """Who or what was hit, each once and by its fullest name."""
    agents = {_key(a) for s in found.sightings for a in s.agents}
    named: dict[str, Span] = {}
    for span in _patients(found.sightings):
        if _key(span) not in agents:
            named.setdefault(_key(span), span)
    spans = list(named.values())
    if any(s.parsed for s in found.sightings):
        spans = without_shorter(spans)
    return tuple(
        Actor(mention=mention(s), actor_kind=lexicon.actor_kind(s.text))
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


def _key(span: Span) -> str:
    words = span.text.lower().split()
    return " ".join(w for w in words if w not in ("the", "a", "an"))
