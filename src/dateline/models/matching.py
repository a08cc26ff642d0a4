"""The index behind `Article.locate`: words found where they really stand, or not at all.

Text and query are folded the same way, character by character, and matched exactly. What
folding ignores cannot change what is said: the style of quotation marks, white space, dashes
and the ellipsis, and characters without width.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from unicodedata import category, normalize

from dateline.models.text import Span

_DOUBLE = "“”„‟«»″〝〞＂"
_SINGLE = "‘’‚‛‹›′＇`´"
_DASHES = "‐‑‒–—―−﹘﹣－"
_FOLDS = {
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    ord("…"): "...",
}
# Soft hyphen, zero-width space, word joiner, byte order mark: no width and no meaning in a
# word. Zero-width joiners stay, since scripts exist where they tell words apart.
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
_ELISION = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\])\s*")
_OUTER = "\"'" + _DOUBLE + _SINGLE
_CLOSING = ".,;:!?"


_HYPHENS = "-‐‑"
_HYPHENED = re.compile(r"\w-\w$")
# A letter with its combining marks, composed before it is compared: "é" is one letter or two.
_CLUSTER = re.compile(r"[^\W_][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+|.", re.DOTALL)
# Numbers that a match may not cut: "1,400", "1 400", "1’400", "1.14".
_NUMBERS = re.compile(r"(?<!\d)\d{1,3}(?:[ '.,\u066b\u066c]\d{3})+(?!\d)|\d+[.,\u066b]\d+")


def fold(text: str) -> tuple[str, list[int], list[int]]:
    """`text` with typography folded, and where each character's original starts and ends."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        char = cluster[0]
        if char in _INVISIBLE:
            continue
        if char.isspace():
            folded = "" if out and out[-1] == " " else " "
        else:
            folded = _FOLDS.get(ord(char), char) if len(char) == 1 else normalize("NFC", char)
        for piece in folded:
            out.append(piece)
            starts.append(cluster.start())
            ends.append(cluster.end())
    return "".join(out), starts, ends


class TextIndex:
    """One text, folded once, searched many times."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._starts, self._ends = fold(text)
        numbers = list(_NUMBERS.finditer(self._folded))
        self._number_starts = [m.start() for m in numbers]
        self._number_ends = [m.end() for m in numbers]

    def find(
        self, quote: str, *, within: Span | None = None, near: int | None = None
    ) -> Span | None:
        """Where `quote` stands.

        Args:
            quote: The words, in the article's spelling or with other typography.
            within: Look only here.
            near: Of several places, take the one nearest to this offset; the first otherwise.
        """
        for wanted in _variants(quote):
            hits = self._occurrences(wanted, within)
            if hits:
                return hits[0] if near is None else min(hits, key=lambda s: abs(s.start - near))
        return None

    def find_parts(self, quote: str, *, within: Span | None = None) -> tuple[Span, ...]:
        """Where the parts of an elided quotation stand, in order; empty where one does not."""
        parts = [part for part in _ELISION.split(quote) if part.strip(_OUTER + _CLOSING + " ")]
        spans: list[Span] = []
        for part in parts:
            start = spans[-1].end if spans else (within.start if within else 0)
            end = within.end if within else len(self._text)
            found = self.find(part, within=Span(start=start, end=end, text=self._text[start:end]))
            if found is None:
                return ()
            spans.append(found)
        return tuple(spans)

    def _occurrences(self, wanted: str, within: Span | None) -> list[Span]:
        low = 0 if within is None else self._position(within.start)
        high = len(self._folded) if within is None else self._position(within.end)
        hits: list[Span] = []
        at = self._folded.find(wanted, low, high)
        while at >= 0:
            if self._whole_words(at, at + len(wanted)):
                start, end = self._starts[at], self._ends[at + len(wanted) - 1]
                hits.append(Span(start=start, end=end, text=self._text[start:end]))
            at = self._folded.find(wanted, at + 1, high)
        return hits

    def _position(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    def _whole_words(self, start: int, end: int) -> bool:
        """Whether no word or number is cut: "14" does not stand in "140" or in "1.14"."""
        text = self._folded
        return not (
            _joins(text[start - 1 : start], text[start])
            or _joins(text[end - 1], text[end : end + 1])
            or self._in_number(start)
            or self._in_number(end)
            or self._in_compound(start, end)
        )

    def _in_compound(self, start: int, end: int) -> bool:
        """Whether a prefix or a contraction is cut off: "non-" of "non-violent", "'t" of "can't".

        A second part may be cut from a name ("Taliban-held"), though not from a range.
        """
        text = self._folded
        prefixed = _HYPHENED.search(text[max(0, start - 2) : start + 1])
        if prefixed and self._text[self._starts[start - 1]] in _HYPHENS:
            return True
        rest = text[end : end + 3]
        negated = text[end - 1] in "nN" and rest[:2] in ("'t", "'T")
        counted = text[end - 1].isdigit() and rest[:1] == "-" and rest[1:2].isdigit()
        return negated or counted

    def _in_number(self, position: int) -> bool:
        """Whether a cut at `position` falls inside a number."""
        index = bisect_left(self._number_starts, position) - 1
        return index >= 0 and position < self._number_ends[index]


def _joins(left: str, right: str) -> bool:
    """Whether the two characters belong to one word; scripts without spaces never do."""
    return bool(left and right) and _in_word(left) and _in_word(right)


def _in_word(char: str) -> bool:
    if category(char)[0] == "M":
        return True
    return char.isalnum() and not _spaceless(char)


def _spaceless(char: str) -> bool:
    """Whether the script writes words without spaces: Han, Kana, Thai, Lao, Khmer, Myanmar."""
    code = ord(char)
    return (
        0x0E00 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


def _variants(quote: str) -> list[str]:
    """The folded quote; then without outer marks and closing punctuation; then its case turned."""
    folded = fold(quote.strip())[0].strip()
    bare = folded.strip(_OUTER + " ").rstrip(_CLOSING + " ").strip(_OUTER + " ")
    variants = [form for form in dict.fromkeys((folded, bare)) if any(map(str.isalnum, form))]
    turned = [form[0].swapcase() + form[1:] for form in variants if len(form[0].swapcase()) == 1]
    return list(dict.fromkeys(variants + turned))
