"""A small pipeline on dateline: one line for the desk of every incident in an article."""

from __future__ import annotations

from dateline import Incident, extract


def lines_for_the_desk(text: str, published: str) -> list[str]:
    """Where, when, and how many were killed, in the article's own words."""
    result = extract(text, published=published)
    return [_line(incident) for incident in result.incidents]


def _line(incident: Incident) -> str:
    place = incident.place.mention.text if incident.place else "place unknown"
    day = str(incident.when.start) if incident.when else "day unknown"
    killed = sum(c.count.low or 0 for c in incident.casualties if c.outcome == "killed")
    return f"{place} | {day} | killed: {killed}"
