"""Calls a second against a loopback server that answers after 0.2 s.

Articles of about 600 words, three questions each, five records an answer. dateline with grounding
and audit, in one process and with two more for the work on the words; instructor with the same
schemas and messages, the bare SDK with the same bodies, and langextract with a prompt of its own;
each in a process of its own, beside the server's, on the same cores.

What is measured is a run that goes on: of each client, a first share of the run is not counted (64
articles, or as many as requests are in flight). Its imports, connections and caches, and the start
of dateline's two processes, fall into that share. Calls, seconds and processor time are counted
from when the server has answered it; the processor time is that of all the client's processes.

The clients run one after the other, each with half of the articles, and then once more in the
opposite order: the speed of a machine drifts.

    python benchmarks/throughput.py [--articles 400] [--memory] [--write docs/benchmarks.md]

The five records are all that an article has (`data/throughput/`). `--answers cut` has articles of
the gold set with less than half of their records instead: the audit then asks about what a model
has left out, which is more calls for as many articles (see load.py).

langextract is run where it is installed: see benchmarks/requirements.txt. `--memory` adds the peak
memory of dateline over 1,000 and over 20,000 articles.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from load import (
    PUBLISHED,
    RECORDS,
    ROOT,
    Answers,
    add_answers,
    answer_types,
    calls,
    material,
    questions,
    start_server,
    text_of,
)
from pages import add_write, fill
from watched import processor_time, watched

from dateline.models import Article

if TYPE_CHECKING:
    from dateline import Settings

IN_FLIGHT = (64, 256)
FIRST = 64  # articles of a run that are not counted, at the least


# --- the clients, each in its own process --------------------------------------------------------


async def with_openai(url: str, texts: Sequence[str], count: int, in_flight: int) -> None:
    """The bare SDK: the bodies that instructor would send, the answer's words read and no more."""
    import openai

    client = _sdk(url)
    assert isinstance(client, openai.AsyncOpenAI)
    formats = {
        t.__name__: {
            "type": "json_schema",
            "json_schema": {"name": t.__name__, "schema": t.model_json_schema()},
        }
        for t in answer_types()
    }

    async def call(messages: Any, answer_type: type[Any]) -> None:
        completion = await client.chat.completions.create(
            model="m",
            messages=messages,
            max_tokens=4096,
            temperature=0.0,
            response_format=formats[answer_type.__name__],
        )
        assert completion.choices[0].message.content

    await _each_question(call, texts, count, in_flight)


async def with_instructor(url: str, texts: Sequence[str], count: int, in_flight: int) -> None:
    """instructor on the same SDK, with the same schemas and messages."""
    import instructor

    client = instructor.from_openai(_sdk(url), mode=instructor.Mode.JSON_SCHEMA)

    async def call(messages: Any, answer_type: type[Any]) -> None:
        answer = await client.create(
            model="m",
            messages=messages,
            response_model=answer_type,
            max_retries=0,
            max_tokens=4096,
            temperature=0.0,
        )
        assert len(answer.items) == RECORDS

    await _each_question(call, texts, count, in_flight)


async def with_langextract(url: str, texts: Sequence[str], count: int, in_flight: int) -> None:
    """langextract: threads, one question an article in a format of its own, its aligner."""
    from langextract.data import ExampleData, Extraction

    victim = Extraction(extraction_class="victim", extraction_text="two traders")
    example = ExampleData(text="Gunmen shot dead two traders in Sarnel.", extractions=[victim])
    instructions = "Every incident, statement and item of policy, copied exactly."
    _langextract_pass(url, texts, count, in_flight, instructions, [example])


async def with_langextract_by_type(
    url: str, texts: Sequence[str], count: int, in_flight: int
) -> None:
    """langextract with as many questions as the others: a pass for each type of record."""
    from langextract_peer import CLASSES, examples, prompt

    for of_class in CLASSES:
        told = prompt([of_class]), examples([of_class])
        _langextract_pass(url, texts, count, in_flight, *told)


