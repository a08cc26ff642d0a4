"""Incidents read from the dependency trees of sentences."""

from dateline.survey.parsed.events import Event, find_events

__all__ = ["Event", "find_events"]
