"""Functions of the user's, called while a run goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from dateline.models import Finding
from dateline.observe.events import CallEvent, FallbackEvent, RetryEvent
from dateline.observe.logs import log_call, log_fallback, log_retry

E = TypeVar("E")


class HookRaised(Exception):
    """A user's function raised; no retry, fallback or deadline takes its error for one of ours.

    Attributes:
        error: What it raised.
    """

    def __init__(self, error: Exception) -> None:
        super().__init__(repr(error))
        self.error = error


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What to call when, beside the log. They are called in the event loop: they must not block.

    A function that raises stops the article, and its error comes out of `extract` as it is. What
    was spent until then is counted all the same.

    Attributes:
        on_call: A request came to its end, well or badly.
        on_retry: A request is about to be sent again.
        on_fallback: A question goes to the next provider.
        on_finding: Something was not proved, dropped or left out.
    """

    on_call: Callable[[CallEvent], None] | None = None
    on_retry: Callable[[RetryEvent], None] | None = None
    on_fallback: Callable[[FallbackEvent], None] | None = None
    on_finding: Callable[[Finding], None] | None = None

    def call(self, event: CallEvent) -> None:
        """Tell of a request.

        Args:
            event: The request, with its tokens and its cost.
        """
        log_call(event)
        _tell(self.on_call, event)

    def retry(self, event: RetryEvent) -> None:
        """Tell of a retry.

        Args:
            event: What is sent again, after how long, and why.
        """
        log_retry(event)
        _tell(self.on_retry, event)

    def fallback(self, event: FallbackEvent) -> None:
        """Tell of a fallback.

        Args:
            event: Who is asked instead of whom, and why.
        """
        log_fallback(event)
        _tell(self.on_fallback, event)

    def finding(self, finding: Finding) -> None:
        """Tell of a finding.

        Args:
            finding: What was not proved, dropped or left out.
        """
        _tell(self.on_finding, finding)


def _tell(function: Callable[[E], None] | None, event: E) -> None:
    if function is None:
        return
    try:
        function(event)
    except Exception as error:
        raise HookRaised(error) from error
