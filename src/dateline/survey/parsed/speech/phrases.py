"""Words of a tree as stretches of the article: noun phrases, and what is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.models import Span
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import Source, without_title
from dateline.syntax import Tree, Word

# What hangs on a noun and is no part of its name.
_BESIDE = ("relcl", "appos", "acl", "advcl", "parataxis", "ccomp", "preconj", "dep", "intj")
_MARKS = "“”\"'‘’«»„`"
_THAT = re.compile(r"that,?\s+(?=\S)")
_LONGEST_NAME = 14  # words


def source_of_noun(tree: Tree, noun: Word) -> Source:
    """The noun with its words as a source: the name, with the office in apposition or before it."""
    speaker = tree.span_of(_noun_words(noun))
    role: Span | None = None
    described = [w for w in noun.having("appos") if not w.text.isdigit()]
    if described and described[0].pos in ("NOUN", "PROPN"):
        role = tree.span_of(_noun_words(described[0]))
        if described[0].pos == "PROPN" and noun.pos == "NOUN":
            # "the mayor, Jane Roe, said": the name speaks.
            speaker, role = role, speaker
    return without_title(speaker, role)


def _noun_words(noun: Word) -> list[Word]:
    """The words of the noun phrase, without clauses and descriptions, and unbroken."""
    kept, open_ = {noun.at: noun}, [noun]
    while open_:
        word = open_.pop()
        for child in word.children:
            if child.dep in _BESIDE or (child.dep == "punct" and child.text not in ("-", "'", "’")):
                continue
            if child.dep in ("prep", "cc", "conj") and _comma_before(word, child):
                continue
            kept[child.at] = child
            open_.append(child)
    first = last = noun.at
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept or last + 2 in kept:
        last += 1
    words = [kept[at] for at in range(first, last + 1) if at in kept]
    while words[-1].dep in ("cc", "punct", "mark") and words[-1] is not noun:
        words.pop()
    return words if len(words) <= _LONGEST_NAME else [w for w in words if w.at <= noun.at] or [noun]


def _comma_before(head: Word, child: Word) -> bool:
    return any(
        w.dep == "punct" and w.text in (",", "—", "–", "-", ";") and head.at < w.at < child.at
        for w in head.children
    )


def said_spans(
    tree: Tree, words: Sequence[Word], quotations: Sequence[Quotation], stops: Iterable[int]
) -> list[Span]:
    """The words as stretches, each quotation that they touch as a whole, without loose marks.

    Args:
        tree: Their sentence.
        words: What is said.
        quotations: The quotations of the sentence.
        stops: Offsets of words that are never part of it, such as the cue.
    """
    edges = [(part[0].start, part[-1].end) for part in _runs(tree, words)]
    if not edges:
        return []
    stopped = sorted(stops)
    for quotation in quotations:
        outer = quotation.outer
        touched = [n for n, (a, b) in enumerate(edges) if a < outer.end and outer.start < b]
        if not touched or any(outer.start <= at < outer.end for at in stopped):
            continue
        first, last = touched[0], touched[-1]
        edges[first : last + 1] = [
            (min(edges[first][0], outer.start), max(edges[last][1], outer.end))
        ]
    text, offset = tree.span.text, tree.span.start
    edges[0] = (_after_that(text, offset, *edges[0]), edges[0][1])
    spans = (_bare(text, offset, a, b) for a, b in edges)
    return [s for s in spans if s is not None]


def _after_that(text: str, offset: int, start: int, end: int) -> int:
    """Where what is said begins behind the "that" that introduces it."""
    that = _THAT.match(text, start - offset, end - offset)
    return offset + that.end() if that else start


def _runs(tree: Tree, words: Sequence[Word]) -> list[list[Word]]:
    """The words in unbroken runs; a mark of punctuation between two breaks none."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and all(
            w.pos in ("PUNCT", "SPACE") for w in tree.words[runs[-1][-1].at + 1 : word.at]
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run for run in runs if any(c.isalnum() for w in run for c in w.text)]


def _bare(text: str, offset: int, start: int, end: int) -> Span | None:
    """Without the marks at its ends, but for a quotation mark that closes one inside."""
    piece = text[start - offset : end - offset]
    while piece and (piece[0] in " \t\n\u00a0,;:.—–-)" or _opens_nothing(piece)):
        piece = piece[1:]
        start += 1
    while piece and (piece[-1] in " \t\n\u00a0,;:—–-(" or _closes_nothing(piece)):
        piece = piece[:-1]
    if not any(c.isalnum() for c in piece):
        return None
    return Span(start=start, end=start + len(piece), text=piece)


def _opens_nothing(piece: str) -> bool:
    return piece[0] in _MARKS and not any(c in _MARKS for c in piece[1:])


def _closes_nothing(piece: str) -> bool:
    if piece[-1] not in _MARKS:
        return False
    if piece[-1] in "'’" and piece[-2:-1] == "s":
        return False
    return not any(c in _MARKS for c in piece[:-1])
