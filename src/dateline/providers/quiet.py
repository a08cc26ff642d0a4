"""instructor's log, silent where it would repeat what dateline raises or reports."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LOGGER = logging.getLogger("instructor.v2.retry")
_asking: ContextVar[bool] = ContextVar("asking", default=False)


def _is_not_ours(_record: logging.LogRecord) -> bool:
    return not _asking.get()


@contextmanager
def quiet_instructor() -> Iterator[None]:
    """Drop what instructor logs of our requests, and nobody else's.

    It logs every failure as an error, on stderr where logging is not set up, with the
    model's answer or the server's message in full.
    """
    _LOGGER.addFilter(_is_not_ours)  # once: a filter that is there already is not added again
    token = _asking.set(True)
    try:
        yield
    finally:
        _asking.reset(token)
