"""What a key may look like, and where none may stand. No message here shows one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_SECRET_NAME = re.compile(
    r"auth|bearer|key|token"  # and not prompt_cache_key, eos_token, …
    r"|(?:.*[._-])?(?:api[_-]?key|authorization|passw(?:or)?d|secret|credentials?"
    r"|(?:access|auth|bearer|id|refresh)[_-]?token)",
    re.IGNORECASE,
)
_OURS = frozenset({"model", "messages", "stream"})
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a token of RFC 9110, 5.6.2


def clean_key(key: str) -> str | None:
    """The key without the white space around it (a line's end, most often); None where it is blank.

    Raises:
        ValueError: It cannot be sent in a header. The message does not show it.
    """
    stripped = key.strip()
    if not stripped.isascii():
        msg = "it holds a character that is not ASCII; copy the key anew"
        raise ValueError(msg)
    if any(not char.isprintable() or char.isspace() for char in stripped):
        msg = "there is white space or a control character inside it; copy the key anew"
        raise ValueError(msg)
    return stripped or None


def check_variable_name(name: str | None) -> None:
    """Whether it can be a variable's name. A key that stands there by mistake is not shown.

    Raises:
        ValueError: It cannot.
    """
    if name is not None and not _VARIABLE.fullmatch(name):
        msg = "it is no variable's name, such as OPENAI_API_KEY; a key itself goes into api_key"
        raise ValueError(msg)


def check_headers(headers: Mapping[str, str]) -> None:
    """Whether they can be sent.

    Raises:
        ValueError: One of them cannot. Its name is shown, and its value is not.
    """
    for name, value in headers.items():
        if not _HEADER.fullmatch(name):
            msg = f"{name!r} cannot be a header's name"
            raise ValueError(msg)
        if not value.isascii() or not value.isprintable() or value != value.strip():
            msg = (
                f"the value of {name!r} cannot be sent: it holds a character that is not ASCII, "
                "a control character, or white space around it"
            )
            raise ValueError(msg)


def check_no_secret_in_url(url: str | None) -> None:
    """Whether an address holds nothing secret: it is shown, logged and part of cache keys.

    Raises:
        ValueError: It holds a name with a password, or a key. Neither is shown.
    """
    try:
        parts = urlsplit(url or "")
        user = parts.username or parts.password
    except ValueError:
        msg = "it is no URL"
        raise ValueError(msg) from None
    if user:
        msg = "it holds a user or a password; send them in headers, which are kept secret"
        raise ValueError(msg)
    named = next((n for n, _ in parse_qsl(parts.query) if names_a_secret(n)), None)
    if named is not None:
        msg = f"it holds {named!r}; set api_key, or send it in headers, which are kept secret"
        raise ValueError(msg)


def check_no_secret_in_body(body: Mapping[str, Any]) -> None:
    """Whether further fields of a request hold nothing secret, and nothing that is not theirs.

    Raises:
        ValueError: They do. The field is named, its value is not shown.
    """
    ours = next((name for name in body if name in _OURS), None)
    if ours is not None:
        msg = f"{ours!r} is set by dateline"
        raise ValueError(msg)
    secret = next((name for name in _names(body) if names_a_secret(name)), None)
    if secret is not None:
        msg = f"{secret!r} looks like a secret; send it in headers, which are kept secret"
        raise ValueError(msg)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)


def names_a_secret(name: str) -> bool:
    """Whether what stands under this name is one, such as "api_key" or "Authorization"."""
    return _SECRET_NAME.fullmatch(name) is not None
