"""What all tests share: no network, and cassettes from the top-level folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from vcr import VCR
from vcr.request import Request

ROOT = Path(__file__).parents[1]
CASSETTES = ROOT / "cassettes"
_DROPPED_HEADERS = (
    "authorization",
    "x-api-key",
    "api-key",
    "x-goog-api-key",
    "cookie",
    "set-cookie",
    "openai-organization",
)


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:
    """Register the matcher that reads bodies as JSON: key order and spaces do not count."""
    vcr.register_matcher("json_body", _same_json)


def _same_json(left: Request, right: Request) -> None:
    assert json.loads(left.body or b"null") == json.loads(right.body or b"null")


def _scrubbed(response: dict[str, Any]) -> dict[str, Any]:
    headers = response.get("headers", {})
    response["headers"] = {k: v for k, v in headers.items() if k.lower() not in _DROPPED_HEADERS}
    return response


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    """Match on what is asked, never on the server's port; keep no secret."""
    return {
        "match_on": ["method", "path", "json_body"],
        "filter_headers": list(_DROPPED_HEADERS),
        "before_record_response": _scrubbed,
        "decode_compressed_response": True,
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    """All cassettes stand in the top-level folder."""
    return str(CASSETTES)


@pytest.fixture
def same_json() -> Callable[[Request, Request], None]:
    """The matcher of bodies, for tests that play a cassette themselves."""
    return _same_json


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(autouse=True)
def _cassette_is_there(request: pytest.FixtureRequest) -> Iterator[None]:
    """A missing cassette fails its test by name, and so does one that is not used up."""
    mark = request.node.get_closest_marker("default_cassette")
    recording = request.config.getoption("--record-mode") not in (None, "none")
    if mark is None or recording:
        yield
        return
    path = CASSETTES / mark.args[0]
    if not path.is_file():
        pytest.fail(
            f"The cassette {path.relative_to(ROOT)} is missing. Run: make record", pytrace=False
        )
    yield
    cassette = request.getfixturevalue("vcr")
    if (
        cassette is not None
        and not cassette.all_played
        and not request.node.get_closest_marker("part")
    ):
        pytest.fail(
            f"{path.relative_to(ROOT)} holds answers that were not asked for. Run: make record",
            pytrace=False,
        )


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key and no configuration of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("DATELINE_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
