"""Paragraphs of a text as it comes: any line ends, blank lines or none, hard-wrapped or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from dateline.models.text import Span

# What the Unicode standard's newline guidelines (https://www.unicode.org/reports/tr13/) and
# str.splitlines break lines at. "\r\r\n" is what a double conversion makes of "\r\n".
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r*\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PARAGRAPH_END = "\u2029"

# The columns between which mail and wire terminals break lines.
_WRAPPED = (45, 100)
# In wrapped prose most breaks fall where the next word would not have fitted, most lines end
# without ending a sentence, and some go on in lower case. Lists of headlines do the second
# only, paragraphs of one line each do none.
_FULL_SHARE = 0.6
_UNENDED_SHARE = 0.5
_LOWER_SHARE = 0.15
# Typesetters leave a few columns free rather than break a word.
_RAGGED = 8
_INDENT = 2
_SENTENCE_END = re.compile(r"[.!?:;…。！？؟۔।][\"'”’»)\]]*$|[”»]$")
_ITEM = re.compile(r"[•·▪◦‣*]\s|\d{1,2}[:.]\d\d\b")
_NO_WORDS = re.compile(r"[\W_]+\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str
    indent: int
    follows: bool
    """Whether it stands directly below the line before, and is not indented under it."""


@lru_cache(maxsize=4)  # an article is split where it is read, and asks for itself again
def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`, stripped of the white space around them.

    A line is a paragraph, as in text taken from a web page, unless the text is hard-wrapped;
    there a blank line, an indent, or a line that ends early closes one. Every character that
    is not white space is in exactly one paragraph.
    """
    lines = _lines(text)
    groups = _join_wrapped(lines) if _hard_wrapped(lines) else [[line] for line in lines]
    spans = [(group[0].start, group[-1].end) for group in groups]
    return tuple(Span.cut(text, start, end) for start, end in spans)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            before = match[0][: len(match[0]) - len(match[0].lstrip())]
            start, indent = match.start() + len(before), len(before.expandtabs())
            follows = (
                bool(lines)
                and not _blank(text[lines[-1].end : start])
                and indent < lines[-1].indent + _INDENT
            )
            lines.append(_Line(start, start + len(words), words, indent, follows))
    return lines


def _blank(gap: str) -> bool:
    return _PARAGRAPH_END in gap or len(_LINE_END.findall(gap)) > 1


def _hard_wrapped(lines: list[_Line]) -> bool:
    """Whether line breaks fall where a column was full rather than where a thought ended."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.follows and not _ITEM.match(b.text)]
    low, high = _WRAPPED
    # A long address or an unwrapped headline does not make the rest unwrapped.
    short = sum(len(line.text) <= high for line in lines)
    if not pairs or short < 0.9 * len(lines) or median(len(a.text) for a, _ in pairs) < low:
        return False
    width = _width(lines)
    full = sum(_full(a, b, width) for a, b in pairs) / len(pairs)
    unended = sum(not _SENTENCE_END.search(a.text) for a, _ in pairs) / len(pairs)
    return full >= _FULL_SHARE and unended >= _UNENDED_SHARE and _goes_on_in_lower_case(pairs)


def _goes_on_in_lower_case(pairs: list[tuple[_Line, _Line]]) -> bool:
    """Whether lines start inside a sentence, as far as the script can tell."""
    if any(c.islower() for pair in pairs for line in pair for c in line.text):
        return sum(b.text[0].islower() for _, b in pairs) >= _LOWER_SHARE * len(pairs)
    # Two lines without lower case are as likely to be two headlines.
    return len(pairs) > 2


def _width(lines: list[_Line]) -> int:
    return max(len(line.text) for line in lines if len(line.text) <= _WRAPPED[1])


def _full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    if len(line.text) > width:
        return False
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > width - _RAGGED


def _join_wrapped(lines: list[_Line]) -> list[list[_Line]]:
    width = _width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph that `before` belongs to."""
    if not line.follows or len(line.text) > width:
        return False
    if _NO_WORDS.match(line.text) or _NO_WORDS.match(before.text):
        return False
    ended = _SENTENCE_END.search(before.text) is not None
    if _ITEM.match(line.text) and (ended or not line.text[0].isdigit()):
        return False
    if line.text[0].islower() and not ended:
        return len(before.text) <= width
    return _full(before, line, width)
