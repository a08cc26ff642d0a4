"""Each test has a cassette of its own, in a project of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.testing.names import file_name


class _Counts(BaseHTTPRequestHandler):
    """Answers each request with another number, or as its path says."""

    number = 0

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """A number."""
        type(self).number += 1
        body = b'{"number": %d}' % self.number
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def address() -> Iterator[str]:
    """A server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Counts)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def pytest_in(project: Path, root: Path, *words: str) -> tuple[int, str]:
    """Pytest in a project, and what it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:hypothesispytest", *words],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(root / "src"),
            "PYTEST_PLUGINS": "dateline.testing.plugin",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def project_of(folder: Path, **modules: str) -> Path:
    """A project with these modules; "__" in their names is a folder."""
    (folder / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\ndateline_cassettes = "cassettes"\n'
        'addopts = "--import-mode=importlib"\n',
        "utf-8",
    )
    for name, words in modules.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, "utf-8")
    return folder


ASKS = """
import httpx2
import pytest


def ask(path):
    return httpx2.get("{address}" + path).json()["number"]
"""
TESTS = """
@pytest.mark.vcr
class TestOuter:
    class TestInner:
        def test_it(self):
            ask("/{module}/outer")


@pytest.mark.vcr
class TestOther:
    class TestInner:
        def test_it(self):
            ask("/{module}/other")


@pytest.mark.vcr
def test_it():
    ask("/{module}/plain")


@pytest.mark.vcr
@pytest.mark.parametrize("value", ["a/b", "a-b", "a:b", "../up", "ü", "x" * 300, "x" * 299 + "y",
                                   "\\U0001f600" * 80, "new\\nline", ""])
def test_of(value):
    ask("/{module}/of/" + value.encode("unicode_escape").hex())
"""


@pytest.mark.slow
def test_no_two_tests_share_a_cassette(address: str, root: Path, tmp_path: Path) -> None:
    """Modules of one name, nested classes, parameters of one form, names without an end."""
    modules = {
        name: (ASKS + TESTS).replace("{address}", address).replace("{module}", name)
        for name in ("test_same", "a__test_same", "b__test_same")
    }
    project = project_of(tmp_path, **modules)
    status, said = pytest_in(project, root, "--record-mode=rewrite")
    assert status == 0, said
    cassettes = [p.relative_to(project).as_posix() for p in project.rglob("*.yaml")]
    assert len(cassettes) == 39
    assert "cassettes/a/test_same/TestOuter.TestInner.test_it.yaml" in cassettes
    status, said = pytest_in(project, root)
    assert status == 0, said


TWICE = """
@pytest.mark.vcr
@pytest.mark.default_cassette("one.yaml")
def test_first():
    ask("/first")


@pytest.mark.vcr
@pytest.mark.default_cassette("ONE.yaml")
def test_second():
    ask("/second")
"""


@pytest.mark.slow
def test_what_one_test_recorded_no_other_records_over(
    address: str, root: Path, tmp_path: Path
) -> None:
    """Nor on a system that does not tell small letters from capitals."""
    project = project_of(tmp_path, test_twice=(ASKS + TWICE).replace("{address}", address))
    status, said = pytest_in(project, root, "--record-mode=rewrite")
    assert status == 1
    assert "test_twice.py::test_first recorded" in said
    assert [p.name for p in (project / "cassettes").iterdir()] == ["one.yaml"]


@pytest.mark.parametrize("name", ["test_it[A]", "TestIt.test_it", "test_it[a b.c]"])
def test_a_name_that_a_file_may_have_stays(name: str) -> None:
    """Readable, and as it was."""
    assert file_name(name) == name
