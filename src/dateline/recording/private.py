"""Which names say that what stands under them is nobody else's business, and which say when.

Names are read as words: "organizationId", "organization_id" and "Organization-ID" are one.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

from dateline.settings.keys import names_a_secret

HIDDEN = "***"

# All that stands under them is hidden, however deep.
_WHOLE = frozenset(
    {"authorization", "cookie", "credential", "password", "passwd", "secret", "setcookie"}
)
# Who asked: the name by itself, or with one of `_OF_AN_ACCOUNT` after it.
_ACCOUNTS = frozenset(
    {
        "account",
        "customer",
        "org",
        "organisation",
        "organization",
        "project",
        "session",
        "tenant",
        "user",
        "workspace",
    }
)
_OF_AN_ACCOUNT = frozenset({"email", "id", "key", "name", "number", "slug", "uuid"})
_OTHERS = frozenset(
    {
        "ip",
        "ipaddress",
        "clientip",
        "remote",
        "remoteaddr",
        "forwardedfor",
        "xforwardedfor",
        "email",
    }
)
# Ids and times of one request; where they are replaced, a recording differs only in what was said.
_OF_ONE_REQUEST = frozenset(
    {
        "id",
        "created",
        "createdat",
        "completedat",
        "createtime",
        "requestid",
        "responseid",
        "traceid",
        "spanid",
        "correlationid",
        "systemfingerprint",
        "xgroq",
        "obfuscation",
    }
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NUMBERS = re.compile(r"(?<![\w.:])(?:[\da-fA-F]{0,4}:){2,7}[\da-fA-F.]*|(?<![\w.])(?:\d+\.){3}\d+")
_ID_IN_WORDS = re.compile(
    r"\breq[_-][A-Za-z0-9_-]{6,}|\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"
)


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, small and in the singular."""
    found = (word.lower() for word in _WORD.findall(name))
    return tuple(w.removesuffix("s") if len(w) > 3 and w != "address" else w for w in found)


@lru_cache(maxsize=4096)
def hides_all(name: str) -> bool:
    """Whether all that stands under the name is hidden, lists and objects too."""
    words = words_of(name)
    return bool(words) and (words[-1] in _WHOLE or "".join(words) in _WHOLE)


@lru_cache(maxsize=4096)
def names_an_account(name: str) -> bool:
    """Whether it is a name for somebody who asks."""
    words = words_of(name)
    return bool(words) and words[-1] in _ACCOUNTS


@lru_cache(maxsize=4096)
def hides(name: str, *, within_account: bool = False) -> bool:
    """Whether a single value under the name is hidden.

    Args:
        name: The name.
        within_account: Whether it stands in an object under a name for somebody who asks.
    """
    words = words_of(name)
    if not words:
        return False
    if hides_all(name) or names_an_account(name) or "".join(words) in _OTHERS:
        return True
    of_an_account = words[-1] in _OF_AN_ACCOUNT
    return of_an_account and (within_account or (len(words) > 1 and words[-2] in _ACCOUNTS))


def names_a_key(name: str) -> bool:
    """Whether text under the name is a key; a number is none."""
    return names_a_secret(name) or names_a_secret("_".join(_WORD.findall(name)))


@lru_cache(maxsize=4096)
def names_one_request(name: str) -> bool:
    """Whether what stands under the name differs from one answer to the next."""
    words = words_of(name)
    return "".join(words) in _OF_ONE_REQUEST or "".join(words[-2:]) in _OF_ONE_REQUEST


def without_addresses(words: str) -> str:
    """`words` without addresses of machines, and without ids of requests."""
    hidden = _NUMBERS.sub(lambda found: HIDDEN if is_address(found[0]) else found[0], words)
    return _ID_IN_WORDS.sub(HIDDEN, hidden)


def is_address(words: str) -> bool:
    """Whether it is a machine's address, and nothing else."""
    if len(words) > 45:
        return False
    try:
        ipaddress.ip_address(words.rstrip(".:"))
    except ValueError:
        return False
    return True
