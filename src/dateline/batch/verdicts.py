"""What comes of what goes wrong with an article: set aside, read later, or the run stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.batch.messages import Crashed, FaultElsewhere
from dateline.batch.store.outcomes import Ended, Spent
from dateline.batch.store.packing import Packed
from dateline.errors import (
    ConfigError,
    DatelineError,
    ProviderError,
    ProviderUnusable,
    TransportError,
)

_TRIES = 3  # readings of an article in one start; requests have retries of their own within each
_IN_A_ROW = 8  # articles that no request got through for, and none was read between them
_REFUSED_IN_A_ROW = 32  # articles that failed otherwise: it is not each of them that is odd


@dataclass(frozen=True, slots=True)
class Stop:
    """That the run is to stop.

    Attributes:
        why: In one word.
        error: The error behind it.
    """

    why: str
    error: DatelineError | None = None


@dataclass
class Verdicts:
    """Judges how readings end.

    Attributes:
        budget_reached: Whether a call was refused, since it could have crossed the run's budget.
        at_once: Articles that are read at the same time.
    """

    budget_reached: Callable[[], bool]
    at_once: int
    _in_a_row: int = 0
    _got_through: bool = False

    def of_reading(self, packed: Packed, spent: Spent) -> tuple[Ended, Stop | None]:
        """What comes of an article that was read."""
        stop = self.was_read(unanswered=bool(packed.unanswered))
        if stop is not None:
            # Its answers are kept; what was not asked is asked when there is money for it.
            return Ended("put off", spent), stop
        return Ended("done", spent, packed), None

    def was_read(self, *, unanswered: bool) -> Stop | None:
        """Whether all is to stop after an article that was read.

        Args:
            unanswered: Whether a question about it got no usable answer.
        """
        self._in_a_row, self._got_through = 0, True
        return Stop("budget") if unanswered and self.budget_reached() else None

    def of_error(self, error: Exception, spent: Spent, tries: int) -> tuple[Ended, Stop | None]:
        """What comes of an article that was not."""
        name = error.kind if isinstance(error, FaultElsewhere) else type(error).__name__
        known = isinstance(error, DatelineError)
        problem = str(error) if known else f"{type(error).__name__}: {error}"
        put_off = Ended("put off", spent, error=name, problem=problem)
        if isinstance(error, ProviderError) and self.budget_reached():
            return Ended("put off", spent), Stop("budget")
        if isinstance(error, ProviderUnusable | ConfigError):
            return put_off, Stop("provider", error)
        failed = Ended("failed", spent, None, name, problem)
        self._in_a_row = self._in_a_row + 1 if isinstance(error, ProviderError) else 0
        if isinstance(error, TransportError):
            tried = tries + 1 >= _TRIES
            # Where nothing got through at all it is no fault of the article's, of however few.
            none_does = tried and not self._got_through
            if none_does or self._in_a_row >= max(_IN_A_ROW, 2 * self.at_once):
                return put_off, Stop("provider", error)
            return (failed if tried else put_off), None
        self._got_through |= isinstance(error, ProviderError)
        if isinstance(error, Crashed) and tries + 1 < _TRIES:
            return put_off, None
        in_vain = self._in_a_row >= max(_REFUSED_IN_A_ROW, 4 * self.at_once)
        known_error = error if isinstance(error, DatelineError) else None
        return failed, Stop("provider", known_error) if in_vain else None
