"""What can be seen of a run while it goes on."""

from dateline.observe.events import CallEvent, FallbackEvent, RetryEvent
from dateline.observe.hooks import Hooks

__all__ = ["CallEvent", "FallbackEvent", "Hooks", "RetryEvent"]
