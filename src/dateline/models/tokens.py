"""Words and what stands between them, so folded that equal means the same words.

A number is one word with its sign, its separators and the letters glued to it: "-1,400", "3.2m",
"9/11", "14th". In scripts without spaces each character is a word; so is an emoji sequence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from dateline.models.characters import FOLDS, MINUS, shape

# Read on the classes of the characters (`characters.CLASSES`).
_TOKEN = re.compile(
    r"""(?=[ajdhcre.-])(                           # at any other, none of these is tried
    [aj]+(?![ajdmiz])                              # most words; what follows is for the rest
    | (?:(?<![ajhcdmer)\-_.])-\$?(?=\.?d))?          # a minus sign, perhaps before a currency's
    (?:(?<![ajhcdm.~])\.(?=d))?                    # ".5"
    (?:d{1,3}(?:\ d{3}(?!d))+|[ajd])               # "1 400"
    [ajdm]*(?:(?:[iz]+(?=[ajdm])|(?<=d)[.,:'](?=d))[ajdm]+)*
    (?:(?<=d)c+)?                                  # "3万"
    | h(?:m|z(?=[hm]))* | c+ | rr? | e[itm]*(?:ze[itm]*)*)
    """,
    re.VERBOSE,
)
_JOINER_REACH = 8  # characters without width between a letter and a joiner
_LONG_GAP = 200  # characters; gaps are short, and what is kept of them is bounded
_SPACES = re.compile(r" {2,}")
_DOTS = re.compile(r" ?(?:(?:\. ?){3,}|(?:… ?)+) ?")
_TYPED_DASH = re.compile(r"--+")
_TYPED_QUOTES = re.compile(r"''")
_DASH = re.compile(r"[-—−]")


class Tokens(NamedTuple):
    """The words of a text.

    Attributes:
        starts: Where each word starts.
        ends: Where each word ends.
        words: Each word, folded.
        gaps: What stands before each word, folded; and behind the last.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    gaps: list[str]


def tokenize(text: str) -> Tokens:
    """The words of `text`."""
    form = shape(text)
    # What stands between two words, a word, and so on: where each ends is a sum.
    edges = [*accumulate(map(len, _TOKEN.split(form)))]
    starts, ends = edges[:-1:2], edges[1::2]
    if not starts:
        return Tokens(starts, ends, [], [fold_gap(text)])
    words = [
        word if (word := text[start:end]).isascii() else _word(word, form[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    gaps = [fold_gap(text[: starts[0]])]
    # Nearly every gap is one space.
    gaps += [
        gap if (gap := text[end:start]) == " " else fold_gap(gap)
        for end, start in zip(ends, starts[1:], strict=False)
    ]
    gaps.append(fold_gap(text[ends[-1] :]))
    return Tokens(starts, ends, words, gaps)


def _word(raw: str, form: str) -> str:
    if "z" in form:
        raw = "".join(c for i, c in enumerate(raw) if form[i] != "z" or _joiner_counts(form, i))
    folded = normalize("NFC", raw.translate(FOLDS))
    return folded.replace("—", "-").replace(MINUS, "-")


def _joiner_counts(form: str, at: int) -> bool:
    """Whether a joiner stands behind a letter of a script in which it makes another word."""
    before = form[max(0, at - _JOINER_REACH) : at].rstrip("iz")[-1:]
    return before in ("j", "m", "h", "e", "t")


def fold_gap(raw: str) -> str:
    """What stands between two words, folded."""
    if not raw:
        return raw
    return _fold_gap(raw) if len(raw) > _LONG_GAP else _kept_gap(raw)


def _fold_gap(raw: str) -> str:
    folded = raw.translate(FOLDS).replace("\u200c", "").replace("\u200d", "")
    folded = _SPACES.sub(" ", normalize("NFC", folded))
    folded = _TYPED_DASH.sub("—", _TYPED_QUOTES.sub('"', folded))
    return _DOTS.sub("…", folded)


_kept_gap = lru_cache(maxsize=4096)(_fold_gap)


def same_gap(one: str, other: str, left: str, right: str) -> bool:
    """Whether two folded gaps between the words `left` and `right` say the same.

    Beyond what folding takes away: single for double quotation marks, white space beside
    punctuation or between characters of a script without spaces, and a dash set close or
    apart. A hyphen is not set apart ("man-eating", "man - eating"), and between digits a minus
    sign is no dash.
    """
    if one == other:
        return True
    numbers = left[-1:].isdigit() and right[:1].isdigit()
    if not one.strip() and not other.strip():
        return _spaceless(left, right)
    if numbers and (MINUS in one) != (MINUS in other):
        return False
    if not _same_dash(one, other):
        return False
    if left[-1:].isdigit():
        return _bare(one, quotes=False, spaces=numbers) == _bare(
            other, quotes=False, spaces=numbers
        )
    return _bare(one, quotes=True, spaces=False) == _bare(other, quotes=True, spaces=False)


def _spaceless(left: str, right: str) -> bool:
    """Whether one of two words is in a script that has no spaces between words."""
    return any(kind in "hc" for kind in shape(left[0] + left[-1] + right[0]))


def _same_dash(one: str, other: str) -> bool:
    """Whether, of a gap that is a dash alone, neither is a hyphen where the other is set apart."""
    kinds = {_dash_kind(gap) for gap in (one, other)}
    return kinds != {"hyphen", "apart"}


def _dash_kind(gap: str) -> str:
    if gap.strip() not in ("-", "—", MINUS):
        return "other"
    if gap != gap.strip():
        return "apart"
    return "close" if gap == "—" else "hyphen"


def _bare(gap: str, *, quotes: bool, spaces: bool) -> str:
    """A gap with its dashes alike; without its spaces, and its quotation marks alike, if asked."""
    gap = _DASH.sub("-", gap)
    if gap.strip() == "-" or not spaces:
        gap = gap.replace(" ", "")
    return gap.replace("'", '"') if quotes else gap
