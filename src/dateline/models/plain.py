"""Values as plain data: laid flat to be compared, and digested to be told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Literal


def flat(value: Any, name: str = "", *, without: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """Each value in JSON data with its path, such as `casualties[0].count.low`; no nulls.

    Args:
        value: The data.
        name: The path to it.
        without: Keys that are left out, wherever they stand.
    """
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in without:
                yield from flat(inner, f"{name}.{key}" if name else str(key), without=without)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flat(inner, f"{name}[{index}]", without=without)
    elif value is not None:
        yield name, value


def article_id(words: str, published: date | None, kind: Literal["text", "html"] = "text") -> str:
    """An article's id: the same for the same text, or page, and day of publication."""
    whole = f"{kind}\0{published.isoformat() if published else ''}\0{words}"
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24]
