"""Whether what was seen to become of people became of nobody."""

from __future__ import annotations

from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_strays import stray_words

_TO_COME = frozenset({"threatened", "planned", "attempted"})
_FAR = 40  # characters between a part that is played and who is in it


def is_undone(missed: Missed) -> bool:
    """Whether nothing became of them, as all records of their sentence have it.

    It is denied, or to come, or was only tried; or somebody played their part.
    """
    sentence, told = missed.sentence, {i.realis for i in missed.beside}
    if told == {"denied"}:
        return True
    text, start, _ = missed.toll.placed
    if stray_words("role").search(text, max(0, start - _FAR), start):
        return True
    return (
        sentence is not None and bool(told) and told <= _TO_COME and sentence.is_bent(missed.toll)
    )
