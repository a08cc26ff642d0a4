"""The facade, with a provider of the test's own in place of a model."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

import dateline
from dateline.errors import (
    AuthenticationFailed,
    ConfigError,
    DatelineError,
    InputError,
    MissingKey,
    ProviderError,
    Refused,
    RequestRefused,
    UnknownProvider,
)
from dateline.models import Article, Usage
from dateline.providers import Answer, Message
from dateline.settings import Asking, Profile, Retries, Settings
from dateline.wiring import Extractor, aextract, extract
from dateline.wiring.portal import wait_for

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

TEXT = "The council met on Monday.\n\nIt adjourned without a vote, an official told reporters."
TOKENS = Usage(prompt_tokens=10, completion_tokens=2)
SETTINGS = Settings(
    providers={"mine": Profile(model="openai-compatible:m", base_url="http://127.0.0.1:1/v1")},
    retries=Retries(attempts=1, deadline=10),
)


class Empty:
    """A provider that finds nothing in any article, unless it is told to fail."""

    name = "mine"
    model = "m"
    asking: Asking = "article"
    free = True
    max_tokens = 100
    fenced = False
    identity = "mine"

    def __init__(self) -> None:
        self.failures: list[ProviderError] = []
        self.declines = False
        self.threads: list[str] = []
        self.at_once = 0
        self.most_at_once = 0

    async def ask(self, messages: Sequence[Message], answer_type: type[Any]) -> Answer[Any]:
        """No records."""
        self.threads.append(threading.current_thread().name)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        if self.failures:
            raise self.failures.pop()
        if self.declines:
            return Answer(None, "", TOKENS, problem="The model declined.", stopped="refused")
        return Answer(answer_type.model_validate({"items": []}), '{"items": []}', TOKENS)

    async def aclose(self) -> None:
        """Nothing was opened."""


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Empty:
    """What every Extractor of the test asks."""
    empty = Empty()
    monkeypatch.setattr("dateline.wiring.route.build", lambda *_: empty)
    return empty


def test_an_article_goes_all_the_way_through(provider: Empty) -> None:
    """The receipt says who was asked, and what it took."""
    result = extract(TEXT, settings=SETTINGS)
    assert result.article.text.startswith("The council met")
    assert (result.receipt.provider, result.receipt.model) == ("mine", "m")
    assert result.receipt.attempts == len(provider.threads) == len(result.receipt.calls)
    assert result.receipt.usage.prompt_tokens == 10 * len(provider.threads)


def test_extract_works_inside_a_running_event_loop(provider: Empty) -> None:
    """A notebook has one; the work is done in a thread of its own."""

    async def notebook() -> dateline.Extraction:
        return extract(TEXT, settings=SETTINGS)

    assert asyncio.run(notebook()).receipt.provider == "mine"
    assert set(provider.threads) == {"dateline"}


def test_aextract_works_in_the_callers_loop(provider: Empty) -> None:
    """No thread is needed."""
    result = asyncio.run(aextract(TEXT, settings=SETTINGS))
    assert result.receipt.provider == "mine"
    assert set(provider.threads) == {threading.current_thread().name}


def test_an_extractor_is_used_again_and_again(provider: Empty) -> None:
    """In any order of sync and async, and from one event loop after another."""
    extractor = Extractor("mine", settings=SETTINGS)
    results = [
        extractor.extract(TEXT),
        asyncio.run(extractor.aextract(TEXT)),
        extractor.extract(TEXT),
        asyncio.run(extractor.aextract(TEXT)),
    ]
    assert [result.receipt.provider for result in results] == ["mine"] * 4


def test_threads_may_share_an_extractor(provider: Empty) -> None:
    """Each gets its own result."""
    extractor = Extractor("mine", settings=SETTINGS)
    titles: list[str | None] = []

    def work(title: str) -> None:
        titles.append(extractor.extract(Article.from_text(TEXT, title=title)).article.title)

    threads = [threading.Thread(target=work, args=(f"title {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, titles)) == [f"title {n}" for n in range(4)]


def test_questions_under_way_at_once_are_bounded(provider: Empty) -> None:
    """For one article and for several in one loop."""
    one = Extractor("mine", settings=SETTINGS.model_copy(update={"concurrency": 1}))

    async def several() -> None:
        await asyncio.gather(*(one.aextract(TEXT) for _ in range(3)))

    asyncio.run(several())
    assert provider.most_at_once == 1


def test_the_publication_date_given_is_the_articles(provider: Empty) -> None:
    """Over one that the article has, and without changing the caller's article."""
    article = Article.from_text(TEXT, published=date(2020, 1, 1))
    result = extract(article, published=date(2021, 6, 6), settings=SETTINGS)
    assert result.article.published == date(2021, 6, 6)
    assert article.published == date(2020, 1, 1)


