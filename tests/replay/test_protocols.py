"""One article over every protocol, replayed from what a real model answered."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict

from dateline import Article, Extraction, Extractor, Settings, aextract
from dateline.models import Usage
from dateline.providers import Answer, build, resolve
from dateline.settings import Profile

PUBLISHED = date(2024, 3, 11)
NAME = "raid-and-roadside-bomb"
# Who asks, with the marks of how its cassette is recorded.
PROTOCOLS = {
    "openai": (),
    "openai-responses": (pytest.mark.gateway,),
    "anthropic": (pytest.mark.gateway,),
    "google": (pytest.mark.gateway,),
}


def _cases(*marks: pytest.MarkDecorator, recorded: bool) -> list[Any]:
    return [
        pytest.param(
            provider,
            marks=[
                pytest.mark.vcr,
                pytest.mark.default_cassette(f"{provider}/{NAME}.yaml"),
                *(of_provider if recorded else ()),
                *(() if recorded and of_provider else (pytest.mark.replayed,)),
                *marks,
            ],
            id=provider,
        )
        for provider, of_provider in PROTOCOLS.items()
    ]


def _article(root: Path) -> Article:
    return Article.from_file(root / "examples" / f"{NAME}.txt")


def _check(result: Extraction) -> None:
    """What holds whichever protocol it came over."""
    assert len(result.incidents) == 2
    assert {i.found_by for i in result.incidents} <= {"both", "parser"}
    assert any(s.found_by in ("both", "model") for s in result.statements)
    assert {c.outcome for c in result.receipt.calls} == {"answered"}
    usage = result.receipt.usage
    assert usage == sum((c.usage for c in result.receipt.calls), Usage())
    assert usage.prompt_tokens > 3000
    assert usage.completion_tokens > 200


@pytest.mark.parametrize("provider", _cases(recorded=True))
def test_an_article_is_read_over_every_protocol(
    root: Path, settings: Settings, provider: str
) -> None:
    """Two incidents, whoever asked for them."""
    with Extractor(provider, settings=settings) as extractor:
        _check(extractor.extract(_article(root), published=PUBLISHED))


@pytest.mark.parametrize("provider", _cases(recorded=False))
def test_async_callers_get_the_same(root: Path, settings: Settings, provider: str) -> None:
    """From the same recording: the requests are the same too."""
    _check(
        asyncio.run(
            aextract(_article(root), provider=provider, settings=settings, published=PUBLISHED)
        )
    )


class Toll(BaseModel):
    """What is asked for."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["killed", "wounded"]
    count: Literal["three farmers", "two drivers"] | None


QUESTION = (
    "Passage: ~a1~ A bus left the road and two drivers were hurt. ~a1~\n"
    'JSON: {"outcome": "wounded", "count": "two drivers"}\n\n'
    "Passage: ~b2~ Gunmen shot dead three farmers near the mill. ~b2~\nJSON:"
)


def _asked(settings: Settings, provider: str, **profile: Any) -> Answer[Toll]:
    """One question, straight to llama.cpp's server."""
    known = settings.providers["openai"]
    url = (known.base_url or "").removesuffix("/v1") + "/v1"
    direct = Profile(
        model=f"{provider}:gemma-3-270m",
        base_url=url,
        api_key=known.api_key,
        max_tokens=40,
        **profile,
    )
    resolved = resolve(settings.model_copy(update={"providers": {"direct": direct}}), "direct")

    async def once() -> Answer[Toll]:
        asked = build(resolved, settings)
        try:
            return await asked.ask([{"role": "user", "content": QUESTION}], Toll)
        finally:
            await asked.aclose()

    return asyncio.run(once())


@pytest.mark.vcr
@pytest.mark.default_cassette("openai-responses/llama-cpp.yaml")
def test_llama_cpps_own_responses(settings: Settings) -> None:
    """It holds to the schema where the schema goes along as Chat Completions have it."""
    schema = {"name": "Toll", "schema": Toll.model_json_schema()}
    body = {"response_format": {"type": "json_schema", "json_schema": schema}}
    answer = _asked(settings, "openai-responses", extra_body=body)
    assert answer.value is not None
    assert answer.value.model_dump_json() == Toll.model_validate_json(answer.raw).model_dump_json()
    assert answer.stopped == "stop"
    assert answer.usage.prompt_tokens > 50
    assert 0 < answer.usage.completion_tokens <= 40


@pytest.mark.vcr
@pytest.mark.default_cassette("anthropic/llama-cpp.yaml")
def test_llama_cpps_own_messages(settings: Settings) -> None:
    """Nothing holds it to a schema: it goes on as it has begun, until it is cut off."""
    answer = _asked(settings, "anthropic", output_mode="json_schema")
    assert (answer.value, answer.stopped) == (None, "length")
    assert "Passage:" in answer.raw
    assert answer.usage.prompt_tokens > 50
    assert answer.usage.completion_tokens == 40
