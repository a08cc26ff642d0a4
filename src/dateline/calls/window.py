"""What a provider was sent in the last minute, and what it says it still takes."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from dateline.providers.base import Allowance

_MINUTE = 60.0
# Headers are believed for this long: the limits that they count by are those of a minute, or of a
# day, and of a day's nothing is known but that there may be more at any time. Longer waits are for
# a 429 to ask for.
_LONGEST_BELIEF = 60.0


@dataclass(slots=True)
class Sent:
    """A request, with the tokens that it may come to or came to."""

    at: float
    tokens: int = 0
    requests: int = 0
    counts: bool = True


@dataclass(slots=True)
class Window:
    """The requests of the last minute: in no minute are there more than the bounds allow.

    Attributes:
        requests: The most requests in a minute, or None.
        tokens: The most tokens in a minute, or None.
    """

    requests: int | None = None
    tokens: int | None = None
    _sent: deque[Sent] = field(default_factory=deque)
    _tokens: int = 0
    _requests: int = 0

    def free_at(self, tokens: int, now: float) -> float:
        """When a request of `tokens` fits in. One that is larger than the bound fits in alone."""
        while self._sent and self._sent[0].at + _MINUTE <= now:
            self._forget(self._sent.popleft())
        most = math.inf if self.requests is None else self.requests
        room = math.inf if self.tokens is None else self.tokens
        used, count, when = self._tokens, self._requests, now
        for sent in self._sent:
            if count + 1 <= most and used + min(tokens, room) <= room:
                break
            used, count, when = used - sent.tokens, count - sent.requests, sent.at + _MINUTE
        return when

    def add(self, tokens: int, now: float) -> Sent:
        """Count a request."""
        sent = Sent(now)
        if self.requests is not None or self.tokens is not None:
            self._sent.append(sent)
            self.correct(sent, tokens)
        return sent

    def correct(self, sent: Sent, tokens: int, requests: int = 1) -> None:
        """Count what a request came to in place of what it might have come to."""
        if sent.counts:
            self._tokens += tokens - sent.tokens
            self._requests += requests - sent.requests
        sent.tokens, sent.requests = tokens, requests

    def _forget(self, sent: Sent) -> None:
        self._tokens -= sent.tokens
        self._requests -= sent.requests
        sent.counts = False


@dataclass(slots=True)
class Told:
    """What an answer's headers said is left, less what was begun since.

    Attributes:
        requests: Requests left, or None where nothing was said.
        tokens: Tokens left, or None.
        until: When there are more.
        by: The number of the request that it was said to.
    """

    requests: int | None = None
    tokens: int | None = None
    until: float = 0.0
    by: int = 0

    def free_at(self, tokens: int, now: float) -> float:
        """When a request of `tokens` would be taken, as far as is known."""
        if now >= self.until:
            return now
        few = self.requests is not None and self.requests < 1
        small = self.tokens is not None and self.tokens < tokens
        return self.until if few or small else now

    def begin(self, tokens: int) -> None:
        """A request is begun."""
        if self.requests is not None:
            self.requests -= 1
        if self.tokens is not None:
            self.tokens -= tokens

    @classmethod
    def read(
        cls, allowance: Allowance, by: int, requests_since: int, tokens_since: int, now: float
    ) -> Told:
        """What is left by `allowance`, which does not know of the requests begun since then."""
        return cls(
            None if allowance.requests is None else allowance.requests - requests_since,
            None if allowance.tokens is None else allowance.tokens - tokens_since,
            now + min(allowance.reset or 0.0, _LONGEST_BELIEF),
            by,
        )
