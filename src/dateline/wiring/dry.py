"""The questions that an article comes to, without anybody being asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from dateline.calls import Route
from dateline.errors import ProviderError, RequestRefused
from dateline.models import Article
from dateline.pipeline.run import Options, run
from dateline.providers import Message, Provider
from dateline.providers.base import Answer, T
from dateline.settings import Asking


@dataclass(frozen=True, slots=True)
class Length:
    """How much an article's first questions hold, in bytes of UTF-8.

    Attributes:
        questions: How many there are.
        messages: What they say.
        schemas: What their answers are held to.
    """

    questions: int
    messages: int
    schemas: int


class _Listener:
    """Notes what it is asked, and refuses to answer."""

    name = model = identity = "nobody"
    free = True
    fenced = False

    def __init__(self, provider: Provider) -> None:
        self.asking: Asking = provider.asking
        self.max_tokens = provider.max_tokens
        self.heard: list[tuple[int, int]] = []

    async def ask(self, messages: Sequence[Message], answer_type: type[T]) -> Answer[T]:
        """See `Provider.ask`."""
        said = sum(len(m["content"].encode("utf-8", "surrogatepass")) for m in messages)
        self.heard.append((said, len(json.dumps(answer_type.model_json_schema()))))
        raise RequestRefused("Nobody is asked.", provider=self.name, model=self.model)

    async def aclose(self) -> None:
        """Nothing is open."""


async def length_of_questions(article: Article, provider: Provider, options: Options) -> Length:
    """How long the questions are that `provider` would be asked first about an article."""
    listener = _Listener(provider)
    with suppress(ProviderError):  # it refuses everything
        await run(article, Route.to(listener), options)
    return Length(
        len(listener.heard),
        sum(said for said, _ in listener.heard),
        sum(schema for _, schema in listener.heard),
    )
