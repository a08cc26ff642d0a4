"""Keys kept out of what SDKs and their HTTP clients log at DEBUG: whole headers, whole errors."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from dateline.settings.scrub import scrub

if TYPE_CHECKING:
    from pydantic import SecretStr

# A filter sees what is logged under exactly this name, and not what is below it.
_LOGGERS = (
    "openai._base_client",
    "openai._response",
    "anthropic._base_client",
    "anthropic._response",
    "google_genai._api_client",
    "google_genai.models",
    *(
        f"{package}.{module}"
        for package in ("httpcore", "httpcore2")
        for module in ("connection", "http11", "http2", "proxy", "socks")
    ),
    "httpx",
    "httpx2",
)

_keys: set[SecretStr] = set()
_lock = threading.Lock()


def keep_out_of_logs(key: SecretStr | None) -> None:
    """From now on, no SDK's log in this process shows `key`."""
    if key is None:
        return
    with _lock:
        _keys.add(key)
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_scrubbed)  # once: it is not added again


def _scrubbed(record: logging.LogRecord) -> bool:
    """Let every record pass, without the keys. It is only asked of what is logged at all."""
    words = _without_keys(record.getMessage())
    if words != record.getMessage():
        record.msg, record.args = words, None
    if record.exc_info:
        # The exception itself holds the request; its words are what a formatter would write.
        record.exc_text = _without_keys(logging.Formatter().formatException(record.exc_info))
        record.exc_info = None
    return True


def _without_keys(words: str) -> str:
    for key in tuple(_keys):
        words = scrub(words, key)
    return words