def _langextract_pass(
    url: str,
    texts: Sequence[str],
    count: int,
    in_flight: int,
    instructions: str,
    examples: Sequence[Any],
) -> None:
    """One question about every article."""
    import langextract
    from langextract.providers.openai import OpenAILanguageModel

    documents = (
        langextract.data.Document(text=text_of(texts, number), document_id=str(number))
        for number in range(count)
    )
    found = langextract.extract(
        list(documents),
        prompt_description=instructions,
        examples=examples,
        model=OpenAILanguageModel("m", api_key="none", base_url=url, max_workers=in_flight),
        max_workers=in_flight,
        batch_length=in_flight,
        max_char_buffer=20_000,
        show_progress=False,
    )
    assert [len(document.extractions or ()) for document in found] == [RECORDS] * count


async def with_dateline(url: str, texts: Sequence[str], count: int, in_flight: int) -> None:
    """dateline, with grounding and audit; the model is the only coder."""
    from dateline import Extractor
    from dateline.batch.reading import articles_at_once

    numbers = iter(range(count))
    records = 0
    async with Extractor(settings=_settings(url, in_flight)) as extractor:

        async def work() -> None:
            nonlocal records
            for number in numbers:
                article = Article.from_text(text_of(texts, number), published=PUBLISHED)
                result = await extractor.aextract(article)
                records += len(result.incidents) + len(result.statements)

        # As many articles as a batch has: it is `concurrency` that bounds the questions.
        await asyncio.gather(*(work() for _ in range(articles_at_once(extractor))))
    assert records >= count


async def with_dateline_processes(
    url: str, texts: Sequence[str], count: int, in_flight: int
) -> None:
    """The same as a batch, which asks here and works on the words in two processes more."""
    from dateline import aextract_many

    articles = (
        Article.from_text(text_of(texts, number), published=PUBLISHED) for number in range(count)
    )
    settings = _settings(url, in_flight)
    records = 0
    async for outcome in aextract_many(articles, settings, processes=2, dedupe=False):
        assert outcome.extraction is not None
        records += len(outcome.extraction.incidents) + len(outcome.extraction.statements)
    assert records >= count


def _settings(url: str, in_flight: int) -> Settings:
    from dateline import Settings
    from dateline.settings import Profile

    return Settings(
        default="m",
        coders="model",
        concurrency=in_flight,
        providers={"m": Profile(model="openai-compatible:m", base_url=url)},
    )


def _sdk(url: str) -> Any:
    import openai

    return openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0, timeout=120)


async def _each_question(
    call: Callable[[Any, type[Any]], Awaitable[None]],
    texts: Sequence[str],
    count: int,
    in_flight: int,
) -> None:
    """Every question of every article, `in_flight` at once."""
    marker = "Edition 0."
    asked = await asyncio.to_thread(lambda: [questions(f"{t}\n\n{marker}") for t in texts])
    jobs = iter([(n, q) for n in range(count) for q in range(3)])

    async def work() -> None:
        for number, which in jobs:
            messages, answer_type = asked[number % len(texts)][which]
            own = [
                m | {"content": m["content"].replace(marker, f"Edition {number}.")}
                for m in messages
            ]
            await call(own, answer_type)

    await asyncio.gather(*(work() for _ in range(in_flight)))


Client = Callable[[str, Sequence[str], int, int], Coroutine[Any, Any, None]]
COMPARED: dict[str, Client] = {
    "openai": with_openai,
    "instructor": with_instructor,
    "langextract": with_langextract,
    "dateline": with_dateline,
    "dateline, 2 processes": with_dateline_processes,
}
CLIENTS = {**COMPARED, "langextract, by type": with_langextract_by_type}
"""What `measured` runs: those that are compared here, and one more for `batch.py`."""


@dataclass
class Moment:
    """The counters at one time."""

    calls: int
    seconds: float
    cpu: float

    @classmethod
    def now(cls, url: str) -> Moment:
        return cls(calls(url), time.perf_counter(), processor_time())


def client(name: str, url: str, count: int, in_flight: int, answers: Answers) -> None:
    """Run one client in this process, and print what it took after its first share."""
    texts = [text for text, _ in material(answers)]
    first = max(FIRST, in_flight)
    asked = calls(url)
    warm = asked + first * (1 if name == "langextract" else 3)
    began: list[Moment] = []
    # The server is asked how far it is, by a thread that ends with the share: no client says by
    # itself when it has been answered, and none is charged for telling.
    waiting = threading.Thread(target=_wait, args=(url, warm, began), daemon=True)
    waiting.start()
    asyncio.run(CLIENTS[name](url, texts, count + first, in_flight))
    end = Moment.now(url)
    assert began, "the run ended with its first share"
    counted = end.calls - began[0].calls
    took = {
        "calls": counted,
        "articles": (count + first) * counted / (end.calls - asked),
        "seconds": end.seconds - began[0].seconds,
        "cpu": end.cpu - began[0].cpu,
    }
    print(json.dumps(took))


