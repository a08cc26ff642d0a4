"""Record types of the user's own, named in the settings."""

from __future__ import annotations

import sys
from importlib import import_module

from dateline.errors import ConfigError
from dateline.pipeline.types import RecordType
from dateline.settings import Settings


def load_record_types(settings: Settings) -> tuple[RecordType, ...]:
    """What `record_types` names, as "module:NAME"; modules beside the configuration file too.

    Raises:
        ConfigError: One cannot be imported, or is no `RecordType`.
    """
    if not settings.record_types:
        return ()
    folder = str(settings.config_file.parent) if settings.config_file else ""
    if folder not in sys.path:
        sys.path.append(folder)
    return tuple(map(_load, settings.record_types))


def _load(where: str) -> RecordType:
    module, _, name = where.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(
            f"record_types: {where!r} cannot be imported: {error}.",
            hint='Write "module:NAME", such as "records:ANNOUNCEMENT".',
        ) from error
    if not isinstance(found, RecordType):
        raise ConfigError(
            f"record_types: {where!r} is of type {type(found).__name__}, and no RecordType."
        )
    return found
