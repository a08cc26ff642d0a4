"""Who may come in: this machine's own browser, by a link that works once.

The address can be reached from this machine alone, but so can it by every page that is open in its
browser and by every program on it. So requests are refused that come by another name (a rebound
DNS name), from another page, or without the cookie; and what changes something needs a second
secret that only our own pages hold.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie

ADDRESS = "127.0.0.1"
"""The only address that is listened on."""
_OWN = ("same-origin", "none")


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that came in.

    Attributes:
        reviewer: Who it was let in as.
        csrf: What its requests must hold that change something.
    """

    reviewer: str
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)


class Door:
    """The links, and the browsers that came in by them.

    Args:
        port: The port that is listened on.
        reviewers: Who is let in, each by a link of their own.
    """

    def __init__(self, port: int, reviewers: Sequence[str]) -> None:
        self._hosts = tuple(f"{name}:{port}" for name in (ADDRESS, "localhost"))
        self._tokens: dict[str, str] = {}
        self._sessions: dict[str, Session] = {}
        # Cookies are sent to every port of a host; two reviews at once need two names.
        self.cookie = f"dateline-review-{port}"
        self.links = {name: self._link(name) for name in reviewers}

    def refuses(self, method: str, headers: Mapping[str, str]) -> str | None:
        """Why a request is refused before anybody asks who sends it; None where it is not.

        Args:
            method: Its method.
            headers: Its headers, by their names in lower case.
        """
        host = headers.get("host", "")
        if host not in self._hosts:
            return "This server answers to its own address only."
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin != f"http://{host}":
            return "This request comes from another page."
        if site is not None and site not in _OWN:
            return "This request comes from another site."
        if method not in ("GET", "HEAD") and origin is None:
            return "This request does not say where it comes from."
        return None

    def enter(self, token: str) -> str | None:
        """Let the holder of a token in, once: the value of the cookie, or None."""
        reviewer = self._tokens.pop(_digest(token), None)
        if reviewer is None:
            return None
        value = secrets.token_urlsafe(32)
        self._sessions[_digest(value)] = Session(reviewer)
        return value

    def session(self, headers: Mapping[str, str]) -> Session | None:
        """The session of a request's cookie."""
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return None
        found = cookies.get(self.cookie)
        return self._sessions.get(_digest(found.value)) if found is not None else None

    def _link(self, reviewer: str) -> str:
        token = secrets.token_urlsafe(32)
        self._tokens[_digest(token)] = reviewer
        return f"http://{self._hosts[0]}/enter?token={token}"


def may_change(session: Session, headers: Mapping[str, str]) -> bool:
    """Whether a request holds what only a page of this session does."""
    return secrets.compare_digest(headers.get("x-csrf", "").encode(), session.csrf.encode())


def _digest(secret: str) -> str:
    """Secrets are looked up by digest: how long that takes says nothing about them."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
