"""The standard streams, whatever they are tied to: a closed pipe, a full disk, nothing at all.

typer and rich end the program themselves where a pipe is closed, and each with a status of its
own. So their writes go through streams that raise what they do not know, and `main` decides.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from dateline.errors import DatelineError

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})


class ReaderGone(Exception):
    """Whoever read our output has gone; what it took was right."""


class OutputFailed(DatelineError):
    """Standard output cannot be written."""


class _Guarded:
    """A stream whose faults are ours to judge."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if self._stream is None:
            raise OutputFailed("Standard output is closed.", hint="Name a file, or open it.")
        with _judged():
            return self._stream.write(text)

    def flush(self) -> None:
        if self._stream is not None:
            with _judged():
                self._stream.flush()

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Lenient(_Guarded):
    """Standard error: where it cannot be written nobody can be told so."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError, ValueError):
            return self._stream.write(text) if self._stream is not None else 0
        return 0

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self._stream is not None:
                self._stream.flush()


@contextmanager
def _judged() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.ESHUTDOWN):
            raise ReaderGone from None
        raise OutputFailed(f"Standard output cannot be written: {error.strerror}.") from error


@contextmanager
def guarded() -> Iterator[None]:
    """The standard streams, guarded, and as they were again at the end."""
    before = sys.stdout, sys.stderr
    _occupy_closed_descriptors()
    for stream in before:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.stdout, sys.stderr = cast(TextIO, _Guarded(before[0])), cast(TextIO, _Lenient(before[1]))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _occupy_closed_descriptors() -> None:
    """Give the numbers of closed streams to nothing: the next file opened would have them."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(descriptor)


def forget_output() -> None:
    """Nothing more to standard output: the interpreter would try once more at its end, and fail."""
    original = sys.__stdout__
    if original is None:
        return
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), original.fileno())


def output_is_closed() -> bool:
    """Whether there is no standard output."""
    # The guard is this module's own class; only it knows that nothing stands behind it.
    return isinstance(sys.stdout, _Guarded) and sys.stdout._stream is None  # noqa: SLF001


def emit(text: str, *, escaped_as: str) -> None:
    """Write `text` to standard output, with what its encoding lacks replaced or escaped.

    Args:
        text: What to write.
        escaped_as: "json" and "html", where an escape is as good as the character, or "plain".

    Raises:
        ReaderGone: The pipe is closed.
        OutputFailed: It cannot be written.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if escaped_as == "html" and codecs.lookup(encoding).name != "utf-8":
        encoding = "ascii"  # a page says of itself that it is UTF-8, and ASCII is
    sys.stdout.write(text.encode(encoding, f"dateline.{escaped_as}").decode(encoding))
    sys.stdout.flush()


def rescue(text: str, suffix: str) -> str:
    """Keep `text` in a temporary file, whose name is returned.

    Raises:
        OutputFailed: There is no room for that either.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="dateline-", suffix=suffix, delete=False
        ) as file:
            file.write(text)
            return file.name
    except OSError as error:
        raise OutputFailed(f"The result cannot be written anywhere: {error.strerror}.") from error


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    codes = (units[i : i + 2].hex() for i in range(0, len(units), 2))
    return "".join(f"\\u{code}" for code in codes), error.end


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end].translate(_PLAIN)
    return words.encode("ascii", "replace").decode("ascii"), error.end


def _html_escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # References to the controls beyond ASCII are read as characters of another encoding.
    numbers = (ord(c) if ord(c) > 0x9F else 0xFFFD for c in error.object[error.start : error.end])
    return "".join(f"&#{number};" for number in numbers), error.end


codecs.register_error("dateline.html", _html_escape)
codecs.register_error("dateline.json", _json_escape)
codecs.register_error("dateline.plain", _plain)
