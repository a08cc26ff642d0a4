"""What `throughput.py` and `batch.py` ask about, and the server that answers.

Two materials, each of articles of about 600 words and answers with five records of each type:

- "complete": articles written for it (`data/throughput/`), of which five are all that there are.
- "cut": articles put together from the gold set, their gold answers cut to five of each type: 90 of
  218 records. That is a model that leaves out half, and dateline's audit asks about the rest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from dateline.evaluation import load_gold
from dateline.models import Article

ROOT = Path(__file__).parents[1]
WORDS = (480, 720)
RECORDS = 5
LATENCY = 0.2
PUBLISHED = date(2024, 3, 11)

Answers = Literal["complete", "cut"]
Material = list[tuple[str, dict[str, list[Any]]]]
"""Articles, each with the answers about it by record type."""


def add_answers(parser: argparse.ArgumentParser) -> None:
    """`--answers`: which material."""
    parser.add_argument(
        "--answers",
        choices=get_args(Answers),
        default="complete",
        help="whether five records are all that an article has, or half of them",
    )


def material(answers: Answers = "complete") -> Material:
    """Articles of the wanted length with five records of each type."""
    if answers == "cut":
        return _cut()
    golds = load_gold(ROOT / "benchmarks/data/throughput")
    made = [(g.article.text, {name: list(i) for name, i in g.answers.items()}) for g in golds]
    assert all(len(items) == RECORDS for _, of_types in made for items in of_types.values())
    return made


def _cut() -> Material:
    """Gold articles, one after the other until they are long enough, and half of their records."""
    made: Material = []
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


def answer_types() -> list[type[Any]]:
    """What the three questions are answered with."""
    from dateline.pipeline.answers import answer_type
    from dateline.pipeline.types import RECORD_TYPES

    return [answer_type(t) for t in RECORD_TYPES]


def questions(text: str) -> list[tuple[Any, type[Any]]]:
    """What dateline asks about an article."""
    from dateline.testing import ScriptedProvider, run_scripted

    provider = ScriptedProvider({})
    run_scripted(Article.from_text(text, published=PUBLISHED), provider)
    by_type = {t.__name__: t for t in answer_types()}
    first = {t.__name__: messages for t, messages in reversed(provider.asked)}
    return [(list(first[name]), by_type[name]) for name in by_type]


# --- the server ----------------------------------------------------------------------------------


def start_server(folder: Path, answers: Answers = "complete") -> tuple[subprocess.Popen[str], str]:
    """The loopback server with the answers to everything that is asked, and its address."""
    made = [of_types for _, of_types in material(answers)]
    written: dict[str, list[str]] = {
        f"{name}List": [json.dumps({"items": a[name]}) for a in made] for name in made[0]
    }
    written["text"] = [
        json.dumps({"extractions": [{"statement": s["content"]} for s in a["Statement"]]})
        for a in made
    ]
    for of_class in ("incident", "statement", "policy"):
        written[of_class] = [json.dumps(_extractions(of_class, a)) for a in made]
    file = folder / "answers.json"
    file.write_text(json.dumps(written), "utf-8")
    command = [sys.executable, str(Path(__file__).with_name("loopback_server.py")), str(file)]
    server = subprocess.Popen(
        [*command, "--latency", str(LATENCY)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    return server, f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"


def _extractions(of_class: str, answers: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The same records as langextract writes them: a passage, and its attributes."""
    if of_class == "incident":
        told = [(i["evidence"][0], _of_incident(i)) for i in answers["Incident"]]
    elif of_class == "statement":
        told = [
            (s["content"], {k: s[k] for k in ("kind", "speaker", "cue")})
            for s in answers["Statement"]
        ]
    else:
        told = [(p["what"], {k: p[k] for k in ("kind", "when")}) for p in answers["PolicyContext"]]
    return {
        "extractions": [
            {of_class: passage, f"{of_class}_attributes": {k: v for k, v in told_of.items() if v}}
            for passage, told_of in told
        ]
    }


def _of_incident(incident: Mapping[str, Any]) -> dict[str, str | None]:
    def first(name: str) -> str | None:
        return next((one["mention"] for one in incident[name]), None)

    tolls = {toll["outcome"]: toll["count"] for toll in reversed(incident["casualties"])}
    plain = {name: incident[name] for name in ("kind", "weapon", "place", "when")}
    return {"perpetrator": first("perpetrators"), "target": first("targets"), **plain, **tolls}


def calls(url: str) -> int:
    """How many questions the server has answered."""
    with urllib.request.urlopen(url.replace("/v1", "/counts")) as answer:
        return int(json.load(answer).get("calls", 0))
