"""How the time of some work grows with what it works on."""

import gc
import time
from collections.abc import Callable

_TRIES = 5


def processor_time(work: Callable[[], object]) -> float:
    """Seconds of the processor that it takes, without the garbage collector's."""
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


def growth(little: Callable[[], object], much: Callable[[], object], enough: float) -> float:
    """How many times the time of `little` that `much` takes, at the best of several tries.

    Another load on the machine makes any one try longer. Work that grows too fast takes too long
    in all of them, so trying ends at the first that takes no more than `enough` times.
    """
    little()
    ratios: list[float] = []
    for _ in range(_TRIES):
        ratios.append(processor_time(much) / max(processor_time(little), 1e-4))
        if ratios[-1] < enough:
            break
    return min(ratios)
