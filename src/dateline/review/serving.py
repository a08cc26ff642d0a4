"""The server started: on this machine's own address, until somebody ends it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import uvicorn

from dateline.batch.store import reading
from dateline.batch.store.schema import KIND
from dateline.database import Thread, open_database
from dateline.errors import ConfigError
from dateline.review.app import application
from dateline.review.door import ADDRESS, Door

_PATIENCE = 30.0  # seconds that a run may keep the file locked


def listen(port: int) -> socket.socket:
    """A socket that this machine alone can reach; port 0 is one that is free.

    Raises:
        ConfigError: The port is taken.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((ADDRESS, port))
    except OSError as error:
        found.close()
        raise ConfigError(
            f"Port {port} cannot be used: {error.strerror}.",
            hint="Name another, or leave --port out.",
        ) from error
    return found


def server_of(
    path: Path, reviewers: Sequence[str], port: int = 0
) -> tuple[uvicorn.Server, socket.socket, Door, Thread]:
    """A server that is about to be started, its socket, its door and the thread of its store.

    Raises:
        InputError: There is no such store.
        StoreError: It is none, or cannot be read.
        ConfigError: The port is taken.
    """
    with reading(path):
        pass
    listening = listen(port)
    door = Door(listening.getsockname()[1], reviewers)
    store = Thread("dateline-review", lambda: open_database(path, KIND, patience=_PATIENCE))
    config = uvicorn.Config(
        application(store, door),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,  # the link stands in it
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    return uvicorn.Server(config), listening, door, store


def serve(
    path: Path,
    reviewers: Sequence[str],
    port: int = 0,
    *,
    started: Callable[[Mapping[str, str]], None],
) -> None:
    """Serve the review of a run until Ctrl-C.

    Args:
        path: The store.
        reviewers: Who reviews; each gets a link of their own.
        port: The port; one that is free for 0.
        started: Is told the links.

    Raises:
        InputError, StoreError, ConfigError: As for `server_of`.
    """
    server, listening, door, store = server_of(path, reviewers, port)
    try:
        started(door.links)
        server.run(sockets=[listening])
    finally:
        listening.close()
        store.end()
