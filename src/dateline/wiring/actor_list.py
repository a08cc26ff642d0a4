"""A user's actor list, from TOML or CSV."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dateline.errors import ConfigError
from dateline.models import KnownActor
from dateline.settings import Settings

_FORMS = (
    'A TOML list has [[actor]] tables with name, aliases = ["…"] and kind; a CSV list has the '
    'columns name, aliases (parted by ";") and kind.'
)


def known_actors(settings: Settings) -> tuple[KnownActor, ...]:
    """The configured actor list; a relative path is one from the configuration file's folder.

    Raises:
        ConfigError: The list cannot be read; see `load_actors`.
    """
    if settings.actors is None:
        return ()
    folder = settings.config_file.parent if settings.config_file else Path()
    return load_actors(folder / settings.actors.expanduser())


def load_actors(path: Path) -> tuple[KnownActor, ...]:
    """The actors of a list: `[[actor]]` tables, or a CSV with name, aliases and kind.

    Raises:
        ConfigError: The file cannot be read, or an entry does not fit; names the entry.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"The actor list {str(path)!r} cannot be read: {error.strerror or error}.",
            hint="Correct `actors`: a relative path is one from the configuration's folder.",
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"The actor list {str(path)!r} is not UTF-8: {error}.", hint="Save it as UTF-8."
        ) from error
    entries = _from_csv(text) if path.suffix.lower() == ".csv" else _from_toml(text, path)
    return tuple(_known(entry, number, path) for number, entry in enumerate(entries, 1))


def _from_toml(text: str, path: Path) -> list[Any]:
    try:
        entries = tomllib.loads(text).get("actor", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"The actor list {str(path)!r} is not valid TOML: {error}.", hint=_FORMS
        ) from error
    if not isinstance(entries, list) or not entries:
        raise ConfigError(f"The actor list {str(path)!r} has no [[actor]] table.", hint=_FORMS)
    return entries


def _from_csv(text: str) -> Iterable[dict[str, Any]]:
    for row in csv.DictReader(text.splitlines()):
        aliases = [alias.strip() for alias in (row.get("aliases") or "").split(";")]
        yield {
            "name": (row.get("name") or "").strip(),
            "aliases": [alias for alias in aliases if alias],
            "kind": (row.get("kind") or "").strip() or None,
        }


def _known(entry: Any, number: int, path: Path) -> KnownActor:
    try:
        known = KnownActor.model_validate(entry)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(str(part) for part in problem["loc"])
        raise ConfigError(
            f"{path}: actor {number}: {key}: {problem['msg']}.", hint=_FORMS
        ) from error
    if not known.name:
        raise ConfigError(f"{path}: actor {number} has no name.", hint=_FORMS)
    return known
