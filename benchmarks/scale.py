"""What a million articles come to, and a hundred million: calls, tokens, money, hours, bytes.

Arithmetic over what is measured here for one article of about 600 words with 15 records (those of
throughput.py): the questions that dateline puts about it, their bytes, processor time, and what is
stored of it. A token has the bytes that it has in `cassettes/openai/whole-article.yaml`, where real
questions and answers were counted by the embedded model's tokenizer; another model's differs by
some percent. Prices are those of genai-prices, as installed. Limits are examples: every account has
its own.

    python benchmarks/scale.py [--articles 150] [--write docs/scale.md]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import mean
from typing import Any

import throughput
import yaml
from daft_scale import IN_FLIGHT, rows, settings
from pages import add_write, fill

from dateline import Article, Outcome, extract_many
from dateline.daft.checkpoint import Checkpoint
from dateline.daft.rows import Result
from dateline.pipeline.run import Options
from dateline.settings import Price
from dateline.testing import ScriptedProvider, run_scripted
from dateline.usage import known_price

SIZES = (1_000_000, 100_000_000)
COPIES = 0.5  # of the articles, in the tables "with half of them copies"
LEAST_CACHED = 1024  # tokens that a prompt must have in common for a provider to keep it
MODELS = (
    ("openai", "gpt-5-mini"),
    ("openai", "gpt-5-nano"),
    ("anthropic", "claude-sonnet-5-5"),
    ("anthropic", "claude-haiku-4-5"),
    ("google", "gemini-3.8-flash"),
    ("google", "gemini-2.5-flash-lite"),
    ("deepseek", "deepseek-chat"),
    ("mistral", "mistral-small-latest"),
)
ACCOUNTS = (  # requests and tokens in a minute
    ("small", 500, 200_000),
    ("middling", 5_000, 4_000_000),
    ("large", 30_000, 150_000_000),
)
TAPE = throughput.ROOT / "cassettes/openai/whole-article.yaml"


@dataclass(frozen=True)
class Asked:
    """What is asked about one article, in tokens, on the average.

    Attributes:
        first: Questions put at first.
        further: Questions about what was left out.
        prompt: Tokens read by all of them.
        schema: Of those, tokens of schemas.
        again: Of those, tokens that the same conversation had sent before.
        common: Of those, tokens that every article's questions begin with, if they are enough.
        beside: Of those, tokens that the article's first question has too; they are put at the
            same time, and no cache is counted on.
        answer: Tokens written.
    """

    first: float
    further: float
    prompt: float
    schema: float
    again: float
    common: float
    beside: float
    answer: float

    @property
    def cached(self) -> float:
        """Tokens that a provider's cache of prompts may have."""
        return self.again + self.common


@dataclass(frozen=True)
class Kept:
    """What is stored of one article, in bytes, and what it takes, in seconds of a processor."""

    store: float
    checkpoint: float
    json: float
    cpu: float


# --- what is measured ----------------------------------------------------------------------------


def bytes_a_token() -> tuple[float, float]:
    """Of prompts and of answers, in a recording of questions about a whole article."""
    told = yaml.safe_load(TAPE.read_text("utf-8"))["interactions"]
    pairs = [(one["request"]["json"], one["response"]["json"]) for one in told]
    sent = sum(_bytes(m["content"]) for request, _ in pairs for m in request["messages"])
    got = sum(_bytes(answer["choices"][0]["message"]["content"]) for _, answer in pairs)
    read = sum(answer["usage"]["prompt_tokens"] for _, answer in pairs)
    written = sum(answer["usage"]["completion_tokens"] for _, answer in pairs)
    return sent / read, got / written


def asked() -> Asked:
    """What dateline asks about each of the articles, which are answered as their gold says."""
    of_prompt, of_answer = bytes_a_token()
    conversations = [_conversations(text, answers) for text, answers in throughput.material()]
    alike = _common(conversations)
    found = [_of_one(one, alike, of_prompt, of_answer) for one in conversations]
    return Asked(*(mean(getattr(one, name) for one in found) for name in Asked.__annotations__))


_Conversation = tuple[str, str, Sequence[Any], str]
"""The name of a question's type, its schema, the messages, and the answer."""


def _conversations(text: str, answers: dict[str, list[Any]]) -> list[_Conversation]:
    script: dict[str, list[Any]] = {name: [items, []] for name, items in answers.items()}
    provider = ScriptedProvider(script)
    article = Article.from_text(text, published=throughput.PUBLISHED)
    run_scripted(article, provider, options=Options(coders="model"))
    given = {f"{name}List": json.dumps({"items": items}) for name, items in answers.items()}
    return [
        (
            kind.__name__,
            json.dumps(kind.model_json_schema()),
            messages,
            '{"items": []}' if _is_further(messages) else given.get(kind.__name__, ""),
        )
        for kind, messages in provider.asked
    ]


