"""Numbers beside a toll that are the toll of no incident."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told
from tests.pipeline.test_toll_undone import _missed as missed

from dateline.pipeline.toll_strays import is_listed

_HELD = Told(outcome="wounded")


@pytest.mark.parametrize(
    "words",
    [
        "His list of 211 persons has had no answer.",
        "The mothers of 211 students marched on Friday.",
        "She held up photographs of the 211 persons.",
        "The search for the 211 miners was ended in May.",
        "The files on 211 teachers were never opened.",
        "He keeps a register of about 211 captives.",
    ],
)
def test_whom_a_list_names_were_lost_before(words: str) -> None:
    """But a list of the dead gives the toll."""
    assert is_listed(missed(words, "211", _HELD, outcome="missing"))
    assert not is_listed(missed(words, "211", _HELD, outcome="killed"))
