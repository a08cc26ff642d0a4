"""Why a toll that no record holds may be none that a record should hold.

Each doubt is one reason; what one of them holds for is information and no warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.pipeline.toll_again import is_told_again
from dateline.pipeline.toll_breakdown import (
    is_added_up,
    is_broken_down,
    is_left,
    is_of_told,
    is_own_loss_of_kin,
)
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import is_of_nobody, is_sentenced
from dateline.pipeline.toll_singles import (
    is_detail,
    is_in_quotation,
    is_one_of_more,
    is_retold,
)
from dateline.pipeline.toll_strays import (
    is_by_accident,
    is_by_sickness,
    is_given_back,
    is_listed,
    is_of_anybody_at_all,
    is_of_period,
    is_of_period_before,
)
from dateline.pipeline.toll_totals import (
    is_divided,
    is_found_later,
    is_in_new_total,
    is_part_elsewhere,
    is_told_as_part,
    is_whole_of_hurt,
)
from dateline.pipeline.toll_undone import is_undone


def is_weak(missed: Missed) -> bool:
    """Its noun may be a thing, or says only who somebody is; or nobody was hit just then."""
    toll = missed.toll
    if toll.weak or is_of_nobody(toll) or is_sentenced(toll):
        return True
    return is_by_sickness(toll) or is_given_back(toll) or is_of_anybody_at_all(missed)


def is_told_by_other_words(missed: Missed) -> bool:
    """It may be one of those whom a record counts, who is called something else there."""
    return is_retold(missed) or is_in_quotation(missed)


_PARTS = (
    is_told_as_part,
    is_divided,
    is_whole_of_hurt,
    is_broken_down,
    is_left,
    is_of_told,
    is_own_loss_of_kin,
)


def is_part_of_held(missed: Missed) -> bool:
    """They are some of those whom a record counts, or are all told of by what became of each."""
    return any(holds(missed) for holds in _PARTS)


def is_of_new_total(missed: Missed) -> bool:
    """They are among those of a total that has risen: it says so, or the numbers add up."""
    return is_in_new_total(missed) or is_added_up(missed)


DOUBTS: Mapping[str, Callable[[Missed], bool]] = {
    "weak": is_weak,
    "undone": is_undone,
    "listed": is_listed,
    "found later": is_found_later,
    "detail": is_detail,
    "retold": is_told_by_other_words,
    "in a new total": is_of_new_total,
    "told as part": is_part_of_held,
    "told again": is_told_again,
    "one of more": is_one_of_more,
    "of a period": is_of_period,
    "goes on from a period": is_of_period_before,
    "by accident": is_by_accident,
    "part, elsewhere": is_part_elsewhere,
}
"""Every doubt by its name, the cheapest first."""


def doubts(missed: Missed) -> Iterator[str]:
    """The names of the doubts that hold for a toll."""
    return (name for name, holds in DOUBTS.items() if holds(missed))
