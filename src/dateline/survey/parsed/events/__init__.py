"""Incidents read from the dependency trees of sentences."""

from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.events import find_events
from dateline.survey.parsed.events.reader import Reading, read

__all__ = ["Event", "Reading", "find_events", "read"]
