"""A run with one article, the server over it, and a browser."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.export.html.conftest import browser
from tests.review.made import extraction, run

from dateline.review.serving import server_of

__all__ = ["browser"]


@pytest.fixture(scope="session")
def _read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has read the article, made once."""
    return run(tmp_path_factory.mktemp("read") / "runs.db", extraction())


@pytest.fixture
def path(_read: Path, tmp_path: Path) -> Path:
    """The same, as a test's own."""
    return Path(shutil.copy(_read, tmp_path / "runs.db"))


@dataclass
class Answered:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.body)


@dataclass
class Live:
    """A server that is running, and requests to it as a browser sends them, or as none would."""

    port: int
    links: dict[str, str]
    csrf: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        address: str = "127.0.0.1",
        **headers: str | None,
    ) -> Answered:
        """One request; a header that is None is left out, underscores are hyphens."""
        connection = http.client.HTTPConnection(address, self.port, timeout=10)
        try:
            sent = {"Host": f"127.0.0.1:{self.port}"}
            sent |= {n.replace("_", "-"): v for n, v in headers.items() if v is not None}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, told, answer.read().decode())
        finally:
            connection.close()

    def enter(self, name: str = "anna") -> Answered:
        """The link followed."""
        parts = urlsplit(self.links[name])
        answered = self.ask(f"{parts.path}?{parts.query}")
        self.cookies[name] = answered.headers.get("set-cookie", "").partition(";")[0]
        page = self.ask("/", Cookie=self.cookies[name]).body
        mark = 'name="csrf" content="'
        if mark in page:
            self.csrf[name] = page.partition(mark)[2].partition('"')[0]
        return answered

    def post(self, path: str, told: Any, name: str = "anna", **headers: str | None) -> Answered:
        """What a page of ours sends."""
        usual: dict[str, str | None] = {
            "Content_Type": "application/json",
            "Origin": self.origin,
            "Sec_Fetch_Site": "same-origin",
            "Cookie": self.cookies.get(name),
            "X_CSRF": self.csrf.get(name),
        }
        return self.ask(path, "POST", json.dumps(told).encode(), **{**usual, **headers})


Serve = Callable[..., Live]


@contextmanager
def served(path: Path, *reviewers: str) -> Iterator[Live]:
    """A server over a store, until the end of the block."""
    server, listening, door, store = server_of(path, reviewers or ("anna", "ben"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        for _ in range(500):
            if server.started:
                break
            time.sleep(0.01)
        yield Live(listening.getsockname()[1], door.links)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
        store.end()


@pytest.fixture
def live(path: Path) -> Iterator[Live]:
    """The server over the run, for Anna and Ben."""
    with served(path) as running:
        yield running
