"""Gold documents read by dateline's coders, with what it took."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from coders_table import DEVELOPMENT, OWN, PARTS
from corpora import corpora

from dateline import Extractor, Settings
from dateline.errors import DatelineError
from dateline.evaluation import GoldDocument, Scores, Tally, score_document, score_sentences
from dateline.evaluation.corpora import load_corpus, sample
from dateline.evaluation.scoring import records_of
from dateline.models import Extraction
from dateline.pipeline.records import Records
from dateline.settings import Coders
from dateline.survey import survey
from dateline.syntax import load_parser


@dataclass(frozen=True)
class Reading:
    """What a reader made of a document.

    Attributes:
        document: The gold.
        records: The records; none where it failed.
        cpu: Seconds of this process's CPU.
        seconds: Seconds that passed.
        extraction: The whole result, where dateline read.
        problems: What went wrong.
        written: How many values a peer wrote, and how many of them stand in the article.
    """

    document: GoldDocument
    records: Records = field(default_factory=Records)
    cpu: float = 0.0
    seconds: float = 0.0
    extraction: Extraction | None = None
    problems: tuple[str, ...] = ()
    written: Tally = field(default_factory=Tally)

    @cached_property
    def scores(self) -> Scores:
        """The tallies of all metrics that the document has gold for."""
        scores = dict(score_document(self.document, self.records))
        if self.extraction is not None and self.document.sentences:
            seen = survey(self.document.article, load_parser()).violent_sentences
            spans = [(s.start, s.end) for s in seen]
            scores["sentence.seen"] = score_sentences(self.document, spans)["sentence"]
        return scores


Reader = Callable[[GoldDocument], Reading]
ByReader = dict[str, dict[str, list[Reading]]]
"""Readings by corpus, then by reader."""


def load(documents: int, *, parts: bool = False) -> dict[str, tuple[GoldDocument, ...]]:
    """A seeded sample of each corpus.

    Args:
        documents: The most of one corpus.
        parts: Whether the gold set is given by its two halves, all of both, and the articles
            written for learning beside it.
    """
    own = {p: load_corpus(p) for p in (*PARTS, DEVELOPMENT)} if parts else {OWN: load_corpus(OWN)}
    shared = {c: load_corpus(c) for c in ("polnear/dev", "muc4/dev", "wikievents/dev")}
    sampled = {c: sample(d, documents) for c, d in shared.items()}
    return (own if parts else {c: sample(d, documents) for c, d in own.items()}) | sampled


def coder(coders: Coders, provider: str) -> Reader:
    """Dateline with these coders; the parser alone asks no provider."""
    extractor = Extractor(
        "parser" if coders == "parser" else provider, settings=Settings(coders=coders)
    )

    def read(document: GoldDocument) -> Reading:
        clock, cpu = time.perf_counter(), time.process_time()
        try:
            extraction = extractor.extract(document.article)
        except DatelineError as error:
            return Reading(document, seconds=time.perf_counter() - clock, problems=(str(error),))
        return Reading(
            document,
            records_of(extraction),
            cpu=time.process_time() - cpu,
            seconds=time.perf_counter() - clock,
            extraction=extraction,
        )

    return read


def read_each(
    name: str, read: Reader, documents: Mapping[str, Sequence[GoldDocument]]
) -> dict[str, list[Reading]]:
    """All documents read by one reader, with a line of progress for each corpus."""
    found = {}
    for corpus, of_corpus in documents.items():
        began = time.perf_counter()
        found[corpus] = [read(document) for document in of_corpus]
        took = time.perf_counter() - began
        print(f"{name}: {corpus}, {len(of_corpus)} documents, {took:.0f} s", file=sys.stderr)
    return found


def read_by_coders(
    gold: Mapping[str, Sequence[GoldDocument]], names: Sequence[Coders], provider: str
) -> ByReader:
    """The same documents read by each choice of coders."""
    readings: ByReader = {corpus: {} for corpus in gold}
    for name in names:
        for corpus, found in read_each(name, coder(name, provider), gold).items():
            readings[corpus][name] = found
    return readings


def spread(count: int, wanted: int) -> list[int]:
    """So many of `count` numbers, from all over them."""
    return [n * count // wanted for n in range(wanted)] if wanted < count else list(range(count))


def seed_article() -> dict[str, Any] | None:
    """What `seed.py` makes of the seed article, read by the parser; None where it is not there."""
    if not (corpora() / "seed" / "gold.json").is_file():
        return None
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "seed.json")
        script = str(Path(__file__).with_name("seed.py"))
        command = [sys.executable, script, "--provider", "parser", "--json", str(out)]
        subprocess.run(command, capture_output=True, check=False)  # it may fall short
        score: dict[str, Any] = json.loads(out.read_text("utf-8"))["score"]
    return score


def cpu_of(readings: Sequence[Reading], words: int) -> float:
    """CPU seconds of an article of so many words: all seconds by all words."""
    read = sum(len(r.document.article.text.split()) for r in readings)
    return words * sum(r.cpu for r in readings) / read if read else 0.0


def is_same(read: Reader, readings: Sequence[Reading]) -> Iterator[bool]:
    """Whether documents that are read once more give the same."""
    for first in readings:
        pair = (first.extraction, read(first.document).extraction)
        dumped = [e.model_dump(exclude={"receipt"}) if e else None for e in pair]
        yield dumped[0] == dumped[1]


def found_by(records: Records, who: str) -> Records:
    """The records that the model, the parser or both have."""
    return Records(
        tuple(r for r in records.incidents if r.found_by == who),
        tuple(r for r in records.statements if r.found_by == who),
        tuple(r for r in records.policy if r.found_by == who),
    )


def precision_by_finder(
    metric: str, readings: Mapping[str, Sequence[Reading]]
) -> dict[str, Tally] | None:
    """The tallies of a metric of what both coders have, of what one alone has, and of each coder.

    Args:
        metric: Of which the precision is wanted.
        readings: Of the coders "model", "parser" and "both", of the same documents.
    """
    tallies = {
        name: _sum(metric, [(r.document, found_by(r.records, who)) for r in readings["both"]])
        for name, who in (
            ("both", "both"),
            ("the model alone", "model"),
            ("the parser alone", "parser"),
        )
    }
    for name in ("model", "parser"):
        tallies[f"all of the {name}"] = _sum(
            metric, [(r.document, r.records) for r in readings[name]]
        )
    return tallies if any(t.predicted for t in tallies.values()) else None


def _sum(metric: str, read: Sequence[tuple[GoldDocument, Records]]) -> Tally:
    return sum((score_document(d, r).get(metric, Tally()) for d, r in read), Tally())
