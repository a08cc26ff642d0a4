"""How a report goes from one incident to the next: the words of English for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.survey.word_lists import any_of, read_lexicon


@dataclass(frozen=True, slots=True)
class Discourse:
    """What `lexicons/discourse.toml` holds.

    Attributes:
        another: How a sentence of another incident opens.
        same: How a sentence opens that goes on with the incident before it.
        doers: How one opens that goes on with those who did it.
        meanwhile: How one opens that tells what was at the time of the one before.
        aftermath: How a sentence tells what came of a deed.
        areas: Words for parts of a country.
        happenings: Nouns for an incident of which a clause says when or where it was.
        happening: The verbs of such a clause.
        counting: What those do who give a toll.
        institutions: Where the wounded lie, and where news is given out.
    """

    another: re.Pattern[str]
    same: re.Pattern[str]
    doers: re.Pattern[str]
    meanwhile: re.Pattern[str]
    aftermath: re.Pattern[str]
    areas: frozenset[str]
    happenings: frozenset[str]
    happening: frozenset[str]
    counting: frozenset[str]
    institutions: frozenset[str]

    def opens_another(self, sentence: str) -> bool:
        """Whether a sentence opens as one of another incident does."""
        return self.another.match(sentence.lower()) is not None

    def goes_on(self, sentence: str) -> bool:
        """Whether a sentence opens with those, or with that, which was told of before it."""
        return self.same.match(sentence.lower()) is not None

    def is_meanwhile(self, sentence: str) -> bool:
        """Whether a sentence opens as one of what was at the time of the one before."""
        return self.meanwhile.match(sentence.lower()) is not None

    def is_aftermath(self, sentence: str) -> bool:
        """Whether a sentence tells what came of a deed told before it."""
        return self.aftermath.search(sentence.lower()) is not None


@cache
def load_discourse() -> Discourse:
    """The words of English."""
    data = read_lexicon("discourse")
    same: dict[str, list[str]] = data["same"]
    return Discourse(
        another=re.compile(any_of(data["another"]["patterns"])),
        same=_definite(word for words in same.values() for word in words),
        doers=_definite(same["doers"]),
        meanwhile=re.compile(rf"{any_of(data['meanwhile']['patterns'])}\b"),
        aftermath=re.compile(rf"{any_of(data['aftermath']['patterns'])}\b"),
        areas=frozenset(data["areas"]["words"]),
        happenings=frozenset(data["happening"]["nouns"]),
        happening=frozenset(data["happening"]["verbs"]),
        counting=frozenset(data["counting"]["verbs"]),
        institutions=frozenset(data["institutions"]["words"]),
    )


def _definite(nouns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:the|these|those|this)\s(?:\w+\s)?{any_of(nouns)}\b")
