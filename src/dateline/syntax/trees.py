"""A sentence as a dependency tree. Words point at the article by offsets in code points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dateline.models import Span


@dataclass(eq=False, slots=True)
class Word:
    """One word of a sentence, or a mark of punctuation.

    Compared by identity: two words of one sentence are two words.

    Attributes:
        at: Its place in `Tree.words`.
        start: Where it begins in the article's text, in code points.
        end: Where it ends.
        text: As it stands there.
        lemma: Its dictionary form, in small letters: "die" for "died".
        pos: Universal part of speech: NOUN, PROPN, VERB, AUX, NUM, …
        tag: Penn Treebank tag: VBD, NNS, CD, …
        dep: What it is to its head, in the labels of ClearNLP: nsubj, nsubjpass, dobj, pobj, agent,
            ccomp, relcl, … "ROOT" for the head of a sentence.
        head: What it depends on; itself where it is a root.
        children: What depends on it, in order.
    """

    at: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: Word = field(init=False, repr=False)
    children: list[Word] = field(default_factory=list, repr=False)

    @property
    def is_root(self) -> bool:
        """Whether nothing governs it."""
        return self.head is self

    @property
    def ancestors(self) -> Iterator[Word]:
        """What governs it, the nearest first."""
        word = self
        while not word.is_root:
            word = word.head
            yield word

    def subtree(self) -> list[Word]:
        """Itself and all that depends on it, in order."""
        found, open_ = [], [self]
        while open_:
            word = open_.pop()
            found.append(word)
            open_ += word.children
        return sorted(found, key=lambda w: w.at)

    def having(self, *deps: str) -> list[Word]:
        """The children that are one of `deps` to it, in order."""
        return [child for child in self.children if child.dep in deps]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A sentence of the article, parsed. What the parser takes for several has several roots."""

    span: Span
    words: tuple[Word, ...]

    @property
    def roots(self) -> list[Word]:
        """The words that nothing governs, in order."""
        return [word for word in self.words if word.is_root]

    def within(self, span: Span) -> list[Word]:
        """The words that stand in `span`, in order."""
        return [w for w in self.words if span.start <= w.start and w.end <= span.end]

    def span_of(self, words: Sequence[Word]) -> Span:
        """From the first of `words` to the last, as it stands in the article."""
        start, end = min(w.start for w in words), max(w.end for w in words)
        offset = self.span.start
        return Span(start=start, end=end, text=self.span.text[start - offset : end - offset])


class SyntaxParser(Protocol):
    """Makes trees of sentences. The same text gives the same trees."""

    @property
    def name(self) -> str:
        """Which parser it is, with its version, for the receipt."""
        ...

    def parse(self, paragraphs: Sequence[Sequence[Span]]) -> list[Tree]:
        """One tree for each sentence of each paragraph, in order."""
        ...
