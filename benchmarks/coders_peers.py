"""What else there is, with the same embedded model: instructor, and langextract.

What a peer writes becomes drafts of dateline's own record types, and these go through dateline's
grounding (which keeps what it does not find, so that it counts as predicted), its resolvers and
its scorer. So a peer gets codes of places, days and counts that it has no notion of.
"""

from __future__ import annotations

import json
import logging
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from coders_read import Reader, Reading
from pydantic import BaseModel, ValidationError
from throughput import questions

from dateline.evaluation import GoldArticle, GoldDocument, Tally
from dateline.models import Article, Record, draft_model
from dateline.models.vocabulary import IncidentKind, PolicyKind, StatementKind
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.ground import Strictness, ground
from dateline.pipeline.records import Records
from dateline.pipeline.types import RECORD_TYPES, RecordType
from dateline.providers.embedded import start_server
from dateline.providers.weights import model_file
from dateline.survey import survey

MODEL = "gemma-3-270m"
# Chosen from a list, and not copied.
_CHOSEN = frozenset({"kind", "realis", "status", "act", "basis", "outcome", "actor_kind"})
_BY_NAME = {t.name: t for t in RECORD_TYPES}
_CLASSES = {"incident": "incident", "statement": "statement", "policy": "policy-context"}
_KINDS = frozenset(str(kind.value) for kind in IncidentKind)
_POLICY_KINDS = frozenset(get_args(PolicyKind))
_OUTCOMES = ("killed", "wounded", "captured")


@dataclass(frozen=True)
class Bounds:
    """How much a peer may write, and how long it may take over a document."""

    tokens: int
    seconds: float


def wanted(document: GoldDocument) -> list[str]:
    """The record types that a document has gold for: a peer is asked for no others."""
    if document.gold is not None:
        return list(_BY_NAME)
    return ["statement"] if document.statements is not None else ["incident"]


# --- from drafts to records ----------------------------------------------------------------------


def read_as(
    document: GoldDocument, drafts: Sequence[tuple[str, Any]], problems: Sequence[str], took: float
) -> Reading:
    """What a peer wrote, as records of the article."""
    article = document.article
    found = [_grounded(draft, _BY_NAME[name], article) for name, draft in drafts]
    kept = Records.of(record for record in found if record is not None)
    values = [value for _, draft in drafts for value in _copied(draft)]
    standing = sum(article.locate(value) is not None for value in values)
    assembly = Assembly(article, survey(article), "model", coders="model")
    return Reading(
        document,
        assembly.finished(kept).records,
        seconds=took,
        problems=tuple(problems),
        written=Tally(standing, len(values), len(values)),
    )


def read_gold_words(gold: GoldArticle, document: GoldDocument) -> Reading:
    """The article as somebody would read it who copies the words that the gold has."""
    drafts = [
        (t.name, draft_model(t.model).model_validate(answer))
        for t in RECORD_TYPES
        for answer in gold.answers.get(t.model.__name__, ())
    ]
    return read_as(document, drafts, (), 0.0)


def _grounded(draft: Any, record_type: RecordType, article: Article) -> Record | None:
    return ground(draft, record_type.model, article, strictness=Strictness(keep=True)).record


def _copied(value: Any, name: str = "") -> Iterator[str]:
    """The words of a draft that should stand in the article."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _copied(getattr(value, field), field)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _copied(item, name)
    elif isinstance(value, str) and value.strip() and name not in _CHOSEN:
        yield value


# --- instructor ----------------------------------------------------------------------------------


def instructor_reader(bounds: Bounds) -> Reader:
    """A bare call for each record type: dateline's own schemas and messages."""
    import instructor
    import openai

    logging.getLogger("instructor").setLevel(logging.CRITICAL)  # failures are in the table

    server = start_server(model_file(MODEL))
    sdk = openai.OpenAI(base_url=server.url, api_key=server.key, max_retries=0)
    client = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)

    def read(document: GoldDocument) -> Reading:
        asked = dict(zip(_BY_NAME, questions(document.article.text), strict=True))
        began, drafts, problems = time.perf_counter(), [], []
        for name in wanted(document):
            messages, answer_type = asked[name]
            left = bounds.seconds - (time.perf_counter() - began)
            try:
                answer = client.create(
                    model=MODEL,
                    messages=messages,
                    response_model=answer_type,
                    max_retries=0,
                    max_tokens=bounds.tokens,
                    temperature=0.0,
                    timeout=max(1.0, left),
                )
                drafts += [(name, item) for item in answer.items]
            except Exception as error:  # whatever a peer raises is its result
                problems.append(_kind(error))
        return read_as(document, drafts, problems, time.perf_counter() - began)

    return read


