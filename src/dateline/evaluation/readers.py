"""Who is measured: a provider with its configuration, and what tells it from any other."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.models import Article, Extraction
from dateline.prompts.data import data_dir
from dateline.settings import Settings
from dateline.wiring import Extractor
from dateline.wiring.route import in_order

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# What changes no extraction: how it is measured and shown.
_APART = ("evaluation", "cli", "review", "testing", "_data", "__pycache__")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the articles.

    Attributes:
        name: What it is called in tables.
        fingerprint: A digest of all that its extractions depend on, but for the article.
        extract: Reads an article.
        close: Closes its connections.
        at_once: Articles that it may read at once.
    """

    name: str
    fingerprint: str
    extract: Callable[[Article], Awaitable[Extraction]]
    close: Callable[[], Awaitable[None]]
    at_once: int = 4


def provider_reader(provider: str | None, settings: Settings) -> Reader:
    """The reader that a provider is.

    Args:
        provider: A configured name, a built-in one, or `provider:model`; the default where None.
        settings: The settings.

    Raises:
        ConfigError: It is unknown, or cannot run here.
    """
    extractor = Extractor(provider, settings=settings)
    asked = list(in_order(settings, provider))
    configuration = {
        **extractor.configuration,
        "code": code_digest(),
        "prompts": prompts_digest(),
    }
    written = json.dumps(configuration, sort_keys=True, default=str)
    return Reader(
        name=asked[0].name,
        fingerprint=sha256(written.encode()).hexdigest()[:16],
        extract=extractor.aextract,
        close=extractor.aclose,
        at_once=1 if asked[0].spec.free else 4,
    )


def code_digest() -> str:
    """A digest of the code and the data that extractions come of."""
    package = files("dateline")
    parts = sorted(
        (part for part in package.iterdir() if part.name not in _APART), key=lambda p: p.name
    )
    return _digest(parts)


def prompts_digest() -> str:
    """A digest of the prompt templates."""
    return _digest([data_dir("prompts")])


def _digest(parts: list[Traversable]) -> str:
    whole = sha256()
    for part in parts:
        for file in _files(part):
            whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


def _files(part: Traversable) -> Iterator[Traversable]:
    if part.is_file():
        if not part.name.endswith((".pyc", "_version.py")):
            yield part
        return
    for inner in sorted(part.iterdir(), key=lambda p: p.name):
        if inner.name != "__pycache__":
            yield from _files(inner)
