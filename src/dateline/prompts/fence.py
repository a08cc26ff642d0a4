"""The token that fences untrusted text in a prompt."""

from __future__ import annotations

from hashlib import sha256
from itertools import count


def fence_for(text: str, *, length: int = 12) -> str:
    """A token that `text` does not contain, the same at every run.

    It is cut from the text's SHA-256, so that recorded answers and prompt caches still fit
    tomorrow, and hashed again with a counter for as long as the text contains it. Each round
    is one character longer than the last after the first sixteen, so that the search ends for
    any text, at the latest when the token is longer than the text.

    Args:
        text: All that will stand inside the fence, and the title where one is shown.
        length: Hexadecimal digits, at least one.
    """
    if length < 1:
        raise ValueError(f"a fence has at least one character, not {length}")
    encoded = text.encode("utf-8", "surrogatepass")
    for attempt in count():
        wanted = length + max(0, attempt - 15)
        token = _digits(encoded, attempt, wanted)
        if token not in text:
            return token
    raise AssertionError("unreachable: count() does not end")


def _digits(encoded: bytes, attempt: int, wanted: int) -> str:
    """`wanted` hexadecimal digits for this attempt."""
    seed = sha256(encoded).digest() + attempt.to_bytes(8, "big")
    blocks = (sha256(seed + block.to_bytes(8, "big")).hexdigest() for block in count())
    digits = ""
    while len(digits) < wanted:
        digits += next(blocks)
    return digits[:wanted]
