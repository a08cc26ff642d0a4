"""Money over the wire: a budget with many articles at once, and receipts that add up."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import BudgetExhausted, ConfigError, InvalidAnswer, ProviderError
from dateline.models import Extraction, Usage
from dateline.settings import BreakerSettings, BudgetSettings, Price, Profile, Retries, Settings
from dateline.usage import cost_of
from dateline.wiring import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

TEXT = (
    "OSTERMARK, March 4 - Gunmen killed 14 villagers in Karsa on Sunday, police said.\n\n"
    "“Nobody came to help us,” said Ana Bell, a teacher."
)
EMPTY = '{"items": []}'
PRICE = Price(
    input=Decimal(2), output=Decimal(8), cached_input=Decimal("0.2"), cache_write=Decimal("2.5")
)


def counted(number: int) -> dict[str, Any]:
    """Tokens that no other answer has, so that none can stand in for another."""
    prompt, completion = 1000 + 7 * number, 100 + 3 * number
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": 500 + number},
    }


def as_ours(usage: dict[str, Any]) -> Usage:
    """The same in our words."""
    return Usage(
        prompt_tokens=usage["prompt_tokens"],
        cached_tokens=usage["prompt_tokens_details"]["cached_tokens"],
        completion_tokens=usage["completion_tokens"],
    )


def served(script: list[dict[str, Any] | None], requests: int) -> Iterator[Usage]:
    """The tokens of the answers that were given; the script's last reply is given again."""
    for number in range(requests):
        usage = script[min(number, len(script) - 1)]
        if usage is not None:
            yield as_ours(usage)


def settings(*servers: MisbehavingServer, **more: Any) -> Settings:
    """The first server, which the others stand in for; each with a price."""
    names = ["first", "second"][: len(servers)]
    return Settings(
        default="first",
        providers={
            name: Profile(
                model="openai-compatible:m",
                base_url=server.url,
                price=PRICE,
                max_tokens=500,
                fallback=tuple(names[number + 1 :]),
            )
            for number, (name, server) in enumerate(zip(names, servers, strict=True))
        },
        retries=Retries(attempts=3, wait=0, deadline=60),
        breaker=BreakerSettings(enabled=False),
        **{"coders": "model", **more},
    )


async def all_at_once(extractor: Extractor, articles: int) -> list[Extraction | ProviderError]:
    """Every article's result, or why there is none."""

    async def one(number: int) -> Extraction | ProviderError:
        try:
            return await extractor.aextract(f"{TEXT}\n\nEdition {number}.")
        except ProviderError as error:
            return error

    async with extractor:
        return await asyncio.gather(*map(one, range(articles)))


def test_a_runs_budget_is_not_crossed_by_64_articles_at_once(server: MisbehavingServer) -> None:
    """What was answered is kept, what was not asked is named, and articles that got nothing say so.

    Among the answers are faults, and invalid ones that are asked about once more.
    """
    script: list[dict[str, Any] | None] = []
    for number in range(120):
        if number % 7 == 3:
            server.fail(503)
            script.append(None)
            continue
        server.answer("{}" if number % 5 == 2 else EMPTY, usage=counted(number), delay=0.002)
        script.append(counted(number))
    budget = Decimal("0.30")
    extractor = Extractor(
        settings=settings(server, budget=BudgetSettings(run=budget), concurrency=64)
    )
    results = asyncio.run(all_at_once(extractor, 64))

    charged = sum((cost_of(PRICE, usage) or 0 for usage in served(script, len(server.requests))), 0)
    spend = extractor._route.spend
    assert charged == spend.spent <= budget
    assert charged > budget * Decimal("0.8")  # it is used, not only kept
    assert [pot.reserved for pot in spend.pots] == [0]

    done = [r for r in results if isinstance(r, Extraction)]
    failed = [r for r in results if not isinstance(r, Extraction)]
    assert done
    assert failed
    # By chance all three questions of one article may get an invalid answer.
    refused = [error for error in failed if not isinstance(error, InvalidAnswer)]
    assert {type(error) for error in refused} == {BudgetExhausted}
    assert all("run's budget of $0.30" in str(e) and "budget.run" in e.hint for e in refused)
    assert sum(result.receipt.cost or 0 for result in done) <= charged
    for result in done:
        for call in result.receipt.calls:
            if call.outcome == "failed" and call.attempts == 0:
                named = [f for f in result.findings if f.message.startswith(call.question)]
                assert any("Not asked" in f.message for f in named)


def test_an_articles_budget_is_its_own(server: MisbehavingServer) -> None:
    """The next article has as much."""
    server.answer(EMPTY, usage=counted(0))
    one = settings(server, budget=BudgetSettings(article=Decimal("0.035")), concurrency=1)
    results = asyncio.run(all_at_once(Extractor(settings=one), 3))
    assert all(isinstance(result, Extraction) for result in results)
    for result in results:
        assert isinstance(result, Extraction)
        assert result.receipt.cost is not None
        assert 0 < result.receipt.cost <= Decimal("0.035")
        unasked = [f for f in result.findings if "Not asked" in f.message]
        assert unasked
        assert all("article's budget of $0.035" in f.message for f in unasked)


