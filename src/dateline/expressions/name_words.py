"""The words of a text, and the runs of them that may be a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.expressions.gazetteer import fold_name


class Word(NamedTuple):
    """A word of a text, which is `text[start:end]`."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: "Kabul", "d'Ivoire"."""
        return is_capital(self.text)


_WORD = re.compile(r"[^\W\d_](?:(?<=[A-Z])\.(?:[A-Z]\.)+|[\w'’‘ʿʾ]*)")
_POSSESSIVES = ("'s", "’s", "'", "’")
_LONGEST_NAME = 7
# Words that stand before a name, or are capitalised where a sentence or title begins.
TITLES_AND_STARTS = frozenset(
    {
        "the", "in", "from", "and", "of", "to", "on", "at", "for", "with", "by", "but", "as",
        "when", "while", "after", "before", "since", "northern", "southern", "eastern", "western",
        "northeastern", "northwestern", "southeastern", "southwestern", "across", "inside", "like",
        "that", "both", "neighboring", "neighbouring", "if", "how", "why", "will", "is", "says",
        "against", "between", "over", "near", "into", "amid",
    }
)  # fmt: skip


def split_words(text: str) -> list[Word]:
    """The words of `text`, in order."""
    return [Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]


def all_words(text: str) -> list[str]:
    """The words of `text`, in order, and nothing more of them."""
    return _WORD.findall(text)


def is_capital(word: str) -> bool:
    """Whether a word is written as a name: one of its first letters is a capital."""
    return not word.islower() and any(map(str.isupper, word[:3]))


def longest_run(text: str, words: Sequence[Word], position: int) -> int:
    """How many words from `position` on may be one name."""
    last = min(position + _LONGEST_NAME, len(words))
    for at in range(position + 1, last):
        if not _is_gap(text[words[at - 1].end : words[at].start]):
            return at - position
    return last - position


def _is_gap(between: str) -> bool:
    """Whether only spaces and hyphens stand between two words."""
    return between == " " or not between.strip(" -\u00a0‑")


def without_possessive(name: str) -> str:
    """A name without the mark of a possessive after it."""
    return name.removesuffix(next(filter(name.endswith, _POSSESSIVES), ""))


def fold_possessive(name: str) -> str:
    """A name as the gazetteer spells it, without a possessive after it."""
    return fold_name(without_possessive(name))
