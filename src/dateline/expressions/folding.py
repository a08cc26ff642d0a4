"""Text in lower case at the same offsets, which patterns read twice as fast as ignoring case."""

from __future__ import annotations

import string
from functools import lru_cache

_ASCII = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@lru_cache(maxsize=16)  # of an article each date is read by itself
def lowered(text: str) -> str:
    """The text in lower case and of equal length.

    Some letters become longer in lower case ("İ"). Where the text has one, only A to Z change.
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_ASCII)
