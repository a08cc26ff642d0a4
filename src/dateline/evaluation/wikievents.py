"""WikiEvents read: event triggers and arguments of news pages (Li, Ji and Han, NAACL 2021)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence, Set
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.evaluation.documents import GoldDocument, Sentence
from dateline.models import Article

REPORTED = ("Conflict.Attack", "Life.Die", "Life.Injure")
"""The event types whose triggers make a sentence a positive one."""
# Some names hold the day: "64_VOA_EN_NW_2017.06.05.3887168".
_DAY = re.compile(r"_(\d{4})\.(\d\d)\.(\d\d)\.")


def read_wikievents(file: Path, corpus: str = "wikievents") -> tuple[GoldDocument, ...]:
    """The documents of a JSON Lines file, in its order.

    Raises:
        InputError: It cannot be read, or is none of that kind.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
        return tuple(_document(json.loads(line), corpus) for line in lines if line.strip())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{str(file)!r} is no WikiEvents file: {error!r}.") from error


def _document(data: Any, corpus: str) -> GoldDocument:
    positive = {
        event["trigger"]["sent_idx"]
        for event in data["event_mentions"]
        if event["event_type"].startswith(REPORTED)
    }
    day = _DAY.search(data["doc_id"])
    return GoldDocument(
        corpus=corpus,
        id=data["doc_id"],
        article=Article.from_text(
            data["text"], published=date(*map(int, day.groups())) if day else None
        ),
        sentences=tuple(_sentences(data["text"], [s for _, s in data["sentences"]], positive)),
    )


def _sentences(text: str, sentences: Sequence[str], positive: Set[int]) -> Iterator[Sentence]:
    """Where the sentences stand, one after the other.

    The offsets of the data are those of another text, with a character between any two sentences.
    """
    at = 0
    for number, words in enumerate(sentences):
        at = text.index(words, at)
        yield Sentence(at, at + len(words), number in positive)
        at += len(words)
