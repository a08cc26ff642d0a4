"""The most specific kind that a sentence's events, weapons and parties show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.models.vocabulary import IncidentKind
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.reader import kinds_of_events
from dateline.survey.parsed.events.turns import Turn
from dateline.survey.tellings import Sighting
from dateline.survey.triggers import ARMED, CROWDS, EXPLOSIVE
from dateline.syntax import Word

K = IncidentKind
_TERRITORY = (
    K.GOVERNMENT_REGAINS_TERRITORY,
    K.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
    K.NON_VIOLENT_TRANSFER,
)
QUIET = CROWDS | {K.ARRESTS, K.DISRUPTED_WEAPONS_USE, K.LOOTING, *_TERRITORY}
"""Kinds that need no violence against people, and give way to those that do."""
_PROTESTERS = re.compile(
    r"\b(?:protest|demonstrat|marchers?\b|marched\b|rall(?:y|ied|ies)\b|sit-in|picket|strikers?\b"
    r"|blockad|rioters?\b|road ?blocks?\b)"
)
_FORCES = re.compile(
    r"\b(?:police|polic\w+|officers?|troops|soldiers?|gendarmes?|security|guards?|army|military"
    r"|paramilitar\w+|troopers?|constables?|rangers?|forces)\b"
)
_LETHAL = re.compile(
    r"\b(?:live (?:rounds?|ammunition|fire|bullets)|open(?:ed|ing|s)? fire|shot|shooting|shoot"
    r"|fired (?:on|at|into)|gunned down|kill(?:ed|ing|s)|bullets?|gunfire|gunshots?)\b"
)
_RIOT = re.compile(
    r"\b(?:stones?|stoned|rocks|bricks|bottles|petrol bombs?|molotov\w*|firebombs?|rioted|rioters?"
    r"|torched|burn(?:ed|t|ing)|smash\w*|loot\w*|ransack\w*|ablaze|set fire|vandali\w*"
    r"|clash(?:ed|es) with|slingshots?|machetes|spears|barricades?)\b"
)
# "Police opened fire on a blockade", "shot dead as soldiers broke up a march".
_GATHERING = r"(?:protest|demonstrat|march|rall(?:y|ies)|crowd|blockade|striker|picket|sit-in)"
_FIRED_ON = re.compile(
    r"\b(?:fired?|firing|shots?|shooting) (?:\w+ ){0,3}?(?:on|at|into) (?:\w+[ -]){0,4}"
    rf"{_GATHERING}"
    r"|\b(?:shot|killed|gunned|bullets?|gunshot|live (?:fire|rounds|ammunition))\b.{0,90}"
    r"\b(?:broke up|dispers\w+|cracked down|quell\w*|put down|clear(?:ed|ing)|break(?:ing)? up)"
    rf"\b.{{0,40}}\b{_GATHERING}"
)
# "Villagers armed with petrol bombs fought riot police": no protest is named, and it is one.
_PEOPLE = (
    r"(?:villagers|residents|youths|students|locals|farmers|workers|miners|strikers|crowds?"
    r"|inhabitants|townspeople|vendors|traders)"
)
_POLICE = r"(?:riot police|police|officers|policemen|gendarmes|constables|riot squads?)"
_FIGHT = r"(?:fought|fight|clash\w*|battled|scuffled)"
_FOUGHT_POLICE = re.compile(
    rf"\b{_POLICE} and {_PEOPLE}\b.{{0,60}}\b{_FIGHT}\b|\b{_PEOPLE}\b.{{0,60}}\b{_FIGHT}\b.{{0,20}}"
    rf"\b{_POLICE}\b|\b{_POLICE} {_FIGHT}\b.{{0,20}}\b{_PEOPLE}\b"
)
_GAS = re.compile(r"\btear ?gas|water cannons?|pepper spray|rubber bullets|stun grenades")
_UNOPPOSED = re.compile(
    r"\bwithout (?:a|any|firing a) (?:fight|shot|resistance|fighting)|\bunopposed\b"
)
_RUBBER = re.compile(r"\b(?:rubber bullets|plastic bullets|baton rounds)\b")


# Who fights each other with what is at hand is a mob on both sides.
_MUTUAL = re.compile(
    r"\b(?:each other|one another)\b|\b(?:rival|two|opposing) (?:\w+ ){0,2}(?:groups|factions|camps"
    r"|villages|supporters|fans|communities|sides|families)\b"
)
_AT_HAND = re.compile(
    r"\b(?:sticks?|stones?|brickbats?|bricks?|rods?|fists|bottles|chairs|stumps|catapults?|oars"
    r"|fell upon|pelted|chased|brawl\w*|scuffl\w*|beat(?:en)?)\b"
)
_FIREARMS = re.compile(
    r"\b(?:guns?|gun\w+|rifles?|shots?|shot|shooting|fire(?:d)?|bullets?|bombs?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a sentence shows of an incident.

    Attributes:
        text: Its words, in small letters.
        patterns: The kinds that patterns allow, the likeliest first.
        frames: The kinds of its events' words.
        turns: The kinds of its turns of phrase.
        agents: Who acts.
        patients: Who or what is hit.
        hurt: Whether people were hurt or killed.
        verbal: Whether a verb tells of them being hurt: "held over the murder" is no murder.
        main: The kind of its main verb, where that is an event's.
    """

    text: str
    patterns: Sequence[K]
    frames: frozenset[K]
    turns: frozenset[K]
    agents: Sequence[str]
    patients: Sequence[str]
    hurt: bool
    verbal: bool
    main: K | None = None


