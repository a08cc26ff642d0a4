"""The same event in many reports: incidents of different articles linked, and why."""

from dateline.events.likeness import Likeness, likeness
from dateline.events.linking import Event, Link, Linker
from dateline.events.reports import Report
from dateline.events.tolls import RangedToll, ranged

__all__ = ["Event", "Likeness", "Link", "Linker", "RangedToll", "Report", "likeness", "ranged"]
