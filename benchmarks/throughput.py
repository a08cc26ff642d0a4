"""Calls a second against a loopback server that answers after 0.2 s.

Articles of about 600 words (put together from the gold set), three questions each, five records an
answer. dateline with grounding and audit, instructor with the same schemas and messages, the bare
SDK with the same bodies, and langextract with a prompt of its own; each in a process of its own,
beside the server's, on the same cores.

    python benchmarks/throughput.py [--articles 400] [--memory] [--write docs/benchmarks.md]

langextract is run where it is installed: see benchmarks/requirements.txt. `--memory` adds the peak
memory of dateline over 1,000 and over 20,000 articles.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pages import add_write, fill

from dateline.evaluation import load_gold
from dateline.models import Article

ROOT = Path(__file__).parents[1]
WORDS = (480, 720)
RECORDS = 5
IN_FLIGHT = (64, 256)
LATENCY = 0.2
PUBLISHED = date(2024, 3, 11)
CLIENTS = ("openai", "instructor", "langextract", "dateline")
SETTINGS_FILE = "dateline.toml"


# --- what is asked and answered ------------------------------------------------------------------


def material() -> list[tuple[str, dict[str, list[Any]]]]:
    """Articles of the wanted length with five records of each type."""
    made: list[tuple[str, dict[str, list[Any]]]] = []
    texts: list[str] = []
    answers: dict[str, list[Any]] = {}
    for gold in load_gold(ROOT / "gold", "tuning"):
        words = sum(len(t.split()) for t in texts) + len(gold.article.text.split())
        if words > WORDS[1]:
            texts, answers = [], {}
        texts.append(gold.article.text)
        for name, items in gold.answers.items():
            answers.setdefault(name, []).extend(items)
        words = sum(len(t.split()) for t in texts)
        enough = len(answers) == 3 and all(len(i) >= RECORDS for i in answers.values())
        if words >= WORDS[0] and enough:
            made.append(("\n\n".join(texts), {n: i[:RECORDS] for n, i in answers.items()}))
            texts, answers = [], {}
    return made


def text_of(texts: Sequence[str], number: int) -> str:
    """The article `number`: no two are the same."""
    return f"{texts[number % len(texts)]}\n\nEdition {number}."


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
        for t in _answer_types()
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
    import langextract
    from langextract.providers.openai import OpenAILanguageModel

    model = OpenAILanguageModel("m", api_key="none", base_url=url, max_workers=in_flight)
    example = langextract.data.ExampleData(
        text="Gunmen shot dead two traders in Sarnel.",
        extractions=[
            langextract.data.Extraction(extraction_class="victim", extraction_text="two traders")
        ],
    )
    documents = [
        langextract.data.Document(text=text_of(texts, number), document_id=str(number))
        for number in range(count)
    ]
    result = langextract.extract(
        documents,
        prompt_description="Every incident, statement and item of policy, copied exactly.",
        examples=[example],
        model=model,
        max_workers=in_flight,
        batch_length=in_flight,
        max_char_buffer=20_000,
        show_progress=False,
    )
    assert sum(1 for _ in result) == count


async def with_dateline(url: str, texts: Sequence[str], count: int, in_flight: int) -> None:
    """dateline, with grounding and audit; the model is the only coder."""
    from dateline import Extractor, Settings
    from dateline.batch.reading import articles_at_once
    from dateline.settings import Profile

    settings = Settings(
        coders="model",
        concurrency=in_flight,
        providers={"m": Profile(model="openai-compatible:m", base_url=url)},
    )
    numbers = iter(range(count))
    records = 0
    async with Extractor("m", settings=settings) as extractor:

        async def work() -> None:
            nonlocal records
            for number in numbers:
                article = Article.from_text(text_of(texts, number), published=PUBLISHED)
                result = await extractor.aextract(article)
                records += len(result.incidents) + len(result.statements)

        # As many articles as a batch has: it is `concurrency` that bounds the questions.
        await asyncio.gather(*(work() for _ in range(articles_at_once(extractor))))
    assert records >= count


def _sdk(url: str) -> Any:
    import openai

    return openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0, timeout=120)


def _answer_types() -> list[type[Any]]:
    from dateline.pipeline.answers import answer_type
    from dateline.pipeline.types import RECORD_TYPES

    return [answer_type(t) for t in RECORD_TYPES]


def questions(text: str) -> list[tuple[Any, type[Any]]]:
    """What dateline asks about an article."""
    from dateline.testing import ScriptedProvider, run_scripted

    provider = ScriptedProvider({})
    run_scripted(Article.from_text(text, published=PUBLISHED), provider)
    by_type = {t.__name__: t for t in _answer_types()}
    first = {t.__name__: messages for t, messages in reversed(provider.asked)}
    return [(list(first[name]), by_type[name]) for name in by_type]


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


def client(name: str, url: str, count: int, in_flight: int) -> None:
    """Run one client in this process, and print what it took."""
    made = material()
    texts = [text for text, _ in made]
    run: Any = globals()[f"with_{name}"]
    asyncio.run(run(url, texts, 6, in_flight))  # imports, connections, caches
    before, started, cpu = _counts(url), time.perf_counter(), time.process_time()
    asyncio.run(run(url, texts, count, in_flight))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    calls = _counts(url) - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"calls": calls, "seconds": seconds, "cpu": cpu, "peak_mb": peak}))


def _counts(url: str) -> int:
    with urllib.request.urlopen(url.replace("/v1", "/counts")) as answer:
        return int(json.load(answer).get("calls", 0))


# --- the run -------------------------------------------------------------------------------------


def start_server(folder: Path) -> tuple[subprocess.Popen[str], str]:
    made = material()
    answers: dict[str, list[str]] = {
        f"{name}List": [json.dumps({"items": a[name]}) for _, a in made] for name in made[0][1]
    }
    quotes = [[s["content"] for s in a["Statement"]] for _, a in made]
    answers["text"] = [
        json.dumps({"extractions": [{"statement": quote} for quote in all_]}) for all_ in quotes
    ]
    file = folder / "answers.json"
    file.write_text(json.dumps(answers), "utf-8")
    command = [sys.executable, str(Path(__file__).with_name("loopback_server.py")), str(file)]
    server = subprocess.Popen(
        [*command, "--latency", str(LATENCY)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    return server, f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"


def measured(name: str, url: str, count: int, in_flight: int) -> dict[str, float]:
    """One client run in a process of its own."""
    command = [sys.executable, __file__, "--client", name, "--url", url]
    ended = subprocess.run(
        [*command, "--articles", str(count), "--in-flight", str(in_flight)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise SystemExit(f"{name}: {ended.stderr[-2000:]}")
    result: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return result


def _row(name: str, in_flight: int, took: dict[str, float]) -> str:
    calls = took["calls"]
    return (
        f"| {name} | {in_flight} | {calls / took['seconds']:.0f} "
        f"| {1000 * took['cpu'] / calls:.2f} | {took['peak_mb']:.0f} | {calls:.0f} |"
    )


def _compared(rates: dict[tuple[str, int], float]) -> Iterator[str]:
    """dateline's calls a second beside those of the peers, against what they should be."""
    for in_flight in IN_FLIGHT:
        for peer, target in (("instructor", 1.5), ("openai", 0.8)):
            if (peer, in_flight) in rates and ("dateline", in_flight) in rates:
                share = rates["dateline", in_flight] / rates[peer, in_flight]
                yield f"{in_flight} in flight: {share:.2f} times {peer} (target {target:g})."


