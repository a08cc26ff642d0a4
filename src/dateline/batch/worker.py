"""A process that reads articles with the parser alone, for `processes.py`.

It is a program of its own, and no fork or child of multiprocessing: a fork of a process with
threads may hang, and multiprocessing runs the caller's own script once more, which many are not
written for.
"""

from __future__ import annotations

import sys
from typing import Any

from dateline.batch.inputs import unpacked
from dateline.batch.messages import message, receive
from dateline.batch.store.packing import pack
from dateline.errors import DatelineError


def main() -> None:
    """Read articles from standard input until it ends, and answer each on standard output."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints is no answer
    settings, record_types = receive(incoming) or sys.exit()
    from dateline.wiring import Extractor

    with Extractor("parser", settings=settings, record_types=record_types) as extractor:
        while (content := receive(incoming)) is not None:
            answer: Any
            try:
                answer = pack(extractor.extract(unpacked(content)))
            except DatelineError as error:
                answer = (type(error).__name__, str(error))
            except Exception as error:  # a fault of ours in one article costs no other
                answer = ("Exception", f"{type(error).__name__}: {error}")
            outgoing.write(message(answer))
            outgoing.flush()


if __name__ == "__main__":
    main()
