"""A provider that answers from a script, and the pipeline run over it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ValidationError

from dateline.models import Article, Extraction, Usage
from dateline.pipeline.run import run
from dateline.providers import Message
from dateline.providers.base import Answer
from dateline.settings import Retries

Script = dict[str, list[Any]]


class Scripted:
    """Answers each question from its own list, the last answer again and again.

    A script's key is the beginning of the answer type's name: "Incident", "Statement",
    "PolicyContext", or "Choice". An answer is a list of items, a raw string, an exception,
    or a function of the answer type.
    """

    name = "scripted"
    model = "script-1"
    free = True

    def __init__(
        self,
        script: Script | None = None,
        *,
        asking: Literal["article", "choices"] = "article",
        stopped: Literal["stop", "length", "refused"] = "stop",
    ) -> None:
        self.script = script or {}
        self.asking = asking
        self.stopped = stopped
        self.asked: list[tuple[type[BaseModel], Sequence[Message]]] = []
        self.under_way = 0
        self.most_under_way = 0

    def asked_about(self, record: str) -> list[Sequence[Message]]:
        """The conversations about one record type, in order."""
        return [m for t, m in self.asked if t.__name__.startswith(record)]

    async def ask(self, messages: Sequence[Message], answer_type: type[Any]) -> Answer[Any]:
        """The next answer of the script, validated as a provider would."""
        key = next((k for k in self.script if answer_type.__name__.startswith(k)), None)
        self.asked.append((answer_type, messages))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        if key is None:
            written: Any = [] if self.asking == "article" else _nothing
        else:
            times = len(self.asked_about(key))
            answers = self.script[key]
            written = answers[min(times, len(answers)) - 1]
        if isinstance(written, Exception):
            raise written
        if callable(written):
            written = written(answer_type)
        raw = written if isinstance(written, str) else json.dumps({"items": written})
        usage = Usage(prompt_tokens=100, cached_tokens=40, completion_tokens=10)
        if self.stopped != "stop":
            return Answer(None, raw, usage, problem="it stopped early", stopped=self.stopped)
        try:
            return Answer(answer_type.model_validate_json(raw), raw, usage)
        except ValidationError as error:
            return Answer(None, raw, usage, problem=str(error))


def _nothing(answer_type: type[BaseModel]) -> str:
    """Null for every field that may be, else the first choice."""
    answer: dict[str, Any] = {}
    for name, part in answer_type.model_json_schema()["properties"].items():
        nullable = any(o.get("type") == "null" for o in part.get("anyOf", []))
        answer[name] = None if nullable else [*part.get("enum", []), part.get("const")][0]
    return json.dumps(answer)


@pytest.fixture
def scripted() -> type[Scripted]:
    """The provider's class."""
    return Scripted


@pytest.fixture
def extract() -> Callable[..., Extraction]:
    """The pipeline over one article, without retries of transport."""

    def extracted(article: Article, provider: Scripted, *, at_once: int = 4) -> Extraction:
        async def work() -> Extraction:
            turn = asyncio.Semaphore(at_once)
            retries = Retries(attempts=1, wait=0, deadline=20)
            return await run(article, provider, retries=retries, turn=turn)

        return asyncio.run(work())

    return extracted