def test_when_nothing_can_be_asked_the_error_says_so(server: MisbehavingServer) -> None:
    """With the budget, what a call may cost, and what to change."""
    small = settings(server, budget=BudgetSettings(run=Decimal("0.001")))
    with pytest.raises(BudgetExhausted, match=r"Not asked: \$0\.0000 of the run's budget") as told:
        Extractor(settings=small).extract(TEXT)
    assert "max_tokens" in told.value.hint
    assert server.requests == []


def test_a_budget_with_an_unknown_price_does_not_start(server: MisbehavingServer) -> None:
    """A server on this machine may forward to anybody."""
    unknown = Profile(model="openai-compatible:m", base_url=server.url)
    with pytest.raises(ConfigError, match="the price of 'm' is not known") as told:
        Extractor(
            settings=Settings(
                default="mine",
                providers={"mine": unknown},
                budget=BudgetSettings(run=Decimal(1)),
            )
        )
    assert "0 and 0 where it costs nothing" in told.value.hint


def test_a_provider_that_counts_nothing_is_taken_at_its_worst(server: MisbehavingServer) -> None:
    """Its cost is unknown in the receipt, and the budget is kept all the same."""
    server.answer(EMPTY, usage=None)
    tight = settings(server, budget=BudgetSettings(run=Decimal("0.06")), concurrency=1)
    extractor = Extractor(settings=tight)
    result = extractor.extract(TEXT)
    assert result.receipt.cost is None
    assert 0 < extractor._route.spend.spent <= Decimal("0.06")


def test_what_broke_off_is_taken_at_its_worst(server: MisbehavingServer) -> None:
    """The server may have answered, and charged: the receipt says how many there were."""
    server.cut_short()
    server.answer(EMPTY, usage=counted(0))
    extractor = Extractor(
        settings=settings(server, budget=BudgetSettings(run=Decimal(1)), concurrency=1)
    )
    receipt = extractor.extract(TEXT).receipt
    assert receipt.unsettled == 1
    assert receipt.cost == receipt.known_cost
    assert receipt.cost is not None
    assert extractor._route.spend.spent > receipt.cost
    assert extractor._route.spend.pots[0].reserved == 0


def test_receipts_add_up_to_what_the_server_counted(
    server: MisbehavingServer, other: MisbehavingServer
) -> None:
    """To the token: over retries, invalid answers, refused words, cut answers and fallbacks."""
    item = {"what": "words that do not stand there", "kind": "visit", "status": "unknown"}
    answers: list[tuple[str, str]] = [
        (EMPTY, "stop"),
        ("{}", "stop"),
        ("not JSON at all", "stop"),
        (json.dumps({"items": [item | {"when": None}]}), "stop"),
        ('{"items": [', "length"),
        (EMPTY, "content_filter"),
    ]
    script: list[dict[str, Any] | None] = []
    for number in range(90):
        if number % 4 == 1:
            server.fail(503 if number % 8 == 1 else 429)
            script.append(None)
        elif number % 17 == 5:
            server.fail(400)
            script.append(None)
        else:
            content, reason = answers[number % len(answers)]
            server.answer(content, finish_reason=reason, usage=counted(number))
            script.append(counted(number))
    server.fail(401)  # from here on, the fallback alone
    script.append(None)
    for number in range(200, 260):
        other.answer(EMPTY, usage=counted(number))
    others: list[dict[str, Any] | None] = [counted(number) for number in range(200, 260)]

    # One after the other, so that each article gets the same answers at every run: one that gets
    # nothing that can be used has no receipt.
    extractor = Extractor(settings=settings(server, other, concurrency=1))
    results = asyncio.run(all_at_once(extractor, 16))
    done = [result for result in results if isinstance(result, Extraction)]
    assert len(done) == len(results)

    mine = list(served(script, len(server.requests)))
    theirs = list(served(others, len(other.requests)))
    assert len(server.requests) > 90
    assert theirs
    receipts = [result.receipt for result in done]
    assert sum((r.usage for r in receipts), Usage()) == sum((*mine, *theirs), Usage())
    assert sum(r.attempts for r in receipts) == len(server.requests) + len(other.requests)
    assert sum(r.cost or 0 for r in receipts) == sum(cost_of(PRICE, u) or 0 for u in mine + theirs)
    for receipt in receipts:
        assert sum(receipt.usage_by_record.values(), Usage()) == receipt.usage
        assert sum(receipt.calls_by_provider.values()) == len(receipt.calls)
    answered_by = {name for r in receipts for name in r.calls_by_provider}
    assert answered_by == {"first", "second"}
