"""What a sentence tells of an incident: the types that the look at it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.models import Span
from dateline.models.vocabulary import ClaimStatus, IncidentKind
from dateline.survey.tolls import Toll

Frame = Literal["deed", "accident", "past"]
Telling = Literal["actual", "not_actual", "background", "nothing"]
"""Whether a sentence tells of an incident that happened ("actual"), of one that did not
("not_actual": a threat, a plan, a fear, a denial), of the past of long ago, a court's matter or a
story ("background"), or of none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one sentence says of an incident.

    Attributes:
        kinds: The kinds that its words allow, the likeliest first.
        firm: Whether the sentence alone shows an incident; the others only add to one.
        separate: Whether it opens as another incident's sentence does.
        generic: Whether it only says that people were killed or attacked, not how.
        agents: Who acted.
        patients: Who or what was hit.
        blamed: Who is blamed, and by whom.
        also_blamed: Who is blamed beside them.
        claim: What it says of a claim, and by whom.
        about: The words for what is claimed, or for which somebody is blamed.
        frame: Whether a deed of the news is told, an accident, or a deed of the past. The last
            two are no incidents; what follows may belong to them.
        parsed: Whether those who take part were read from the sentence's tree.
        spot: The words for a place without a name, "the same market", by its tree.
        hours: Times of a day that is told before, "hours later", by its tree.
        aside: Places where only something was said of it, by its tree.
        own: How many of its places, and of its dates, its tree ties to the deed itself; they
            come first. None without a tree.
        only_read: Whether it is firm, if it is, by its tree alone and by no pattern.
        placing: Whether it only says where or when what was told of was.
        singles: What became of single people who are named, or told of as "the driver".
    """

    sentence: Span
    paragraph: Span
    kinds: tuple[IncidentKind, ...]
    firm: bool
    separate: bool
    generic: bool = False
    tolls: tuple[Toll, ...] = ()
    places: tuple[Span, ...] = ()
    dates: tuple[Span, ...] = ()
    agents: tuple[Span, ...] = ()
    patients: tuple[Span, ...] = ()
    weapon: Span | None = None
    blamed: tuple[Span, Span | None] | None = None
    also_blamed: tuple[tuple[Span, Span | None], ...] = ()
    claim: tuple[ClaimStatus, Span | None] = ("not_mentioned", None)
    about: Span | None = None
    frame: Frame = "deed"
    parsed: bool = False
    only_read: bool = False
    spot: Span | None = None
    hours: tuple[Span, ...] = ()
    aside: tuple[Span, ...] = ()
    own: tuple[int, int] | None = None
    placing: bool = False
    singles: tuple[Toll, ...] = ()
