"""Words of a lexicon, compiled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.survey.lexicon import load_lexicon, words

_PATTERNS = ("car", "car bomb", "a cart", "(?:car|truck)s?", "cars?", "bo?mb", "x|carpet", "Carr")


def _plainly(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One alternative after the other, the longest first."""
    ordered = sorted(patterns, key=len, reverse=True)
    joined = "|".join(p.replace(" ", r"\s") for p in ordered)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


_TEXTS = st.lists(
    st.sampled_from(["car", "Cars", "BOMB", "a", "cart", "x", "carpet", "truck", "-"])
)


@given(_TEXTS, st.lists(st.sampled_from(_PATTERNS), min_size=1, unique=True))
def test_patterns_grouped_by_letter_find_what_they_find_one_by_one(
    parts: list[str], patterns: list[str]
) -> None:
    """The longest still comes first, also where a pattern with a choice stands between."""
    text = " ".join(parts)
    expected = [m.span() for m in _plainly(tuple(patterns)).finditer(text)]
    assert [m.span() for m in words(patterns).finditer(text)] == expected


@pytest.mark.parametrize("word", ["said", "Said", "SAID"])
def test_case_does_not_matter(word: str) -> None:
    """A reporting verb is one at the head of a sentence and in a headline too."""
    assert load_lexicon("en").cue_words.fullmatch(word)


def test_case_matters_where_it_is_asked_for() -> None:
    """A name is no word in small letters."""
    assert words(["May"], case=True).fullmatch("May")
    assert words(["May"], case=True).fullmatch("may") is None


def test_an_actor_has_a_kind() -> None:
    """By ACLED's categories; words for nobody have none."""
    lexicon = load_lexicon("en")
    assert lexicon.actor_kind("the militants") == "Rebel group"
    assert lexicon.actor_kind("nobody at all") is None
