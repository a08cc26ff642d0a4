"""Incidents read from the dependency trees of sentences."""

from dateline.survey.parsed.event import Event
from dateline.survey.parsed.events import find_events
from dateline.survey.parsed.reader import Reading, read

__all__ = ["Event", "Reading", "find_events", "read"]
