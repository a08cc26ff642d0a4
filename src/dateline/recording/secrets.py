"""What looks like a secret, wherever it stands."""

from __future__ import annotations

import os
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import SecretStr

from dateline.recording.private import hides, names_a_key
from dateline.settings.scrub import scrub

_HIDDEN = "***"
_SHORTEST = 8  # characters; what is shorter is no secret, but a word
_NO_WORD = 16  # characters; what is as long is no word, though no digit is in it

# Vendors' own forms. A dot or a letter before them would make them a part of something else.
_KINDS = {
    "an API key": r"(?:sk|rk|pk|gsk|xai|pplx|fw|tgp|r8)[-_][A-Za-z0-9_-]{16,}",
    "a Google API key": r"AIza[0-9A-Za-z_-]{30,}",
    "an AWS access key": r"(?:AKIA|ASIA)[0-9A-Z]{16}",
    "a GitHub token": r"(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})",
    "a Hugging Face token": r"hf_[A-Za-z0-9]{30,}",
    "a web token": r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}",
    "a bearer token": r"[Bb]earer\s+[A-Za-z0-9._~+/-]{12,}=*",
    "an organisation's id": r"org-[A-Za-z0-9]{12,}",
    "a project's id": r"proj_[A-Za-z0-9]{12,}",
    "a cookie": r"(?:__cf_bm|_cfuvid|__cfruid|session(?:id)?)=[^\s;\"']{8,}",
}
_ANY = re.compile(
    rf"(?<![\w.])(?:{'|'.join(f'(?P<k{i}>{kind})' for i, kind in enumerate(_KINDS.values()))})"
)
_NAMES = tuple(_KINDS)
_SHORTEST_KIND = 16  # characters; "session=" and eight, and no other kind is shorter
_VARIABLE = re.compile(r".*(?:APIKEY|_KEY|TOKEN|SECRET|PASSWORD)", re.IGNORECASE)

_known: set[SecretStr] = set()
_sent: deque[SecretStr] = deque(maxlen=16)  # the last ones: a server may change its cookies often
_lock = threading.Lock()


def keep_out(secret: SecretStr | None) -> None:
    """From now on, no cassette that this process writes holds `secret`."""
    if secret is not None and len(secret.get_secret_value()) >= _SHORTEST:
        with _lock:
            _known.add(secret)


def sent(secrets: Iterable[SecretStr]) -> None:
    """Keep these out too, which a request sent: its answer may repeat them."""
    with _lock:
        _sent.extend(one for one in secrets if one not in _sent)


def in_headers(headers: Mapping[str, Any]) -> Iterator[SecretStr]:
    """What headers hold that is secret: keys, cookies, names of accounts.

    A word is left alone: an organisation may be called like what an article is about.
    """
    for name, given in headers.items():
        if hides(name) or names_a_key(name):
            for value in given if isinstance(given, list) else [given]:
                parts = re.split(r"[\s;=,]+", str(value))
                yield from (SecretStr(part) for part in parts if _is_no_word(part))


def _is_no_word(part: str) -> bool:
    return len(part) >= _SHORTEST and (len(part) >= _NO_WORD or any(c.isdigit() for c in part))


def known_secrets() -> tuple[SecretStr, ...]:
    """The keys that were given, and what stands in variables that are named like keys."""
    values = (os.environ.get(name, "").strip() for name in os.environ if _is_of_a_key(name))
    found = {SecretStr(value) for value in values if len(value) >= _SHORTEST}
    with _lock:
        found |= {*_known, *_sent}
    return tuple(sorted(found, key=lambda s: s.get_secret_value()))


@lru_cache(maxsize=1024)  # the variables are looked at for each request, and hardly change
def _is_of_a_key(variable: str) -> bool:
    return _VARIABLE.fullmatch(variable) is not None


def without_secrets(words: str, known: tuple[SecretStr, ...] = ()) -> str:
    """`words` with every known secret hidden, and everything that looks like one."""
    if len(words) < _SHORTEST:
        return words
    for secret in known:
        words = scrub(words, secret)
    return _ANY.sub(_HIDDEN, words) if len(words) >= _SHORTEST_KIND else words


def secrets_in(words: str) -> Iterator[str]:
    """What of `words` looks like a secret, told by its kind; none is shown."""
    for found in _ANY.finditer(words):
        yield _NAMES[int((found.lastgroup or "k0")[1:])]
