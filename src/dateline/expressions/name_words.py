"""The words of a text, and the runs of them that may be a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dateline.expressions.gazetteer import fold_name


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, which is `text[start:end]`."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: "Kabul", "d'Ivoire"."""
        return any(map(str.isupper, self.text[:3]))


_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_][\w'’‘ʿʾ]*")
POSSESSIVE = re.compile(r"(?:['’]s?)?$")
LONGEST_NAME = 7
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


def is_run(text: str, run: list[Word]) -> bool:
    """Whether only spaces and hyphens stand between the words."""
    return all(text[a.end : b.start].strip(" -\u00a0‑") == "" for a, b in pairwise(run))


def fold_possessive(name: str) -> str:
    """A name as the gazetteer spells it, without a possessive after it."""
    return fold_name(POSSESSIVE.sub("", name))
