"""Functions of the user's, called while a run goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.models import Finding
from dateline.observe.events import CallEvent, FallbackEvent, RetryEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What to call when. A hook that raises stops the article: it is the user's code.

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
        """Tell of a request."""
        if self.on_call is not None:
            self.on_call(event)

    def retry(self, event: RetryEvent) -> None:
        """Tell of a retry."""
        if self.on_retry is not None:
            self.on_retry(event)

    def fallback(self, event: FallbackEvent) -> None:
        """Tell of a fallback."""
        if self.on_fallback is not None:
            self.on_fallback(event)

    def finding(self, finding: Finding) -> None:
        """Tell of a finding."""
        if self.on_finding is not None:
            self.on_finding(finding)
