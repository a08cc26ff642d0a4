"""Tolls of sentences that were annotated before any reader saw them; half of them only counted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

DATA = tomllib.loads((Path(__file__).parent / "data" / "fresh.toml").read_text("utf-8"))
LEARNT, COUNTED = DATA["sentences"][::2], DATA["sentences"][1::2]


def is_right(entry: dict[str, Any]) -> bool:
    """Whether every toll of a sentence is read, with its words and realis, and no other."""
    found = sorted(
        [toll.outcome, toll.count.text, *(["not actual"] if sentence.is_bent(toll) else [])]
        for sentence in survey(Article.from_text(entry["text"]), load_parser()).sentences
        for toll in (*sentence.tolls, *sentence.singles)
    )
    return found in (sorted(entry["tolls"]), sorted(entry.get("alternatives", entry["tolls"])))


@pytest.mark.parametrize(("half", "least"), [(LEARNT, 0.7), (COUNTED, 0.65)])
def test_sentences_are_read_as_annotated(half: Sequence[dict[str, Any]], least: float) -> None:
    """The second half was never looked at to write a rule."""
    assert sum(map(is_right, half)) / len(half) >= least
