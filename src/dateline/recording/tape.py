"""One open cassette, and what of it was played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline._version import __version__
from dateline.errors import NotRecorded
from dateline.models import Extraction, PromptUsed, Replay
from dateline.recording import report
from dateline.recording.nearest import difference, nearest, outline

if TYPE_CHECKING:
    import httpx2


class Tape:
    """A vcrpy cassette, played and added to by a transport of ours.

    Args:
        cassette: vcrpy's.
        path: Its file.
        sends: Whether a request that is not recorded may be sent.
        appends: Whether its answer is recorded here; if not, somebody else does.
        how_to_record: What a user does to record what is missing.
    """

    def __init__(
        self, cassette: Any, path: Path, *, sends: bool, appends: bool, how_to_record: str
    ) -> None:
        self._cassette = cassette
        self.path = path
        self.sends = sends
        self.appends = appends
        self._how_to_record = how_to_record

    def play(self, request: httpx2.Request) -> Mapping[str, Any] | None:
        """The recorded answer, each once; None where there is none and it may be asked for.

        Raises:
            NotRecorded: There is none, and nothing may be sent.
        """
        asked = _vcr_request(request)
        if self._cassette.can_play_response_for(asked):
            played: Mapping[str, Any] = self._cassette.play_response(asked)
            reading = current.get()
            if reading is not None:
                reading.played(played.get("recorded_at") or "")
            return played
        if self.sends:
            return None
        raise self._missing(asked)

    def record(self, request: httpx2.Request, response: httpx2.Response, content: bytes) -> None:
        """Keep an answer; it is written when the cassette is closed."""
        headers: dict[str, list[str]] = {}
        for name, value in response.headers.multi_items():
            headers.setdefault(name, []).append(value)
        self._cassette.append(
            _vcr_request(request),
            {
                "status": {"code": response.status_code, "message": response.reason_phrase},
                "headers": headers,
                "body": {"string": content},
            },
        )

    def made_by(self, prompts: Sequence[PromptUsed]) -> None:
        """Note which prompts the requests were made of, and by which dateline."""
        if not self.sends or not self._cassette.dirty:
            return
        self._cassette.get_metadata("dateline", __version__)
        noted: list[dict[str, Any]] = self._cassette.get_metadata("prompts", [])
        noted += [p.model_dump() for p in prompts if p.model_dump() not in noted]

    def closed(self) -> None:
        """Tell whoever asked for a report what was played."""
        indices = sorted(i for i, times in self._cassette.play_counts.items() if times)
        report.note(cassette=str(self.path), interactions=len(self._cassette), played=indices)

    def _missing(self, asked: Any) -> NotRecorded:
        asked = self._cassette.filter_request(asked)
        words = f"No recording answers the request {outline(asked)}."
        requests = self._cassette.requests
        near = nearest(asked, requests)
        if near is None:
            words += f" The cassette {str(self.path)!r} is not there, or empty."
        elif self._is_played_out(asked):
            words += f" The cassette {str(self.path)!r} holds it, but it was played already."
        else:
            words += (
                f" The nearest of {len(requests)} in {str(self.path)!r} differs:\n"
                f"{difference(asked, near)}\n"
            )
        report.note(cassette=str(self.path), missing=words)
        return NotRecorded(words, hint=self._how_to_record)

    def _is_played_out(self, asked: Any) -> bool:
        from dateline.recording.matching import canonical

        return any(
            (asked.method, asked.path, canonical(asked.body))
            == (other.method, other.path, canonical(other.body))
            for other in self._cassette.requests
        )


@dataclass
class Reading:
    """The reading of one article: what was played for it.

    Attributes:
        tape: Where from, and where to.
        requests: How many were played.
        days: When they were recorded.
    """

    tape: Tape
    requests: int = 0
    days: set[str] = field(default_factory=set)

    def played(self, day: str) -> None:
        """One was played that was recorded on `day`; "" is unknown."""
        self.requests += 1
        self.days.add(day)

    def finished(self, result: Extraction) -> Extraction:
        """The result, whose receipt says what of it was played."""
        self.tape.made_by(result.receipt.prompts)
        if report.wanted():
            report.note(extraction=result.model_dump(mode="json", exclude={"receipt"}))
        receipt = result.receipt.model_copy(update={"replay": self._replay()})
        return result.model_copy(update={"receipt": receipt})

    def _replay(self) -> Replay | None:
        if not self.requests:
            return None
        oldest = min(self.days)
        return Replay(
            requests=self.requests,
            recorded=date.fromisoformat(oldest) if oldest else None,
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


def _vcr_request(request: httpx2.Request) -> Any:
    from vcr.request import Request

    return Request(request.method, str(request.url), request.content, dict(request.headers))
