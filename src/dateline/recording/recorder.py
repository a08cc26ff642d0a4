"""Who plays and records for an `Extractor`: the settings, or a test that has a cassette open."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dateline.models import Article
from dateline.recording.files import cassettes_in
from dateline.recording.library import How, open_cassette
from dateline.recording.tape import Reading, Shared, Tape, current
from dateline.recording.transport import recording_transport

if TYPE_CHECKING:
    import httpx2

    from dateline.settings import RecordingSettings

_NAME_LENGTH = 48
_NEIGHBOURS = 10  # an error need not be exact, and should not take long


class Recorder(Protocol):
    """What the rest of dateline knows of recording."""

    @property
    def plays(self) -> bool:
        """Whether answers may be played: what sending needs is looked for when it is needed."""
        ...

    @property
    def asks(self) -> bool:
        """Whether answers are played or kept: then a model is asked, and not the parser alone."""
        ...

    def transport(
        self, onward: Callable[[], httpx2.AsyncBaseTransport]
    ) -> httpx2.AsyncBaseTransport:
        """A transport that plays and records, and sends on what it may by what `onward` makes."""
        ...

    def reading(self, article: Article, provider: str) -> AbstractContextManager[Reading | None]:
        """A context in which one article is read; what it gives is a `Reading`, or None."""
        ...


class FolderRecorder:
    """Plays from a folder, one cassette for each article and provider, or records into it.

    Args:
        settings: What is to be done.
        folder: The folder.
    """

    def __init__(self, settings: RecordingSettings, folder: Path) -> None:
        self._mode = settings.mode
        self._folder = folder
        self._suffix = ".yaml.gz" if settings.compress else ".yaml"
        self._shared: dict[Path, Shared] = {}
        self._begun: set[Path] = set()
        self._lock = threading.Lock()

    @property
    def plays(self) -> bool:
        """See `Recorder.plays`."""
        return self._mode in ("replay", "auto")

    @property
    def asks(self) -> bool:
        """See `Recorder.asks`."""
        return True

    def transport(
        self, onward: Callable[[], httpx2.AsyncBaseTransport]
    ) -> httpx2.AsyncBaseTransport:
        """See `Recorder.transport`."""
        return recording_transport(_tape_of_reading, onward)

    @contextmanager
    def reading(self, article: Article, provider: str) -> Iterator[Reading]:
        """See `Recorder.reading`."""
        path = self._path(article, provider)
        opened = self._played(path) if self._mode == "replay" else self._recorded(path)
        with opened as tape:
            reading = Reading(tape)
            token = current.set(reading)
            try:
                yield reading
            finally:
                current.reset(token)

    def _path(self, article: Article, provider: str) -> Path:
        path = self._folder / _plain(provider) / f"{cassette_name(article)}{self._suffix}"
        if self._mode == "record":
            return path  # what is there otherwise compressed is replaced
        other = _otherwise_compressed(path)
        return other if other.is_file() and not path.is_file() else path

    @contextmanager
    def _played(self, path: Path) -> Iterator[Tape]:
        """A tape of its own: each reading plays every answer once."""
        with open_cassette(path, "play") as cassette:
            tape = self._tape(cassette, path)
            try:
                yield tape
            finally:
                tape.closed()

    @contextmanager
    def _recorded(self, path: Path) -> Iterator[Tape]:
        """One tape for all that record into a file at once."""
        with self._lock:
            if path not in self._shared:
                opened = open_cassette(path, self._how(path))
                self._shared[path] = Shared(self._tape(opened.__enter__(), path), opened)
            shared = self._shared[path]
            shared.readers += 1
        failed: BaseException | None = None
        try:
            yield shared.tape
        except BaseException as error:
            failed = error
            raise
        finally:
            with self._lock:
                shared.readers -= 1
                if not shared.readers:
                    del self._shared[path]
                    shared.opened.__exit__(type(failed) if failed else None, failed, None)
                    if failed is None:
                        self._recorded_whole(path)
                    shared.tape.closed()

    def _recorded_whole(self, path: Path) -> None:
        self._begun.add(path)
        if self._mode == "record" and path.is_file():
            _otherwise_compressed(path).unlink(missing_ok=True)

    def _how(self, path: Path) -> How:
        return "anew" if self._mode == "record" and path not in self._begun else "add"

    def _tape(self, cassette: Any, path: Path) -> Tape:
        return Tape(
            cassette,
            path,
            sends=self._mode != "replay",
            appends=self._mode != "replay",
            how_to_record='Record it: run the same with DATELINE_RECORDING="record".',
            neighbours=lambda: self._neighbours(path),
        )

    def _neighbours(self, path: Path) -> list[Path]:
        """The cassettes that are called most like it: the article's before a word of it changed."""
        others = [other for other in cassettes_in(self._folder) if other != path]
        words = path.name.partition(".yaml")[0].rpartition("-")[0]

        def unlike(other: Path) -> tuple[bool, bool]:
            return not other.name.startswith(words), other.parent != path.parent

        return sorted(others, key=unlike)[:_NEIGHBOURS]


def _otherwise_compressed(path: Path) -> Path:
    name = path.name
    return path.with_name(name.removesuffix(".gz") if name.endswith(".gz") else f"{name}.gz")


def cassette_name(article: Article) -> str:
    """What the cassette of an article is called: its first words, and a digest of all of them."""
    first = article.title or article.text[:200].strip().partition("\n")[0]
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_plain(first)[:_NAME_LENGTH].strip('-') or 'article'}-{digest}"


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", words.lower()).strip("-.") or "unnamed"


def _tape_of_reading() -> Tape | None:
    reading = current.get()
    return reading.tape if reading is not None else None


class TestRecorder:
    """Plays what the running test has open; pytest-recording opens and records it.

    Attributes:
        plays: Whether the running test is one that replays.
        asks: Whether it is one that has a cassette, played or recorded.
        tape: Its cassette, or None.
    """

    __test__ = False  # for pytest, which collects what is called so

    def __init__(self) -> None:
        self.plays = False
        self.asks = False
        self.tape: Tape | None = None

    def transport(
        self, onward: Callable[[], httpx2.AsyncBaseTransport]
    ) -> httpx2.AsyncBaseTransport:
        """See `Recorder.transport`."""
        return recording_transport(lambda: self.tape, onward)

    @contextmanager
    def reading(self, article: Article, provider: str) -> Iterator[Reading | None]:  # noqa: ARG002
        """See `Recorder.reading`."""
        if self.tape is None:
            yield None
            return
        reading = Reading(self.tape)
        token = current.set(reading)
        try:
            yield reading
        finally:
            current.reset(token)


_test_recorder: TestRecorder | None = None


def under_test(recorder: TestRecorder | None) -> None:
    """From now on, let `recorder` play for every `Extractor` that is made; None ends that."""
    global _test_recorder  # one test runs in a process at a time
    _test_recorder = recorder


def test_recorder() -> TestRecorder | None:
    """The recorder of the tests that run in this process, if any do."""
    return _test_recorder
