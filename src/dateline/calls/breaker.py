"""A provider that keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from dateline.settings import BreakerSettings


class Breaker:
    """Whether a provider may be asked.

    Closed: it may. Open: it failed so often in a row that it is left alone. Half open: one request
    tries whether it has recovered, while the others still go elsewhere. Thread-safe.

    Args:
        settings: How many failures, and for how long.
        clock: Seconds that only go forward.
    """

    def __init__(
        self, settings: BreakerSettings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._failures = 0
        self._closed_until: float | None = None
        self._trying = False
        self._lock = threading.Lock()

    def admits(self) -> bool:
        """Whether a request may be sent now. Whoever is let through says how it went."""
        with self._lock:
            if self._closed_until is None:
                return True
            if self._trying or self._clock() < self._closed_until:
                return False
            self._trying = True
            return True

    @property
    def is_open(self) -> bool:
        """Whether it is left alone just now."""
        return self._closed_until is not None

    def seconds_left(self) -> float:
        """Seconds until it is tried again."""
        with self._lock:
            return max(0.0, (self._closed_until or 0.0) - self._clock())

    def succeeded(self) -> None:
        """An answer came, whatever is in it."""
        with self._lock:
            self._failures, self._closed_until, self._trying = 0, None, False

    def failed(self, *, for_good: bool = False) -> None:
        """No answer came; `for_good` where none will come to any question."""
        with self._lock:
            self._failures += 1
            tried, self._trying = self._trying, False
            if not self._settings.enabled:
                return
            if tried or for_good or self._failures >= self._settings.failures:
                self._closed_until = self._clock() + self._settings.recovery

    def abandoned(self) -> None:
        """The request was given up before it could tell anything."""
        with self._lock:
            self._trying = False
