"""Which gold is meant: the shipped set, a corpus of DATELINE_CORPORA, or a file of the user's."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib.resources import as_file
from pathlib import Path

from dateline.errors import InputError
from dateline.evaluation.documents import GoldDocument
from dateline.evaluation.extractions import read_extractions
from dateline.evaluation.gold import Split
from dateline.evaluation.muc4 import read_muc4
from dateline.evaluation.own import read_folder
from dateline.evaluation.polnear import read_polnear
from dateline.evaluation.wikievents import read_wikievents
from dateline.pipeline.records import Records
from dateline.prompts.data import data_dir

VARIABLE = "DATELINE_CORPORA"
OWN = ("own", "own/tuning", "own/held-out", "own/development")
"""The shipped gold set, its two parts, and articles beside it that were written to learn from."""
CORPORA = ("polnear/train", "polnear/dev", "muc4/train", "muc4/dev", "wikievents/dev")
"""The corpora that are found through DATELINE_CORPORA."""
SEED = 20260101


def load_corpus(name: str) -> tuple[GoldDocument, ...]:
    """The documents of a corpus.

    Args:
        name: One of `OWN` or `CORPORA`, or the path of a file or a folder.

    Raises:
        InputError: There is no such gold, or it cannot be read.
    """
    if name in OWN:
        return _shipped(name)
    if name in CORPORA:
        return _shared(name)
    path = Path(name)
    if not path.exists():
        known = ", ".join((*OWN, *CORPORA))
        raise InputError(f"There is no gold {name!r}.", hint=f"Name a file, a folder, or: {known}.")
    return _at(path)


def _shipped(name: str) -> tuple[GoldDocument, ...]:
    splits: dict[str, Split] = {"own/tuning": "tuning", "own/held-out": "held-out"}
    with as_file(data_dir("gold")) as gold:
        folder = gold / "development" if name == "own/development" else gold
        return read_folder(folder, name, splits.get(name))


def _shared(name: str) -> tuple[GoldDocument, ...]:
    folder = os.environ.get(VARIABLE)
    if not folder:
        raise InputError(
            f"{name!r} is not shipped.", hint=f"Set {VARIABLE} to the folder that holds {name}."
        )
    corpus = name.partition("/")[0]
    ending = {"polnear": "", "muc4": ".json", "wikievents": ".jsonl"}[corpus]
    path = Path(folder, f"{name}{ending}")
    if not path.exists():
        raise InputError(f"{VARIABLE}={folder!r} has no {name}{ending}.")
    return _at(path, name)


def is_there(name: str) -> bool:
    """Whether a named corpus can be read here."""
    try:
        return bool(load_corpus(name))
    except InputError:
        return False


def _at(path: Path, name: str | None = None) -> tuple[GoldDocument, ...]:
    """The gold of a path, by what it looks like."""
    corpus = name or path.stem
    if path.is_dir():
        if (path / "attributions").is_dir():
            return read_polnear(path, corpus)
        return read_folder(path, corpus)
    return _reader(path)(path, corpus)


def _reader(file: Path) -> Callable[[Path, str], tuple[GoldDocument, ...]]:
    try:
        with file.open(encoding="utf-8") as opened:
            first = json.loads(next((line for line in opened if line.strip()), "null"))
    except (OSError, ValueError) as error:
        raise InputError(f"The gold {str(file)!r} is no JSON Lines: {error}.") from error
    keys = set(first) if isinstance(first, dict) else set()
    if {"doctext", "templates"} <= keys:
        return read_muc4
    if {"doc_id", "event_mentions"} <= keys:
        return read_wikievents
    if "article" in keys:
        return read_extractions
    raise InputError(
        f"The gold {str(file)!r} is of no known kind.",
        hint="A line is an extraction with an article, or as MUC-4 or WikiEvents have it.",
    )


def sample(
    documents: Sequence[GoldDocument], limit: int | None, seed: int = SEED
) -> tuple[GoldDocument, ...]:
    """At most `limit` of the documents, drawn by a seed; the same whenever they are the same."""
    if limit is None or limit >= len(documents):
        return tuple(documents)
    numbers = sorted(range(len(documents)), key=lambda n: documents[n].id)
    draw = random.Random(f"{seed} {documents[0].corpus}")  # noqa: S311  # no secret
    drawn = draw.sample(numbers, limit)
    return tuple(documents[n] for n in sorted(drawn))


def digest(documents: Sequence[GoldDocument]) -> str:
    """A digest of articles and gold: it changes where either does."""
    whole = sha256()
    for document in documents:
        held = document.gold.records if document.gold else Records()
        records = (*held.incidents, *held.statements, *held.policy)
        parts = (
            document.id,
            document.article.text,
            document.article.published,
            [record.model_dump_json(exclude_defaults=True) for record in records],
            document.gold and (document.gold.optional, document.gold.noise),
            document.statements,
            document.roles,
            document.sentences,
            document.relevant,
        )
        whole.update(repr(parts).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:16]
