"""Single sentences as newsrooms write them, each with the tolls that it holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.models import Span
from dateline.survey.frames import Frames
from dateline.survey.lexicon import load_lexicon
from dateline.survey.tolls import find_tolls

DATA = tomllib.loads((Path(__file__).parent / "data" / "tolls.toml").read_text("utf-8"))
SENTENCES = DATA["sentences"]
SEEN = [s for number, s in enumerate(SENTENCES) if number % 3 != 2]
ASIDE = [s for number, s in enumerate(SENTENCES) if number % 3 == 2]
# What the survey is known to read otherwise; a rule that mends one takes it off this list.
KNOWN = frozenset(DATA["known"])


def errors(entry: dict[str, Any]) -> list[str]:
    """What is missed, falsely read, or taken for a threat or for none."""
    text = entry["text"]
    sentence = Span(start=0, end=len(text), text=text)
    left = list(find_tolls(text, sentence, load_lexicon("en")))
    found = []
    for outcome, words, *not_actual in entry["tolls"]:
        start = text.index(words)
        span = Span(start=start, end=start + len(words), text=words)
        hit = next((t for t in left if t.outcome == outcome and t.count.overlaps(span)), None)
        if hit is None:
            found.append(f"missed: {outcome} {words}")
            continue
        left.remove(hit)
        if Frames(text, sentence, load_lexicon("en"), None).happened(hit.count, hit.cue) == bool(
            not_actual
        ):
            found.append(f"realis: {words}")
    return found + [f"false: {t.outcome} {t.count.text}" for t in left]


@pytest.mark.parametrize("entry", SEEN, ids=lambda e: e["text"][:50])
def test_a_sentence_holds_these_tolls(entry: dict[str, Any]) -> None:
    """Every toll with its outcome, and no other."""
    if entry["text"] in KNOWN:
        pytest.xfail("known to be read otherwise")
    assert errors(entry) == []


def test_sentences_kept_aside_are_read_as_well() -> None:
    """The rules were written without a look at these."""
    right = sum(not errors(entry) for entry in ASIDE)
    assert right / len(ASIDE) >= 0.7