@pytest.mark.parametrize(
    "published", ["2021-06-06", datetime(2021, 6, 6, 22, 30, tzinfo=UTC), date(2021, 6, 6)]
)
def test_a_publication_date_may_be_a_string_or_a_datetime(
    provider: Empty, published: date | str
) -> None:
    """The result can be written and read all the same."""
    result = extract(TEXT, published=published, settings=SETTINGS)
    assert result.article.published == date(2021, 6, 6)
    assert type(result.article.published) is date
    assert dateline.Extraction.model_validate_json(result.model_dump_json()) == result


@pytest.mark.parametrize("article", [None, 5, TEXT.encode(), ["a"]])
def test_what_is_no_article_is_refused(provider: Empty, article: Any) -> None:
    """As input, before anybody is asked."""
    with pytest.raises(InputError, match="a string was expected") as caught:
        extract(article, settings=SETTINGS)
    assert caught.value.hint
    assert provider.threads == []


@pytest.mark.parametrize("published", ["soon", 20210606])
def test_what_is_no_publication_date_is_refused(provider: Empty, published: Any) -> None:
    """With the way to write one."""
    with pytest.raises(InputError, match="publication date"):
        extract(TEXT, published=published, settings=SETTINGS)
    assert provider.threads == []


@pytest.mark.parametrize("options", [{"provider": 5}, {"settings": {"default": "mine"}}])
def test_options_of_another_type_are_refused(options: Any) -> None:
    """As configuration."""
    with pytest.raises(ConfigError, match="of type") as caught:
        extract(TEXT, **options)
    assert caught.value.hint


def failure() -> ProviderError:
    """A refusal that is not tried again."""
    return RequestRefused("It will not.", provider="mine", model="m")


def test_the_providers_error_is_raised_when_nothing_was_answered(provider: Empty) -> None:
    """There is nothing else to show."""
    provider.failures = [failure() for _ in range(99)]
    with pytest.raises(RequestRefused, match="It will not"):
        extract(TEXT, settings=SETTINGS)


def test_a_model_that_declines_everything_is_an_error(provider: Empty) -> None:
    """An empty result would look like an article without events."""
    provider.declines = True
    with pytest.raises(Refused, match="declined"):
        extract(TEXT, settings=SETTINGS)


def test_one_question_that_fails_costs_no_other(provider: Empty) -> None:
    """It is a finding, and the receipt says so."""
    provider.failures = [failure()]
    result = extract(TEXT, settings=SETTINGS)
    assert [f.severity for f in result.findings if f.kind == "unanswered"] == ["error"]
    assert sorted(call.outcome for call in result.receipt.calls)[-1] == "failed"


def test_an_empty_article_is_refused_before_anybody_is_asked(provider: Empty) -> None:
    """Nothing is spent on it."""
    with pytest.raises(InputError):
        extract(" \n ", settings=SETTINGS)
    assert provider.threads == []


def test_an_extractor_that_cannot_run_is_not_made() -> None:
    """The error comes before the first article."""
    with pytest.raises(UnknownProvider):
        Extractor("opanai", settings=SETTINGS)
    with pytest.raises(MissingKey):
        Extractor("openai", settings=SETTINGS)


def test_an_error_leaves_the_thread_at_work() -> None:
    """The next call finds it."""

    async def fail() -> None:
        raise DatelineError("once")

    async def succeed() -> int:
        return 14

    with pytest.raises(DatelineError, match="once"):
        wait_for(fail())
    assert wait_for(succeed()) == 14


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_starts_a_thread_of_its_own() -> None:
    """The parent's is not there: without one, a worker of a pool would wait for ever."""
    code = """
import os, signal
from dateline.wiring.portal import wait_for

async def number():
    return 14

wait_for(number())
child = os.fork()
if child == 0:
    signal.alarm(5)
    os._exit(wait_for(number()))
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=20)
    assert ended.returncode == 14


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_one_extractor_over_the_wire(server: MisbehavingServer) -> None:
    """A real client, and a server that misbehaves on purpose: well, badly, and well again."""
    mine = Profile(model="openai-compatible:m", base_url=server.url)
    settings = SETTINGS.model_copy(update={"providers": {"mine": mine}})
    extractor = Extractor(settings=settings)
    server.answer('{"items": []}')
    first = extractor.extract(TEXT)
    assert first.receipt.attempts == len(server.requests)
    assert first.receipt.usage.cached_tokens == 60 * len(server.requests)
    server.forget()
    server.fail(401)
    with pytest.raises(AuthenticationFailed):
        extractor.extract(TEXT)
    # Once for each kind of record; what nobody answered is not asked about again.
    assert 0 < len(server.requests) <= first.receipt.attempts
    server.forget()
    server.answer('{"items": []}')
    assert extractor.extract(TEXT).incidents == first.incidents
