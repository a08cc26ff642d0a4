"""Whether what was seen to become of people became of nobody."""

from __future__ import annotations

from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_strays import stray_words

_TO_COME = frozenset({"threatened", "planned", "attempted"})
_HELD = frozenset({"captured", "missing"})
_FAR = 40  # characters between a part that is played and who is in it


def is_undone(missed: Missed) -> bool:
    """Whether they have no toll in a record of what did not happen, but are its targets.

    A report that eight were killed, which was false, gave a toll, and a record of it has one; of
    those who were only said to have been taken, or at whom a plan is aimed, there is none to give.
    """
    return _is_played(missed) or _is_aimed_at(missed) or _is_of_what_was_not_done(missed)


def _is_played(missed: Missed) -> bool:
    """Whether somebody played their part."""
    text, start, _ = missed.toll.placed
    return stray_words("role").search(text, max(0, start - _FAR), start) is not None


def _is_aimed_at(missed: Missed) -> bool:
    """Whether a threat or a plan is aimed at them, and its record has them as targets."""
    return missed.toll.realis in _TO_COME and any(
        span.overlaps(missed.toll.count)
        for incident in missed.beside
        if incident.realis in _TO_COME
        for target in incident.targets
        for span in target.mention.spans
    )


def _is_of_what_was_not_done(missed: Missed) -> bool:
    """Whether all records of their sentence are of what is to come, was tried, or took nobody."""
    sentence, told = missed.sentence, {i.realis for i in missed.beside}
    if told == {"denied"}:
        return not missed.outcomes.isdisjoint(_HELD)
    bent = sentence is not None and sentence.is_bent(missed.toll)
    return bent and bool(told) and told <= _TO_COME
