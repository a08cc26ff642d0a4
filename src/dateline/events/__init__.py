"""The same event in many reports: incidents of different articles linked, and why."""

from dateline.events.differences import Difference, differences
from dateline.events.headline import Headline, headline
from dateline.events.likeness import DAYS_APART, Likeness, likeness
from dateline.events.linking import Event, Link, Linker, choose
from dateline.events.reports import Report
from dateline.events.revisions import Change, revision
from dateline.events.tolls import RangedToll, ranged

__all__ = [
    "DAYS_APART",
    "Change",
    "Difference",
    "Event",
    "Headline",
    "Likeness",
    "Link",
    "Linker",
    "RangedToll",
    "Report",
    "choose",
    "differences",
    "headline",
    "likeness",
    "ranged",
    "revision",
]
