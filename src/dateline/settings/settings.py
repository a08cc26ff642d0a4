"""Settings from a file and the environment. The environment wins."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from dateline.errors import ConfigError
from dateline.settings.profile import Grounding, Profile
from dateline.settings.running import (
    BreakerSettings,
    BudgetSettings,
    CacheSettings,
    Coders,
    Retries,
)


class Settings(BaseSettings):
    """How dateline runs.

    Attributes:
        default: The provider used where a call names none.
        providers: Providers by name.
        allow_remote: Whether articles may leave this machine.
        concurrency: Requests under way at once, for each provider whose profile does not say.
        retries: How faults of transport are tried again.
        breaker: When a provider that keeps failing is left alone for a while.
        budget: The most that may be spent.
        cache: Where answers are kept, so that the same question is not paid for twice.
        coders: Who reads an article: a model and the parser ("both"), or a model alone.
        grounding: What is done with values that are not proved: "strict" drops them, "flag"
            keeps them without a span; both list them as findings. "raise" is an error.
        record_types: Record types of the user's own, as "module:NAME".
        actors: A TOML or CSV file of actors with their aliases and kinds, from the
            configuration file's folder if it is relative.
        config_file: The file that was read, or None.
    """

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # a key under a mistyped name would stand in the traceback
    )

    default: str | None = None
    providers: dict[str, Profile] = Field(default_factory=dict)
    allow_remote: bool = True
    concurrency: int = Field(default=8, ge=1)
    retries: Retries = Retries()
    breaker: BreakerSettings = BreakerSettings()
    budget: BudgetSettings = BudgetSettings()
    cache: CacheSettings = CacheSettings()
    coders: Coders = "both"
    grounding: Grounding = "strict"
    record_types: tuple[str, ...] = ()
    actors: Path | None = None
    config_file: Path | None = Field(default=None, exclude=True)

    @field_validator("default")
    @classmethod
    def _is_a_name(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            msg = "it is empty; name a provider, or leave it out"
            raise ValueError(msg)
        return value

    @classmethod
    def load(cls, path: str | Path | None = None) -> Settings:
        """Settings from `path`, or from the nearest file, and then from `DATELINE_*` variables.

        The nearest file is `dateline.toml`, or a `pyproject.toml` with `[tool.dateline]`, in
        the current directory or one above it.

        Raises:
            ConfigError: The file cannot be read, or a value does not fit; names file and key.
        """
        file = Path(path) if path is not None else _nearest_file(Path.cwd())
        values = _read(file) if file is not None else {}
        _refuse_misspelt_variables(os.environ)

        class FromFile(cls):  # type: ignore[misc, valid-type]  # the file becomes the lowest source
            @classmethod
            def settings_customise_sources(
                cls,
                settings_cls: type[BaseSettings],
                init_settings: PydanticBaseSettingsSource,
                env_settings: PydanticBaseSettingsSource,
                **_: PydanticBaseSettingsSource,
            ) -> tuple[PydanticBaseSettingsSource, ...]:
                return init_settings, env_settings, InitSettingsSource(settings_cls, values)

        try:
            loaded = FromFile(config_file=file)
        except ValidationError as error:
            raise ConfigError(_explain(error, file)) from error
        except SettingsError as error:
            raise ConfigError(f"A DATELINE_* variable cannot be read: {error}.") from error
        return Settings.model_construct(
            **{name: getattr(loaded, name) for name in cls.model_fields}
        )


def _refuse_misspelt_variables(names: Iterable[str]) -> None:
    """Refuse a variable that is nearly one of ours; others may be other programs'."""
    known = [name.upper() for name in _KEYS]
    for variable in names:
        prefix, _, rest = variable.upper().partition("_")
        key = rest.partition("__")[0]
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
        if prefix == "DATELINE" and key not in known and near:
            raise ConfigError(
                f"There is no setting for the variable {variable}.",
                hint=f"Did you mean DATELINE_{near[0]}?",
            )


def _nearest_file(folder: Path) -> Path | None:
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


def _read(file: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text("utf-8"))
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
    if "config_file" in values:
        raise ConfigError(
            f"The configuration ({file}) does not hold: config_file: no such key"
            f"{_nearest_key(['config_file'])}."
        )
    return values


_KEYS = tuple(name for name in Settings.model_fields if name != "config_file")
"""What a user may set."""


def _explain(error: ValidationError, file: Path | None) -> str:
    lines = []
    for problem in error.errors():
        place = [str(part) for part in problem["loc"]]
        key = ".".join(place)
        if problem["type"] == "extra_forbidden":
            lines.append(f"{key}: no such key{_nearest_key(place)}")
        else:
            lines.append(f"{key}: {problem['msg']}")
    source = f"{file} or DATELINE_* variables" if file else "DATELINE_* variables"
    return f"The configuration ({source}) does not hold: " + "; ".join(lines) + "."


def _nearest_key(place: list[str]) -> str:
    model = _model_at(place[:-1])
    known = _KEYS if model is Settings else tuple(model.model_fields)
    near = difflib.get_close_matches(place[-1], known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"


def _model_at(place: list[str]) -> type[BaseModel]:
    """The model whose keys stand at `place` of a configuration."""
    if place[:1] == ["providers"]:
        return _inner(Profile, place[2:])
    return _inner(Settings, place)


def _inner(model: type[BaseModel], place: list[str]) -> type[BaseModel]:
    for key in place:
        field = model.model_fields.get(key)
        if field is None or not isinstance(field.annotation, type):
            break
        if not issubclass(field.annotation, BaseModel):
            break
        model = field.annotation
    return model