def _memory(url: str) -> Iterator[str]:
    for count in (1_000, 20_000):
        took = measured("dateline", url, count, IN_FLIGHT[0])
        yield f"Peak memory over {count:,} articles: {took['peak_mb']:.0f} MB."


def compare(url: str, names: Sequence[str], articles: int, *, memory: bool) -> list[str]:
    """The clients one after the other, as the lines of a page."""
    lines = [
        "| client | in flight | calls a second | CPU a call, ms | peak memory, MB | calls |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    rates: dict[tuple[str, int], float] = {}
    for in_flight in IN_FLIGHT:
        for name in names:
            took = measured(name, url, articles, in_flight)
            rates[name, in_flight] = took["calls"] / took["seconds"]
            lines.append(_row(name, in_flight, took))
            print(lines[-1], flush=True)
    lines += ["", *_compared(rates)]
    if memory:
        lines += ["", *_memory(url)]
    return lines


def main() -> int:
    """Print the table. Exit status 0 whatever it says: it depends on the machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--memory", action="store_true", help="1,000 and 20,000 articles too")
    installed = [c for c in CLIENTS if importlib.util.find_spec(c) is not None]
    parser.add_argument("--only", nargs="*", default=installed, choices=CLIENTS)
    add_write(parser, "throughput")
    parser.add_argument("--client", choices=CLIENTS, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--in-flight", type=int, default=64, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.client:
        client(options.client, options.url, options.articles, options.in_flight)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        server, url = start_server(Path(folder))
        try:
            lines = compare(url, options.only, options.articles, memory=options.memory)
        finally:
            server.terminate()
    print("\n".join(lines[2:]))
    if options.write:
        fill(options.write, "throughput", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
