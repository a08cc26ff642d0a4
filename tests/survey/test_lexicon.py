"""Words of a lexicon, compiled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models import Span
from dateline.survey.lexicon import load_lexicon, lowered, words
from dateline.survey.triggers import find_triggers

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


@given(st.text(st.sampled_from("aZéÉ“ İß中\n-"), max_size=30))
def test_only_ascii_letters_become_small(text: str) -> None:
    """Each in its place: a text in small letters has the article's offsets."""
    small = "".join(c.lower() if c.isascii() else c for c in text)
    assert lowered(text) == small


_TOLD = st.lists(
    st.sampled_from(
        """gunmen shot dead killed attack attacks on car bomb exploded protest protesters rally
        raid raided airstrike air strike abducted kidnapped arrested clashes shelling mob lynched
        looted suicide bomber ambush, heart fire fired at the a police peace stormed""".split()  # noqa: SIM905  # as they are read
    ),
    max_size=14,
)


@given(_TOLD)
def test_no_trigger_is_passed_over_for_its_letter(parts: list[str]) -> None:
    """Where a trigger stands, each of the patterns that fit there has found it."""
    lexicon = load_lexicon("en")
    text = " ".join(parts)
    barred = [m.span() for p in (lexicon.not_trigger, lexicon.not_riot) for m in p.finditer(text)]
    triggers = find_triggers(text, Span.at(0, text), lexicon)
    found = {(t.span.start, t.kind, t.strong) for t in triggers}
    for word in lexicon.trigger_words.finditer(text):
        if len(triggers) == 12 or any(a <= word.start() < b for a, b in barred):
            continue  # more are not looked at
        for trigger in lexicon.triggers:
            for pattern, strong in ((trigger.strong, True), (trigger.weak, False)):
                if pattern.match(text, word.start()):
                    assert (word.start(), trigger.kind, strong) in found
