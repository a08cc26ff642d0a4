"""Which article the calls under way are about, so that logs and hooks of many can be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256

_ARTICLE: ContextVar[str] = ContextVar("dateline_article", default="")


def digest(text: str) -> str:
    """A short name for an article, out of its text and without a word of it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def current_article() -> str:
    """The digest of the article at hand, or an empty string."""
    return _ARTICLE.get()


@contextmanager
def about(article: str) -> Iterator[None]:
    """What goes on inside is about the article of this digest."""
    token = _ARTICLE.set(article)
    try:
        yield
    finally:
        _ARTICLE.reset(token)
