"""The configuration file: where it is, and what it says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError


def nearest_file(folder: Path) -> Path | None:
    """`dateline.toml`, or a `pyproject.toml` with our table, in `folder` or one above it."""
    for place in (folder, *folder.parents):
        own, project = place / "dateline.toml", place / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and _mentions_dateline(project):
            return project
    return None


def _mentions_dateline(project: Path) -> bool:
    """Whether a pyproject.toml is ours to read; another tool's broken file is not our error."""
    try:
        tools = tomllib.loads(project.read_text("utf-8")).get("tool")
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError):
        return False
    return isinstance(tools, dict) and "dateline" in tools


def read_file(file: Path) -> dict[str, Any]:
    """What it says, as tables.

    Raises:
        ConfigError: It is not there, cannot be read, or is not valid.
    """
    try:
        values = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"There is no configuration file {str(file)!r}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file} is not valid TOML: {error}.", hint="Correct the file."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.") from error
    if file.name == "pyproject.toml":
        values = values.get("tool", {}).get("dateline", {})
        if not isinstance(values, dict):
            raise ConfigError(f"{file}: tool.dateline is {values!r}; it should be a table.")
    return values
