"""Outcomes that the store could not take, kept elsewhere until it can: they were paid for."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.batch.store.outcomes import Begun, Ended, Spent, end
from dateline.batch.store.packing import Packed

Unwritten = tuple[Begun, Ended]
_BLOBS = ("extraction", "receipt")


def rescue_file(store: Path) -> Path:
    """Where the outcomes of a store are kept that it could not take."""
    from platformdirs import user_data_path

    name = sha256(str(store.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_data_path("dateline") / "rescued" / f"{name}.jsonl"


def rescue(store: Path, unwritten: Sequence[Unwritten], configuration: int) -> Path:
    """Keep outcomes, beside those that may be there; only their owner reads them.

    Args:
        store: The store that could not take them.
        unwritten: The outcomes.
        configuration: The number of the configuration that they were read under.

    Raises:
        OSError: They cannot be kept there either.
    """
    file = rescue_file(store)
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(_line(begun, ended, configuration) + "\n" for begun, ended in unwritten)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "w") as opened:
        opened.write(lines)
    return file


def take_back(connection: sqlite3.Connection, store: Path) -> int:
    """Put outcomes that were rescued into their store; how many there were."""
    file = rescue_file(store)
    try:
        lines = file.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return 0
    taken = 0
    for line in lines:
        try:
            begun, ended, configuration = _read(json.loads(line))
        except (ValueError, KeyError, TypeError):
            continue  # the end of a file that could not be written whole
        row = connection.execute("SELECT id FROM articles WHERE number = ?", (begun.article,))
        if row.fetchone() == (begun.id,):
            end(connection, begun, configuration, ended)
            taken += 1
    file.unlink()
    return taken


def _line(begun: Begun, ended: Ended, configuration: int) -> str:
    told: dict[str, Any] = asdict(replace(ended, packed=None))
    if ended.packed is not None:
        packed: dict[str, Any] = asdict(ended.packed)
        for blob in _BLOBS:
            packed[blob] = base64.b64encode(packed[blob]).decode()
        told["packed"] = packed
    whole = {
        "article": begun.article,
        "attempt": begun.attempt,
        "id": begun.id,
        "configuration": configuration,
        "ended": told,
    }
    return json.dumps(whole, default=str)


def _read(told: dict[str, Any]) -> tuple[Begun, Ended, int]:
    begun = Begun(told["article"], told["attempt"], told["id"], b"", "", 0, None)
    ended = told["ended"]
    spent = Spent(**ended.pop("spent"))
    spent.cost = Decimal(spent.cost)
    packed = ended.pop("packed")
    if packed is not None:
        for blob in _BLOBS:
            packed[blob] = base64.b64decode(packed[blob])
        packed["findings"] = tuple(map(tuple, packed["findings"]))
        packed = Packed(**packed)
    return begun, Ended(**ended, spent=spent, packed=packed), int(told["configuration"])
