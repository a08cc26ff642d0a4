"""Keys taken out of other people's words."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from dateline.settings.scrub import scrub

KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=60)


@given(KEYS, st.sampled_from([str, repr, json.dumps, escape, quote, quote_plus]), st.booleans())
def test_no_escaped_form_of_a_key_is_left(key: str, form: object, twice: bool) -> None:
    """As servers and errors write it: plain, or escaped once or twice."""
    written = form(key)  # type: ignore[operator]
    if twice:
        written = json.dumps(written)
    assert scrub(f"Key <{written}>.", SecretStr(key)).strip("Key <>.\"'\\") == "***"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("A key x is no key.", "A key *** is no key."), ("xxl", "xxl"), ("", "")],
)
def test_a_short_key_leaves_the_words_around_it(words: str, expected: str) -> None:
    """A server of the user's own is often given a letter for a key."""
    assert scrub(words, SecretStr("x")) == expected


def test_without_a_key_nothing_is_changed() -> None:
    """There is nothing to hide."""
    assert scrub("none needed", None) == "none needed"
    assert scrub("none needed", SecretStr("")) == "none needed"
