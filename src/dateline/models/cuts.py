"""Whether a stretch of words cuts one in half, or a number, at its edges."""

from __future__ import annotations

from dateline.models.characters import CLASSES, HYPHENS
from dateline.models.polarity import is_contracted_not, takes_away
from dateline.models.tokens import Tokens

_WORD = frozenset("ajdmhc")
_APART = frozenset({"", " ", ", ", ". ", ".", ","})


def is_cut(text: str, tokens: Tokens, first: int, behind: int) -> bool:
    """Whether a word is cut in half: "violent" of "non-violent", "10" of "10-12", "can't".

    Args:
        text: The text.
        tokens: Its words.
        first: The first word of the stretch.
        behind: The word behind its last.
    """
    words, gaps = tokens.words, tokens.gaps
    if gaps[first] in _APART and gaps[behind] in _APART:
        return False
    start, end = tokens.starts[first], tokens.ends[behind - 1]
    if first and text[start - 1] in HYPHENS and CLASSES[ord(text[start - 2])] in _WORD:
        return True
    if first and _is_range(words[first - 1], gaps[first], words[first]):
        return True
    if first and is_contracted_not(words[first - 1], gaps[first], words[first]):
        return True
    if behind == len(words):
        return False
    last, gap, following = words[behind - 1], gaps[behind], words[behind]
    return (
        _is_range(last, gap, following)
        or is_contracted_not(last, gap, following)
        or (text[end] in HYPHENS and gap == "-" and takes_away(following))
    )


def _is_range(left: str, gap: str, right: str) -> bool:
    """Whether a dash joins two numbers: a match may not cut "10-12"."""
    return gap in ("-", "—", "−") and left[-1].isdigit() and right[0].isdigit()
