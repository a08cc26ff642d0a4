"""The JSON Schema of the records, as printed and as published in `schemas/`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

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
        sys.stdout.write(schema_of(name))
        return
    everything = {record: json.loads(schema_of(record)) for record in PUBLISHED}
    sys.stdout.write(json.dumps(everything, indent=2, ensure_ascii=False) + "\n")


def write_schemas(folder: Path) -> None:
    """`NAME.schema.json` for each record."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PUBLISHED:
        (folder / f"{name}.schema.json").write_text(schema_of(name), "utf-8")