def _of_one(
    conversations: list[_Conversation], alike: dict[str, int], of_prompt: float, of_answer: float
) -> Asked:
    schema = sum(_bytes(schema) for _, schema, _, _ in conversations)
    prompt = sum(_bytes(_text(messages)) for _, _, messages, _ in conversations)
    again = common = 0.0
    for name, _, messages, _ in conversations:
        tokens = alike[name] / of_prompt
        if _is_further(messages):
            before = next(i for i, m in enumerate(messages) if m["role"] == "assistant")
            again += _bytes(_text(messages[:before])) / of_prompt
        elif tokens >= LEAST_CACHED:
            common += tokens
    return Asked(
        first=sum(not _is_further(messages) for _, _, messages, _ in conversations),
        further=sum(_is_further(messages) for _, _, messages, _ in conversations),
        prompt=(prompt + schema) / of_prompt,
        schema=schema / of_prompt,
        again=again,
        common=common,
        beside=_beside([_text(m) for *_, m, _ in conversations if not _is_further(m)]) / of_prompt,
        answer=sum(_bytes(answer) for *_, answer in conversations) / of_answer,
    )


def _beside(first: list[str]) -> int:
    """The bytes that questions begin with as the first of them does."""
    return sum(_alike(first[0], other) for other in first[1:])


def _common(articles: list[list[_Conversation]]) -> dict[str, int]:
    """By the name of a question, the bytes that it begins with whatever the article."""
    found: dict[str, int] = {}
    for one in articles[1:]:
        for name, _, messages, _ in one:
            first = next(_text(m) for n, _, m, _ in articles[0] if n == name)
            alike = _alike(first, _text(messages))
            found[name] = min(found.get(name, alike), alike)
    return found


def _alike(one: str, other: str) -> int:
    """The characters that two texts begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _is_further(messages: Sequence[Any]) -> bool:
    return any(message["role"] == "assistant" for message in messages)


def _text(messages: Sequence[Any]) -> str:
    return "".join(str(message["content"]) for message in messages)


def _bytes(text: str) -> int:
    return len(text.encode())


def kept(articles: int) -> Kept:
    """What is stored of articles that are read over the loopback server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server, url = throughput.start_server(folder)
        try:
            list(extract_many(rows(6), settings(url)))  # imports, caches
            before = time.process_time()
            store = folder / "runs.db"
            found: list[Outcome] = list(
                extract_many(rows(articles), settings(url), out=store, dedupe=False)
            )
            cpu = time.process_time() - before
        finally:
            server.terminate()
        told = [one.extraction.model_dump_json() for one in found if one.extraction]
        assert len(told) == articles
        checkpoint = Checkpoint(str(folder / "kept"))
        checkpoint.begin({}, resume=False)
        once = {
            one.extraction.article.text[:500]: str(n)
            for n, one in enumerate(found)
            if one.extraction
        }
        distinct = [told[int(n)] for n in once.values()]  # or each would be packed as the other
        results = [Result(str(n), one, settled=True) for n, one in enumerate(distinct)]
        checkpoint.add("one", results, Decimal(0))
        size = sum(file.stat().st_size for file in (folder / "kept/parts").iterdir())
        return Kept(
            store.stat().st_size / articles,
            size / len(distinct),
            mean(map(len, told)),
            cpu / articles,
        )


# --- what it comes to ----------------------------------------------------------------------------


def cost(price: Price, each: Asked, *, cached: bool) -> Decimal:
    """What an article costs, in US dollars. What goes into a cache costs more where that is so."""
    in_cache = Decimal(each.cached if cached else 0)
    rate = price.cached_input if price.cached_input is not None else price.input
    into = price.cache_write if cached and price.cache_write is not None else price.input
    read = (Decimal(each.prompt) - in_cache) * into + in_cache * rate
    return (read + Decimal(each.answer) * price.output) / 1_000_000


def money(each: Asked) -> Iterator[str]:
    """A table: what each model costs, with and without caches and copies."""
    columns = ("each alone", "prompts cached", f"{COPIES:.0%} copies", "both")
    for size in SIZES:
        yield f"US dollars for {size:,} articles:"
        yield ""
        yield f"| model | {' | '.join(columns)} |"
        yield f"| --- |{' ---: |' * len(columns)}"
        for provider, model in MODELS:
            price = known_price(provider, model)
            if price is None:
                continue
            plain, cached = (cost(price, each, cached=c) * size for c in (False, True))
            fresh = Decimal(1 - COPIES)
            amounts = (plain, cached, plain * fresh, cached * fresh)
            yield f"| {provider}:{model} | {' | '.join(f'{a:,.0f}' for a in amounts)} |"
        yield ""


