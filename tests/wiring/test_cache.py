"""Answers kept between runs, all the way through, against a server of the test's own."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import ConfigError, ProviderError
from dateline.models import Extraction, Receipt, Usage
from dateline.settings import CacheSettings, Price, Profile, Retries, Settings
from dateline.wiring import Extractor, extract

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
TEXT = "The council met on Monday.\n\nIt adjourned without a vote, an official told reporters."
KEY = "sk-PLANTED-0123456789"
SAID = {
    "speaker": "an official",
    "speaker_role": None,
    "anonymous": True,
    "kind": "indirect",
    "content": "It adjourned without a vote",
    "cue": "told",
    "act": "assert",
    "about": [],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where answers are kept."""
    return tmp_path / "answers.db"


@pytest.fixture
def settings(server: MisbehavingServer, path: Path) -> Settings:
    """One provider with a price and a key, and a cache."""
    profile = Profile(
        model="openai-compatible:m",
        base_url=server.url,
        api_key=KEY,
        headers={"X-Gateway": f"{KEY}-header"},
        price=Price(input=Decimal(1), output=Decimal(2)),
    )
    return Settings(
        default="mine",
        providers={"mine": profile},
        retries=Retries(attempts=1, deadline=10),
        cache=CacheSettings(path=path),
        coders="model",
    )


def records(result: Extraction) -> dict[str, Any]:
    """What was found, without what it took."""
    return result.model_dump(exclude={"receipt"})


def kept_answers(receipt: Receipt) -> int:
    """Answers that were not asked for again."""
    return sum(call.cached for call in receipt.calls)


def test_a_second_run_asks_nothing_costs_nothing_and_says_so(
    server: MisbehavingServer, settings: Settings
) -> None:
    """And finds the same."""
    server.answer('{"items": []}')
    first = extract(TEXT, settings=settings)
    asked = len(server.requests)
    assert asked == first.receipt.attempts > 0
    assert kept_answers(first.receipt) == 0
    assert first.receipt.cost
    second = extract(TEXT, settings=settings)
    assert len(server.requests) == asked
    assert (second.receipt.attempts, second.receipt.usage) == (0, Usage())
    assert second.receipt.cost == 0
    assert kept_answers(second.receipt) == asked
    assert records(second) == records(first)


def test_without_a_cache_everything_is_asked_again(
    server: MisbehavingServer, settings: Settings, path: Path
) -> None:
    """It is off unless it is turned on."""
    server.answer('{"items": []}')
    off = settings.model_copy(update={"cache": Settings().cache})
    extract(TEXT, settings=off)
    asked = len(server.requests)
    extract(TEXT, settings=off)
    assert len(server.requests) == 2 * asked
    assert not path.exists()


@pytest.mark.parametrize("change", [{"model": "openai-compatible:n"}, {"max_tokens": 77}])
def test_another_model_or_parameter_is_another_question(
    server: MisbehavingServer, settings: Settings, change: dict[str, Any]
) -> None:
    """Its answer may be another."""
    server.answer('{"items": []}')
    extract(TEXT, settings=settings)
    asked = len(server.requests)
    profile = settings.providers["mine"].model_copy(update=change)
    extract(TEXT, settings=settings.model_copy(update={"providers": {"mine": profile}}))
    assert len(server.requests) == 2 * asked


def test_another_key_is_the_same_question(server: MisbehavingServer, settings: Settings) -> None:
    """Whoever pays for it, the answer is the same."""
    server.answer('{"items": []}')
    extract(TEXT, settings=settings)
    asked = len(server.requests)
    profile = Profile(**{**dict(settings.providers["mine"]), "api_key": "another"})
    extract(TEXT, settings=settings.model_copy(update={"providers": {"mine": profile}}))
    assert len(server.requests) == asked


def test_neither_key_nor_header_is_in_the_file(
    server: MisbehavingServer, settings: Settings, path: Path
) -> None:
    """Nor in what SQLite keeps beside it."""
    server.answer('{"items": []}')
    with Extractor(settings=settings) as extractor:
        extractor.extract(TEXT)
        written = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b'{"items": []}' in written
    assert KEY.encode() not in written


def test_a_tampered_answer_is_checked_like_any_other(
    server: MisbehavingServer, settings: Settings, path: Path
) -> None:
    """What does not stand in the article does not pass, whoever wrote it into the file."""
    server.answer('{"items": []}')
    extract(TEXT, settings=settings)
    forged = json.dumps({"items": [{**SAID, "content": "It voted for war"}]})
    connection = sqlite3.connect(path)
    connection.execute("UPDATE answers SET raw = ?", (forged.encode(),))
    connection.commit()
    connection.close()
    result = extract(TEXT, settings=settings)
    assert "war" not in str([record.content for record in result.statements])
    assert result.incidents == ()


def test_a_refusal_is_not_kept(server: MisbehavingServer, settings: Settings) -> None:
    """It may be another's turn to answer the next time."""
    server.answer(None, refusal="I would rather not.", finish_reason="content_filter")
    for _ in range(2):
        server.requests.clear()
        with pytest.raises(ProviderError):
            extract(TEXT, settings=settings)
        assert server.requests


def test_the_file_is_closed_with_the_extractor(
    server: MisbehavingServer, settings: Settings, path: Path
) -> None:
    """And opened again where the extractor is used again."""
    server.answer('{"items": []}')
    extractor = Extractor(settings=settings)
    extractor.extract(TEXT)
    assert path.with_name("answers.db-wal").exists()
    extractor.close()
    assert [file.name for file in path.parent.iterdir()] == ["answers.db"]
    assert asyncio.run(extractor.aextract(TEXT)).receipt.attempts == 0
    asyncio.run(extractor.aclose())


def test_extractors_of_one_process_share_a_file(
    server: MisbehavingServer, settings: Settings
) -> None:
    """One that is closed does not close it under the other."""
    server.answer('{"items": []}')
    one, other = Extractor(settings=settings), Extractor(settings=settings)
    one.extract(TEXT)
    one.close()
    assert other.extract(TEXT).receipt.attempts == 0
    other.close()


def test_a_file_that_cannot_be_used_is_told_before_anything_is_asked(
    server: MisbehavingServer, settings: Settings, path: Path
) -> None:
    """With its name."""
    path.write_bytes(b"no database " * 100)
    with pytest.raises(ConfigError, match=r"answers\.db.*no database"):
        Extractor(settings=settings)
    assert server.requests == []
