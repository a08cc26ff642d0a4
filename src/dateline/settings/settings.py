"""Settings: built-in values, a file, the environment and arguments, each winning over the last."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field, PrivateAttr, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from dateline.errors import ConfigError
from dateline.settings.environment import read_variables
from dateline.settings.files import nearest_file, read_file
from dateline.settings.part import Part, as_table
from dateline.settings.problems import explain
from dateline.settings.profile import Grounding, Profile, usual_model
from dateline.settings.running import (
    BreakerSettings,
    BudgetSettings,
    CacheSettings,
    Coders,
    RecordingSettings,
    Retries,
)
from dateline.settings.sources import Merged, Origin, Place, origins_at


class Settings(Part):
    """How dateline runs.

    `Settings.load()` reads the file and the environment; `Settings(…)` reads neither.

    Attributes:
        default: The provider used where a call names none.
        providers: Providers by name.
        allow_remote: Whether articles may leave this machine.
        concurrency: Requests under way at once, for each provider whose profile does not say.
        retries: How faults of transport are tried again.
        breaker: When a provider that keeps failing is left alone for a while.
        budget: The most that may be spent.
        cache: Where answers are kept, so that the same question is not paid for twice.
        recording: Whether answers are kept in cassettes, and played from them.
        coders: Who reads an article: a model and the parser ("both"), or a model alone.
        grounding: What is done with values that are not proved: "strict" drops them, "flag"
            keeps them without a span; both list them as findings. "raise" is an error.
        record_types: Record types of the user's own, as "module:NAME".
        actors: A TOML or CSV file of actors with their aliases and kinds, from the
            configuration file's folder if it is relative.
        config_file: The file that was read, or None.
    """

    keys: ClassVar[tuple[str, ...]]
    """What a user may set."""

    default: str | None = None
    providers: dict[str, Profile] = Field(default_factory=dict)
    allow_remote: bool = True
    concurrency: int = Field(default=8, ge=1)
    retries: Retries = Retries()
    breaker: BreakerSettings = BreakerSettings()
    budget: BudgetSettings = BudgetSettings()
    cache: CacheSettings = CacheSettings()
    recording: RecordingSettings = RecordingSettings()
    coders: Coders = "both"
    grounding: Grounding = "strict"
    record_types: tuple[str, ...] = ()
    actors: Path | None = None
    config_file: Path | None = Field(default=None, exclude=True)

    _origins: Mapping[Place, Origin] = PrivateAttr(default_factory=dict)

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """A table of a provider's name that names no model means that provider.

        Args:
            value: What was said of the settings, as tables.
        """
        providers = value.get("providers") if isinstance(value, dict) else None
        if not isinstance(providers, dict):
            return value
        full = {
            name: {"model": usual_model(name), **profile} if isinstance(profile, dict) else profile
            for name, profile in providers.items()
        }
        return {**value, "providers": full}

    @field_validator("default")
    @classmethod
    def _is_a_name(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            msg = "it is empty; name a provider, or leave it out"
            raise ValueError(msg)
        return value

    @field_validator("providers")
    @classmethod
    def _fall_back_to_others(cls, value: dict[str, Profile]) -> dict[str, Profile]:
        for name, profile in value.items():
            if name in profile.fallback:
                raise PydanticCustomError(
                    "fallback",
                    "it names the provider itself",
                    {"below": (name, "fallback")},
                )
        return value

    @classmethod
    def load(cls, path: str | Path | None = None, **arguments: Any) -> Settings:
        """Settings from a file, then from `DATELINE_*` variables, then from `arguments`.

        Each wins over the one before it, key by key: `DATELINE_PROVIDERS__OPENAI__TIMEOUT=30` and
        `load(providers={"openai": {"timeout": 30}})` change that and leave the rest of the table.

        Args:
            path: The file. The nearest one is `dateline.toml`, or a `pyproject.toml` with
                `[tool.dateline]`, in the current directory or one above it.
            arguments: Any key, with what a file may say of it.

        Raises:
            ConfigError: The file cannot be read, or a value does not fit; names where it stands,
                and its key.
        """
        file = Path(path) if path is not None else nearest_file(Path.cwd())
        merged = _merged(cls, file, as_table(arguments))
        try:
            loaded = cls.model_validate({**merged.values, "config_file": file})
        except ValidationError as error:
            raise ConfigError(explain(error, merged.origins, cls, cls.keys)) from error
        loaded = loaded.model_copy(update={"cache": _beside(loaded, file, merged.origins)})
        loaded._origins = merged.origins  # noqa: SLF001  # it is our own
        return loaded

    def origins(self, *place: str) -> tuple[Origin, ...]:
        """Where the value at a place comes from, such as `"providers", "openai", "timeout"`.

        Several, where a table's keys come from several; none, where it is built in.

        Args:
            *place: The keys that lead there, from the outermost.
        """
        return origins_at(self._origins, place)


Settings.keys = tuple(name for name in Settings.model_fields if name != "config_file")


def _merged(root: type[Settings], file: Path | None, arguments: Mapping[str, Any]) -> Merged:
    merged, argument = Merged(), Origin("argument", "argument")
    if file is not None:
        _add(merged, read_file(file), Origin("file", str(file)), root)
    named = (merged.values.get("providers"), arguments.get("providers"))
    names = [str(name) for table in named if isinstance(table, Mapping) for name in table]
    for variable in read_variables(os.environ, root, root.keys, names):
        merged.add(variable.table, Origin("environment", variable.name), root)
    _add(merged, arguments, argument, root)
    return merged


def _add(merged: Merged, said: Mapping[str, Any], origin: Origin, root: type[Settings]) -> None:
    if "config_file" in said:
        raise ConfigError(f"The configuration does not hold: config_file: no such key ({origin}).")
    merged.add(said, origin, root)


def _beside(loaded: Settings, file: Path | None, origins: Mapping[Place, Origin]) -> CacheSettings:
    """The cache, its path from the file's folder where the file says it; or the current one."""
    path = loaded.cache.path
    if path is None:
        return loaded.cache
    (origin,) = origins_at(origins, ("cache", "path"))
    folder = file.parent if file is not None and origin.kind == "file" else Path()
    return loaded.cache.model_copy(update={"path": (folder / path).absolute()})
