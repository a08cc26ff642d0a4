"""Words of the article looked up in a scheme's lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"\w+(?:-\w+)*")


def first_known(lists: Mapping[str, Sequence[str]], words: str) -> str | None:
    """The first list, by its name, that has one of the words."""
    found = {word.casefold() for word in _WORD.findall(words)}
    found |= {part for word in found for part in word.split("-")}
    return next((name for name, known in lists.items() if found & set(known)), None)
