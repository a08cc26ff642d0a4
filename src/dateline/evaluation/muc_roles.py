"""The five MUC-4 roles of an incident record, by rule.

MUC-4 asks of a terrorist incident for perpetrators (individuals and organizations), physical
targets, human targets and instruments (MUC-4 proceedings, appendix A). The record has perpetrators,
targets, tolls and a weapon:

- Incidents count that happened, were attempted or threatened; not protests, agreements and
  arrests, nor battles: MUC-4 leaves out clashes between guerrillas and soldiers or police.
- A perpetrator is an individual (PerpInd) where its head noun is a word for persons ("guerrillas",
  "gunmen"), or it is a name; an organization (PerpOrg) where it is a word for one ("army",
  "front"), or where the record calls it an armed party. Where a phrase for persons names their
  organization ("members of the Free Army", "Free Army rebels"), that fills PerpOrg beside them.
- A target is physical (Target) where its head noun is a word for a building, a vehicle, an
  installation; not where it is military, or a whole town or quarter: MUC-4 has no slot for these.
  It is a Victim where it is called by a name: GRIT takes the Victims from MUC-4's slot of names,
  and leaves out that of descriptions ("six soldiers"). So is a named group of a toll.
- The weapon is the Weapon.

An entity is predicted by one mention, or, where the record says that several name the same actor,
by the first of them: under CEAF-REE a further mention can only lose. "FMLN" is the organization
whose words begin with these letters, and "rebels" are the "guerrillas" of the same article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.evaluation.documents import Entity, Role, RoleFillers
from dateline.evaluation.roles import head, merged, normalize
from dateline.expressions.lexicon import words
from dateline.expressions.people import is_plural, is_singular
from dateline.models import Actor, Incident
from dateline.models.vocabulary import EventType, IncidentKind, Realis
from dateline.survey.parsed.events.event_lexicon import load_events

COUNTED: frozenset[Realis] = frozenset({"actual", "attempted", "threatened"})
_OTHER_KINDS = frozenset(
    kind
    for kind in IncidentKind
    if kind.event_type in (EventType.BATTLES, EventType.PROTESTS, EventType.STRATEGIC)
    and kind not in (IncidentKind.LOOTING, IncidentKind.DISRUPTED_WEAPONS_USE)
)
_ARMED = frozenset(
    {"State forces", "Rebel group", "Political militia", "Identity militia"}
    | {"External/Other forces"}
)
_PERSONS = words(
    """
    individuals individual persons people men man group groups squad squads column columns unit
    units commando commandos guerrilla guerrillas patrol gunmen cell cells mob crowd elements
    personnel
    """
)
_ORGANIZATIONS = words(
    """
    army front force forces path government cartel cartels military movement mafia mafias
    organization organizations detachment corps alliance command faction factions regime police
    party service services federation confederation brigade battalion guard staff dictatorship
    school navy state ministry liberation coordinating board committee committees union council
    militia militias airforce extraditables
    """
)
_THINGS = words(
    """
    office offices headquarters hq car cars residence residences building buildings bus buses
    store stores house houses home homes system systems vehicle vehicles embassy embassies
    facility facilities bank banks station stations pipeline pipelines hotel hotels tower towers
    restaurant restaurants branch branches transportation line lines post posts installation
    installations pylon pylons bridge bridges center centers centre centres property properties
    church churches plane planes aircraft helicopter helicopters pole poles institute school
    schools factory factories exchange ministry warehouse warehouses market markets university
    universities box boxes club clubs establishment establishments ambulance ambulances
    department camp camps dealership booth booths hall halls stand stands truck trucks
    electricity highway highways road roads structure structures institution institutions farm
    farms garrison garrisons base bases barracks consulate consulates company companies plant
    plants substation substations generator generators cable cables mosque mosques temple
    cathedral palace barrack checkpoint checkpoints convoy convoys train trains railway railroad
    track tracks ship ships boat boats jeep jeeps van vans lorry lorries motorcycle motorcycles
    airport airports port ports dam dams well wells refinery refineries tank tanks field fields
    cafe bar bars shop shops mall supermarket supermarkets cinema theater theatre newspaper
    radio television antenna antennas transmitter window windows gate wall door doors garage
    apartment apartments complex mission legation monument statue jail prison courthouse court
    hospital hospitals clinic village villages town city neighborhood neighborhoods suburb area
    zone region crop crops equipment supplies machinery furniture document documents files money
    funds weapons arms ammunition goods food cattle
    """
)
_MILITARY = words(
    """
    military army armed garrison garrisons barracks brigade battalion guard staff troop troops air
    navy naval soldiers
    """
)
_AREAS = words(
    """
    town towns city village villages neighborhood neighborhoods area areas zone zones region suburb
    suburbs district districts sector sectors hamlet country
    """
)
_PRONOUNS = words("he she it they them him her others other one ones dead wounded")
_TAKEN = frozenset({"killed", "wounded", "captured", "missing"})
_IRREGULARS = words("guerrillas guerrilla rebels insurgents subversives terrorists extremists")
_NO_NAME_BEGINS = words(
    """
    a an the this that these those his her its their our your my some several many few other
    another all both each every any no at about approximately around more over nearly hundreds
    dozens thousands one two three four five six seven eight nine ten eleven twelve
    """
)


def role_fillers(incidents: Iterable[Incident]) -> RoleFillers:
    """The role fillers that the incident records of one document amount to.

    Args:
        incidents: The incidents of one document.
    """
    seen: set[str] = set()
    found = merged(_of_incident(incident, seen) for incident in incidents if counts(incident))
    return {role: tuple(_distinct(role, entities)) for role, entities in found.items()}


def counts(incident: Incident) -> bool:
    """Whether MUC-4 would have a template for an incident of that kind."""
    return incident.realis in COUNTED and incident.kind not in _OTHER_KINDS


def _of_incident(incident: Incident, seen: set[str]) -> dict[Role, list[Entity]]:
    found: dict[Role, list[Entity]] = {}
    for role, mention in _mentions(incident, seen):
        found.setdefault(role, []).append((mention,))
    return found


def _mentions(incident: Incident, seen: set[str]) -> Iterator[tuple[Role, str]]:
    for perpetrator in incident.perpetrators:
        role = perpetrator_role(perpetrator)
        if role is not None and _is_new(perpetrator, role, seen):
            yield role, perpetrator.mention.text
        organization = organization_in(perpetrator.mention.text)
        if organization is not None and role == "PerpInd":
            yield "PerpOrg", organization
    for target in incident.targets:
        hit = target_role(target.mention.text)
        if hit is not None and _is_new(target, hit, seen):
            yield hit, target.mention.text
    for casualty in incident.casualties:
        group = casualty.group.text if casualty.group and casualty.outcome in _TAKEN else ""
        if group and target_role(group) == "Victim":
            yield "Victim", group
    if incident.weapon is not None:
        yield "Weapon", incident.weapon.text


def _is_new(actor: Actor, role: Role, seen: set[str]) -> bool:
    """Whether the same actor did not fill the role under another of its names."""
    if actor.identity is None:
        return True
    key = f"{role} {actor.identity}"
    new = key not in seen
    seen.add(key)
    return new


def _distinct(role: Role, entities: Iterable[Entity]) -> Iterator[Entity]:
    """Entities without those that are another under a shorter name or a looser description."""
    kept: list[str] = []
    for (mention,) in entities:
        if not any(_is_same(role, mention, other) for other in kept):
            kept.append(mention)
    return ((mention,) for mention in kept)


def _is_same(role: Role, mention: str, other: str) -> bool:
    if role == "PerpOrg":
        return _is_short_for(mention, other) or _is_short_for(other, mention)
    if role == "PerpInd":
        return head(mention) in _IRREGULARS and head(other) in _IRREGULARS
    return False


def perpetrator_role(actor: Actor) -> Role | None:
    """Whether a perpetrator is an individual or an organization."""
    noun = head(actor.mention.text)
    if _is_organization(noun):
        return "PerpOrg"
    if _is_person(noun):
        return "PerpInd"
    if actor.actor_kind in _ARMED:
        return "PerpOrg"
    return "PerpInd" if is_named(actor.mention.text) else None


def organization_in(mention: str) -> str | None:
    """The organization that a phrase for its people names: "Shining Path guerrillas"."""
    _, of, rest = mention.partition(" of ")
    if of:
        return rest.strip() if _is_organization(head(rest)) else None
    tokens = re.findall(r"[\w.'’-]+", mention.lower())
    noun = head(mention)
    before = tokens[: tokens.index(noun)] if noun in tokens else []
    while before and before[0] in _NO_NAME_BEGINS:
        before = before[1:]
    last = next((n for n in reversed(range(len(before))) if _is_organization(before[n])), None)
    if last is None:
        return None
    return before[last] if _is_acronym(before[last]) else " ".join(before[: last + 1])


def _is_organization(noun: str) -> bool:
    return noun in _ORGANIZATIONS or _is_acronym(noun)


def target_role(words: str) -> Role | None:
    """Whether a target is a thing or a named person; None for persons without a name."""
    noun = head(words)
    if noun in _AREAS or set(words.lower().split()) & _MILITARY:
        return None
    if noun in _THINGS:
        return "Target"
    return "Victim" if is_named(words) and not _is_person(noun) else None


def is_named(words: str) -> bool:
    """Whether a phrase is a name: no article or number before it, no common noun at its end."""
    noun, first = head(words), words.lower().split()[:1]
    if not first or first[0] in _NO_NAME_BEGINS or not first[0][0].isalpha():
        return False
    if noun in _PRONOUNS or noun in _ORGANIZATIONS or noun in _PERSONS:
        return False
    return not {noun, noun.removesuffix("s")} & _common_nouns()


@cache
def _common_nouns() -> frozenset[str]:
    """Nouns for people, things, weapons and deeds: none is a name's last word."""
    known = load_events()
    listed = (known.structures, known.abstract, known.people, known.armed, known.organizations)
    return frozenset(known.nouns).union(known.weapons, *listed)


@cache
def _is_person(noun: str) -> bool:
    return noun in _PERSONS or is_singular(noun) or is_plural(noun)


def _is_acronym(noun: str) -> bool:
    """Whether a word is written without vowels: "fmln", "m19", where all is in lower case."""
    return len(noun) > 1 and noun[0].isalpha() and not set(noun) & set("aeiouy")


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name is written with the first letters of another's words."""
    small, long_ = normalize(short), normalize(name).split()
    if " " in small or len(long_) < 2:
        return False
    return small == "".join(w[0] for w in long_ if w not in ("of", "for", "and", "de", "del"))
