"""What a key may look like; what is said of one that does not never shows it."""

from __future__ import annotations


def clean_key(key: str) -> str | None:
    """The key without the white space around it (a line's end, most often); None where it is blank.

    Raises:
        ValueError: It cannot be sent in a header. The message does not show it.
    """
    stripped = key.strip()
    if not stripped.isascii():
        msg = "it holds a character that is not ASCII; copy the key anew"
        raise ValueError(msg)
    if any(not char.isprintable() or char.isspace() for char in stripped):
        msg = "there is white space or a control character inside it; copy the key anew"
        raise ValueError(msg)
    return stripped or None
