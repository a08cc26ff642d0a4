"""What an extraction depends on, but for the article: so that two runs can be told apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from dateline._version import __version__
from dateline.models import SCHEMA_VERSION
from dateline.pipeline.answers import answer_type
from dateline.pipeline.ask import prompt_of
from dateline.pipeline.run import Options
from dateline.pipeline.types import RECORD_TYPES, RecordType
from dateline.providers import Resolved

Configuration = Mapping[str, str]
"""Each thing that changes what is asked or how it is read, by its name. What an answer does not
depend on is not in it: keys, limits, timeouts, budgets, the names that a user gives providers."""

RECORD = "record type "
"""What the names of those parts begin with that concern one record type alone."""


def configuration_of(asked: Sequence[Resolved], options: Options) -> Configuration:
    """The configuration of an extractor.

    Args:
        asked: Who is asked, the first before its fallbacks.
        options: How an article is taken through.
    """
    parts = {
        "dateline": __version__,
        "schema version": str(SCHEMA_VERSION),
        "coders": options.coders,
        "grounding": options.grounding,
        "parser": options.parser.name if options.parser is not None else "none",
        "actors": _digest([actor.model_dump_json() for actor in options.actors]),
    }
    models = [resolved for resolved in asked if resolved.is_asked]
    for number, resolved in enumerate(models):
        name = f"fallback {number}" if number else "provider"
        parts |= {f"{name}, {key}": value for key, value in _provider(resolved).items()}
    if models:
        for record_type in (*RECORD_TYPES, *options.own_types):
            parts[RECORD + record_type.name] = _record_type(record_type)
    return parts


def fingerprint(configuration: Configuration) -> str:
    """A digest of all of it."""
    return _digest(sorted(configuration.items()))


def _provider(resolved: Resolved) -> dict[str, str]:
    """What its answers depend on."""
    identity = json.loads(resolved.identity)
    told = {"asked by": resolved.asking, **identity}
    return {
        key: value if isinstance(value, str) else json.dumps(value, sort_keys=True)
        for key, value in told.items()
        if value not in (None, {})
    }


def _record_type(record_type: RecordType) -> str:
    schema = answer_type(record_type).model_json_schema()
    return _digest([prompt_of(record_type).sha256, schema, record_type.signs])


def _digest(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(written.encode()).hexdigest()[:16]