def _kind(error: BaseException) -> str:
    """The error under those of instructor's and tenacity's retries."""
    while error.__cause__ is not None and "Retry" in type(error).__name__:
        error = error.__cause__
    return type(error).__name__


# --- langextract ---------------------------------------------------------------------------------


def langextract_reader(bounds: Bounds, python: str) -> Reader:
    """langextract with its own prompt, chunks and aligner, in a process of its own."""
    server = start_server(model_file(MODEL))
    asked = {"url": server.url, "key": server.key, "model": MODEL, "max_tokens": bounds.tokens}
    command = [python, str(Path(__file__).with_name("langextract_peer.py"))]

    def read(document: GoldDocument) -> Reading:
        types = wanted(document)
        classes = [name for name, record_type in _CLASSES.items() if record_type in types]
        given = json.dumps({**asked, "classes": classes, "text": document.article.text})
        began = time.perf_counter()
        try:
            ended = subprocess.run(
                command, input=given, capture_output=True, text=True, timeout=bounds.seconds
            )
            found = json.loads(ended.stdout) if ended.returncode == 0 else []
            problems = [] if ended.returncode == 0 else [_last(ended.stderr)]
        except subprocess.TimeoutExpired:
            found, problems = [], ["out of time"]
        took = time.perf_counter() - began
        return read_as(document, list(drafts_of(found, document.article)), problems, took)

    return read


def _last(text: str) -> str:
    """The kind of the error that a process ended with."""
    lines = text.strip().splitlines() or [""]
    return lines[-1].partition(":")[0].rpartition(".")[2]


def drafts_of(found: Sequence[Mapping[str, Any]], article: Article) -> Iterator[tuple[str, Any]]:
    """langextract's extractions as drafts. What its aligner found is the article's own words."""
    for one in found:
        record_type = _CLASSES.get(one["class"])
        if record_type is None:
            continue
        words = article.text[slice(*one["span"])] if one["span"] else one["text"]
        told = {k: _first(v) for k, v in one["attributes"].items() if _first(v)}
        values = {"incident": _incident, "statement": _statement, "policy-context": _policy}
        try:
            draft = draft_model(_BY_NAME[record_type].model).model_validate(
                values[record_type](words, told)
            )
        except ValidationError:
            continue
        yield record_type, draft


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "").strip()


def _incident(words: str, told: Mapping[str, str]) -> dict[str, Any]:
    actor = {"actor_kind": None}
    basis = {"basis": "stated_as_fact", "according_to": None}
    tolls = [
        {"outcome": o, "count": told[o], "group": None, "according_to": None, "realis": "actual"}
        for o in _OUTCOMES
        if o in told
    ]
    return {
        "kind": told["kind"] if told.get("kind") in _KINDS else "Attack",
        "realis": "actual",
        "perpetrators": [{"mention": told["perpetrator"], **actor, **basis}]
        if "perpetrator" in told
        else [],
        "targets": [{"mention": told["target"], **actor}] if "target" in told else [],
        "claim": {"status": "not_mentioned", "by": None},
        "weapon": told.get("weapon"),
        "casualties": tolls,
        "place": told.get("place"),
        "when": told.get("when"),
        "evidence": [words],
    }


def _statement(words: str, told: Mapping[str, str]) -> dict[str, Any]:
    kind = told.get("kind")
    return {
        "kind": kind if kind in get_args(StatementKind) else "indirect",
        "content": words,
        "speaker": told.get("speaker"),
        "resolved_speaker": None,
        "speaker_role": None,
        "anonymous": False,
        "cue": told.get("cue"),
        "act": "assert",
    }


def _policy(words: str, told: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": told["kind"] if told.get("kind") in _POLICY_KINDS else "background",
        "what": words,
        "actors": [],
        "when": told.get("when"),
        "status": "unknown",
        "evidence": [],
    }