def most_specific(shown: Shown, lexicon: Lexicon) -> tuple[K, ...]:
    """The kinds that a sentence allows, the most specific first."""
    best = _best(shown, lexicon)
    rest = (*shown.patterns, *_ordered(shown.turns), *_ordered(shown.frames))
    return tuple(dict.fromkeys((best, *rest) if best else rest))


def _best(shown: Shown, lexicon: Lexicon) -> K | None:
    first = shown.patterns[0] if shown.patterns else None
    seen = shown.turns | shown.frames | ({first} if first else set())
    if first in _TERRITORY[:2]:
        return first
    if shown.main in (K.ARRESTS, K.DISRUPTED_WEAPONS_USE) and not shown.verbal:
        return shown.main
    if K.NON_VIOLENT_TRANSFER in shown.turns and _UNOPPOSED.search(shown.text):
        return K.NON_VIOLENT_TRANSFER
    return (
        _crowd(shown, seen, lexicon)
        or _without_blood(shown, seen, lexicon)
        or _of_violence(shown, seen, lexicon)
        or first
        or next(iter(_ordered(seen)), None)
    )


def _without_blood(shown: Shown, seen: frozenset[K], lexicon: Lexicon) -> K | None:
    """Weapons that were stopped, and ground that was taken."""
    if K.DISRUPTED_WEAPONS_USE in seen and not shown.hurt and not _went_off(shown):
        return K.DISRUPTED_WEAPONS_USE
    territory = next((k for k in _TERRITORY if k in shown.turns), None)
    if territory is None or (shown.hurt and territory is K.NON_VIOLENT_TRANSFER):
        return None
    state = any(lexicon.actor_kind(a) == "State forces" for a in shown.agents)
    overtaken = territory is K.NON_STATE_ACTOR_OVERTAKES_TERRITORY
    return K.GOVERNMENT_REGAINS_TERRITORY if overtaken and state else territory


def _of_violence(shown: Shown, seen: frozenset[K], lexicon: Lexicon) -> K | None:
    """The most specific of the kinds of violence: battles, mobs, weapons, then deeds."""
    if _is_battle(shown, seen, lexicon):
        return K.ARMED_CLASH
    if K.MOB_VIOLENCE in shown.turns or "Rioters" in map(lexicon.actor_kind, shown.agents):
        return K.MOB_VIOLENCE
    explosive = _ordered(seen & EXPLOSIVE)
    if explosive:
        return explosive[0]
    if _is_brawl(shown, lexicon):
        return K.MOB_VIOLENCE
    if K.SEXUAL_VIOLENCE in seen:
        return K.SEXUAL_VIOLENCE
    if K.ABDUCTION in seen and not _kills(shown):
        return K.ABDUCTION
    violent = seen - QUIET
    if K.LOOTING in seen and not shown.hurt and not violent - {K.ATTACK}:
        return K.LOOTING
    return K.ATTACK if violent else None


