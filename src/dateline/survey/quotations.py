"""Passages in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.models import Span

# Opening marks and what closes each: English, German, French, Nordic, Polish, CJK styles.
_PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "'": "'",
}
_OPENINGS = re.compile("[" + "".join(_PAIRS) + "]")


_LONGEST_SINGLE = 1000  # characters
_AHEAD = 600  # characters to look for a better closing mark


@cache
def _closings(mark: str) -> re.Pattern[str]:
    return re.compile(f"[{_PAIRS[mark]}]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quotation marks.

    Attributes:
        inner: What stands between the marks.
        outer: The same with the marks; without the closing one where the quotation goes on
            in the next paragraph.
    """

    inner: Span
    outer: Span


def find_quotations(text: str, paragraph: Span) -> tuple[Quotation, ...]:
    """The quotations of `paragraph`, outermost only, in order.

    A quotation that is opened and not closed in its paragraph runs to the paragraph's end,
    which is how a quotation of several paragraphs is set.
    """
    return tuple(
        Quotation(inner=_inner(text, start + 1, inner_end), outer=_span(text, start, end))
        for start, inner_end, end in _pairs(text, paragraph)
        if text[start + 1 : inner_end].strip()
    )


def _pairs(text: str, paragraph: Span) -> Iterator[tuple[int, int, int]]:
    at = paragraph.start
    while (match := _OPENINGS.search(text, at, paragraph.end)) is not None:
        start, mark = match.start(), match[0]
        if not _opens(text, start, mark, paragraph):
            at = start + 1
            continue
        close = _closing(text, start, mark, paragraph)
        if close is None and mark in "“" and start == paragraph.start:
            close = paragraph.end
        if close is None:
            at = start + 1
        else:
            end = min(close + 1, paragraph.end)
            yield start, close, end
            at = end


def _opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """Whether a mark opens: after space or an opening bracket, and before a word."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if mark in "»“" and not (before.isspace() or before in "([—–-:"):
        return mark == "“" and not after.isspace()
    # French marks stand apart from their words.
    return (before.isspace() or before in '([—–-/“"‘') and (mark == "«" or not after.isspace())


def _closing(text: str, start: int, mark: str, paragraph: Span) -> int | None:
    # A single mark is mostly an apostrophe: a quotation set in them is looked for nearby.
    end = min(paragraph.end, start + _LONGEST_SINGLE) if mark in "‘'" else paragraph.end
    for match in _closings(mark).finditer(text, start + 2, end):
        at = match.start()
        after = text[at + 1] if at + 1 < paragraph.end else " "
        # An apostrophe stands before a letter, or is a plural's: that one is left open.
        if mark in "‘'" and (
            after.isalnum() or (text[at - 1] == "s" and _later(text, at, mark, paragraph))
        ):
            continue
        if mark == '"' and after.isalnum():
            continue
        return at
    return None


def _later(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """Whether a better closing mark follows before the next opening one."""
    rest = text[at + 1 : min(paragraph.end, at + _AHEAD)]
    match = re.search(rf"[,.!?][{_PAIRS[mark]}](?!\w)", rest)
    return match is not None and mark not in rest[: match.start()]


def _inner(text: str, start: int, end: int) -> Span:
    """What stands between the marks, without the spaces that French style sets there."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return _span(text, start, start + len(words.strip()))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
