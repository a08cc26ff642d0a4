"""Alternatives sorted by the letters that they open with, so that most of them fail at once.

A lexicon is one alternation of hundreds of patterns, tried at every word of an article. Written
one behind the other each is tried; sorted by their first letters, as a dictionary's words are, few
are. What is found stays the same: a pattern changes its place only among those that match nothing
where it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

# Fewer are tried as fast as they are sorted out.
_FEW = 3
_CHARACTER = r"([^\W\d_]|\\[()])"
_PLAIN = re.compile(rf"{_CHARACTER}(?![?*+{{])")
_OPTIONAL = re.compile(rf"{_CHARACTER}\?(?![?+])")
# A class of characters, an escaped one, or any other: brackets and bars inside of the first two
# part nothing.
_PIECE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)


def by_opening(patterns: Sequence[str], *, case: bool = True) -> str:
    """One alternation of `patterns`, in their order wherever it tells.

    Args:
        patterns: Regular expressions without groups that capture.
        case: Whether the case of letters counts.
    """
    own = "" if case else "i"
    alternatives: list[str] = []
    groups: dict[str, list[str]] = {}
    for letter, rest in (opened for p in patterns for opened in _opened(p)):
        if letter:
            groups.setdefault(letter if case else letter.lower(), []).append(rest)
            continue
        # What may open with any letter stays behind those before it.
        alternatives += _grouped(groups, case=case)
        groups = {}
        alternatives.append(f"(?{own}:{rest})")
    return "|".join([*alternatives, *_grouped(groups, case=case)])


def first_letters(patterns: Iterable[str]) -> frozenset[str] | None:
    """The letters that words of `patterns` begin with; None where they may begin with any."""
    letters = {letter.removeprefix("\\") for p in patterns for letter, _ in _opened(p)}
    return None if "" in letters else frozenset(letters)


def _grouped(groups: dict[str, list[str]], *, case: bool) -> Iterator[str]:
    for letter, rests in groups.items():
        if case:
            inner = by_opening(rests) if len(rests) > _FEW else "|".join(rests)
            yield f"{letter}(?:{inner})"
        else:
            yield f"[{letter}{letter.upper()}](?i:{'|'.join(rests)})"


def _opened(pattern: str) -> Iterator[tuple[str, str]]:
    """The pattern as several, each as its first letter and the rest; "" where any may be first."""
    for one in alternatives(pattern):
        if one.startswith("(?:"):
            yield from _opened_group(one)
        elif plain := _PLAIN.match(one):
            yield plain[1], one[plain.end() :]
        elif optional := _OPTIONAL.match(one):
            yield optional[1], one[optional.end() :]
            yield from _opened(one[optional.end() :])
        else:
            yield "", one


def _opened_group(one: str) -> Iterator[tuple[str, str]]:
    end = _closing(one)
    inner, rest = one[3:end], one[end + 1 :]
    if rest[:1] in ("*", "+", "{") or rest[:2] in ("??", "?+"):
        yield "", one
        return
    optional = rest.startswith("?")
    rest = rest.removeprefix("?")
    groups: dict[str, list[str]] = {}
    for letter, ending in (opened for choice in alternatives(inner) for opened in _opened(choice)):
        groups.setdefault(letter, []).append(ending)
    if "" in groups:
        yield "", one
        return
    for letter, endings in groups.items():
        yield letter, (f"(?:{'|'.join(endings)})" if len(endings) > 1 else endings[0]) + rest
    if optional:
        yield from _opened(rest)


def _closing(one: str) -> int:
    """Where the group ends that the pattern begins with."""
    depth = 0
    for piece in _PIECE.finditer(one):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if not depth:
            return piece.start()
    raise ValueError(f"a bracket is not closed in {one!r}")


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, parted at the bars outside of brackets."""
    parts, start, depth = [], 0, 0
    for piece in _PIECE.finditer(pattern):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if piece[0] == "|" and not depth:
            parts.append(pattern[start : piece.start()])
            start = piece.end()
    return [*parts, pattern[start:]]
