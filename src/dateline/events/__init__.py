"""The same event in many reports: incidents of different articles linked, and why."""

from dateline.events.likeness import DAYS_APART, Likeness, likeness
from dateline.events.linking import Event, Link, Linker, choose
from dateline.events.reports import Report
from dateline.events.revisions import Change, revision
from dateline.events.tolls import RangedToll, ranged

__all__ = [
    "DAYS_APART",
    "Change",
    "Event",
    "Likeness",
    "Link",
    "Linker",
    "RangedToll",
    "Report",
    "choose",
    "likeness",
    "ranged",
    "revision",
]
