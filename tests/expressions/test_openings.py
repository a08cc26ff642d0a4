"""Alternatives sorted by their first letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.expressions.openings import by_opening, first_letters

_PATTERNS = (
    "shot",
    "shots? fired",
    "(?:shot|shoots) dead",
    "(?:the )?shot",
    "(?:an? |the )?(?:dead|shoot)s?",
    "(?:sh|d)*ot",
    "d?ead|the",
    r"\(?shot\)",
    "[st|(]hot",
    r"\w+ dead",
    "s(?:hot|o)(?: dead)?",
    "sho(?:t|ots)",
)
_TEXTS = st.lists(
    st.sampled_from(
        ["shot", "shots", "shoots", "fired", "dead", "the", "an", "ead", "thot", "(shot)", "so"]
    )
)


@pytest.mark.parametrize("case", [True, False])
@given(_TEXTS, st.lists(st.sampled_from(_PATTERNS), min_size=1, max_size=9))
def test_sorted_patterns_find_what_they_find_one_behind_the_other(
    case: bool, parts: list[str], patterns: list[str]
) -> None:
    """The same stretches, though of two patterns that fit the one that came first counts."""
    text = " ".join(parts) if case else " ".join(parts).title()
    flags = 0 if case else re.IGNORECASE
    plain = re.compile(rf"\b(?:{'|'.join(f'(?:{p})' for p in patterns)})", flags)
    tidy = re.compile(rf"\b(?:{by_opening(patterns, case=case)})")
    found, expected = ([m.span() for m in p.finditer(text)] for p in (tidy, plain))
    assert found == expected


def test_no_patterns_are_no_alternation() -> None:
    """What stands for nothing is for the caller to say."""
    assert by_opening([]) == ""


def test_a_group_that_is_not_closed_is_refused() -> None:
    """Such a pattern would not compile either."""
    with pytest.raises(ValueError, match="not closed"):
        by_opening(["(?:shot"])


@given(_TEXTS, st.lists(st.sampled_from(_PATTERNS), min_size=1, max_size=9))
def test_nothing_is_found_where_no_first_letter_stands(
    parts: list[str], patterns: list[str]
) -> None:
    """The letters are those that matches begin with, or None where a match may with any."""
    letters = first_letters(patterns)
    text = " ".join(parts)
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            assert letters is None or match[0][0] in letters
