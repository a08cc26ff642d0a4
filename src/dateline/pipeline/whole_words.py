"""Where words stand in a text as they are written, and are no part of longer ones.

A pattern for it would be compiled anew for nearly every name of every article, and that takes as
long as looking for some hundred.
"""

from __future__ import annotations

from collections.abc import Iterator


def find_words(words: str, text: str, first: int = 0, last: int | None = None) -> Iterator[int]:
    """Where `words` begin in `text[first:last]`, in order and disjoint.

    Args:
        words: One word or more; not empty.
        text: The text.
        first: Where looking begins; what stands before it may still make one word with them.
        last: Where it ends.
    """
    last = len(text) if last is None else last
    at = text.find(words, first, last)
    while at >= 0:
        end = at + len(words)
        glued = (at > 0 and _is_of_word(text[at - 1])) or (end < last and _is_of_word(text[end]))
        if not glued:
            yield at
        at = text.find(words, at + 1 if glued else end, last)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
