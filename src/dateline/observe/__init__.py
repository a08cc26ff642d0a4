"""What can be seen of a run while it goes on: hooks, the log, spans."""

from dateline.observe.current import about, current_article
from dateline.observe.events import CallEvent, FallbackEvent, RetryEvent
from dateline.observe.hooks import HookRaised, Hooks
from dateline.observe.logs import log_overrun
from dateline.observe.run import observed
from dateline.observe.spans import request_span

__all__ = [
    "CallEvent",
    "FallbackEvent",
    "HookRaised",
    "Hooks",
    "RetryEvent",
    "about",
    "current_article",
    "log_overrun",
    "observed",
    "request_span",
]
