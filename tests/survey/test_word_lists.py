"""Lists of words in the lexicons' files, and the code that reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.survey.word_lists import any_of, read_lexicon, word_set

READ_BY = [
    ("survey/parsed/**/*.py", "event_words", "events", "words"),
    ("survey/parsed/**/*.py", "words_of", "policy", "words"),
    ("survey/parsed/**/*.py", "words_for", "en_speech", "sources"),
    ("survey/toll_counts.py", "_figures", "en_tolls", "figures"),
    ("survey/**/*.py", "resumed_words", "en_tolls", "resumed"),
    ("survey/toll_statistics.py", "_statistics", "en_tolls", "statistics"),
    ("survey/unreal.py", "_shape", "en_unreal", "shapes"),
    ("pipeline/toll_parts.py", "_words", "en_tolls", "parts"),
    ("pipeline/toll_breakdown.py", "_words", "en_tolls", "left"),
    ("survey/parsed/tolls/standing.py", "_standing", "en_tolls", "standing"),
    ("pipeline/toll_*.py", "again_words", "en_tolls", "again"),
    ("pipeline/toll_*.py", "stray_words", "en_tolls", "strays"),
]


@pytest.mark.parametrize(("files", "reader", "file", "table"), READ_BY)
def test_the_lists_that_are_read_are_those_that_there_are(
    root: Path, files: str, reader: str, file: str, table: str
) -> None:
    """A list that nobody names is left over; a name without a list fails in some sentence."""
    folder = root / "src" / "dateline"
    code = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob(files)))
    named = set(re.findall(rf'\b{reader}\("(\w+)"\)', code))
    assert named == read_lexicon(file)[table].keys()
    assert all(word_set(file, table, name) for name in named)


def test_white_space_in_a_pattern_is_any() -> None:
    """Scraped text has no-break spaces."""
    assert re.fullmatch(any_of(["at large", "safe"]), "at\u00a0large")
