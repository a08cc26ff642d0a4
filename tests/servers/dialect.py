"""What a server has to say in every protocol, whatever it is called there."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, Protocol

from tests.servers.loopback import Reply, Request, as_json

from dateline.models import Usage

Json = dict[str, Any]

Ending = Literal["stop", "cut off", "refused", "filtered", "nothing"]
"""How an answer ends: well, at the token limit, in the model's own refusal, in the provider's
filter; or it is well formed and there is nothing in it."""

ErrorKind = Literal[
    "rate limit", "quota", "server", "overloaded", "key", "permission", "model", "context", "schema"
]

REQUEST_ID = "req_7"


class Dialect(Protocol):
    """One protocol, as a server speaks it.

    Attributes:
        name: What it is called.
        model: The provider and the model that are asked.
        prefix: What comes after the server's address in `base_url`.
        path: Where requests arrive.
        id_header: The header that gives a request its id, or None.
        statuses: The HTTP status that the vendor gives with an error; 400 where none stands here.
    """

    name: ClassVar[str]
    model: ClassVar[str]
    prefix: ClassVar[str]
    path: ClassVar[str]
    id_header: ClassVar[str | None]
    statuses: ClassVar[dict[ErrorKind, int]]

    def body(self, text: str, ending: Ending, usage: Usage, asked: Request) -> Json:
        """An answer of the model's."""
        ...

    def error(self, kind: ErrorKind, status: int) -> Json:
        """An error in the vendor's words."""
        ...

    def reported(self) -> Json:
        """An error that comes with HTTP 200."""
        ...

    def counted(self, usage: Usage) -> Usage:
        """What can be known of `usage` from an answer in this protocol."""
        ...


def answer(
    dialect: Dialect, text: str, asked: Request, *, usage: Usage, ending: Ending = "stop"
) -> Reply:
    """An answer of the model's, with the tokens that it took."""
    body = dialect.body(text, ending, usage, asked)
    return as_json(body, headers=_id(dialect)).but(usage=usage)


def error(dialect: Dialect, kind: ErrorKind, status: int | None = None, **headers: str) -> Reply:
    """An error as the vendor words it. `retry_after` in `headers` is the header Retry-After."""
    status = status or dialect.statuses.get(kind, 400)
    lines = {name.replace("_", "-"): value for name, value in headers.items()}
    return as_json(dialect.error(kind, status), status=status, headers={**_id(dialect), **lines})


def _id(dialect: Dialect) -> dict[str, str]:
    return {dialect.id_header: REQUEST_ID} if dialect.id_header else {}