def _crowd(shown: Shown, seen: frozenset[K], lexicon: Lexicon) -> K | None:
    """The kind of a protest, by what became of it."""
    gathered = bool(seen & CROWDS)
    hit = any(lexicon.actor_kind(p) == "Protesters" for p in shown.patients)
    forces = _FORCES.search(shown.text) is not None
    if forces and _FIRED_ON.search(shown.text):
        return K.EXCESSIVE_FORCE_AGAINST_PROTESTERS
    if forces and _FOUGHT_POLICE.search(shown.text) and _RIOT.search(shown.text):
        return K.VIOLENT_DEMONSTRATION
    if not gathered and not hit and not (forces and _GAS.search(shown.text)):
        return None
    kinds = {lexicon.actor_kind(a) for a in shown.agents}
    if kinds & {"Rebel group", "Political militia"} or (seen & EXPLOSIVE and not hit):
        return None
    text = _RUBBER.sub("", shown.text)
    forces = _FORCES.search(text) is not None or "State forces" in kinds
    if forces and _LETHAL.search(text) and (shown.hurt or "live " in text or "fire" in text):
        return K.EXCESSIVE_FORCE_AGAINST_PROTESTERS
    if _RIOT.search(text):
        return K.VIOLENT_DEMONSTRATION
    if forces and lexicon.protest_intervention.search(shown.text):
        return K.PROTEST_WITH_INTERVENTION
    if seen - QUIET and not hit:
        return None
    return K.PEACEFUL_PROTEST if K.PEACEFUL_PROTEST in seen else None


def _is_brawl(shown: Shown, lexicon: Lexicon) -> bool:
    """Whether people fight each other with what is at hand, and none of them by arms."""
    armed = {lexicon.actor_kind(a) for a in shown.agents} & ARMED
    return (
        not armed
        and _MUTUAL.search(shown.text) is not None
        and _AT_HAND.search(shown.text) is not None
        and _FIREARMS.search(shown.text) is None
    )


def _is_battle(shown: Shown, seen: Iterable[K], lexicon: Lexicon) -> bool:
    """Whether both sides are armed, or the words for it leave no doubt."""
    agents = {lexicon.actor_kind(a) for a in shown.agents} & ARMED
    armed = {lexicon.actor_kind(p) for p in shown.patients}
    if armed & (ARMED - {"Identity militia"}) and agents:
        quiet = set(seen) & EXPLOSIVE or (K.ABDUCTION in seen and not shown.hurt)
        return not quiet and bool(set(seen) - QUIET)
    if armed & ARMED and "ambush" in shown.text and not set(seen) & EXPLOSIVE:
        return True
    if shown.patterns[:1] == (K.ARMED_CLASH,) or K.ARMED_CLASH in shown.turns:
        civilians = armed & {"Civilians", "Protesters"} and not armed & ARMED
        return not civilians
    return False


_WENT_OFF = re.compile(r"\b(?:explod\w+|went off|detonated|blast|ripped|tore)\b")


def _went_off(shown: Shown) -> bool:
    return _WENT_OFF.search(shown.text) is not None and K.DISRUPTED_WEAPONS_USE not in shown.turns


_KILLED = re.compile(r"\b(?:kill(?:ed|s|ing)|dead|died|dies|murdered|slain|executed)\b")


def _kills(shown: Shown) -> bool:
    return shown.hurt and _KILLED.search(shown.text) is not None


def _ordered(kinds: Iterable[K]) -> list[K]:
    order = list(K)
    return sorted(kinds, key=order.index)


def shown_by(sighting: Sighting, told: Sequence[Event], turns: Sequence[Turn]) -> Shown:
    """What a sentence shows of its incident, by those of its events that are told of one."""
    tolls = any(t.outcome in ("killed", "wounded") for t in sighting.tolls)
    turned = {t.word for t in turns}
    # "Shot down two drones": of two readings of one word the turn of phrase says more.
    words = [e for e in told if e.turn or e.word not in turned]
    hurt = any(e.victims or e.people for e in words if e.frame.name in _HURTING)
    main = next((e for e in told if _is_main(e.word)), None)
    return Shown(
        text=sighting.sentence.text.lower(),
        patterns=kinds_of_events(words) if sighting.only_read else sighting.kinds,
        frames=frozenset(_kind_of(e) for e in words if e.frame.name != "die"),
        turns=frozenset(t.kind for t in turns),
        agents=[a.text for a in sighting.agents],
        patients=[
            *(p.text for p in sighting.patients),
            *(t.group.text for t in sighting.tolls if t.group),
        ],
        hurt=tolls or hurt,
        verbal=tolls or any(e.word.pos == "VERB" and e.frame.name in _HURTING for e in words),
        main=next((t.kind for t in turns if main and t.word is main.word), None),
    )


def _kind_of(event: Event) -> IncidentKind:
    """The kind of an event's words: lorries are burned, and hurt is who is in them."""
    if event.word.lemma in ("burn", "stone", "smash", "pelt") and not event.victims:
        return K.LOOTING
    return event.frame.kind


_HURTING = frozenset({"kill", "wound", "die"})


def _is_main(word: Word) -> bool:
    """Whether it is the verb of the sentence, or of what it reports."""
    if word.pos != "VERB":
        return False
    return word.is_root or (word.dep == "ccomp" and word.head.is_root)
