"""Who did it and to whom, as a scheme that has one row for an event takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.export.schemes.data import data_of
from dateline.models import Actor, ActorIdentity, Extraction, Incident, Mention, Perpetrator
from dateline.models.vocabulary import ActorKind, Basis

# On whose word a perpetrator is named, the surest first; one that is denied is none.
_SURENESS: dict[Basis, int] = {
    "stated_as_fact": 0,
    "claimed": 0,
    "accused_by_authorities": 1,
    "accused": 2,
    "possible": 3,
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part.

    Attributes:
        words: The name, or the words where there is none.
        named: Whether it has a name of its own, and is not only described.
        kind: ACLED's category.
        mention: The words in the article.
        basis: On whose word a perpetrator is named; None for a target.
        also: What else the article calls it.
    """

    words: str
    named: bool
    kind: ActorKind | None
    mention: Mention
    basis: Basis | None = None
    also: tuple[str, ...] = ()


def perpetrators(extraction: Extraction, incident: Incident) -> tuple[Party, ...]:
    """Those who are named on the surest word; they did it together.

    Who claims it is one of them, and where that is a name, those who are only described are not
    others beside it. Of several who are accused by different people, who are rivals, the first
    stands.
    """
    found = _each_once([(p, _party(extraction, p, p.basis)) for p in incident.perpetrators])
    accusers = {id(party): _accuser(p) for p, party in found}
    sure = [party for _, party in found if party.basis in _SURENESS]
    claimant = _claimant(extraction, incident, sure)
    if claimant:
        sure = [party for party in sure if not _is_same(party, claimant)] + [claimant]
    if not sure:
        return ()
    best = min(map(_rank, sure))
    alike = [party for party in sure if _rank(party) == best]
    if claimant:
        described = tuple(party.mention.text for party in alike if not party.named)
        return tuple(replace(p, also=(*p.also, *described)) for p in alike if p.named)
    if best == 0:
        return tuple(alike)
    return tuple(p for p in alike if accusers[id(p)] == accusers[id(alike[0])])


def _each_once(found: Sequence[tuple[Perpetrator, Party]]) -> list[tuple[Perpetrator, Party]]:
    """An actor that is named twice on the same word is one: "the militants" are "the Taliban"."""
    once: dict[tuple[str, Basis | None, str | None], tuple[Perpetrator, Party]] = {}
    for perpetrator, party in found:
        key = (party.words.casefold(), party.basis, _accuser(perpetrator))
        first = once.get(key)
        if first is None:
            once[key] = (perpetrator, party)
        else:
            also = (*first[1].also, party.mention.text)
            once[key] = (first[0], replace(first[1], also=also))
    return list(once.values())


def _rank(party: Party) -> int:
    return _SURENESS[party.basis] if party.basis else 0


def _claimant(extraction: Extraction, incident: Incident, sure: Sequence[Party]) -> Party | None:
    """Who claimed it, by name; with the category that it has elsewhere in the article."""
    by = incident.claim.by
    if incident.claim.status != "claimed" or by is None or not is_name(by.text):
        return None
    claimant = Party(words=by.text, named=True, kind=None, mention=by, basis="claimed")
    known = next((p for p in sure if _is_same(p, claimant)), None)
    if known:
        return replace(known, basis="claimed")
    identity = next((i for i in extraction.actors if i.name == by.text), None)
    return replace(claimant, kind=identity.actor_kind) if identity else claimant


def _is_same(party: Party, other: Party) -> bool:
    ours = {party.words.casefold(), party.mention.text.casefold()}
    return bool(ours & {other.words.casefold(), other.mention.text.casefold()})


def targets(extraction: Extraction, incident: Incident) -> tuple[Party, ...]:
    """Those it was done to: such as have a category, or where none has, those with a name."""
    found = [_party(extraction, t, None) for t in incident.targets]
    return tuple(p for p in found if p.kind) or tuple(p for p in found if p.named)


def _accuser(perpetrator: Perpetrator) -> str | None:
    return perpetrator.according_to.text.casefold() if perpetrator.according_to else None


def _party(extraction: Extraction, actor: Actor, basis: Basis | None) -> Party:
    identity = _identity(extraction, actor)
    words = identity.name if identity else actor.mention.text
    kind = actor.actor_kind or (identity.actor_kind if identity else None)
    listed = identity is not None and identity.listed
    also = tuple(dict.fromkeys(span.text for span in identity.mentions)) if identity else ()
    return Party(words, listed or is_name(words), kind, actor.mention, basis, also)


def _identity(extraction: Extraction, actor: Actor) -> ActorIdentity | None:
    return next((i for i in extraction.actors if i.id == actor.identity), None)


def is_name(words: str) -> bool:
    """Whether words are a name: they have a capital that no plain description explains.

    A first word may have one only because a sentence begins there.
    """
    return bool(proper_words(words))


def proper_words(words: str) -> frozenset[str]:
    """The words with a capital that no plain description explains, in lower case."""
    plain = data_of("parties")["described_by"]
    found = _WORD.findall(words)
    capitals = [w for w in found if w[0].isupper() or (w[0].isalpha() and not w[0].islower())]
    return frozenset(w.casefold() for w in capitals) - frozenset(plain)
