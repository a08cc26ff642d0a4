"""A provider that answers from a script."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from dateline.calls import Route
from dateline.models import Article, Extraction, Usage
from dateline.pipeline.run import Options, run
from dateline.providers import Message
from dateline.providers.base import Answer
from dateline.settings import Asking, Retries

Script = Mapping[str, Sequence[Any]]
"""Answers by question. A key is the beginning of the answer type's name: "Incident", "Statement",
"PolicyContext", or "Choice". An answer is a list of items, a raw string, an exception, or a
function of the answer type that returns one of these."""


class ScriptedProvider:
    """Answers each question from its own list, and the last answer again and again.

    What the script says nothing of is answered with nothing: an empty list, or null for every
    choice.

    Args:
        script: The answers.
        asking: Whether it is asked about whole articles, or passage by passage by choices.
        stopped: How its answers end.
    """

    name = "scripted"
    model = "script-1"
    free = True
    max_tokens = 4096
    fenced = False
    identity = "scripted"

    def __init__(
        self,
        script: Script | None = None,
        *,
        asking: Asking = "article",
        stopped: Literal["stop", "length", "refused"] = "stop",
    ) -> None:
        self.script = script or {}
        self.asking: Asking = asking
        self.stopped = stopped
        self.asked: list[tuple[type[BaseModel], Sequence[Message]]] = []
        self.under_way = 0
        self.most_under_way = 0

    def asked_about(self, record: str) -> list[Sequence[Message]]:
        """The conversations about one record type, in order.

        Args:
            record: The beginning of the answer type's name: "Incident", "Choice".
        """
        return [m for t, m in self.asked if t.__name__.startswith(record)]

    async def ask(self, messages: Sequence[Message], answer_type: type[Any]) -> Answer[Any]:
        """The next answer of the script, validated as a provider would.

        Args:
            messages: The conversation so far.
            answer_type: The type that the answer has to be of.
        """
        self.asked.append((answer_type, messages))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        written = self._written(answer_type)
        if isinstance(written, Exception):
            raise written
        raw = written if isinstance(written, str) else json.dumps({"items": written})
        usage = Usage(prompt_tokens=100, cached_tokens=40, completion_tokens=10)
        if self.stopped != "stop":
            return Answer(None, raw, usage, problem="it stopped early", stopped=self.stopped)
        try:
            return Answer(answer_type.model_validate_json(raw), raw, usage)
        except ValidationError as error:
            return Answer(None, raw, usage, problem=str(error))

    def _written(self, answer_type: type[BaseModel]) -> Any:
        key = next((k for k in self.script if answer_type.__name__.startswith(k)), None)
        if key is None:
            return [] if self.asking == "article" else nothing(answer_type)
        answers = self.script[key]
        written = answers[min(len(self.asked_about(key)), len(answers)) - 1]
        return written(answer_type) if callable(written) else written

    async def aclose(self) -> None:
        """Nothing is open."""


def nothing(answer_type: type[BaseModel]) -> str:
    """Null for every field that may be, else the first choice.

    Args:
        answer_type: The type that is asked for.
    """
    answer: dict[str, Any] = {}
    for name, part in answer_type.model_json_schema()["properties"].items():
        nullable = any(o.get("type") == "null" for o in part.get("anyOf", []))
        answer[name] = None if nullable else [*part.get("enum", []), part.get("const")][0]
    return json.dumps(answer)


def run_scripted(
    article: Article,
    provider: ScriptedProvider,
    *,
    options: Options | None = None,
    retries: Retries | None = None,
    at_once: int = 4,
) -> Extraction:
    """The pipeline over one article, with `provider` answering.

    Args:
        article: The article.
        provider: Who answers.
        options: How it is taken through; the defaults where they are left out.
        retries: How faults of transport are tried again; the defaults where they are left out.
        at_once: Questions under way at once.
    """
    route = Route.to(provider, retries, concurrency=at_once)
    return asyncio.run(run(article, route, options or Options()))
