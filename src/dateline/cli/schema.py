"""The JSON Schema of the records, as printed and as published in `schemas/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.cli.streams import emit
from dateline.errors import InputError
from dateline.models import Extraction, Incident, Model, PolicyContext, Statement

PUBLISHED: dict[str, type[Model]] = {
    "incident": Incident,
    "statement": Statement,
    "policy-context": PolicyContext,
    "extraction": Extraction,
}


def schema_of(name: str) -> str:
    """The schema of one record, as text that is the same at every run."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PUBLISHED[name].model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def print_schema(name: str | None) -> None:
    """One schema, or all of them in one object by name."""
    if name is not None:
        emit(schema_of(name), escaped_as="json")
        return
    everything = {record: json.loads(schema_of(record)) for record in PUBLISHED}
    emit(json.dumps(everything, indent=2, ensure_ascii=False) + "\n", escaped_as="json")


def write_schemas(name: str | None, folder: Path) -> None:
    """`NAME.schema.json` for one record, or for each.

    Raises:
        InputError: The folder cannot be made, or a file in it not be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for record in PUBLISHED if name is None else (name,):
            (folder / f"{record}.schema.json").write_text(schema_of(record), "utf-8")
    except FileExistsError as error:
        raise InputError(
            f"{str(folder)!r} is a file, and --write names a folder.", hint="Name another."
        ) from error
    except OSError as error:
        raise InputError(
            f"{str(error.filename or folder)!r} cannot be written: {error.strerror}.",
            hint="Name another folder.",
        ) from error
