"""An article's words, so written that two desks' versions of a sentence are the same.

Quotation marks, dashes and spaces are folded as `Article.locate` folds them; spelling, months,
titles and numbers ("3", "three") by `house_style.toml` and by their value. Nothing that could
change a fact is folded: another number, name, day or negation makes another sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.expressions.numbers import number_value
from dateline.models import Article
from dateline.models.sentence_ends import sentence_ends
from dateline.models.tokens import tokenize

_LEAST_SPELLED = 5
"""Letters of the shortest word that spelling rules are applied to."""
_SIGNS = re.compile(r"[\"%$£€¥°#&@()\[\]/+=]")
"""What between two words means something: marks of speech, units, brackets."""
_MARKS_OF_SPEECH = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")


class Word(NamedTuple):
    """A word or a sign, and where it stands in the article."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """An article, word by word, with what is set aside: another desk may not set it apart.

    Attributes:
        article: The article.
        words: Its words, folded, without the dateline that opens a wire story.
        bounds: Where sentences begin, as positions in `words`; the last one is behind them all.
    """

    article: Article
    words: tuple[Word, ...]
    bounds: tuple[int, ...]

    @property
    def sentences(self) -> Iterator[tuple[Word, ...]]:
        """The words of each sentence."""
        for start, end in zip(self.bounds, self.bounds[1:], strict=False):
            yield self.words[start:end]


def fold(article: Article) -> Folded:
    """The article as it can be found again in a copy."""
    words: list[Word] = []
    bounds = [0]
    for start, end in _sentences(article):
        words += _words(article.text, start, end)
        if len(words) > bounds[-1]:
            bounds.append(len(words))
    return Folded(article, tuple(words), tuple(bounds))


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    opening = article.dateline.mention.span if article.dateline else None
    for paragraph in article.paragraphs:
        at = paragraph.start
        for cut in (*sentence_ends(paragraph.text, 0, len(paragraph.text)), len(paragraph.text)):
            end = paragraph.start + cut
            told = opening is not None and at <= opening.start and opening.end <= end
            yield (opening.end if told and opening else at), end
            at = end


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words and signs of `text[start:end]`."""
    found = tokenize(text[start:end])
    at = start
    for first, behind, word in zip(found.starts, found.ends, found.words, strict=True):
        yield from _signs(text, at, start + first)
        at = start + behind
        for key in _keys(word):
            yield Word(key, start + first, at)
    yield from _signs(text, at, end)


def _signs(text: str, start: int, end: int) -> Iterator[Word]:
    gap = text[start:end]
    if gap.strip(" .,;:"):
        folded = "".join('"' if char in _MARKS_OF_SPEECH else char for char in gap)
        for match in _SIGNS.finditer(folded):
            yield Word(match[0], start + match.start(), start + match.end())


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, ...]:
    """What a word counts as; more than one where another style writes it apart."""
    style, low = _style(), word.lower()
    if (value := number_value(low)) is not None:
        return (f"#{value}",)
    if word[:1].isupper() and low in style.written_out:
        low = style.written_out[low]
    return tuple(_spelled(part, style) for part in style.same.get(low, (low,)))


def _spelled(word: str, style: _Style) -> str:
    if len(word) >= _LEAST_SPELLED and word.isalpha():
        for pattern, other in style.spelling:
            word = pattern.sub(other, word)
    return word


@dataclass(frozen=True, slots=True)
class _Style:
    written_out: dict[str, str]
    same: dict[str, tuple[str, ...]]
    spelling: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _style() -> _Style:
    data = tomllib.loads(files(__package__).joinpath("house_style.toml").read_text("utf-8"))
    return _Style(
        data["written_out"],
        {word: tuple(other.split()) for word, other in data["same"].items()},
        tuple((re.compile(pattern), other) for pattern, other in data["spelling"]["patterns"]),
    )
