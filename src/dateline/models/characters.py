"""What a character counts as when words are compared: its class, and what it is folded to.

Folding takes away what cannot change what is said: the style of quotation marks, dashes and
spaces, and characters without width. Joiners are kept where a script tells words apart by them.
"""

from __future__ import annotations

import re
from unicodedata import category

DOUBLE = frozenset('"“”„‟«»″〝〞〟＂״「」『』')
SINGLE = frozenset("'‘’‚‛‹›′＇`´\u02bc\u055a\u05f3")
HYPHENS = frozenset("-‐‑﹣－")
# The dashes that stand for a minus sign before a number; long ones never do.
SHORT_DASHES = HYPHENS | frozenset("‒–−")
LONG_DASHES = frozenset("—―⸺﹘")
MINUS = "−"
QUOTES = DOUBLE | SINGLE
OPENERS = QUOTES | frozenset("《》〈〉¿¡.…⋯")
"""What a quoter may set before the words, quotation marks and leading dots."""
CLOSERS = QUOTES | frozenset("《》〈〉.,;:!?…⋯‽。！？，、；：؟،؛۔।॥")
"""What a quoter may set behind the words."""

# Soft hyphen, zero-width space, word joiner, byte order mark, marks of direction, variation
# selectors. The overrides of direction (U+202D, U+202E) are not among them: they turn digits.
_INVISIBLE = (
    frozenset("\u00ad\u034f\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2060\ufeff")
    | frozenset(map(chr, range(0x2066, 0x206A)))
    | frozenset(map(chr, range(0xFE00, 0xFE10)))
    | frozenset(map(chr, range(0xE0100, 0xE01F0)))
)
_JOINERS = frozenset("\u200c\u200d")
_HAN_NUMERALS = frozenset("〇一二三四五六七八九十百千万萬亿億兆零两兩廿卅")
# Scripts in which a joiner may tell one word from another: Arabic to Mongolian, and the like.
_JOINED: tuple[tuple[int, int], ...] = (
    *((0x0600, 0x0DFF), (0x0F00, 0x0FFF), (0x1700, 0x177F), (0x1800, 0x1CFF)),
    *((0xA800, 0xABFF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE), (0x10A00, 0x11FFF)),
)
# Scripts that write words without spaces: Thai, Lao, Myanmar, Khmer, Han, Kana.
_SPACELESS: tuple[tuple[int, int], ...] = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x312F)),
    *((0x3190, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)

_EXPLICIT = {
    **dict.fromkeys(DOUBLE, '"'),
    **dict.fromkeys(SINGLE, "'"),
    **dict.fromkeys(SHORT_DASHES, "-"),
    **dict.fromkeys(LONG_DASHES, "_"),
    **dict.fromkeys(_INVISIBLE, "i"),
    **dict.fromkeys(_JOINERS, "z"),
    **dict.fromkeys(_HAN_NUMERALS, "c"),
    **dict.fromkeys(".\u066b", "."),
    **dict.fromkeys(",\u066c", ","),
    **dict.fromkeys("…⋯", "~"),
    **dict.fromkeys(":/\u2044", ":"),
    **dict.fromkeys(map(chr, range(0x1F1E6, 0x1F200)), "r"),
    **dict.fromkeys(map(chr, range(0x1F3FB, 0x1F400)), "t"),
    "_": "a",
}
_BY_CATEGORY = {"Nd": "d", "Nl": "a", "No": "a", "So": "e", "Sc": "$", "Ps": "(", "Pe": ")"}


class _Classes(dict[int, str]):
    """The class of each character, worked out when it is first met.

    a letter, j letter of a script with joiners, h letter of a script without spaces, c Han
    numeral, d digit, m combining mark, i invisible, z joiner, e emoji, t its skin tone, r
    regional indicator, " ' quotation marks, - _ short and long dashes, . , : ~ as they look,
    $ currency, ( ) brackets, space, n other white space, p the rest.
    """

    def __missing__(self, code: int) -> str:
        self[code] = found = _classify(chr(code))
        return found


def _classify(char: str) -> str:
    if char in _EXPLICIT:
        return _EXPLICIT[char]
    kind = category(char)
    if char.isspace():
        return " " if kind == "Zs" else "n"
    if kind[0] == "M":
        return "m"
    if kind[0] == "L":
        code = ord(char)
        if _within(code, _SPACELESS):
            return "h"
        return "j" if _within(code, _JOINED) else "a"
    return _BY_CATEGORY.get(kind, "p")


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


class _Folds(dict[int, str | int | None]):
    """What each character is folded to, by its class."""

    def __missing__(self, code: int) -> str | int | None:
        kind = CLASSES[code]
        folded: str | int | None = code
        if kind == "i":
            folded = None
        elif kind in "\"' ":
            folded = kind
        elif kind == "n":
            folded = " "
        elif kind in "-_":
            folded = _dash(chr(code))
        elif kind == "~":
            folded = "…"
        self[code] = folded
        return folded


def _dash(char: str) -> str:
    if char == MINUS:
        return MINUS
    return "-" if char in HYPHENS else "—"


_AT_EDGES = {"z": None, " ": " ", "n": " ", "'": '"', "-": "-", "_": "-", "~": "..."}


class _EdgeFolds(dict[int, str | int | None]):
    """What each character comes to at the edge of a quotation, where styles are all alike."""

    def __missing__(self, code: int) -> str | int | None:
        kind = CLASSES[code]
        self[code] = found = _AT_EDGES.get(kind, FOLDS[code])
        return found


_NOT_ASCII = re.compile(r"([^\x00-\x7f]+)")

CLASSES = _Classes()
FOLDS = _Folds()
EDGE_FOLDS = _EdgeFolds()


def shape(text: str) -> str:
    """The classes of the characters of `text`, one letter for each."""
    if text.isascii():
        return text.translate(CLASSES)
    # A text of ASCII alone is translated at once, any other character by character.
    return "".join([part.translate(CLASSES) for part in _NOT_ASCII.split(text)])
