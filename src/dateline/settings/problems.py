"""What is wrong with a configuration, in words that name the key and its source."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from dateline.settings.part import inside, part_of
from dateline.settings.sources import Origin, Place, origins_at


def explain(
    error: ValidationError, origins: Mapping[Place, Origin], root: type, keys: tuple[str, ...]
) -> str:
    """Every problem with its key and where that stands.

    Args:
        error: What the models said.
        origins: Where each value comes from.
        root: The model that was to be filled.
        keys: The keys of `root` that a user may set.
    """
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        place = tuple(map(str, (*problem["loc"], *problem.get("ctx", {}).get("below", ()))))
        words = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            words = f"no such key{_nearest_key(place, root, keys)}"
        named = _nearest_origin(origins, place)
        lines.append(f"{'.'.join(place)}: {words}" + (f" ({named})" if named else ""))
    return f"The configuration does not hold: {'; '.join(lines)}."


def _nearest_key(place: Place, root: type, keys: tuple[str, ...]) -> str:
    kind: Any = root
    for key in place[:-1]:
        kind = inside(kind, key)
    part = part_of(kind)
    known = keys if len(place) == 1 or part is None else tuple(part.model_fields)
    near = difflib.get_close_matches(place[-1], known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"


def _nearest_origin(origins: Mapping[Place, Origin], place: Place) -> str:
    """Where it stands, or else what it is missing from."""
    for length in range(len(place), 0, -1):
        found = origins_at(origins, place[:length])
        if found:
            return ", ".join(map(str, found))
    return ""