def hours(each: Asked, keeps: Kept) -> Iterator[str]:
    """A table: how many articles each limit allows in an hour, and the days that they take."""
    calls, tokens = each.first + each.further, each.prompt + each.answer
    rates = [
        (f"{name}: {requests:,} requests in a minute", requests / calls * 60)
        for name, requests, _ in ACCOUNTS
    ]
    rates += [
        (f"{name}: {most:,} tokens in a minute", most / tokens * 60) for name, _, most in ACCOUNTS
    ]
    rates += [
        (f"{IN_FLIGHT} requests under way, each of 5 seconds", IN_FLIGHT / 5 / calls * 3600),
        ("one process of dateline, its processor busy", 3600 / keeps.cpu),
    ]
    yield (
        "| what bounds it | articles an hour | days for "
        + " | days for ".join(f"{size:,}" for size in SIZES)
        + " |"
    )
    yield f"| --- | ---: |{' ---: |' * len(SIZES)}"
    for name, rate in sorted(rates, key=lambda pair: pair[1]):
        days = " | ".join(f"{size / rate / 24:,.1f}" for size in SIZES)
        yield f"| {name} | {rate:,.0f} | {days} |"
    yield ""


def space(each: Asked, keeps: Kept) -> Iterator[str]:
    """A table: what all of it comes to, with every article read and with half of them copies."""
    calls = each.first + each.further
    lines: list[tuple[str, float, str]] = [
        ("requests, millions", calls / 1e6, ",.1f"),
        ("tokens read, billions", each.prompt / 1e9, ",.1f"),
        ("tokens written, billions", each.answer / 1e9, ",.1f"),
        ("hours of a processor", keeps.cpu / 3600, ",.0f"),
        ("`dateline batch`: store, GB", keeps.store / 1e9, ",.1f"),
        ("Daft: checkpoint, GB", keeps.checkpoint / 1e9, ",.1f"),
        ("Daft: `extraction` as it is joined at a restart, GB", keeps.json / 1e9, ",.1f"),
        ("Daft: ids that a worker started again holds, GB", _held() / 1e9, ",.2f"),
    ]
    yield f"| | {' | '.join(f'{size:,}' for size in SIZES)} |"
    yield f"| --- |{' ---: |' * len(SIZES)}"
    for name, one, shown in lines:
        yield f"| {name} | {' | '.join(format(one * size, shown) for size in SIZES)} |"
    yield ""


def _held() -> float:
    """The memory of an id beside the name of the file that has it, in bytes."""
    count = 100_000
    tracemalloc.start()
    ids = {f"{number:024x}": "file" for number in range(count)}
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(ids)


def measured(each: Asked, keeps: Kept) -> Iterator[str]:
    """A table: one article."""
    of_prompt, of_answer = bytes_a_token()
    yield "| one article | |"
    yield "| --- | ---: |"
    yield f"| questions at first | {each.first:.2f} |"
    yield f"| further questions, about what was left out | {each.further:.2f} |"
    yield f"| tokens read, {of_prompt:.2f} bytes each | {each.prompt:,.0f} |"
    yield f"| of those, schemas | {each.schema:,.0f} |"
    yield f"| of those, sent before in the same conversation | {each.again:,.0f} |"
    yield f"| of those, the same in questions that are put at the same time | {each.beside:,.0f} |"
    yield f"| of those, the beginning of every article's questions | {each.common:,.0f} |"
    yield f"| tokens written, {of_answer:.2f} bytes each | {each.answer:,.0f} |"
    yield f"| milliseconds of a processor | {1000 * keeps.cpu:.0f} |"
    yield f"| store of `dateline batch`, kB | {keeps.store / 1000:.1f} |"
    yield f"| Daft's checkpoint, kB | {keeps.checkpoint / 1000:.1f} |"
    yield f"| its extraction as JSON, kB | {keeps.json / 1000:.1f} |"
    yield ""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150, help="read to measure what is stored")
    add_write(parser, "scale")
    options = parser.parse_args()
    each, keeps = asked(), kept(options.articles)
    lines = [
        *measured(each, keeps),
        *space(each, keeps),
        *hours(each, keeps),
        *money(each),
    ]
    print("\n".join(lines))
    if options.write:
        fill(options.write, "scale", lines[:-1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
