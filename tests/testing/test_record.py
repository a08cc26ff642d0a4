"""`dateline cassettes record` in a project of its own, over a server whose answers change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFIG = """
[tool.pytest.ini_options]
dateline_cassettes = "cassettes"

[tool.dateline]
default = "mine"
coders = "model"

[tool.dateline.providers.mine]
model = "openai-compatible:m-1"
base_url = "http://127.0.0.1:{port}/v1"
asking = "article"
"""
TEST = """
import pytest
from dateline import extract

ARTICLE = "Gunmen killed three traders in Sarnel on Monday. Two traders were from Dol."


@pytest.mark.vcr
def test_it():
    (incident,) = extract(ARTICLE, published="2024-05-06").incidents
    assert incident.casualties[0].count.low == 3
"""
INCIDENT = {
    "kind": "Attack",
    "realis": "actual",
    "perpetrators": [],
    "targets": [],
    "claim": {"status": "not_mentioned", "by": None},
    "weapon": None,
    "place": "Sarnel",
    "when": "on Monday",
    "evidence": ["Gunmen killed three traders in Sarnel on Monday."],
}


class _Chat(BaseHTTPRequestHandler):
    """Chat completions: one incident with the toll of the moment, and nothing else."""

    toll = ""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """An answer."""
        asked = self.rfile.read(int(self.headers["content-length"]))
        killed = {
            "outcome": "killed",
            "count": self.toll,
            "group": None,
            "according_to": None,
            "realis": "actual",
        }
        items = [{**INCIDENT, "casualties": [killed]}] if b"Which incidents" in asked else []
        message = {"role": "assistant", "content": json.dumps({"items": items})}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = json.dumps({"choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Of a server on this machine."""
    monkeypatch.setattr(_Chat, "toll", "three traders")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Chat)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def record(project: Path, root: Path, *words: str) -> tuple[int, str]:
    """The command, and what it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "dateline", "cassettes", "record", *words],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(root / "src"),
            "PYTEST_PLUGINS": "dateline.testing.plugin",
        },
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_what_becomes_other_is_shown_before_it_stays(
    port: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Field by field, whether or not the tests still pass; nothing is kept that nobody took."""
    (tmp_path / "pyproject.toml").write_text(CONFIG.replace("{port}", str(port)), "utf-8")
    test = tmp_path / "test_it.py"
    test.write_text(TEST, "utf-8")
    status, said = record(tmp_path, root, "--yes")
    assert status == 0, said
    assert "no old reading to compare with; now 1 incidents" in said
    (cassette,) = (tmp_path / "cassettes").rglob("*.yaml")
    before = cassette.read_bytes()

    monkeypatch.setattr(_Chat, "toll", "Two traders")
    changed = "test_it.py::test_it: incidents[0].casualties[0].count.low: 3 → 2"
    status, said = record(tmp_path, root, "--yes")
    assert status == 1
    assert changed in said
    assert "Nothing is kept" in said
    assert cassette.read_bytes() == before

    test.write_text(TEST.replace("== 3", "== 2"), "utf-8")
    status, said = record(tmp_path, root)  # nobody answers
    assert changed in said
    assert "Keep them?" in said
    assert cassette.read_bytes() == before
    status, said = record(tmp_path, root, "--yes", "test_it.py::test_it")
    assert status == 0, said
    assert "Two traders" in cassette.read_text("utf-8")
