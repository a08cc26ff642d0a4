"""Keys taken out of other people's words: some servers repeat them, and so do some errors."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr

_HIDDEN = "***"
_SHORT = 8  # characters; a key of one letter stands in every word


def scrub(words: str, key: SecretStr | None) -> str:
    """`words` without `key`, however it is escaped in them: in JSON, a URL, HTML or a repr."""
    secret = key.get_secret_value() if key is not None else ""
    return _pattern(secret).sub(_HIDDEN, words) if secret else words


@lru_cache(maxsize=32)
def _pattern(secret: str) -> re.Pattern[str]:
    pattern = "".join(map(_forms, secret))
    if len(secret) < _SHORT:
        pattern = rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"
    return re.compile(pattern, re.IGNORECASE)


def _forms(char: str) -> str:
    """The character in all its forms, those before the plain one that begin with it."""
    code = ord(char)
    named = "" if escape(char) == char else f"{escape(char)}|"
    return (
        rf"(?:{named}&#(?:0*{code}|x0*{code:x});|%(?:25)?{code:02x}"
        rf"|\\{{1,8}}(?:u00|x){code:02x}|\\{{0,8}}{re.escape(char)})"
    )
