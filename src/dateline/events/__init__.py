"""The same event in many reports: incidents of different articles linked, and why."""

from dateline.events.differences import Difference, differences
from dateline.events.headline import Headline, headline
from dateline.events.likeness import Likeness, likeness
from dateline.events.linking import (
    COMPARED,
    Event,
    Joined,
    Link,
    Linker,
    choose,
    event_id,
    explained,
    keep_compared,
)
from dateline.events.nearby import ANYWHERE, LONGEST, BlockName, Known, Nearby
from dateline.events.reports import Report
from dateline.events.revisions import Change, revision
from dateline.events.tolls import RangedToll, ranged
from dateline.events.traits import Traits, traits_of

__all__ = [
    "ANYWHERE",
    "COMPARED",
    "LONGEST",
    "BlockName",
    "Change",
    "Difference",
    "Event",
    "Headline",
    "Joined",
    "Known",
    "Likeness",
    "Link",
    "Linker",
    "Nearby",
    "RangedToll",
    "Report",
    "Traits",
    "choose",
    "differences",
    "event_id",
    "explained",
    "headline",
    "keep_compared",
    "likeness",
    "ranged",
    "revision",
    "traits_of",
]
