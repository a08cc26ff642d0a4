"""YAML that may come from anybody: bounded, and read as plain data."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import BadCassette

MOST_BYTES = 64 * 1024 * 1024
"""The largest cassette that is read, once it is decompressed."""

DEEPEST = 100
"""Levels of a cassette, one in another; a schema in a request has some twenty."""

_GZIP = b"\x1f\x8b"
_TEXT = "tag:yaml.org,2002:str"


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

    It is made from the events of the parser, one after the other: nothing is built of what nests
    too deeply, at a third of the time of PyYAML's own loaders, which make a tree of nodes first.

    Raises:
        BadCassette: It is not valid, nests too deeply, or holds tags, aliases, or a key twice.
    """
    import yaml

    try:
        return _built(yaml.parse(text, Loader=_loader()))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        words = " ".join(str(error).split())[:300]
        raise BadCassette(f"It is no YAML that a cassette may hold: {words}.") from error


def _built(events: Iterable[Any]) -> Any:
    """The one document that the events tell of; None where there is none."""
    import yaml

    documents: list[Any] = []
    open_ones: list[list[Any]] = [
        documents
    ]  # what stands in each collection that is not at its end
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _refuse_tag(event)
            value = _plain(event.value) if event.implicit[0] else event.value
            open_ones[-1].append(value)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_tag(event)
            if len(open_ones) > DEEPEST:
                raise ValueError(f"more than {DEEPEST} levels in line {_line(event)}")
            open_ones.append([])
        elif kind is yaml.SequenceEndEvent:
            items = open_ones.pop()
            open_ones[-1].append(items)
        elif kind is yaml.MappingEndEvent:
            items = open_ones.pop()
            open_ones[-1].append(_mapping(items, event))
        elif kind is yaml.AliasEvent:
            raise ValueError(f"an alias in line {_line(event)}")
    if len(documents) > 1:
        raise ValueError("more than one document")
    return documents[0] if documents else None


def _mapping(items: list[Any], event: Any) -> dict[Any, Any]:
    try:
        mapping = dict(zip(items[::2], items[1::2], strict=True))
    except TypeError as error:
        raise ValueError(f"a key that is none before line {_line(event)}") from error
    if 2 * len(mapping) != len(items):  # which of the two holds a reader cannot see
        raise ValueError(f"a key that stands twice before line {_line(event)}")
    return mapping


def _refuse_tag(event: Any) -> None:
    if event.tag is not None:
        raise ValueError(f"the tag {event.tag!r} in line {_line(event)}")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


@lru_cache(maxsize=4096)
def _plain(value: str) -> Any:
    """What a word without quotes is: a number, a day, true, null, or text, as YAML 1.1 has it."""
    import yaml

    loader = _words()
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))
    if tag == _TEXT:
        return value
    made_by = loader.yaml_constructors.get(tag)
    if made_by is None:  # "<<" and "=", which mean something else than they say
        raise ValueError(f"{value!r} without quotes")
    return made_by(loader, yaml.ScalarNode(tag, value))


@cache
def _words() -> Any:
    """A loader that is asked about single words."""
    import yaml

    return yaml.SafeLoader("")


def _loader() -> Any:
    """libyaml's, where PyYAML was built with it: it is ten times as fast."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
