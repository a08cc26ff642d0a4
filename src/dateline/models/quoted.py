"""A quotation as someone wrote it down: its words, its marks, its brackets, its gaps."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from dateline.models.characters import shape
from dateline.models.polarity import bends, negates_by_script
from dateline.models.tokens import tokenize

_DOTS = r"(?:(?:…\s*)+|⋯+|\.\s?\.\s?\.(?:\s?\.)?)"
_ELISION = re.compile(rf"(?:[\[(<［〔【（]\s*{_DOTS}\s*[\])>］〕】）]|{_DOTS})")
_MOST_BRACKETS = 4
_DOTTED = re.compile(r"[.]\s?[.]|[…⋯]")
_OPENING = "[［〔【"
_BRACKETS = re.compile(r"[\[［〔【]([^\[\]［］〔〕【】]*)[\]］〕】]")


class Query(NamedTuple):
    """The words to look for.

    Attributes:
        words: The words, folded.
        gaps: What stands before each, and behind the last, folded.
        lead: What stands before the first, as it was written.
        trail: What stands behind the last, as it was written.
        turns: Which words' first letter may be of the other case.
        bracketed: Whether an editor's bracket was taken off the front, and off the end.
    """

    words: list[str]
    gaps: list[str]
    lead: str
    trail: str
    turns: tuple[int, ...] = (0,)
    bracketed: tuple[bool, bool] = (False, False)


def read_query(quote: str) -> Query | None:
    """The words of `quote`, or None where it has none."""
    return _query(quote)


def _query(
    quote: str, turned: Container[int] = (), bracketed: tuple[bool, bool] = (False, False)
) -> Query | None:
    tokens = tokenize(quote)
    if not tokens.words:
        return None
    turns = (0, *(i for i, start in enumerate(tokens.starts) if i and start in turned))
    lead, trail = quote[: tokens.starts[0]], quote[tokens.ends[-1] :]
    return Query(tokens.words, tokens.gaps, lead, trail, turns, bracketed)


def without_brackets(quote: str) -> Iterator[Query]:
    """The words of `quote` without what an editor added to them in square brackets.

    Nothing where it has no brackets, or one that changes what is said: it adds a negation, a
    number or a modal, or alters a word that it is glued to ("resign[ed]"). A bracket around the
    first letter of a word marks a change of its case. Where there are several, some may be the
    article's own: first all are taken off, then all but some.
    """
    brackets = list(_BRACKETS.finditer(quote)) if any(map(quote.__contains__, _OPENING)) else []
    for own in range(len(brackets) if len(brackets) <= _MOST_BRACKETS else 1):
        for kept in itertools.combinations(brackets, own):
            query = _without(quote, [match for match in brackets if match not in kept])
            if query is not None:
                yield query


def _without(quote: str, brackets: Sequence[re.Match[str]]) -> Query | None:
    pieces: list[str] = []
    turned: set[int] = set()
    removed: list[re.Match[str]] = []
    at = length = 0
    for match in brackets:
        piece = quote[at : match.start()]
        before, after = shape(quote[: match.start()][-1:]), shape(quote[match.end() :][:1])
        added = ""
        if len(match[1]) == 1 and match[1].isalpha() and _is_glued(after) and not _is_glued(before):
            turned.add(length + len(piece))
            added = match[1]
        elif _is_glued(before) or _is_glued(after) or _changes(match[1]):
            return None
        else:
            removed.append(match)
        pieces.append(piece + added)
        length += len(piece) + len(added)
        at = match.end()
    pieces.append(quote[at:])
    return _query("".join(pieces), turned, _at_edges(quote, removed))


def _is_glued(kind: str) -> bool:
    """Whether a character of this class makes one word with what stands beside it."""
    return kind in ("a", "j", "d", "m")


def _changes(inner: str) -> bool:
    tokens = tokenize(inner)
    return bends(tokens.words, tokens.gaps) or negates_by_script(inner)


def _at_edges(quote: str, removed: list[re.Match[str]]) -> tuple[bool, bool]:
    """Whether the first and the last removed bracket have no words before and behind them."""
    if not removed:
        return False, False
    before, after = quote[: removed[0].start()], quote[removed[-1].end() :]
    return not any(map(str.isalnum, before)), not any(map(str.isalnum, after))


def parts_of(quote: str) -> list[str]:
    """The parts of an elided quotation; none where nothing is elided."""
    if not _DOTTED.search(quote):
        return []
    parts = _ELISION.split(quote)
    return parts if len(parts) > 1 else []
