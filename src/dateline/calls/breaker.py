"""A provider that keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

from dateline.errors import ProviderError
from dateline.settings import BreakerSettings

Admission = Literal["through", "trial"]
"""How a request was let through: as any other, or to try whether the provider has recovered."""


class Breaker:
    """Whether a provider may be asked.

    Closed: it may. Open: it failed so often in a row that it is left alone. Half open, once it was
    left alone for long enough: one request tries whether it has recovered, while the others still
    go elsewhere. Thread-safe; it waits for nothing and belongs to no event loop.

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
        self._open_until: float | None = None
        # A trial that tells nothing for as long as this holds up no other: whoever took it may be
        # gone, with its event loop or with the process that this one was forked from.
        self._trial_until: float | None = None
        self._cause: ProviderError | None = None
        self._lock = threading.Lock()

    @property
    def admits(self) -> bool:
        """Whether a request would be let through now. It takes nothing; `admit` does."""
        with self._lock:
            return self._admission() is not None

    @property
    def is_open(self) -> bool:
        """Whether it is left alone, or being tried, just now."""
        return self._open_until is not None

    @property
    def cause(self) -> ProviderError | None:
        """The error that it was opened by, while it is open."""
        return self._cause

    def admit(self, *, forced: bool = False) -> Admission | None:
        """Let a request through, or not.

        Whoever is let through says how it went: `succeeded`, `failed` or `abandoned`.

        Args:
            forced: Nobody else can be asked, so it is let through whatever happened.
        """
        with self._lock:
            admission = self._admission()
            if admission == "trial":
                self._trial_until = self._clock() + self._settings.recovery
            return admission or ("through" if forced else None)

    def succeeded(self) -> None:
        """An answer came, whatever is in it."""
        with self._lock:
            self._failures = 0
            self._open_until = self._trial_until = self._cause = None

    def failed(self, admission: Admission, error: ProviderError, *, for_good: bool = False) -> None:
        """No answer came; `for_good` where none will come to any question."""
        with self._lock:
            self._failures += 1
            if not self._settings.enabled:
                return
            # While it is open, only the trial tells anything new: the others were sent before.
            first = self._open_until is None and self._failures >= self._settings.failures
            if admission == "trial" or first or for_good:
                self._open_until = self._clock() + self._settings.recovery
                self._trial_until, self._cause = None, error

    def abandoned(self, admission: Admission) -> None:
        """The request was given up before it could tell anything."""
        with self._lock:
            if admission == "trial":
                self._trial_until = None

    def _admission(self) -> Admission | None:
        now = self._clock()
        if self._open_until is None:
            return "through"
        if now < self._open_until:
            return None
        return "trial" if self._trial_until is None or now >= self._trial_until else None
