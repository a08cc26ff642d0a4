"""YAML that may come from anybody: bounded, and read as plain data."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Any

from dateline.errors import BadCassette

MOST_BYTES = 64 * 1024 * 1024
"""The largest cassette that is read, once it is decompressed."""

DEEPEST = 100
"""Levels of a cassette, one in another; a schema in a request has some twenty."""

_GZIP = b"\x1f\x8b"


def read_text(path: Path) -> str:
    """A cassette's text, decompressed if it is compressed.

    Raises:
        FileNotFoundError: It is not there.
        BadCassette: It cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if data.startswith(_GZIP):
            with gzip.open(io.BytesIO(data)) as inner:
                data = inner.read(MOST_BYTES + 1)
        text = data[: MOST_BYTES + 1].decode("utf-8")
    except FileNotFoundError:
        raise
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise BadCassette(f"The cassette {str(path)!r} cannot be read: {error}.") from error
    if len(data) > MOST_BYTES:
        raise BadCassette(
            f"The cassette {str(path)!r} is longer than {MOST_BYTES // 1024 // 1024} MB.",
            hint="Record fewer articles into one cassette.",
        )
    return text


def load_yaml(text: str) -> Any:
    """Plain data out of YAML.

    Raises:
        BadCassette: It is not valid, nests too deeply, or holds tags or aliases.
    """
    import yaml

    try:
        _check(text)
        return yaml.load(text, Loader=_loader())  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        words = " ".join(str(error).split())[:300]
        raise BadCassette(f"It is no YAML that a cassette may hold: {words}.") from error


def _check(text: str) -> None:
    """Look at what comes, one event after the other, before anything is made of it."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent):
            raise ValueError(f"an alias in line {event.start_mark.line + 1}")  # noqa: TRY004
        if getattr(event, "tag", None) is not None:
            raise ValueError(f"the tag {event.tag!r} in line {event.start_mark.line + 1}")
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} levels in line {event.start_mark.line + 1}")


def _loader() -> Any:
    """libyaml's, where PyYAML was built with it: it is ten times as fast."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
