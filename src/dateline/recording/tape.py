"""One open cassette, and what of it was played."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline._version import __version__
from dateline.models import Extraction, PromptUsed, Replay
from dateline.recording import report
from dateline.recording.matching import same_request
from dateline.recording.missing import PARSER, Missing
from dateline.recording.nearest import nearest
from dateline.settings import Asking

if TYPE_CHECKING:
    import httpx2


_REFUSED: Mapping[str, Any] = {
    "status": {"code": 400, "message": None},
    "headers": {"content-type": ["application/json"]},
    "body": {"string": b'{"error": {"message": "no recorded answer is left"}}'},
}


class Tape:
    """A vcrpy cassette, played and added to by a transport of ours.

    Args:
        cassette: vcrpy's.
        path: Its file.
        sends: Whether a request that is not recorded may be sent.
        appends: Whether its answer is recorded here; if not, somebody else does.
        how_to_record: What a user does to record what is missing.
        neighbours: Other cassettes, in which the nearest request may be where this one is empty.

    Attributes:
        missed: What is said of the first request that no recording answers, or nothing.
    """

    def __init__(
        self,
        cassette: Any,
        path: Path,
        *,
        sends: bool,
        appends: bool,
        how_to_record: str,
        neighbours: Callable[[], Sequence[Path]] = tuple,
    ) -> None:
        self._cassette = cassette
        self.path = path
        self.sends = sends
        self.appends = appends
        self.missed = ""
        self._missing = Missing(cassette, path, how_to_record, neighbours)

    def play(self, request: httpx2.Request) -> Mapping[str, Any] | None:
        """The recorded answer, each once; None where the request is to be sent.

        That is where there is no answer and it may be asked for, and where a project's own set-up
        of vcrpy leaves the request alone.

        Raises:
            NotRecorded: There is none, and nothing may be sent.
        """
        asked = self._cassette.filter_request(_vcr_request(request))
        if asked is None:
            return None
        played = self._played(asked)
        if played is None and report.nearest_plays():
            played = self._old_answer(asked)
        if played is not None:
            reading = current.get()
            if reading is not None:
                reading.played(played.get("recorded_at") or "")
            return played
        if self.sends:
            return None
        error = self._missing.error(asked)
        self.missed = self.missed or str(error)
        report.note(cassette=str(self.path), missing=str(error))
        raise error

    def _old_answer(self, asked: Any) -> Mapping[str, Any] | None:
        """What the nearest request was answered, to see which records came of it.

        Each answer is given once. A further question, such as one that asks again for what does not
        fit a changed schema, is refused: that costs its own records alone.
        """
        near = nearest(asked, self._cassette.requests)
        if near is None:
            return None
        report.note(paired=str(self.path))
        return self._played(near) or _REFUSED

    def _played(self, asked: Any) -> Mapping[str, Any] | None:
        """One look through the cassette; asking vcrpy first whether it can would be three."""
        reading = current.get()
        if self.appends and reading is not None:
            return self._played_for(reading, asked)
        from vcr.errors import UnhandledHTTPRequestError
        from vcr.record_mode import RecordMode

        if not self._cassette.rewound or self._cassette.record_mode == RecordMode.ALL:
            return None
        try:
            found: Mapping[str, Any] = self._cassette.play_response(asked)
        except UnhandledHTTPRequestError:
            return None
        return found

    def _played_for(self, reading: Reading, asked: Any) -> Mapping[str, Any] | None:
        """Of a cassette that several readings share: each of them plays every answer once."""
        index = self._next_for(reading, asked)
        if index is None:
            return None
        reading.given.add(index)
        self._cassette.play_counts[index] += 1
        played: Mapping[str, Any] = self._cassette.responses[index]
        return played

    def _next_for(self, reading: Reading, asked: Any) -> int | None:
        for index, other in enumerate(self._cassette.requests):
            if index not in reading.given and same_request(asked, other):
                return index
        return None

    def record(self, request: httpx2.Request, response: httpx2.Response, content: bytes) -> None:
        """Keep an answer; it is written when the cassette is closed.

        Where another reading of the article was given one to the same question meanwhile, that one
        is kept: as many are, as one reading asks for.
        """
        asked, reading = _vcr_request(request), current.get()
        if reading is not None:
            kept = self._next_for(reading, self._cassette.filter_request(asked))
            if kept is not None:
                reading.given.add(kept)
                return
        headers: dict[str, list[str]] = {}
        for name, value in response.headers.multi_items():
            headers.setdefault(name, []).append(value)
        before = len(self._cassette)
        self._cassette.append(
            asked,
            {
                "status": {"code": response.status_code, "message": response.reason_phrase},
                "headers": headers,
                "body": {"string": content},
            },
        )
        if reading is not None:
            reading.given.update(range(before, len(self._cassette)))

    def made_by(self, prompts: Sequence[PromptUsed], asking: Asking, parser: str | None) -> None:
        """Note what the requests were made of, and by which dateline.

        Args:
            prompts: Those that were used.
            asking: How the model was asked: the parser shapes questions by choices alone.
            parser: The syntax parser whose trees were read, or None.
        """
        if not self.sends or not self._cassette.dirty:
            return
        if asking == "choices":
            self._cassette.get_metadata(PARSER, parser)
        self._cassette.get_metadata("dateline", __version__)
        noted: list[dict[str, Any]] = self._cassette.get_metadata("prompts", [])
        noted += [p.model_dump() for p in prompts if p.model_dump() not in noted]

    def closed(self) -> None:
        """Tell whoever asked for a report what was played."""
        indices = sorted(i for i, times in self._cassette.play_counts.items() if times)
        report.note(cassette=str(self.path), interactions=len(self._cassette), played=indices)


@dataclass
class Reading:
    """The reading of one article: what was played for it.

    Attributes:
        tape: Where from, and where to.
        requests: How many were played.
        times: When they were recorded.
        given: Which interactions of a shared cassette it was given, played or recorded.
    """

    tape: Tape
    requests: int = 0
    times: set[str] = field(default_factory=set)
    given: set[int] = field(default_factory=set)

    def played(self, when: str) -> None:
        """One was played that was recorded then; "" is unknown."""
        self.requests += 1
        self.times.add(when)

    def finished(self, result: Extraction, asking: Asking) -> Extraction:
        """The result, whose receipt says what of it was played."""
        self.tape.made_by(result.receipt.prompts, asking, result.receipt.parser)
        if report.wanted():
            report.note(extraction=result.model_dump(mode="json", exclude={"receipt"}))
        receipt = result.receipt.model_copy(update={"replay": self._replay()})
        return result.model_copy(update={"receipt": receipt})

    def _replay(self) -> Replay | None:
        if not self.requests:
            return None
        oldest = min(self.times)
        return Replay(
            requests=self.requests,
            recorded=_when(oldest) if oldest else None,
            cassette=self.tape.path.name,
        )


current: ContextVar[Reading | None] = ContextVar("dateline_reading", default=None)
"""The reading that a request belongs to."""


@dataclass
class Shared:
    """A tape that several readings at once record into."""

    tape: Tape
    opened: AbstractContextManager[Any]
    readers: int = 0


def _when(recorded: str) -> datetime | date:
    """A time, or the day that older cassettes have."""
    return datetime.fromisoformat(recorded) if "T" in recorded else date.fromisoformat(recorded)


def _vcr_request(request: httpx2.Request) -> Any:
    from vcr.request import Request

    return Request(request.method, str(request.url), request.content, dict(request.headers))
