"""The gate: what each metric reached on each corpus, and must reach again.

A floor is the value that was measured, rounded down; the file says of which corpus, prompts and
code. A floor rises by itself when floors are set again. It goes down only when that is asked for
with a reason, which the file keeps.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError
from dateline.evaluation.corpora import SEED, digest
from dateline.evaluation.metrics import BY_NAME
from dateline.evaluation.readers import code_digest, prompts_digest
from dateline.evaluation.results import CorpusResult

GATED = (
    *("incident", "incident.kind", "incident.realis", "toll.exact", "toll.in_range"),
    *("place.country", "place.admin1", "when.day", "policy", "policy.kind"),
    *("statement", "statement.direct", "statement.mixed", "statement.indirect"),
    *("statement.speaker", "statement.cue", "statement.act"),
    *("relevant", "role", "role.head", "sentence", "grounding", "noise"),
)
"""The metrics that have floors, where the corpus allows them."""
_STEP = 1000  # floors are rounded to thousandths, in favour of whoever is measured


@dataclass(frozen=True, slots=True)
class CorpusFloors:
    """The floors of one corpus.

    Attributes:
        limit: How many of its documents are read; all if None.
        digest: Of those documents with their gold.
        floors: By metric; of one of which the least is best, a ceiling.
    """

    limit: int | None
    digest: str
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that went down, and why."""

    corpus: str
    metric: str
    before: float
    after: float
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Floors:
    """A file of floors.

    Attributes:
        provider: Who is measured.
        seed: Of the draw of documents.
        code: A digest of the code that they were measured with.
        prompts: A digest of its prompts.
        corpora: By name.
        lowered: What went down, the oldest first.
    """

    provider: str
    seed: int = SEED
    code: str = ""
    prompts: str = ""
    corpora: Mapping[str, CorpusFloors] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()


def read_floors(file: Path) -> Floors:
    """The floors of a file.

    Raises:
        ConfigError: It cannot be read, or is no such file.
    """
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        return Floors(
            provider=data["provider"],
            seed=data["seed"],
            code=data["code"],
            prompts=data["prompts"],
            corpora={name: _corpus(c) for name, c in data.get("corpora", {}).items()},
            lowered=tuple(Lowered(**entry) for entry in data.get("lowered", ())),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"The floors {str(file)!r} cannot be read: {error!r}.") from error


def _corpus(data: Mapping[str, Any]) -> CorpusFloors:
    return CorpusFloors(data.get("limit"), data.get("digest", ""), data.get("floors", {}))


def breaches(floors: Floors, results: Sequence[CorpusResult]) -> list[str]:
    """What does not hold, a sentence for each; none where all do."""
    found = []
    for result in results:
        of_corpus = floors.corpora[result.corpus]
        if of_corpus.digest != digest(result.documents):
            found.append(f"{result.corpus}: its documents are others; set the floors again.")
            continue
        found += [
            f"{result.corpus}: {outcome.document.id} could not be read: {outcome.problem}"
            for outcome in result.readers[0].failed
        ]
        for name, floor in of_corpus.floors.items():
            value = _values(result).get(name)
            if value is None or (value != floor and BY_NAME[name].is_better(floor, value)):
                bound = "floor" if BY_NAME[name].best == "most" else "ceiling"
                shown = "not measured" if value is None else f"{value:.3f}"
                found.append(f"{result.corpus}: {name} is {shown}, its {bound} {floor:.3f}")
    return found


def measured(
    floors: Floors, results: Sequence[CorpusResult], *, reason: str | None, today: date
) -> Floors:
    """The floors raised to what was measured; lowered too where there is a reason for it.

    Args:
        floors: Those before; corpora that were not measured keep theirs.
        results: What was measured.
        reason: Why floors may go down; None where they may not.
        today: The day to put beside the reason.
    """
    corpora, lowered = dict(floors.corpora), list(floors.lowered)
    for result in results:
        before = floors.corpora[result.corpus]
        after = dict(_raised(before.floors, _values(result), lower=reason is not None))
        if reason is not None:
            lowered += [
                Lowered(result.corpus, name, before.floors[name], value, reason, today)
                for name, value in after.items()
                if name in before.floors and BY_NAME[name].is_better(before.floors[name], value)
            ]
        corpora[result.corpus] = CorpusFloors(before.limit, digest(result.documents), after)
    return replace(
        floors,
        code=code_digest(),
        prompts=prompts_digest(),
        corpora=corpora,
        lowered=tuple(lowered),
    )


def _values(result: CorpusResult) -> dict[str, float]:
    """What was measured, rounded so that it is no harder to reach again."""
    values = {}
    for name in GATED:
        figure = result.readers[0].figures.get(name)
        if figure is not None and figure.value is not None:
            steps = round(figure.value * _STEP, 6)  # 0.29 * 1000 is 289.99999999999994
            most = figure.metric.best == "most"
            values[name] = (math.floor(steps) if most else math.ceil(steps)) / _STEP
    return values


def _raised(
    before: Mapping[str, float], values: Mapping[str, float], *, lower: bool
) -> Iterator[tuple[str, float]]:
    for name in GATED:
        had, now = before.get(name), values.get(name)
        if had is None or (now is not None and (lower or BY_NAME[name].is_better(now, had))):
            if now is not None:
                yield name, now
        elif not (lower and now is None):
            yield name, had


def as_toml(floors: Floors) -> str:
    """The file: the same for the same floors."""
    return "\n".join(_lines(floors)) + "\n"


def _lines(floors: Floors) -> Iterator[str]:
    yield "# What each metric must reach: see docs/evaluation.md. Written by tools/gate.py; the"
    yield "# provider, the seed and the limits are set by hand."
    yield f"provider = {json.dumps(floors.provider)}"
    yield f"seed = {floors.seed}"
    yield f"code = {json.dumps(floors.code)}"
    yield f"prompts = {json.dumps(floors.prompts)}"
    for name, corpus in floors.corpora.items():
        yield ""
        yield f"[corpora.{json.dumps(name)}]"
        if corpus.limit is not None:
            yield f"limit = {corpus.limit}"
        yield f"digest = {json.dumps(corpus.digest)}"
        yield f"[corpora.{json.dumps(name)}.floors]"
        yield from (f"{json.dumps(m)} = {value:.3f}" for m, value in corpus.floors.items())
    for entry in floors.lowered:
        yield ""
        yield "[[lowered]]"
        yield f"corpus = {json.dumps(entry.corpus)}"
        yield f"metric = {json.dumps(entry.metric)}"
        yield f"before = {entry.before:.3f}"
        yield f"after = {entry.after:.3f}"
        yield f"reason = {json.dumps(entry.reason, ensure_ascii=False)}"
        yield f"on = {entry.on.isoformat()}"
