"""Some people who are counted, and what all ways of counting them share."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models import Span
from dateline.syntax import Tree, Word

MODIFIES = ("nummod", "det", "quantmod", "amod", "compound", "advmod", "nmod", "predet", "poss")
ONE = ("a", "an", "another", "one")
# "A ninth died": of the same number as those before, or one more; nobody can tell.
ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)


@dataclass(frozen=True, slots=True)
class Party:
    """Some people who are counted.

    Attributes:
        head: The word for them that the sentence governs: the noun, or the number where it stands
            alone or before "of".
        start: Where the words of the count begin, in the article.
        end: Where they end.
        noun: Where the noun begins; `end` where there is none.
        low: How many at least.
        known: Whether they are known to be people, or no noun says what they are.
        part: Whether others are counted that they are some of.
        named: Whether it is one person, told by a name or as "the driver", and no number.
    """

    head: Word
    start: int
    end: int
    noun: int
    low: int | None
    known: bool
    part: bool
    named: bool = False

    @property
    def bare(self) -> bool:
        """Whether no noun follows the number."""
        return self.noun >= self.end


def span_of(party: Party, tree: Tree) -> Span:
    """The words of the count."""
    offset = tree.span.start
    text = tree.span.text[party.start - offset : party.end - offset]
    return Span(start=party.start, end=party.end, text=text)


def whole_of(head: Word) -> Word | None:
    """Those of whom it is a number: "three of his relatives"."""
    for prep in head.having("prep"):
        if prep.text.lower() == "of" and prep.start - head.end <= 1:
            return next(iter(prep.having("pobj")), None)
    return None


def is_part(head: Word) -> bool:
    """Whether the words are of some of those counted already: "including two", "two of them"."""
    governor = head.head
    if head.dep == "pobj" and governor.text.lower() in ("including", "among", "with"):
        return governor.text.lower() == "including"
    of = whole_of(head)
    return of is not None and of.text.lower() in ("them", "whom", "those", "these", "which")
