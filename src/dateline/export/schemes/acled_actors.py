"""Who takes part in an event, as ACLED names them (ACLED codebook, "Actor types")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.export.reading import Coded
from dateline.export.schemes.countries import country_name
from dateline.export.schemes.data import data_of
from dateline.export.schemes.parties import Party, perpetrators, targets
from dateline.models import Incident, Mention
from dateline.models.vocabulary import ActorKind, EventType

UNIDENTIFIED = "Unidentified Armed Group"


@dataclass(frozen=True, slots=True)
class CodedActor:
    """One actor.

    Attributes:
        name: As ACLED has it.
        kind: Its category.
        mention: The words in the article; None where it follows from the event type alone.
    """

    name: str
    kind: ActorKind | None
    mention: Mention | None = None


def sides_of(
    coded: Coded, incident: Incident
) -> tuple[tuple[CodedActor, ...], tuple[CodedActor, ...]]:
    """Those who did it and those it was done to, the actor of each side first."""
    country = country_name(incident.place.country if incident.place else None, "acled")
    suffered = _targets(targets(coded.extraction, incident), incident, country)
    did = _doers(perpetrators(coded.extraction, incident), incident, suffered, country)
    return did, suffered


def in_columns(
    did: tuple[CodedActor, ...], suffered: tuple[CodedActor, ...]
) -> tuple[tuple[CodedActor, ...], tuple[CodedActor, ...]]:
    """The two sides as actor1 and actor2: their order has no meaning but for civilians.

    A civilian target is always actor2, and where there is but one side it is actor1.
    """
    if not did and suffered and suffered[0].kind != "Civilians":
        return suffered, ()
    if did and did[0].kind == "Civilians" and suffered:
        return suffered, did
    return did, suffered


def _targets(
    parties: Sequence[Party], incident: Incident, country: str | None
) -> tuple[CodedActor, ...]:
    # Civilians are hit in a battle, and are the target of all other violence.
    in_battle = incident.kind.event_type is EventType.BATTLES
    ordered = sorted(parties, key=lambda p: (p.kind == "Civilians") is in_battle)
    if not incident.targets:
        return _suffering_by_definition(incident, country)
    return _each_once(_target(p, country) for p in ordered)


def _target(party: Party, country: str | None) -> CodedActor:
    categories = _acled()["categories"]
    if party.kind in categories["generic"]:
        return CodedActor(_of(party.kind, country), party.kind, party.mention)
    if party.kind in categories["armed_groups"] and not party.named:
        return CodedActor(_of(UNIDENTIFIED, country), "Political militia", party.mention)
    return CodedActor(party.words, party.kind, party.mention)


def _suffering_by_definition(incident: Incident, country: str | None) -> tuple[CodedActor, ...]:
    """The other side where the article names none: a battle has two, and civilians are hit."""
    rule, kind = _acled()["targets_by_definition"], incident.kind
    label = rule.get(kind) or rule.get(kind.event_type)
    if label is None:
        return ()
    category: ActorKind = "Political militia" if label == UNIDENTIFIED else label
    return (CodedActor(_of(label, country), category),)


def _doers(
    parties: Sequence[Party],
    incident: Incident,
    suffered: Sequence[CodedActor],
    country: str | None,
) -> tuple[CodedActor, ...]:
    """The perpetrators; an unidentified group only where nobody else is known to have done it."""
    unknown = [p for p in parties if _is_unidentified(p, incident)]
    generic = _acled()["categories"]["generic"]
    known = _each_once(
        CodedActor(
            _of(p.kind, country) if p.kind in generic and not p.named else p.words,
            p.kind,
            p.mention,
        )
        for p in parties
        if p not in unknown
    )
    if known:
        return known
    label = _label(unknown, incident, suffered)
    if label is None:
        return ()
    kind: ActorKind = "Political militia" if label == UNIDENTIFIED else label
    return (CodedActor(_of(label, country), kind, unknown[0].mention if unknown else None),)


def _is_unidentified(party: Party, incident: Incident) -> bool:
    """Whether it is only described; armed violence is never that of civilians."""
    if party.named:
        return False
    armed = _acled()["categories"]["armed_groups"]
    if party.kind == "Civilians":
        return _by_definition(incident) == UNIDENTIFIED
    return party.kind is None or party.kind in armed


def _label(unknown: Sequence[Party], incident: Incident, suffered: Sequence[CodedActor]) -> Any:
    """Whom ACLED names where nobody is known: by the event type, or an unidentified group."""
    if any(p.kind in _acled()["categories"]["armed_groups"] for p in unknown):
        return UNIDENTIFIED
    generic = _by_definition(incident)
    if generic and generic not in {actor.kind for actor in suffered}:
        return generic
    return UNIDENTIFIED if unknown else None


def _by_definition(incident: Incident) -> str | None:
    found: str | None = _acled()["actors_by_definition"].get(incident.kind.event_type)
    return found


def _each_once(actors: Iterable[CodedActor]) -> tuple[CodedActor, ...]:
    found: dict[str, CodedActor] = {}
    for actor in actors:
        found.setdefault(actor.name, actor)
    return tuple(found.values())


def _of(name: object, country: str | None) -> str:
    return f"{name} ({country})" if country else str(name)


def _acled() -> dict[str, Any]:
    return data_of("acled")
