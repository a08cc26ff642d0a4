"""Words that stand in a text letter for letter, and words that cannot: seen before it is indexed.

A model copies nearly all that it gives. What is surely there, or surely not, is told here by plain
search; of anything else nothing is said, and the words of the text have to be compared.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized

from dateline.models.text import Span

_STOPS = '.,!?"”’'
_SPACES = " \n"
_OPENS = frozenset(f'{_SPACES}“"(')
_SHUTS = frozenset('”")')
_BEHIND_STOP = frozenset(("", *_SPACES, *_SHUTS))
# Of a word the first letter may be of the other case, and the last composed with what is behind it;
# of a number nothing may differ.
_RUNS = re.compile(r"\d+|(?<=[A-Za-z])[A-Za-z]{3,}(?![^\x00-\x7f])", re.ASCII)
# Soft hyphens, joiners and other characters without width, and marks that combine, may stand
# between letters that are one run in a quotation; in most texts nothing is of these planes.
_MAY_PART = re.compile("[^\x00-\u02ff\u2010-\u2027\u20a0-\u20bf\u2100-\u2bff]|\u00ad")
_BRACKETS = frozenset("[［〔【")


class Verbatim:
    """One text, searched letter for letter.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._whole = _MAY_PART.search(text) is None and is_normalized("NFC", text)

    def find(self, quote: str, low: int, high: int) -> Span | None:
        """Where a quotation first stands, if it is surely no part of other words or numbers there.

        Only from letter or digit to letter or digit, or to the marks that end a sentence: what
        stands around other marks tells of them.

        Args:
            quote: The words.
            low: Where to look first, in code points.
            high: The first place behind.
        """
        core = quote.rstrip(_STOPS)
        if not (core and _is_plain(core[0]) and _is_plain(core[-1])):
            return None
        text = self._text
        start = text.find(quote, low, high)
        end = start + len(quote)
        if start < 0 or not self._begins(start):
            return None
        return Span.cut(text, start, end) if self._ends(end, marked=core != quote) else None

    def find_near(self, quote: str, low: int, high: int, near: Span) -> Span | None:
        """The same for the place nearest to a span, if no other spelling may stand nearer.

        Args:
            quote: The words.
            low: Where to look first, in code points.
            high: The first place behind.
            near: What it should stand near to; the earlier of two places at one distance.
        """
        runs = _RUNS.findall(quote) if self._whole and _BRACKETS.isdisjoint(quote) else ()
        if not runs:
            return None
        text = self._text
        before = text.rfind(quote, low, min(high, near.start + len(quote)))
        behind = text.find(quote, max(low, near.start), high)
        size = len(quote)
        places = [
            (max(near.start - at - size, at - near.end, 0), at)
            for at in (before, behind)
            if at >= 0
        ]
        if not places:
            return None
        distance, start = min(places)
        reach = distance + 2 * size  # whatever white space another spelling may have
        window = max(low, near.start - reach), min(high, near.end + reach)
        copies = text.count(quote, *window)
        if all(text.count(run, *window) != copies * quote.count(run) for run in runs):
            return None
        return self.find(quote, start, start + size)

    def lacks(self, quote: str, low: int, high: int) -> bool:
        """Whether a quotation surely stands nowhere there, however it is spelt.

        Args:
            quote: The words.
            low: Where to look first, in code points.
            high: The first place behind.
        """
        if not self._whole or not _BRACKETS.isdisjoint(quote):
            return False
        find = self._text.find
        return any(find(run, low, high) < 0 for run in _RUNS.findall(quote))

    def _begins(self, start: int) -> bool:
        """Whether a word or a number begins there."""
        before = self._text[max(0, start - 2) : start]
        if not before:
            return True
        # "1 400" is one number.
        parted = before[-1] == " " and before[0].isdigit() and self._text[start].isdigit()
        return before[-1] in _OPENS and not parted

    def _ends(self, end: int, *, marked: bool) -> bool:
        """Whether the word or number before ends there, and no mark is cut from its own."""
        behind = self._text[end : end + 2]
        if not behind or behind[0] in _SHUTS:
            return True
        if behind[0] in _SPACES:
            return marked or not (self._text[end - 1].isdigit() and behind[-1].isdigit())
        return not marked and behind[0] in ".,;:!?" and behind[1:] in _BEHIND_STOP


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()
