"""What the plugin does once it is on: pytest-recording set up, and each test's cassette played."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.recording import Tape, TestRecorder, report, under_test
from dateline.recording.library import configure, options
from dateline.testing.names import default_name

_RECORD = "Record it: pytest --record-mode=rewrite"


class Replaying:
    """The hooks and fixtures.

    Args:
        config: pytest's.
        folder: Where the cassettes are.
    """

    def __init__(self, config: pytest.Config, folder: Path) -> None:
        self._folder = folder
        self._recorder = TestRecorder()
        mode = config.getoption("--record-mode")
        self._records = mode not in (None, "none")
        self._anew = mode == "rewrite"
        self._recorded_by: dict[str, str] = {}
        self._passed = False
        under_test(self._recorder)

    def pytest_unconfigure(self) -> None:
        """Leave nothing behind: pytest may have been called from a program."""
        under_test(None)

    def pytest_recording_configure(self, vcr: Any) -> None:
        """Let vcrpy match, read and write in our way."""
        configure(vcr, anew=self._anew)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Before any fixture: one of a wider scope may make an `Extractor` too."""
        marked = item.get_closest_marker("vcr") is not None
        self._recorder.asks = marked
        self._recorder.plays = marked and not self._records

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """What the test's own words came to: what it missed is not told twice."""
        report = yield
        if call.when != "teardown":
            self._passed = report.passed
        return report

    def pytest_runtest_teardown(self) -> None:
        """The next test may be none that replays."""
        self._recorder.asks = self._recorder.plays = False

    @pytest.fixture
    def record_mode(self, request: pytest.FixtureRequest) -> str:
        """pytest-recording deletes a cassette before it is made anew; here it stays until then."""
        mode = request.config.getoption("--record-mode") or "none"
        return "new_episodes" if self._anew else str(mode)

    @pytest.fixture
    def vcr_config(self) -> dict[str, Any]:
        """What is kept, and what is matched; a project's own fixture may go on from it."""
        return options()

    @pytest.fixture
    def vcr_cassette_dir(self) -> str:
        """One folder for all; a cassette that a test does not name stands in its module's."""
        return str(self._folder)

    @pytest.fixture
    def default_cassette_name(self, request: pytest.FixtureRequest) -> str:
        """One cassette for each test, in a folder for each module."""
        named = request.node.get_closest_marker("default_cassette")
        if named is not None:
            return str(named.args[0])
        return default_name(request.node, request.config.rootpath)

    @pytest.fixture(autouse=True)
    def _dateline_cassette(self, request: pytest.FixtureRequest) -> Iterator[None]:
        """The test's cassette, played; it fails its test where it is missing or not used up."""
        if request.node.get_closest_marker("vcr") is None:
            yield
            return
        cassette = request.getfixturevalue("vcr")
        if cassette is None:  # --disable-recording
            yield
            return
        path = Path(cassette.path)
        shown = os.path.relpath(path, request.config.rootpath)
        if not self._records and not path.is_file():
            pytest.fail(f"The cassette {shown} is missing. {_RECORD}", pytrace=False)
        if self._anew:
            self._only_by(request.node.nodeid, path, shown)
        again = f"{_RECORD} {request.node.nodeid!r}."
        tape = Tape(cassette, path, sends=self._records, appends=False, how_to_record=again)
        self._recorder.tape = tape
        try:
            yield
        finally:
            self._recorder.tape = None
            tape.closed()
        if self._records and not len(cassette):
            pytest.fail(
                f"Nothing was recorded into {shown}: the test was given no answer that is kept. "
                "The parser alone asks no model.",
                pytrace=False,
            )
        part = request.node.get_closest_marker("part") is not None
        if self._records or part:
            return
        if tape.missed and self._passed:
            pytest.fail(f"The test went on without an answer. {tape.missed}", pytrace=False)
        # Where the test failed by what it missed, what it left unplayed comes of that. And who
        # asked for a report tells by it what is unplayed: `prune` takes it out.
        if not tape.missed and not cassette.all_played and not report.wanted():
            unused = len(cassette) - len(cassette.play_counts)
            pytest.fail(
                f"{shown} holds {unused} answer{'s' * (unused > 1)} that the test did not ask "
                f"for. {again}",
                pytrace=False,
            )

    def _only_by(self, test: str, path: Path, shown: str) -> None:
        """A cassette is recorded by one test: a second one would record over the first's."""
        first = self._recorded_by.setdefault(str(path).casefold(), test)
        if first != test:
            pytest.fail(
                f"{first} recorded {shown} in this run, or a name that differs from it in capitals "
                "alone. Give this test a cassette of its own: "
                '@pytest.mark.default_cassette("name.yaml").',
                pytrace=False,
            )
