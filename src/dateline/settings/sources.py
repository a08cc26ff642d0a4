"""Where values come from, and what comes of several sources together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.settings.part import inside, part_of

Place = tuple[str, ...]
"""The keys that lead to a value."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    Attributes:
        kind: A call's argument, a variable or a file.
        name: The variable's name, the file's path, or "argument".
    """

    kind: Literal["argument", "environment", "file"]
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Merged:
    """The values of several sources, and where each came from."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[Place, Origin] = field(default_factory=dict)

    def add(self, said: Mapping[str, Any], origin: Origin, root: type) -> None:
        """Let what a source says win over what is here. Tables are merged key by key.

        Args:
            said: Its values, in tables.
            origin: Where they stand.
            root: The model that they are for, which knows short forms.
        """
        self._merge(self.values, said, (), origin, root)

    def _merge(
        self, here: dict[str, Any], said: Mapping[str, Any], above: Place, origin: Origin, kind: Any
    ) -> None:
        for key, given in said.items():
            place, inner = (*above, str(key)), inside(kind, str(key))
            part = part_of(inner) if not isinstance(given, list | tuple) else None
            value = part.in_full(given) if part is not None else given
            if isinstance(value, Mapping):
                if not isinstance(here.get(key), dict):
                    self._forget(place)
                    here[key] = {}
                self._merge(here[key], value, place, origin, inner)
            else:
                self._forget(place)
                here[key] = value
                self.origins[place] = origin

    def _forget(self, place: Place) -> None:
        for known in [path for path in self.origins if path[: len(place)] == place]:
            del self.origins[known]


def origins_at(origins: Mapping[Place, Origin], place: Place) -> tuple[Origin, ...]:
    """Where the value at `place` comes from, or what stands in it; empty where nobody said it."""
    above = (place[:length] for length in range(len(place), 0, -1))
    said = next((origins[path] for path in above if path in origins), None)
    if said is not None:
        return (said,)
    return tuple(dict.fromkeys(_below(origins, place)))


def _below(origins: Mapping[Place, Origin], place: Place) -> Iterator[Origin]:
    return (origin for path, origin in origins.items() if path[: len(place)] == place)
