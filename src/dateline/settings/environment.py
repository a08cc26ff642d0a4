"""Variables: `DATELINE_KEY`, and two underscores for each level down."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_origin

from dateline.errors import ConfigError
from dateline.settings.part import either, inside, part_of
from dateline.settings.sources import Place

PREFIX = "DATELINE_"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable that is ours.

    Attributes:
        name: As it stands in the environment.
        place: The keys that it sets.
        value: What it says, decoded as far as its place asks for.
    """

    name: str
    place: Place
    value: Any

    @property
    def table(self) -> dict[str, Any]:
        """The value in its tables."""
        value = self.value
        for key in reversed(self.place):
            value = {key: value}
        return dict(value)


def variable_of(place: Iterable[str]) -> str:
    """The variable that sets what stands at `place`."""
    return PREFIX + "__".join(re.sub(r"\W", "_", key).upper() for key in place)


def read_variables(
    environment: Mapping[str, str], root: type, keys: Iterable[str], named: Iterable[str]
) -> Iterator[Variable]:
    """The variables that set something; a table's before those of its keys.

    Args:
        environment: All there are.
        root: The model that they are for.
        keys: The keys of `root` that may be set.
        named: Providers that have a name already. A variable reaches them whatever the case of
            their letters, and with an underscore for what no variable's name can hold.

    Raises:
        ConfigError: One is nearly one of ours, or cannot be decoded; names it. Others may be other
            programs'.
    """
    known = tuple(keys)
    ours = [name for name in environment if _is_ours(name, known)]
    providers = {_plain(name): name for name in named}
    for name in sorted(ours, key=lambda name: (name.count("__"), name)):
        place = _place(name, providers)
        yield Variable(name, place, _decoded(environment[name], place, root, name))


def _is_ours(name: str, known: tuple[str, ...]) -> bool:
    if not name.upper().startswith(PREFIX):
        return False
    key = name[len(PREFIX) :].partition("__")[0].lower()
    if key in known:
        return True
    flat = next((k for k in known if key.startswith(f"{k}_")), None)
    if flat is not None:
        meant = f"{PREFIX}{flat}__{name[len(PREFIX) + len(flat) + 1 :]}".upper()
        raise ConfigError(
            f"There is no setting for the variable {name}.", hint=f"Did you mean {meant}?"
        )
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
    if near:
        raise ConfigError(
            f"There is no setting for the variable {name}.",
            hint=f"Did you mean {PREFIX}{near[0].upper()}?",
        )
    return False


def _place(name: str, providers: Mapping[str, str]) -> Place:
    keys = [key.lower() for key in name[len(PREFIX) :].split("__")]
    if keys[0] == "providers" and len(keys) > 1:
        keys[1] = providers.get(keys[1], keys[1])
        if keys[2:3] == ["headers"]:
            keys[3:] = [key.replace("_", "-") for key in keys[3:]]
    return tuple(keys)


def _plain(name: str) -> str:
    return re.sub(r"\W", "_", name).lower()


def _decoded(value: str, place: Place, root: type, variable: str) -> Any:
    """The value as its place asks for it; checks are the models'."""
    kind: Any = root
    for key in place:
        kind = inside(kind, key)
        if kind is Any:
            break
    kinds = either(kind)
    by_name = any(get_origin(k) is dict for k in kinds)
    several = any(get_origin(k) is tuple for k in kinds)
    part = part_of(kind) is not None
    if by_name or ((several or part) and value.lstrip()[:1] in ("{", "[")):
        return _json(value, variable)
    if several:
        return [item.strip() for item in value.split(",")]
    if part and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    return _guessed(value) if Any in kinds or {int, str} <= set(kinds) else value


def _json(value: str, variable: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        # From nowhere: the decoder's error holds the value, and with it any key.
        raise ConfigError(
            f"The variable {variable} is not valid JSON.",
            hint=f"Write a table, or set one key of it: {variable}__KEY.",
        ) from None


def _guessed(value: str) -> Any:
    """A number, a truth value or a table where it reads so; a string otherwise."""
    try:
        return json.loads(value)
    except ValueError:
        return value
