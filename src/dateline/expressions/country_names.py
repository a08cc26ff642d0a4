"""Names of countries: found in a text, told from persons and other places of the same name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.expressions.gazetteer import (
    ACRONYMS,
    countries,
    country_pairs,
    country_starts,
    fold_name,
)
from dateline.expressions.name_words import (
    TITLES_AND_STARTS,
    Word,
    all_words,
    fold_possessive,
    is_capital,
    longest_run,
    split_words,
    without_possessive,
)


@dataclass(frozen=True, slots=True)
class FoundCountry:
    """A country's name: `text[start:end]`."""

    start: int
    end: int
    country: str
    """ISO 3166-1 alpha-2."""


# Given names that are countries' names too.
_GIVEN_NAMES = frozenset({"chad", "jordan", "georgia", "israel", "kenya", "india", "cuba", "china"})
_SURNAMES = frozenset({"jordan", "israel", "holland", "england", "france", "ireland", "wales"})
_BEFORE_OTHER = frozenset(
    {"new", "latin", "south", "north", "east", "west", "central", "papua", "gulf", "little"}
)
_UNITED_STATES = re.compile(
    r"\b(?:Atlanta|Savannah|Augusta|Alabama|Florida|Tennessee|Carolina|Republicans?|Democrats?)\b"
)
_CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Abkhazia|Ossetia|Caucasus|Saakashvili|Batumi|Gori|Armenia|Azerbaijan)\b"
)


def find_country_names(text: str) -> tuple[FoundCountry, ...]:
    """The countries named in `text`, in order and disjoint; capitalised names only.

    "Jordan" and the like are left out where they look like a person's name, and "Georgia" where
    the text is about the United States.
    """
    opening = _openings(all_words(text))
    if not opening:
        return ()
    words = split_words(text)
    found: list[FoundCountry] = []
    behind = 0
    for position in opening:
        if position < behind:
            continue
        length, code = _country_at(text, words, position)
        if code and not _is_other(text, words, position, length):
            start, end = words[position].start, words[position + length - 1].end
            end = start + len(without_possessive(text[start:end]))
            found.append(FoundCountry(start, end, code))
        behind = position + max(length, 1)
    return tuple(found)


def _country_at(text: str, words: list[Word], position: int) -> tuple[int, str | None]:
    """The longest country's name from a capitalised word on: how many words, and its code."""
    index = countries()
    start = words[position].start
    first = fold_possessive(words[position].text).partition(" ")[0]
    longest = min(country_starts().get(first, 1), longest_run(text, words, position))
    for length in range(longest, 0, -1):
        last = words[position + length - 1]
        if not last.capital:
            continue
        name = text[start : last.end]
        folded = fold_possessive(name)
        code = index.get(folded)
        if code and (name.isupper() or folded not in ACRONYMS):
            return length, code
    return 0, None


def _openings(words: list[str]) -> list[int]:
    """Where among words a country's name may begin: by its first word and by that behind it.

    "The" and "South" begin many names, and much else.
    """
    likely = [n for n, word in enumerate(words) if not word.islower() and _opens(word)]
    return [n for n in likely if _goes_on(words[n], words[n + 1 : n + 2])]


@lru_cache(maxsize=8192)  # an article's words are few, and come back
def _opens(word: str) -> bool:
    """Whether a country's name may begin with a word, or with its first part."""
    return is_capital(word) and fold_possessive(word).partition(" ")[0] in country_starts()


def _goes_on(word: str, following: list[str]) -> bool:
    """Whether a word is a country's name, or begins one together with the following word."""
    if fold_possessive(word) in countries():
        return True
    both = " ".join([word, *following])
    forms = (fold_name(both), fold_possessive(both))
    return any(" ".join(form.split(" ", 2)[:2]) in country_pairs() for form in forms)


def _is_other(text: str, words: list[Word], position: int, length: int) -> bool:
    """Whether a country's name is a person's here, or a part of another name."""
    name = fold_possessive(text[words[position].start : words[position + length - 1].end])
    before = _neighbour(text, words, position, -1)
    after = _neighbour(text, words, position + length - 1, 1)
    if before and before.lower() in _BEFORE_OTHER and before[0].isupper():
        return True
    if name == "georgia" and _UNITED_STATES.search(text) and not _CAUCASUS.search(text):
        return True
    if name in _GIVEN_NAMES - {"china", "israel"} and after and _is_surname(after):
        return True
    return bool(
        name in _GIVEN_NAMES | _SURNAMES
        and before
        and before[0].isupper()
        and before.lower() not in TITLES_AND_STARTS
    )


def _neighbour(text: str, words: list[Word], position: int, step: int) -> str | None:
    """The word right before or after, with nothing but a space between."""
    other = position + step
    if not 0 <= other < len(words):
        return None
    first, second = sorted((words[position], words[other]), key=lambda word: word.start)
    if text[first.end : second.start] not in {" ", "\u00a0"}:
        return None
    return words[other].text


def _is_surname(word: str) -> bool:
    return word[0].isupper() and word[1:].islower() and word.lower() not in {"river", "valley"}
