"""The closed vocabularies of the records, each with its source."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class EventType(StrEnum):
    """ACLED's six event types (ACLED codebook, "Event types")."""

    BATTLES = "Battles"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    EXPLOSIONS = "Explosions/Remote violence"
    CIVILIANS = "Violence against civilians"
    STRATEGIC = "Strategic developments"


class IncidentKind(StrEnum):
    """ACLED's 25 sub-event types; where several fit, the earlier one wins."""

    GOVERNMENT_REGAINS_TERRITORY = "Government regains territory"
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = "Non-state actor overtakes territory"
    ARMED_CLASH = "Armed clash"
    EXCESSIVE_FORCE_AGAINST_PROTESTERS = "Excessive force against protesters"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    PEACEFUL_PROTEST = "Peaceful protest"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    HEADQUARTERS_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"

    @property
    def event_type(self) -> EventType:
        """The event type that the sub-event type belongs to."""
        position = list(IncidentKind).index(self)
        return next(event_type for event_type, end in _TYPE_ENDS if position < end)


# Where each event type's run of sub-event types ends in the list above.
_TYPE_ENDS = (
    (EventType.BATTLES, 3),
    (EventType.PROTESTS, 6),
    (EventType.RIOTS, 8),
    (EventType.EXPLOSIONS, 14),
    (EventType.CIVILIANS, 17),
    (EventType.STRATEGIC, 25),
)

ActorKind = Literal[
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
]
"""ACLED's eight actor categories (`inter1`, `inter2`)."""

Realis = Literal[
    "actual", "attempted", "planned", "threatened", "denied", "hypothetical", "historical"
]
"""Whether it happened, as the article tells it; "historical" is background from the past."""

Basis = Literal[
    "stated_as_fact", "claimed", "accused", "accused_by_authorities", "possible", "denied"
]
"""On whose word a perpetrator is named (MUC-4 organization confidence)."""

ClaimStatus = Literal["claimed", "stated_unclaimed", "not_mentioned"]
"""Whether somebody claimed the act, nobody did as the article says, or it says nothing."""

Outcome = Literal["killed", "wounded", "captured", "missing", "displaced"]

StatementKind = Literal["direct", "indirect", "mixed"]
"""Quotation marks around all of the content, around none, or around a part (PolNeAR)."""

Act = Literal[
    "assert",
    "deny",
    "accuse",
    "claim_responsibility",
    "threaten",
    "warn",
    "promise",
    "request",
    "praise",
    "condemn",
    "announce",
]
"""What the speaker does by saying it."""

PolicyKind = Literal[
    "decision",
    "deadline",
    "agreement",
    "negotiation",
    "visit",
    "legislation",
    "sanction",
    "deployment",
    "withdrawal",
    "position",
    "background",
]

PolicyStatus = Literal[
    "announced",
    "in_force",
    "pending",
    "missed",
    "postponed",
    "suspended",
    "concluded",
    "rejected",
    "unknown",
]

DatePrecision = Literal["day", "week", "month", "year", "unknown"]

Severity = Literal["info", "warning", "error"]
