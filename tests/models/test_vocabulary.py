"""The closed vocabularies, in the order that decides between them."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from dateline.models.vocabulary import ActorKind, EventType, IncidentKind

# ACLED codebook, "Event types": the sub-event types of each, in its order.
ACLED = [
    ("Government regains territory", "Battles"),
    ("Non-state actor overtakes territory", "Battles"),
    ("Armed clash", "Battles"),
    ("Excessive force against protesters", "Protests"),
    ("Protest with intervention", "Protests"),
    ("Peaceful protest", "Protests"),
    ("Violent demonstration", "Riots"),
    ("Mob violence", "Riots"),
    ("Chemical weapon", "Explosions/Remote violence"),
    ("Air/drone strike", "Explosions/Remote violence"),
    ("Suicide bomb", "Explosions/Remote violence"),
    ("Shelling/artillery/missile attack", "Explosions/Remote violence"),
    ("Remote explosive/landmine/IED", "Explosions/Remote violence"),
    ("Grenade", "Explosions/Remote violence"),
    ("Sexual violence", "Violence against civilians"),
    ("Attack", "Violence against civilians"),
    ("Abduction/forced disappearance", "Violence against civilians"),
    ("Agreement", "Strategic developments"),
    ("Arrests", "Strategic developments"),
    ("Change to group/activity", "Strategic developments"),
    ("Disrupted weapons use", "Strategic developments"),
    ("Headquarters or base established", "Strategic developments"),
    ("Looting/property destruction", "Strategic developments"),
    ("Non-violent transfer of territory", "Strategic developments"),
    ("Other", "Strategic developments"),
]


def test_incident_kinds_are_acleds_sub_event_types_in_its_order() -> None:
    """All 25, each with the event type that it belongs to."""
    assert [(kind.value, kind.event_type.value) for kind in IncidentKind] == ACLED


def test_every_event_type_has_its_share() -> None:
    """3, 3, 2, 6, 3 and 8 of the 25."""
    counts = Counter(kind.event_type for kind in IncidentKind)
    assert [counts[event_type] for event_type in EventType] == [3, 3, 2, 6, 3, 8]


def test_there_are_eight_kinds_of_actors() -> None:
    """Those of ACLED's inter codes 1 to 8, in their order."""
    assert get_args(ActorKind) == (
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/Other forces",
    )
