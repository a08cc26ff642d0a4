"""The times that a run was started, and what it was configured as."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import time

from dateline.batch.store.answers import settle_interrupted
from dateline.batch.store.transactions import transaction
from dateline.wiring.configuration import Configuration, fingerprint


def begin_start(connection: sqlite3.Connection) -> int:
    """Note a start, and that what an earlier one was reading when it ended was cut off."""
    now = time.time()
    settle_interrupted(connection)
    with transaction(connection):
        connection.execute(
            "UPDATE attempts SET ended = ?, ended_as = 'interrupted' WHERE ended IS NULL", (now,)
        )
        connection.execute(
            "UPDATE starts SET ended = ?, ended_as = 'killed' WHERE ended IS NULL", (now,)
        )
        start = connection.execute(
            "INSERT INTO starts (process, host, begun) VALUES (?, ?, ?)",
            (os.getpid(), socket.gethostname(), now),
        ).lastrowid
    assert start is not None  # noqa: S101  # a row was inserted
    return start


def end_start(connection: sqlite3.Connection, start: int, ended_as: str) -> None:
    """Note that it came to its end, and that what it was still reading was broken off."""
    now = time.time()
    settle_interrupted(connection)
    with transaction(connection):
        connection.execute(
            "UPDATE attempts SET ended = ?, ended_as = 'abandoned' WHERE ended IS NULL", (now,)
        )
        connection.execute(
            "UPDATE starts SET ended = ?, ended_as = ? WHERE id = ?", (now, ended_as, start)
        )


def expect(connection: sqlite3.Connection, start: int, rows: int) -> None:
    """Note how many rows the inputs have."""
    with transaction(connection):
        connection.execute("UPDATE starts SET expected = ? WHERE id = ?", (rows, start))


def use_configuration(connection: sqlite3.Connection, configuration: Configuration) -> int:
    """The number of a configuration, which is the one in use from now on."""
    name = fingerprint(configuration)
    with transaction(connection):
        connection.execute(
            "INSERT INTO configurations (fingerprint, parts, since) VALUES (?, ?, ?) "
            "ON CONFLICT (fingerprint) DO UPDATE SET since = excluded.since",
            (name, json.dumps(dict(configuration)), time.time()),
        )
        (number,) = connection.execute(
            "SELECT id FROM configurations WHERE fingerprint = ?", (name,)
        ).fetchone()
    return int(number)
