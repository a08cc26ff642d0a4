"""Articles with their answers, and a server on this machine that gives them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.misbehaving import MisbehavingServer, Request
from tests.servers.loopback import Reply, as_json

from dateline.evaluation import load_gold
from dateline.models import Extraction
from dateline.settings import Profile, Settings

GOLD = Path(__file__).parents[2] / "gold"
PRICE = {"input": 1, "output": 1}  # dollars for a million tokens
PUBLISHED = "2024-03-11"
_NUMBER = re.compile(r"Edition (\d+)\.")


@cache
def material() -> list[tuple[str, dict[str, Any]]]:
    """Articles, and by the names of their schemas what is to be answered."""
    golds = load_gold(GOLD, "tuning")[:4]
    return [(g.article.text, {f"{n}List": items for n, items in g.answers.items()}) for g in golds]


def story(number: int) -> str:
    """A story of its own."""
    text, _ = material()[number % len(material())]
    return f"{text}\n\nEdition {number}."


def stories(count: int) -> dict[str, list[Any]]:
    """So many, as columns."""
    numbers = range(count)
    return {
        "id": [f"a{number}" for number in numbers],
        "text": [story(number) for number in numbers],
        "published": [PUBLISHED] * count,
    }


def rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The same, one after the other."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def number_of(request: Request) -> int:
    """The story that a request is about."""
    found = _NUMBER.search(json.dumps(request.json))
    assert found is not None
    return int(found.group(1))


def asked(server: MisbehavingServer) -> Counter[tuple[int, str]]:
    """How often each question was put: the story, and all that was sent."""
    return Counter((number_of(r), json.dumps(r.json)) for r in server.requests)


def answering(*, delay: float = 0.0, refuses: Iterable[int] = ()) -> Callable[[Request], Reply]:
    """Answers to each question what its story holds; of some stories none."""
    refused = set(refuses)

    def answer(request: Request) -> Reply:
        number = number_of(request)
        if number in refused:
            return as_json({"error": {"message": "not this one"}}, status=400).but(delay=delay)
        _, answers = material()[number % len(material())]
        kind = request.json["response_format"]["json_schema"]["name"]
        again = any(message["role"] == "assistant" for message in request.json["messages"])
        items = [] if again else answers.get(kind, [])
        message = {"role": "assistant", "content": json.dumps({"items": items}), "refusal": None}
        completion = {
            "id": "c",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
        }
        return as_json(completion).but(delay=delay)

    return answer


def settings(url: str, *, concurrency: int = 8, **changed: Any) -> Settings:
    """That ask the server, with the model as the only coder."""
    profile = Profile(
        model="openai-compatible:m", base_url=url, price=PRICE, concurrency=concurrency
    )
    return Settings(coders="model", retries=1, providers={"m": profile}, **changed)


def told(extractions: Sequence[str | Extraction]) -> list[dict[str, Any]]:
    """What extractions say, but for how it was come by: times are never the same."""
    read = [
        one if isinstance(one, Extraction) else Extraction.model_validate_json(one)
        for one in extractions
    ]
    return [one.model_dump(mode="json", exclude={"receipt"}) for one in read]
