"""A small pipeline on dateline: one line for the desk of every incident in an article."""

from __future__ import annotations

from dateline import extract


def lines_for_the_desk(text: str, published: str) -> list[str]:
    """Where, when, and how many were killed, in the article's own words."""
    result = extract(text, published=published)
    return [
        " | ".join(
            (
                incident.place.mention.text if incident.place else "place unknown",
                str(incident.when.start) if incident.when else "day unknown",
                f"killed: {sum(c.count.low or 0 for c in incident.casualties if c.outcome == 'killed')}",
            )
        )
        for incident in result.incidents
    ]