def _wait(url: str, warm: int, began: list[Moment]) -> None:
    """Note when the server has answered so many calls."""
    while calls(url) < warm:
        time.sleep(0.02)
    began.append(Moment.now(url))


# --- the run -------------------------------------------------------------------------------------


def measured(
    name: str, url: str, count: int, in_flight: int, answers: Answers, python: str = sys.executable
) -> dict[str, float]:
    """What one client took, in a process of its own."""
    command = [python, __file__, "--client", name, "--url", url, "--answers", answers]
    ran = watched([*command, "--articles", str(count), "--in-flight", str(in_flight)], name, ROOT)
    result: dict[str, float] = json.loads(ran.text.splitlines()[-1])
    return {**result, "peak_mb": ran.peak}


def _row(name: str, in_flight: int, took: dict[str, float]) -> str:
    calls = took["calls"]
    return (
        f"| {name} | {in_flight} | {calls / took['seconds']:.0f} "
        f"| {1000 * took['cpu'] / calls:.2f} | {took['peak_mb']:.0f} | {calls:.0f} |"
    )


def _compared(rates: dict[tuple[str, int], float]) -> Iterator[str]:
    """dateline's calls a second beside those of the peers, against what they should be."""
    for own, in_flight in rates:
        for peer, target in (("instructor", 1.5), ("openai", 0.8)):
            if own.startswith("dateline") and (peer, in_flight) in rates:
                share = rates[own, in_flight] / rates[peer, in_flight]
                yield f"{own}, {in_flight} in flight: {share:.2f} times {peer} (target {target:g})."


def _memory(url: str, answers: Answers) -> Iterator[str]:
    for count in (1_000, 20_000):
        took = measured("dateline", url, count, IN_FLIGHT[0], answers)
        yield f"Peak memory over {count:,} articles: {took['peak_mb']:.0f} MB."


def compare(url: str, options: argparse.Namespace) -> list[str]:
    """The clients one after the other and back again, as the lines of a page."""
    lines = [
        "| client | in flight | calls a second | CPU a call, ms | peak memory, MB | calls |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    rates: dict[tuple[str, int], float] = {}
    for in_flight in IN_FLIGHT:
        there = [_measured(name, url, in_flight, options) for name in options.only]
        back = [_measured(name, url, in_flight, options) for name in reversed(options.only)]
        for name, *halves in zip(options.only, there, reversed(back), strict=True):
            took = {key: halves[0][key] + halves[1][key] for key in halves[0]}
            took["peak_mb"] = max(half["peak_mb"] for half in halves)
            rates[name, in_flight] = took["calls"] / took["seconds"]
            lines.append(_row(name, in_flight, took))
            print(lines[-1], flush=True)
    lines += ["", *_compared(rates)]
    if options.memory:
        lines += ["", *_memory(url, options.answers)]
    return lines


def _measured(name: str, url: str, in_flight: int, options: argparse.Namespace) -> dict[str, float]:
    """What one client took for half of the articles."""
    return measured(name, url, options.articles // 2, in_flight, options.answers)


def main() -> int:
    """Print the table. Exit status 0 whatever it says: it depends on the machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    add_answers(parser)
    parser.add_argument("--memory", action="store_true", help="1,000 and 20,000 articles too")
    installed = [c for c in COMPARED if importlib.util.find_spec(c.split(",")[0]) is not None]
    parser.add_argument("--only", nargs="*", default=installed, choices=COMPARED)
    add_write(parser, "throughput")
    parser.add_argument("--client", choices=CLIENTS, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--in-flight", type=int, default=64, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.client:
        client(options.client, options.url, options.articles, options.in_flight, options.answers)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        server, url = start_server(Path(folder), options.answers)
        try:
            lines = compare(url, options)
        finally:
            server.terminate()
    print("\n".join(lines[2:]))
    if options.write:
        fill(options.write, "throughput", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
