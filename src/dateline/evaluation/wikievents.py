"""WikiEvents read: event triggers and arguments of news pages (Li, Ji and Han, NAACL 2021)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date
from pathlib import Path
from typing import Any

from dateline.evaluation.documents import GoldDocument, Sentence
from dateline.evaluation.json_lines import read_json_lines
from dateline.models import Article

REPORTED = ("Conflict.Attack", "Life.Die", "Life.Injure")
"""The event types whose triggers make a sentence a positive one."""
# Some names hold the day: "64_VOA_EN_NW_2017.06.05.3887168".
_DAY = re.compile(r"_(\d{4})\.(\d\d)\.(\d\d)\.")


def read_wikievents(file: Path, corpus: str = "wikievents") -> tuple[GoldDocument, ...]:
    """The documents of a JSON Lines file, in its order.

    Args:
        file: A file of WikiEvents' JSON Lines.
        corpus: What the corpus is called in results.

    Raises:
        InputError: It cannot be read, or is none of that kind.
    """
    return read_json_lines(file, "WikiEvents", lambda data: _document(data, corpus))


def _document(data: Any, corpus: str) -> GoldDocument:
    positive = {
        event["trigger"]["sent_idx"]
        for event in data["event_mentions"]
        if event["event_type"].startswith(REPORTED)
    }
    day = _DAY.search(data["doc_id"])
    # The field `text` has nothing between two sentences, where the pages had white space.
    sentences = [words for _, words in data["sentences"]]
    text = "\n".join(sentences)
    return GoldDocument(
        corpus=corpus,
        id=data["doc_id"],
        article=Article.from_text(text, published=date(*map(int, day.groups())) if day else None),
        sentences=tuple(_sentences(text, sentences, positive)),
    )


def _sentences(text: str, sentences: Sequence[str], positive: Set[int]) -> Iterator[Sentence]:
    """Where the sentences stand, one after the other."""
    at = 0
    for number, words in enumerate(sentences):
        at = text.index(words, at)
        yield Sentence(at, at + len(words), number in positive)
        at += len(words)
